use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use portrait::{Format, Limits, Picture, PortraitError};
use proptest::prelude::*;

use crate::fixtures::{
    BLUE, GREEN, PngHeader, RED, WHITE, assert_colour, assert_corners, corners, decoded, encoded,
    flat, jpeg, jpeg_with, png, png_chunk, read, zlib,
};

fn error(bytes: Vec<u8>) -> PortraitError {
    Picture::read(bytes, &Limits::default())
        .err()
        .expect("a picture that is refused")
}

fn shown(bytes: Vec<u8>) -> image::RgbImage {
    decoded(&read(bytes).preview(1000).expect("a preview"))
}

const FORMATS: [(ImageFormat, Format); 6] = [
    (ImageFormat::Jpeg, Format::Jpeg),
    (ImageFormat::Png, Format::Png),
    (ImageFormat::WebP, Format::WebP),
    (ImageFormat::Bmp, Format::Bmp),
    (ImageFormat::Tiff, Format::Tiff),
    (ImageFormat::Gif, Format::Gif),
];

#[test]
fn six_formats_are_told_by_their_content_and_shown() {
    for (encoding, format) in FORMATS {
        let bytes = encoded(corners(160, 96), encoding);
        assert_eq!(read(bytes.clone()).format(), format);
        assert_corners(&shown(bytes));
    }
}

#[test]
fn a_progressive_jpeg_is_read() {
    assert_corners(&shown(jpeg_with(&corners(160, 96), |e| {
        e.set_progressive(true);
    })));
}

#[test]
fn a_grey_jpeg_is_read() {
    let grey = DynamicImage::from(flat(40, 40, WHITE)).into_luma8();
    assert_colour(&shown(encoded(grey, ImageFormat::Jpeg)), 20, 20, WHITE);
}

/// Ink for red (no cyan, all magenta and yellow) and for half a black.
const INK: [[u8; 4]; 2] = [[0, 255, 255, 0], [0, 0, 0, 128]];

fn inked(colour: ColorType) -> Vec<u8> {
    let ink: Vec<u8> = (0..32 * 32)
        .flat_map(|i| INK[usize::from(i % 32 >= 16)])
        .collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95)
        .encode(&ink, 32, 32, colour)
        .expect("a JPEG of four inks");
    bytes
}

#[test]
fn cmyk_and_ycck_jpegs_keep_their_colours() {
    for colour in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let picture = shown(inked(colour));
        assert_colour(&picture, 6, 16, RED);
        assert_colour(&picture, 26, 16, image::Rgb([127, 127, 127]));
    }
}

#[test]
fn a_jpeg_with_12_bits_per_sample_is_named_a_rare_variant() {
    let mut bytes = jpeg(&flat(16, 16, RED));
    let frame = bytes
        .windows(2)
        .position(|w| w == [0xFF, 0xC0])
        .expect("a frame header");
    // Only the extended frame, SOF1, may have them.
    bytes[frame + 1] = 0xC1;
    bytes[frame + 4] = 12;
    assert_eq!(error(bytes), PortraitError::RareVariant);
}

#[test]
fn a_png_of_16_bits_is_read() {
    let deep = DynamicImage::from(corners(160, 96)).into_rgb16();
    assert_corners(&shown(encoded(deep, ImageFormat::Png)));
}

#[test]
fn a_png_with_a_palette_is_read() {
    let header = PngHeader {
        width: 2,
        height: 2,
        depth: 8,
        colour_type: 3,
    };
    let palette = png_chunk(b"PLTE", &[255, 0, 0, 0, 0, 255]);
    let rows = png_chunk(b"IDAT", &zlib(&[0, 1, 1, 0, 1, 1]));
    let picture = shown(png(header, &[palette, rows]));
    assert_colour(&picture, 1, 1, BLUE);
}

#[test]
fn what_is_transparent_turns_white() {
    let clear = RgbaImage::from_pixel(32, 32, Rgba([200, 0, 0, 0]));
    assert_colour(&shown(encoded(clear, ImageFormat::Png)), 16, 16, WHITE);
    let half = RgbaImage::from_pixel(32, 32, Rgba([255, 0, 0, 128]));
    assert_colour(
        &shown(encoded(half, ImageFormat::Png)),
        16,
        16,
        image::Rgb([255, 127, 127]),
    );
}

#[test]
fn of_an_animated_gif_the_first_frame_is_read() {
    let mut bytes = Vec::new();
    let frames = [RED, GREEN].map(|c| Frame::new(DynamicImage::from(flat(32, 32, c)).into_rgba8()));
    GifEncoder::new(&mut bytes)
        .encode_frames(frames)
        .expect("an animation");
    assert_colour(&shown(bytes), 16, 16, RED);
}

#[test]
fn of_an_animated_webp_the_first_frame_is_read() {
    assert_colour(&shown(animated_webp()), 16, 16, RED);
}

/// A `VP8X` header that says "animation", its parameters, and two lossless frames of 32 x 32.
fn animated_webp() -> Vec<u8> {
    let mut chunks = riff_chunk(b"VP8X", &[2, 0, 0, 0, 31, 0, 0, 31, 0, 0]);
    chunks.extend(riff_chunk(b"ANIM", &[255, 255, 255, 255, 0, 0]));
    for colour in [RED, GREEN] {
        let still = encoded(flat(32, 32, colour), ImageFormat::WebP);
        let place = [0, 0, 0, 0, 0, 0, 31, 0, 0, 31, 0, 0, 100, 0, 0, 0];
        chunks.extend(riff_chunk(b"ANMF", &[&place, &still[12..]].concat()));
    }
    riff_chunk(b"RIFF", &[b"WEBP", chunks.as_slice()].concat())
}

fn riff_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let padding = vec![0; data.len() % 2];
    [
        kind.as_slice(),
        &(data.len() as u32).to_le_bytes(),
        data,
        &padding,
    ]
    .concat()
}

#[test]
fn heic_and_avif_are_told_from_other_films() {
    for brand in [b"heic", b"heix", b"mif1", b"avif"] {
        let bytes = [b"\0\0\0\x18ftyp", brand.as_slice(), b"\0\0\0\0mif1heic"].concat();
        assert_eq!(error(bytes), PortraitError::Heic);
    }
    let film = b"\0\0\0\x18ftypisom\0\0\0\0isommp41".to_vec();
    assert_eq!(error(film), PortraitError::Unsupported);
}

#[test]
fn what_is_no_picture_is_unsupported_whatever_it_was_named() {
    assert_eq!(
        error(b"%PDF-1.7 photo.jpg".to_vec()),
        PortraitError::Unsupported
    );
    assert_eq!(
        error(b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
        PortraitError::Unsupported
    );
}

fn noise() -> image::RgbImage {
    image::RgbImage::from_fn(64, 64, |x, y| {
        image::Rgb([x, y, x * y].map(|n| (n * 37) as u8))
    })
}

#[test]
fn a_picture_cut_off_anywhere_is_named_truncated() {
    for (encoding, _) in FORMATS {
        let bytes = encoded(noise(), encoding);
        for percent in (5..95).step_by(3) {
            let length = (bytes.len() * percent / 100).max(16);
            let named = error(bytes[..length].to_vec());
            assert_eq!(
                named,
                PortraitError::Truncated,
                "{encoding:?} after {percent} %"
            );
        }
    }
}

#[test]
fn a_jpeg_without_its_last_byte_is_named_truncated() {
    let mut bytes = jpeg(&noise());
    bytes.pop();
    assert_eq!(error(bytes), PortraitError::Truncated);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damaged_bytes_are_read_or_refused_but_never_break_the_program(
        format in 0..FORMATS.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
    ) {
        let mut bytes = encoded(noise(), FORMATS[format].0);
        for (at, value) in damage {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        bytes.truncate(length.index(2 * bytes.len()));
        if let Ok(picture) = Picture::read(bytes, &Limits { pixels: 1_000_000, ..Limits::default() }) {
            prop_assert!(picture.preview(100).is_ok());
        }
    }
}
