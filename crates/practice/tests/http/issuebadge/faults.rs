use practice::issuebadge::{Calls, Fault};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::client::{Answer, EXAMPLE, Visit};
use crate::client::soon;

/// An office whose next issue fails.
async fn failing(fault: Fault) -> Visit {
    let visit = Visit::begin().await;
    visit
        .office
        .issuebadge_faults()
        .fail_next(Calls::Issue, 1, fault);
    visit
}

async fn send(visit: &Visit) -> reqwest::Result<Response> {
    let body = json!({ "badge_id": EXAMPLE, "name": "Åse Bjørk", "idempotency_key": "key-1" });
    let request = visit.request(Method::POST, "/issue/create").json(&body);
    request.send().await
}

/// The next issue is good, and so many badges are there in the end.
async fn good_issue_follows(visit: &Visit, stored: usize) {
    assert_eq!(visit.office.issued().len(), stored);
    let answer = Answer::of(send(visit).await.unwrap()).await;
    assert_eq!(answer.id(), visit.last().issue_id);
    assert_eq!(visit.office.issued().len(), 1, "the key is the same");
}

#[tokio::test]
async fn failures_before_storing_leave_nothing_behind() {
    for (fault, status) in [
        (Fault::TooManyRequests { seconds: None }, 429),
        (Fault::EmptyUnauthorized, 401),
        (Fault::InternalError, 500),
        (Fault::HtmlBadGateway, 502),
        (
            Fault::Redirect {
                to: "https://moved.invalid/".to_owned(),
            },
            307,
        ),
    ] {
        let visit = failing(fault).await;
        assert_eq!(send(&visit).await.unwrap().status(), status);
        good_issue_follows(&visit, 0).await;
    }
}

#[tokio::test]
async fn too_many_requests_name_their_end_if_told() {
    for (seconds, expected) in [(Some(7), Some("7")), (None, None)] {
        let visit = failing(Fault::TooManyRequests { seconds }).await;
        let answer = send(&visit).await.unwrap();
        let told = answer.headers().get("Retry-After");
        assert_eq!(told.map(|value| value.to_str().unwrap()), expected);
    }
}

#[tokio::test]
async fn a_refusal_comes_with_any_status_also_200() {
    for (status, errors) in [
        (200, Value::Null),
        (400, json!({ "name": ["Too rude."] })),
        (422, json!({ "metadata.score": ["Too low."] })),
    ] {
        let message = "Not today".to_owned();
        let fault = Fault::Refused {
            status,
            message,
            errors: errors.clone(),
        };
        let visit = failing(fault).await;
        let answer = Answer::of(send(&visit).await.unwrap()).await;
        assert_eq!(answer.failure(status), "Not today");
        assert_eq!(answer.body["errors"], errors);
        good_issue_follows(&visit, 0).await;
    }
}

#[tokio::test]
async fn an_empty_401_has_no_body_and_html_is_html() {
    let visit = failing(Fault::EmptyUnauthorized).await;
    assert_eq!(send(&visit).await.unwrap().text().await.unwrap(), "");
    let visit = failing(Fault::HtmlBadGateway).await;
    let answer = send(&visit).await.unwrap();
    let kind = answer.headers()["Content-Type"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(kind.starts_with("text/html"), "{kind}");
    assert!(answer.text().await.unwrap().starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn a_reset_before_reading_stores_nothing_and_one_after_storing_a_badge() {
    for (fault, stored) in [
        (Fault::ResetBeforeReading, 0),
        (Fault::ResetAfterStoring, 1),
    ] {
        let visit = failing(fault).await;
        let error = send(&visit).await.unwrap_err();
        assert!(!error.is_connect(), "the connection had been made");
        good_issue_follows(&visit, stored).await;
    }
}

#[tokio::test]
async fn html_and_silence_can_hide_a_stored_badge() {
    let visit = failing(Fault::HtmlBadGatewayAfterStoring).await;
    let status = send(&visit).await.unwrap().status();
    assert_eq!(status, StatusCode::BAD_GATEWAY);
    good_issue_follows(&visit, 1).await;
    let visit = failing(Fault::InternalErrorAfterStoring).await;
    let answer = send(&visit).await.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    good_issue_follows(&visit, 1).await;
    let message = "Not today".to_owned();
    let visit = failing(Fault::RefusedAfterStoring { message }).await;
    let answer = Answer::of(send(&visit).await.unwrap()).await;
    assert_eq!(answer.failure(200), "Not today");
    good_issue_follows(&visit, 1).await;
    let visit = failing(Fault::HangAfterStoring).await;
    let stored = async {
        while visit.office.issued().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = send(&visit) => panic!("answered: {answer:?}"),
        () = soon(stored) => {}
    }
    good_issue_follows(&visit, 1).await;
}

#[tokio::test]
async fn a_call_that_hangs_stores_nothing_and_ends_with_the_office() {
    let visit = failing(Fault::Hang).await;
    let request = visit.request(Method::GET, "/issue/create?badge_id=abc123&name=John");
    let call = tokio::spawn(request.send());
    soon(async {
        while !visit.office.issuebadge_faults().waiting().is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(visit.office.issued().is_empty());
    soon(visit.office.close()).await;
    assert!(
        soon(call).await.unwrap().is_err(),
        "closing cuts what hangs"
    );
}

#[tokio::test]
async fn answers_are_slow_truncated_empty_or_of_another_shape_after_storing() {
    let visit = failing(Fault::Slow { millis: 20 }).await;
    let answer = Answer::of(send(&visit).await.unwrap()).await;
    assert_eq!(answer.id(), visit.last().issue_id);
    let visit = failing(Fault::Truncated).await;
    let error = send(&visit).await.unwrap().bytes().await.unwrap_err();
    assert!(error.is_body() || error.is_decode(), "{error:?}");
    good_issue_follows(&visit, 1).await;
    let visit = failing(Fault::EmptyBody).await;
    let answer = send(&visit).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.text().await.unwrap(), "");
    good_issue_follows(&visit, 1).await;
    let visit = failing(Fault::OtherShape).await;
    let answer = Answer::of(send(&visit).await.unwrap()).await;
    assert!(answer.body["result"].is_array());
    good_issue_follows(&visit, 1).await;
}

#[tokio::test]
async fn a_success_can_lack_its_id_or_have_a_strange_address() {
    let visit = failing(Fault::WithoutIssueId).await;
    let answer = Answer::of(send(&visit).await.unwrap()).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let expected = json!({ "success": true, "publicUrl": visit.last().public_url });
    assert_eq!(answer.body, expected);
    for url in [Some("http://badges.invalid/v/1".to_owned()), None] {
        let visit = failing(Fault::PublicUrl { url: url.clone() }).await;
        let answer = Answer::of(send(&visit).await.unwrap()).await;
        assert_eq!(answer.id(), visit.last().issue_id);
        assert_eq!(answer.body["publicUrl"], json!(url));
        let (faults, id) = (visit.office.issuebadge_faults(), answer.id().to_owned());
        faults.fail_next(Calls::Issued, 1, Fault::PublicUrl { url: url.clone() });
        let shown = visit.request(Method::GET, &format!("/issue/get/{id}"));
        let shown = Answer::of(shown.send().await.unwrap()).await;
        assert_eq!(shown.body["data"]["issue_id"], id);
        assert_eq!(shown.body["data"]["public_url"], json!(url));
    }
}

#[tokio::test]
async fn each_call_has_its_own_faults() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let faults = visit.office.issuebadge_faults();
    let (show, history) = (format!("/issue/get/{id}"), format!("/issue/{id}/history"));
    let change = format!("/issue/{id}");
    for (calls, method, path) in [
        (Calls::ValidateKey, Method::POST, "/validate-key"),
        (Calls::Badges, Method::GET, "/badge/getall"),
        (Calls::Badge, Method::GET, "/badge/abc123"),
        (Calls::Issue, Method::GET, "/issue/create"),
        (Calls::Issues, Method::GET, "/issue/get"),
        (Calls::Issued, Method::GET, &show),
        (Calls::History, Method::GET, &history),
        (Calls::Revoke, Method::POST, "/issue/revoke"),
        (Calls::Update, Method::PATCH, &change),
        (Calls::Certificate, Method::POST, "/certificate/generate"),
    ] {
        faults.fail_next(calls, 1, Fault::InternalError);
        let other = visit.post("/organization/getall", &Value::Null).await;
        assert_eq!(other.status, StatusCode::OK, "not what waits for {calls:?}");
        let answer = visit.request(method, path).send().await.unwrap();
        let answer = Answer::of(answer).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(answer.body, json!({ "message": "Server Error" }));
        assert_eq!(faults.waiting(), []);
    }
}

#[tokio::test]
async fn a_change_can_be_made_and_its_answer_lost() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let faults = visit.office.issuebadge_faults();
    let revoke = json!({ "issue_id": id, "reason": "Lost" });
    faults.fail_next(Calls::Revoke, 1, Fault::ResetAfterStoring);
    let lost = visit.request(Method::POST, "/issue/revoke").json(&revoke);
    assert!(!lost.send().await.unwrap_err().is_connect());
    assert!(visit.last().revocation.is_some());
    faults.fail_next(Calls::Update, 1, Fault::InternalErrorAfterStoring);
    let path = format!("/issue/{id}");
    let back = visit.patch(&path, &json!({ "reinstate": true })).await;
    assert_eq!(back.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(visit.last().revocation.is_none());
    faults.fail_next(Calls::Update, 1, Fault::ResetBeforeReading);
    let day = json!({ "expire_date": "2031-05-17" });
    let lost = visit.request(Method::PATCH, &path).json(&day);
    assert!(!lost.send().await.unwrap_err().is_connect());
    assert_eq!(visit.last().history.len(), 2, "revoked and reinstated");
}
