use portrait::{Crop, Limits, Output, Picture, Ratio};

use crate::numbers::Numbers;

/// The markers of a portrait: JFIF, quantisation, frame, Huffman codes and scan.
const NEEDED: [u8; 5] = [0xE0, 0xDB, 0xC0, 0xC4, 0xDA];

/// Any pixels become a JPEG that can be read again and carries nothing but its density.
pub fn check(data: &[u8]) {
    let mut numbers = Numbers(data);
    let (width, height) = (numbers.among(1, 64), numbers.among(1, 64));
    let output = Output {
        width,
        height,
        quality: numbers.among(1, 100) as u8,
        density: numbers.among(1, 1200) as u16,
    };
    let picture = Picture::read(bitmap(width, height, numbers.0), &Limits::default());
    let cut = picture.and_then(|picture| {
        let crop = Crop::centred(picture.upright_size(), Ratio { width, height });
        picture.cut(&crop, &output)
    });
    let Ok(portrait) = cut else {
        assert!(cut.is_ok(), "{:?}", cut.err());
        return;
    };
    assert!(markers(&portrait.jpeg).all(|marker| NEEDED.contains(&marker)));
    let again = Picture::read(portrait.jpeg, &Limits::default());
    assert!(again.is_ok(), "{:?}", again.err());
}

/// A Windows bitmap of 24 bits a pixel, its pixels taken from some bytes over and over.
fn bitmap(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let stride = (width * 3).next_multiple_of(4);
    let length = 54 + stride * height;
    let mut bytes = b"BM".to_vec();
    for number in [length, 0, 54, 40, width, height] {
        bytes.extend(number.to_le_bytes());
    }
    // One plane of 24 bits; the other numbers may be zero.
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    let pixels = if pixels.is_empty() { &[0] } else { pixels };
    bytes.extend(pixels.iter().cycle().take((stride * height) as usize));
    bytes
}

/// The markers of a JPEG up to its scan.
fn markers(jpeg: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = 2 + usize::from(u16::from_be_bytes([high, low]));
        rest = if marker == 0xDA {
            &[]
        } else {
            rest.get(length..)?
        };
        Some(marker)
    })
}
