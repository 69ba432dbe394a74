//! A service that counts a key as used although its call failed: nothing is made behind the
//! operator's back, and a new order has a new key.

use desk::boundary::{Answer, Code, EnrolmentInput, OrderState, OrderView, TimelineKind};
use practice::issuebadge::{Calls, FailedKey, Fault, ReusedKey, Switches};
use serde_json::json;

use crate::badges::{EMAIL, NAME};
use crate::stage::Stage;

/// Every answer to a key that was used before.
const ALL_KEYS: [ReusedKey; 5] = [
    ReusedKey::ReturnsExisting,
    ReusedKey::Conflict,
    ReusedKey::Unprocessable,
    ReusedKey::BadRequest,
    ReusedKey::OkFailure,
];

async fn at(failed_key: FailedKey, reused_key: ReusedKey) -> Stage {
    Stage::at_badges_with(Switches {
        failed_key,
        reused_key,
        ..Switches::default()
    })
    .await
}

async fn placed_under(stage: &Stage, fault: Fault) -> String {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, fault);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    stage.place(enrolment.id).await.row.id
}

fn times(order: &OrderView, kind: TimelineKind) -> usize {
    let timeline = order.timeline.iter();
    timeline.filter(|entry| entry.kind == kind).count()
}

/// The one badge that the office holds was made under this order's key.
fn holds_the_one_of(stage: &Stage, order: &OrderView, what: &str) {
    let issued = stage.office.issued();
    assert_eq!(issued.len(), 1, "{what}: lost or doubled");
    let key = issued[0].idempotency_key.as_ref().unwrap();
    assert!(key.contains(&order.row.id), "{what}: another order's key");
    let receipt = order.receipt.as_ref().unwrap().id.as_ref();
    assert_eq!(receipt, Some(&issued[0].issue_id), "{what}");
}

#[tokio::test]
async fn a_key_that_a_failed_call_left_free_issues_the_badge_at_the_second_attempt() {
    for reused_key in ALL_KEYS {
        let stage = at(FailedKey::Free, reused_key).await;
        let order = placed_under(&stage, Fault::InternalError).await;
        let order = stage.until_state(&order, OrderState::Accepted).await;
        assert_eq!(times(&order, TimelineKind::Sent), 2, "{reused_key:?}");
        holds_the_one_of(&stage, &order, &format!("{reused_key:?}"));
    }
}

/// An order whose key the failed first call used up: twice looked for, and left to the operator.
async fn burned(stage: &Stage, what: &str) -> OrderView {
    let order = placed_under(stage, Fault::InternalError).await;
    let given_up = |order: &OrderView| times(order, TimelineKind::NotFound) == 2;
    let order = stage.until(&order, given_up).await;
    assert_eq!(order.row.state, OrderState::Unknown, "{what}");
    let problem = &order.attempt.as_ref().unwrap().problem;
    assert_eq!(problem.code, Code::KeyUsed, "{what}");
    assert_eq!(times(&order, TimelineKind::Sent), 2, "{what}");
    order
}

#[tokio::test]
async fn a_key_that_a_failed_call_used_up_is_for_the_operator_and_the_next_order_has_another() {
    for reused_key in ALL_KEYS {
        let what = format!("{reused_key:?}");
        let stage = at(FailedKey::Burned, reused_key).await;
        let order = burned(&stage, &what).await;
        let id = order.row.id.clone();
        let again = stage.desk.answer_unknown(id.clone(), Answer::NotThere);
        let again = again.await.unwrap();
        assert_eq!(again.row.state, OrderState::Unknown, "{what}: same key");
        assert!(stage.office.issued().is_empty(), "{what}");
        // It is sent, looked for, sent once more and looked for, as after the first time.
        let given_up = |order: &OrderView| times(order, TimelineKind::NotFound) == 4;
        stage.until(&id, given_up).await;
        let closed = stage.desk.answer_unknown(id.clone(), Answer::Close);
        let closed = closed.await.unwrap();
        assert_eq!(closed.row.state, OrderState::Cancelled, "{what}");
        let form = stage.desk.order_again(id).await.unwrap();
        let order = stage.place(form.id).await.row.id;
        let order = stage.until_state(&order, OrderState::Accepted).await;
        holds_the_one_of(&stage, &order, &what);
    }
}

#[tokio::test]
async fn a_refusal_that_used_up_its_key_is_corrected_under_another() {
    for failed_key in [FailedKey::Free, FailedKey::Burned] {
        let stage = at(failed_key, ReusedKey::Conflict).await;
        let refusal = Fault::Refused {
            status: 422,
            message: "Validation failed".to_owned(),
            errors: json!({ "name": ["The name is too formal."] }),
        };
        let refused = placed_under(&stage, refusal).await;
        let refused = stage.desk.settled(refused).await.unwrap();
        assert_eq!(refused.row.state, OrderState::Refused, "{failed_key:?}");
        let form = stage
            .desk
            .order_again(refused.row.id.clone())
            .await
            .unwrap();
        let mut values = form.values.clone();
        values.insert(NAME.0.to_owned(), "Jonny".to_owned());
        let input = EnrolmentInput {
            id: form.id.clone(),
            values,
            ..EnrolmentInput::default()
        };
        stage.desk.save_enrolment(input).await.unwrap();
        let order = stage.order(&form).await;
        assert_eq!(order.row.state, OrderState::Accepted, "{failed_key:?}");
        holds_the_one_of(&stage, &order, &format!("{failed_key:?}"));
    }
}
