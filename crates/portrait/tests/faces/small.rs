use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use portrait::{Advice, Examination, Face, Limits, Measure, Picture, Point};

use crate::fixtures::{astronaut, examined, examiner, here, point, scaled, vector, with_room};
use crate::pupils::{error, pupils};

const UPRIGHT: [u32; 2] = [3024, 4032];
const LYING: [u32; 2] = [4032, 3024];

/// One of the pictures without a face, enlarged three times and laid side by side in mirrors: a ground
/// as large as a phone's picture.
fn ground(file: &str, [width, height]: [u32; 2]) -> RgbImage {
    let small = image::open(here(file)).expect("a picture").into_rgb8();
    let (w, h) = (small.width() * 3, small.height() * 3);
    let tile = imageops::resize(&small, w, h, FilterType::Triangle);
    let mirrored = |at: u32, length: u32| {
        let within = at % length;
        if (at / length).is_multiple_of(2) {
            within
        } else {
            length - 1 - within
        }
    };
    RgbImage::from_fn(width, height, |x, y| {
        *tile.get_pixel(mirrored(x, w), mirrored(y, h))
    })
}

/// A portrait laid on a picture with so many pixels between the eyes, its pupils' middle at about a
/// share of the sides; where the pupils then are.
fn laid(picture: &mut RgbImage, file: &str, eyes: f64, [across, down]: [f64; 2]) -> [Point; 2] {
    let portrait = image::open(vector(file)).expect("a picture").into_rgb8();
    let marks = pupils(file);
    let by = eyes / marks[0].distance(marks[1]);
    let side = |n: u32| (f64::from(n) * by).round() as u32;
    let size = [side(portrait.width()), side(portrait.height())];
    let steps = [
        f64::from(size[0]) / f64::from(portrait.width()),
        f64::from(size[1]) / f64::from(portrait.height()),
    ];
    let small = imageops::resize(&portrait, size[0], size[1], FilterType::CatmullRom);
    let middle = marks[0].middle(marks[1]);
    let left = (across * f64::from(picture.width()) - middle.x * steps[0]).round();
    let top = (down * f64::from(picture.height()) - middle.y * steps[1]).round();
    imageops::replace(picture, &small, left as i64, top as i64);
    marks.map(|mark| point(left + mark.x * steps[0], top + mark.y * steps[1]))
}

/// Stored as a phone would.
fn jpeg(picture: &RgbImage, exif: Option<Vec<u8>>) -> Picture {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).expect("EXIF is allowed");
    }
    let (width, height) = picture.dimensions();
    encoder
        .write_image(picture, width, height, ExtendedColorType::Rgb8)
        .expect("written");
    Picture::read(bytes, &Limits::default()).expect("a readable picture")
}

fn shot(picture: &RgbImage) -> Examination {
    examiner()
        .examine(&jpeg(picture, None))
        .expect("working models")
}

fn only(found: &Examination) -> &Face {
    assert_eq!(found.faces.len(), 1, "{:?}", found.faces);
    &found.faces[0]
}

fn value(found: &Examination, measure: Measure) -> f64 {
    found.verdict.of(measure).expect("it is measured").value
}

#[test]
fn a_face_of_a_fiftieth_of_a_phones_picture_is_found_with_its_pupils() {
    for (file, on, size, eyes, at) in [
        ("astronaut-face.jpg", "brick.jpg", UPRIGHT, 65.0, [0.2, 0.3]),
        ("grace_hopper.jpg", "coffee.jpg", UPRIGHT, 65.0, [0.7, 0.6]),
        ("luispedro.jpg", "rocket.jpg", UPRIGHT, 86.0, [0.5, 0.15]),
        ("astronaut-face.jpg", "chelsea.jpg", LYING, 86.0, [0.8, 0.4]),
    ] {
        let mut picture = ground(on, size);
        let marks = laid(&mut picture, file, eyes, at);
        let found = shot(&picture);
        let off = error(only(&found), marks);
        assert!(off < 0.015, "{file} on {on}: {off}");
    }
}

#[test]
fn a_small_face_is_not_taken_for_one_that_lies_or_stands_on_its_head() {
    for (on, size, at) in [
        ("brick.jpg", LYING, [0.3, 0.3]),
        ("brick.jpg", UPRIGHT, [0.7, 0.5]),
    ] {
        let mut picture = ground(on, size);
        let marks = laid(&mut picture, "grace_hopper.jpg", 150.0, at);
        let found = shot(&picture);
        let face = only(&found);
        assert!(error(face, marks) < 0.025, "{}", error(face, marks));
        assert!(face.pose.roll.abs() < 10.0, "{}", face.pose.roll);
    }
}

#[test]
fn a_picture_as_large_as_a_phones_in_which_nobody_is_shows_no_face() {
    for (on, size) in [
        ("chelsea.jpg", LYING),
        ("coffee.jpg", UPRIGHT),
        ("brick.jpg", LYING),
        ("rocket.jpg", UPRIGHT),
    ] {
        let found = shot(&ground(on, size));
        assert_eq!(found.faces, [], "{on}");
        assert_eq!(found.instruction(), Some(Advice::ShowFace), "{on}");
    }
}

#[test]
fn what_looks_like_a_face_at_first_sight_is_looked_at_anew() {
    let lying = |file, by| {
        let picture = image::open(here(file)).expect("a picture").into_rgb8();
        imageops::rotate90(&scaled(&picture, by))
    };
    let cat = imageops::flip_horizontal(&lying("chelsea.jpg", 4.0));
    assert_eq!(examined(&cat).faces, [], "a cat");
    let rocket = lying("rocket.jpg", 2.0);
    assert_eq!(examined(&rocket).faces, [], "a rocket");
}

#[test]
fn sharpness_is_the_same_however_large_a_face_is_while_there_are_pixels() {
    let own = value(&examined(&with_room(&astronaut())), Measure::Sharpness);
    for eyes in [108.0, 160.0, 240.0, 400.0] {
        let mut picture = ground("brick.jpg", LYING);
        laid(&mut picture, "astronaut-face.jpg", eyes, [0.5, 0.4]);
        let found = shot(&picture);
        let here = value(&found, Measure::Sharpness);
        assert!((here / own - 1.0).abs() < 0.2, "{own}, with {eyes}: {here}");
        let counted = value(&found, Measure::EyeDistance);
        assert!((counted / eyes - 1.0).abs() < 0.03, "{counted} of {eyes}");
    }
}

#[test]
fn where_pixels_are_missing_a_face_is_softer_and_called_closer() {
    let mut picture = ground("brick.jpg", LYING);
    laid(&mut picture, "astronaut-face.jpg", 60.0, [0.5, 0.4]);
    let found = shot(&picture);
    let own = value(&examined(&with_room(&astronaut())), Measure::Sharpness);
    assert!(value(&found, Measure::Sharpness) < 0.75 * own);
    assert!((value(&found, Measure::EyeDistance) - 60.0).abs() < 2.0);
    assert!(value(&found, Measure::Resolution) < 0.5);
    assert_eq!(found.instruction(), Some(Advice::ComeCloser));
}

#[test]
fn a_small_face_of_a_picture_that_is_stored_lying_is_seen_closer_where_it_is_upright() {
    let mut picture = ground("coffee.jpg", UPRIGHT);
    let marks = laid(&mut picture, "astronaut-face.jpg", 100.0, [0.3, 0.4]);
    let mut exif = b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([6, 0, 0, 0, 0, 0, 0, 0]);
    let stored = jpeg(&imageops::rotate270(&picture), Some(exif));
    let found = examiner().examine(&stored).expect("working models");
    let off = error(only(&found), marks);
    assert!(off < 0.025, "{off}");
    let sharpness = value(&found, Measure::Sharpness);
    assert!(sharpness > 0.12, "seen with its own pixels: {sharpness}");
}

#[test]
fn a_face_is_found_in_a_panorama() {
    for (size, at) in [([8000, 600], [0.6, 0.5]), ([600, 8000], [0.5, 0.4])] {
        let mut picture = RgbImage::from_pixel(size[0], size[1], Rgb([170, 170, 170]));
        let marks = laid(&mut picture, "grace_hopper.jpg", 80.0, at);
        let found = shot(&picture);
        let off = error(only(&found), marks);
        assert!(off < 0.03, "{size:?}: {off}");
    }
}

#[test]
fn all_people_of_a_group_are_told_and_whoever_is_small_behind_is_not_the_portraits() {
    let mut picture = RgbImage::from_pixel(4032, 3024, Rgb([190, 190, 190]));
    let head = ["grace_hopper.jpg", "luispedro.jpg"];
    for (n, across) in [0.1, 0.3, 0.5, 0.7, 0.9].into_iter().enumerate() {
        laid(&mut picture, head[n % 2], 90.0, [across, 0.3]);
    }
    assert_eq!(shot(&picture).faces.len(), 5);
    let marks = laid(&mut picture, "astronaut-face.jpg", 200.0, [0.4, 0.65]);
    let found = shot(&picture);
    assert!(found.faces.len() >= 4, "{}", found.faces.len());
    let off = error(&found.faces[0], marks);
    assert!(off < 0.025, "{off}");
    assert_eq!(found.instruction(), Some(Advice::OnePerson));
}
