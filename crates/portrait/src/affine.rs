use image::metadata::Orientation;

use crate::{Crop, Size};

/// A map of the plane: `x' = xx x + xy y + x0` and `y' = yx x + yy y + y0`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Affine {
    pub xx: f64,
    pub xy: f64,
    pub x0: f64,
    pub yx: f64,
    pub yy: f64,
    pub y0: f64,
}

impl Affine {
    pub fn scale(x: f64, y: f64) -> Self {
        Self {
            xx: x,
            xy: 0.0,
            x0: 0.0,
            yx: 0.0,
            yy: y,
            y0: 0.0,
        }
    }

    pub fn translation(x: f64, y: f64) -> Self {
        Self {
            x0: x,
            y0: y,
            ..Self::scale(1.0, 1.0)
        }
    }

    /// From the pixels of a portrait to those of the upright picture, as documented at [`Crop`].
    pub fn of_crop(crop: &Crop, output: Size) -> Self {
        let (sin, cos) = crop.angle.to_radians().sin_cos();
        let turn = Self {
            xx: cos,
            xy: -sin,
            x0: 0.0,
            yx: sin,
            yy: cos,
            y0: 0.0,
        };
        let step_x = crop.width / f64::from(output.width);
        let step_y = crop.height / f64::from(output.height);
        Self::scale(step_x, step_y)
            .then(Self::translation(-crop.width / 2.0, -crop.height / 2.0))
            .then(turn)
            .then(Self::translation(
                crop.x + crop.width / 2.0,
                crop.y + crop.height / 2.0,
            ))
    }

    /// From the upright picture to the picture as it is stored, whose size is `stored`.
    pub fn to_stored(orientation: Orientation, stored: Size) -> Self {
        let (w, h) = (f64::from(stored.width), f64::from(stored.height));
        let map = |xx, xy, x0, yx, yy, y0| Self {
            xx,
            xy,
            x0,
            yx,
            yy,
            y0,
        };
        match orientation {
            Orientation::NoTransforms => map(1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
            Orientation::FlipHorizontal => map(-1.0, 0.0, w, 0.0, 1.0, 0.0),
            Orientation::Rotate180 => map(-1.0, 0.0, w, 0.0, -1.0, h),
            Orientation::FlipVertical => map(1.0, 0.0, 0.0, 0.0, -1.0, h),
            Orientation::Rotate90FlipH => map(0.0, 1.0, 0.0, 1.0, 0.0, 0.0),
            Orientation::Rotate90 => map(0.0, 1.0, 0.0, -1.0, 0.0, h),
            Orientation::Rotate270FlipH => map(0.0, -1.0, w, -1.0, 0.0, h),
            Orientation::Rotate270 => map(0.0, -1.0, w, 1.0, 0.0, 0.0),
        }
    }

    /// This map, then another.
    pub fn then(self, next: Self) -> Self {
        Self {
            xx: next.xx * self.xx + next.xy * self.yx,
            xy: next.xx * self.xy + next.xy * self.yy,
            x0: next.xx * self.x0 + next.xy * self.y0 + next.x0,
            yx: next.yx * self.xx + next.yy * self.yx,
            yy: next.yx * self.xy + next.yy * self.yy,
            y0: next.yx * self.x0 + next.yy * self.y0 + next.y0,
        }
    }

    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (
            self.xx * x + self.xy * y + self.x0,
            self.yx * x + self.yy * y + self.y0,
        )
    }

    /// Whether level lines stay level or become upright, to a thousandth of a pixel over a
    /// distance of `reach`.
    pub fn keeps_axes(&self, reach: f64) -> bool {
        let (straight, crossed) = (
            self.xx.abs().max(self.yy.abs()),
            self.xy.abs().max(self.yx.abs()),
        );
        straight.min(crossed) * reach < 1e-3
    }

    /// How much longer a line becomes, in the mean over all directions.
    pub fn magnification(&self) -> f64 {
        (self.xx * self.yy - self.xy * self.yx).abs().sqrt()
    }

    /// The left, upper, right and lower end of what a `size` is mapped to.
    pub fn bounds(&self, size: Size) -> [f64; 4] {
        let (w, h) = (f64::from(size.width), f64::from(size.height));
        let corners = [(0.0, 0.0), (w, 0.0), (0.0, h), (w, h)].map(|(x, y)| self.at(x, y));
        let start = [
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        ];
        corners
            .iter()
            .fold(start, |[left, top, right, bottom], &(x, y)| {
                [left.min(x), top.min(y), right.max(x), bottom.max(y)]
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORED: Size = Size {
        width: 40,
        height: 30,
    };

    #[test]
    fn the_upper_left_corner_of_an_upright_picture_lies_where_exif_says() {
        let corners = [
            (0, 0),
            (40, 0),
            (40, 30),
            (0, 30),
            (0, 0),
            (0, 30),
            (40, 30),
            (40, 0),
        ];
        for (number, corner) in (1..).zip(corners) {
            let orientation = Orientation::from_exif(number).expect("1 to 8");
            let (x, y) = Affine::to_stored(orientation, STORED).at(0.0, 0.0);
            assert_eq!((x as i32, y as i32), corner, "orientation {number}");
        }
    }

    #[test]
    fn a_crop_turns_clockwise_about_its_centre() {
        let crop = Crop {
            x: 10.0,
            y: 20.0,
            width: 30.0,
            height: 40.0,
            angle: 90.0,
        };
        let map = Affine::of_crop(
            &crop,
            Size {
                width: 3,
                height: 4,
            },
        );
        let near = |(x, y): (f64, f64), (a, b): (f64, f64)| (x - a).hypot(y - b) < 1e-9;
        assert!(near(map.at(1.5, 2.0), (25.0, 40.0)), "the centre stays");
        assert!(
            near(map.at(0.0, 0.0), (45.0, 25.0)),
            "the upper left corner goes upper right"
        );
    }
}
