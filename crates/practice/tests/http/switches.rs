//! The same switches over HTTP, as a test in another process uses them.

use practice::{Calls, Fault, OrderRecord, PlannedFault};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::client::{ME, Visit, code, jane, receipt};

async fn post(visit: &Visit, path: &str, body: &Value) -> StatusCode {
    visit
        .http
        .post(visit.url(path))
        .json(body)
        .send()
        .await
        .unwrap()
        .status()
}

#[tokio::test]
async fn faults_are_planned_shown_and_cleared() {
    let visit = Visit::begin().await;
    let plan = json!({ "calls": "graphql", "count": 1, "fault": { "kind": "slow", "millis": 5 } });
    assert_eq!(
        post(&visit, "/practice/faults", &plan).await,
        StatusCode::NO_CONTENT
    );
    let expected = PlannedFault {
        calls: Calls::Graphql,
        count: 1,
        fault: Fault::Slow { millis: 5 },
    };
    assert_eq!(visit.office.faults().waiting(), [expected]);
    let url = visit.url("/practice/faults");
    let shown: Value = visit
        .http
        .get(&url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(shown, json!([plan]));
    visit.http.delete(&url).send().await.unwrap();
    assert_eq!(visit.office.faults().waiting(), []);
}

#[tokio::test]
async fn every_fault_has_a_name_on_the_wire() {
    let visit = Visit::begin().await;
    for fault in [
        json!({ "kind": "tooManyRequests", "seconds": 3 }),
        json!({ "kind": "tooManyRequests" }),
        json!({ "kind": "internalError" }),
        json!({ "kind": "htmlBadGateway" }),
        json!({ "kind": "resetBeforeReading" }),
        json!({ "kind": "resetAfterCommitting" }),
        json!({ "kind": "slow", "millis": 3 }),
        json!({ "kind": "hang" }),
        json!({ "kind": "truncated" }),
        json!({ "kind": "expiredToken" }),
        json!({ "kind": "redirect", "to": "https://moved.invalid" }),
        json!({ "kind": "emptyBody" }),
        json!({ "kind": "otherShape" }),
        json!({ "kind": "partialSuccess" }),
        json!({ "kind": "errorCode", "code": "FORBIDDEN", "message": "Not you" }),
        json!({ "kind": "invalidClient" }),
    ] {
        let plan = json!({ "calls": "order", "count": 1, "fault": fault });
        let status = post(&visit, "/practice/faults", &plan).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{plan}");
    }
    let unknown = json!({ "calls": "order", "count": 1, "fault": { "kind": "meteor" } });
    assert!(
        post(&visit, "/practice/faults", &unknown)
            .await
            .is_client_error()
    );
}

#[tokio::test]
async fn the_orders_are_told() {
    let visit = Visit::begin().await;
    let answer = visit.order_data(jane()).await;
    let url = visit.url("/practice/orders");
    let orders: Vec<OrderRecord> = visit
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(orders, visit.office.orders());
    assert_eq!(receipt(&answer)["_id"], orders[0].id);
}

#[tokio::test]
async fn the_clock_and_the_tokens_obey() {
    let visit = Visit::begin().await;
    let hour = json!({ "advanceSeconds": 3600 });
    assert_eq!(
        post(&visit, "/practice/clock", &hour).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(code(&visit.ask(ME, Value::Null).await), "UNAUTHENTICATED");
    let visit = Visit::begin().await;
    post(&visit, "/practice/expire-tokens", &Value::Null).await;
    assert_eq!(code(&visit.ask(ME, Value::Null).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_template_can_be_deleted() {
    let visit = Visit::begin().await;
    let id = visit.template("Visitor").await["_id"].take();
    let url = visit.url(&format!("/practice/templates/{}", id.as_str().unwrap()));
    for expected in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        assert_eq!(
            visit.http.delete(&url).send().await.unwrap().status(),
            expected
        );
    }
}
