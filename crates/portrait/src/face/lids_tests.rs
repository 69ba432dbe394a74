//! Eyes of the test portraits, shut and narrowed in code.

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use image::{ImageFormat, RgbImage};

use crate::face::{Face, Finder, Tracker};
use crate::frame::Frame;
use crate::{
    Advice, Examination, Examiner, Framing, Limits, Measure, Output, Picture, Size, Standards,
};

/// Upper and lower lid from the outer to the inner corner.
const LIDS: [[[usize; 9]; 2]; 2] = [
    [
        [33, 246, 161, 160, 159, 158, 157, 173, 133],
        [33, 7, 163, 144, 145, 153, 154, 155, 133],
    ],
    [
        [362, 398, 384, 385, 386, 387, 388, 466, 263],
        [362, 382, 381, 380, 374, 373, 390, 249, 263],
    ],
];

/// How high the upper and the lower lid of an eye lie at `x`, if the eye goes that far.
fn lids(face: &Face, eye: usize, x: f64) -> Option<[f64; 2]> {
    let height = |line: &[usize; 9]| {
        let points = line.map(|p| face.mesh.point(p));
        points.windows(2).find_map(|ends| {
            let (a, b) = (ends[0], ends[1]);
            let share = (x - a.x) / (b.x - a.x);
            (0.0..=1.0)
                .contains(&share)
                .then_some(a.y + share * (b.y - a.y))
        })
    };
    Some([height(&LIDS[eye][0])?, height(&LIDS[eye][1])?])
}

/// Draws the lid of an eye down over it: with the skin from above it, and a line of lashes.
fn shut(picture: &mut RgbImage, face: &Face, eye: usize) {
    let before = picture.clone();
    let unit = face.eye_distance();
    for x in 0..picture.width() {
        let Some([upper, lower]) = lids(face, eye, f64::from(x)) else {
            continue;
        };
        let (top, bottom) = (upper - 0.045 * unit, lower + 0.03 * unit);
        for y in top.max(0.0) as u32..(bottom as u32).min(picture.height() - 1) {
            let down = (f64::from(y) - top) / (bottom - top);
            let skin = before.get_pixel(x, (top - 0.05 * unit * (1.0 - down)).max(0.0) as u32);
            let cheek = before.get_pixel(x, (bottom + 0.02 * unit) as u32);
            let share = ((down - 0.6) / 0.4).clamp(0.0, 1.0);
            let line = ((f64::from(y) - lower).abs() / (0.018 * unit)).min(1.0);
            let dark = 0.35 + 0.65 * line;
            let colour = std::array::from_fn(|c| {
                ((f64::from(skin.0[c]) * (1.0 - share) + f64::from(cheek.0[c]) * share) * dark)
                    as u8
            });
            picture.put_pixel(x, y, image::Rgb(colour));
        }
    }
}

/// Presses an eye to a share of its height.
fn narrowed(picture: &mut RgbImage, face: &Face, eye: usize, to: f64) {
    let before = picture.clone();
    let unit = face.eye_distance();
    for x in 0..picture.width() {
        let Some([upper, lower]) = lids(face, eye, f64::from(x)) else {
            continue;
        };
        let middle = (upper + lower) / 2.0;
        let half = (lower - upper) / 2.0 + 0.03 * unit;
        let reach = half + 0.12 * unit;
        for y in
            (middle - reach).max(0.0) as u32..((middle + reach) as u32).min(picture.height() - 1)
        {
            let off = f64::from(y) - middle;
            let (size, sign) = (off.abs(), off.signum());
            let from = if size <= to * half {
                size / to
            } else {
                half + (size - to * half) / (reach - to * half) * (reach - half)
            };
            let at = (middle + sign * from).clamp(0.0, f64::from(picture.height() - 2));
            let share = at.fract();
            let (a, b) = (
                before.get_pixel(x, at as u32),
                before.get_pixel(x, at as u32 + 1),
            );
            let colour = std::array::from_fn(|c| {
                (f64::from(a.0[c]) * (1.0 - share) + f64::from(b.0[c]) * share) as u8
            });
            picture.put_pixel(x, y, image::Rgb(colour));
        }
    }
}

static EXAMINER: LazyLock<Examiner> = LazyLock::new(|| Examiner {
    finder: Arc::new(Finder::new().expect("the models are readable")),
    framing: Framing::default(),
    output: Output::default(),
    standards: Standards::default(),
});

fn frame(picture: &RgbImage) -> Frame {
    let (width, height) = picture.dimensions();
    Frame::from_rgb(Size { width, height }, picture.as_raw().clone()).expect("a frame")
}

fn open(file: &str) -> (RgbImage, Face) {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let picture = image::open(vectors.join(file)).expect("a committed picture");
    let picture = picture.into_rgb8();
    let (finder, frame) = (&EXAMINER.finder, frame(&picture));
    let faces = finder.find(&frame).expect("working models");
    let face = faces.into_iter().next().expect("a face");
    // Lids are drawn with the iris model's pupils, so that the bounds of an open eye are always tried on
    // the same pictures.
    let face = finder.face(&frame, face.mesh, face.score);
    (picture, face.expect("working models"))
}

pub(crate) fn with_shut(file: &str, eyes: &[usize]) -> RgbImage {
    let (mut picture, face) = open(file);
    eyes.iter().for_each(|&eye| shut(&mut picture, &face, eye));
    picture
}

fn with_narrow(file: &str, to: f64) -> RgbImage {
    let (mut picture, face) = open(file);
    for eye in [0, 1] {
        narrowed(&mut picture, &face, eye, to);
    }
    picture
}

fn shot(picture: &RgbImage) -> Examination {
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).expect("a PNG");
    let picture = Picture::read(png.into_inner(), &Limits::default()).expect("a picture");
    EXAMINER.examine(&picture).expect("working models")
}

/// What is said of the fourth of equal frames.
fn live(picture: &RgbImage) -> Examination {
    let frame = frame(picture);
    let mut tracker = Tracker::new(Arc::clone(&EXAMINER.finder));
    let mut glance = || EXAMINER.glance(&mut tracker, &frame, frame.size());
    let found = [(); 4].map(|()| glance().expect("working models"));
    let [.., last] = found;
    last
}

/// How far open the eyes are in the shot and in the live view, and whether that is told.
fn told(picture: &RgbImage) -> [(f64, bool); 2] {
    [shot(picture), live(picture)].map(|found| {
        let eyes = found.verdict.of(Measure::EyesOpen).expect("it is measured");
        (eyes.value, eyes.advice == Some(Advice::OpenEyes))
    })
}

const PORTRAITS: [&str; 4] = [
    "astronaut-face.jpg",
    "astronaut.png",
    "grace_hopper.jpg",
    "luispedro.jpg",
];

#[test]
fn shut_eyes_are_told_to_be_opened_in_the_shot_and_in_the_live_view() {
    for file in PORTRAITS {
        let found = told(&with_shut(file, &[0, 1]));
        assert!(found.iter().all(|&(_, told)| told), "{file}: {found:?}");
    }
}

#[test]
fn one_shut_eye_is_told_to_be_opened() {
    // Not the left one behind the glasses, nor that on the far side of a head turned aside:
    // docs/portrait.md says how far they are off.
    for (file, eye) in [
        (PORTRAITS[0], 0),
        (PORTRAITS[0], 1),
        (PORTRAITS[1], 0),
        (PORTRAITS[1], 1),
        (PORTRAITS[2], 1),
        (PORTRAITS[3], 0),
    ] {
        let found = told(&with_shut(file, &[eye]));
        assert!(
            found.iter().all(|&(_, told)| told),
            "{file}, {eye}: {found:?}"
        );
    }
}

#[test]
fn open_and_narrow_eyes_are_not_told_to_be_opened() {
    for file in PORTRAITS {
        for to in [1.0, 0.85, 0.7] {
            let found = told(&with_narrow(file, to));
            assert!(
                found.iter().all(|&(_, told)| !told),
                "{file}, {to}: {found:?}"
            );
        }
    }
}
