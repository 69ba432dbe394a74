use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, PixelDensity, SamplingFactor};

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
    // Else one colour of four is kept, which moves edges by half a pixel.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    if let Some(dpi) = density {
        encoder.set_density(PixelDensity::dpi(dpi));
    }
    encoder
        .encode(rgb, width, height, ColorType::Rgb)
        .map_err(|_| PortraitError::InvalidOutput)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halved_colours_are_the_mean_of_the_pixels_they_stand_for() {
        let size = Size {
            width: 32,
            height: 32,
        };
        let columns = [[200, 60, 60], [60, 60, 200]].concat();
        let rgb = columns.repeat(16 * 32);
        let bytes = jpeg(&rgb, size, 95, None).expect("a JPEG");
        let shown = image::load_from_memory(&bytes).expect("a JPEG").into_rgb8();
        let sum = |channel: usize| {
            shown
                .pixels()
                .map(|it| f64::from(it.0[channel]))
                .sum::<f64>()
        };
        let tilt = (sum(0) - sum(2)) / f64::from(size.width * size.height);
        assert!(tilt.abs() < 8.0, "redder than blue by {tilt}");
    }
}
