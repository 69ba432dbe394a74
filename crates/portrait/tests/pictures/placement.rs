//! A white disc on black, and where it ends up.

use std::sync::LazyLock;

use image::{Rgb, RgbImage};
use portrait::{Crop, Limits, Output, Picture, PortraitError, Ratio, Size};
use proptest::prelude::*;

use crate::fixtures::{
    GREEN, GREY, RED, WHITE, assert_colour, corners, decoded, flat, jpeg, read, with_app1,
};

const DISC: (f64, f64) = (1300.0, 900.0);
const RADIUS: f64 = 24.0;

/// 3601 x 2403 pixels: large enough to be decoded at a half, and odd.
fn disc() -> RgbImage {
    RgbImage::from_fn(3601, 2403, |x, y| {
        let distance = (f64::from(x) + 0.5 - DISC.0).hypot(f64::from(y) + 0.5 - DISC.1);
        if distance < RADIUS {
            Rgb([255; 3])
        } else {
            Rgb([0; 3])
        }
    })
}

static LEVEL: LazyLock<Picture> = LazyLock::new(|| read(jpeg(&disc())));

/// The same, stored lying on its side.
static LYING: LazyLock<Picture> =
    LazyLock::new(|| read(with_app1(&jpeg(&image::imageops::rotate270(&disc())), 6)));

/// The middle of what is bright.
fn brightness_centre(picture: &RgbImage) -> (f64, f64) {
    let mut sum = (0.0, 0.0, 0.0);
    for (x, y, pixel) in picture.enumerate_pixels().filter(|(_, _, p)| p.0[1] > 32) {
        let weight = f64::from(pixel.0[1]);
        sum.0 += weight;
        sum.1 += weight * (f64::from(x) + 0.5);
        sum.2 += weight * (f64::from(y) + 0.5);
    }
    (sum.1 / sum.0, sum.2 / sum.0)
}

/// Where a point of the picture lies in the portrait: the documented formula, solved for u and v.
fn predicted(crop: &Crop, output: &Output, point: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (
        point.0 - crop.x - crop.width / 2.0,
        point.1 - crop.y - crop.height / 2.0,
    );
    let (sin, cos) = crop.angle.to_radians().sin_cos();
    let u = (cos * dx + sin * dy) / crop.width + 0.5;
    let v = (cos * dy - sin * dx) / crop.height + 0.5;
    (u * f64::from(output.width), v * f64::from(output.height))
}

fn assert_placed(picture: &Picture, crop: &Crop, output: &Output) {
    let portrait = picture.cut(crop, output).expect("a portrait");
    let found = brightness_centre(&decoded(&portrait.jpeg));
    let expected = predicted(crop, output, DISC);
    let off = (found.0 - expected.0).hypot(found.1 - expected.1);
    assert!(
        off < 0.5,
        "{off} pixels off: {found:?}, not {expected:?}, for {crop:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_crop_shows_what_its_formula_says_to_half_a_pixel(
        width in 300.0..2000.0_f64, u in 0.3..0.7_f64, v in 0.3..0.7_f64,
        angle in prop_oneof![Just(0.0), Just(90.0), Just(180.0), -180.0..180.0_f64],
        lying in any::<bool>(),
    ) {
        let height = width * 4.0 / 3.0;
        let (x, y) = (DISC.0 - u * width, DISC.1 - v * height);
        let crop = Crop::new(x, y, width, height, angle).expect("a crop");
        let picture = if lying { &LYING } else { &LEVEL };
        assert_placed(picture, &crop, &Output { width: 240, height: 320, ..Output::default() });
    }
}

#[test]
fn a_crop_finer_than_the_overview_is_placed_as_exactly() {
    let crop = Crop::new(1100.0, 650.0, 360.0, 480.0, 2.0).expect("a crop");
    for picture in [&LEVEL, &LYING] {
        assert_placed(picture, &crop, &Output::default());
    }
}

#[test]
fn a_picture_that_is_only_opened_is_cut_as_one_that_was_read() {
    let waves = |x: u32, y: u32| {
        [x, y, x + y].map(|at| (128.0 + 90.0 * (f64::from(at) / 40.0).sin()) as u8)
    };
    let bytes = jpeg(&RgbImage::from_fn(1200, 900, |x, y| Rgb(waves(x, y))));
    let open = Picture::open(bytes.clone(), &Limits::default()).expect("a picture");
    for (x, y, width, angle) in [
        (0.0, 0.0, 90.0, 0.0),
        (900.0, 500.0, 300.0, 12.0),
        (-30.0, 400.0, 300.0, -8.0),
        (0.0, 0.0, 675.0, 0.0),
    ] {
        let crop = Crop::new(x, y, width, width / 0.75, angle).expect("a crop");
        let cut = |picture: &Picture| picture.cut(&crop, &SMALL).expect("a portrait").jpeg;
        let (ours, theirs) = (decoded(&cut(&open)), decoded(&cut(&read(bytes.clone()))));
        let off = ours
            .iter()
            .zip(theirs.iter())
            .map(|(a, b)| f64::from(a.abs_diff(*b)));
        let mean = off.sum::<f64>() / ours.len() as f64;
        assert!(mean < 2.0, "{mean} steps off at {x}, {y}");
    }
    assert_eq!(open.upright_size(), read(bytes).upright_size());
}

/// Coarser than the picture, so that little of it is decoded.
const SMALL: Output = Output {
    width: 90,
    height: 120,
    quality: 95,
    density: 300,
};

#[test]
fn what_is_no_picture_is_not_even_opened() {
    let limits = Limits::default();
    let refused = |bytes: &[u8]| Picture::open(bytes.to_vec(), &limits).err();
    assert_eq!(refused(b""), Some(PortraitError::Empty));
    assert_eq!(refused(b"a letter"), Some(PortraitError::Unsupported));
    let cut = &jpeg(&corners(120, 160))[..400];
    let open = Picture::open(cut.to_vec(), &limits).expect("a header that is whole");
    assert!(open.preview(100).is_err());
}

#[test]
fn nothing_is_mirrored() {
    let picture = read(jpeg(&corners(120, 160)));
    let crop = Crop::centred(picture.upright_size(), Ratio::default());
    let portrait = decoded(
        &picture
            .cut(&crop, &Output::default())
            .expect("a portrait")
            .jpeg,
    );
    crate::fixtures::assert_corners(&portrait);
}

#[test]
fn a_crop_of_whole_pixels_starts_and_ends_exactly_there() {
    let picture = read(crate::fixtures::encoded(
        corners(160, 160),
        image::ImageFormat::Png,
    ));
    let crop = Crop::new(0.0, 0.0, 40.0, 40.0, 0.0).expect("a crop");
    let output = Output {
        width: 40,
        height: 40,
        ..Output::default()
    };
    let portrait = decoded(&picture.cut(&crop, &output).expect("a portrait").jpeg);
    for (x, y) in [(0, 0), (39, 0), (0, 39), (39, 39)] {
        assert_colour(&portrait, x, y, RED);
    }
}

#[test]
fn beyond_the_picture_its_edge_goes_on() {
    let picture = read(crate::fixtures::encoded(
        corners(160, 160),
        image::ImageFormat::Png,
    ));
    let output = Output {
        width: 80,
        height: 80,
        ..Output::default()
    };
    for (centre, colour) in [(0.0, RED), (160.0, WHITE)] {
        let crop = Crop::new(centre - 20.0, centre - 20.0, 40.0, 40.0, 0.0).expect("a crop");
        let portrait = decoded(&picture.cut(&crop, &output).expect("a portrait").jpeg);
        assert_colour(&portrait, 2, 2, colour);
        assert_colour(&portrait, 77, 77, colour);
    }
}

#[test]
fn a_crop_of_another_ratio_is_trimmed_and_not_stretched() {
    let output = Output {
        width: 80,
        height: 80,
        ..Output::default()
    };
    for (width, height) in [(160, 80), (80, 160)] {
        let png = crate::fixtures::encoded(corners(width, height), image::ImageFormat::Png);
        let crop = Crop::new(0.0, 0.0, width.into(), height.into(), 0.0).expect("a crop");
        let portrait = decoded(&read(png).cut(&crop, &output).expect("a portrait").jpeg);
        assert_colour(&portrait, 2, 2, GREY);
        assert_colour(&portrait, 77, 77, GREY);
    }
}

#[test]
fn a_crop_off_the_picture_or_without_area_is_refused() {
    let picture = read(jpeg(&flat(100, 100, GREEN)));
    let off = Crop {
        x: 100.0,
        y: 0.0,
        width: 50.0,
        height: 50.0,
        angle: 0.0,
    };
    let empty = Crop { width: 0.0, ..off };
    let turned_round = Crop {
        x: 0.0,
        angle: f64::NAN,
        ..off
    };
    for crop in [off, empty, turned_round] {
        let refused = picture.cut(&crop, &Output::default()).err();
        assert_eq!(refused, Some(PortraitError::InvalidCrop), "{crop:?}");
    }
    let absurd = Crop {
        x: -5e17,
        y: -5e17,
        width: 1e18,
        height: 1e18,
        angle: 1.0,
    };
    let portrait = picture
        .cut(&absurd, &Output::default())
        .expect("only edges, but a portrait");
    assert_colour(&decoded(&portrait.jpeg), 1, 1, GREEN);
}

#[test]
fn numbers_that_are_no_crop_are_refused() {
    for bad in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
        assert_eq!(
            Crop::new(0.0, 0.0, bad, 10.0, 0.0),
            Err(PortraitError::InvalidCrop)
        );
        assert_eq!(
            Crop::new(0.0, 0.0, 10.0, bad, 0.0),
            Err(PortraitError::InvalidCrop)
        );
    }
    assert_eq!(
        Crop::new(f64::NAN, 0.0, 1.0, 1.0, 0.0),
        Err(PortraitError::InvalidCrop)
    );
    assert_eq!(
        Crop::new(0.0, 0.0, 1.0, 1.0, f64::NAN),
        Err(PortraitError::InvalidCrop)
    );
}

#[test]
fn the_proposal_without_a_face_is_the_largest_crop_slightly_above_the_middle() {
    let tall = Crop::centred(
        Size {
            width: 300,
            height: 1000,
        },
        Ratio::default(),
    );
    assert_eq!((tall.x, tall.width, tall.height), (0.0, 300.0, 400.0));
    assert!(
        tall.y > 200.0 && tall.y < 300.0,
        "above the middle (300), but in sight of it"
    );
    let wide = Crop::centred(
        Size {
            width: 1000,
            height: 400,
        },
        Ratio {
            width: 1,
            height: 1,
        },
    );
    assert_eq!(
        (wide.x, wide.y, wide.width, wide.height),
        (300.0, 0.0, 400.0, 400.0)
    );
}
