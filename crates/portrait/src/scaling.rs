//! One filtered scaling of a level part of some pixels.

use std::borrow::Cow;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::lowering::Lowered;
use crate::raster::{Raster, View};
use crate::{PortraitError, Size};

/// A level part of a raster, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Which part of a raster, inside of which it must lie, is scaled to which size.
///
/// One way after the other: asked for both at once, `fast_image_resize` 6.1 takes it that the last
/// column of the result looks at the last one of the picture, and reads beyond its rows where
/// the one before looks farther.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scaling {
    pub raster: Size,
    pub area: Area,
    pub size: Size,
}

impl Scaling {
    /// Of all of a raster.
    pub fn of_whole(raster: Size, size: Size) -> Self {
        let area = Area {
            x: 0.0,
            y: 0.0,
            width: f64::from(raster.width),
            height: f64::from(raster.height),
        };
        Self { raster, area, size }
    }

    /// Whether neither the rows nor the columns are taken as they are.
    pub fn is_both_ways(&self) -> bool {
        let Self { area, size, .. } = self;
        !is_whole(area.x, area.width, size.width) && !is_whole(area.y, area.height, size.height)
    }

    /// Lanczos keeps the most detail when a picture shrinks, but rings visibly when it grows.
    pub fn filter(&self) -> FilterType {
        if self.area.width > f64::from(self.size.width) {
            FilterType::Lanczos3
        } else {
            FilterType::CatmullRom
        }
    }

    /// The rows of the area with all whole columns that the filter looks at.
    pub fn band(&self) -> Area {
        let area = self.area;
        let reach = SUPPORT * (area.width / f64::from(self.size.width)).max(1.0) + 1.0;
        let x = (area.x - reach).floor().max(0.0);
        let end = (area.x + area.width + reach)
            .ceil()
            .min(f64::from(self.raster.width));
        Area {
            x,
            width: end - x,
            ..area
        }
    }

    /// The size of the band with as many rows as are wanted.
    pub fn lower(&self) -> Size {
        Size {
            width: self.band().width as u32,
            height: self.size.height,
        }
    }

    /// Scales the columns of the band, which has as many rows as are wanted already.
    pub fn across(&self, lower: &[u8], to: &mut [u8]) -> Result<(), PortraitError> {
        let lying = Area {
            x: self.area.x - self.band().x,
            y: 0.0,
            width: self.area.width,
            height: f64::from(self.size.height),
        };
        let lower = View {
            size: self.lower(),
            rgb: lower,
        };
        convolve(lower, lying, self.filter(), (self.size, to))
    }
}

/// Pixels to be scaled.
pub(crate) enum Pixels<'a> {
    Whole(Cow<'a, Raster>),
    /// Those whose rows were scaled when they came.
    Lowered(Lowered),
}

/// Scaled pixels, and the memory of what is needed no longer, with whatever is in it. Memory that is
/// new costs the system as much time as scaling does.
pub(crate) struct Scaled {
    pub size: Size,
    /// The pixels, and other memory in front of them.
    pub memory: Vec<u8>,
    pub start: usize,
    /// More memory.
    pub spare: Vec<u8>,
}

impl Scaled {
    pub fn into_rgb(mut self) -> Vec<u8> {
        self.memory.drain(..self.start);
        self.memory
    }

    /// So many bytes that are made of the pixels, in memory that is at hand if it suffices.
    pub fn made_into(mut self, bytes: usize, make: impl FnOnce(View, &mut [u8])) -> Vec<u8> {
        let (front, rgb) = self.memory.split_at_mut(self.start);
        let view = View {
            size: self.size,
            rgb,
        };
        match front.get_mut(..bytes) {
            Some(to) => {
                make(view, to);
                self.memory.truncate(bytes);
                self.memory
            }
            None => {
                let mut to = room(bytes, self.spare);
                make(view, &mut to);
                to
            }
        }
    }
}

impl Pixels<'_> {
    /// The size of the raster before any scaling.
    pub fn size(&self) -> Size {
        match self {
            Self::Whole(raster) => raster.size,
            Self::Lowered(lowered) => lowered.scaling().raster,
        }
    }

    /// Scales a part. If the rows were scaled when they came, it has to be what they were scaled for.
    pub fn scaled(self, scaling: &Scaling) -> Result<Scaled, PortraitError> {
        match self {
            Self::Whole(raster) => scaled(raster, scaling),
            Self::Lowered(lowered) if lowered.scaling() == scaling => lowered.scaled(),
            Self::Lowered(_) => Err(PortraitError::InvalidCrop),
        }
    }
}

fn scaled(raster: Cow<Raster>, scaling: &Scaling) -> Result<Scaled, PortraitError> {
    let size = scaling.size;
    if *scaling == Scaling::of_whole(raster.size, raster.size) {
        return Ok(Scaled {
            size,
            memory: raster.into_owned().rgb,
            start: 0,
            spare: Vec::new(),
        });
    }
    if !scaling.is_both_ways() {
        let mut memory = vec![0; bytes(size)];
        convolve(
            raster.view(),
            scaling.area,
            scaling.filter(),
            (size, &mut memory),
        )?;
        return Ok(Scaled {
            size,
            memory,
            start: 0,
            spare: left_of(raster),
        });
    }
    let lower = scaling.lower();
    let mut spare = vec![0; bytes(lower)];
    convolve(
        raster.view(),
        scaling.band(),
        scaling.filter(),
        (lower, &mut spare),
    )?;
    let mut memory = room(bytes(size), left_of(raster));
    scaling.across(&spare, &mut memory)?;
    Ok(Scaled {
        size,
        memory,
        start: 0,
        spare,
    })
}

/// Scales an area of some pixels to a size.
pub(crate) fn convolve(
    View { size, rgb }: View,
    area: Area,
    filter: FilterType,
    (wanted, to): (Size, &mut [u8]),
) -> Result<(), PortraitError> {
    let source = ImageRef::new(size.width, size.height, rgb, PixelType::U8x3)
        .map_err(|_| PortraitError::Damaged)?;
    let mut target = Image::from_slice_u8(wanted.width, wanted.height, to, PixelType::U8x3)
        .map_err(|_| PortraitError::Damaged)?;
    let options = ResizeOptions::new()
        .crop(area.x, area.y, area.width, area.height)
        .resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new()
        .resize(&source, &mut target, &options)
        .map_err(|_| PortraitError::InvalidCrop)
}

/// Bytes of three to a pixel.
pub(crate) fn bytes(size: Size) -> usize {
    size.width as usize * size.height as usize * 3
}

/// Room for so many bytes, in memory that is at hand if it suffices.
fn room(needed: usize, mut memory: Vec<u8>) -> Vec<u8> {
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
pub(crate) const SUPPORT: f64 = 3.0;

/// Whether a part has whole pixels one way, as many as are wanted.
fn is_whole(start: f64, length: f64, wanted: u32) -> bool {
    start.fract() == 0.0 && length == f64::from(wanted)
}

#[cfg(test)]
#[path = "scaling_tests.rs"]
mod tests;
