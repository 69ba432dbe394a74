use serde::Serialize;

use crate::PortraitError;

/// A format that pictures are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JPEG: baseline and progressive, 8 bits per sample; grey, colour, CMYK and YCCK.
    Jpeg,
    /// PNG: all colour types and depths; of an animated one the default image.
    Png,
    /// WebP: lossy and lossless; of an animated one the first frame.
    WebP,
    /// Windows bitmap.
    Bmp,
    /// TIFF: the first page.
    Tiff,
    /// GIF: the first frame.
    Gif,
}

/// The brands in an ISO base media file's `ftyp` box that mean a still picture in HEIF: those of
/// ISO/IEC 23008-12 (HEIC, its sequences and the structural brands) and of the AVIF specification.
const HEIF_BRANDS: [&[u8; 4]; 12] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
    b"avif", b"avis",
];

impl Format {
    /// Tells the format by the first bytes. The name of a file is never asked.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, PortraitError> {
        match bytes {
            [] => Err(PortraitError::Empty),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Ok(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok(Self::Tiff),
            [b'B', b'M', ..] => Ok(Self::Bmp),
            [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => Err(iso_media(brands)),
            _ => Err(PortraitError::Unsupported),
        }
    }
}

/// The major brand comes first, the compatible ones after a version; only the start is looked at.
fn iso_media(brands: &[u8]) -> PortraitError {
    let heif = brands
        .chunks_exact(4)
        .take(8)
        .any(|b| HEIF_BRANDS.iter().any(|h| b == &h[..]));
    if heif {
        PortraitError::Heic
    } else {
        PortraitError::Unsupported
    }
}
