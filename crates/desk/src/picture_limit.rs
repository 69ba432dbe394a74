//! Pictures that are too large for any of the services.

use issuing::issuebadge::LARGEST_JPEG;
use portrait::{Crop, Limits, Output, Picture};

use crate::error::DeskError;

/// The JPEG qualities tried before pixels are given up. Our own numbers: below 60 the blocks of a
/// JPEG are seen in a face.
const QUALITIES: [u8; 3] = [80, 70, 60];

/// The picture, as small as the services take it: of lower quality first, then of half as many
/// pixels along each side, and so on. One that is small enough stays as it is.
///
/// # Errors
/// It cannot be read.
pub(crate) fn within_limit(jpeg: Vec<u8>) -> Result<Vec<u8>, DeskError> {
    if jpeg.len() <= LARGEST_JPEG {
        return Ok(jpeg);
    }
    let picture = Picture::read(jpeg, &Limits::default())?;
    let size = picture.upright_size();
    let whole = Crop::new(0.0, 0.0, size.width.into(), size.height.into(), 0.0)?;
    for quality in QUALITIES {
        let output = Output {
            width: size.width,
            height: size.height,
            quality,
            ..Output::default()
        };
        let same_size = picture.cut(&whole, &output)?.jpeg;
        if same_size.len() <= LARGEST_JPEG {
            return Ok(same_size);
        }
    }
    let half = size.width.max(size.height) / 2;
    within_limit(picture.preview(half)?)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
    use issuing::issuebadge::LARGEST_JPEG;
    use portrait::{Crop, Limits, Output, Picture, Size};

    use super::within_limit;

    /// A portrait of noise, which no JPEG makes small.
    fn noise(side: u32, quality: u8) -> Vec<u8> {
        let mut state = 1_u32;
        let pixels = RgbImage::from_fn(side, side, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [_, blue, green, red] = state.to_le_bytes();
            Rgb([red, green, blue])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        let noise = DynamicImage::ImageRgb8(pixels);
        noise.write_to(&mut bytes, ImageFormat::Bmp).unwrap();
        let whole = Crop::new(0.0, 0.0, side.into(), side.into(), 0.0).unwrap();
        let output = Output {
            width: side,
            height: side,
            quality,
            ..Output::default()
        };
        let limits = Limits {
            bytes: usize::MAX,
            ..Limits::default()
        };
        let picture = Picture::read(bytes.into_inner(), &limits).unwrap();
        picture.cut(&whole, &output).unwrap().jpeg
    }

    fn sent(jpeg: Vec<u8>) -> Size {
        assert!(jpeg.len() > LARGEST_JPEG, "{}", jpeg.len());
        let sent = within_limit(jpeg).unwrap();
        assert!(sent.len() <= LARGEST_JPEG, "{}", sent.len());
        let picture = Picture::read(sent, &Limits::default()).unwrap();
        picture.upright_size()
    }

    #[test]
    fn quality_is_given_up_before_pixels() {
        let side = 2200;
        let size = Size {
            width: side,
            height: side,
        };
        assert_eq!(sent(noise(side, 95)), size);
    }

    #[test]
    fn pixels_are_given_up_where_quality_is_not_enough() {
        let half = Size {
            width: 2048,
            height: 2048,
        };
        assert_eq!(sent(noise(4096, 90)), half);
    }

    #[test]
    fn a_picture_that_fits_stays_as_it_is() {
        let small = noise(100, 90);
        assert_eq!(within_limit(small.clone()).unwrap(), small);
    }
}
