//! Every format but JPEG, through the crate `image`.

use std::cell::Cell;

use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbaImage};

use super::source::Source;
use super::{Header, orientation_of};
use crate::raster::Raster;
use crate::{Format, PortraitError, Size};

/// The most memory a decoder may ask for, in bytes: 100 megapixels with four channels fit, with
/// sixteen bits per channel 64 do. Our own number; it is also the default of the crate `image`.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

pub(super) fn header(bytes: &[u8], format: Format) -> Result<Header, PortraitError> {
    let ended = Cell::new(false);
    let mut decoder = open(bytes, format, &ended).map_err(|e| named(&e, ended.get()))?;
    let (width, height) = decoder.dimensions();
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = match exif.as_deref().map(orientation_of) {
        Some(orientation) => orientation,
        None => decoder.orientation().unwrap_or(Orientation::NoTransforms),
    };
    let profile = decoder.icc_profile().ok().flatten();
    Ok(Header {
        stored: Size { width, height },
        orientation,
        profile,
    })
}

pub(super) fn pixels(bytes: &[u8], format: Format) -> Result<Raster, PortraitError> {
    let ended = Cell::new(false);
    let picture = decoded(bytes, format, &ended).map_err(|e| named(&e, ended.get()))?;
    let size = Size {
        width: picture.width(),
        height: picture.height(),
    };
    let rgb = if picture.color().has_alpha() {
        on_white(&picture.into_rgba8())
    } else {
        picture.into_rgb8().into_raw()
    };
    Ok(Raster { size, rgb })
}

fn decoded(bytes: &[u8], format: Format, ended: &Cell<bool>) -> Result<DynamicImage, ImageError> {
    let decoder = open(bytes, format, ended)?;
    limits().reserve(decoder.total_bytes())?;
    DynamicImage::from_decoder(decoder)
}

fn on_white(picture: &RgbaImage) -> Vec<u8> {
    let mix = |colour: u8, alpha: u16| {
        let sum = u16::from(colour) * alpha + 255 * (255 - alpha);
        ((sum + 127) / 255) as u8
    };
    picture
        .pixels()
        .flat_map(|p| [0, 1, 2].map(|i| mix(p.0[i], p.0[3].into())))
        .collect()
}

fn open<'a>(
    bytes: &'a [u8],
    format: Format,
    ended: &'a Cell<bool>,
) -> Result<impl ImageDecoder + 'a, ImageError> {
    let mut reader = ImageReader::with_format(Source::new(bytes, ended), kind(format));
    reader.limits(limits());
    reader.into_decoder()
}

fn limits() -> image::Limits {
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn kind(format: Format) -> ImageFormat {
    match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Bmp => ImageFormat::Bmp,
        Format::Tiff => ImageFormat::Tiff,
        Format::Gif => ImageFormat::Gif,
    }
}

fn named(error: &ImageError, ended: bool) -> PortraitError {
    match error {
        ImageError::Limits(limit) if limit.kind() == LimitErrorKind::InsufficientMemory => {
            PortraitError::TooMuchMemory
        }
        ImageError::Unsupported(_) => PortraitError::RareVariant,
        _ if ended => PortraitError::Truncated,
        _ => PortraitError::Damaged,
    }
}
