use std::borrow::Cow;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::{PortraitError, Size};

/// Decoded pixels, three bytes each (red, green, blue), row by row, in the orientation in which
/// they are stored. Transparent pictures have been laid on white.
#[derive(Clone)]
pub(crate) struct Raster {
    pub size: Size,
    pub rgb: Vec<u8>,
}

/// A level part of a picture as it is stored, in its pixels; right and lower end are behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub left: u32,
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
}

impl Part {
    /// All of a picture.
    pub fn whole(size: Size) -> Self {
        Self {
            left: 0,
            top: 0,
            right: size.width,
            bottom: size.height,
        }
    }

    /// The whole pixels that a part reaches into, as far as they are on the picture; at least one.
    pub fn around([left, top, right, bottom]: [f64; 4], size: Size) -> Self {
        let start = |at: f64, length: u32| (at.floor().max(0.0) as u32).min(length - 1);
        let end = |at: f64, start: u32, length: u32| (at.ceil() as u32).clamp(start + 1, length);
        let (x, y) = (start(left, size.width), start(top, size.height));
        Self {
            left: x,
            top: y,
            right: end(right, x, size.width),
            bottom: end(bottom, y, size.height),
        }
    }
}

/// What was decoded of a picture, perhaps made smaller: at least the part that was asked for.
pub(crate) struct Piece {
    pub raster: Raster,
    /// Where it begins on the whole, in its own pixels.
    pub left: u32,
    pub top: u32,
    /// The size that the whole would have.
    pub whole: Size,
}

impl From<Raster> for Piece {
    fn from(raster: Raster) -> Self {
        Self {
            left: 0,
            top: 0,
            whole: raster.size,
            raster,
        }
    }
}

/// A level part of a raster, in its pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Raster {
    pub fn whole(&self) -> Area {
        let Size { width, height } = self.size;
        Area {
            x: 0.0,
            y: 0.0,
            width: f64::from(width),
            height: f64::from(height),
        }
    }

    /// Scales one level part, which must lie inside, to a size.
    ///
    /// One way after the other: asked for both at once, `fast_image_resize` 6.1 takes it that the last
    /// column of the result looks at the last one of the picture, and reads beyond its rows where
    /// the one before looks farther.
    pub fn scaled(&self, area: Area, size: Size) -> Result<Raster, PortraitError> {
        Self::rescaled(Cow::Borrowed(self), area, size).map(|(scaled, _)| scaled)
    }

    /// The same, in the memory of what is needed no longer; and what is left of that memory, with
    /// whatever is in it. Memory that is new costs the system as much time as scaling does.
    pub fn rescaled(
        source: Cow<Self>,
        area: Area,
        size: Size,
    ) -> Result<(Self, Vec<u8>), PortraitError> {
        let filter = filter(area, size);
        if is_whole(area.x, area.width, size.width) || is_whole(area.y, area.height, size.height) {
            let scaled = source.convolved(area, size, filter, Vec::new())?;
            return Ok((scaled, left_of(source)));
        }
        let band = source.columns_of(area, size);
        let lower = Size {
            width: band.width as u32,
            height: size.height,
        };
        let lying = Area {
            x: area.x - band.x,
            y: 0.0,
            width: area.width,
            height: f64::from(size.height),
        };
        let lower = source.convolved(band, lower, filter, Vec::new())?;
        let scaled = lower.convolved(lying, size, filter, left_of(source))?;
        Ok((scaled, lower.rgb))
    }

    /// The rows of an area with all whole columns that a filter looks at.
    fn columns_of(&self, area: Area, size: Size) -> Area {
        let reach = SUPPORT * (area.width / f64::from(size.width)).max(1.0) + 1.0;
        let x = (area.x - reach).floor().max(0.0);
        let end = (area.x + area.width + reach)
            .ceil()
            .min(f64::from(self.size.width));
        Area {
            x,
            width: end - x,
            ..area
        }
    }

    fn convolved(
        &self,
        area: Area,
        size: Size,
        filter: FilterType,
        memory: Vec<u8>,
    ) -> Result<Raster, PortraitError> {
        let Size { width, height } = self.size;
        let source = ImageRef::new(width, height, &self.rgb, PixelType::U8x3)
            .map_err(|_| PortraitError::Damaged)?;
        let memory = room(size, memory);
        let mut target = Image::from_vec_u8(size.width, size.height, memory, PixelType::U8x3)
            .map_err(|_| PortraitError::Damaged)?;
        let options = ResizeOptions::new()
            .crop(area.x, area.y, area.width, area.height)
            .resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new()
            .resize(&source, &mut target, &options)
            .map_err(|_| PortraitError::InvalidCrop)?;
        Ok(Raster {
            size,
            rgb: target.into_vec(),
        })
    }
}

/// Room for some pixels, in memory that is at hand if it suffices.
pub(crate) fn room(size: Size, mut memory: Vec<u8>) -> Vec<u8> {
    let needed = size.width as usize * size.height as usize * 3;
    if memory.len() < needed {
        // What is new comes as zeros from the system: nobody needs to write them.
        return vec![0; needed];
    }
    memory.truncate(needed);
    memory
}

/// The memory of a raster that nobody else keeps.
fn left_of(raster: Cow<Raster>) -> Vec<u8> {
    match raster {
        Cow::Owned(raster) => raster.rgb,
        Cow::Borrowed(_) => Vec::new(),
    }
}

/// The pixels that Lanczos3, the wider one of the filters, reaches each way.
const SUPPORT: f64 = 3.0;

/// Whether a part has whole pixels one way, as many as are wanted.
fn is_whole(start: f64, length: f64, wanted: u32) -> bool {
    start.fract() == 0.0 && length == f64::from(wanted)
}

/// Lanczos keeps the most detail when a picture shrinks, but rings visibly when it grows.
fn filter(area: Area, size: Size) -> FilterType {
    if area.width > f64::from(size.width) {
        FilterType::Lanczos3
    } else {
        FilterType::CatmullRom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_scaled_although_its_last_column_looks_less_far_than_the_one_before() {
        let size = Size {
            width: 24,
            height: 16,
        };
        let raster = Raster {
            size,
            rgb: (0..size.width * size.height * 3)
                .map(|i| (i % 251) as u8)
                .collect(),
        };
        let area = Area {
            x: 13.0 / 3.0,
            y: 2.0,
            width: 16.0 / 3.0,
            height: 9.0,
        };
        let wanted = Size {
            width: 16,
            height: 27,
        };
        let scaled = raster.scaled(area, wanted).expect("a part");
        assert_eq!(scaled.size, wanted);
        // The last column shows the middle of a pixel, the row in the middle as well.
        let last = &scaled.rgb[(13 * 16 + 15) * 3..][..3];
        assert_eq!(last, &raster.rgb[(6 * 24 + 9) * 3..][..3]);
    }

    /// The same by the formula of Catmull and Rom, pixel by pixel.
    fn enlarged(raster: &Raster, area: Area, size: Size) -> Vec<f64> {
        let near = |t: f64| match t.abs() {
            t if t < 1.0 => 1.5 * t * t * t - 2.5 * t * t + 1.0,
            t if t < 2.0 => -0.5 * t * t * t + 2.5 * t * t - 4.0 * t + 2.0,
            _ => 0.0,
        };
        let along = |start: f64, length: f64, wanted: u32, of: u32, i: u32| {
            let centre = start + (f64::from(i) + 0.5) * length / f64::from(wanted) - 0.5;
            let weights = (0..of).map(|at| near(centre - f64::from(at)));
            let sum: f64 = weights.clone().sum();
            weights.map(|w| w / sum).collect::<Vec<f64>>()
        };
        let Size { width, height } = raster.size;
        let mut found = Vec::new();
        for (j, i) in (0..size.height).flat_map(|j| (0..size.width).map(move |i| (j, i))) {
            let rows = along(area.y, area.height, size.height, height, j);
            let columns = along(area.x, area.width, size.width, width, i);
            found.extend([0, 1, 2].map(|channel| {
                let row = |y: usize| {
                    let at =
                        |x: usize| f64::from(raster.rgb[(y * width as usize + x) * 3 + channel]);
                    let mixed = columns.iter().enumerate().map(|(x, w)| w * at(x));
                    mixed.sum::<f64>()
                };
                rows.iter()
                    .enumerate()
                    .map(|(y, w)| w * row(y))
                    .sum::<f64>()
            }));
        }
        found
    }

    #[test]
    fn a_raster_that_nobody_keeps_is_scaled_in_its_own_memory_to_the_same_pixels() {
        let size = Size {
            width: 40,
            height: 30,
        };
        let raster = Raster {
            size,
            rgb: (0..3600).map(|i| ((i * 7919) >> 4) as u8).collect(),
        };
        let area = Area {
            x: 3.5,
            y: 2.25,
            width: 30.0,
            height: 20.5,
        };
        for (width, height) in [(20, 15), (53, 41), (30, 15)] {
            let wanted = Size { width, height };
            let kept = raster.scaled(area, wanted).expect("a part");
            let spent = Cow::Owned(raster.clone());
            let (scaled, _) = Raster::rescaled(spent, area, wanted).expect("a part");
            assert_eq!(scaled.size, wanted);
            assert_eq!(scaled.rgb, kept.rgb);
        }
    }

    #[test]
    fn one_way_after_the_other_gives_what_both_at_once_would() {
        let size = Size {
            width: 40,
            height: 30,
        };
        let wave = |at: f64| (128.0 + 80.0 * at.sin()) as u8;
        let pixel = |x: f64, y: f64| [wave(x / 3.0), wave(y / 2.5), wave((x + y) / 4.0)];
        let raster = Raster {
            size,
            rgb: (0..size.height)
                .flat_map(|y| (0..size.width).flat_map(move |x| pixel(f64::from(x), f64::from(y))))
                .collect(),
        };
        let wanted = Size {
            width: 53,
            height: 41,
        };
        for (x, y, width, height) in [(6.3, 5.7, 21.4, 16.2), (0.4, 0.2, 39.3, 29.5)] {
            let area = Area {
                x,
                y,
                width,
                height,
            };
            let scaled = raster.scaled(area, wanted).expect("a part");
            let exact = enlarged(&raster, area, wanted);
            let off = scaled.rgb.iter().zip(&exact);
            let most = off
                .map(|(a, b)| (f64::from(*a) - b).abs())
                .fold(0.0, f64::max);
            assert!(most < 3.0, "{most} steps off at {x}, {y}");
        }
    }
}
