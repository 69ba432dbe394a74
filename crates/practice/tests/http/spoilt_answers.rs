use practice::{Calls, Fault};
use reqwest::StatusCode;
use serde_json::Value;

use crate::{
    client::{ME, Visit, code, credentials, receipt, stopped},
    faults::{failing, good_order_follows, send_order},
};

#[tokio::test]
async fn a_rate_limit_names_its_reset_or_leaves_it_unsaid() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    let faults = visit.office.faults();
    faults.fail_next(
        Calls::Graphql,
        1,
        Fault::TooManyRequests { seconds: Some(30) },
    );
    faults.fail_next(Calls::Graphql, 1, Fault::TooManyRequests { seconds: None });
    let named = visit.send(ME, Value::Null).await.unwrap();
    assert_eq!(named.status(), StatusCode::TOO_MANY_REQUESTS);
    let reset = "2026-03-02T12:00:30Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap();
    assert_eq!(
        named.headers()["x-ratelimit-reset"],
        reset.timestamp().to_string()
    );
    let text = named.text().await.unwrap();
    assert_eq!(
        text,
        "Too many requests from this IP, please try again later"
    );
    let unsaid = visit.send(ME, Value::Null).await.unwrap();
    assert_eq!(unsaid.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(!unsaid.headers().contains_key("x-ratelimit-reset"));
    assert_eq!(
        visit.send(ME, Value::Null).await.unwrap().status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_token_request_fails_as_its_endpoint_does() {
    let visit = Visit::begin().await;
    for (fault, status, error, text) in [
        (
            Fault::TooManyRequests { seconds: Some(7) },
            429,
            "too_many_requests",
            "in 7 seconds",
        ),
        (Fault::InvalidClient, 401, "invalid_client", "expired"),
        (
            Fault::ErrorCode {
                code: "server_error".into(),
                message: "Down".into(),
            },
            400,
            "server_error",
            "Down",
        ),
    ] {
        visit.office.faults().fail_next(Calls::Token, 1, fault);
        let response = visit.ask_token(&credentials(visit.office.breeze())).await;
        assert_eq!(response.status().as_u16(), status);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["error"], error);
        assert!(
            answer["error_description"].as_str().unwrap().contains(text),
            "{answer}"
        );
    }
    visit
        .office
        .faults()
        .fail_next(Calls::Token, 1, Fault::ExpiredToken);
    let answer = visit.ask_token(&credentials(visit.office.breeze())).await;
    let token = answer.json::<Value>().await.unwrap()["access_token"].take();
    let visit = Visit {
        token: token.as_str().unwrap().to_owned(),
        ..visit
    };
    assert_eq!(code(&visit.ask(ME, Value::Null).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn server_errors_are_no_json_and_place_nothing() {
    for (fault, status, kind) in [
        (
            Fault::InternalError,
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain",
        ),
        (Fault::HtmlBadGateway, StatusCode::BAD_GATEWAY, "text/html"),
    ] {
        let visit = failing(fault).await;
        let response = send_order(&visit).await.unwrap();
        assert_eq!(response.status(), status);
        assert!(
            response.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with(kind)
        );
        good_order_follows(&visit, 0).await;
    }
}

#[tokio::test]
async fn a_truncated_answer_breaks_off_in_its_middle() {
    let visit = failing(Fault::Truncated).await;
    let mut response = send_order(&visit).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let promised = response.content_length().unwrap();
    let part = response.chunk().await.unwrap().unwrap();
    assert!((part.len() as u64) < promised);
    assert!(part.starts_with(b"{\"data\""), "it begins well");
    assert!(response.chunk().await.is_err());
    good_order_follows(&visit, 1).await;
}

#[tokio::test]
async fn an_expired_token_is_refused_as_documented() {
    let visit = failing(Fault::ExpiredToken).await;
    let response = send_order(&visit).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(code(&response.json().await.unwrap()), "UNAUTHENTICATED");
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn a_redirect_points_elsewhere() {
    let to = "https://moved.invalid/graphql";
    let visit = failing(Fault::Redirect { to: to.to_owned() }).await;
    let response = send_order(&visit).await.unwrap();
    assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(response.headers()["location"], to);
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn unreadable_answers_follow_placed_orders() {
    let visit = failing(Fault::EmptyBody).await;
    let response = send_order(&visit).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.text().await.unwrap(), "");
    good_order_follows(&visit, 1).await;
    let visit = failing(Fault::OtherShape).await;
    let answer: Value = send_order(&visit).await.unwrap().json().await.unwrap();
    assert!(answer.get("data").is_none() && answer.get("errors").is_none());
    good_order_follows(&visit, 1).await;
}

#[tokio::test]
async fn a_receipt_may_stand_beside_errors() {
    let visit = failing(Fault::PartialSuccess).await;
    let answer: Value = send_order(&visit).await.unwrap().json().await.unwrap();
    assert_eq!(receipt(&answer)["credential_number"], 1042);
    assert_eq!(code(&answer), "INTERNAL_SERVER_ERROR");
    good_order_follows(&visit, 1).await;
}

#[tokio::test]
async fn any_code_may_be_answered() {
    let fault = Fault::ErrorCode {
        code: "FORBIDDEN".into(),
        message: "Not you".into(),
    };
    let visit = failing(fault).await;
    let answer: Value = send_order(&visit).await.unwrap().json().await.unwrap();
    assert_eq!(code(&answer), "FORBIDDEN");
    assert_eq!(answer["errors"][0]["message"], "Not you");
    assert_eq!(answer["data"], Value::Null);
    good_order_follows(&visit, 0).await;
}
