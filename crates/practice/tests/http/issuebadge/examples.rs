//! The examples page, request by request: what is stored is what the page sends.

use practice::issuebadge::Method;
use serde_json::{Value, json};

use super::client::{Answer, Visit};

/// Sends a request of the page and compares everything it names with what was stored.
async fn stores(body: Value) {
    let visit = Visit::begin().await;
    visit.issue(&body).await.id();
    let issued = visit.last();
    assert_eq!(Value::Object(issued.request.clone()), body);
    assert_eq!(issued.badge_id, body["badge_id"]);
    assert_eq!(issued.recipient_name, body["name"]);
    assert_eq!(json!(issued.recipient_email), body["email"]);
    assert_eq!(json!(issued.recipient_phone), body["phone"]);
    assert_eq!(json!(issued.idempotency_key), body["idempotency_key"]);
    let sent = body["metadata"].as_object().cloned().unwrap_or_default();
    assert_eq!(issued.metadata, sent);
    if !body["expire_date"].is_null() {
        assert_eq!(json!(issued.expire_date), body["expire_date"]);
    }
}

#[tokio::test]
async fn basic_issuance() {
    stores(json!({
        "badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
        "phone": "+1234567890", "idempotency_key": "unique-key-1",
    }))
    .await;
}

#[tokio::test]
async fn an_expiry_of_its_own() {
    stores(json!({
        "badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
        "expire_date": "2027-11-10", "idempotency_key": "unique-key-1",
    }))
    .await;
}

#[tokio::test]
async fn custom_fields() {
    stores(json!({
        "badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
        "idempotency_key": "unique-key-1",
        "metadata": {
            "employee_id": "EMP001", "department": "Engineering", "score": 95,
            "completion_date": "2025-11-10", "training_hours": 40,
            "instructor_name": "Jane Smith",
        },
    }))
    .await;
}

#[tokio::test]
async fn an_image_as_base64_and_as_an_address() {
    for photo in [
        "data:image/jpeg;base64,/9j/4AAQ",
        "https://example.com/photo.jpg",
    ] {
        stores(json!({
            "badge_id": "abc123", "name": "John Doe", "email": "john@example.com",
            "idempotency_key": "unique-key-1",
            "metadata": { "employee_id": "EMP001", "certificate_photo": photo },
        }))
        .await;
    }
}

#[tokio::test]
async fn a_get_request() {
    let visit = Visit::begin().await;
    let query = [
        ("badge_id", "abc123"),
        ("name", "John Doe"),
        ("email", "john@example.com"),
        ("phone", "+1234567890"),
        ("expire_date", "2027-11-10"),
        ("idempotency_key", "unique-key-1"),
    ];
    let request = visit.request(reqwest::Method::GET, "/issue/create");
    let answer = Answer::of(request.query(&query).send().await.unwrap()).await;
    let issued = visit.last();
    assert_eq!(answer.id(), issued.issue_id);
    assert_eq!(issued.method, Method::Get);
    for (name, value) in query {
        assert_eq!(issued.request[name], value);
    }
    assert_eq!(issued.recipient_phone.as_deref(), Some("+1234567890"));
    assert_eq!(issued.expire_date.unwrap().to_string(), "2027-11-10");
}

#[tokio::test]
async fn a_get_request_is_judged_like_a_post() {
    let visit = Visit::begin().await;
    let answer = visit.get("/issue/create?badge_id=abc123").await;
    assert_eq!(answer.invalid(), ["name"]);
    let answer = visit.get("/issue/create?badge_id=no&name=John").await;
    assert_eq!(answer.failure(404), "Badge not found");
}
