use std::{error::Error, io, time::Duration};

use practice::{Calls, Fault};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::client::{ME, ORDER, Visit, code, credentials, jane, receipt, stopped};

async fn send_order(visit: &Visit) -> reqwest::Result<Response> {
    let template = visit.template("Company ID Card").await;
    let credential = json!({ "template_id": template["_id"], "data": jane() });
    visit.send(ORDER, json!({ "credential": credential })).await
}

/// An office whose next order fails.
async fn failing(fault: Fault) -> Visit {
    let visit = Visit::begin().await;
    visit.office.faults().fail_next(Calls::Order, 1, fault);
    visit
}

async fn good_order_follows(visit: &Visit, placed_before: usize) {
    assert_eq!(visit.office.orders().len(), placed_before);
    let answer: Value = send_order(visit).await.unwrap().json().await.unwrap();
    let number = 1042 + placed_before;
    assert_eq!(
        receipt(&answer)["credential_number"],
        number,
        "the fault was for one call"
    );
}

fn is_reset(error: &reqwest::Error) -> bool {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        let io = error.downcast_ref::<io::Error>();
        if io.is_some_and(|error| error.kind() == io::ErrorKind::ConnectionReset) {
            return true;
        }
        cause = error.source();
    }
    false
}

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
async fn a_reset_before_reading_places_nothing() {
    let visit = failing(Fault::ResetBeforeReading).await;
    let error = send_order(&visit).await.unwrap_err();
    assert!(is_reset(&error), "{error:?}");
    assert!(!error.is_connect(), "the connection had been made");
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn a_reset_comes_before_the_body_of_any_call_is_read() {
    let visit = Visit::begin().await;
    visit
        .office
        .faults()
        .fail_next(Calls::Graphql, 1, Fault::ResetBeforeReading);
    // Larger than what the sockets of a loopback connection hold.
    let body = vec![b' '; 64 * 1024 * 1024];
    let request = visit.http.post(visit.url("/graphql")).body(body);
    assert!(request.send().await.is_err());
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn a_reset_after_committing_leaves_a_placed_order() {
    let visit = failing(Fault::ResetAfterCommitting).await;
    let error = send_order(&visit).await.unwrap_err();
    assert!(is_reset(&error), "{error:?}");
    good_order_follows(&visit, 1).await;
}

#[tokio::test]
async fn a_slow_answer_comes_after_the_order_is_placed() {
    let visit = failing(Fault::Slow { millis: 50 }).await;
    let answer: Value = send_order(&visit).await.unwrap().json().await.unwrap();
    assert_eq!(receipt(&answer)["credential_number"], 1042);
    let never = Fault::Slow {
        millis: u64::from(u32::MAX),
    };
    visit.office.faults().fail_next(Calls::Order, 1, never);
    let ordering = send_order(&visit);
    let placed = async {
        while visit.office.orders().len() < 2 {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = ordering => panic!("answered too early: {answer:?}"),
        () = placed => {}
    }
}

#[tokio::test]
async fn a_call_that_hangs_places_nothing_and_ends_with_the_office() {
    let visit = failing(Fault::Hang).await;
    let template = visit.template("Company ID Card").await;
    let credential = json!({ "template_id": template["_id"], "data": jane() });
    let body = json!({ "query": ORDER, "variables": { "credential": credential } });
    let call = visit
        .http
        .post(visit.url("/graphql"))
        .bearer_auth(&visit.token)
        .json(&body);
    let call = tokio::spawn(call.send());
    while !visit.office.faults().waiting().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(visit.office.orders().is_empty());
    visit.office.close().await;
    assert!(call.await.unwrap().is_err(), "closing cuts what hangs");
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

#[tokio::test]
async fn faults_meet_only_the_calls_they_wait_for_and_can_be_cleared() {
    let visit = Visit::begin().await;
    let faults = visit.office.faults();
    faults.fail_next(Calls::Order, 2, Fault::InternalError);
    assert_eq!(
        visit.send(ME, Value::Null).await.unwrap().status(),
        StatusCode::OK
    );
    assert_eq!(
        send_order(&visit).await.unwrap().status(),
        StatusCode::INTERNAL_SERVER_ERROR
    );
    assert_eq!(faults.waiting()[0].count, 1, "one of two is left");
    faults.clear();
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn the_clock_put_forward_ends_tokens_and_expiring_them_does_too() {
    let visit = Visit::begin().await;
    visit.office.faults().advance(Duration::from_secs(3600));
    assert_eq!(code(&visit.ask(ME, Value::Null).await), "UNAUTHENTICATED");
    let visit = Visit::begin().await;
    visit.office.faults().expire_tokens();
    assert_eq!(code(&visit.ask(ME, Value::Null).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_deleted_template_is_gone_from_the_list_and_from_ordering() {
    let visit = Visit::begin().await;
    let id = visit.template("Company ID Card").await["_id"].take();
    assert!(visit.office.faults().delete_template(id.as_str().unwrap()));
    assert_eq!(visit.template("Company ID Card").await, Value::Null);
    let answer = visit
        .order(json!({ "template_id": id, "data": jane() }))
        .await;
    assert_eq!(code(&answer), "NOT_FOUND");
    assert!(
        !visit.office.faults().delete_template(id.as_str().unwrap()),
        "once"
    );
}
