//! Each measure on a picture that is good, and on ones that are bad in its own way.

use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, Rgb, RgbImage};

use super::{Advice, Gate, Measure, Scene, Standards, Verdict, measure};
use crate::face::lids_tests::with_shut;
use crate::face::{Face, Finder, Mesh};
use crate::frame::Frame;
use crate::{Crop, Examination, Examiner, Framing, Limits, Output, Picture, Size, Subject};

/// Which end of its bounds a value lies beyond.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Beyond {
    Least,
    Most,
}
use Beyond::{Least, Most};

/// What is bad, of which measure, at which end, and what has to be said.
type Case = (&'static str, Verdict, Measure, Beyond, Advice);

/// The usual bounds, all of them told; and one more, so that a face can be too large.
fn strict() -> Standards {
    let mut standards = Standards::default();
    for rule in &mut standards.0 {
        rule.gate = Gate::Advice;
        if rule.measure == Measure::EyeDistance {
            rule.most = Some(400.0);
        }
    }
    standards
}

static EXAMINER: LazyLock<Examiner> = LazyLock::new(|| Examiner {
    finder: Arc::new(Finder::new().expect("the models are readable")),
    framing: Framing::default(),
    output: Output::default(),
    standards: strict(),
});

fn open(file: &str) -> RgbImage {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let picture = image::open(vectors.join(file)).expect("a committed picture");
    picture.into_rgb8()
}

/// A wall of 1680 x 1120 pixels with a portrait on it, 108 pixels between the eyes.
fn good() -> RgbImage {
    let mut room = RgbImage::from_pixel(1680, 1120, Rgb([190, 190, 190]));
    imageops::replace(&mut room, &open("astronaut-face.jpg"), 200, 200);
    room
}

fn stored(picture: &RgbImage, quality: u8) -> Picture {
    let mut jpeg = Cursor::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, quality);
    let (width, height) = picture.dimensions();
    encoder
        .encode(picture, width, height, ExtendedColorType::Rgb8)
        .expect("written");
    Picture::read(jpeg.into_inner(), &Limits::default()).expect("a readable picture")
}

fn examined(picture: &Picture) -> Examination {
    EXAMINER.examine(picture).expect("working models")
}

fn shot(picture: &RgbImage) -> Verdict {
    examined(&stored(picture, 95)).verdict
}

/// The good portrait with other colours, told by column and colour.
fn recoloured(change: impl Fn(u32, f64) -> f64) -> RgbImage {
    let mut picture = good();
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        pixel.0 = pixel
            .0
            .map(|c| change(x, f64::from(c)).clamp(0.0, 255.0) as u8);
    }
    picture
}

fn coloured(change: impl Fn(u32, f64) -> f64) -> Verdict {
    shot(&recoloured(change))
}

fn frame(picture: &RgbImage) -> Frame {
    let (width, height) = picture.dimensions();
    Frame::from_rgb(Size { width, height }, picture.as_raw().clone()).expect("a frame")
}

/// The verdict on the good portrait with another head, or seen by a camera with more pixels.
fn with_head(change: impl Fn(&Face) -> Face, scale: f64) -> Verdict {
    head_on(&good(), change, scale)
}

/// The same with the head where it is on the good portrait, whether or not it is seen there.
fn head_on(picture: &RgbImage, change: impl Fn(&Face) -> Face, scale: f64) -> Verdict {
    let faces = EXAMINER.finder.find(&frame(&good()));
    let faces = faces.expect("working models");
    let scene = Scene {
        frame: &frame(picture),
        faces: &[change(&faces[0])],
        crop: None,
        proposal: None,
        silhouette: None,
        scale,
        output_width: 480.0,
        compression: None,
    };
    EXAMINER.standards.judge(&measure(&scene))
}

/// The head as if it looked to the right side of the picture and up by so many degrees.
fn looking(yaw: f64, pitch: f64) -> Verdict {
    let about = |[x, y, z]: [f64; 3]| {
        let (sin, cos) = yaw.to_radians().sin_cos();
        let (x, z) = (x * cos - z * sin, z * cos + x * sin);
        let (sin, cos) = pitch.to_radians().sin_cos();
        [x, y * cos + z * sin, z * cos - y * sin]
    };
    let turned = |face: &Face| {
        let points = face.mesh.points.iter().map(|&point| about(point));
        let mesh = Mesh {
            points: points.collect(),
            score: 1.0,
        };
        let pose = Face::of_mesh(mesh, 1.0).pose;
        Face {
            pose,
            ..face.clone()
        }
    };
    with_head(turned, 1.0)
}

/// The good portrait in another crop, changed from the one that is proposed.
fn cut(change: impl Fn(&mut Crop)) -> Verdict {
    let subject: Subject = EXAMINER.look(&stored(&good(), 95)).expect("working models");
    let mut crop = EXAMINER.judge(&subject).crop().expect("there is room");
    change(&mut crop);
    EXAMINER.judge_crop(&subject, &crop).verdict
}

/// The good portrait turned clockwise about its middle.
fn leaning(degrees: f64) -> RgbImage {
    let before = good();
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (across, down) = (760.0, 460.0);
    RgbImage::from_fn(before.width(), before.height(), |x, y| {
        let (dx, dy) = (f64::from(x) - across, f64::from(y) - down);
        let (x, y) = (across + dx * cos + dy * sin, down + dy * cos - dx * sin);
        let found = before.get_pixel_checked(x as u32, y as u32);
        found.copied().unwrap_or(Rgb([190, 190, 190]))
    })
}

/// With everything below the upper lip pulled down by so many pixels, and nothing between the lips.
fn with_open_mouth(by: f64) -> RgbImage {
    let before = good();
    let mut picture = before.clone();
    let (middle, lip, end) = (759.0, 548.0, 720.0);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (off, y) = ((f64::from(x) - middle) / 55.0, f64::from(y));
        let pulled = by * (1.0 - off * off).max(0.0);
        if y < lip || y >= end || pulled < 1.0 {
            continue;
        }
        let from = lip + (y - lip - pulled) * (end - lip) / (end - lip - pulled);
        *pixel = if from < lip {
            Rgb([60, 25, 25])
        } else {
            *before.get_pixel(x, from as u32)
        };
    }
    picture
}

fn striped() -> RgbImage {
    let mut picture = good();
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let beside = y < 230 || (x.abs_diff(770) > 200 && y < 580);
        if beside && (x / 4) % 2 == 0 {
            pixel.0 = [20, 20, 20];
        }
    }
    picture
}

fn two_persons() -> RgbImage {
    let one = imageops::crop_imm(&open("astronaut-face.jpg"), 280, 0, 560, 720).to_image();
    let mut two = RgbImage::new(1120, 720);
    imageops::replace(&mut two, &one, 0, 0);
    imageops::replace(&mut two, &imageops::flip_horizontal(&one), 560, 0);
    two
}

fn part(x: u32, y: u32, width: u32, height: u32) -> RgbImage {
    imageops::crop_imm(&good(), x, y, width, height).to_image()
}

fn far() -> Verdict {
    shot(&imageops::resize(&good(), 560, 373, FilterType::CatmullRom))
}

#[rustfmt::skip]
fn heads() -> Vec<Case> {
    let aside = open("luispedro.jpg");
    let mirrored = imageops::flip_horizontal(&aside);
    let shut = |face: &Face| Face { eyelid_gap: 0.03 * face.eyes_to_chin(), ..face.clone() };
    vec![
        ("nobody", shot(&RgbImage::from_pixel(640, 480, Rgb([190, 190, 190]))), Measure::Faces, Least, Advice::ShowFace),
        ("two persons", shot(&two_persons()), Measure::SingleFace, Most, Advice::OnePerson),
        ("far off", far(), Measure::EyeDistance, Least, Advice::ComeCloser),
        ("a large face", with_head(Face::clone, 5.0), Measure::EyeDistance, Most, Advice::StepBack),
        ("looks left", shot(&aside), Measure::Yaw, Least, Advice::LookStraight),
        ("looks right", shot(&mirrored), Measure::Yaw, Most, Advice::LookStraight),
        ("turned to the left", looking(-20.0, 0.0), Measure::Yaw, Least, Advice::LookStraight),
        ("turned to the right", looking(20.0, 0.0), Measure::Yaw, Most, Advice::LookStraight),
        ("turned down", looking(0.0, -20.0), Measure::Pitch, Least, Advice::ChinUp),
        ("turned up", looking(0.0, 20.0), Measure::Pitch, Most, Advice::ChinDown),
        ("leans to the left", shot(&leaning(-16.0)), Measure::Roll, Least, Advice::HeadUpright),
        ("leans to the right", shot(&leaning(16.0)), Measure::Roll, Most, Advice::HeadUpright),
        ("lids drawn shut", shot(&with_shut("astronaut-face.jpg", &[0, 1])), Measure::EyesOpen, Least, Advice::OpenEyes),
        ("lids near each other", with_head(shut, 1.0), Measure::EyesOpen, Least, Advice::OpenEyes),
        ("an open mouth", shot(&with_open_mouth(50.0)), Measure::MouthClosed, Most, Advice::CloseMouth),
    ]
}

#[rustfmt::skip]
fn lights() -> Vec<Case> {
    let half = |left: bool| coloured(move |x, c| if (x < 763) == left { c / 3.0 } else { c });
    let blurred = imageops::blur(&good(), 4.0);
    let (flat, white) = (recoloured(|_, c| 130.0 + c / 24.0), recoloured(|_, c| c * 2.5));
    vec![
        ("dark", coloured(|_, c| c / 5.0), Measure::Brightness, Least, Advice::MoreLight),
        ("bright", coloured(|_, c| 255.0 - (255.0 - c) / 4.0), Measure::Brightness, Most, Advice::LessLight),
        ("nearly black", coloured(|_, c| c / 9.0), Measure::UnderExposure, Most, Advice::MoreLight),
        ("burnt out", coloured(|_, c| c * 1.6), Measure::OverExposure, Most, Advice::LessLight),
        ("black", coloured(|_, c| c / 5.0), Measure::DynamicRange, Least, Advice::MoreLight),
        ("white", head_on(&white, Face::clone, 1.0), Measure::DynamicRange, Least, Advice::LessLight),
        ("flat", head_on(&flat, Face::clone, 1.0), Measure::DynamicRange, Least, Advice::MoreContrast),
        ("dark on the left", half(true), Measure::EvenLight, Least, Advice::LightFromLeft),
        ("dark on the right", half(false), Measure::EvenLight, Least, Advice::LightFromRight),
        ("blurred", shot(&blurred), Measure::Sharpness, Least, Advice::HoldStill),
    ]
}

#[rustfmt::skip]
fn crops() -> Vec<Case> {
    vec![
        ("too far left", cut(|crop| crop.x += 0.2 * crop.width), Measure::MarginLeft, Least, Advice::MoveRight),
        ("too far right", cut(|crop| crop.x -= 0.2 * crop.width), Measure::MarginRight, Least, Advice::MoveLeft),
        ("too high", cut(|crop| crop.y += 0.15 * crop.height), Measure::MarginAbove, Least, Advice::MoveDown),
        ("too low", cut(|crop| crop.y -= 0.15 * crop.height), Measure::MarginBelow, Least, Advice::MoveUp),
        ("hair cut off", cut(|crop| crop.y += 0.1 * crop.height), Measure::AboveCrown, Least, Advice::MoveDown),
        ("at the left side", shot(&part(600, 200, 600, 720)), Measure::Fit, Least, Advice::MoveRight),
        ("at the right side", shot(&part(200, 200, 720, 720)), Measure::Fit, Least, Advice::MoveLeft),
        ("at the upper side", shot(&part(0, 250, 1680, 870)), Measure::Fit, Least, Advice::MoveDown),
        ("at the lower side", shot(&part(0, 0, 1680, 690)), Measure::Fit, Least, Advice::MoveUp),
        ("too near", shot(&part(620, 280, 300, 400)), Measure::Fit, Least, Advice::StepBack),
        ("stripes", shot(&striped()), Measure::Background, Most, Advice::PlainBackground),
        ("few pixels", far(), Measure::Resolution, Least, Advice::BetterPicture),
        ("stored badly", examined(&stored(&good(), 20)).verdict, Measure::Compression, Least, Advice::BetterPicture),
    ]
}

#[test]
fn each_measure_tells_what_is_bad_and_what_to_do_about_it() {
    let cases = [heads(), lights(), crops()].concat();
    for (what, verdict, measure, end, advice) in &cases {
        let found = verdict.of(*measure).expect(what);
        let mut rules = EXAMINER.standards.0.iter();
        let rule = rules.find(|rule| rule.measure == *measure).expect(what);
        let beyond = match end {
            Least => rule.least.is_some_and(|least| found.value < least),
            Most => rule.most.is_some_and(|most| found.value > most),
        };
        assert!(beyond, "{what}: {found:?}");
        assert_eq!(found.advice, Some(*advice), "{what}: {found:?}");
    }
    let shown: HashSet<_> = cases.iter().map(|case| case.2).collect();
    let asked: HashSet<_> = strict().0.iter().map(|rule| rule.measure).collect();
    assert_eq!(shown, asked, "each measure has its bad picture");
}

#[test]
fn no_measure_finds_anything_bad_about_a_good_portrait() {
    let verdict = shot(&good());
    for rule in strict().0 {
        let found = verdict.of(rule.measure).expect("it is measured");
        assert_eq!(found.advice, None, "{found:?}");
        assert!(found.score > 20.0, "{found:?}");
    }
}

#[test]
fn a_face_that_is_bad_in_one_way_is_good_in_the_others() {
    let told = |verdict: &Verdict| -> Vec<_> {
        let told = verdict.0.iter().filter(|judged| judged.advice.is_some());
        told.map(|judged| judged.measure).collect()
    };
    for (verdict, only) in [
        (cut(|crop| crop.x += 0.2 * crop.width), Measure::MarginLeft),
        (looking(0.0, -20.0), Measure::Pitch),
        (shot(&leaning(16.0)), Measure::Roll),
        (shot(&striped()), Measure::Background),
        (examined(&stored(&good(), 20)).verdict, Measure::Compression),
    ] {
        assert_eq!(told(&verdict), [only]);
    }
}

#[test]
fn a_head_that_is_turned_away_counts_as_near_as_one_that_is_not() {
    let value = |verdict: &Verdict, measure| verdict.of(measure).expect("it is measured").value;
    let [straight, turned] = [0.0, 25.0].map(|yaw| {
        let verdict = looking(yaw, 0.0);
        let shortened = value(&verdict, Measure::Yaw).to_radians().cos();
        (value(&verdict, Measure::EyeDistance), shortened)
    });
    assert!(turned.1 < 0.95, "{turned:?}");
    let [here, there] = [straight, turned].map(|(distance, shortened)| distance * shortened);
    assert!((here / there - 1.0).abs() < 1e-9, "{straight:?} {turned:?}");
}

#[test]
fn a_tenth_of_white_is_dark_and_what_is_nearly_white_is_burnt_out() {
    let shares = |stored: u8| {
        let flat = RgbImage::from_pixel(1680, 1120, Rgb([stored; 3]));
        let verdict = head_on(&flat, Face::clone, 1.0);
        [Measure::UnderExposure, Measure::OverExposure]
            .map(|measure| verdict.of(measure).expect("it is measured").value)
    };
    assert_eq!(shares(86), [1.0, 0.0]);
    assert_eq!(shares(96), [0.0, 0.0]);
    assert_eq!(shares(249), [0.0, 0.0]);
    assert_eq!(shares(253), [0.0, 1.0]);
}
