use image::RgbImage;
use image::imageops;
use portrait::{Advice, Crop, Framing, Gate, Measure, Point, Rule, Standards, Tracker, Unfit};

use crate::fixtures::{
    astronaut, examined, examiner, finder, frame, picture, read, scaled, vector, with_room,
};
/// Where a point of the picture lies in the crop, as parts of its sides.
fn shares(crop: &Crop, point: Point) -> (f64, f64) {
    let (dx, dy) = (
        point.x - crop.x - crop.width / 2.0,
        point.y - crop.y - crop.height / 2.0,
    );
    let (sin, cos) = crop.angle.to_radians().sin_cos();
    let across = 0.5 + (dx * cos + dy * sin) / crop.width;
    (across, 0.5 + (dy * cos - dx * sin) / crop.height)
}

#[test]
fn a_crop_is_level_has_the_eyes_in_their_place_and_the_crown_below_its_edge() {
    let found = examined(&with_room(&astronaut()));
    let (crop, face) = (found.crop().expect("there is room"), &found.faces[0]);
    let (left, right) = (
        shares(&crop, face.landmarks.left_eye),
        shares(&crop, face.landmarks.right_eye),
    );
    assert!((left.1 - right.1).abs() < 1e-3, "level");
    assert!((left.0 + right.0 - 1.0).abs() < 1e-3, "in the middle");
    assert!((0.44..=0.50).contains(&left.1), "eye line at {}", left.1);
    let distance = right.0 - left.0;
    assert!(
        (0.22..=0.26).contains(&distance),
        "eyes {distance} of the width"
    );
    assert!((crop.height / crop.width - 4.0 / 3.0).abs() < 1e-6);
    // The highest hair of the picture, by eye: y = 38 in the 1280 x 720 picture.
    assert!(
        shares(&crop, Point { x: 770.0, y: 238.0 }).1 > 0.01,
        "the crown is in"
    );
}

#[test]
fn the_test_portraits_are_cut_as_wide_as_their_family_wants_and_one_that_is_too_near_is_not_cut() {
    let share = |file: &str| {
        let found = examiner().examine(&picture(&vector(file)));
        let found = found.expect("working models");
        let eyes = found.faces[0].eye_distance();
        found.crop().map(|crop| eyes / crop.width)
    };
    for file in ["astronaut.png", "astronaut-face.jpg", "grace_hopper.jpg"] {
        let share = share(file).expect("there is room");
        assert!((share - 0.25).abs() < 0.005, "{file}: {share}");
    }
    assert_eq!(share("luispedro.jpg"), None, "he would be 19 % too close");
}

#[test]
fn a_live_frame_is_cut_as_its_shot_is() {
    let shot = frame(&astronaut());
    let mut tracker = Tracker::new(finder());
    let found = examiner().glance(&mut tracker, &shot, shot.size());
    let found = found.expect("working models");
    assert_eq!(found.instruction(), None, "{:?}", found.unfit());
    let live = found.crop().expect("there is room");
    let still = examined(&astronaut()).crop().expect("there is room");
    let near = |a: f64, b: f64| (a - b).abs() < 0.03 * still.width;
    assert!(near(live.x, still.x) && near(live.y, still.y), "{live:?}");
    assert!(near(live.width, still.width), "{live:?}, {still:?}");
}

#[test]
fn a_crop_is_never_outside_of_its_picture() {
    for left in [0, 100, 250, 380] {
        let part = imageops::crop_imm(&astronaut(), left, 0, 640, 720).to_image();
        let found = examined(&part);
        let Some(crop) = found.crop() else { continue };
        for (u, v) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let (sin, cos) = crop.angle.to_radians().sin_cos();
            let (a, d) = ((u - 0.5) * crop.width, (v - 0.5) * crop.height);
            let x = crop.x + crop.width / 2.0 + a * cos - d * sin;
            let y = crop.y + crop.height / 2.0 + a * sin + d * cos;
            assert!(
                (-0.1..=640.1).contains(&x) && (-0.1..=720.1).contains(&y),
                "{x}, {y}"
            );
        }
    }
}

#[test]
fn a_head_too_near_to_a_side_is_told_where_to_go() {
    let unfit = |x, y, width, height| {
        let part: RgbImage = imageops::crop_imm(&astronaut(), x, y, width, height).to_image();
        let found = examined(&part);
        let nearest = found.nearest().expect("the nearest one");
        for eye in [
            found.faces[0].landmarks.left_eye,
            found.faces[0].landmarks.right_eye,
        ] {
            let (across, down) = shares(&nearest, eye);
            assert!(
                (0.0..1.0).contains(&across) && (0.0..1.0).contains(&down),
                "{nearest:?}"
            );
        }
        let fit = found.verdict.of(Measure::Fit).copied().expect("measured");
        assert!((0.3..1.0).contains(&fit.value), "{fit:?}");
        assert_eq!(fit.advice, found.unfit().map(Advice::from));
        found.unfit()
    };
    assert_eq!(unfit(400, 0, 600, 720), Some(Unfit::MoveRight));
    assert_eq!(unfit(0, 0, 720, 720), Some(Unfit::MoveLeft));
    assert_eq!(unfit(420, 80, 300, 400), Some(Unfit::StepBack));
}

#[test]
fn a_small_face_at_a_side_is_told_to_come_into_the_picture_and_not_closer() {
    let small = scaled(&astronaut(), 0.5);
    let part = imageops::crop_imm(&small, 220, 0, 420, 360).to_image();
    let found = examined(&part);
    let eyes = found.verdict.of(Measure::EyeDistance).copied();
    assert_eq!(eyes.and_then(|it| it.advice), Some(Advice::ComeCloser));
    assert_eq!(found.unfit(), Some(Unfit::MoveRight));
    assert_eq!(found.instruction(), Some(Advice::MoveRight));
    let standards = Standards(vec![Rule {
        measure: Measure::Fit,
        gate: Gate::Off,
        least: Some(1.0),
        most: None,
    }]);
    let unsaid = standards.judge(&found.measured);
    assert_eq!(unsaid.instruction_beside(found.unfit()), None);
}

#[test]
fn a_picture_with_room_for_the_whole_crop_says_so() {
    let found = examined(&with_room(&astronaut()));
    let fit = found.verdict.of(Measure::Fit).expect("measured");
    assert_eq!((fit.value, fit.score, fit.advice), (1.0, 100.0, None));
}

#[test]
fn there_is_a_nearest_crop_only_where_none_fits() {
    assert_eq!(examined(&with_room(&astronaut())).nearest(), None);
    let wall = RgbImage::from_pixel(640, 480, image::Rgb([190, 190, 190]));
    assert_eq!(examined(&wall).nearest(), None);
}

#[test]
fn another_family_gives_another_crop() {
    let picture = read(&with_room(&astronaut()));
    let width = |framing| {
        let examiner = portrait::Examiner {
            framing,
            ..examiner()
        };
        let found = examiner.examine(&picture).expect("working models");
        found.crop().expect("there is room").width
    };
    assert!(width(Framing::PASSPORT) < width(Framing::BADGE));
}

#[test]
fn a_head_whose_hair_is_cut_off_above_is_told_to_move_down() {
    // The hair begins at y = 38; between the eyes it is y = 255.
    for cut in [46, 56, 66] {
        let whole = with_room(&astronaut());
        let part = imageops::crop_imm(&whole, 0, 200 + cut, 1680, 920 - cut).to_image();
        let found = examined(&part);
        assert_eq!(found.unfit(), Some(Unfit::MoveDown), "without {cut} rows");
        let nearest = found.nearest().expect("the nearest one");
        let subject = examiner().look(&read(&part)).expect("working models");
        let chosen = examiner().judge_crop(&subject, &nearest);
        let crown = chosen
            .verdict
            .of(Measure::AboveCrown)
            .expect("it is measured");
        assert_eq!(crown.advice, Some(Advice::MoveDown), "{crown:?}");
    }
}
