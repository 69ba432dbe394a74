use portrait::{Limits, Picture, PortraitError};

use crate::fixtures::{GREY, PngHeader, encoded, flat, jpeg, png, png_chunk, zlib};

fn error(bytes: Vec<u8>) -> PortraitError {
    error_within(bytes, &Limits::default())
}

fn error_within(bytes: Vec<u8>, limits: &Limits) -> PortraitError {
    Picture::read(bytes, limits)
        .err()
        .expect("a picture that is refused")
}

#[test]
fn a_png_of_a_kilobyte_with_900_megapixels_is_refused_by_its_header() {
    let header = PngHeader {
        width: 30_000,
        height: 30_000,
        depth: 8,
        colour_type: 2,
    };
    let bytes = png(header, &[png_chunk(b"IDAT", &zlib(&[0; 900]))]);
    assert!(bytes.len() < 1024);
    let expected = PortraitError::TooManyPixels {
        width: 30_000,
        height: 30_000,
        limit: 100_000_000,
    };
    assert_eq!(error(bytes), expected);
}

#[test]
fn a_jpeg_that_claims_65_500_pixels_each_way_is_refused_by_its_header() {
    let mut bytes = jpeg(&flat(16, 16, GREY));
    let frame = bytes
        .windows(2)
        .position(|w| w == [0xFF, 0xC0])
        .expect("a frame header");
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    assert_eq!(error(bytes).code(), "too_many_pixels");
}

#[test]
fn a_gif_that_claims_65_535_pixels_each_way_is_refused_by_its_header() {
    let mut bytes = encoded(flat(16, 16, GREY), image::ImageFormat::Gif);
    bytes[6..10].fill(0xFF);
    assert_eq!(error(bytes).code(), "too_many_pixels");
}

#[test]
fn a_bmp_that_claims_100_000_pixels_each_way_is_refused_by_its_header() {
    let mut bytes = encoded(flat(16, 16, GREY), image::ImageFormat::Bmp);
    bytes[18..22].copy_from_slice(&60_000_u32.to_le_bytes());
    bytes[22..26].copy_from_slice(&60_000_u32.to_le_bytes());
    assert_eq!(error(bytes).code(), "too_many_pixels");
}

#[test]
fn a_picture_within_the_limit_of_pixels_that_would_take_a_gigabyte_is_refused() {
    let header = PngHeader {
        width: 10_000,
        height: 10_000,
        depth: 16,
        colour_type: 6,
    };
    let bytes = png(header, &[png_chunk(b"IDAT", &zlib(&[0; 900]))]);
    assert_eq!(error(bytes), PortraitError::TooMuchMemory);
}

#[test]
fn a_strip_longer_than_the_limit_is_refused() {
    let limits = Limits {
        side: 99,
        ..Limits::default()
    };
    let refused = error_within(jpeg(&flat(100, 2, GREY)), &limits);
    assert_eq!(
        refused,
        PortraitError::TooLong {
            side: 100,
            limit: 99
        }
    );
    let limits = Limits {
        side: 100,
        ..Limits::default()
    };
    assert!(Picture::read(jpeg(&flat(100, 2, GREY)), &limits).is_ok());
}

#[test]
fn a_byte_too_many_is_refused_before_the_picture_is_looked_at() {
    let limits = Limits {
        bytes: 99,
        ..Limits::default()
    };
    let expected = PortraitError::TooManyBytes {
        bytes: 100,
        limit: 99,
    };
    assert_eq!(error_within(vec![0; 100], &limits), expected);
    assert_eq!(
        error_within(vec![0; 99], &limits),
        PortraitError::Unsupported
    );
}

#[test]
fn no_bytes_at_all_have_a_name_of_their_own() {
    assert_eq!(error(Vec::new()), PortraitError::Empty);
}
