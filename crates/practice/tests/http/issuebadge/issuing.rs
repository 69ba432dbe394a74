use practice::issuebadge::{Method, Switches, Treatment};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::client::{Answer, EXAMPLE, Visit};
use crate::client::stopped;

#[tokio::test]
async fn an_issue_answers_202_with_an_id_and_an_address_that_opens() {
    let visit = Visit::begin().await;
    let body = json!({ "badge_id": EXAMPLE, "name": "Ærlend Øyvindsson Ås" });
    let answer = visit.issue(&body).await;
    let expected = json!({
        "success": true,
        "IssueId": answer.id(),
        "publicUrl": visit.origin(&format!("/v/{}", answer.id())),
    });
    assert_eq!(answer.body, expected);
    let page = visit.http.get(answer.body["publicUrl"].as_str().unwrap());
    assert_eq!(page.send().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn what_was_sent_is_kept_member_by_member() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    let body = json!({
        "badge_id": EXAMPLE, "name": "Ærlend Ås", "email": "aerlend@badges.invalid",
        "phone": "+4712345678", "issue_date": "2026-02-28", "expire_date": "2027-11-10",
        "memo": "at the counter", "idempotency_key": "key-1",
        "metadata": { "employee_id": "EMP001", "score": 95 }, "unheard_of": true,
    });
    let id = visit.issue(&body).await.id().to_owned();
    let issued = visit.last();
    assert_eq!(Value::Object(issued.request.clone()), body);
    assert_eq!(issued.method, Method::Post);
    assert_eq!(issued.issue_id, id);
    assert_eq!(issued.badge_id, EXAMPLE);
    assert_eq!(issued.badge_name, "Course completion");
    assert_eq!(issued.organization_name, "Nordic Safety Academy");
    assert_eq!(issued.recipient_name, "Ærlend Ås");
    assert_eq!(
        issued.recipient_email.as_deref(),
        Some("aerlend@badges.invalid")
    );
    assert_eq!(issued.recipient_phone.as_deref(), Some("+4712345678"));
    assert_eq!(issued.issue_date.to_string(), "2026-02-28");
    assert_eq!(issued.expire_date.unwrap().to_string(), "2027-11-10");
    assert_eq!(issued.memo.as_deref(), Some("at the counter"));
    assert_eq!(issued.idempotency_key.as_deref(), Some("key-1"));
    assert_eq!(issued.metadata["score"], json!(95), "a number stays one");
    assert_eq!(issued.created_at.to_rfc3339(), "2026-03-02T12:00:00+00:00");
}

#[tokio::test]
async fn only_who_gave_an_address_is_sent_an_email() {
    let visit = Visit::begin().await;
    visit.issued_to("Silent Sigrun").await;
    assert!(!visit.last().emailed);
    let body = json!({ "badge_id": EXAMPLE, "name": "Loud Leif", "email": "leif@x.invalid" });
    visit.issue(&body).await.id();
    assert!(visit.last().emailed);
}

#[tokio::test]
async fn dates_default_to_today_and_to_the_rule_of_the_template() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    for (badge, issue_date, expected) in [
        (EXAMPLE, None, Some("2028-03-02")),
        (EXAMPLE, Some("2024-02-29"), Some("2026-02-28")),
        ("D2M8KJ5WS", None, Some("2026-03-03")),
        ("R9L3ZC6TY", None, Some("2028-03-02")),
        ("L9W3QS7NK", None, Some("2027-06-04")),
        ("W238GD8PK", None, None),
    ] {
        let body = json!({ "badge_id": badge, "name": "Åse", "issue_date": issue_date });
        visit.issue(&body).await.id();
        let issued = visit.last();
        let today = issue_date.unwrap_or("2026-03-02");
        assert_eq!(issued.issue_date.to_string(), today);
        let expires = issued.expire_date.map(|date| date.to_string());
        assert_eq!(expires.as_deref(), expected, "{badge}");
    }
}

#[tokio::test]
async fn what_is_required_must_be_there() {
    let visit = Visit::begin().await;
    for (body, expected) in [
        (json!({}), vec!["badge_id", "name"]),
        (json!({ "badge_id": EXAMPLE }), vec!["name"]),
        (json!({ "badge_id": EXAMPLE, "name": "" }), vec!["name"]),
        (json!({ "badge_id": null, "name": "Åse" }), vec!["badge_id"]),
    ] {
        assert_eq!(visit.issue(&body).await.invalid(), expected, "{body}");
    }
    let answer = visit.issue(&json!({ "badge_id": EXAMPLE })).await;
    let said = json!({ "name": ["The name is required."] });
    assert_eq!(answer.body["errors"], said);
    assert!(visit.office.issued().is_empty());
}

#[tokio::test]
async fn lengths_types_and_dates_are_judged() {
    let visit = Visit::begin().await;
    for (member, value) in [
        ("name", json!("å".repeat(201))),
        ("name", json!(7)),
        ("idempotency_key", json!("k".repeat(101))),
        ("email", json!(["a@x.invalid"])),
        ("expire_date", json!("10.11.2027")),
        ("expire_date", json!("2027-13-01")),
        ("expire_date", json!("2027-1-1")),
        ("issue_date", json!("today")),
        ("metadata", json!("employee_id=EMP001")),
        ("metadata", json!(["EMP001"])),
    ] {
        let mut body = json!({ "badge_id": EXAMPLE, "name": "Åse" });
        body[member] = value;
        assert_eq!(visit.issue(&body).await.invalid(), [member], "{body}");
    }
    let longest = json!({
        "badge_id": EXAMPLE, "name": "å".repeat(200), "idempotency_key": "k".repeat(100),
    });
    visit.issue(&longest).await.id();
}

#[tokio::test]
async fn a_body_that_is_not_json_has_no_members() {
    let visit = Visit::begin().await;
    for (kind, body) in [
        ("text/plain", r#"{"badge_id":"abc123","name":"Åse"}"#),
        ("application/json", r#"{"badge_id":"abc123","na"#),
        ("application/json", ""),
    ] {
        let request = visit.request(reqwest::Method::POST, "/issue/create");
        let request = request.header("Content-Type", kind).body(body);
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(answer.invalid(), ["badge_id", "name"], "{kind}: {body}");
    }
}

#[tokio::test]
async fn whether_a_key_may_be_missing_is_a_switch() {
    let visit = Visit::switched(Switches {
        missing_key: Treatment::Refused,
        ..Switches::default()
    })
    .await;
    let mut body = json!({ "badge_id": EXAMPLE, "name": "Åse" });
    assert_eq!(visit.issue(&body).await.invalid(), ["idempotency_key"]);
    body["idempotency_key"] = json!("key-1");
    visit.issue(&body).await.id();
}
