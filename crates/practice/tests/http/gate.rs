use practice::{ErrorStatus, Options, Undocumented};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::client::{ME, ORDER, Visit, jane, stopped};

async fn me_with_token(visit: &Visit, token: Option<&str>) -> (StatusCode, Value) {
    let request = visit
        .http
        .post(visit.url("/graphql"))
        .json(&json!({ "query": ME }));
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let response = request.send().await.unwrap();
    (response.status(), response.json().await.unwrap())
}

fn expired() -> Value {
    json!({ "errors": [{
        "message": "Token validation failed", "extensions": { "code": "UNAUTHENTICATED" },
    }] })
}

#[tokio::test]
async fn me_is_the_user_tied_to_the_token() {
    let visit = Visit::begin().await;
    let answer = visit.ask(ME, Value::Null).await;
    assert_eq!(
        answer["data"]["Me"]["userId"],
        "integration@practice.example"
    );
    assert_eq!(
        answer["data"]["Me"]["email"],
        "integration@practice.example"
    );
    assert!(answer["data"]["Me"]["_id"].is_string());
    assert_eq!(
        answer.get("errors"),
        None,
        "a good answer has no errors member"
    );
}

#[tokio::test]
async fn a_missing_or_made_up_token_is_refused_as_documented() {
    let visit = Visit::begin().await;
    for token in [None, Some("made-up")] {
        let answer = me_with_token(&visit, token).await;
        assert_eq!(answer, (StatusCode::UNAUTHORIZED, expired()));
    }
}

#[tokio::test]
async fn a_token_expires_after_an_hour_to_the_second() {
    let (clock, options) = stopped();
    let visit = Visit::with(options).await;
    clock.advance(std::time::Duration::from_secs(3599));
    assert_eq!(
        me_with_token(&visit, Some(&visit.token)).await.0,
        StatusCode::OK
    );
    clock.advance(std::time::Duration::from_secs(1));
    let answer = me_with_token(&visit, Some(&visit.token)).await;
    assert_eq!(answer, (StatusCode::UNAUTHORIZED, expired()));
}

async fn with_status(error_status: ErrorStatus) -> Visit {
    let undocumented = Undocumented {
        error_status,
        ..Undocumented::default()
    };
    Visit::with(Options {
        undocumented,
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn the_status_beside_errors_is_a_switch() {
    let expected = [
        (ErrorStatus::AlwaysOk, StatusCode::OK, StatusCode::OK),
        (
            ErrorStatus::UnauthorizedOnly,
            StatusCode::UNAUTHORIZED,
            StatusCode::OK,
        ),
        (
            ErrorStatus::ByCode,
            StatusCode::UNAUTHORIZED,
            StatusCode::NOT_FOUND,
        ),
    ];
    for (switch, unauthenticated, not_found) in expected {
        let visit = with_status(switch).await;
        assert_eq!(
            me_with_token(&visit, None).await.0,
            unauthenticated,
            "{switch:?}"
        );
        let credential = json!({ "template_id": "none", "data": jane() });
        let answer = visit
            .send(ORDER, json!({ "credential": credential }))
            .await
            .unwrap();
        assert_eq!(answer.status(), not_found, "{switch:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_graphql_request_in_json_is_malformed() {
    let visit = Visit::begin().await;
    for (kind, body) in [
        ("application/json", "{\"query\": "),
        ("application/json", "[1]"),
        ("text/plain", "{\"query\":\"{ Me { _id } }\"}"),
    ] {
        let request = visit
            .http
            .post(visit.url("/graphql"))
            .bearer_auth(&visit.token);
        let request = request.header(header::CONTENT_TYPE, kind).body(body);
        assert_eq!(
            request.send().await.unwrap().status(),
            StatusCode::BAD_REQUEST,
            "{body}"
        );
    }
}
