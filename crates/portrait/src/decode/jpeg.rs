use image::metadata::Orientation;
use jpeg_decoder::{Decoder, Error, PixelFormat};

use super::{Header, orientation_of};
use crate::colour::cmyk_to_srgb;
use crate::raster::Raster;
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

pub(super) fn pixels(bytes: &[u8], header: &Header, reach: f64) -> Result<Raster, PortraitError> {
    let mut decoder = Decoder::new(bytes);
    let reduced = |side: u32| side.div_ceil(divisor(reach)) as u16;
    let (width, height) = decoder
        .scale(reduced(header.stored.width), reduced(header.stored.height))
        .map_err(|e| named(&e))?;
    let samples = decoder.decode().map_err(|e| named(&e))?;
    let format = decoder.info().ok_or(PortraitError::Damaged)?.pixel_format;
    let rgb = match format {
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
