use practice::issuebadge::{Calls, FailedKey, Fault, KeyScope, ReusedKey, Switches};
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{EXAMPLE, Visit};
use crate::client::soon;

fn body(badge: &str, key: &str) -> Value {
    json!({ "badge_id": badge, "name": "Åse Bjørk", "idempotency_key": key })
}

async fn rejecting(reused_key: ReusedKey) -> Visit {
    Visit::switched(Switches {
        reused_key,
        ..Switches::default()
    })
    .await
}

#[tokio::test]
async fn a_used_key_returns_the_existing_issue() {
    let visit = Visit::begin().await;
    let first = visit.issue(&body(EXAMPLE, "key-1")).await;
    let again = visit.issue(&body(EXAMPLE, "key-1")).await;
    assert_eq!(again.id(), first.id());
    assert_eq!(again.body, first.body);
    let other = visit.issue(&body(EXAMPLE, "key-2")).await;
    assert_ne!(other.id(), first.id());
    assert_eq!(visit.office.issued().len(), 2);
}

#[tokio::test]
async fn a_used_key_is_rejected_with_the_status_of_the_switch() {
    for (reused_key, status, word) in [
        (ReusedKey::Conflict, 409, "Duplicate idempotency key"),
        (ReusedKey::BadRequest, 400, "has already been used"),
        (ReusedKey::OkFailure, 200, "already issued"),
    ] {
        let visit = rejecting(reused_key).await;
        visit.issue(&body(EXAMPLE, "key-1")).await.id();
        let answer = visit.issue(&body(EXAMPLE, "key-1")).await;
        let message = answer.failure(status);
        assert!(message.contains(word), "{message}");
        assert_eq!(answer.body["IssueId"], Value::Null);
        assert_eq!(visit.office.issued().len(), 1);
    }
}

#[tokio::test]
async fn a_used_key_can_be_a_matter_of_validation() {
    let visit = rejecting(ReusedKey::Unprocessable).await;
    visit.issue(&body(EXAMPLE, "key-1")).await.id();
    let answer = visit.issue(&body(EXAMPLE, "key-1")).await;
    assert_eq!(answer.invalid(), ["idempotency_key"]);
    assert_eq!(visit.office.issued().len(), 1);
}

#[tokio::test]
async fn whether_a_key_counts_for_the_account_or_the_template_is_a_switch() {
    for (key_scope, expected) in [(KeyScope::Account, 1), (KeyScope::Badge, 2)] {
        let visit = Visit::switched(Switches {
            key_scope,
            ..Switches::default()
        })
        .await;
        visit.issue(&body(EXAMPLE, "key-1")).await.id();
        visit.issue(&body("W238GD8PK", "key-1")).await.id();
        assert_eq!(visit.office.issued().len(), expected);
    }
}

#[tokio::test]
async fn issues_without_a_key_are_all_new() {
    let visit = Visit::begin().await;
    let first = visit.issued_to("Åse Bjørk").await;
    assert_ne!(visit.issued_to("Åse Bjørk").await, first);
}

#[tokio::test]
async fn a_refused_issue_does_not_use_its_key() {
    let visit = rejecting(ReusedKey::Conflict).await;
    visit
        .issue(&body("no-such-badge", "key-1"))
        .await
        .failure(404);
    visit.issue(&body(EXAMPLE, "key-1")).await.id();
}

/// Ways in which an issue with a key fails: the service refuses it, or breaks.
async fn fail(visit: &Visit, method: Method, key: &str, fault: Option<Fault>) {
    let badge = if fault.is_some() {
        EXAMPLE
    } else {
        "no-such-badge"
    };
    if let Some(fault) = fault {
        let faults = visit.office.issuebadge_faults();
        faults.fail_next(Calls::Issue, 1, fault);
    }
    let failed = if method == Method::GET {
        let query = [
            ("badge_id", badge),
            ("name", "Åse Bjørk"),
            ("idempotency_key", key),
        ];
        visit.request(method, "/issue/create").query(&query)
    } else {
        visit
            .request(method, "/issue/create")
            .json(&body(badge, key))
    };
    assert!(!failed.send().await.unwrap().status().is_success());
    assert!(visit.office.issued().is_empty());
}

#[tokio::test]
async fn whether_a_failed_call_uses_up_its_key_is_a_switch() {
    let refused = Fault::Refused {
        status: 422,
        message: "Not today".to_owned(),
        errors: Value::Null,
    };
    for fault in [None, Some(refused), Some(Fault::InternalError)] {
        for (method, failed_key, reused_key, status) in [
            (Method::POST, FailedKey::Free, ReusedKey::Conflict, 202),
            (Method::POST, FailedKey::Burned, ReusedKey::Conflict, 409),
            (Method::GET, FailedKey::Burned, ReusedKey::BadRequest, 400),
            (
                Method::POST,
                FailedKey::Burned,
                ReusedKey::ReturnsExisting,
                409,
            ),
        ] {
            let visit = Visit::switched(Switches {
                reused_key,
                failed_key,
                ..Switches::default()
            })
            .await;
            fail(&visit, method, "key-1", fault.clone()).await;
            let answer = visit.issue(&body(EXAMPLE, "key-1")).await;
            assert_eq!(answer.status, status, "{fault:?} {failed_key:?}");
            visit.issue(&body(EXAMPLE, "key-2")).await.id();
        }
    }
}

#[tokio::test]
async fn a_call_that_did_not_reach_the_service_leaves_its_key_free() {
    let visit = Visit::switched(Switches {
        failed_key: FailedKey::Burned,
        ..Switches::default()
    })
    .await;
    let busy = Fault::TooManyRequests { seconds: None };
    for fault in [Fault::HtmlBadGateway, Fault::EmptyUnauthorized, busy] {
        fail(&visit, Method::POST, "key-1", Some(fault)).await;
    }
    visit.issue(&body(EXAMPLE, "key-1")).await.id();
}

#[tokio::test]
async fn the_same_key_at_the_same_time_issues_once() {
    let visit = std::sync::Arc::new(Visit::begin().await);
    let calls = (0..8).map(|_| {
        let visit = std::sync::Arc::clone(&visit);
        tokio::spawn(async move { visit.issue(&body(EXAMPLE, "key-1")).await.id().to_owned() })
    });
    let calls: Vec<_> = calls.collect();
    for call in calls {
        let id = soon(call).await.unwrap();
        assert_eq!(id, visit.last().issue_id);
    }
    assert_eq!(visit.office.issued().len(), 1);
}
