//! A card and a badge from one enrolment.

use desk::boundary::{EnrolmentView, OrderState, PortraitRecord, PortraitSize};

use crate::stage::{EXAMPLE, Stage};

#[tokio::test]
async fn a_card_and_a_badge_come_from_one_enrolment() {
    let stage = Stage::open().await;
    let card = stage.order(&stage.filled().await).await.row.id;
    let badges = "practice-badges".to_owned();
    stage.desk.order_also(card, badges).await.unwrap();
    stage.desk.templates().await.unwrap();
    let at_counter = stage.desk.enrolment().await.unwrap().id;
    let chosen = stage.desk.choose_template(at_counter, EXAMPLE.to_owned());
    let badge = chosen.await.unwrap();
    assert_eq!(badge.values["recipient:name"], "Åse Marie Bjørkås-Østbø");
    assert!(badge.pictures.contains_key("certificate_photo"));
    assert!(badge.judgement.ready);
    let order = stage.order(&badge).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    assert_eq!(
        stage.office.issued()[0].request["name"],
        "Åse Marie Bjørkås-Østbø"
    );
}

/// The photo of the badge for the person of an order, as it is written down with its order.
async fn photo_of_badge(stage: &Stage, order: &str) -> PortraitRecord {
    let badges = "practice-badges".to_owned();
    let opened = stage.desk.order_also(order.to_owned(), badges);
    opened.await.unwrap();
    stage.desk.templates().await.unwrap();
    let at_counter = stage.desk.enrolment().await.unwrap().id;
    let chosen = stage.desk.choose_template(at_counter, EXAMPLE.to_owned());
    let order = stage.order(&chosen.await.unwrap()).await;
    let mut values = order.values.into_iter();
    let photo = values.find(|value| value.field == "certificate_photo");
    photo.unwrap().portrait.unwrap()
}

#[tokio::test]
async fn the_portrait_of_a_badge_is_known_as_the_picture_that_the_card_has() {
    let stage = Stage::open().await;
    let card = stage.order(&stage.filled().await).await;
    let photo = card.values.iter().find_map(|value| value.portrait.clone());
    let badge = photo_of_badge(&stage, &card.row.id).await;
    assert!(badge.original_sha256.is_some());
    assert_eq!(badge.original_sha256, photo.unwrap().original_sha256);
}

/// The form of the vendor's example for the person of another one.
async fn badge_of(stage: &Stage, form: &EnrolmentView) -> EnrolmentView {
    let badges = "practice-badges".to_owned();
    let opened = stage.desk.enrolment_also(form.id.clone(), badges);
    let opened = opened.await.unwrap();
    assert!(opened.template.is_none());
    stage.desk.templates().await.unwrap();
    let chosen = stage.desk.choose_template(opened.id, EXAMPLE.to_owned());
    chosen.await.unwrap()
}

#[tokio::test]
async fn the_person_of_a_filled_form_goes_along_and_the_form_waits_at_its_own_connection() {
    let stage = Stage::open().await;
    let card = stage.filled().await;
    let badge = badge_of(&stage, &card).await;
    assert_ne!(badge.id, card.id);
    assert_eq!(badge.values["recipient:name"], "Åse Marie Bjørkås-Østbø");
    let photo = &badge.pictures["certificate_photo"];
    assert_eq!(badge.pictures.len(), 1, "it moved to the badge's own field");
    let whole = PortraitSize {
        width: 720,
        height: 960,
    };
    assert_eq!(photo.portrait, Some(whole));
    assert!(stage.office.orders().is_empty() && stage.office.issued().is_empty());
    let order = stage.order(&badge).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    let practice = "practice".to_owned();
    stage.desk.choose_connection(practice).await.unwrap();
    assert_eq!(stage.desk.enrolment().await.unwrap(), card);
}

#[tokio::test]
async fn what_is_sensitive_does_not_go_along() {
    let stage = Stage::open().await;
    let mut office = stage.desk.state().await.unwrap().settings;
    office.sensitive_fields.push("personLastName".to_owned());
    let card = stage.filled().await;
    stage.desk.save_settings(office).await.unwrap();
    let badge = badge_of(&stage, &card).await;
    assert!(!format!("{:?}", badge.values).contains("Bjørkås"));
}

#[tokio::test]
async fn a_badge_is_issued_though_the_card_of_the_same_form_was_refused() {
    let stage = Stage::open().await;
    let card = stage.filled().await;
    let badge = badge_of(&stage, &card).await;
    let badge = stage.order(&badge).await;
    let practice = "practice".to_owned();
    stage.desk.choose_connection(practice).await.unwrap();
    let template = card.template.as_ref().unwrap().id.clone();
    assert!(stage.office.faults().delete_template(&template));
    let card = stage.order(&card).await;
    assert_eq!(card.row.state, OrderState::Refused);
    let badge = stage.desk.order(badge.row.id).await.unwrap();
    assert_eq!(badge.row.state, OrderState::Accepted);
    assert_eq!(
        (stage.office.orders().len(), stage.office.issued().len()),
        (0, 1)
    );
}
