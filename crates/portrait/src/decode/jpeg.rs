use image::metadata::Orientation;
use jpeg_decoder::{CodingProcess, Decoder, Error, ImageInfo, PixelFormat};

use super::{Header, MOST_MEMORY, Wish, baseline, orientation_of};
use crate::colour::cmyk_to_srgb;
use crate::raster::{Part, Piece, Raster};
use crate::{PortraitError, Size};

pub(super) fn header(bytes: &[u8]) -> Result<Header, PortraitError> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(|e| named(&e))?;
    let info = decoder.info().ok_or(PortraitError::Damaged)?;
    Ok(Header {
        stored: Size {
            width: info.width.into(),
            height: info.height.into(),
        },
        orientation: decoder
            .exif_data()
            .map_or(Orientation::NoTransforms, orientation_of),
        profile: decoder.icc_profile(),
    })
}

pub(super) fn pixels(bytes: &[u8], header: &Header, wish: &Wish) -> Result<Piece, PortraitError> {
    let divisor = fitting(divisor(wish.reach), wish.part);
    match baseline::decode(bytes, header.stored, divisor, wish) {
        Some(piece) => Ok(piece),
        None => general(bytes, header, divisor).map(Piece::from),
    }
}

/// The most bytes of pixels that are decoded for one portrait. Our own number: as much again, and more,
/// is taken for scaling and turning them.
const MOST_PIXELS: u64 = 150_000_000;

/// The divisor that was asked for, or a larger one where there would be too many pixels.
fn fitting(divisor: u32, part: Part) -> u32 {
    let area = u64::from(part.right - part.left) * u64::from(part.bottom - part.top);
    let coarser = [1, 2, 4].into_iter().filter(|&d| d >= divisor);
    coarser
        .into_iter()
        .find(|&d| 3 * area / u64::from(d * d) <= MOST_PIXELS)
        .unwrap_or(8)
}

/// Every other JPEG, and every one that is not in order.
fn general(bytes: &[u8], header: &Header, divisor: u32) -> Result<Raster, PortraitError> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(|e| named(&e))?;
    let info = decoder.info().ok_or(PortraitError::Damaged)?;
    let divisor = affordable(&info, divisor)?;
    let reduced = |side: u32| side.div_ceil(divisor) as u16;
    let (width, height) = decoder
        .scale(reduced(header.stored.width), reduced(header.stored.height))
        .map_err(|e| named(&e))?;
    let samples = decoder.decode().map_err(|e| named(&e))?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => samples,
        PixelFormat::L8 => samples.iter().flat_map(|&grey| [grey; 3]).collect(),
        PixelFormat::CMYK32 => cmyk_to_srgb(&samples, header.profile.as_deref()),
        PixelFormat::L16 => return Err(PortraitError::RareVariant),
    };
    Ok(Raster {
        size: Size {
            width: width.into(),
            height: height.into(),
        },
        rgb,
    })
}

/// The divisor that was asked for, or a larger one where the memory would not suffice: a coarser
/// picture is better than none. A progressive JPEG keeps two bytes for each of its samples until
/// its end; then each channel is there by itself and with the others, and grey becomes three.
fn affordable(info: &ImageInfo, divisor: u32) -> Result<u32, PortraitError> {
    let pixels = u64::from(info.width) * u64::from(info.height);
    let channels = info.pixel_format.pixel_bytes() as u64;
    let kept = match info.coding_process {
        CodingProcess::DctSequential => 0,
        CodingProcess::DctProgressive | CodingProcess::Lossless => 2 * channels * pixels,
    };
    let made = (2 * channels).max(channels + 3) * pixels;
    let fits = |d: &u32| kept + made / u64::from(d * d) <= MOST_MEMORY;
    let finest_first = [1, 2, 4, 8].into_iter().filter(|&d| d >= divisor);
    finest_first
        .into_iter()
        .find(fits)
        .ok_or(PortraitError::TooMuchMemory)
}

/// How far the discrete cosine transform may be cut short: an eighth, a quarter, a half, not.
fn divisor(reach: f64) -> u32 {
    [8, 4, 2]
        .into_iter()
        .find(|&d| 1.0 / f64::from(d) >= reach)
        .unwrap_or(1)
}

fn named(error: &Error) -> PortraitError {
    match error {
        Error::Unsupported(_) => PortraitError::RareVariant,
        Error::Io(_) => PortraitError::Truncated,
        Error::Format(_) | Error::Internal(_) => PortraitError::Damaged,
    }
}

#[cfg(test)]
#[path = "jpeg_tests.rs"]
mod tests;
