//! How orders leave, wait, and come to rest.

use desk::boundary::{Code, HistoryQuery, OrderState, Problem};
use practice::{Calls, Fault};

use crate::stage::Stage;

async fn place(stage: &Stage) -> String {
    let enrolment = stage.filled().await;
    stage.place(enrolment.id).await.row.id
}

async fn count(stage: &Stage, state: OrderState) -> usize {
    let query = HistoryQuery {
        states: vec![state],
        ..HistoryQuery::default()
    };
    stage.desk.history(query).await.unwrap().rows.len()
}

#[tokio::test]
async fn orders_placed_behind_one_another_all_arrive() {
    let stage = Stage::open().await;
    let slow = Fault::Slow { millis: 400 };
    stage.office.faults().fail_next(Calls::Order, 1, slow);
    let mut placed = Vec::new();
    for _ in 0..3 {
        placed.push(place(&stage).await);
    }
    for order in placed {
        let settled = stage.desk.settled(order).await.unwrap();
        assert_eq!(settled.row.state, OrderState::Accepted);
    }
    assert_eq!(stage.office.faults().orders().len(), 3);
}

#[tokio::test]
async fn an_order_whose_way_is_free_is_taken_as_it_is_written_down_and_the_next_one_waits() {
    let stage = Stage::open().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::Held);
    let first = stage.place(stage.filled().await.id).await;
    assert_eq!(first.row.state, OrderState::Sending);
    let times: Vec<_> = first.timeline.iter().map(|event| event.at).collect();
    assert!(times.iter().all(|at| *at == times[0]), "with one writing");
    let next = stage.place(stage.filled().await.id).await.row;
    assert_eq!(next.state, OrderState::Waiting);
    faults.clear();
    for order in [first.row.id, next.id] {
        stage.until_state(&order, OrderState::Accepted).await;
    }
    assert_eq!(faults.orders().len(), 2);
}

#[tokio::test]
async fn an_outage_leaves_one_unknown_order_and_the_others_follow_by_themselves() {
    let stage = Stage::open().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Graphql, 500, Fault::HtmlBadGateway);
    let first = place(&stage).await;
    stage.desk.settled(first).await.unwrap();
    let mut behind = Vec::new();
    for _ in 0..3 {
        behind.push(place(&stage).await);
    }
    faults.clear();
    for order in behind {
        stage.until_state(&order, OrderState::Accepted).await;
    }
    assert_eq!(count(&stage, OrderState::Unknown).await, 1);
    assert_eq!(faults.orders().len(), 3);
}

#[tokio::test]
async fn a_blocked_connection_tries_nothing_until_it_was_mended() {
    let stage = Stage::open().await;
    let faults = stage.office.faults();
    let forbidden = Fault::ErrorCode {
        code: "FORBIDDEN".to_owned(),
        message: "no".to_owned(),
    };
    faults.fail_next(Calls::Order, 1, forbidden);
    let blocked = place(&stage).await;
    let view = stage.desk.settled(blocked.clone()).await.unwrap();
    assert_eq!(view.row.state, OrderState::Blocked);
    let behind = place(&stage).await;
    let view = stage.desk.settled(behind.clone()).await.unwrap();
    assert_eq!(view.row.state, OrderState::Waiting, "nothing is tried");
    let held = view.row.held.expect("what must be mended");
    assert!(held.mend, "it does not go by itself");
    assert_eq!(held.problem.code, Code::NoRole);
    assert_eq!(held.problem.detail, "no", "in the service's own words");
    let listed = stage.desk.history(HistoryQuery::default()).await.unwrap();
    assert_eq!(listed.rows[0].held.as_ref(), Some(&held));
    let report = stage.desk.check_connection("practice".to_owned()).await;
    assert!(report.unwrap().problem.is_none());
    for order in [blocked, behind] {
        let sent = stage.until_state(&order, OrderState::Accepted).await;
        assert_eq!(sent.row.held, None);
    }
}

#[tokio::test]
async fn an_order_that_stays_forbidden_at_a_connection_in_order_is_refused_and_holds_up_no_other() {
    let stage = Stage::open().await;
    let faults = stage.office.faults();
    let forbidden = Fault::ErrorCode {
        code: "FORBIDDEN".to_owned(),
        message: "Not this template".to_owned(),
    };
    faults.fail_next(Calls::Order, 2, forbidden);
    let not_allowed = place(&stage).await;
    let view = stage.desk.settled(not_allowed.clone()).await.unwrap();
    assert_eq!(view.row.state, OrderState::Blocked, "it may be the account");
    let behind = place(&stage).await;
    let report = stage.desk.check_connection("practice".to_owned()).await;
    assert!(report.unwrap().problem.is_none());
    let refused = stage.until_state(&not_allowed, OrderState::Refused).await;
    let problem = refused.attempt.expect("why").problem;
    assert_eq!(
        (problem.code, &*problem.detail),
        (Code::NoRole, "Not this template")
    );
    stage.until_state(&behind, OrderState::Accepted).await;
}

#[tokio::test]
async fn an_order_behind_one_that_was_not_taken_waits_too() {
    let stage = Stage::open().await;
    let busy = Fault::TooManyRequests { seconds: Some(90) };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let first = place(&stage).await;
    stage.desk.settled(first).await.unwrap();
    let behind = place(&stage).await;
    let view = stage.desk.settled(behind).await.unwrap();
    assert_eq!(view.row.state, OrderState::Waiting);
    let held = view.row.held.expect("until when");
    assert!(!held.mend, "it goes by itself");
    assert_eq!(held.problem.code, Code::RateLimited);
    assert!(!held.problem.detail.is_empty(), "the time is named");
    assert!(stage.office.faults().orders().is_empty());
}

#[tokio::test]
async fn what_waits_when_the_window_closes_leaves_when_it_stays() {
    let stage = Stage::without_hurry().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::Held);
    let first = place(&stage).await;
    let second = place(&stage).await;
    stage.until_state(&first, OrderState::Sending).await;
    let waited_for = stage.desk.begin_closing();
    assert!(waited_for.iter().any(|order| order.to_string() == first));
    faults.clear();
    stage.desk.until_nothing_is_sending().await;
    let first = stage.desk.order(first).await.unwrap();
    assert_eq!(
        first.row.state,
        OrderState::Accepted,
        "its answer was awaited"
    );
    let view = stage.desk.order(second.clone()).await.unwrap();
    assert_eq!(view.row.state, OrderState::Waiting, "nothing new leaves");
    let enrolment = stage.filled().await;
    let refused: Problem = stage
        .desk
        .place_order(enrolment.id)
        .await
        .unwrap_err()
        .into();
    assert_eq!(refused.code, Code::Closing);
    stage.desk.stay_open();
    stage.until_state(&second, OrderState::Accepted).await;
}
