//! The face on a picture: cut to it, judged, and what follows from that.

use std::io::Cursor;

use chrono::TimeDelta;
use desk::boundary::{
    Advice, Code, CropFamily, CropView, EnrolmentView, FieldProblemCode, Gate, Measure, OrderState,
    PicturePlace, PictureSource, PictureView, PortraitSettings, Problem, Rule, TemplateSettings,
    VerdictView,
};
use desk::{Desk, Provenance, Vault};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, imageops};

use crate::stage::{Later, PORTRAIT, Stage, ended, named, options, photo};

/// A cup: nobody is on it.
const CUP: &[u8] = include_bytes!("../../../portrait/tests/faces/coffee.jpg");

fn code<T: std::fmt::Debug>(result: Result<T, desk::DeskError>) -> Code {
    Problem::from(result.unwrap_err()).code
}

async fn taken(stage: &Stage, place: PicturePlace, bytes: &[u8]) -> PictureView {
    let taken = stage
        .desk
        .take_picture(place, PictureSource::File, bytes.to_vec());
    taken.await.unwrap()
}

fn verdict(view: &PictureView) -> &VerdictView {
    view.verdict.as_ref().expect("a face is asked for")
}

fn values_of(verdict: &VerdictView) -> Vec<(Measure, f64)> {
    let measures = verdict.measures.iter();
    measures.map(|it| (it.measure, it.value)).collect()
}

fn in_form(enrolment: &EnrolmentView) -> &PictureView {
    &enrolment.pictures["personPhoto1"]
}

/// A form with a name and a cup in the place of the person.
async fn with_a_cup(stage: &Stage) -> EnrolmentView {
    let enrolment = stage.chosen("Company ID Card").await;
    stage.desk.save_enrolment(named(&enrolment)).await.unwrap();
    taken(stage, photo(&enrolment), CUP).await;
    stage.desk.enrolment().await.unwrap()
}

async fn office(stage: &Stage, portrait: PortraitSettings) {
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.portrait = portrait;
    stage.desk.save_settings(settings).await.unwrap();
}

#[tokio::test]
async fn a_face_is_cut_level_as_it_is_proposed_and_called_good() {
    let stage = Stage::open().await;
    let view = in_form(&stage.filled().await).clone();
    assert_eq!(Some(view.crop), view.proposed);
    // The line through the committed pupils falls 6.04 pixels on 107.96.
    assert!((view.crop.angle - 3.2).abs() < 0.5, "{:?}", view.crop);
    assert!((view.crop.width / view.crop.height - 0.75).abs() < 1e-6);
    let verdict = verdict(&view);
    assert!(verdict.passes && verdict.faces == 1, "{verdict:?}");
    assert_eq!(verdict.instruction, None, "{verdict:?}");
    assert!(view.original && !view.unjudged);
}

#[tokio::test]
async fn a_picture_without_a_face_is_cut_about_its_middle_and_not_ordered() {
    let stage = Stage::open().await;
    let enrolment = with_a_cup(&stage).await;
    let view = in_form(&enrolment);
    assert_eq!((view.proposed, view.crop.angle), (None, 0.0));
    assert_eq!(view.crop.height, f64::from(view.height));
    assert!(!verdict(view).passes && verdict(view).faces == 0);
    assert_eq!(verdict(view).instruction, Some(Advice::ShowFace));
    assert!(!enrolment.judgement.ready);
    let problem = enrolment.judgement.fields[0].problem;
    assert_eq!(problem, Some(FieldProblemCode::PortraitBlocked));
    let refused = stage.desk.place_order(enrolment.id.clone()).await;
    let refused = Problem::from(refused.unwrap_err());
    assert_eq!(refused.code, Code::PortraitBlocked);
    assert_eq!(refused.fields[0].field, "personPhoto1");
    assert!(stage.office.faults().orders().is_empty());
}

#[tokio::test]
async fn an_operator_uses_a_blocked_portrait_all_the_same_and_that_is_written_down() {
    let stage = Stage::open().await;
    let enrolment = with_a_cup(&stage).await;
    let used = |used| stage.desk.use_all_the_same(photo(&enrolment), used);
    let allowed = used(true).await.unwrap();
    assert!(allowed.judgement.ready);
    let state = stage.desk.state().await.unwrap();
    let operator = [state.operator, state.station];
    let operator = operator.into_iter().find(|name| !name.is_empty()).unwrap();
    let by = verdict(in_form(&allowed)).allowed_by.clone();
    assert_eq!(by.as_ref(), Some(&operator));
    assert!(!used(false).await.unwrap().judgement.ready, "taken back");
    used(true).await.unwrap();
    let order = stage.order(&allowed).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    let values = order.values.iter();
    let record = values.filter_map(|value| value.portrait.as_ref()).next();
    let verdict = record.unwrap().verdict.as_ref().unwrap();
    assert!(!verdict.passes);
    assert_eq!(verdict.allowed_by, Some(operator));
}

#[tokio::test]
async fn a_word_for_one_fault_is_none_for_another_that_is_found_later() {
    let stage = Stage::open().await;
    let asks_for = async |measures: &[Measure]| {
        let impossible = |measure: &Measure| Rule {
            measure: *measure,
            gate: Gate::Block,
            least: Some(1000.0),
            most: None,
        };
        let settings = PortraitSettings {
            rules: measures.iter().map(impossible).collect(),
            ..PortraitSettings::default()
        };
        office(&stage, settings).await;
        stage.desk.enrolment().await.unwrap()
    };
    let enrolment = stage.filled().await;
    let one = [Measure::Compression];
    assert!(!asks_for(&one).await.judgement.ready);
    let used = stage.desk.use_all_the_same(photo(&enrolment), true);
    assert!(used.await.unwrap().judgement.ready);
    for (measures, ready, is_named) in [
        (
            &[Measure::Compression, Measure::EvenLight][..],
            false,
            false,
        ),
        (&one, true, true),
        (&[], true, false),
    ] {
        let now = asks_for(measures).await;
        assert_eq!(now.judgement.ready, ready, "{measures:?}");
        let by = verdict(in_form(&now)).allowed_by.is_some();
        assert_eq!(by, is_named, "{measures:?}");
    }
}

#[tokio::test]
async fn an_office_that_does_not_want_that_has_the_last_word() {
    let stage = Stage::open().await;
    let enrolment = with_a_cup(&stage).await;
    let allow = || stage.desk.use_all_the_same(photo(&enrolment), true);
    allow().await.unwrap();
    let strict = PortraitSettings {
        may_use_all_the_same: false,
        ..PortraitSettings::default()
    };
    office(&stage, strict).await;
    assert_eq!(code(allow().await), Code::PortraitBlocked);
    let placed = stage.desk.place_order(enrolment.id.clone()).await;
    assert_eq!(code(placed), Code::PortraitBlocked);
}

#[tokio::test]
async fn the_rules_of_today_hold_for_the_picture_that_is_there() {
    let stage = Stage::open().await;
    let enrolment = with_a_cup(&stage).await;
    let mild = Rule {
        measure: Measure::Faces,
        gate: Gate::Advice,
        least: Some(1.0),
        most: None,
    };
    let rules = vec![mild];
    office(
        &stage,
        PortraitSettings {
            rules,
            ..PortraitSettings::default()
        },
    )
    .await;
    let now = stage.desk.enrolment().await.unwrap();
    assert!(now.judgement.ready && verdict(in_form(&now)).passes);
    assert_eq!(
        verdict(in_form(&now)).instruction,
        Some(Advice::ShowFace),
        "it is still said"
    );
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted);
}

#[tokio::test]
async fn bounds_that_contradict_each_other_are_refused() {
    let stage = Stage::open().await;
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.portrait.rules.push(Rule {
        measure: Measure::Brightness,
        gate: Gate::Block,
        least: Some(0.9),
        most: Some(0.1),
    });
    let saved = stage.desk.save_settings(settings).await;
    assert_eq!(code(saved), Code::PortraitBounds);
}

#[tokio::test]
async fn a_crop_by_hand_stays_and_is_judged_as_it_is() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let before = in_form(&enrolment).clone();
    let through_the_hair = CropView {
        y: before.crop.y + 0.25 * before.crop.height,
        ..before.crop
    };
    let cut = stage.desk.cut_picture(photo(&enrolment), through_the_hair);
    cut.await.unwrap();
    let after = stage.desk.picture(photo(&enrolment)).await.unwrap();
    assert_eq!(
        (after.crop, after.proposed),
        (through_the_hair, before.proposed)
    );
    let room = |view: &PictureView| {
        let measures = verdict(view).measures.clone();
        let room = measures
            .into_iter()
            .find(|it| it.measure == Measure::AboveCrown);
        room.expect("it is measured")
    };
    assert!(room(&before).advice.is_none());
    assert_eq!(room(&after).advice, Some(Advice::MoveDown));
    let shown = stage.desk.enrolment().await.unwrap();
    assert_eq!(in_form(&shown), &after, "and it stays so");
}

#[tokio::test]
async fn logos_and_signatures_are_never_judged() {
    let stage = Stage::open().await;
    let enrolment = stage.chosen("Service technician").await;
    for field in ["companyLogo1", "personSignature1"] {
        let place = PicturePlace {
            field: field.to_owned(),
            ..photo(&enrolment)
        };
        let view = taken(&stage, place, CUP).await;
        assert_eq!((view.verdict, view.unjudged), (None, false));
    }
    let fields = enrolment.template.unwrap().fields;
    let faces: Vec<_> = fields.iter().filter(|field| field.face).collect();
    assert_eq!(faces.len(), 1);
    assert_eq!(faces[0].name, "personPhoto1");
}

#[tokio::test]
async fn what_was_ordered_before_is_judged_and_blocks_nobody() {
    let stage = Stage::open().await;
    let enrolment = with_a_cup(&stage).await;
    let used = stage.desk.use_all_the_same(photo(&enrolment), true);
    used.await.unwrap();
    let ordered = stage.order(&enrolment).await.row.id;
    let reason = desk::boundary::ReissueReason::Lost;
    let again = stage.desk.reissue_order(ordered, reason).await.unwrap();
    let verdict = verdict(in_form(&again));
    assert!(verdict.instruction.is_some(), "it is still said");
    assert!(verdict.passes && again.judgement.ready);
}

#[tokio::test]
async fn how_a_portrait_came_about_stands_in_its_order() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let from = Provenance {
        source: PictureSource::Camera,
        camera: Some("Kamera på skranken".to_owned()),
    };
    let shot = stage
        .desk
        .take_picture(photo(&enrolment), from, PORTRAIT.to_vec());
    let shot = shot.await.unwrap();
    let order = stage.order(&enrolment).await;
    let station = stage.desk.state().await.unwrap();
    let values = order.values.iter();
    let mut records = values.filter_map(|value| value.portrait.as_ref());
    let record = records.next().unwrap();
    assert_eq!(record.source, PictureSource::Camera);
    assert_eq!(record.camera.as_deref(), Some("Kamera på skranken"));
    assert_eq!(
        (&record.by, &record.station),
        (&station.operator, &station.station)
    );
    // As in tests/vectors/README.md.
    let sha256 = "5a8b651cc9a7dc35f7d075ab17b8ceef8cf0d906abf81a7754765e1a84f7bdd1";
    assert_eq!(record.original_sha256.as_deref(), Some(sha256));
    assert_eq!(record.crop, shot.crop);
    let said = record.verdict.as_ref().unwrap();
    assert_eq!(values_of(said), values_of(verdict(&shot)));
    assert!(said.passes && said.instruction.is_none());
}

/// The same counter after the program was closed for so many hours.
async fn hours_later(stage: Stage, keyring: Vault, later: &Later, hours: i64) -> (Stage, Desk) {
    let Stage {
        office,
        desk,
        folder,
    } = stage;
    ended(desk, &folder).await;
    later.advance(TimeDelta::hours(hours));
    let options = desk::DeskOptions {
        clock: later.clock(),
        ..options(&office, &folder, keyring)
    };
    let desk = Desk::open(options).await.unwrap();
    let kept = desk.clone();
    let stage = Stage {
        office,
        desk,
        folder,
    };
    (stage, kept)
}

#[tokio::test]
async fn an_original_that_is_a_day_old_is_gone_also_where_the_program_was_closed_meanwhile() {
    let (keyring, later) = (Vault::for_this_run(), Later::default());
    let stage = Stage::at_time(keyring.clone(), &later).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    let before = stage.filled().await;
    let portrait = stage.desk.portrait(photo(&before)).await.unwrap();

    let (stage, desk) = hours_later(stage, keyring.clone(), &later, 22).await;
    let kept = desk.enrolment().await.unwrap();
    assert!(in_form(&kept).original);
    drop(desk);

    let (stage, desk) = hours_later(stage, keyring, &later, 2).await;
    let forgotten = desk.enrolment().await.unwrap();
    assert!(!in_form(&forgotten).original);
    assert_eq!(in_form(&forgotten).verdict, in_form(&before).verdict);
    assert_eq!(desk.portrait(photo(&forgotten)).await.unwrap(), portrait);
    desk.picture_preview(photo(&forgotten)).await.unwrap();
    let crop = in_form(&before).crop;
    let cut = desk.cut_picture(photo(&forgotten), crop).await;
    assert_eq!(code(cut), Code::OriginalGone);
    let order = stage.order(&forgotten).await;
    assert_eq!(order.row.state, OrderState::Accepted);
}

#[tokio::test]
async fn a_template_may_want_another_crop_than_the_office() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let badge = taken(&stage, photo(&enrolment), &with_room()).await;
    let template = stage.template("Company ID Card").await;
    let settings = TemplateSettings {
        family: Some(CropFamily::Passport),
        ..template.settings
    };
    let saved = stage.desk.save_template_settings(template.id, settings);
    saved.await.unwrap();
    let passport = taken(&stage, photo(&enrolment), &with_room()).await;
    assert!(passport.crop.width < 0.95 * badge.crop.width, "closer");
    assert_eq!(Some(passport.crop), passport.proposed);
}

fn jpeg(picture: RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(picture);
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// A grey wall with a picture on it, so many times as large.
fn on_a_wall(picture: &RgbImage, across: u32, down: u32, at: (u32, u32)) -> RgbImage {
    let (width, height) = picture.dimensions();
    let grey = Rgb([170, 170, 170]);
    let mut wall = RgbImage::from_pixel(across * width, down * height, grey);
    imageops::replace(&mut wall, picture, at.0.into(), at.1.into());
    wall
}

/// The portrait from further away.
fn with_room() -> Vec<u8> {
    let whole = image::load_from_memory(PORTRAIT).unwrap().into_rgb8();
    let (width, height) = whole.dimensions();
    jpeg(on_a_wall(&whole, 2, 2, (width / 2, height / 2)))
}

/// What the office sets for its company card.
async fn set(stage: &Stage, change: impl FnOnce(&mut TemplateSettings)) -> EnrolmentView {
    let template = stage.template("Company ID Card").await;
    let mut settings = template.settings;
    change(&mut settings);
    let saved = stage.desk.save_template_settings(template.id, settings);
    saved.await.unwrap();
    stage.desk.enrolment().await.unwrap()
}

#[tokio::test]
async fn a_picture_that_is_there_follows_another_family_of_crops_unless_somebody_cut_it() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let badge = taken(&stage, photo(&enrolment), &with_room()).await;
    let closer = set(&stage, |it| it.family = Some(CropFamily::Passport)).await;
    let passport = in_form(&closer).clone();
    assert!(passport.crop.width < 0.95 * badge.crop.width, "closer");
    assert_eq!(Some(passport.crop), passport.proposed);
    let own = CropView {
        x: passport.crop.x + 10.0,
        ..passport.crop
    };
    let cut = stage.desk.cut_picture(photo(&closer), own);
    cut.await.unwrap();
    let back = set(&stage, |it| it.family = None).await;
    assert_eq!(in_form(&back).crop, own, "the hand wins");
    assert_eq!(in_form(&back).proposed, badge.proposed);
}

#[tokio::test]
async fn a_crop_by_hand_is_the_same_again_when_its_template_comes_back() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let proposed = in_form(&enrolment).crop;
    let own = CropView {
        x: proposed.x.round() + 30.0,
        width: 240.0,
        height: 320.0,
        ..proposed
    };
    let cut = stage.desk.cut_picture(photo(&enrolment), own);
    cut.await.unwrap();
    let square = set(&stage, |it| it.output_height = Some(720)).await;
    let other = in_form(&square).crop;
    assert!((other.width - other.height).abs() < 1e-6, "{other:?}");
    let back = set(&stage, |it| it.output_height = None).await;
    assert_eq!(in_form(&back).crop, own);
}

#[tokio::test]
async fn a_face_at_the_edge_is_cut_as_near_as_the_picture_allows_and_not_from_its_middle() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let crop = in_form(&enrolment).crop;
    let whole = image::load_from_memory(PORTRAIT).unwrap().into_rgb8();
    let left = (crop.x + 0.22 * crop.width) as u32;
    let right = imageops::crop_imm(&whole, left, 0, whole.width() - left, whole.height());
    let edge = jpeg(on_a_wall(&right.to_image(), 2, 1, (0, 0)));
    let edge = taken(&stage, photo(&enrolment), &edge).await;
    assert_eq!(edge.proposed, None);
    assert_eq!(verdict(&edge).instruction, Some(Advice::MoveRight));
    let crop = edge.crop;
    assert!(crop.x < 0.1 * crop.width, "{crop:?}");
}
