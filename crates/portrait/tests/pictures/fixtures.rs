//! Pictures made in code, so that every byte of them is known.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use portrait::{Limits, Picture};

pub const RED: Rgb<u8> = Rgb([255, 0, 0]);
pub const GREEN: Rgb<u8> = Rgb([0, 255, 0]);
pub const BLUE: Rgb<u8> = Rgb([0, 0, 255]);
pub const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
pub const GREY: Rgb<u8> = Rgb([128, 128, 128]);

pub fn read(bytes: Vec<u8>) -> Picture {
    Picture::read(bytes, &Limits::default()).expect("a readable picture")
}

pub fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes)
        .expect("a picture that decodes")
        .into_rgb8()
}

pub fn flat(width: u32, height: u32, colour: Rgb<u8>) -> RgbImage {
    RgbImage::from_pixel(width, height, colour)
}

/// Grey, with a red, green, blue and white block in the upper left, upper right, lower left and
/// lower right corner, a quarter of the sides each.
pub fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (left, right) = (x < width / 4, x >= width - width / 4);
        let (top, bottom) = (y < height / 4, y >= height - height / 4);
        match (left, right, top, bottom) {
            (true, _, true, _) => RED,
            (_, true, true, _) => GREEN,
            (true, _, _, true) => BLUE,
            (_, true, _, true) => WHITE,
            _ => GREY,
        }
    })
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    jpeg_with(picture, |_| ())
}

/// Without subsampling, so that colours stay sharp enough to be told apart.
pub fn jpeg_with(picture: &RgbImage, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    set(&mut encoder);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder
        .encode(picture, width, height, ColorType::Rgb)
        .expect("a JPEG");
    bytes
}

pub fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .into()
        .write_to(&mut bytes, format)
        .expect("an encoded picture");
    bytes.into_inner()
}

/// A TIFF header and one entry: tag 0x0112 (orientation), type SHORT, one value.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II\x2A\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend([
        0x12,
        0x01,
        3,
        0,
        1,
        0,
        0,
        0,
        orientation,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ]);
    tiff
}

/// Puts an APP1 segment with an orientation right behind a JPEG's first marker.
pub fn with_app1(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let payload = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
    let length = (payload.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &payload, &jpeg[2..]].concat()
}

pub fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let length = (data.len() as u32).to_be_bytes();
    [&length, body.as_slice(), &crc32(&body).to_be_bytes()].concat()
}

pub fn png(header: PngHeader, chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut ihdr = [header.width.to_be_bytes(), header.height.to_be_bytes()].concat();
    ihdr.extend([header.depth, header.colour_type, 0, 0, 0]);
    let ihdr = png_chunk(b"IHDR", &ihdr);
    [
        b"\x89PNG\r\n\x1A\n",
        ihdr.as_slice(),
        &chunks.concat(),
        &png_chunk(b"IEND", b""),
    ]
    .concat()
}

#[derive(Clone, Copy)]
pub struct PngHeader {
    pub width: u32,
    pub height: u32,
    pub depth: u8,
    pub colour_type: u8,
}

/// A zlib stream with one stored (not compressed) block.
pub fn zlib(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(data);
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            if c & 1 == 1 {
                0xEDB8_8320 ^ (c >> 1)
            } else {
                c >> 1
            }
        })
    })
}

fn adler32(data: &[u8]) -> u32 {
    let (a, b) = data.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    (b << 16) | a
}

/// Whether two colours differ by no more than the error of a JPEG.
pub fn alike(a: Rgb<u8>, b: Rgb<u8>, tolerance: u8) -> bool {
    a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= tolerance)
}

pub fn assert_colour(picture: &RgbImage, x: u32, y: u32, expected: Rgb<u8>) {
    let found = *picture.get_pixel(x, y);
    assert!(
        alike(found, expected, 12),
        "at {x}, {y}: {found:?}, not {expected:?}"
    );
}

/// Asserts that the four corners of a picture are those of [`corners`].
pub fn assert_corners(picture: &RgbImage) {
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let (x, y) = (picture.width() / 8, picture.height() / 8);
    assert_colour(picture, x, y, RED);
    assert_colour(picture, right - x, y, GREEN);
    assert_colour(picture, x, bottom - y, BLUE);
    assert_colour(picture, right - x, bottom - y, WHITE);
}
