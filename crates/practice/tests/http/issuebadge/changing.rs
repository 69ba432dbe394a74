use std::time::Duration;

use serde_json::{Value, json};

use super::client::Visit;
use crate::client::stopped;

#[tokio::test]
async fn a_badge_is_revoked_with_a_reason_and_only_once() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let body = json!({ "issue_id": id, "reason": "Lost", "comments": "on the ferry" });
    let answer = visit.post("/issue/revoke", &body).await;
    assert_eq!(answer.data()["issue_id"], *id);
    assert_eq!(answer.data()["is_revoked"], true);
    assert_eq!(answer.data()["revocation_reason"], "Lost");
    let stored = visit.last().revocation.unwrap();
    assert_eq!(stored.comments.as_deref(), Some("on the ferry"));
    let again = visit.post("/issue/revoke", &body).await;
    assert_eq!(
        again.failure(409),
        "This assertion has already been revoked"
    );
    assert_eq!(visit.last().history.len(), 1);
}

#[tokio::test]
async fn the_reason_has_a_default_and_the_comments_a_limit() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let long = json!({ "issue_id": id, "comments": "c".repeat(201) });
    assert_eq!(
        visit.post("/issue/revoke", &long).await.invalid(),
        ["comments"]
    );
    let body = json!({ "issue_id": id, "comments": "c".repeat(200) });
    let answer = visit.post("/issue/revoke", &body).await;
    assert_eq!(answer.data()["revocation_reason"], "Revoked via API");
}

#[tokio::test]
async fn a_revoked_badge_is_reinstated() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    visit
        .post("/issue/revoke", &json!({ "issue_id": id }))
        .await
        .data();
    let path = format!("/issue/{id}");
    let answer = visit.patch(&path, &json!({ "reinstate": true })).await;
    assert_eq!(answer.data()["is_revoked"], false);
    assert_eq!(answer.data()["revocation_reason"], Value::Null);
    visit
        .post("/issue/revoke", &json!({ "issue_id": id }))
        .await
        .data();
}

#[tokio::test]
async fn expiry_and_memo_are_changed_and_nothing_else() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let before = visit.last();
    let path = format!("/issue/{id}");
    let body = json!({ "expire_date": "2031-05-17", "recipient_name": "Somebody Else" });
    assert_eq!(
        visit.patch(&path, &body).await.data()["expire_date"],
        "2031-05-17"
    );
    let answer = visit.patch(&path, &json!({ "memo": "extended" })).await;
    assert_eq!(answer.data()["memo"], "extended");
    assert_eq!(answer.data()["expire_date"], "2031-05-17", "it stays");
    assert_eq!(visit.last().recipient_name, before.recipient_name);
    let wrong = json!({ "expire_date": "17.05.2031" });
    assert_eq!(visit.patch(&path, &wrong).await.invalid(), ["expire_date"]);
}

#[tokio::test]
async fn the_history_tells_what_was_done_and_when() {
    let (clock, options) = stopped();
    let visit = Visit::with(options).await;
    let id = visit.issued_to("Åse Bjørk").await;
    let path = format!("/issue/{id}");
    let empty = visit.get(&format!("{path}/history")).await;
    assert_eq!(empty.data()["history"], json!([]));
    visit
        .post("/issue/revoke", &json!({ "issue_id": id }))
        .await
        .data();
    clock.advance(Duration::from_secs(60));
    visit
        .patch(&path, &json!({ "reinstate": true }))
        .await
        .data();
    visit
        .patch(&path, &json!({ "reinstate": true }))
        .await
        .data();
    clock.advance(Duration::from_secs(60));
    visit.patch(&path, &json!({ "memo": "note" })).await.data();
    let entry = |action: &str, minute: &str| {
        json!({
            "action": action, "changed_by": "Åshild Bjørnsdatter",
            "created_at": format!("2026-03-02T12:{minute}:00.000000Z"),
        })
    };
    let expected = json!([
        entry("revoked", "00"),
        entry("reinstated", "01"),
        entry("updated", "02"),
    ]);
    let answer = visit.get(&format!("{path}/history")).await;
    assert_eq!(answer.data()["history"], expected);
}

#[tokio::test]
async fn what_was_never_issued_cannot_be_changed() {
    let visit = Visit::begin().await;
    let nothing = visit.post("/issue/revoke", &json!({})).await;
    assert_eq!(nothing.invalid(), ["issue_id"]);
    for answer in [
        visit
            .post("/issue/revoke", &json!({ "issue_id": "NONE" }))
            .await,
        visit.patch("/issue/NONE", &json!({ "memo": "note" })).await,
        visit.get("/issue/NONE/history").await,
    ] {
        assert_eq!(answer.failure(404), "Issued badge not found");
    }
}
