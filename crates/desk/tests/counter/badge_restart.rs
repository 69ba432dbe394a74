//! A badge that was on its way, or being changed, when the program ended.

use desk::boundary::{BadgeChange, BadgeRef, OrderState, TimelineKind};
use desk::{Desk, Vault};
use practice::issuebadge::{Calls, Fault, ReusedKey, Switches};
use practice::{Options, PracticeOffice};
use tokio::runtime::Runtime;

use crate::badges::{EMAIL, NAME, issued};
use crate::stage::{Stage, options};

/// Orders a badge that gets no answer, and answers its id once the office has begun with it.
async fn on_its_way(stage: &Stage, fault: Fault, made: bool) -> String {
    stage.desk.choose_practice().await.unwrap();
    stage.turn_to_badges().await;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, fault);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let placed = stage.desk.place_order(enrolment.id).await.unwrap();
    while !faults.waiting().is_empty() || made && stage.office.issued().is_empty() {
        tokio::task::yield_now().await;
    }
    let order = placed.row.id;
    stage.until_state(&order, OrderState::Sending).await;
    order
}

async fn office(reused_key: ReusedKey) -> PracticeOffice {
    let issuebadge = Switches {
        reused_key,
        ..Switches::default()
    };
    let options = Options {
        issuebadge,
        ..Options::default()
    };
    PracticeOffice::open(options).await.unwrap()
}

#[test]
fn a_badge_that_was_on_its_way_when_the_program_ended_is_looked_up_and_issued_once() {
    for (fault, made, reused_key) in [
        (Fault::HangAfterStoring, true, ReusedKey::ReturnsExisting),
        (Fault::HangAfterStoring, true, ReusedKey::Conflict),
        (Fault::Hang, false, ReusedKey::ReturnsExisting),
        (Fault::Hang, false, ReusedKey::Conflict),
    ] {
        let (elsewhere, program) = (Runtime::new().unwrap(), Runtime::new().unwrap());
        let office = elsewhere.block_on(office(reused_key));
        let (keyring, folder) = (Vault::for_this_run(), tempfile::tempdir().unwrap());
        let opening = Desk::open(options(&office, &folder, keyring.clone()));
        let stage = Stage {
            desk: program.block_on(opening).unwrap(),
            office,
            folder,
        };
        let order = program.block_on(on_its_way(&stage, fault, made));
        // Whatever the program is at stops in its middle, as when it is killed.
        program.shutdown_background();
        let (stage, order) = elsewhere.block_on(async {
            let stage = stage.begun_anew(keyring).await;
            let order = stage.until_state(&order, OrderState::Accepted).await;
            (stage, order)
        });
        let kinds: Vec<_> = order.timeline.iter().map(|entry| entry.kind).collect();
        assert!(kinds.contains(&TimelineKind::Interrupted), "{kinds:?}");
        assert_eq!(kinds.contains(&TimelineKind::Found), made, "{kinds:?}");
        let issued = stage.office.issued();
        assert_eq!(issued.len(), 1, "made: {made}, lost or doubled");
        let receipt = order.receipt.unwrap().id;
        assert_eq!(receipt.as_ref(), Some(&issued[0].issue_id));
    }
}

/// Issues a badge and asks for its revocation, which is made and never answered.
async fn being_revoked(stage: &Stage) -> String {
    stage.desk.choose_practice().await.unwrap();
    stage.turn_to_badges().await;
    let order = issued(stage).await.row.id;
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Revoke, 1, Fault::HangAfterStoring);
    let revoke = BadgeChange::Revoke {
        reason: String::new(),
        comments: String::new(),
    };
    let (desk, badge) = (stage.desk.clone(), BadgeRef::Order(order.clone()));
    tokio::spawn(async move { desk.change_badge(badge, revoke).await });
    while stage.office.issued()[0].revocation.is_none() {
        tokio::task::yield_now().await;
    }
    order
}

#[test]
fn who_asked_for_a_change_is_known_though_the_program_ended_before_the_answer() {
    let (elsewhere, program) = (Runtime::new().unwrap(), Runtime::new().unwrap());
    let office = elsewhere.block_on(office(ReusedKey::ReturnsExisting));
    let (keyring, folder) = (Vault::for_this_run(), tempfile::tempdir().unwrap());
    let opening = Desk::open(options(&office, &folder, keyring.clone()));
    let stage = Stage {
        desk: program.block_on(opening).unwrap(),
        office,
        folder,
    };
    let order = program.block_on(being_revoked(&stage));
    program.shutdown_background();
    let told = elsewhere.block_on(async {
        let stage = stage.begun_anew(keyring).await;
        let asked = stage.desk.order(order.clone()).await.unwrap();
        let badge = BadgeRef::Order(order.clone());
        stage.desk.issued_badge(badge).await.unwrap();
        let later = stage.desk.order(order).await.unwrap();
        [asked, later].map(|order| order.timeline.into_iter().next_back().unwrap())
    });
    let kinds = told.each_ref().map(|entry| entry.kind);
    let expected = [TimelineKind::ChangeUnclear, TimelineKind::ChangeDone];
    assert_eq!(kinds, expected);
    assert!(!told[0].by.is_empty() && told[1].by.is_empty());
}
