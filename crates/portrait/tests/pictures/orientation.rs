use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage};
use portrait::{Crop, Output, Picture, Size};
use proptest::prelude::*;

use crate::fixtures::{assert_corners, corners, decoded, exif, flat, jpeg, read, with_app1};

const UPRIGHT: Size = Size {
    width: 96,
    height: 160,
};

/// The picture as a camera would store it, so that it is upright after its orientation.
fn stored(orientation: u8) -> RgbImage {
    let inverse = match orientation {
        6 => 8,
        8 => 6,
        own_inverse => own_inverse,
    };
    let mut picture = DynamicImage::from(corners(UPRIGHT.width, UPRIGHT.height));
    picture.apply_orientation(Orientation::from_exif(inverse).expect("1 to 8"));
    picture.into_rgb8()
}

fn written(mut encoder: impl ImageEncoder, orientation: u8) {
    let picture = stored(orientation);
    encoder
        .set_exif_metadata(exif(orientation))
        .expect("EXIF is allowed");
    let colour = ExtendedColorType::Rgb8;
    encoder
        .write_image(&picture, picture.width(), picture.height(), colour)
        .expect("written");
}

fn assert_upright(bytes: Vec<u8>) {
    let picture = read(bytes);
    assert_eq!(picture.upright_size(), UPRIGHT);
    let preview = decoded(&picture.preview(1000).expect("a preview"));
    assert_eq!(
        (preview.width(), preview.height()),
        (UPRIGHT.width, UPRIGHT.height)
    );
    assert_corners(&preview);
    assert_corners(&whole(&picture, 0.0));
    assert_corners(&turned_back(&picture));
}

/// Everything, through the way that level crops take.
fn whole(picture: &Picture, angle: f64) -> RgbImage {
    let Size { width, height } = picture.upright_size();
    let (w, h) = (f64::from(width), f64::from(height));
    let crop = Crop {
        x: 0.0,
        y: 0.0,
        width: w,
        height: h,
        angle,
    };
    let output = Output {
        width,
        height,
        ..Output::default()
    };
    decoded(&picture.cut(&crop, &output).expect("a portrait").jpeg)
}

/// Everything, through the way that turned crops take.
fn turned_back(picture: &Picture) -> RgbImage {
    whole(picture, 1.0)
}

fn png(orientation: u8) -> Picture {
    let mut bytes = Vec::new();
    written(PngEncoder::new(&mut bytes), orientation);
    read(bytes)
}

fn cut(picture: &Picture, crop: &Crop) -> RgbImage {
    let output = Output {
        width: 60,
        height: 80,
        ..Output::default()
    };
    decoded(&picture.cut(crop, &output).expect("a portrait").jpeg)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_crop_shows_the_same_whatever_the_orientation(
        orientation in 2..=8_u8, u in 0.2..0.8_f64, v in 0.2..0.8_f64, width in 10.0..150.0_f64,
        angle in prop_oneof![Just(0.0), Just(90.0), -180.0..180.0_f64],
    ) {
        let height = width * 4.0 / 3.0;
        let centre = (u * f64::from(UPRIGHT.width), v * f64::from(UPRIGHT.height));
        let corner = (centre.0 - width / 2.0, centre.1 - height / 2.0);
        let crop = Crop::new(corner.0, corner.1, width, height, angle).expect("a crop");
        let (plain, other) = (cut(&png(1), &crop), cut(&png(orientation), &crop));
        let off = plain.as_raw().iter().zip(other.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b)));
        let mean = off.sum::<f64>() / plain.as_raw().len() as f64;
        prop_assert!(mean < 3.0, "orientation {}: {} steps off", orientation, mean);
    }
}

#[test]
fn jpegs_of_all_eight_orientations_come_out_upright() {
    for orientation in 1..=8 {
        assert_upright(with_app1(&jpeg(&stored(orientation)), orientation));
    }
}

#[test]
fn pngs_of_all_eight_orientations_come_out_upright() {
    for orientation in 1..=8 {
        let mut bytes = Vec::new();
        written(PngEncoder::new(&mut bytes), orientation);
        assert_upright(bytes);
    }
}

#[test]
fn webps_of_all_eight_orientations_come_out_upright() {
    for orientation in 1..=8 {
        let mut bytes = Vec::new();
        written(WebPEncoder::new_lossless(&mut bytes), orientation);
        assert_upright(bytes);
    }
}

#[test]
fn tiffs_of_all_eight_orientations_come_out_upright() {
    for orientation in 1..=8 {
        assert_upright(tiff(&stored(orientation), orientation));
    }
}

#[test]
fn an_orientation_that_does_not_exist_is_taken_as_none() {
    let picture = read(with_app1(&jpeg(&corners(96, 160)), 9));
    assert_eq!(picture.upright_size(), UPRIGHT);
    assert_corners(&whole(&picture, 0.0));
}

#[test]
fn a_quarter_turn_lays_the_left_side_below() {
    // The crop turns clockwise, so the picture turns counter-clockwise: red goes to the lower left.
    let picture = read(jpeg(&corners(160, 160)));
    let turned = image::imageops::rotate90(&whole(&picture, 90.0));
    assert_corners(&turned);
}

#[test]
fn a_picture_without_exif_is_already_upright() {
    assert_eq!(
        read(jpeg(&flat(20, 10, crate::fixtures::GREY)))
            .upright_size()
            .width,
        20
    );
}

/// One uncompressed strip of RGB, with an orientation.
fn tiff(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let length = width * height * 3;
    let entries: [(u16, u32); 9] = [
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 2),
        (273, 8),
        (274, orientation.into()),
        (277, 3),
        (279, length),
    ];
    let mut bytes = Cursor::new(b"II\x2A\0".to_vec()).into_inner();
    bytes.extend((8 + length).to_le_bytes());
    bytes.extend(picture.as_raw());
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend([4, 0, 1, 0, 0, 0]);
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes
}
