use portrait::{Limits, Picture, Size};

/// A JPEG of 24 x 16 pixels without EXIF.
const JPEG: &[u8] = include_bytes!("../seeds/decode/whole.jpg");

/// The most that fits into a segment with its own length.
const MOST: usize = 65_533 - HEAD.len();
const HEAD: &[u8] = b"Exif\0\0";

/// Whatever EXIF says, the picture is there and has its pixels, upright or turned.
pub fn check(data: &[u8]) {
    let exif = &data[..data.len().min(MOST)];
    let length = (exif.len() + HEAD.len() + 2) as u16;
    let (start, rest) = JPEG.split_at(2);
    let segment = [&[0xFF, 0xE1], &length.to_be_bytes()[..], HEAD, exif].concat();
    let read = Picture::read([start, &segment, rest].concat(), &Limits::default());
    let size = read.map(|picture| picture.upright_size());
    let (width, height) = (24, 16);
    let upright = Size { width, height };
    let turned = Size {
        width: height,
        height: width,
    };
    assert!(size == Ok(upright) || size == Ok(turned), "{size:?}");
}
