use bytes::Bytes;
use serde_json::json;

use super::{address, json as body_of};
use crate::picture_url::OwnMachine;
use crate::{BadgeOrder, BaseUrl, Email, FieldName, IdempotencyKey, Image, IssuingError};
use crate::{RecipientName, TemplateId, Value};

fn order(metadata: Vec<(&str, Value)>) -> BadgeOrder {
    let metadata = metadata
        .into_iter()
        .map(|(name, value)| (FieldName::new(name).unwrap(), value));
    BadgeOrder {
        badge: TemplateId::new("abc123").unwrap(),
        recipient: RecipientName::new("John Doe").unwrap(),
        email: Some(Email::new("john@example.com").unwrap()),
        phone: None,
        expire_date: None,
        issue_date: None,
        memo: None,
        metadata: metadata.collect(),
        idempotency_key: IdempotencyKey::new("unique-key-1").unwrap(),
    }
}

fn sent(order: &BadgeOrder) -> serde_json::Value {
    serde_json::from_slice(&body_of(order, OwnMachine::Refused).unwrap()).unwrap()
}

fn text(words: &str) -> Value {
    Value::Text(words.into())
}

#[test]
fn the_basic_example_is_sent_as_the_page_shows_it() {
    let mut order = order(vec![]);
    order.phone = Some("+1234567890".into());
    let page = json!({"badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
        "phone": "+1234567890", "idempotency_key": "unique-key-1"});
    assert_eq!(sent(&order), page);
}

#[test]
fn the_example_with_an_expiry_is_sent_as_the_page_shows_it() {
    let mut order = order(vec![]);
    order.expire_date = Some("2027-11-10".parse().unwrap());
    let page = json!({"badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
        "expire_date": "2027-11-10", "idempotency_key": "unique-key-1"});
    assert_eq!(sent(&order), page);
}

#[test]
fn the_example_with_custom_fields_is_sent_as_the_page_shows_it() {
    let order = order(vec![
        ("employee_id", text("EMP001")),
        ("department", text("Engineering")),
        ("score", Value::Number(95.into())),
        (
            "completion_date",
            Value::Date("2025-11-10".parse().unwrap()),
        ),
        ("training_hours", Value::Number(40.into())),
        ("instructor_name", text("Jane Smith")),
    ]);
    let metadata = json!({"employee_id": "EMP001", "department": "Engineering", "score": 95,
        "completion_date": "2025-11-10", "training_hours": 40, "instructor_name": "Jane Smith"});
    assert_eq!(sent(&order)["metadata"], metadata);
}

#[test]
fn the_examples_with_a_picture_are_sent_as_the_page_shows_them() {
    let jpeg = Image::Jpeg(Bytes::from_static(&[0xff, 0xd8, 0xff, 0xe0]));
    let url = Image::Url("https://example.com/photo.jpg".parse().unwrap());
    for (image, shown) in [
        (jpeg, "data:image/jpeg;base64,/9j/4A=="),
        (url, "https://example.com/photo.jpg"),
    ] {
        let order = order(vec![
            ("employee_id", text("EMP001")),
            ("certificate_photo", Value::Image(image)),
        ]);
        let metadata = json!({"employee_id": "EMP001", "certificate_photo": shown});
        assert_eq!(sent(&order)["metadata"], metadata);
    }
}

#[test]
fn the_example_by_get_is_sent_as_the_page_shows_it() {
    let mut order = order(vec![]);
    order.phone = Some("+1234567890".into());
    order.expire_date = Some("2027-11-10".parse().unwrap());
    let url = address(&order, &BaseUrl::ISSUEBADGE).unwrap();
    let page = "https://app.issuebadge.com/api/v1/issue/create?badge_id=abc123&name=John+Doe\
        &email=john%40example.com&phone=%2B1234567890&expire_date=2027-11-10\
        &idempotency_key=unique-key-1";
    assert_eq!(url.as_str(), page);
}

#[test]
fn custom_fields_and_pictures_do_not_go_out_by_get() {
    let jpeg = Value::Image(Image::Jpeg(Bytes::from_static(&[0xff])));
    for value in [text("EMP001"), jpeg] {
        let order = order(vec![("a", value)]);
        assert_eq!(
            address(&order, &BaseUrl::ISSUEBADGE),
            Err(IssuingError::NotByGet)
        );
    }
}

#[test]
fn a_silent_order_names_no_address_and_what_is_empty_is_left_out() {
    let mut order = order(vec![]);
    order.email = None;
    order.phone = Some(" ".into());
    order.memo = Some(String::new());
    let page = json!({"badge_id": "abc123", "name": "John Doe", "idempotency_key": "unique-key-1"});
    assert_eq!(sent(&order), page);
}

#[test]
fn issue_date_and_note_are_sent_if_they_are_given() {
    let mut order = order(vec![]);
    order.issue_date = Some("2026-01-02".parse().unwrap());
    order.memo = Some("Kull 7".into());
    let sent = sent(&order);
    assert_eq!(
        (&sent["issue_date"], &sent["memo"]),
        (&json!("2026-01-02"), &json!("Kull 7"))
    );
}

#[test]
fn an_order_that_cannot_be_right_is_not_written() {
    let twice = order(vec![("a", text("1")), ("a", text("2"))]);
    let yes = order(vec![("a", Value::Boolean(true))]);
    for (order, code) in [(twice, "field_twice"), (yes, "type_not_taken")] {
        let error = body_of(&order, OwnMachine::Refused).unwrap_err();
        assert_eq!(error.code(), code);
    }
}

#[test]
fn debug_output_tells_nothing_about_a_person() {
    let shown = format!("{:?}", order(vec![("employee_id", text("EMP001"))]));
    for personal in ["John", "john@", "EMP001", "unique-key"] {
        assert!(!shown.contains(personal), "{shown}");
    }
}
