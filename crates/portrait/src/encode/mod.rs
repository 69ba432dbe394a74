mod halved;

use halved::Halved;
use jpeg_encoder::{Encoder, PixelDensity, SamplingFactor};

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
    if rgb.len() as u64 != 3 * u64::from(size.width) * u64::from(size.height) {
        return Err(PortraitError::InvalidOutput);
    }
    let mut bytes = Vec::with_capacity(rgb.len() / 8);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(dpi) = density {
        encoder.set_density(PixelDensity::dpi(dpi));
    }
    // One colour of four is kept, which would move edges by half a pixel were it not their mean.
    let rows = Halved { rgb, width, height };
    encoder
        .encode_image(rows)
        .map_err(|_| PortraitError::InvalidOutput)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ChromaSubsamplingMethod, ColorType};

    /// What the encoder makes of the same pixels when it halves the colours itself.
    fn averaged(rgb: &[u8], (width, height): (u16, u16)) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 90);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        encoder
            .encode(rgb, width, height, ColorType::Rgb)
            .expect("a JPEG");
        bytes
    }

    fn noise((width, height): (u16, u16)) -> (Vec<u8>, Size) {
        let size = Size {
            width: width.into(),
            height: height.into(),
        };
        let noise = |i: u32| (i.wrapping_mul(2_654_435_761) >> 13) as u8;
        let rgb = (0..size.width * size.height * 3).map(noise).collect();
        (rgb, size)
    }

    #[test]
    fn colours_that_are_halved_before_give_the_bytes_of_the_encoder_that_halves_them() {
        for sides in [(64, 32), (16, 17), (16, 1), (48, 3), (720, 5), (80, 2)] {
            let (rgb, size) = noise(sides);
            let bytes = jpeg(&rgb, size, 90, None).expect("a JPEG");
            assert!(bytes == averaged(&rgb, sides), "{sides:?}");
        }
    }

    #[test]
    fn beyond_the_right_edge_colours_go_on_as_the_encoder_lets_them() {
        for sides in [(33, 17), (34, 16), (1, 1), (2, 3), (47, 48), (95, 2)] {
            let (rgb, size) = noise(sides);
            let bytes = jpeg(&rgb, size, 90, None).expect("a JPEG");
            let [ours, theirs] = [bytes, averaged(&rgb, sides)].map(|bytes| {
                let shown = image::load_from_memory(&bytes).expect("a JPEG");
                shown.into_rgb8().into_raw()
            });
            let off = ours
                .iter()
                .zip(&theirs)
                .map(|(a, b)| u32::from(a.abs_diff(*b)));
            let mean = f64::from(off.sum::<u32>()) / ours.len() as f64;
            assert!(mean < 1.0, "{sides:?}: {mean} steps off");
        }
    }

    #[test]
    fn too_few_pixels_are_refused() {
        let size = Size {
            width: 4,
            height: 4,
        };
        assert_eq!(
            jpeg(&[0; 47], size, 90, None),
            Err(PortraitError::InvalidOutput)
        );
    }

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
