//! Changes of a badge whose answers are lost: how the badge stands says what became of them, and
//! none is made twice.

use std::time::Duration;

use desk::boundary::{
    BadgeChange, BadgeRef, Code, IssuedBadgeView, OrderView, Problem, StandingView, TimelineKind,
    Validity,
};
use desk::{Desk, DeskError, DeskOptions, Patience, Vault};
use practice::issuebadge::{Action, Calls, Fault, IssuedBadge};
use practice::{Options, PracticeOffice};
use serde_json::Value;

use crate::badges::issued;
use crate::stage::{Stage, options};

/// Short, so that an answer that never comes is not waited for long.
const HASTE: Patience = Patience {
    connecting: Duration::from_secs(5),
    answering: Duration::from_secs(2),
};

/// A change, the call that makes it, and what the service and the timeline note of it.
struct Way {
    change: BadgeChange,
    calls: Calls,
    action: Action,
    kind: TimelineKind,
}

impl Way {
    fn revocation() -> Way {
        Way {
            change: BadgeChange::Revoke {
                reason: "left the company".to_owned(),
                comments: String::new(),
            },
            calls: Calls::Revoke,
            action: Action::Revoked,
            kind: TimelineKind::Revoked,
        }
    }

    fn new_expiry() -> Way {
        let day = "2031-05-17".parse().unwrap();
        Way {
            change: BadgeChange::Expiry { day },
            calls: Calls::Update,
            action: Action::Updated,
            kind: TimelineKind::ExpiryChanged,
        }
    }

    fn reinstatement() -> Way {
        Way {
            change: BadgeChange::Reinstate,
            calls: Calls::Update,
            action: Action::Reinstated,
            kind: TimelineKind::Reinstated,
        }
    }
}

/// A desk at the badge office that does not wait long for an answer that never comes.
async fn hasty() -> Stage {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let hasty = DeskOptions {
        patience: HASTE,
        ..options(&office, &folder, Vault::for_this_run())
    };
    let desk = Desk::open(hasty).await.unwrap();
    desk.choose_practice().await.unwrap();
    let stage = Stage {
        office,
        desk,
        folder,
    };
    stage.turn_to_badges().await;
    stage
}

/// The order of one more badge, that can be changed in this way.
async fn badge_for(stage: &Stage, way: &Way) -> OrderView {
    stage.next().await;
    let order = issued(stage).await;
    if way.action == Action::Reinstated {
        let revoke = Way::revocation().change;
        change(stage, &order, revoke).await.unwrap();
    }
    order
}

/// The badge that was issued last, as the office holds it.
fn last(stage: &Stage) -> IssuedBadge {
    stage.office.issued().pop().unwrap()
}

async fn change(
    stage: &Stage,
    order: &OrderView,
    change: BadgeChange,
) -> Result<IssuedBadgeView, DeskError> {
    let badge = BadgeRef::Order(order.row.id.clone());
    stage.desk.change_badge(badge, change).await
}

/// How often the service did it.
fn made(badge: &IssuedBadge, action: Action) -> usize {
    let history = badge.history.iter();
    history.filter(|entry| entry.action == action).count()
}

fn noted(order: &OrderView, kind: TimelineKind) -> usize {
    let timeline = order.timeline.iter();
    timeline.filter(|entry| entry.kind == kind).count()
}

/// Whether a badge is shown as it stands at the office.
fn is_shown_as_it_is(view: &IssuedBadgeView, badge: &IssuedBadge) -> bool {
    let revoked = matches!(view.standing, StandingView::Revoked { .. });
    let day = badge.expire_date.map(|day| day.to_string());
    revoked == badge.revocation.is_some() && view.expire_date == day
}

fn declined(status: u16) -> Fault {
    Fault::Refused {
        status,
        message: "Not today".to_owned(),
        errors: Value::Null,
    }
}

/// Answers that are lost although the change was made.
fn lost_and_made() -> Vec<Fault> {
    vec![
        Fault::ResetAfterStoring,
        Fault::HtmlBadGatewayAfterStoring,
        Fault::InternalErrorAfterStoring,
        Fault::RefusedAfterStoring {
            message: "Not today".to_owned(),
        },
        Fault::Truncated,
        Fault::EmptyBody,
        Fault::OtherShape,
        Fault::Slow { millis: 3_000 },
        Fault::HangAfterStoring,
    ]
}

/// Answers that are lost, or say no, and nothing was made; and how that is told.
fn not_made() -> Vec<(Fault, Code)> {
    let to = "https://new.example.com/".to_owned();
    vec![
        (Fault::ResetBeforeReading, Code::ChangeNotSeen),
        (Fault::Hang, Code::ChangeNotSeen),
        (Fault::InternalError, Code::ChangeNotSeen),
        (Fault::HtmlBadGateway, Code::ChangeNotSeen),
        (Fault::Redirect { to }, Code::Moved),
        (declined(200), Code::Declined),
        (declined(403), Code::NoRole),
        (declined(422), Code::BadInput),
        (Fault::EmptyUnauthorized, Code::WrongKey),
        (Fault::TooManyRequests { seconds: None }, Code::RateLimited),
    ]
}

async fn a_lost_answer_is_read_back(way: Way) {
    let stage = hasty().await;
    for fault in lost_and_made() {
        let what = format!("{fault:?}");
        let order = badge_for(&stage, &way).await;
        let faults = stage.office.issuebadge_faults();
        // The second would meet a change that is made again.
        faults.fail_next(way.calls, 2, fault);
        let shown = change(&stage, &order, way.change.clone()).await;
        let badge = last(&stage);
        assert!(is_shown_as_it_is(&shown.expect(&what), &badge), "{what}");
        assert_eq!(made(&badge, way.action), 1, "{what}");
        assert_eq!(faults.waiting()[0].count, 1, "{what}: made again");
        faults.clear();
        let order = stage.desk.order(order.row.id).await.unwrap();
        assert_eq!(noted(&order, way.kind), 1, "{what}");
    }
}

#[tokio::test]
async fn a_revocation_whose_answer_is_lost_is_read_back_and_not_made_again() {
    a_lost_answer_is_read_back(Way::revocation()).await;
}

#[tokio::test]
async fn a_new_expiry_whose_answer_is_lost_is_read_back_and_not_made_again() {
    a_lost_answer_is_read_back(Way::new_expiry()).await;
}

#[tokio::test]
async fn a_reinstatement_whose_answer_is_lost_is_read_back_and_not_made_again() {
    a_lost_answer_is_read_back(Way::reinstatement()).await;
}

async fn what_was_not_made_is_told(way: Way) {
    let stage = hasty().await;
    for (fault, told) in not_made() {
        let what = format!("{fault:?}");
        let order = badge_for(&stage, &way).await;
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(way.calls, 2, fault);
        let failed = change(&stage, &order, way.change.clone()).await;
        assert_eq!(Problem::from(failed.unwrap_err()).code, told, "{what}");
        assert_eq!(faults.waiting()[0].count, 1, "{what}: made again");
        faults.clear();
        assert_eq!(made(&last(&stage), way.action), 0, "{what}");
        let after = stage.desk.order(order.row.id.clone()).await.unwrap();
        assert_eq!(noted(&after, way.kind), 0, "{what}");
        let again = change(&stage, &order, way.change.clone()).await;
        let badge = last(&stage);
        assert!(is_shown_as_it_is(&again.expect(&what), &badge), "{what}");
        assert_eq!(made(&badge, way.action), 1, "{what}");
    }
}

#[tokio::test]
async fn a_revocation_that_was_not_made_is_told_and_can_be_made_then() {
    what_was_not_made_is_told(Way::revocation()).await;
}

#[tokio::test]
async fn a_new_expiry_that_was_not_made_is_told_and_can_be_made_then() {
    what_was_not_made_is_told(Way::new_expiry()).await;
}

#[tokio::test]
async fn a_reinstatement_that_was_not_made_is_told_and_can_be_made_then() {
    what_was_not_made_is_told(Way::reinstatement()).await;
}

/// Makes a change whose answer is lost, and so is the answer to the question after it.
async fn unclear(stage: &Stage, order: &OrderView, way: &Way, fault: Fault) {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(way.calls, 1, fault);
    // The question before the change is answered.
    faults.fail_next(Calls::Issued, 1, Fault::Slow { millis: 0 });
    faults.fail_next(Calls::Issued, 1, Fault::HtmlBadGateway);
    let failed = change(stage, order, way.change.clone()).await;
    let code = Problem::from(failed.unwrap_err()).code;
    assert_eq!(code, Code::ChangeUnclear, "{:?}", way.action);
    assert!(faults.waiting().is_empty());
}

#[tokio::test]
async fn a_change_that_cannot_be_read_back_is_unclear_until_the_service_is_asked_again() {
    let stage = hasty().await;
    for way in [Way::revocation(), Way::new_expiry(), Way::reinstatement()] {
        for (fault, done) in [
            (Fault::ResetAfterStoring, 1),
            (Fault::ResetBeforeReading, 0),
        ] {
            let order = badge_for(&stage, &way).await;
            unclear(&stage, &order, &way, fault).await;
            let badge = BadgeRef::Order(order.row.id);
            let shown = stage.desk.issued_badge(badge).await.unwrap();
            let there = last(&stage);
            assert!(is_shown_as_it_is(&shown, &there), "{:?}", way.action);
            assert_eq!(made(&there, way.action), done, "{:?}", way.action);
        }
    }
}

/// What the timeline tells of changes: what, by whom, which change.
fn changes(order: &OrderView) -> Vec<(TimelineKind, &str, &str)> {
    let since = order.timeline.iter();
    let since = since.skip_while(|entry| entry.kind != TimelineKind::Accepted);
    since
        .skip(1)
        .map(|entry| (entry.kind, entry.by.as_str(), entry.detail.as_str()))
        .collect()
}

#[tokio::test]
async fn a_change_of_unclear_outcome_stands_in_the_timeline_with_what_was_found_later() {
    let stage = hasty().await;
    let day = "2031-05-17".parse().ok();
    for (way, name, day) in [
        (Way::revocation(), "revoked", None),
        (Way::new_expiry(), "expiry_changed", day),
        (Way::reinstatement(), "reinstated", None),
    ] {
        for (fault, found) in [
            (Fault::ResetAfterStoring, TimelineKind::ChangeDone),
            (Fault::ResetBeforeReading, TimelineKind::ChangeNotDone),
        ] {
            let order = badge_for(&stage, &way).await;
            unclear(&stage, &order, &way, fault).await;
            let asked = stage.desk.order(order.row.id.clone()).await.unwrap();
            let operator = stage.desk.state().await.unwrap().operator;
            let unclear = (TimelineKind::ChangeUnclear, operator.as_str(), name);
            assert_eq!(changes(&asked).last(), Some(&unclear));
            assert_eq!(asked.timeline.last().unwrap().day, day);
            let badge = BadgeRef::Order(order.row.id.clone());
            stage.desk.issued_badge(badge.clone()).await.unwrap();
            stage.desk.issued_badge(badge).await.unwrap();
            let later = stage.desk.order(order.row.id).await.unwrap();
            let told = [unclear, (found, "", name)];
            let since = changes(&later);
            let since = since.iter().skip_while(|entry| entry.0 != unclear.0);
            assert!(since.eq(&told), "told once: {:?}", later.timeline);
        }
    }
}

#[tokio::test]
async fn a_change_that_was_certainly_not_made_stands_in_the_timeline_as_such() {
    let (stage, revoke) = (hasty().await, Way::revocation());
    let order = badge_for(&stage, &revoke).await;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(revoke.calls, 1, declined(422));
    let failed = change(&stage, &order, revoke.change.clone()).await;
    assert!(failed.is_err());
    change(&stage, &order, revoke.change).await.unwrap();
    let order = stage.desk.order(order.row.id).await.unwrap();
    let kinds: Vec<_> = changes(&order).iter().map(|entry| entry.0).collect();
    assert_eq!(kinds, [TimelineKind::ChangeFailed, TimelineKind::Revoked]);
}

#[tokio::test]
async fn a_badge_that_was_revoked_without_an_answer_is_not_revoked_again() {
    let (stage, revoke) = (hasty().await, Way::revocation());
    let order = badge_for(&stage, &revoke).await;
    unclear(&stage, &order, &revoke, Fault::ResetAfterStoring).await;
    let again = change(&stage, &order, revoke.change.clone()).await;
    let problem = Problem::from(again.unwrap_err());
    assert_eq!(problem.code, Code::AlreadyRevoked);
    assert_eq!(made(&last(&stage), Action::Revoked), 1);
    let order = stage.desk.order(order.row.id).await.unwrap();
    assert_eq!(order.row.validity, Some(Validity::Revoked));
}
