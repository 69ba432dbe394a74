//! Orders of unknown outcome that the service does not have and will never take: they are closed.

use desk::boundary::{
    Answer, HistoryQuery, OrderEnd, OrderState, OrderView, Problem, TimelineKind, ToForget,
};
use practice::issuebadge::{Calls as BadgeCalls, Fault as BadgeFault};
use practice::{Calls, Fault};
use serde_json::json;

use crate::badges::{EMAIL, NAME};
use crate::stage::Stage;

/// A badge whose key was used up by a call that made nothing.
async fn with_a_burned_key(stage: &Stage) -> OrderView {
    let used = BadgeFault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: json!({ "idempotency_key": ["It was used before."] }),
    };
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(BadgeCalls::Issue, 2, used);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let order = stage.place(enrolment.id).await.row.id;
    let looked = |kind: TimelineKind| kind == TimelineKind::NotFound;
    let given_up = |order: &OrderView| {
        let kinds = order.timeline.iter().map(|entry| entry.kind);
        kinds.filter(|kind| looked(*kind)).count() == 2
    };
    let order = stage.until(&order, given_up).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    order
}

async fn closed(stage: &Stage, order: &OrderView) -> OrderView {
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.operator = "Kari".to_owned();
    stage.desk.save_settings(settings).await.unwrap();
    let answer = stage
        .desk
        .answer_unknown(order.row.id.clone(), Answer::Close);
    let closed = answer.await.unwrap();
    assert_eq!(closed.row.state, OrderState::Cancelled);
    let last = closed.timeline.last().unwrap();
    assert_eq!(last.kind, TimelineKind::Closed);
    assert_eq!(last.by, "Kari", "an operator looked");
    let rows = stage.desk.history(HistoryQuery::default()).await.unwrap();
    let row = rows.rows.iter().find(|row| row.id == order.row.id).unwrap();
    assert_eq!(row.ended, Some(OrderEnd::Closed), "and the list says so");
    closed
}

async fn forgotten(stage: &Stage, order: &OrderView) -> Result<u32, Problem> {
    let what = ToForget {
        orders: vec![order.row.id.clone()],
        ..ToForget::default()
    };
    let deletion = stage.desk.forget(what).await?;
    Ok(deletion.orders)
}

#[tokio::test]
async fn a_badge_whose_key_was_burned_is_closed_and_ordered_again_under_a_new_key() {
    let stage = Stage::at_badges().await;
    let order = with_a_burned_key(&stage).await;
    let early = stage.desk.order_again(order.row.id.clone()).await;
    assert!(early.is_err(), "it may be there");
    let order = closed(&stage, &order).await;
    let again = stage.desk.order_again(order.row.id.clone()).await.unwrap();
    assert_eq!(again.values[NAME.0], NAME.1);
    assert_eq!(again.values[EMAIL.0], EMAIL.1);
    let new = stage.order(&again).await;
    assert_eq!(new.row.state, OrderState::Accepted, "{new:?}");
    let issued = stage.office.issued();
    let key = issued[0].request["idempotency_key"].to_string();
    assert_eq!(issued.len(), 1);
    assert!(key.contains(&new.row.id) && !key.contains(&order.row.id));
    let before = stage.desk.order(order.row.id).await.unwrap();
    assert_eq!(before.row.state, OrderState::Cancelled);
}

#[tokio::test]
async fn an_order_that_was_closed_keeps_nobody_from_being_forgotten() {
    let stage = Stage::at_badges().await;
    let order = with_a_burned_key(&stage).await;
    assert!(
        forgotten(&stage, &order).await.is_err(),
        "it is not finished"
    );
    closed(&stage, &order).await;
    assert_eq!(forgotten(&stage, &order).await.unwrap(), 1);
}

#[tokio::test]
async fn a_card_that_is_not_there_is_closed_and_never_sent_again() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::ResetBeforeReading);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    let order = closed(&stage, &order).await;
    assert!(stage.office.faults().orders().is_empty());
    assert_eq!(stage.desk.order_counts(None).await.unwrap().needs_you, 0);
    let again = stage.desk.order_again(order.row.id).await.unwrap();
    // After the broken connection it may wait for the service to have answered twice.
    let again = stage.order(&again).await.row.id;
    stage.until_state(&again, OrderState::Accepted).await;
    assert_eq!(stage.office.faults().orders().len(), 1);
}
