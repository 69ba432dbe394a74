//! A picture from the clipboard, which hands out bare pixels.

use std::io::Cursor;

use image::{ExtendedColorType, ImageEncoder, codecs::png};

use crate::boundary::Code;
use crate::error::DeskError;

/// A picture of raw RGBA pixels (four bytes each, row by row) as PNG, as every other picture comes.
///
/// # Errors
/// The bytes do not fit the size.
pub fn png_from_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Vec<u8>, DeskError> {
    let unfit = || DeskError::named(Code::PictureDamaged, format!("{width} x {height}"));
    let side = |length: usize| u32::try_from(length).map_err(|_| unfit());
    let (width, height) = (side(width)?, side(height)?);
    if rgba.len() as u64 != u64::from(width) * u64::from(height) * 4 {
        return Err(unfit());
    }
    let mut png = Cursor::new(Vec::new());
    let fast = png::CompressionType::Fast;
    png::PngEncoder::new_with_quality(&mut png, fast, png::FilterType::Sub)
        .write_image(rgba, width, height, ExtendedColorType::Rgba8)
        .map_err(|_| unfit())?;
    Ok(png.into_inner())
}

#[cfg(test)]
mod tests {
    use super::png_from_rgba;

    #[test]
    fn pixels_become_a_picture_of_the_same_size() {
        let png = png_from_rgba(2, 3, &[200; 24]).unwrap();
        let decoded = image::load_from_memory(&png).unwrap();
        assert_eq!((decoded.width(), decoded.height()), (2, 3));
    }

    #[test]
    fn pixels_that_do_not_fill_the_size_are_refused() {
        assert!(png_from_rgba(2, 3, &[0; 23]).is_err());
        assert!(png_from_rgba(usize::MAX, usize::MAX, &[]).is_err());
    }
}
