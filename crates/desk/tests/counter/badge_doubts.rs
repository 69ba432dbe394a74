//! Badges whose first attempt may have issued them: looked up, sent once more under their key,
//! looked up again, and doubled by nothing that happens meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use desk::boundary::{Answer, Code, OrderState, OrderView, TimelineKind};
use practice::issuebadge::{Calls, Fault, ReusedKey, Switches};
use serde_json::{Value, json};

use crate::badges::{EMAIL, NAME, code};
use crate::elsewhere::{client, issue};
use crate::stage::{EXAMPLE, Stage, StoppedClock};

/// Every answer to a key that was used before.
const ALL_KEYS: [ReusedKey; 5] = [
    ReusedKey::ReturnsExisting,
    ReusedKey::Conflict,
    ReusedKey::Unprocessable,
    ReusedKey::BadRequest,
    ReusedKey::OkFailure,
];

async fn placed(stage: &Stage) -> String {
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    stage.place(enrolment.id).await.row.id
}

fn times(order: &OrderView, kind: TimelineKind) -> usize {
    let timeline = order.timeline.iter();
    timeline.filter(|entry| entry.kind == kind).count()
}

/// A badge that was made although no answer came, and that is not in the list at first.
async fn made_and_listed_late(stage: &Stage) {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetAfterStoring);
    faults.fail_next(Calls::Issues, 1, Fault::ListedLate);
}

fn is_the_one_badge(stage: &Stage, order: OrderView, what: &str) {
    let issued = stage.office.issued();
    assert_eq!(issued.len(), 1, "{what}: lost or doubled");
    let receipt = order.receipt.unwrap().id;
    assert_eq!(receipt.as_ref(), Some(&issued[0].issue_id), "{what}");
}

#[tokio::test]
async fn a_badge_that_is_listed_late_is_sent_again_under_its_used_key_and_found_then() {
    for reused_key in ALL_KEYS {
        let switches = Switches {
            reused_key,
            ..Switches::default()
        };
        let stage = Stage::at_badges_with(switches).await;
        made_and_listed_late(&stage).await;
        let order = placed(&stage).await;
        let order = stage.until_state(&order, OrderState::Accepted).await;
        let what = format!("{reused_key:?}");
        assert_eq!(times(&order, TimelineKind::Sent), 2, "{what}");
        assert_eq!(times(&order, TimelineKind::NotFound), 1, "{what}");
        let looked_up_again = usize::from(reused_key != ReusedKey::ReturnsExisting);
        assert_eq!(
            times(&order, TimelineKind::Found),
            looked_up_again,
            "{what}"
        );
        is_the_one_badge(&stage, order, &what);
    }
}

#[tokio::test]
async fn a_second_attempt_that_fails_otherwise_makes_nobody_forget_the_first() {
    let refused = Fault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: json!({ "name": ["The name is too formal."] }),
    };
    for second in [
        Fault::TooManyRequests { seconds: Some(1) },
        Fault::EmptyUnauthorized,
        refused,
    ] {
        let stage = Stage::at_badges().await;
        made_and_listed_late(&stage).await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(Calls::Issue, 1, second.clone());
        let order = placed(&stage).await;
        let what = format!("{second:?}");
        if second == Fault::EmptyUnauthorized {
            let now = stage
                .until(&order, |order| {
                    times(order, TimelineKind::OutcomeUnknown) == 2
                })
                .await;
            assert_eq!(now.row.state, OrderState::Unknown, "{what}");
            assert_eq!(now.attempt.unwrap().problem.code, Code::WrongKey);
            let badges = "practice-badges".to_owned();
            stage.desk.check_connection(badges).await.unwrap();
        }
        let order = stage.until_state(&order, OrderState::Accepted).await;
        assert_eq!(times(&order, TimelineKind::Sent), 2, "{what}");
        assert_eq!(times(&order, TimelineKind::OutcomeUnknown), 2, "{what}");
        assert_eq!(times(&order, TimelineKind::Found), 1, "{what}");
        is_the_one_badge(&stage, order, &what);
    }
}

#[tokio::test]
async fn a_complaint_about_the_key_itself_is_no_refusal() {
    let stage = Stage::at_badges().await;
    let expired = Fault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: json!({ "idempotency_key": ["It has expired."] }),
    };
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, expired);
    let order = placed(&stage).await;
    let order = stage
        .until(&order, |order| times(order, TimelineKind::Sent) > 0)
        .await
        .row
        .id;
    let order = stage.desk.settled(order).await.unwrap();
    assert_eq!(times(&order, TimelineKind::Refused), 0);
    let order = stage.until_state(&order.row.id, OrderState::Accepted).await;
    is_the_one_badge(&stage, order, "under the key it had");
}

/// Places an order whose look-up fails and one behind it, and says why the second waits.
async fn behind_a_look_up_that_fails(stage: &Stage, fault: Fault) -> (String, Option<Code>) {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetAfterStoring);
    faults.fail_next(Calls::Issues, 1, fault);
    let unknown = placed(stage).await;
    while !faults.waiting().is_empty() {
        tokio::task::yield_now().await;
    }
    let behind = placed(stage).await;
    let stands = |order: &OrderView| order.row.held.is_some() || accepted(order);
    let held = stage.until(&behind, stands).await.row.held;
    (unknown, held.map(|held| held.problem.code))
}

fn accepted(order: &OrderView) -> bool {
    order.row.state == OrderState::Accepted
}

#[tokio::test]
async fn a_look_up_that_may_yet_succeed_holds_the_others_and_says_why() {
    let stage = Stage::at_badges().await;
    let (unknown, why) = behind_a_look_up_that_fails(&stage, Fault::InternalError).await;
    assert_eq!(why, Some(Code::ServerFailed));
    let found = stage.until_state(&unknown, OrderState::Accepted).await;
    assert_eq!(times(&found, TimelineKind::Found), 1);
    let stage = Stage::at_badges().await;
    let busy = Fault::TooManyRequests { seconds: Some(600) };
    let (unknown, why) = behind_a_look_up_that_fails(&stage, busy).await;
    assert_eq!(why, Some(Code::RateLimited));
    let still = stage.desk.order(unknown).await.unwrap().row.state;
    assert_eq!(
        still,
        OrderState::Unknown,
        "it is not asked before its time"
    );
}

#[tokio::test]
async fn a_look_up_that_cannot_succeed_is_for_the_operator_and_holds_nobody() {
    let forbidden = Fault::Refused {
        status: 403,
        message: "No".to_owned(),
        errors: Value::Null,
    };
    for fault in [forbidden, Fault::OtherShape] {
        let stage = Stage::at_badges().await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(Calls::Issue, 1, Fault::ResetAfterStoring);
        faults.fail_next(Calls::Issues, 1, fault.clone());
        let unknown = placed(&stage).await;
        let told = stage
            .until(&unknown, |order| times(order, TimelineKind::NotTold) > 0)
            .await;
        assert_eq!(told.row.state, OrderState::Unknown, "{fault:?}");
        let behind = placed(&stage).await;
        stage.until_state(&behind, OrderState::Accepted).await;
        let number = stage.office.issued()[0].issue_id.clone();
        let there = Answer::ItIsThere { number };
        let now = stage.desk.answer_unknown(unknown, there).await.unwrap();
        assert_eq!(now.row.state, OrderState::Accepted, "{fault:?}");
    }
}

#[tokio::test]
async fn a_second_attempt_that_waited_for_its_turn_leaves_only_if_it_still_may() {
    let stage = Stage::at_badges().await;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetBeforeReading);
    let slow = Fault::Slow { millis: 1_000 };
    faults.fail_next(Calls::Issues, 1, slow);
    let waiting = placed(&stage).await;
    while !faults.waiting().is_empty() {
        tokio::task::yield_now().await;
    }
    faults.fail_next(Calls::Issue, 1, Fault::Slow { millis: 3_000 });
    let ahead = placed(&stage).await;
    stage.until_state(&ahead, OrderState::Sending).await;
    stage
        .until(&waiting, |order| times(order, TimelineKind::NotFound) > 0)
        .await;
    while !closing(&stage, &waiting) {
        stage.desk.stay_open();
        tokio::task::yield_now().await;
    }
    stage.desk.until_nothing_is_sending().await;
    let now = stage.desk.order(waiting.clone()).await.unwrap();
    assert_eq!(now.row.state, OrderState::Unknown, "the window closes");
    assert_eq!(times(&now, TimelineKind::Sent), 1);
    stage.desk.stay_open();
    stage.until_state(&waiting, OrderState::Accepted).await;
    assert_eq!(stage.office.issued().len(), 2);
}

/// Begins to close the window, and says whether that waits for an order.
fn closing(stage: &Stage, order: &str) -> bool {
    let waited_for = stage.desk.begin_closing();
    waited_for.iter().any(|one| one.to_string() == order)
}

#[tokio::test]
async fn nobody_elses_badge_is_taken_for_an_orders_own() {
    let stage = Stage::at_badges().await;
    let own = [NAME, ("recipient:email", "other@example.com")];
    let other = stage.order(&stage.badge(&own).await).await;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetAfterStoring);
    faults.fail_next(Calls::Issues, 1, Fault::OtherShape);
    let unknown = placed(&stage).await;
    stage
        .until(&unknown, |order| times(order, TimelineKind::NotTold) > 0)
        .await;
    let there = |number: String| {
        let answer = Answer::ItIsThere { number };
        stage.desk.answer_unknown(unknown.clone(), answer)
    };
    let stranger = other.receipt.unwrap().id.unwrap();
    assert_eq!(code(there(stranger).await), Code::BadgeOfSomebodyElse);
    let course = issue(&client(&stage), "W238GD8PK", NAME.1, EMAIL.1).await;
    assert_eq!(code(there(course).await), Code::BadgeOfOtherTemplate);
    let own = stage.office.issued()[1].public_url.clone();
    let now = there(format!("{own}?utm=mail#top")).await.unwrap();
    assert_eq!(now.row.state, OrderState::Accepted);
}

/// An order whose answer was lost, a minute after another of the same person.
async fn a_minute_later(stage: &Stage, clock: &StoppedClock, fault: Fault) -> String {
    clock.set(noon() + TimeDelta::minutes(1));
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, fault);
    placed(stage).await
}

fn noon() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn an_earlier_badge_of_the_same_person_that_came_from_here_is_no_doubt() {
    for (fault, made) in [
        (Fault::ResetBeforeReading, false),
        (Fault::ResetAfterStoring, true),
    ] {
        let (stage, clock) = Stage::open_at(noon()).await;
        stage.turn_to_badges().await;
        let earlier = placed(&stage).await;
        stage.until_state(&earlier, OrderState::Accepted).await;
        let later = a_minute_later(&stage, &clock, fault).await;
        let order = stage.until_state(&later, OrderState::Accepted).await;
        assert_eq!(times(&order, TimelineKind::Found), usize::from(made));
        assert_eq!(times(&order, TimelineKind::NotFound), usize::from(!made));
        let issued = stage.office.issued();
        assert_eq!(issued.len(), 2, "made: {made}, lost or doubled");
        assert_eq!(order.receipt.unwrap().id, Some(issued[1].issue_id.clone()));
    }
}

#[tokio::test]
async fn an_earlier_badge_of_the_same_person_that_came_from_elsewhere_is_a_doubt() {
    let (stage, clock) = Stage::open_at(noon()).await;
    stage.turn_to_badges().await;
    issue(&client(&stage), EXAMPLE, NAME.1, EMAIL.1).await;
    let later = a_minute_later(&stage, &clock, Fault::ResetBeforeReading).await;
    let ambiguous = |order: &OrderView| times(order, TimelineKind::Ambiguous) > 0;
    let order = stage.until(&later, ambiguous).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    assert_eq!(stage.office.issued().len(), 1, "nothing is sent again");
}

#[tokio::test]
async fn a_badge_from_before_the_order_is_not_taken_for_it_although_the_operator_names_it() {
    let (stage, clock) = Stage::open_at(noon()).await;
    stage.turn_to_badges().await;
    let earlier = issue(&client(&stage), EXAMPLE, NAME.1, EMAIL.1).await;
    clock.set(noon() + TimeDelta::days(2));
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::ResetBeforeReading);
    faults.fail_next(Calls::Issues, 1, Fault::OtherShape);
    let unknown = placed(&stage).await;
    let not_told = |order: &OrderView| times(order, TimelineKind::NotTold) > 0;
    stage.until(&unknown, not_told).await;
    let answer = Answer::ItIsThere { number: earlier };
    let refused = stage.desk.answer_unknown(unknown.clone(), answer).await;
    assert_eq!(code(refused), Code::BadgeOlder);
    let order = stage.desk.order(unknown).await.unwrap();
    assert_eq!(order.row.state, OrderState::Unknown, "nobody lost a badge");
}
