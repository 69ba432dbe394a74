//! `digitalbadge` 1.0.1: every method of its client.

use image::ImageFormat;
use serde_json::Value;

use super::Sent;
use super::Sent::{Empty, Json, Nothing};
use super::Vendor::Sdk;
use crate::issuebadge::client::{EXAMPLE, Visit};
use crate::issuebadge::metadata::data_url;
use crate::pictures::picture;

/// As the SDK reads it: JSON, below 400; it looks at nothing else.
async fn told(visit: &Visit, request: &str, sent: Sent<'_>) -> Value {
    Sdk.ask(visit, request, sent).await.told()
}

#[tokio::test]
async fn validate_key_sends_nothing_and_calls_it_json() {
    let visit = Visit::begin().await;
    let valid = told(&visit, "POST /validate-key", Empty).await;
    assert_eq!(valid["success"], true);
}

#[tokio::test]
async fn get_all_badges_calls_its_question_json() {
    let visit = Visit::begin().await;
    let all = told(&visit, "GET /badge/getall", Nothing).await;
    let mut ids = all["data"].as_array().unwrap().iter();
    assert!(ids.any(|badge| badge["id"] == EXAMPLE));
}

#[tokio::test]
async fn create_badge_makes_a_template_without_a_logo() {
    let visit = Visit::begin().await;
    let body = r#"{"name": "Python Certification", "description": "For developers"}"#;
    let made = told(&visit, "POST /badge/create", Json(body)).await;
    assert!(made["badgeId"].is_string(), "{made}");
}

#[tokio::test]
async fn issue_badge_with_metadata_and_a_picture_is_stored_as_it_was_sent() {
    let visit = Visit::begin().await;
    let photo = data_url(&picture(ImageFormat::Jpeg));
    let body = format!(
        r#"{{"badge_id": "abc123", "name": "Jan\u00e9 Smith", "email": "jane@example.com", "idempotency_key": "sdk-1", "expire_date": "2026-12-31", "metadata": {{"department": "Engineering", "score": 95, "certificate_photo": "{photo}"}}}}"#
    );
    let issued = told(&visit, "POST /issue/create", Json(&body)).await;
    assert!(issued["publicUrl"].as_str().unwrap().contains("/v/"));
    let sent: Value = serde_json::from_str(&body).unwrap();
    let kept = visit.last();
    assert_eq!(Value::from(kept.request), sent);
    assert_eq!(issued["IssueId"], kept.issue_id);
}

#[tokio::test]
async fn issue_badge_get_asks_with_everything_in_the_address() {
    let visit = Visit::begin().await;
    let question = "GET /issue/create?badge_id=abc123&name=Jan%C3%A9+Smith\
                    &email=jane%40example.com&idempotency_key=sdk-2";
    let issued = told(&visit, question, Nothing).await;
    assert!(issued["publicUrl"].is_string(), "{issued}");
    let kept = visit.last().request;
    assert_eq!(
        (&kept["name"], &kept["email"]),
        (&"Jané Smith".into(), &"jane@example.com".into())
    );
}

#[tokio::test]
async fn issue_badges_bulk_names_no_key() {
    let visit = Visit::begin().await;
    for name in ["A", "B"] {
        let body =
            format!(r#"{{"badge_id": "abc123", "name": "{name}", "email": "a@example.com"}}"#);
        told(&visit, "POST /issue/create", Json(&body)).await;
    }
    assert_eq!(visit.office.issued().len(), 2);
}

#[tokio::test]
async fn what_is_refused_is_told_with_a_status_and_a_message() {
    let visit = Visit::begin().await;
    let refused = Sdk.ask(&visit, "POST /issue/create", Json("{}")).await;
    assert!(refused.status >= 400 && refused.json()["message"].is_string());
}
