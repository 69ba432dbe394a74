use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::{PortraitError, Size};

/// Decoded pixels, three bytes each (red, green, blue), row by row, in the orientation in which
/// they are stored. Transparent pictures have been laid on white.
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
    pub fn scaled(&self, area: Area, size: Size) -> Result<Raster, PortraitError> {
        let Size { width, height } = self.size;
        let source = ImageRef::new(width, height, &self.rgb, PixelType::U8x3)
            .map_err(|_| PortraitError::Damaged)?;
        let mut target = Image::new(size.width, size.height, PixelType::U8x3);
        let options = ResizeOptions::new()
            .crop(area.x, area.y, area.width, area.height)
            .resize_alg(ResizeAlg::Convolution(filter(area, size)));
        Resizer::new()
            .resize(&source, &mut target, &options)
            .map_err(|_| PortraitError::InvalidCrop)?;
        Ok(Raster {
            size,
            rgb: target.into_vec(),
        })
    }
}

/// Lanczos keeps the most detail when a picture shrinks, but rings visibly when it grows.
fn filter(area: Area, size: Size) -> FilterType {
    if area.width > f64::from(size.width) {
        FilterType::Lanczos3
    } else {
        FilterType::CatmullRom
    }
}
