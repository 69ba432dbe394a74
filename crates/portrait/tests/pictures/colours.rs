use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb};
use moxcms::ColorProfile;

use crate::fixtures::{BLUE, RED, WHITE, assert_colour, decoded, flat, jpeg_with, read};

/// What sRGB's purest red is in Display P3, as computed from the two specifications' primaries.
const RED_IN_P3: Rgb<u8> = Rgb([234, 51, 35]);

fn display_p3() -> Vec<u8> {
    ColorProfile::new_display_p3().encode().expect("a profile")
}

fn shown(bytes: Vec<u8>) -> image::RgbImage {
    decoded(&read(bytes).preview(100).expect("a preview"))
}

#[test]
fn a_jpeg_in_display_p3_becomes_srgb() {
    let bytes = jpeg_with(&flat(32, 32, RED_IN_P3), |encoder| {
        encoder
            .add_icc_profile(&display_p3())
            .expect("a profile that fits");
    });
    assert_colour(&shown(bytes), 16, 16, RED);
}

#[test]
fn a_png_in_display_p3_becomes_srgb() {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder
        .set_icc_profile(display_p3())
        .expect("a profile that fits");
    encoder
        .write_image(&flat(32, 32, RED_IN_P3), 32, 32, ExtendedColorType::Rgb8)
        .expect("a PNG");
    assert_colour(&shown(bytes), 16, 16, RED);
}

#[test]
fn a_grey_profile_leaves_white_white() {
    let profile = ColorProfile::new_gray_with_gamma(1.8)
        .encode()
        .expect("a profile");
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder
        .set_icc_profile(profile)
        .expect("a profile that fits");
    encoder
        .write_image(&[255; 32 * 32], 32, 32, ExtendedColorType::L8)
        .expect("a PNG");
    assert_colour(&shown(bytes), 16, 16, WHITE);
}

#[test]
fn a_profile_that_cannot_be_read_counts_as_none() {
    let bytes = jpeg_with(&flat(32, 32, BLUE), |encoder| {
        encoder
            .add_icc_profile(b"no profile at all")
            .expect("bytes that fit");
    });
    assert_colour(&shown(bytes), 16, 16, BLUE);
}
