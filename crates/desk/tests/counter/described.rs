//! What the office says of a badge's fields where the service tells them badly.

use std::collections::BTreeMap;

use desk::boundary::{
    DescribedField, DescribedKind, FieldKind, FieldsKnown, OrderState, PicturePlace, PictureSource,
    TemplateView,
};
use practice::issuebadge::{Calls, Fault, FieldShape, Switches};
use serde_json::json;

use crate::badges::{NAME, score};
use crate::stage::{EXAMPLE, PORTRAIT, Stage};

const PHOTO: &str = "certificate_photo";

async fn example(stage: &Stage) -> TemplateView {
    let list = stage.desk.templates().await.unwrap().templates;
    list.into_iter().find(|it| it.id == EXAMPLE).unwrap()
}

/// How much of the fields is known, and the kinds of the two that are not texts.
async fn known(stage: &Stage) -> (FieldsKnown, FieldKind, FieldKind) {
    let example = example(stage).await;
    let fields = example.fields.into_iter();
    let kinds: BTreeMap<_, _> = fields.map(|it| (it.name, it.kind)).collect();
    let kind = |name: &str| kinds[name].clone();
    (example.badge.unwrap().fields, kind("score"), kind(PHOTO))
}

async fn describe(stage: &Stage) {
    let photo = DescribedField {
        key: PHOTO.to_owned(),
        label: "Photo".to_owned(),
        kind: DescribedKind::Image,
        required: false,
    };
    let fields = vec![score(), photo];
    let described = stage.desk.describe_fields(EXAMPLE.to_owned(), fields);
    described.await.unwrap();
}

async fn keys_only() -> Stage {
    let keys_only = Switches {
        field_shape: FieldShape::KeysOnly,
        ..Switches::default()
    };
    Stage::at_badges_with(keys_only).await
}

#[tokio::test]
async fn fields_told_by_their_keys_alone_are_described_and_arrive_as_numbers_and_pictures() {
    let stage = keys_only().await;
    let told = (FieldsKnown::Told, FieldKind::Text, FieldKind::Text);
    assert_eq!(known(&stage).await, told);
    describe(&stage).await;
    let texts = [NAME, ("department", "Sales"), ("score", "95")];
    let enrolment = stage.badge(&texts).await;
    let place = PicturePlace {
        enrolment: enrolment.id.clone(),
        field: PHOTO.to_owned(),
    };
    let taken = stage
        .desk
        .take_picture(place, PictureSource::Drop, PORTRAIT.to_vec());
    taken.await.unwrap();
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    let mut sent = stage.office.issued()[0].request["metadata"].clone();
    let photo = sent.as_object_mut().unwrap().remove(PHOTO).unwrap();
    let photo = photo.as_str().unwrap();
    assert!(photo.starts_with("data:image/jpeg;base64,/9j/"));
    assert_eq!(sent, json!({ "department": "Sales", "score": 95 }));
}

#[tokio::test]
async fn a_description_that_is_dropped_leaves_the_fields_as_the_service_tells_them() {
    let stage = keys_only().await;
    describe(&stage).await;
    let described = (FieldsKnown::Described, FieldKind::Number, FieldKind::Image);
    assert_eq!(known(&stage).await, described);
    let dropped = stage.desk.fields_as_told(EXAMPLE.to_owned());
    dropped.await.unwrap();
    let told = (FieldsKnown::Told, FieldKind::Text, FieldKind::Text);
    assert_eq!(known(&stage).await, told);
}

/// How much of the fields of the badge on the form is known.
async fn chosen(stage: &Stage) -> (FieldsKnown, usize) {
    let at_counter = stage.desk.enrolment().await.unwrap().id;
    let chosen = stage.desk.choose_template(at_counter, EXAMPLE.to_owned());
    let template = chosen.await.unwrap().template.unwrap();
    (template.badge.unwrap().fields, template.fields.len())
}

#[tokio::test]
async fn a_badge_that_was_not_asked_about_says_so_until_it_is_chosen_and_asked() {
    let stage = Stage::open().await;
    let faults = stage.office.issuebadge_faults();
    let busy = Fault::TooManyRequests { seconds: None };
    faults.fail_next(Calls::Badge, 1, busy);
    stage.turn_to_badges().await;
    let listed = example(&stage).await.badge.unwrap().fields;
    assert_eq!(listed, FieldsKnown::NotAsked);
    faults.fail_next(Calls::Badge, 1, Fault::HtmlBadGateway);
    let (in_vain, recipient) = chosen(&stage).await;
    assert_eq!(in_vain, FieldsKnown::NotAsked, "there was no answer");
    let (known, all) = chosen(&stage).await;
    assert_eq!(known, FieldsKnown::Told);
    assert!(all > recipient, "its own fields came");
}
