use image::RgbImage;
use portrait::{Advice, Examination, Judged, Measure};

use crate::fixtures::{astronaut, examined, picture, vector, with_room};

fn judged(found: &Examination, measure: Measure) -> Judged {
    *found.verdict.of(measure).expect("it is measured")
}

fn darker_and_brighter(by: f64) -> Examination {
    exposed(with_room(&astronaut()), by)
}

fn exposed(mut picture: RgbImage, by: f64) -> Examination {
    for pixel in picture.pixels_mut() {
        pixel.0 = pixel.0.map(|c| (f64::from(c) * by).min(255.0) as u8);
    }
    examined(&picture)
}

fn light(stored: u8) -> f64 {
    let value = f64::from(stored) / 255.0;
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn stored(light: f64) -> u8 {
    let value = if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    (255.0 * value).round() as u8
}

/// The same face with a skin that gives back a quarter of the light, while whites of eyes, teeth and
/// gleams stay; then all of it in a part of the light.
fn with_dark_skin(exposed: f64) -> RgbImage {
    let mut picture = with_room(&astronaut());
    for pixel in picture.pixels_mut() {
        pixel.0 = pixel.0.map(|c| {
            let light = light(c);
            stored(exposed * (0.25 * light + 0.75 * light.powf(3.5)))
        });
    }
    picture
}

#[test]
fn brightness_is_of_light_as_in_the_reference() {
    let whole = judged(&darker_and_brighter(1.0), Measure::Brightness);
    assert!((whole.value - 0.41).abs() < 0.01, "{whole:?}");
    assert!(whole.score > 95.0, "{whole:?}");
    let part = judged(&darker_and_brighter(0.45), Measure::Brightness);
    assert!((part.value - 0.073).abs() < 0.005, "{part:?}");
    assert!(part.score < 10.0, "{part:?}");
}

#[test]
fn a_dim_picture_is_asked_for_more_light_and_a_bright_one_for_less() {
    for (by, asked) in [
        (0.45, Advice::MoreLight),
        (0.3, Advice::MoreLight),
        (1.3, Advice::LessLight),
        (1.6, Advice::LessLight),
    ] {
        let found = darker_and_brighter(by);
        assert_eq!(found.instruction(), Some(asked), "{by}");
        let brightness = judged(&found, Measure::Brightness);
        assert_eq!(brightness.advice, Some(asked), "{by}: {brightness:?}");
        assert!(found.verdict.passes(), "{by}: {:?}", found.verdict);
    }
}

#[test]
fn a_black_face_and_a_burnt_out_one_may_not_be_used() {
    for (by, asked) in [
        (0.1, Advice::MoreLight),
        (0.2, Advice::MoreLight),
        (2.5, Advice::LessLight),
    ] {
        let found = exposed(astronaut(), by);
        let range = judged(&found, Measure::DynamicRange);
        assert_eq!(range.advice, Some(asked), "{by}: {range:?}");
        assert!(!found.verdict.passes(), "{by}");
        assert_eq!(found.instruction(), Some(asked), "{by}");
    }
}

#[test]
fn a_dark_skin_in_good_light_is_not_asked_for_more_of_it() {
    let good = examined(&with_dark_skin(1.0));
    let brightness = judged(&good, Measure::Brightness);
    assert!(brightness.value < 0.2, "{brightness:?}");
    assert_eq!(good.instruction(), None, "{:?}", good.verdict);
}

#[test]
fn a_dark_skin_in_poor_light_is_asked_for_more_and_not_refused() {
    let poor = examined(&with_dark_skin(0.25));
    let brightness = judged(&poor, Measure::Brightness);
    assert_eq!(brightness.advice, Some(Advice::MoreLight), "{brightness:?}");
    assert!(poor.verdict.passes(), "{:?}", poor.verdict);
}

#[test]
fn official_portraits_look_straight() {
    for name in ["astronaut-face.jpg", "grace_hopper.jpg"] {
        let found = crate::fixtures::examiner()
            .examine(&picture(&vector(name)))
            .expect("working models");
        let pitch = judged(&found, Measure::Pitch);
        assert!(pitch.value.abs() < 8.0, "{name}: {pitch:?}");
        assert_eq!(pitch.advice, None, "{name}");
    }
}
