//! Digital badges, from the form to the revocation.

use desk::boundary::{
    BadgeRef, Code, DescribedField, DescribedKind, FieldsKnown, OrderState, OrderView, Problem,
    TimelineKind, Warning,
};
use practice::issuebadge::{Calls, Fault, ReusedKey, Switches};
use serde_json::json;

use crate::stage::{EXAMPLE, Stage};

pub const NAME: (&str, &str) = ("recipient:name", "John Doe");
pub const EMAIL: (&str, &str) = ("recipient:email", "john@example.com");

pub async fn issued(stage: &Stage) -> OrderView {
    let order = stage.order(&stage.badge(&[NAME, EMAIL]).await).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    order
}

pub fn code<T: std::fmt::Debug>(result: Result<T, desk::DeskError>) -> Code {
    Problem::from(result.unwrap_err()).code
}

#[tokio::test]
async fn every_example_of_the_vendors_page_arrives_as_written() {
    let stage = Stage::at_badges().await;
    let mut texts = vec![
        NAME,
        EMAIL,
        ("recipient:phone", "+1234567890"),
        ("badge:expires", "2027-11-10"),
        ("employee_id", "EMP001"),
        ("department", "Engineering"),
        ("score", "95"),
        ("completion_date", "2025-11-10"),
        ("training_hours", "40"),
        ("instructor_name", "Jane Smith"),
    ];
    let order = stage.order(&stage.badge(&texts).await).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    let sent = serde_json::Value::from(stage.office.issued()[0].request.clone());
    let key = sent["idempotency_key"].as_str().unwrap();
    assert!(key.contains(&order.row.id) && key.len() <= 100);
    let example = json!({
        "badge_id": EXAMPLE, "name": "John Doe", "email": "john@example.com",
        "phone": "+1234567890", "expire_date": "2027-11-10", "idempotency_key": key,
        "metadata": {
            "employee_id": "EMP001", "department": "Engineering", "score": 95,
            "completion_date": "2025-11-10", "training_hours": 40,
            "instructor_name": "Jane Smith",
        },
    });
    assert_eq!(sent, example);
    texts.truncate(3);
    stage.order(&stage.badge(&texts).await).await;
    let basic = serde_json::Value::from(stage.office.issued()[1].request.clone());
    assert!(basic.get("metadata").is_none_or(|it| it == &json!({})));
    assert!(basic.get("expire_date").is_none(), "as the template says");
}

#[tokio::test]
async fn the_receipt_holds_the_address_as_returned_and_a_code_to_scan() {
    let stage = Stage::at_badges().await;
    let order = issued(&stage).await;
    let receipt = order.receipt.unwrap();
    let url = receipt.public_url.unwrap();
    assert!(url.contains("/v/") && receipt.openable, "{url}");
    let badge = BadgeRef::Order(order.row.id);
    assert_eq!(stage.desk.public_page(badge.clone()).await.unwrap(), url);
    let qr = String::from_utf8(stage.desk.badge_qr(badge.clone()).await.unwrap()).unwrap();
    assert!(qr.contains("<svg"), "{qr}");
    let (name, pdf) = stage.desk.certificate(badge).await.unwrap();
    assert!(name.ends_with(".pdf") && pdf.starts_with(b"%PDF"));
}

#[tokio::test]
async fn an_address_that_is_not_safe_is_kept_but_not_opened() {
    let stage = Stage::at_badges().await;
    let url = Some("http://badges.example.com/v/1".to_owned());
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::PublicUrl { url: url.clone() });
    let order = issued(&stage).await;
    let receipt = order.receipt.unwrap();
    assert_eq!((receipt.public_url, receipt.openable), (url, false));
    let badge = BadgeRef::Order(order.row.id);
    assert_eq!(
        code(stage.desk.public_page(badge).await),
        Code::NoPublicPage
    );
}

#[tokio::test]
async fn an_address_warns_that_the_badge_is_sent_at_once() {
    let stage = Stage::at_badges().await;
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let verdicts = enrolment.judgement.fields;
    let email = verdicts.iter().find(|it| it.field == EMAIL.0).unwrap();
    assert_eq!(email.warning, Some(Warning::SentAtOnce));
}

/// The badge of the vendor's examples in a list.
fn example(list: desk::boundary::TemplateList) -> desk::boundary::BadgeTemplateView {
    let mut templates = list.templates.into_iter();
    templates
        .find(|it| it.id == EXAMPLE)
        .unwrap()
        .badge
        .unwrap()
}

pub fn score() -> DescribedField {
    DescribedField {
        key: "score".to_owned(),
        label: "Score".to_owned(),
        kind: DescribedKind::Number,
        required: true,
    }
}

#[tokio::test]
async fn fields_the_service_does_not_tell_are_described_once() {
    let untold = Switches {
        field_shape: practice::issuebadge::FieldShape::Untold,
        ..Switches::default()
    };
    let stage = Stage::at_badges_with(untold).await;
    let before = example(stage.desk.templates().await.unwrap());
    assert_eq!(before.fields, FieldsKnown::NotTold);
    let described = stage
        .desk
        .describe_fields(EXAMPLE.to_owned(), vec![score()]);
    let after = example(described.await.unwrap());
    assert_eq!(after.fields, FieldsKnown::Described);
    let badge = stage.badge(&[NAME, ("score", "95")]).await;
    stage.order(&badge).await;
    let sent = &stage.office.issued()[0].request;
    assert_eq!(sent["metadata"], json!({"score": 95}));
}

#[tokio::test]
async fn an_order_shows_its_custom_fields_as_they_were_called_on_the_form() {
    let stage = Stage::at_badges().await;
    let score = DescribedField {
        label: "Points in the test".to_owned(),
        ..score()
    };
    let described = stage.desk.describe_fields(EXAMPLE.to_owned(), vec![score]);
    described.await.unwrap();
    let order = stage
        .order(&stage.badge(&[NAME, ("score", "95")]).await)
        .await;
    stage
        .desk
        .describe_fields(EXAMPLE.to_owned(), Vec::new())
        .await
        .unwrap();
    let order = stage.desk.order(order.row.id).await.unwrap();
    let score = order.values.iter().find(|it| it.field == "score").unwrap();
    assert_eq!(score.label.as_deref(), Some("Points in the test"));
}

#[tokio::test]
async fn a_description_of_fields_is_carried_to_the_other_stations() {
    let stage = Stage::at_badges().await;
    let described = stage
        .desk
        .describe_fields(EXAMPLE.to_owned(), vec![score()]);
    described.await.unwrap();
    let (_, file) = stage
        .desk
        .exported_fields(EXAMPLE.to_owned())
        .await
        .unwrap();
    let other = Stage::at_badges().await;
    let imported = other.desk.import_fields(EXAMPLE.to_owned(), file).await;
    assert_eq!(example(imported.unwrap()).described, [score()]);
    let junk = other
        .desk
        .import_fields(EXAMPLE.to_owned(), b"{}".to_vec())
        .await;
    assert_eq!(code(junk), Code::NotFieldDescriptions);
}

#[tokio::test]
async fn an_answer_that_was_lost_is_looked_up_and_no_badge_is_doubled() {
    for reused_key in [ReusedKey::ReturnsExisting, ReusedKey::Conflict] {
        let switches = Switches {
            reused_key,
            ..Switches::default()
        };
        let stage = Stage::at_badges_with(switches).await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(Calls::Issue, 1, Fault::ResetAfterStoring);
        let enrolment = stage.badge(&[NAME, EMAIL]).await;
        let placed = stage.place(enrolment.id).await.row.id;
        let found = stage.until_state(&placed, OrderState::Accepted).await;
        assert_eq!(stage.office.issued().len(), 1, "{reused_key:?}");
        assert_eq!(found.timeline.last().unwrap().kind, TimelineKind::Found);
        assert!(found.receipt.unwrap().public_url.is_some());
    }
}

#[tokio::test]
async fn a_badge_that_never_arrived_is_sent_once_more_under_its_key() {
    let stage = Stage::at_badges().await;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetBeforeReading);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let placed = stage.place(enrolment.id).await.row.id;
    let sent = stage.until_state(&placed, OrderState::Accepted).await;
    assert_eq!(stage.office.issued().len(), 1);
    let kinds: Vec<_> = sent.timeline.iter().map(|entry| entry.kind).collect();
    assert!(kinds.contains(&TimelineKind::NotFound), "{kinds:?}");
}

#[tokio::test]
async fn a_revoked_key_blocks_and_says_so() {
    let stage = Stage::at_badges().await;
    stage.office.issuebadge_faults().revoke_key();
    let order = stage.order(&stage.badge(&[NAME]).await).await;
    assert_eq!(order.row.state, OrderState::Blocked);
    assert_eq!(order.attempt.unwrap().problem.code, Code::WrongKey);
}
