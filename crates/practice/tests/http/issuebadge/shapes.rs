//! What the documentation does not describe comes in several shapes.

use practice::issuebadge::{ExpiryShape, FieldShape, Switches};
use serde_json::{Value, json};

use super::client::Visit;

/// The template of Finnish hot works: two required fields and one that is not.
const HOT_WORKS: &str = "/badge/M0E6RD4VL";

async fn fields(field_shape: FieldShape) -> Value {
    let visit = Visit::switched(Switches {
        field_shape,
        ..Switches::default()
    })
    .await;
    visit.get(HOT_WORKS).await.data()["custom_fields"].clone()
}

#[tokio::test]
async fn fields_are_named_by_key_or_by_what_people_read() {
    let by_key = fields(FieldShape::AsCreated).await;
    let exam = json!({ "name": "exam_date", "type": "date", "required": true });
    assert_eq!(by_key[1], exam);
    let by_label = fields(FieldShape::DisplayNames).await;
    let exam = json!({ "name": "Koepäivä", "type": "date", "required": true });
    assert_eq!(by_label[1], exam);
    let both = fields(FieldShape::KeyAndLabel).await;
    let exam = json!({
        "id": 2, "key": "exam_date", "label": "Koepäivä", "type": "date", "required": true,
    });
    assert_eq!(both[1], exam);
}

#[tokio::test]
async fn fields_have_prefixed_members_or_stand_in_an_object_or_are_hardly_told() {
    let prefixed = fields(FieldShape::Prefixed).await;
    let trainer = json!({
        "field_name": "trainer_email", "field_label": "Kouluttajan sähköposti",
        "field_type": "email", "is_required": 0,
    });
    assert_eq!(prefixed[2], trainer);
    let by_key = fields(FieldShape::ByKey).await;
    let trainer = json!({
        "label": "Kouluttajan sähköposti", "type": "email", "required": false,
    });
    assert_eq!(by_key["trainer_email"], trainer);
    let keys = fields(FieldShape::KeysOnly).await;
    assert_eq!(keys, json!(["card_number", "exam_date", "trainer_email"]));
    assert_eq!(fields(FieldShape::Untold).await, json!([]));
}

/// What a template tells about its expiry.
async fn expiry(path: &str, expiry_shape: ExpiryShape) -> Value {
    let visit = Visit::switched(Switches {
        expiry_shape,
        ..Switches::default()
    })
    .await;
    let answer = visit.get(path).await;
    let told = answer.data().as_object().unwrap().iter();
    told.filter(|(name, _)| name.starts_with("expir"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[tokio::test]
async fn a_period_is_told_in_words_in_parts_nested_or_not_at_all() {
    let words = expiry(HOT_WORKS, ExpiryShape::Words).await;
    assert_eq!(words, json!({ "expiration_rule": "5 years" }));
    let parts = json!({
        "expiration_type": "duration", "expiration_value": 5, "expiration_unit": "years",
        "expire_date": null,
    });
    assert_eq!(expiry(HOT_WORKS, ExpiryShape::Parts).await, parts);
    let nested = json!({
        "expiration": { "type": "duration", "value": 5, "unit": "years", "date": null },
    });
    assert_eq!(expiry(HOT_WORKS, ExpiryShape::Nested).await, nested);
    let date_only = expiry(HOT_WORKS, ExpiryShape::DateOnly).await;
    assert_eq!(date_only, json!({ "expire_date": null }));
    assert_eq!(expiry(HOT_WORKS, ExpiryShape::Untold).await, json!({}));
}

#[tokio::test]
async fn a_date_and_no_end_are_told_in_the_same_shapes() {
    let fair = "/badge/L9W3QS7NK";
    let words = expiry(fair, ExpiryShape::Words).await;
    assert_eq!(words, json!({ "expiration_rule": "2027-06-04" }));
    let date_only = expiry(fair, ExpiryShape::DateOnly).await;
    assert_eq!(date_only, json!({ "expire_date": "2027-06-04" }));
    let never = "/badge/G4V1ZM8TH";
    let words = expiry(never, ExpiryShape::Words).await;
    assert_eq!(words, json!({ "expiration_rule": null }));
    let nested = expiry(never, ExpiryShape::Nested).await;
    assert_eq!(nested, json!({ "expiration": null }));
}
