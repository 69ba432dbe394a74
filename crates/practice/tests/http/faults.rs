use std::{error::Error, io, time::Duration};

use practice::{Calls, Fault};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::client::{ME, ORDER, Visit, code, jane, receipt, soon};

pub async fn send_order(visit: &Visit) -> reqwest::Result<Response> {
    let template = visit.template("Company ID Card").await;
    let credential = json!({ "template_id": template["_id"], "data": jane() });
    visit.send(ORDER, json!({ "credential": credential })).await
}

/// An office whose next order fails.
pub async fn failing(fault: Fault) -> Visit {
    let visit = Visit::begin().await;
    visit.office.faults().fail_next(Calls::Order, 1, fault);
    visit
}

pub async fn good_order_follows(visit: &Visit, placed_before: usize) {
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
async fn a_reset_before_reading_places_nothing() {
    let visit = failing(Fault::ResetBeforeReading).await;
    let error = send_order(&visit).await.unwrap_err();
    assert!(is_reset(&error), "{error:?}");
    assert!(!error.is_connect(), "the connection had been made");
    good_order_follows(&visit, 0).await;
}

#[tokio::test]
async fn a_held_answer_comes_when_the_faults_are_cleared() {
    let visit = failing(Fault::Held).await;
    let answer = tokio::join!(send_order(&visit), async {
        while visit.office.orders().is_empty() {
            tokio::task::yield_now().await;
        }
        visit.office.faults().clear();
    });
    let answer: Value = answer.0.unwrap().json().await.unwrap();
    assert_eq!(receipt(&answer)["credential_number"], 1042);
    good_order_follows(&visit, 1).await;
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
    let placed = soon(placed);
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
    soon(async {
        while !visit.office.faults().waiting().is_empty() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(visit.office.orders().is_empty());
    soon(visit.office.close()).await;
    assert!(
        soon(call).await.unwrap().is_err(),
        "closing cuts what hangs"
    );
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
