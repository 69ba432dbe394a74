use std::fs;

use image::imageops;
use portrait::{Face, Point, Tracker};
use serde::Deserialize;

use crate::fixtures::{astronaut, examiner, finder, frame, here, picture, point, scaled, vector};

/// Where the pupils of one picture are, told by two sources.
#[derive(Deserialize)]
struct Expected {
    file: String,
    /// By hand, to about a pixel.
    marked: Pupils,
    /// By MediaPipe's own runtime.
    mediapipe: Pupils,
}

#[derive(Deserialize)]
struct Pupils {
    left: [f64; 2],
    right: [f64; 2],
}

impl Pupils {
    fn points(&self) -> [Point; 2] {
        [self.left, self.right].map(|[x, y]| point(x, y))
    }
}

/// The error that is allowed against MediaPipe, in distances of the eyes. Half of what is asked for.
const AGREEMENT: f64 = 0.01;

/// The error that is allowed against a mark, in distances of the eyes: two pixels of a hundred, by which
/// MediaPipe is off itself, and one for the hand. Within 0.05 an eye counts as found to its
/// pupil (Jesorsky, Kirchberg and Frischholz, 2001).
const NEAR_A_MARK: f64 = 0.03;

fn expected() -> Vec<Expected> {
    let json = fs::read(vector("pupils.json")).expect("committed expectations");
    serde_json::from_slice(&json).expect("readable expectations")
}

pub fn pupils(file: &str) -> [Point; 2] {
    let all = expected();
    let found = all.iter().find(|e| e.file == file).expect("an expectation");
    found.mediapipe.points()
}

/// The worse eye's error as a part of the distance of the eyes.
pub fn error(face: &Face, [left, right]: [Point; 2]) -> f64 {
    let marks = &face.landmarks;
    let worst = marks
        .left_eye
        .distance(left)
        .max(marks.right_eye.distance(right));
    worst / left.distance(right)
}

fn only_face(file: &str) -> Face {
    let found = examiner().examine(&picture(&vector(file)));
    let mut faces = found.expect("working models").faces;
    assert_eq!(faces.len(), 1, "{file}");
    faces.remove(0)
}

#[test]
fn pupils_are_where_mediapipe_finds_them() {
    for Expected {
        file, mediapipe, ..
    } in expected()
    {
        let error = error(&only_face(&file), mediapipe.points());
        assert!(error < AGREEMENT, "{file}: {error}");
    }
}

#[test]
fn pupils_are_where_a_hand_has_marked_them() {
    for Expected { file, marked, .. } in expected() {
        let error = error(&only_face(&file), marked.points());
        assert!(error < NEAR_A_MARK, "{file}: {error}");
    }
}

#[test]
fn pupils_stay_where_they_are_however_a_picture_is_turned() {
    let [left, right] = pupils("astronaut-face.jpg");
    let upright = astronaut();
    let (width, height) = (1280.0, 720.0);
    let right_side_down = (
        imageops::rotate90(&upright),
        [left, right].map(|p| point(height - p.y, p.x)),
        93.2,
    );
    let left_side_down = (
        imageops::rotate270(&upright),
        [left, right].map(|p| point(p.y, width - p.x)),
        -86.8,
    );
    for (lying, turned, roll) in [right_side_down, left_side_down] {
        let found = finder().find(&frame(&lying)).expect("working models");
        assert!(error(&found[0], turned) < 0.02, "a quarter turn");
        let told = found[0].pose.roll;
        assert!((told - roll).abs() < 1.5, "{told} for {roll}");
    }
    let mirrored = imageops::flip_horizontal(&upright);
    let found = finder().find(&frame(&mirrored)).expect("working models");
    let flipped = [right, left].map(|p| point(width - p.x, p.y));
    assert!(error(&found[0], flipped) < 0.02, "a mirror");
}

#[test]
fn a_portrait_that_stands_on_its_head_is_not_taken_for_a_face_with_eyes_in_its_chin() {
    for file in ["astronaut-face.jpg", "grace_hopper.jpg", "luispedro.jpg"] {
        let upright = image::open(vector(file)).expect("a picture").into_rgb8();
        let (width, height) = upright.dimensions();
        let turned = pupils(file).map(|p| point(f64::from(width) - p.x, f64::from(height) - p.y));
        let found = finder()
            .find(&frame(&imageops::rotate180(&upright)))
            .expect("working models");
        let [left, right] = turned;
        assert!(error(&found[0], [left, right]) < 0.03, "{file}");
        assert!(found[0].pose.roll.abs() > 160.0, "{file}");
    }
}

#[test]
fn pupils_are_found_in_the_dark_in_bright_light_and_far_off() {
    let pupils = pupils("astronaut-face.jpg");
    let changed = |change: fn(f64) -> f64| {
        let mut picture = astronaut();
        for pixel in picture.pixels_mut() {
            pixel.0 = pixel.0.map(|c| change(f64::from(c)).min(255.0) as u8);
        }
        picture
    };
    for (name, change) in [
        ("dark", (|c| c / 4.0) as fn(f64) -> f64),
        ("bright", |c| c * 1.5),
    ] {
        let found = finder()
            .find(&frame(&changed(change)))
            .expect("working models");
        assert!(
            error(&found[0], pupils) < 0.03,
            "{name}: {}",
            error(&found[0], pupils)
        );
    }
    let small = scaled(&astronaut(), 0.5);
    let found = finder().find(&frame(&small)).expect("working models");
    let halves = pupils.map(|p| point(p.x / 2.0, p.y / 2.0));
    assert!(error(&found[0], halves) < 0.03, "half as large");
}

#[test]
fn a_face_that_is_small_in_its_picture_is_found_in_a_part_of_it() {
    let mut wide = image::RgbImage::from_pixel(1600, 1200, image::Rgb([120, 120, 120]));
    let small = scaled(&astronaut(), 0.4);
    imageops::replace(&mut wide, &small, 800, 800);
    let found = finder().find(&frame(&wide)).expect("working models");
    assert_eq!(found.len(), 1);
    assert!(
        (found[0].eye_distance() - 43.2).abs() < 1.5,
        "{}",
        found[0].eye_distance()
    );
}

#[test]
fn there_is_no_face_in_a_cat_a_cup_a_wall_or_a_rocket() {
    for file in ["chelsea.jpg", "coffee.jpg", "brick.jpg", "rocket.jpg"] {
        let found = examiner()
            .examine(&picture(&here(file)))
            .expect("working models");
        assert_eq!(found.faces, [], "{file}");
        assert_eq!(found.crop(), None, "{file}");
    }
}

#[test]
fn a_tracker_follows_a_face_that_moves_and_lets_go_of_one_that_left() {
    let mut tracker = Tracker::new(finder());
    let face = scaled(&astronaut(), 0.5);
    for step in 0..6 {
        let moved = imageops::crop_imm(&face, 10 * step, 0, 560, 360).to_image();
        let found = tracker.follow(&frame(&moved)).expect("working models");
        assert_eq!(found.len(), 1, "step {step}");
        let exact = finder().find(&frame(&moved)).expect("working models");
        let off = found[0].between_eyes().distance(exact[0].between_eyes());
        assert!(off < 0.06 * exact[0].eye_distance(), "step {step}: {off}");
    }
    let empty = image::RgbImage::from_pixel(560, 360, image::Rgb([190, 190, 190]));
    assert_eq!(tracker.follow(&frame(&empty)), Ok(Vec::new()));
}

#[test]
fn whoever_sits_down_before_a_small_face_is_followed_within_four_frames() {
    let mut tracker = Tracker::new(finder());
    let mut view = image::RgbImage::from_pixel(1280, 720, image::Rgb([190, 190, 190]));
    let head = imageops::crop_imm(&astronaut(), 340, 0, 440, 520).to_image();
    imageops::replace(&mut view, &scaled(&head, 0.45), 80, 60);
    let before = tracker.follow(&frame(&view)).expect("working models");
    assert_eq!(before.len(), 1, "the small one is seen");
    imageops::replace(&mut view, &head, 500, 150);
    let mut found = before;
    for _ in 0..4 {
        found = tracker.follow(&frame(&view)).expect("working models");
    }
    assert_eq!(found.len(), 2, "the small one is still told");
    assert!(
        found[0].eye_distance() > 90.0,
        "{}",
        found[0].eye_distance()
    );
    assert!(
        found[1].eye_distance() < 60.0,
        "{}",
        found[1].eye_distance()
    );
}

#[test]
fn two_people_side_by_side_do_not_take_turns() {
    let mut tracker = Tracker::new(finder());
    let mut view = image::RgbImage::from_pixel(1280, 720, image::Rgb([190, 190, 190]));
    let head = imageops::crop_imm(&astronaut(), 340, 0, 440, 520).to_image();
    imageops::replace(&mut view, &head, 100, 100);
    let first = tracker.follow(&frame(&view)).expect("working models");
    imageops::replace(&mut view, &scaled(&head, 1.05), 700, 100);
    for _ in 0..8 {
        let found = tracker.follow(&frame(&view)).expect("working models");
        let moved = found[0].between_eyes().distance(first[0].between_eyes());
        assert!(moved < 10.0, "{moved}");
    }
}
