use crate::frame::{Beyond, Frame, Region};
use crate::{Point, Size};

/// A level part of a frame with more pixels than the frame has for it.
pub(crate) struct Detail {
    frame: Frame,
    /// Its upper left corner, in pixels of the frame that it belongs to.
    corner: Point,
    /// Its pixels for one of the frame that it belongs to.
    finer: f64,
}

/// A region may reach this far beyond a detail, in pixels of the frame: a detail ends with a whole pixel
/// of its own, not with the frame's.
const BEYOND: f64 = 1.0;

impl Detail {
    pub fn new(frame: Frame, corner: Point, finer: f64) -> Self {
        Self {
            frame,
            corner,
            finer,
        }
    }

    /// Whether it shows all that a frame of a size shows of a region.
    pub fn shows(&self, region: &Region, of: Size) -> bool {
        let Size { width, height } = self.frame.size();
        let within = |[from, to]: [f64; 2], start: f64, length: u32, most: u32| {
            let end = start + f64::from(length) / self.finer;
            from.max(0.0) >= start - BEYOND && to.min(f64::from(most)) <= end + BEYOND
        };
        let [across, down] = region.reach();
        within(across, self.corner.x, width, of.width)
            && within(down, self.corner.y, height, of.height)
    }

    /// What [`Frame::patch`] gives, of these pixels.
    pub fn patch(&self, region: &Region, size: (usize, usize), beyond: Beyond) -> Vec<f32> {
        let Point { x, y } = region.centre;
        let here = Region {
            centre: Point {
                x: (x - self.corner.x) * self.finer,
                y: (y - self.corner.y) * self.finer,
            },
            width: region.width * self.finer,
            height: region.height * self.finer,
            ..*region
        };
        self.frame.patch(&here, size, beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: Size = Size {
        width: 200,
        height: 160,
    };

    /// Twice as many pixels from (50, 40) on, red there and black everywhere else.
    fn frame() -> Frame {
        let side = Size {
            width: 100,
            height: 100,
        };
        let red = [255, 0, 0].repeat(100 * 100);
        let red = Frame::from_rgb(side, red).expect("as many bytes as pixels");
        let black = Frame::from_rgb(COPY, vec![0; 200 * 160 * 3]).expect("as many bytes as pixels");
        black.with_detail(Detail::new(red, Point { x: 50.0, y: 40.0 }, 2.0))
    }

    fn redness(x: f64, side: f64) -> f32 {
        let region = Region {
            centre: Point { x, y: 65.0 },
            width: side,
            height: side,
            angle: 0.4,
            mirrored: false,
        };
        frame().patch(&region, (64, 64), Beyond::Edge)[0]
    }

    #[test]
    fn a_frame_shows_its_detail_where_that_reaches_and_its_own_pixels_are_too_few() {
        assert_eq!(redness(75.0, 30.0), 255.0);
        assert_eq!(redness(60.0, 30.0), 0.0, "it reaches beyond");
        assert_eq!(redness(75.0, 70.0), 0.0, "there are enough");
    }

    fn grey(corner: [f64; 2]) -> Detail {
        let side = Size {
            width: 100,
            height: 100,
        };
        let grey = Frame::from_rgb(side, vec![9; 100 * 100 * 3]).expect("as many bytes as pixels");
        let [x, y] = corner;
        Detail::new(grey, Point { x, y }, 2.0)
    }

    fn level(x: f64, y: f64, side: f64) -> Region {
        Region {
            centre: Point { x, y },
            width: side,
            height: side,
            angle: 0.0,
            mirrored: false,
        }
    }

    #[test]
    fn a_patch_is_cut_where_the_region_lies_in_the_detail() {
        let side = Size {
            width: 100,
            height: 100,
        };
        let colour = |at: u32| [(at % 100 * 2) as u8, (at / 100 * 2) as u8, 0];
        let rgb = (0..100 * 100).flat_map(colour).collect();
        let frame = Frame::from_rgb(side, rgb).expect("as many bytes as pixels");
        let detail = Detail::new(frame, Point { x: 50.0, y: 40.0 }, 2.0);
        let region = Region {
            height: 10.0,
            ..level(75.0, 65.0, 20.0)
        };
        let patch = detail.patch(&region, (40, 20), Beyond::Edge);
        assert_eq!(patch[..2], [60.0, 80.0], "column 30 and row 40");
        let last = patch.len() - 3;
        assert_eq!(patch[last..][..2], [138.0, 118.0], "column 69 and row 59");
    }

    #[test]
    fn a_detail_shows_a_pixel_more_than_it_has_at_each_side_and_no_more() {
        let detail = grey([50.0, 40.0]);
        assert!(detail.shows(&level(75.0, 65.0, 51.8), COPY));
        for (x, y) in [(73.8, 65.0), (76.2, 65.0), (75.0, 63.8), (75.0, 66.2)] {
            assert!(!detail.shows(&level(x, y, 50.0), COPY), "{x}, {y}");
        }
    }

    #[test]
    fn a_detail_at_the_end_of_its_frame_shows_what_reaches_beyond_that() {
        assert!(grey([150.0, 110.0]).shows(&level(190.0, 150.0, 60.0), COPY));
        assert!(!grey([120.0, 110.0]).shows(&level(150.0, 140.0, 60.0), COPY));
    }

    #[test]
    fn what_lies_beyond_the_frame_does_not_have_to_be_in_the_detail() {
        let side = Size {
            width: 100,
            height: 320,
        };
        let rows = Frame::from_rgb(side, vec![9; 100 * 320 * 3]).expect("as many bytes as pixels");
        let detail = Detail::new(rows, Point { x: 0.0, y: 0.0 }, 2.0);
        let region = |x| Region {
            centre: Point { x, y: 80.0 },
            width: 60.0,
            height: 60.0,
            angle: 0.0,
            mirrored: false,
        };
        assert!(detail.shows(&region(10.0), COPY));
        assert!(!detail.shows(&region(30.0), COPY));
    }
}
