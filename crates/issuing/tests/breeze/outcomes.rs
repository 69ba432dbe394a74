//! Every way an attempt can end, and whether the office has the order afterwards.

use issuing::IssuingService;
use practice::{Calls, Fault};
use tokio::task::JoinSet;

use crate::office::{client, open, somebody, summary};

/// Which calls fail, how many of them, how; what the attempt says; the orders placed by then.
type Row = (Calls, u32, Fault, &'static str, usize);

fn error(code: &str) -> Fault {
    Fault::ErrorCode {
        code: code.into(),
        message: "Words".into(),
    }
}

fn moved() -> Fault {
    Fault::Redirect {
        to: "https://new.example.com/".into(),
    }
}

/// Without a token an order has not left, whatever became of the token.
fn before_sending() -> Vec<Row> {
    let token = |fault, end| (Calls::Token, 1, fault, end, 0);
    vec![
        token(
            Fault::TooManyRequests { seconds: Some(420) },
            "not taken: rate_limited",
        ),
        token(
            Fault::TooManyRequests { seconds: None },
            "not taken: rate_limited",
        ),
        token(Fault::InvalidClient, "blocked: secret_expired"),
        token(error("invalid_client"), "blocked: wrong_secret"),
        token(error("invalid_request"), "blocked: invalid_request"),
        token(
            error("unsupported_grant_type"),
            "blocked: unsupported_grant",
        ),
        token(error("server_error"), "never left: undocumented_code"),
        token(Fault::InternalError, "never left: server_failed"),
        token(Fault::HtmlBadGateway, "never left: server_failed"),
        token(Fault::ResetBeforeReading, "never left: interrupted"),
        token(Fault::ResetAfterCommitting, "never left: interrupted"),
        token(Fault::Hang, "never left: timed_out"),
        token(Fault::Truncated, "never left: truncated"),
        token(Fault::EmptyBody, "never left: empty_answer"),
        token(Fault::OtherShape, "never left: other_shape"),
        token(moved(), "never left: moved"),
    ]
}

/// A token that is not accepted is renewed once.
fn rejected_tokens() -> Vec<Row> {
    vec![
        (Calls::Token, 1, Fault::ExpiredToken, "accepted", 1),
        (
            Calls::Token,
            2,
            Fault::ExpiredToken,
            "blocked: not_authenticated",
            0,
        ),
        (Calls::Order, 1, Fault::ExpiredToken, "accepted", 1),
        (
            Calls::Order,
            2,
            Fault::ExpiredToken,
            "blocked: not_authenticated",
            0,
        ),
        (Calls::Order, 1, error("UNAUTHENTICATED"), "accepted", 1),
    ]
}

/// Once it was sent, only what the documentation explains proves anything.
fn after_sending() -> Vec<Row> {
    let order = |fault, end, placed| (Calls::Order, 1, fault, end, placed);
    vec![
        order(
            Fault::TooManyRequests { seconds: Some(60) },
            "not taken: rate_limited",
            0,
        ),
        order(
            Fault::TooManyRequests { seconds: None },
            "not taken: rate_limited",
            0,
        ),
        order(error("FORBIDDEN"), "blocked: forbidden", 0),
        order(error("BAD_USER_INPUT"), "refused: bad_input", 0),
        order(error("NOT_FOUND"), "refused: template_not_found", 0),
        order(
            error("INTERNAL_SERVER_ERROR"),
            "unknown: undocumented_code",
            0,
        ),
        order(Fault::InternalError, "unknown: server_failed", 0),
        order(Fault::HtmlBadGateway, "unknown: server_failed", 0),
        order(Fault::ResetBeforeReading, "unknown: interrupted", 0),
        order(Fault::ResetAfterCommitting, "unknown: interrupted", 1),
        order(Fault::Hang, "unknown: timed_out", 0),
        order(Fault::Slow { millis: 60_000 }, "unknown: timed_out", 1),
        order(Fault::Slow { millis: 1 }, "accepted", 1),
        order(Fault::Truncated, "unknown: truncated", 1),
        order(Fault::EmptyBody, "unknown: empty_answer", 1),
        order(Fault::OtherShape, "unknown: other_shape", 1),
        order(Fault::PartialSuccess, "accepted", 1),
        order(moved(), "unknown: moved", 0),
    ]
}

async fn try_out((calls, count, fault, end, placed): Row) {
    let office = open().await;
    office.faults().fail_next(calls, count, fault.clone());
    let outcome = client(&office).order(&somebody(&office).into()).await;
    assert_eq!(summary(&outcome), end, "{calls:?} {fault:?}");
    assert_eq!(office.orders().len(), placed, "{calls:?} {fault:?}");
    assert!(
        office.faults().waiting().is_empty(),
        "{calls:?} {fault:?} was not met"
    );
}

/// Each row has its own office, so that the waiting of some does not add up.
async fn try_all(rows: Vec<Row>) {
    let mut trials = JoinSet::new();
    for row in rows {
        trials.spawn(try_out(row));
    }
    trials.join_all().await;
}

#[tokio::test]
async fn an_attempt_that_fails_for_want_of_a_token_is_never_unknown() {
    try_all(before_sending()).await;
}

#[tokio::test]
async fn a_rejected_token_is_renewed_exactly_once() {
    try_all(rejected_tokens()).await;
}

#[tokio::test]
async fn an_attempt_that_was_sent_ends_as_what_came_back_proves() {
    try_all(after_sending()).await;
}

#[tokio::test]
async fn an_office_that_is_closed_proves_that_nothing_left() {
    let office = open().await;
    let (breeze, request) = (client(&office), somebody(&office));
    breeze.probe().await.unwrap();
    office.close().await;
    assert_eq!(
        summary(&breeze.order(&request.clone().into()).await),
        "never left: unreachable"
    );
}

#[tokio::test]
async fn a_token_that_was_rejected_and_cannot_be_renewed_leaves_the_order_untaken() {
    for (fault, end) in [
        (Fault::InvalidClient, "blocked: secret_expired"),
        (Fault::InternalError, "never left: server_failed"),
        (
            Fault::TooManyRequests { seconds: Some(9) },
            "not taken: rate_limited",
        ),
    ] {
        let office = open().await;
        let breeze = client(&office);
        breeze.probe().await.unwrap();
        office.faults().expire_tokens();
        office.faults().fail_next(Calls::Token, 1, fault);
        assert_eq!(summary(&breeze.order(&somebody(&office).into()).await), end);
        assert!(office.orders().is_empty());
        assert_eq!(
            summary(&breeze.order(&somebody(&office).into()).await),
            "accepted"
        );
    }
}
