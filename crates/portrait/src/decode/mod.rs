//! From bytes to pixels, without trust.

mod baseline;
mod jpeg;
mod other;
mod quality;
mod segments;
mod source;

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;

use crate::raster::{Extent, Part, Piece};
use crate::scaling::Scaling;
use crate::{Format, PortraitError, Size};
pub(crate) use quality::jpeg_quality;

/// The most memory that decoding may take, in bytes. Our own number: with the bytes of the picture
/// and all that is made of it, the program stays within 512 MB; 100 megapixels of red, green and blue
/// fit.
const MOST_MEMORY: u64 = 400_000_000;

/// What a picture says about itself before its pixels are decoded.
pub(crate) struct Header {
    pub stored: Size,
    pub orientation: Orientation,
    pub profile: Option<Vec<u8>>,
}

pub(crate) fn header(bytes: &[u8], format: Format) -> Result<Header, PortraitError> {
    contained(|| match format {
        Format::Jpeg => jpeg::header(bytes),
        _ => other::header(bytes, format),
    })
}

/// What is wanted of a picture.
pub(crate) struct Wish<'a> {
    /// At least so many pixels per stored pixel, if there are as many.
    pub reach: f64,
    /// At least this of what is stored.
    pub part: Part,
    /// How what is decoded will be scaled, told by where it lies, if it will be. It may then come
    /// with its rows scaled.
    pub scaling: &'a dyn Fn(&Extent) -> Option<Scaling>,
}

/// Decodes what is wanted, at a resolution of no more than all pixels. JPEG is decoded at 1/2, 1/4
/// or 1/8 if that is enough, and most of it not beyond the part; other formats come whole.
pub(crate) fn pixels(
    bytes: &[u8],
    format: Format,
    header: &Header,
    wish: &Wish,
) -> Result<Piece, PortraitError> {
    contained(|| match format {
        Format::Jpeg => jpeg::pixels(bytes, header, wish),
        _ => other::pixels(bytes, format).map(Piece::from),
    })
}

/// Decoders meet hostile bytes: one that gives up by panicking must not take the counter along.
fn contained<T>(decode: impl FnOnce() -> Result<T, PortraitError>) -> Result<T, PortraitError> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or(Err(PortraitError::Damaged))
}

fn orientation_of(exif: &[u8]) -> Orientation {
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    Orientation::from_exif_chunk(tiff).unwrap_or(Orientation::NoTransforms)
}
