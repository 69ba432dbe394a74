//! The guard against ordering twice.

use std::collections::BTreeMap;

use desk::DeskError;
use desk::boundary::{
    Answer, Code, EnrolmentInput, EnrolmentView, OrderState, PicturePlace, PictureSource, Problem,
    SameIn, TimelineKind,
};
use practice::{Calls, Fault};

use crate::stage::{PORTRAIT, Stage, named, photo};

fn code(result: Result<impl Sized, DeskError>) -> Option<Code> {
    result.err().map(|error| Problem::from(error).code)
}

/// The form of another person, with a picture.
async fn with_picture(stage: &Stage, last_name: &str, reference: &str) -> EnrolmentView {
    let enrolment = typed(stage, "Company ID Card", (last_name, reference)).await;
    taken(stage, photo(&enrolment)).await
}

/// The form of another person.
async fn typed(
    stage: &Stage,
    template: &str,
    (last_name, reference): (&str, &str),
) -> EnrolmentView {
    let enrolment = stage.chosen(template).await;
    let mut input = named(&enrolment);
    input
        .values
        .insert("personLastName".to_owned(), last_name.to_owned());
    input.more.external_id = reference.to_owned();
    stage.desk.save_enrolment(input).await.unwrap();
    enrolment
}

async fn taken(stage: &Stage, place: PicturePlace) -> EnrolmentView {
    let taken = stage
        .desk
        .take_picture(place, PictureSource::Drop, PORTRAIT.to_vec());
    taken.await.unwrap();
    stage.desk.enrolment().await.unwrap()
}

#[tokio::test]
async fn a_second_order_of_the_same_person_needs_a_reason_that_its_timeline_keeps() {
    let stage = Stage::open().await;
    let first = stage.order(&stage.filled().await).await.row.id;
    let second = stage.filled().await;
    let refused = stage.desk.place_order(second.id.clone()).await;
    assert_eq!(code(refused), Some(Code::OrderedBefore));
    let found = stage.desk.lookalikes(second.id.clone()).await.unwrap();
    assert_eq!(found.orders.len(), 1);
    assert_eq!(found.orders[0].row.id, first);
    assert_eq!(found.orders[0].same, [SameIn::ExternalId]);
    assert!(found.same_picture.is_empty(), "the same name may have it");
    let blank = stage.desk.place_order_anyway(second.id.clone(), " ".into());
    assert_eq!(code(blank.await), Some(Code::OrderedBefore));
    let still = stage.desk.enrolment().await.unwrap();
    assert_eq!(still, second, "nothing was ordered and nothing is lost");

    let reason = " a card for each of two gates ".to_owned();
    let placed = stage.desk.place_order_anyway(second.id, reason).await;
    let order = stage.desk.settled(placed.unwrap().row.id).await.unwrap();
    assert_eq!(order.row.state, OrderState::Accepted);
    let anyway = &order.timeline[1];
    assert_eq!(anyway.kind, TimelineKind::OrderedAnyway);
    assert_eq!(anyway.detail, "a card for each of two gates");
    assert_eq!(stage.office.orders().len(), 2);
}

#[tokio::test]
async fn nothing_asks_for_a_reason_where_nobody_is_the_same() {
    let stage = Stage::open().await;
    stage.order(&stage.filled().await).await;
    let other = stage.chosen("Company ID Card").await;
    let mut input = named(&other);
    input.more.external_id = "00413".to_owned();
    stage.desk.save_enrolment(input).await.unwrap();
    let placed = stage
        .desk
        .place_order_anyway(other.id, "not needed".into())
        .await
        .unwrap();
    let kinds: Vec<_> = placed.timeline.iter().map(|entry| entry.kind).collect();
    assert!(!kinds.contains(&TimelineKind::OrderedAnyway));
}

#[tokio::test]
async fn an_order_that_was_taken_back_is_no_other_order() {
    let stage = Stage::open().await;
    let busy = Fault::TooManyRequests {
        seconds: Some(3600),
    };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let first = stage.order(&stage.filled().await).await;
    assert_eq!(first.row.state, OrderState::NotTaken);
    let again = stage.filled().await;
    let refused = stage.desk.place_order(again.id.clone()).await;
    assert_eq!(
        code(refused),
        Some(Code::OrderedBefore),
        "it may still leave"
    );
    stage.desk.cancel_order(first.row.id).await.unwrap();
    assert!(stage.desk.place_order(again.id).await.is_ok());
}

/// A card of a template by which nobody is told from others.
async fn nameless(stage: &Stage) -> EnrolmentView {
    let form = stage.chosen("Access card without photo").await;
    let values = [("personFullName".to_owned(), "Kari Nordmann".to_owned())];
    let input = EnrolmentInput {
        id: form.id.clone(),
        values: values.into(),
        ..EnrolmentInput::default()
    };
    stage.desk.save_enrolment(input).await.unwrap();
    form
}

#[tokio::test]
async fn what_was_ordered_again_already_is_ordered_once_more_for_a_reason_only() {
    let stage = Stage::open().await;
    let refusal = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "No.".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, refusal);
    let refused = stage.order(&nameless(&stage).await).await.row.id;
    let again = stage.desk.order_again(refused.clone()).await.unwrap();
    let second = stage.order(&again).await.row;
    assert_eq!(second.state, OrderState::Accepted);
    let third = stage.desk.order_again(refused).await.unwrap();
    let stopped = stage.desk.place_order(third.id.clone()).await;
    assert_eq!(code(stopped), Some(Code::OrderedBefore));
    let looks = stage.desk.lookalikes(third.id.clone()).await.unwrap();
    let found = looks.orders.iter().map(|one| (&one.row.id, &one.same[..]));
    let found: Vec<_> = found.collect();
    assert_eq!(found, [(&second.id, &[SameIn::OrderedAgain][..])]);
    let anyway = stage.desk.place_order_anyway(third.id, "lost".to_owned());
    assert!(anyway.await.is_ok());
}

#[tokio::test]
async fn an_order_is_recent_for_ninety_days() {
    let begin = "2026-03-02T08:00:00Z".parse().unwrap();
    let (stage, clock) = Stage::open_at(begin).await;
    stage.order(&stage.filled().await).await;
    clock.set(begin + chrono::TimeDelta::days(90));
    let second = stage.filled().await;
    let looks = stage.desk.lookalikes(second.id.clone()).await.unwrap();
    assert_eq!((looks.orders.len(), looks.days), (1, 90));
    clock.set(begin + chrono::TimeDelta::days(91));
    let looks = stage.desk.lookalikes(second.id).await.unwrap();
    assert!(looks.orders.is_empty());
}

#[tokio::test]
async fn the_same_picture_under_another_name_is_not_ordered_whatever_the_reason() {
    let stage = Stage::open().await;
    let first = with_picture(&stage, "Østbø", "1").await;
    let first = stage.order(&first).await.row.id;
    let second = with_picture(&stage, "Nordmann", "2").await;
    for refused in [
        stage.desk.place_order(second.id.clone()).await,
        stage
            .desk
            .place_order_anyway(second.id.clone(), "they are twins".into())
            .await,
    ] {
        assert_eq!(code(refused), Some(Code::PictureOfAnother));
    }
    let found = stage.desk.lookalikes(second.id.clone()).await.unwrap();
    assert_eq!(found.person, "Åse Marie Nordmann");
    assert_eq!(found.same_picture[0].id, first);
    assert_eq!(found.picture_field.as_deref(), Some("personPhoto1"));
    let kept = stage.desk.portrait(photo(&second)).await;
    assert!(kept.is_ok(), "the form stays as it is");
    stage.desk.drop_picture(photo(&second)).await.unwrap();
    let without = stage.desk.place_order(second.id).await;
    assert_ne!(code(without), Some(Code::PictureOfAnother));
}

#[tokio::test]
async fn a_picture_stays_that_of_its_person_though_its_order_was_corrected() {
    let stage = Stage::open().await;
    let refusal = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "No.".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, refusal);
    let first = with_picture(&stage, "Østbø", "1").await;
    let refused = stage.order(&first).await.row;
    assert_eq!(refused.state, OrderState::Refused);
    let again = stage.desk.order_again(refused.id).await.unwrap();
    let corrected = stage.order(&again).await.row;
    assert_eq!(corrected.state, OrderState::Accepted);
    let second = with_picture(&stage, "Nordmann", "2").await;
    let blocked = stage.desk.place_order(second.id.clone()).await;
    assert_eq!(code(blocked), Some(Code::PictureOfAnother));
    let found = stage.desk.lookalikes(second.id).await.unwrap();
    let other = &found.same_picture[0];
    assert_eq!((&other.id, found.same_picture.len()), (&corrected.id, 1));
    assert_eq!(
        (found.person.as_str(), other.person.as_str()),
        ("Åse Marie Nordmann", "Åse Marie Østbø")
    );
    assert_eq!(found.picture_field.as_deref(), Some("personPhoto1"));
}

#[tokio::test]
async fn one_that_was_closed_is_named_to_whoever_orders_anew_but_not_to_whoever_takes_it_up_again()
{
    let stage = Stage::open().await;
    stage
        .office
        .faults()
        .fail_next(Calls::Order, 1, Fault::ResetAfterCommitting);
    let unknown = stage.order(&stage.filled().await).await.row;
    assert_eq!(unknown.state, OrderState::Unknown);
    let closed = stage.desk.answer_unknown(unknown.id.clone(), Answer::Close);
    closed.await.unwrap();
    let anew = stage.filled().await;
    let stopped = stage.desk.place_order(anew.id.clone()).await;
    assert_eq!(code(stopped), Some(Code::OrderedBefore));
    let found = stage.desk.lookalikes(anew.id).await.unwrap();
    assert_eq!(found.orders[0].row.id, unknown.id);
    let again = stage.desk.order_again(unknown.id).await.unwrap();
    assert!(stage.desk.place_order(again.id).await.is_ok());
}

#[tokio::test]
async fn the_same_logo_may_be_on_the_cards_of_many() {
    let stage = Stage::open().await;
    for (last_name, reference) in [("Østbø", "1"), ("Nordmann", "2")] {
        let form = typed(&stage, "Service technician", (last_name, reference)).await;
        let logo = PicturePlace {
            field: "companyLogo1".to_owned(),
            ..photo(&form)
        };
        taken(&stage, logo).await;
        assert_eq!(code(stage.desk.place_order(form.id).await), None);
    }
}

async fn badge(stage: &Stage, name: &str) -> EnrolmentView {
    let texts = [
        ("recipient:name", name),
        ("recipient:email", "Kari@Example.com"),
    ];
    stage.badge(&texts).await
}

#[tokio::test]
async fn the_same_badge_is_not_issued_twice_to_one_address_but_another_one_is() {
    let stage = Stage::at_badges().await;
    stage.order(&badge(&stage, "Kari Nordmann").await).await;
    let second = badge(&stage, "Kari").await;
    let found = stage.desk.lookalikes(second.id.clone()).await.unwrap();
    assert_eq!(found.orders[0].same, [SameIn::Email]);
    let refused = stage.desk.place_order(second.id.clone()).await;
    assert_eq!(code(refused), Some(Code::OrderedBefore));

    let list = stage.desk.templates().await.unwrap().templates;
    let other = list
        .into_iter()
        .find(|it| it.id != crate::stage::EXAMPLE)
        .unwrap();
    let chosen = stage
        .desk
        .choose_template(second.id.clone(), other.id)
        .await;
    let mut values: BTreeMap<_, _> = second.values.clone();
    values.insert("host_name".to_owned(), "Ola".to_owned());
    let input = EnrolmentInput {
        id: chosen.unwrap().id,
        values,
        ..EnrolmentInput::default()
    };
    stage.desk.save_enrolment(input).await.unwrap();
    let found = stage.desk.lookalikes(second.id).await.unwrap();
    assert!(found.orders.is_empty(), "one person gets many badges");
}
