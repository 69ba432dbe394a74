use jpeg_encoder::{ColorType, Encoder, PixelDensity, SamplingFactor};

use crate::{PortraitError, Size};

/// Writes sRGB pixels as a baseline JPEG (4:2:0) that carries nothing but its density.
///
/// 4:2:0 is what cameras write and is a fifth smaller than 4:4:4 at the same quality.
pub(crate) fn jpeg(
    rgb: &[u8],
    size: Size,
    quality: u8,
    density: Option<u16>,
) -> Result<Vec<u8>, PortraitError> {
    let side = |n: u32| u16::try_from(n).map_err(|_| PortraitError::InvalidOutput);
    let (width, height) = (side(size.width)?, side(size.height)?);
    let mut bytes = Vec::with_capacity(rgb.len() / 8);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(dpi) = density {
        encoder.set_density(PixelDensity::dpi(dpi));
    }
    encoder
        .encode(rgb, width, height, ColorType::Rgb)
        .map_err(|_| PortraitError::InvalidOutput)?;
    Ok(bytes)
}
