//! Every format but JPEG, through the crate `image`.

use std::cell::Cell;

use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::source::Source;
use super::{Header, MOST_MEMORY, orientation_of};
use crate::raster::Raster;
use crate::{Format, PortraitError, Size};

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
        on_white(picture.into_rgba8().into_raw())
    } else {
        picture.into_rgb8().into_raw()
    };
    Ok(Raster { size, rgb })
}

fn decoded(bytes: &[u8], format: Format, ended: &Cell<bool>) -> Result<DynamicImage, ImageError> {
    let mut decoder = open(bytes, format, ended)?;
    limits().reserve(needed(&decoder, format))?;
    if format == Format::Gif {
        decoder.set_limits(beside(decoder.total_bytes()))?;
    }
    DynamicImage::from_decoder(decoder)
}

/// What is left beside so many bytes for a frame that is larger than its picture: four bytes a pixel,
/// which the decoder counts, and one more for its colour's number, which it does not.
fn beside(bytes: u64) -> image::Limits {
    let mut limits = limits();
    limits.max_alloc = Some(MOST_MEMORY.saturating_sub(bytes) / 5 * 4);
    limits
}

/// The bytes that are there at the same time, at the most: the decoder's own copy of the pixels
/// where it makes one, what it gives, and the same in eight bits of red, green and blue (and alpha)
/// where that is not what it gives.
fn needed(decoder: &impl ImageDecoder, format: Format) -> u64 {
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    let own = match format {
        Format::WebP | Format::Tiff | Format::Gif => decoder.total_bytes(),
        Format::Jpeg | Format::Png | Format::Bmp => 0,
    };
    let converted = match colour {
        ColorType::Rgb8 | ColorType::Rgba8 => 0,
        _ if colour.has_alpha() => 4,
        _ => 3,
    };
    let pixels = u64::from(width) * u64::from(height);
    decoder.total_bytes() + own.max(converted * pixels)
}

/// Makes three bytes a pixel of four, in the same memory.
fn on_white(mut rgba: Vec<u8>) -> Vec<u8> {
    let mix = |colour: u8, alpha: u16| {
        let sum = u16::from(colour) * alpha + 255 * (255 - alpha);
        ((sum + 127) / 255) as u8
    };
    let pixels = rgba.len() / 4;
    for pixel in 0..pixels {
        let alpha = u16::from(rgba[4 * pixel + 3]);
        for channel in 0..3 {
            rgba[3 * pixel + channel] = mix(rgba[4 * pixel + channel], alpha);
        }
    }
    rgba.truncate(3 * pixels);
    rgba
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

#[cfg(test)]
mod tests {
    use super::pixels;
    use crate::{Format, PortraitError};

    /// A picture of 12 x 8 pixels with a frame of another size, which may be larger.
    fn gif(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"GIF89a\x0c\x00\x08\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff".to_vec();
        bytes.extend(b"\x2c\x00\x00\x00\x00");
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend(b"\x00\x02\x02\x4c\x01\x00\x3b");
        bytes
    }

    #[test]
    fn a_frame_larger_than_its_picture_is_bounded_with_all_the_memory_it_takes() {
        let read = |width, height| pixels(&gif(width, height), Format::Gif).err();
        // Four bytes a pixel are 324 MB; with the fifth they are more than may be taken.
        assert_eq!(read(9_000, 9_000), Some(PortraitError::TooMuchMemory));
        assert_ne!(read(8_900, 8_900), Some(PortraitError::TooMuchMemory));
    }
}
