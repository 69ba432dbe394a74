use proptest::prelude::*;

use super::*;

const PICTURE: Size = Size {
    width: 1000,
    height: 1000,
};

fn head(x: f64, y: f64, distance: f64) -> Head {
    Head {
        eyes: Point { x, y },
        distance,
        crown: distance * 1.5,
        roll: 5.0,
        ratio: 4.0 / 3.0,
    }
}

fn fits(head: &Head) -> Option<Crop> {
    head.proposal(&Framing::BADGE, PICTURE).crop()
}

fn why(head: &Head, picture: Size) -> Option<Unfit> {
    match head.proposal(&Framing::BADGE, picture) {
        Proposal::Unfit { why, .. } => Some(why),
        Proposal::Crop(_) => None,
    }
}

#[test]
fn a_crop_has_the_eyes_where_its_family_wants_them() {
    let crop = fits(&head(500.0, 450.0, 100.0)).expect("there is room");
    assert!((crop.width - 400.0).abs() < 1e-9 && crop.angle == 5.0);
    let middle = Point {
        x: crop.x + crop.width / 2.0,
        y: crop.y + crop.height / 2.0,
    };
    let eyes = middle.moved(0.0, (0.45 - 0.5) * crop.height, 5.0_f64.to_radians());
    assert!(eyes.distance(Point { x: 500.0, y: 450.0 }) < 1e-6);
}

#[test]
fn high_hair_gets_its_room() {
    let mut head = head(500.0, 450.0, 100.0);
    head.crown = 260.0;
    let crop = fits(&head).expect("there is room");
    let eye_line = 0.5 * crop.height;
    assert!(eye_line - 260.0 >= Framing::BADGE.above_crown * crop.height - 1e-6);
}

#[test]
fn a_crop_never_leaves_the_picture_and_says_why_there_is_none() {
    let why = |x, y, distance| why(&head(x, y, distance), PICTURE);
    assert_eq!(why(500.0, 450.0, 240.0), Some(Unfit::StepBack));
    assert_eq!(why(90.0, 450.0, 100.0), Some(Unfit::MoveRight));
    assert_eq!(why(920.0, 450.0, 100.0), Some(Unfit::MoveLeft));
    assert_eq!(why(500.0, 120.0, 100.0), Some(Unfit::MoveDown));
    assert_eq!(why(500.0, 900.0, 100.0), Some(Unfit::MoveUp));
}

#[test]
fn a_head_whose_crown_has_no_room_is_never_sent_further_up() {
    let high_hair = Head {
        crown: 327.0,
        roll: 0.0,
        ..head(640.0, 330.0, 128.0)
    };
    let camera = Size {
        width: 1280,
        height: 720,
    };
    assert_eq!(why(&high_hair, camera), Some(Unfit::MoveDown));
    let inside = overhang(&high_hair.crop(&Framing::BADGE, [0.45, 0.0]), camera);
    assert!(inside.iter().all(|&beyond| beyond < 0.0), "without hair");
}

#[test]
fn an_average_head_fills_70_to_80_percent_of_a_passport_portrait() {
    for (chin, crown) in [
        (1.75, 1.0),
        (1.75, USUAL_CROWN),
        (1.8, 1.0),
        (1.8, USUAL_CROWN),
    ] {
        let (chin, crown) = (chin * 60.0, crown * chin * 60.0);
        let average = Head {
            crown,
            roll: 0.0,
            ..head(500.0, 500.0, 60.0)
        };
        let portrait = average.proposal(&Framing::PASSPORT, PICTURE).crop();
        let share = (crown + chin) / portrait.expect("there is room").height;
        assert!((0.70..=0.80).contains(&share), "{share}");
    }
}

/// Heads that may lie anywhere on, and far beside, pictures of any ratio.
fn heads() -> impl Strategy<Value = (Head, Size)> {
    let picture = (200_u32..3000, 200_u32..3000);
    let head = (-0.2..1.2, -0.2..1.2, 10.0..600.0, 1.0..3.5, -180.0..180.0);
    (picture, head, any::<bool>()).prop_map(|((width, height), head, level)| {
        let (x, y, distance, crown, roll) = head;
        let eyes = Point {
            x: x * f64::from(width),
            y: y * f64::from(height),
        };
        let head = Head {
            eyes,
            distance,
            crown: crown * distance,
            roll: if level { 0.0 } else { roll },
            ratio: 4.0 / 3.0,
        };
        (head, Size { width, height })
    })
}

/// How far the eyes are from the nearest side of the picture; less than nothing beside it.
fn inset(eyes: Point, picture: Size) -> f64 {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    eyes.x.min(eyes.y).min(width - eyes.x).min(height - eyes.y)
}

proptest! {
    #[test]
    fn the_nearest_crop_lies_on_the_picture_and_is_no_smaller_than_it_must((head, picture) in heads()) {
        let wanted = head.family(&Framing::BADGE);
        let Some(crop) = head.proposal(&Framing::BADGE, picture).nearest() else {
            return Ok(());
        };
        let beyond = overhang(&crop, picture);
        prop_assert!(beyond.iter().all(|&side| side <= ROUNDING), "{beyond:?}");
        prop_assert!((crop.height / crop.width - head.ratio).abs() < 1e-9);
        prop_assert_eq!(crop.angle, head.roll);
        let [left, top, right, bottom] = overhang(&wanted, picture);
        if left + right <= 0.0 && top + bottom <= 0.0 {
            prop_assert!((crop.width - wanted.width).abs() < 1e-6, "as large as it was");
        } else {
            let [left, top, right, bottom] = beyond;
            let fills = (left + right).max(top + bottom);
            prop_assert!(fills.abs() < 1e-6, "as large as the picture allows: {beyond:?}");
        }
    }

    #[test]
    fn the_nearest_crop_holds_the_eyes((head, picture) in heads()) {
        let Some(crop) = head.proposal(&Framing::BADGE, picture).nearest() else {
            return Ok(());
        };
        // A crop that leans moves along the picture's sides, not along its own.
        let leaning = (2.0 * head.roll.to_radians()).sin().abs();
        if inset(head.eyes, picture) < 0.6 * leaning * crop.height {
            return Ok(());
        }
        let (across, down) = (crop.across(head.eyes), crop.down(head.eyes));
        prop_assert!((-ROUNDING..=crop.width + ROUNDING).contains(&across), "{across}");
        prop_assert!((-ROUNDING..=crop.height + ROUNDING).contains(&down), "{down}");
    }

    #[test]
    fn the_nearest_crop_moves_no_further_than_onto_the_picture((head, picture) in heads()) {
        let Some(crop) = head.proposal(&Framing::BADGE, picture).nearest() else {
            return Ok(());
        };
        let before = head.no_larger(head.family(&Framing::BADGE), picture);
        let [left, top, right, bottom] = overhang(&crop, picture).map(f64::abs);
        let (across, down) = (crop.x - before.x, crop.y - before.y);
        let reached = if across > 0.0 { left } else { right };
        prop_assert!(across.abs() < 1e-6 || reached < 1e-6);
        let reached = if down > 0.0 { top } else { bottom };
        prop_assert!(down.abs() < 1e-6 || reached < 1e-6);
    }
}
