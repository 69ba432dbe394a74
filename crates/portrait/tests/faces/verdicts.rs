use image::{RgbImage, imageops};
use portrait::{Advice, Examination, Gate, Measure, Standards, Tracker};

use crate::fixtures::{
    astronaut, examined, examiner, finder, frame, picture, scaled, vector, with_room,
};

fn advice(found: &Examination, measure: Measure) -> Option<Advice> {
    found.verdict.of(measure).expect("it is measured").advice
}

fn value(found: &Examination, measure: Measure) -> f64 {
    found.verdict.of(measure).expect("it is measured").value
}

fn changed(change: impl Fn(u32, [u8; 3]) -> [u8; 3]) -> RgbImage {
    let mut picture = astronaut();
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        pixel.0 = change(x, pixel.0);
    }
    picture
}

#[test]
fn a_good_portrait_needs_no_word() {
    let found = examined(&with_room(&astronaut()));
    assert_eq!(found.instruction(), None, "{:?}", found.verdict);
    assert!(found.verdict.passes());
    assert!(
        found
            .verdict
            .0
            .iter()
            .all(|j| (0.0..=100.0).contains(&j.score))
    );
}

#[test]
fn nobody_and_a_second_person_block() {
    let nobody = examined(&RgbImage::from_pixel(640, 480, image::Rgb([190, 190, 190])));
    assert_eq!(nobody.instruction(), Some(Advice::ShowFace));
    assert!(!nobody.verdict.passes());
    let one = imageops::crop_imm(&astronaut(), 280, 0, 560, 720).to_image();
    let mut two = RgbImage::new(1120, 720);
    imageops::replace(&mut two, &one, 0, 0);
    imageops::replace(&mut two, &imageops::flip_horizontal(&one), 560, 0);
    let two = examined(&two);
    assert_eq!(two.faces.len(), 2);
    assert_eq!(two.instruction(), Some(Advice::OnePerson));
}

#[test]
fn a_small_face_is_called_closer() {
    let found = examined(&scaled(&with_room(&astronaut()), 0.4));
    assert_eq!(found.instruction(), Some(Advice::ComeCloser));
}

#[test]
fn blur_is_told_from_grain() {
    let sharp = value(&examined(&astronaut()), Measure::Sharpness);
    let blurred = examined(&imageops::blur(&astronaut(), 4.0));
    assert_eq!(
        advice(&blurred, Measure::Sharpness),
        Some(Advice::HoldStill)
    );
    let state = std::cell::Cell::new(1_u32);
    let grain = |colour: [u8; 3]| {
        colour.map(|c| {
            state.set(
                state
                    .get()
                    .wrapping_mul(1_664_525)
                    .wrapping_add(1_013_904_223),
            );
            c.saturating_add((state.get() >> 28) as u8)
                .saturating_sub(8)
        })
    };
    let grainy = value(&examined(&changed(|_, c| grain(c))), Measure::Sharpness);
    assert!(
        (grainy / sharp - 1.0).abs() < 0.2,
        "{sharp} and {grainy} with grain"
    );
}

#[test]
fn too_little_and_too_much_light_are_named() {
    let dark = examined(&changed(|_, c| c.map(|c| c / 5)));
    assert_eq!(advice(&dark, Measure::Brightness), Some(Advice::MoreLight));
    let bright = examined(&changed(|_, c| c.map(|c| c.saturating_mul(2))));
    assert_eq!(
        advice(&bright, Measure::OverExposure),
        Some(Advice::LessLight)
    );
    let middle = 563;
    let half = |x: u32, c: [u8; 3]| if x < middle { c.map(|c| c / 3) } else { c };
    let shadow = examined(&changed(half));
    assert_eq!(
        advice(&shadow, Measure::EvenLight),
        Some(Advice::LightFromLeft)
    );
}

#[test]
fn a_leaning_head_is_levelled_and_told() {
    let lying = imageops::rotate90(&with_room(&astronaut()));
    let found = examined(&lying);
    assert_eq!(advice(&found, Measure::Roll), Some(Advice::HeadUpright));
    assert!(found.crop().is_some_and(|crop| crop.angle > 85.0));
}

#[test]
fn a_head_that_is_turned_aside_is_told_to_look_straight() {
    let aside = examiner()
        .examine(&picture(&vector("luispedro.jpg")))
        .expect("working models");
    assert_eq!(advice(&aside, Measure::Yaw), Some(Advice::LookStraight));
    let both = "too small for the picture, too large for the crop";
    assert_eq!(aside.instruction(), Some(Advice::MorePixels), "{both}");
    let straight = examiner()
        .examine(&picture(&vector("grace_hopper.jpg")))
        .expect("working models");
    assert_eq!(advice(&straight, Measure::Yaw), None);
}

#[test]
fn an_office_decides_what_blocks() {
    let mut strict = Standards::default();
    for rule in &mut strict.0 {
        if rule.measure == Measure::EyeDistance {
            (rule.gate, rule.least) = (Gate::Block, Some(200.0));
        }
    }
    let examiner = portrait::Examiner {
        standards: strict,
        ..examiner()
    };
    let mut tracker = Tracker::new(finder());
    let shot = frame(&astronaut());
    let found = examiner
        .glance(&mut tracker, &shot, shot.size())
        .expect("working models");
    assert!(!found.verdict.passes());
    assert_eq!(found.instruction(), Some(Advice::ComeCloser));
}
