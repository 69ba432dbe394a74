//! What tests steer over HTTP, from another process.

use practice::issuebadge::{Calls, Fault, IssuedBadge, PlannedFault, ReusedKey};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::client::{Answer, EXAMPLE, Visit};

async fn steer(visit: &Visit, method: Method, path: &str, body: Value) -> Answer {
    let request = visit.http.request(method, visit.origin(path)).json(&body);
    Answer::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn faults_are_planned_shown_and_cleared() {
    let visit = Visit::begin().await;
    let plan = json!({ "calls": "issue", "count": 2, "fault": { "kind": "slow", "millis": 5 } });
    let answer = steer(&visit, Method::POST, "/practice/faults", plan.clone()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let expected = PlannedFault {
        calls: Calls::Issue,
        count: 2,
        fault: Fault::Slow { millis: 5 },
    };
    assert_eq!(visit.office.issuebadge_faults().waiting(), [expected]);
    assert_eq!(visit.office.faults().waiting(), [], "Breeze has its own");
    let shown = steer(&visit, Method::GET, "/practice/faults", Value::Null).await;
    assert_eq!(shown.body, json!([plan]));
    steer(&visit, Method::DELETE, "/practice/faults", Value::Null).await;
    assert_eq!(visit.office.issuebadge_faults().waiting(), []);
}

#[tokio::test]
async fn every_fault_has_a_name_on_the_wire() {
    let visit = Visit::begin().await;
    for fault in [
        json!({ "kind": "tooManyRequests", "seconds": 3 }),
        json!({ "kind": "refused", "status": 200, "message": "No" }),
        json!({ "kind": "refused", "status": 422, "message": "No", "errors": { "name": ["No"] } }),
        json!({ "kind": "emptyUnauthorized" }),
        json!({ "kind": "internalError" }),
        json!({ "kind": "htmlBadGateway" }),
        json!({ "kind": "htmlBadGatewayAfterStoring" }),
        json!({ "kind": "resetBeforeReading" }),
        json!({ "kind": "resetAfterStoring" }),
        json!({ "kind": "slow", "millis": 3 }),
        json!({ "kind": "hang" }),
        json!({ "kind": "hangAfterStoring" }),
        json!({ "kind": "truncated" }),
        json!({ "kind": "redirect", "to": "https://moved.invalid" }),
        json!({ "kind": "emptyBody" }),
        json!({ "kind": "otherShape" }),
        json!({ "kind": "withoutIssueId" }),
        json!({ "kind": "publicUrl", "url": "http://badges.invalid/v/1" }),
        json!({ "kind": "publicUrl" }),
    ] {
        let plan = json!({ "calls": "issue", "count": 1, "fault": fault });
        let answer = steer(&visit, Method::POST, "/practice/faults", plan).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{fault}");
    }
    let unknown = json!({ "calls": "issue", "count": 1, "fault": { "kind": "meteor" } });
    let answer = steer(&visit, Method::POST, "/practice/faults", unknown).await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn the_issued_badges_are_told_with_everything() {
    let visit = Visit::begin().await;
    let body = json!({
        "badge_id": EXAMPLE, "name": "Åse Bjørk", "metadata": { "score": 95 }, "memo": "note",
    });
    visit.issue(&body).await.id();
    let told = steer(&visit, Method::GET, "/practice/issues", Value::Null).await;
    assert_eq!(told.body[0]["request"], body);
    let told: Vec<IssuedBadge> = serde_json::from_value(told.body).unwrap();
    assert_eq!(told, visit.office.issued());
}

#[tokio::test]
async fn switches_change_one_by_one_while_the_office_runs() {
    let visit = Visit::begin().await;
    let change = json!({ "reusedKey": "conflict" });
    let answer = steer(&visit, Method::PATCH, "/practice/switches", change).await;
    assert_eq!(answer.body["reusedKey"], "conflict");
    let change = json!({ "missingKey": "refused" });
    steer(&visit, Method::PATCH, "/practice/switches", change).await;
    let switches = visit.office.issuebadge_faults().switches();
    assert_eq!(switches.reused_key, ReusedKey::Conflict, "the others stay");
    let shown = steer(&visit, Method::GET, "/practice/switches", Value::Null).await;
    assert_eq!(shown.body, json!(switches));
    for wrong in [json!({ "reusedKey": "meteor" }), json!({ "meteor": true })] {
        let answer = steer(&visit, Method::PATCH, "/practice/switches", wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(visit.office.issuebadge_faults().switches(), switches);
}

#[tokio::test]
async fn the_clock_goes_forward() {
    let visit = Visit::begin().await;
    visit.issued_to("Åse Bjørk").await;
    let first = visit.last();
    let day = json!({ "advanceSeconds": 86_400 });
    steer(&visit, Method::POST, "/practice/clock", day).await;
    visit.issued_to("Åse Bjørk").await;
    let later = visit.last().created_at - first.created_at;
    assert!(later >= chrono::Duration::days(1), "{later}");
}

#[tokio::test]
async fn the_key_is_revoked_and_restored() {
    let visit = Visit::begin().await;
    steer(&visit, Method::DELETE, "/practice/key", Value::Null).await;
    visit.get("/issue/get").await.failure(401);
    steer(&visit, Method::POST, "/practice/key", Value::Null).await;
    visit.get("/issue/get").await.data();
}

#[tokio::test]
async fn a_template_is_deleted_and_what_was_issued_from_it_stays() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    for expected in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        let answer = steer(
            &visit,
            Method::DELETE,
            "/practice/badges/abc123",
            Value::Null,
        )
        .await;
        assert_eq!(answer.status, expected);
    }
    assert_eq!(
        visit.get("/badge/abc123").await.failure(404),
        "Badge not found"
    );
    let body = json!({ "badge_id": EXAMPLE, "name": "Åse Bjørk" });
    assert_eq!(visit.issue(&body).await.failure(404), "Badge not found");
    visit.get(&format!("/issue/get/{id}")).await.data();
}

#[tokio::test]
async fn a_custom_field_is_renamed_retyped_and_taken_away() {
    let visit = Visit::begin().await;
    let path = "/practice/badges/abc123/fields/score";
    let change = json!({ "name": "points", "type": "text", "required": true });
    let answer = steer(&visit, Method::PATCH, path, change.clone()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let badge = visit.get("/badge/abc123").await;
    assert_eq!(badge.data()["custom_fields"][2], change);
    let answer = steer(&visit, Method::PATCH, path, change).await;
    assert_eq!(
        answer.status,
        StatusCode::NOT_FOUND,
        "it has another name now"
    );
    let path = "/practice/badges/abc123/fields/points";
    steer(&visit, Method::DELETE, path, Value::Null).await;
    let badge = visit.get("/badge/abc123").await;
    assert_eq!(badge.data()["custom_fields"][2]["name"], "completion_date");
}
