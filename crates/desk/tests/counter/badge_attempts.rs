//! The second attempt at a badge, and what counts as the badge of the first: it is of the same
//! template, exactly the same name and e-mail address, and newer.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use desk::boundary::{Answer, Code, OrderState, OrderView, TimelineKind};
use practice::issuebadge::{Calls, Fault, ReusedKey, Switches};

use crate::badges::{EMAIL, NAME, code};
use crate::elsewhere::{client, issue};
use crate::stage::{EXAMPLE, Stage, StoppedClock};

/// The service answers with the existing badge, or rejects the key.
const KEYS: [ReusedKey; 2] = [ReusedKey::ReturnsExisting, ReusedKey::Conflict];

fn noon() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

async fn at(reused_key: ReusedKey) -> (Stage, StoppedClock) {
    let (stage, clock) = Stage::open_at(noon()).await;
    stage.office.issuebadge_faults().set_switches(Switches {
        reused_key,
        ..Switches::default()
    });
    stage.turn_to_badges().await;
    (stage, clock)
}

/// Orders a badge, and answers its id.
async fn placed(stage: &Stage) -> String {
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    stage.place(enrolment.id).await.row.id
}

async fn placed_under(stage: &Stage, fault: Fault) -> String {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, fault);
    placed(stage).await
}

fn times(order: &OrderView, kind: TimelineKind) -> usize {
    let timeline = order.timeline.iter();
    timeline.filter(|entry| entry.kind == kind).count()
}

/// How many badges the office holds under this order's key.
fn held_of(stage: &Stage, order: &OrderView) -> usize {
    let issued = stage.office.issued().into_iter();
    let keys = issued.filter_map(|badge| badge.idempotency_key);
    keys.filter(|key| key.contains(&order.row.id)).count()
}

/// The receipt names the badge that was made under this order's key, and there is one.
fn is_its_own(stage: &Stage, order: &OrderView, what: &str) {
    assert_eq!(held_of(stage, order), 1, "{what}: lost or doubled");
    let receipt = order.receipt.as_ref().unwrap().id.clone().unwrap();
    let issued = stage.office.issued();
    let named = issued.iter().find(|badge| badge.issue_id == receipt);
    let key = named.unwrap().idempotency_key.as_ref().unwrap();
    assert!(key.contains(&order.row.id), "{what}: somebody else's");
}

#[tokio::test]
async fn a_second_attempt_whose_answer_is_lost_is_looked_up_again() {
    for reused_key in KEYS {
        for (second, found) in [
            (Fault::ResetAfterStoring, true),
            (Fault::HtmlBadGatewayAfterStoring, true),
            (Fault::ResetBeforeReading, false),
        ] {
            let what = format!("{reused_key:?} {second:?}");
            let (stage, _) = at(reused_key).await;
            let faults = stage.office.issuebadge_faults();
            faults.fail_next(Calls::Issue, 1, Fault::ResetBeforeReading);
            let order = placed_under(&stage, second).await;
            let looked = |order: &OrderView| {
                times(order, TimelineKind::NotFound) + times(order, TimelineKind::Found) == 2
            };
            let order = stage.until(&order, looked).await;
            assert_eq!(times(&order, TimelineKind::Sent), 2, "{what}");
            if found {
                assert_eq!(order.row.state, OrderState::Accepted, "{what}");
                is_its_own(&stage, &order, &what);
            } else {
                assert_eq!(order.row.state, OrderState::Unknown, "{what}");
                assert!(stage.office.issued().is_empty(), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_badge_that_fails_twice_is_for_the_operator_who_names_it() {
    for reused_key in KEYS {
        let (stage, _) = at(reused_key).await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(Calls::Issue, 2, Fault::HtmlBadGateway);
        let order = placed(&stage).await;
        let given_up = |order: &OrderView| times(order, TimelineKind::NotFound) == 2;
        let order = stage.until(&order, given_up).await;
        assert_eq!(order.row.state, OrderState::Unknown, "not a third time");
        assert!(
            order.other_numbers.is_empty(),
            "badges are told by their ids"
        );
        let answer = |answer| stage.desk.answer_unknown(order.row.id.clone(), answer);
        let number = "nowhere".to_owned();
        let wrong = answer(Answer::ItIsThere { number }).await;
        assert_eq!(code(wrong), Code::NoSuchBadge);
        let again = answer(Answer::NotThere).await.unwrap();
        assert_eq!(again.row.state, OrderState::Accepted);
        is_its_own(&stage, &again, &format!("{reused_key:?}"));
        assert_eq!(stage.office.issued().len(), 1);
    }
}

#[tokio::test]
async fn a_badge_that_was_not_found_in_ten_minutes_is_not_sent_again_by_itself() {
    for (minutes, sent) in [(10, 2), (11, 1)] {
        let (stage, clock) = at(ReusedKey::Conflict).await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(Calls::Issues, u32::MAX, Fault::HtmlBadGateway);
        let order = placed_under(&stage, Fault::ResetBeforeReading).await;
        let unknown = |order: &OrderView| times(order, TimelineKind::OutcomeUnknown) == 1;
        stage.until(&order, unknown).await;
        clock.set(noon() + TimeDelta::minutes(minutes));
        faults.clear();
        let looked = |order: &OrderView| times(order, TimelineKind::NotFound) == 1;
        stage.until(&order, looked).await;
        // One order of a connection leaves at a time, and those that are unknown go before.
        let behind = placed(&stage).await;
        stage.until_state(&behind, OrderState::Accepted).await;
        let order = stage.desk.order(order).await.unwrap();
        assert_eq!(times(&order, TimelineKind::Sent), sent, "{minutes}");
        assert_eq!(held_of(&stage, &order), sent - 1, "{minutes}");
    }
}

/// Another badge that the service holds since, and what is made of an order that it does not hold.
struct Other {
    badge: &'static str,
    name: &'static str,
    email: &'static str,
    end: TimelineKind,
}

const OTHERS: [Other; 5] = {
    use TimelineKind::{Ambiguous, Found, NotFound};
    const fn other(
        badge: &'static str,
        name: &'static str,
        email: &'static str,
        end: TimelineKind,
    ) -> Other {
        Other {
            badge,
            name,
            email,
            end,
        }
    }
    [
        other("W238GD8PK", NAME.1, EMAIL.1, NotFound),
        other(EXAMPLE, "John Doe Junior", EMAIL.1, NotFound),
        other(EXAMPLE, NAME.1, "elton.john@example.com", NotFound),
        // A service may have changed the capitals of what it was sent.
        other(EXAMPLE, "JOHN DOE", EMAIL.1, Ambiguous),
        // Nothing that the service tells says that it is another.
        other(EXAMPLE, NAME.1, EMAIL.1, Found),
    ]
};

/// The office after it issued a badge past this desk that is newer than an order to come.
async fn with_a_newer(other: &Other, reused_key: ReusedKey) -> Stage {
    let (stage, _) = at(reused_key).await;
    let faults = stage.office.issuebadge_faults();
    faults.advance(Duration::from_secs(60));
    issue(&client(&stage), other.badge, other.name, other.email).await;
    stage
}

#[tokio::test]
async fn only_what_agrees_in_badge_name_and_address_is_taken_for_the_order() {
    for reused_key in KEYS {
        for other in &OTHERS {
            let what = format!("{reused_key:?} {} {}", other.name, other.email);
            let stage = with_a_newer(other, reused_key).await;
            let order = placed_under(&stage, Fault::ResetBeforeReading).await;
            let looked = |order: &OrderView| times(order, other.end) == 1;
            let order = stage.until(&order, looked).await;
            match other.end {
                TimelineKind::NotFound => {
                    let id = &order.row.id;
                    let order = stage.until_state(id, OrderState::Accepted).await;
                    is_its_own(&stage, &order, &what);
                    assert_eq!(stage.office.issued().len(), 2, "{what}");
                }
                TimelineKind::Ambiguous => {
                    assert_eq!(order.row.state, OrderState::Unknown, "{what}");
                    assert_eq!(stage.office.issued().len(), 1, "{what}");
                }
                _ => {
                    let there = stage.office.issued().remove(0).issue_id;
                    assert_eq!(order.receipt.unwrap().id, Some(there), "{what}");
                    assert_eq!(stage.office.issued().len(), 1, "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn of_two_that_agree_neither_is_taken() {
    for reused_key in KEYS {
        let [.., same] = &OTHERS;
        let stage = with_a_newer(same, reused_key).await;
        let order = placed_under(&stage, Fault::ResetAfterStoring).await;
        let ambiguous = |order: &OrderView| times(order, TimelineKind::Ambiguous) == 1;
        let order = stage.until(&order, ambiguous).await;
        assert_eq!(order.row.state, OrderState::Unknown, "{reused_key:?}");
        let own = stage.office.issued().pop().unwrap().issue_id;
        let there = Answer::ItIsThere { number: own };
        let answer = stage.desk.answer_unknown(order.row.id, there);
        is_its_own(&stage, &answer.await.unwrap(), &format!("{reused_key:?}"));
        assert_eq!(stage.office.issued().len(), 2, "{reused_key:?}");
    }
}
