//! The check of the station at the start of a day.

use chrono::{DateTime, TimeDelta, Utc};
use desk::boundary::{
    CameraFrame, CheckAdvice, CheckMeasure, CheckedMeasure, Code, PlaceSeen, Problem,
    StationCheckView,
};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, Rgb, RgbImage, imageops};

use crate::stage::{PORTRAIT, Stage};
use desk::Vault;

const CAMERA: &str = "Kamera på skranken";

fn wall(light: u8) -> RgbImage {
    RgbImage::from_pixel(1280, 720, Rgb([light; 3]))
}

/// A wall that is darker and darker towards the left.
fn lit_from_the_right() -> RgbImage {
    RgbImage::from_fn(1280, 720, |x, _| Rgb([(x / 6) as u8; 3]))
}

/// A card in front of a wall, printed in bars of five pixels.
fn card() -> RgbImage {
    let mut view = wall(190);
    for (x, y, pixel) in view.enumerate_pixels_mut() {
        let within = (535..745).contains(&x) && (195..325).contains(&y);
        if within {
            pixel.0 = [if x / 5 % 3 == 0 && y / 8 % 2 == 0 {
                40
            } else {
                240
            }; 3];
        }
    }
    view
}

fn frame(view: &RgbImage, camera: &str) -> CameraFrame {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 92);
    let (width, height) = view.dimensions();
    let encoded = encoder.encode(view.as_raw(), width, height, ExtendedColorType::Rgb8);
    encoded.unwrap();
    CameraFrame {
        jpeg,
        camera: camera.to_owned(),
    }
}

async fn judged(stage: &Stage, view: &RgbImage) -> StationCheckView {
    match stage.desk.check_place(frame(view, CAMERA)).await.unwrap() {
        PlaceSeen::Empty { check } => check,
        PlaceSeen::Person => panic!("nobody is there"),
    }
}

async fn focus(stage: &Stage, view: &RgbImage) -> Option<CheckedMeasure> {
    let seen = stage.desk.check_focus(frame(view, CAMERA)).await;
    seen.unwrap().focus
}

/// What is kept, as the window shows it.
async fn kept(stage: &Stage) -> Vec<StationCheckView> {
    stage.desk.state().await.unwrap().checks
}

fn of(check: &StationCheckView, measure: CheckMeasure) -> CheckedMeasure {
    let found = check.measures.iter().find(|it| it.measure == measure);
    *found.unwrap()
}

fn says(check: &StationCheckView) -> Vec<CheckAdvice> {
    check.measures.iter().filter_map(|it| it.advice).collect()
}

/// Half past eleven on some day, wherever it is run: some hours on it is the same day.
fn morning() -> DateTime<Utc> {
    let noon = chrono::NaiveDate::from_ymd_opt(2026, 3, 9)
        .and_then(|day| day.and_hms_opt(11, 30, 0))
        .unwrap();
    let here = noon.and_local_timezone(chrono::Local).unwrap();
    here.with_timezone(&Utc)
}

#[tokio::test]
async fn a_good_place_has_nothing_to_be_said_and_a_bad_one_is_told_what_to_do() {
    let stage = Stage::open().await;
    assert_eq!(says(&judged(&stage, &wall(190)).await), []);
    let dark = judged(&stage, &wall(30)).await;
    assert_eq!(says(&dark), [CheckAdvice::MoreLight]);
    let bright = judged(&stage, &wall(250)).await;
    assert_eq!(says(&bright), [CheckAdvice::LessLight]);
    let uneven = judged(&stage, &lit_from_the_right()).await;
    assert_eq!(says(&uneven), [CheckAdvice::LightFromLeft]);
}

#[tokio::test]
async fn a_place_with_somebody_in_it_is_not_judged_and_nothing_is_kept() {
    let stage = Stage::open().await;
    let face = image::load_from_memory(PORTRAIT).unwrap().into_rgb8();
    let mut view = wall(190);
    imageops::replace(&mut view, &face, 0, 0);
    let seen = stage.desk.check_place(frame(&view, CAMERA)).await.unwrap();
    assert_eq!(seen, PlaceSeen::Person);
    assert_eq!(kept(&stage).await, []);
}

#[tokio::test]
async fn each_camera_has_its_own_check_which_outlives_the_program() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    judged(&stage, &wall(190)).await;
    let other = frame(&wall(30), "Brio");
    stage.desk.check_place(other).await.unwrap();
    let before = kept(&stage).await;
    let cameras: Vec<_> = before.iter().map(|check| check.camera.as_str()).collect();
    assert_eq!(cameras, ["Brio", CAMERA]);
    assert!(before.iter().all(|check| check.today));
    let stage = stage.begun_anew(keyring).await;
    assert_eq!(kept(&stage).await, before);
}

#[tokio::test]
async fn a_place_is_compared_with_the_last_day_before_not_with_the_last_look() {
    let (stage, clock) = Stage::open_at(morning()).await;
    let first = judged(&stage, &wall(190)).await;
    assert_eq!(of(&first, CheckMeasure::Light).before, None);
    clock.set(morning() + TimeDelta::days(3));
    assert!(!kept(&stage).await[0].today, "that was on another day");
    judged(&stage, &wall(100)).await;
    clock.set(morning() + TimeDelta::days(3) + TimeDelta::hours(2));
    let light = judged(&stage, &wall(120)).await;
    assert_eq!(light.before, Some(morning()));
    let light = of(&light, CheckMeasure::Light);
    assert_eq!(light.before, Some(of(&first, CheckMeasure::Light).value));
    assert!(light.differs, "{light:?}");
    let same = judged(&stage, &wall(185)).await;
    assert!(!of(&same, CheckMeasure::Light).differs, "{same:?}");
}

#[tokio::test]
async fn a_sharp_card_is_in_focus_and_a_blurred_one_is_not() {
    let stage = Stage::open().await;
    assert_eq!(focus(&stage, &wall(190)).await, None);
    let sharp = focus(&stage, &card()).await.unwrap();
    assert_eq!((sharp.measure, sharp.advice), (CheckMeasure::Focus, None));
    let blurred = imageops::blur(&card(), 3.0);
    let blurred = focus(&stage, &blurred).await.unwrap();
    assert_eq!(blurred.advice, Some(CheckAdvice::Focus));
    assert_eq!(kept(&stage).await, [], "the place was not judged");
}

#[tokio::test]
async fn the_sharpest_focus_since_the_place_was_judged_is_kept_with_it() {
    let (stage, clock) = Stage::open_at(morning()).await;
    judged(&stage, &wall(190)).await;
    focus(&stage, &imageops::blur(&card(), 3.0)).await.unwrap();
    let best = focus(&stage, &card()).await.unwrap().value;
    focus(&stage, &imageops::blur(&card(), 3.0)).await.unwrap();
    let check = kept(&stage).await.remove(0);
    assert!((of(&check, CheckMeasure::Focus).value - best).abs() < 1e-9);
    let again = judged(&stage, &wall(180)).await;
    assert!((of(&again, CheckMeasure::Focus).value - best).abs() < 1e-9);
    clock.set(morning() + TimeDelta::days(1));
    let check = judged(&stage, &wall(180)).await;
    assert!(
        !check
            .measures
            .iter()
            .any(|it| it.measure == CheckMeasure::Focus)
    );
    let next = focus(&stage, &imageops::blur(&card(), 3.0)).await.unwrap();
    assert_eq!(next.before, Some(best));
    assert!(next.differs, "{next:?}");
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let stage = Stage::open().await;
    let noise = || CameraFrame {
        jpeg: vec![7; 99],
        camera: CAMERA.to_owned(),
    };
    let place = stage.desk.check_place(noise()).await.unwrap_err();
    let card = stage.desk.check_focus(noise()).await.unwrap_err();
    for error in [place, card] {
        assert_eq!(Problem::from(error).code, Code::PictureUnsupported);
    }
}
