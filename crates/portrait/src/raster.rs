use std::borrow::Cow;

use crate::Size;
use crate::scaling::Pixels;

/// Decoded pixels, three bytes each (red, green, blue), row by row, in the orientation in which
/// they are stored. Transparent pictures have been laid on white.
#[derive(Clone)]
pub(crate) struct Raster {
    pub size: Size,
    pub rgb: Vec<u8>,
}

impl Raster {
    pub fn view(&self) -> View<'_> {
        View {
            size: self.size,
            rgb: &self.rgb,
        }
    }
}

/// The same pixels, in memory of somebody else.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub size: Size,
    pub rgb: &'a [u8],
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
    pub pixels: Pixels<'static>,
    pub extent: Extent,
}

/// Where decoded pixels lie on the whole, in its own pixels, before any more scaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Extent {
    pub left: u32,
    pub top: u32,
    pub size: Size,
    /// The size that the whole would have.
    pub whole: Size,
}

impl From<Raster> for Piece {
    fn from(raster: Raster) -> Self {
        let extent = Extent {
            left: 0,
            top: 0,
            size: raster.size,
            whole: raster.size,
        };
        Self {
            pixels: Pixels::Whole(Cow::Owned(raster)),
            extent,
        }
    }
}
