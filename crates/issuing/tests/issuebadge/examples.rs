//! Every example of the vendor's page, stored by the practice office as the page writes it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use issuing::issuebadge::Settings;
use issuing::{BadgeOrder, Email, Image, RecipientName, Value};
use practice::issuebadge::Method;
use serde_json::{Value as Json, json};

use crate::office::{client, issue, made_of, open, order, picture, settings, text};

/// The page's person.
fn john(metadata: Vec<(&str, Value)>) -> BadgeOrder {
    BadgeOrder {
        recipient: RecipientName::new("John Doe").unwrap(),
        email: Some(Email::new("john@example.com").unwrap()),
        ..order("unique-key-1", metadata)
    }
}

/// What the office stored of an order that was sent to it.
async fn stored(order: &BadgeOrder) -> Json {
    let office = open().await;
    let receipt = issue(&client(&office), order).await;
    let issued = office.issued().remove(0);
    assert_eq!(receipt.id, issued.issue_id);
    assert_eq!(receipt.public_url.unwrap().as_str(), issued.public_url);
    assert_eq!(issued.method, Method::Post);
    Json::Object(issued.request)
}

/// The page's request with these members besides.
fn page(more: &Json) -> Json {
    let mut request = json!({"badge_id": "abc123", "name": "John Doe",
        "email": "john@example.com", "idempotency_key": "unique-key-1"});
    let members = request.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    request
}

#[tokio::test]
async fn the_basic_badge_is_stored_as_the_page_writes_it() {
    let order = BadgeOrder {
        phone: Some("+1234567890".into()),
        ..john(vec![])
    };
    assert_eq!(stored(&order).await, page(&json!({"phone": "+1234567890"})));
}

#[tokio::test]
async fn an_expiry_is_stored_as_given_or_reckoned_by_the_template() {
    let given = BadgeOrder {
        expire_date: Some("2027-11-10".parse().unwrap()),
        ..john(vec![])
    };
    assert_eq!(
        stored(&given).await,
        page(&json!({"expire_date": "2027-11-10"}))
    );
    assert_eq!(stored(&john(vec![])).await, page(&json!({})));
    let office = open().await;
    issue(&client(&office), &john(vec![])).await;
    assert!(office.issued()[0].expire_date.is_some());
}

#[tokio::test]
async fn custom_fields_are_stored_typed_as_the_page_writes_them() {
    let order = john(vec![
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
    assert_eq!(stored(&order).await, page(&json!({"metadata": metadata})));
}

#[tokio::test]
async fn a_picture_is_stored_as_a_data_url_or_by_its_address() {
    let (jpeg, bytes) = picture();
    let data_url = format!("data:image/jpeg;base64,{}", STANDARD.encode(bytes));
    let address = "https://example.com/photo.jpg";
    let url = Value::Image(Image::Url(address.parse().unwrap()));
    for (image, written) in [(jpeg, data_url.as_str()), (url, address)] {
        let order = john(vec![
            ("employee_id", text("EMP001")),
            ("certificate_photo", image),
        ]);
        let metadata = json!({"employee_id": "EMP001", "certificate_photo": written});
        assert_eq!(stored(&order).await, page(&json!({"metadata": metadata})));
    }
}

#[tokio::test]
async fn a_badge_by_get_is_stored_as_the_page_writes_it() {
    let office = open().await;
    let by_get = made_of(Settings {
        get_for_create: true,
        ..settings(&office)
    });
    let order = BadgeOrder {
        phone: Some("+1234567890".into()),
        expire_date: Some("2027-11-10".parse().unwrap()),
        ..john(vec![])
    };
    issue(&by_get, &order).await;
    let issued = office.issued().remove(0);
    assert_eq!(issued.method, Method::Get);
    let more = json!({"phone": "+1234567890", "expire_date": "2027-11-10"});
    assert_eq!(Json::Object(issued.request), page(&more));
}

#[tokio::test]
async fn a_silent_badge_is_e_mailed_to_nobody() {
    let office = open().await;
    let silent = BadgeOrder {
        email: None,
        ..john(vec![])
    };
    issue(&client(&office), &silent).await;
    assert!(!office.issued()[0].emailed);
}
