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
fn a_crown_where_no_head_has_one_is_not_believed() {
    let told = [70.0, 85.0, 215.0, 230.0].map(|crown| believed(Some(crown), 100.0).round());
    assert_eq!(told, [115.0, 85.0, 215.0, 115.0]);
    assert_eq!(believed(None, 200.0).round(), 230.0);
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

/// The share of the family's width that is proposed for a head of 100 pixels between the eyes on a
/// picture so many times as high as the family's crop, and where its eyes are.
fn cut_on(height: f64) -> Option<(f64, f64)> {
    let level = Head {
        crown: 150.0,
        roll: 0.0,
        ..head(200.0, 0.45 * height * 1600.0 / 3.0, 100.0)
    };
    let picture = Size {
        width: 400,
        height: (height * 1600.0 / 3.0) as u32,
    };
    let crop = level.proposal(&Framing::BADGE, picture).crop()?;
    Some((crop.width / 400.0, crop.down(level.eyes) / crop.height))
}

#[test]
fn a_crop_is_seven_percent_closer_at_most_before_somebody_has_to_step_back() {
    let share = |height| cut_on(height).map(|(share, _)| (share * 100.0).round());
    assert_eq!(share(1.01), Some(100.0));
    assert_eq!(share(0.975), Some(97.0));
    assert_eq!(share(0.94), Some(93.0));
    assert_eq!(share(0.92), None);
}

#[test]
fn the_eyes_are_a_little_higher_or_lower_before_a_crop_is_closer() {
    for (y, line) in [(225.0, 0.42), (204.0, 0.38), (256.5, 0.48)] {
        let level = Head {
            crown: 120.0,
            roll: 0.0,
            ..head(500.0, y, 100.0)
        };
        let picture = Size {
            height: if line < 0.45 { 1000 } else { 535 },
            ..PICTURE
        };
        let crop = level.proposal(&Framing::BADGE, picture).crop();
        let crop = crop.expect("there is room");
        assert!((crop.width - 400.0).abs() < 1e-9, "{crop:?}");
        let found = crop.down(level.eyes) / crop.height;
        assert!((found - line).abs() < 1e-9, "{found}, not {line}");
    }
}

#[test]
fn the_lines_of_the_eyes_keep_their_bounds_whatever_the_usual_one_is() {
    let lines = |usual| eye_lines(usual).map(|line| (line * 100.0).round());
    let all = (36..=50).map(f64::from);
    assert!(lines(0.45).eq(all.clone()) && lines(0.47).eq(all));
    assert!(
        lines(0.52).eq((36..=52).map(f64::from)),
        "its own is allowed"
    );
}

#[test]
fn the_eyes_are_looked_for_where_they_usually_are_first_and_then_further_and_further_off() {
    let places: Vec<_> = places(Framing::BADGE).map(|(_, place)| place).collect();
    let per_mille = |[line, beside]: [f64; 2]| [line, beside].map(|it| (it * 1000.0).round());
    assert_eq!(per_mille(places[0]), [450.0, 0.0]);
    assert!(per_mille(places[1])[0] == 450.0 && per_mille(places[1])[1].abs() == 5.0);
    assert_eq!(places.len(), 15 * 17);
    let off = places
        .iter()
        .map(|[line, beside]| (line - 0.45).abs() + beside.abs());
    assert!(off.is_sorted_by(|one, other| *one <= other + 1e-9));
}

#[test]
fn a_head_near_a_side_is_cut_a_little_beside_its_middle() {
    let near = Head {
        roll: 0.0,
        ..head(186.0, 450.0, 100.0)
    };
    let crop = fits(&near).expect("there is room");
    assert!((crop.width - 400.0).abs() < 1e-9 && (crop.across(near.eyes) - 186.0).abs() < 1e-6);
}

#[test]
fn a_crown_keeps_a_third_of_its_room_where_there_is_no_more() {
    let high = Head {
        crown: 200.0,
        roll: 0.0,
        ..head(500.0, 213.4, 100.0)
    };
    let crop = fits(&high).expect("there is room");
    let room = (crop.down(high.eyes) - 200.0) / crop.height;
    assert!((0.012..0.04).contains(&room), "{room}");
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
    fn a_proposed_crop_keeps_to_its_family((head, picture) in heads()) {
        let Some(crop) = head.proposal(&Framing::BADGE, picture).crop() else {
            return Ok(());
        };
        prop_assert!(overhang(&crop, picture).iter().all(|&side| side <= ROUNDING));
        prop_assert!(crop.width >= 0.93 * head.distance / 0.25 - 1e-6, "too close");
        let (across, down) = (crop.across(head.eyes), crop.down(head.eyes));
        prop_assert!((across / crop.width - 0.5).abs() <= 0.04 + 1e-9, "too far beside");
        prop_assert!((0.36 - 1e-9..=0.5 + 1e-9).contains(&(down / crop.height)));
        prop_assert!(down - head.crown >= 0.012 * crop.height - 1e-6, "the crown has room");
        let family = head.family(&Framing::BADGE);
        let fits = overhang(&family, picture).iter().all(|&side| side <= ROUNDING);
        prop_assert!(!fits || crop == family, "the family's own comes first");
    }

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
