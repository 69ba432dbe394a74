//! Every way in which the delivery of a badge can end, whether the service rejects a key that was
//! used before or answers with the badge it made then: none is lost, none is doubled.

use std::time::Duration;

use desk::boundary::{
    Answer, Code, EnrolmentInput, FieldProblemCode, OrderState, OrderView, TimelineKind,
};
use desk::{Desk, DeskOptions, Patience, Vault};
use practice::issuebadge::{Access, Calls, Fault, ReusedKey, Switches, Timestamps};
use practice::{Options, PracticeOffice};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::badges::{EMAIL, NAME};
use crate::stage::{Stage, options};

/// The service answers with the existing badge, or rejects the key.
const KEYS: [ReusedKey; 2] = [ReusedKey::ReturnsExisting, ReusedKey::Conflict];

async fn at(reused_key: ReusedKey) -> Stage {
    Stage::at_badges_with(Switches {
        reused_key,
        ..Switches::default()
    })
    .await
}

/// The same badge office after it was closed, at the same address and with the same key.
pub async fn reopened(known: Access) -> PracticeOffice {
    let port = known.base_url.split([':', '/']).nth(4).unwrap();
    let again = Options {
        issuebadge_port: port.parse().unwrap(),
        issuebadge_reopened: Some(known),
        ..Options::default()
    };
    PracticeOffice::open(again).await.unwrap()
}

/// A desk that does not wait long for an answer that never comes.
async fn in_haste(reused_key: ReusedKey) -> Stage {
    let Stage {
        office,
        desk,
        folder,
    } = at(reused_key).await;
    drop(desk);
    let other = tempfile::tempdir().unwrap();
    let mut options = options(&office, &other, Vault::for_this_run());
    options.patience = Patience {
        connecting: Duration::from_secs(5),
        answering: Duration::from_secs(4),
    };
    drop(folder);
    at_badges(office, options, other).await
}

async fn at_badges(office: PracticeOffice, options: DeskOptions, folder: TempDir) -> Stage {
    let desk = Desk::open(options).await.unwrap();
    desk.choose_practice().await.unwrap();
    let badges = "practice-badges".to_owned();
    desk.choose_connection(badges).await.unwrap();
    desk.templates().await.unwrap();
    Stage {
        office,
        desk,
        folder,
    }
}

/// Orders a badge under a fault, and answers its id.
async fn placed_under(stage: &Stage, fault: Fault) -> String {
    stage
        .office
        .issuebadge_faults()
        .fail_next(Calls::Issue, 1, fault);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    stage.place(enrolment.id).await.row.id
}

/// The badges the office holds, by the key they were ordered with.
fn keys(stage: &Stage) -> Vec<String> {
    let issued = stage.office.issued();
    let key = |request: &serde_json::Map<String, Value>| request["idempotency_key"].to_string();
    issued.iter().map(|badge| key(&badge.request)).collect()
}

/// The one badge of an order is the one its receipt names.
fn is_held_once(stage: &Stage, order: &OrderView, what: &str) {
    let own: Vec<_> = keys(stage)
        .into_iter()
        .filter(|key| key.contains(&order.row.id))
        .collect();
    assert_eq!(own.len(), 1, "{what}: lost or doubled");
    let receipt = order.receipt.as_ref().unwrap().id.as_ref().unwrap();
    let issued = stage.office.issued();
    let named = issued.iter().find(|badge| badge.issue_id == *receipt);
    let key = named.unwrap().request["idempotency_key"].to_string();
    assert!(key.contains(&order.row.id), "{what}: another order's badge");
}

/// Ends after which nobody knows, and whether the badge was made all the same.
fn unknowns() -> Vec<(Fault, bool)> {
    let to = "https://new.example.com/".to_owned();
    let declined = Fault::Refused {
        status: 200,
        message: "No.".to_owned(),
        errors: Value::Null,
    };
    let declined_after_storing = Fault::RefusedAfterStoring {
        message: "No.".to_owned(),
    };
    vec![
        (Fault::InternalError, false),
        (Fault::HtmlBadGateway, false),
        (Fault::ResetBeforeReading, false),
        (Fault::Redirect { to }, false),
        (Fault::Hang, false),
        (declined, false),
        (Fault::HtmlBadGatewayAfterStoring, true),
        (Fault::InternalErrorAfterStoring, true),
        (declined_after_storing, true),
        (Fault::Slow { millis: 5_000 }, true),
        (Fault::ResetAfterStoring, true),
        (Fault::HangAfterStoring, true),
        (Fault::Truncated, true),
        (Fault::EmptyBody, true),
        (Fault::OtherShape, true),
        (Fault::WithoutIssueId, true),
    ]
}

async fn every_unknown_end_is_resolved(reused_key: ReusedKey) {
    let stage = in_haste(reused_key).await;
    for (number, (fault, stored)) in unknowns().into_iter().enumerate() {
        let what = format!("{reused_key:?} {fault:?}");
        let order = placed_under(&stage, fault).await;
        let order = stage.until_state(&order, OrderState::Accepted).await;
        let kinds: Vec<_> = order.timeline.iter().map(|entry| entry.kind).collect();
        assert!(kinds.contains(&TimelineKind::OutcomeUnknown), "{what}");
        assert_eq!(kinds.contains(&TimelineKind::Found), stored, "{what}");
        assert_eq!(kinds.contains(&TimelineKind::NotFound), !stored, "{what}");
        is_held_once(&stage, &order, &what);
        assert_eq!(keys(&stage).len(), number + 1, "{what}");
    }
}

#[tokio::test]
async fn unknown_ends_are_resolved_where_a_used_key_returns_the_existing_badge() {
    every_unknown_end_is_resolved(ReusedKey::ReturnsExisting).await;
}

#[tokio::test]
async fn unknown_ends_are_resolved_where_a_used_key_is_rejected() {
    every_unknown_end_is_resolved(ReusedKey::Conflict).await;
}

/// An order that was made, and whose look-up cannot tell it from others.
async fn ambiguous(stage: &Stage) -> String {
    let order = placed_under(stage, Fault::ResetAfterStoring).await;
    let last = |order: &OrderView| order.timeline.last().map(|entry| entry.kind);
    let ambiguous = |order: &OrderView| last(order) == Some(TimelineKind::Ambiguous);
    stage.until(&order, ambiguous).await.row.id
}

#[tokio::test]
async fn an_operator_who_says_wrongly_that_it_is_not_there_doubles_nothing() {
    for reused_key in KEYS {
        let stage = Stage::at_badges_with(Switches {
            reused_key,
            timestamps: Timestamps::Days,
            ..Switches::default()
        })
        .await;
        let order = ambiguous(&stage).await;
        let again = stage.desk.answer_unknown(order.clone(), Answer::NotThere);
        let mut now = again.await.unwrap();
        if reused_key != ReusedKey::ReturnsExisting {
            assert_eq!(now.row.state, OrderState::Unknown);
            assert_eq!(now.attempt.unwrap().problem.code, Code::KeyUsed);
            let number = stage.office.issued()[0].issue_id.clone();
            let there = Answer::ItIsThere { number };
            now = stage.desk.answer_unknown(order, there).await.unwrap();
        }
        assert_eq!(now.row.state, OrderState::Accepted);
        is_held_once(&stage, &now, &format!("{reused_key:?}"));
        assert_eq!(keys(&stage).len(), 1);
    }
}

#[tokio::test]
async fn a_badge_that_could_not_leave_waits_and_is_issued_once_when_the_office_is_back() {
    for reused_key in KEYS {
        let mut stage = at(reused_key).await;
        let enrolment = stage.badge(&[NAME, EMAIL]).await;
        let known = stage.office.issuebadge().clone();
        stage.office.close().await;
        let placed = stage.desk.place_order(enrolment.id).await.unwrap();
        let order = stage.desk.settled(placed.row.id.clone()).await.unwrap();
        assert_eq!(order.row.state, OrderState::Waiting);
        assert_eq!(order.attempt.unwrap().problem.code, Code::Unreachable);
        stage.office = reopened(known).await;
        let order = stage
            .until_state(&placed.row.id, OrderState::Accepted)
            .await;
        is_held_once(&stage, &order, &format!("{reused_key:?}"));
        assert_eq!(keys(&stage).len(), 1);
    }
}

#[tokio::test]
async fn a_badge_that_was_not_taken_is_issued_once_when_its_time_has_come() {
    for reused_key in KEYS {
        let stage = at(reused_key).await;
        let busy = Fault::TooManyRequests { seconds: Some(1) };
        let order = placed_under(&stage, busy).await;
        let order = stage.until_state(&order, OrderState::Accepted).await;
        let kinds: Vec<_> = order.timeline.iter().map(|entry| entry.kind).collect();
        assert!(kinds.contains(&TimelineKind::NotTaken), "{kinds:?}");
        is_held_once(&stage, &order, &format!("{reused_key:?}"));
    }
}

#[tokio::test]
async fn a_key_that_is_refused_with_an_empty_body_blocks_and_what_waits_goes_once_mended() {
    for reused_key in KEYS {
        let stage = at(reused_key).await;
        let blocked = placed_under(&stage, Fault::EmptyUnauthorized).await;
        let view = stage.desk.settled(blocked.clone()).await.unwrap();
        assert_eq!(view.row.state, OrderState::Blocked);
        assert_eq!(view.attempt.unwrap().problem.code, Code::WrongKey);
        let behind = stage.order(&stage.badge(&[NAME]).await).await.row;
        assert_eq!(behind.held.expect("why").problem.code, Code::WrongKey);
        assert!(stage.office.issued().is_empty(), "nothing is tried");
        let badges = "practice-badges".to_owned();
        let report = stage.desk.check_connection(badges).await.unwrap();
        assert_eq!(report.problem, None);
        for order in [blocked, behind.id] {
            let order = stage.until_state(&order, OrderState::Accepted).await;
            is_held_once(&stage, &order, &format!("{reused_key:?}"));
        }
    }
}

/// A refusal that names a field, in the envelope or as a success that is none.
fn refusal(status: u16) -> Fault {
    Fault::Refused {
        status,
        message: "Validation failed".to_owned(),
        errors: json!({ "name": ["The name is too formal."] }),
    }
}

#[tokio::test]
async fn a_refused_badge_is_corrected_under_a_new_key_and_issued_once() {
    for (reused_key, status) in KEYS.into_iter().zip([422, 200]) {
        let stage = at(reused_key).await;
        let refused = placed_under(&stage, refusal(status)).await;
        let refused = stage.desk.settled(refused).await.unwrap();
        assert_eq!(refused.row.state, OrderState::Refused, "{status}");
        let said = &refused.attempt.as_ref().unwrap().problem.fields[0];
        assert_eq!(said.problem, FieldProblemCode::SaidByService);
        assert_eq!(said.field, NAME.0, "where it stands in the form");
        let again = stage.desk.order_again(refused.row.id.clone());
        let again = again.await.unwrap();
        let mut values = again.values.clone();
        values.insert(NAME.0.to_owned(), "Jonny".to_owned());
        let input = EnrolmentInput {
            id: again.id.clone(),
            values,
            ..EnrolmentInput::default()
        };
        stage.desk.save_enrolment(input).await.unwrap();
        let corrected = stage.order(&again).await;
        assert_eq!(corrected.replaces.as_ref(), Some(&refused.row.id));
        is_held_once(&stage, &corrected, &format!("{status}"));
        assert_eq!(keys(&stage).len(), 1, "the refused one was not issued");
        assert_eq!(stage.office.issued()[0].request["name"], "Jonny");
    }
}
