//! A ledger that was copied or put back.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use desk::boundary::{Answer, Code, LedgerView, OrderState, TimelineKind};
use desk::{Desk, DeskOptions, Vault};
use practice::{Calls, Fault, PracticeOffice};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::stage::{Later, Stage, ended, named, options};

/// A station with the keyring of its computer.
pub struct Station {
    pub stage: Stage,
    pub keyring: Vault,
    pub later: Later,
}

impl Station {
    pub async fn open() -> Station {
        let (keyring, later) = (Vault::for_this_run(), Later::default());
        let stage = Stage::at_time(keyring.clone(), &later).await;
        stage.desk.choose_practice().await.unwrap();
        stage.desk.templates().await.unwrap();
        Station {
            stage,
            keyring,
            later,
        }
    }

    /// An order that waits behind a blocked connection, and the one that is blocked.
    pub async fn two_that_wait(&self) -> [String; 2] {
        let forbidden = Fault::ErrorCode {
            code: "FORBIDDEN".to_owned(),
            message: "no".to_owned(),
        };
        let faults = self.stage.office.faults();
        faults.fail_next(Calls::Order, 1, forbidden);
        let blocked = self.stage.order(&self.stage.filled().await).await.row;
        let waiting = self.stage.order(&self.stage.filled().await).await.row;
        assert_eq!(
            (blocked.state, waiting.state),
            (OrderState::Blocked, OrderState::Waiting)
        );
        [blocked.id, waiting.id]
    }

    /// The folder as it is now, copied.
    pub fn copy(&self) -> TempDir {
        copy_at_work(self.stage.folder.path())
    }

    /// The folder as it is now, with two unfinished orders, and a form that somebody filled at the
    /// counter since.
    pub async fn copy_of_everything(&self) -> (TempDir, [String; 2], String) {
        let orders = self.two_that_wait().await;
        let filled = self.stage.filled().await.id;
        (self.copy(), orders, filled)
    }

    /// The slot of the ledger's seal.
    fn seal(&self) -> vault::Slot {
        let id = fs::read_to_string(self.stage.folder.path().join("ledger.json")).unwrap();
        let id: serde_json::Value = serde_json::from_str(&id).unwrap();
        vault::Slot::ledger_seal(id["id"].as_str().unwrap())
    }

    /// What the keyring says of the ledger.
    pub fn sealed(&self) -> Option<String> {
        let seal = self.keyring.read(&self.seal()).unwrap();
        seal.map(|seal| seal.expose_secret().to_owned())
    }

    /// Ends the program and begins it anew with a folder.
    pub async fn reopened(self, folder: TempDir) -> (Desk, PracticeOffice, Vault, TempDir) {
        let Station {
            stage,
            keyring,
            later,
        } = self;
        drop(stage.desk);
        let options = DeskOptions {
            clock: later.clock(),
            ..options(&stage.office, &folder, keyring.clone())
        };
        let desk = Desk::open(options).await.unwrap();
        (desk, stage.office, keyring, folder)
    }
}

/// The folder of a program at work, copied: what was written meanwhile is copied again.
pub fn copy_at_work(from: &Path) -> TempDir {
    loop {
        let copy = tempfile::tempdir().unwrap();
        copy_all(from, copy.path());
        let is_same = |name: &str| {
            let read = |folder: &Path| fs::read(folder.join(name)).ok();
            read(from) == read(copy.path())
        };
        if ["ledger.db", "ledger.db-wal"].into_iter().all(is_same) {
            return copy;
        }
    }
}

pub fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (entry, to) = (
            entry.as_ref().unwrap(),
            to.join(entry.as_ref().unwrap().file_name()),
        );
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&to).unwrap();
            copy_all(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Lets the two orders of a station leave.
async fn mended(station: &Station, orders: &[String; 2]) {
    let mut events = station.stage.desk.events();
    let checked = station.stage.desk.check_connection("practice".to_owned());
    assert!(checked.await.unwrap().problem.is_none());
    for order in orders {
        while station
            .stage
            .desk
            .order(order.clone())
            .await
            .unwrap()
            .row
            .state
            != OrderState::Accepted
        {
            events.recv().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_copy_sends_nothing_that_may_have_been_sent_since() {
    let station = Station::open().await;
    let orders = station.two_that_wait().await;
    let copy = station.copy();
    station.later.advance(TimeDelta::minutes(5));
    mended(&station, &orders).await;
    let (desk, office, _keyring, _folder) = station.reopened(copy).await;
    let state = desk.state().await.unwrap();
    assert_eq!(
        (state.ledger, state.outbox_paused),
        (LedgerView::Kept, true)
    );
    for order in &orders {
        let order = desk.order(order.clone()).await.unwrap();
        assert_eq!(order.row.state, OrderState::Unknown);
        assert_eq!(order.attempt.expect("why").problem.code, Code::LedgerCopied);
        let kinds: Vec<_> = order.timeline.iter().map(|entry| entry.kind).collect();
        assert!(kinds.contains(&TimelineKind::Restored), "{kinds:?}");
        let between = order
            .sent_between
            .expect("it may have left from the other one");
        let [.., known, back] = order.timeline.as_slice() else {
            panic!("{kinds:?}")
        };
        assert_eq!((between.from, between.until), (known.at, back.at));
        assert!(between.from + TimeDelta::minutes(5) <= between.until);
    }
    assert_eq!(office.faults().orders().len(), 2, "none is doubled");
}

#[tokio::test]
async fn nothing_leaves_a_paused_outbox_until_it_is_resumed() {
    let station = Station::open().await;
    let orders = station.two_that_wait().await;
    let copy = station.copy();
    // The newest writing is opened once more: from then on the copy is an older one.
    let newest = station.copy();
    let (desk, office, keyring, _newest) = station.reopened(newest).await;
    assert!(!desk.state().await.unwrap().outbox_paused, "it is no copy");
    drop(desk);
    let desk = Desk::open(options(&office, &copy, keyring)).await.unwrap();
    let again = desk
        .answer_unknown(orders[0].clone(), Answer::NotThere)
        .await;
    let waiting = again.unwrap().row;
    assert_eq!(waiting.state, OrderState::Waiting);
    assert_eq!(waiting.held.expect("why").problem.code, Code::OutboxPaused);
    assert!(office.faults().orders().is_empty());
    let mut events = desk.events();
    assert!(!desk.resume_outbox().await.unwrap().outbox_paused);
    while desk.order(waiting.id.clone()).await.unwrap().row.state != OrderState::Accepted {
        events.recv().await.unwrap();
    }
    assert_eq!(office.faults().orders().len(), 1);
    let sent = desk.order(waiting.id).await.unwrap();
    assert_eq!(sent.sent_between, None, "it left from here");
    let other = desk.order(orders[1].clone()).await.unwrap();
    assert_eq!(
        other.row.state,
        OrderState::Unknown,
        "it waits for an answer"
    );
}

#[tokio::test]
async fn a_pause_outlives_the_program() {
    let station = Station::open().await;
    let copy = station.copy();
    let newest = station.copy();
    let (desk, office, keyring, _newest) = station.reopened(newest).await;
    drop(desk);
    for _ in 0..2 {
        let desk = Desk::open(options(&office, &copy, keyring.clone()));
        let desk = desk.await.unwrap();
        assert!(desk.state().await.unwrap().outbox_paused);
        ended(desk, &copy).await;
    }
    let desk = Desk::open(options(&office, &copy, keyring.clone()));
    let desk = desk.await.unwrap();
    desk.resume_outbox().await.unwrap();
    ended(desk, &copy).await;
    let desk = Desk::open(options(&office, &copy, keyring)).await.unwrap();
    assert!(!desk.state().await.unwrap().outbox_paused);
}

#[tokio::test]
async fn a_ledger_whose_seal_the_keyring_lost_begins_as_a_copy() {
    let station = Station::open().await;
    station.keyring.delete(&station.seal()).unwrap();
    let folder = station.copy();
    let (desk, ..) = station.reopened(folder).await;
    assert!(desk.state().await.unwrap().outbox_paused);
}

#[tokio::test]
async fn a_form_that_came_back_says_so_until_the_next_person() {
    let station = Station::open().await;
    let typed = station.stage.filled().await;
    assert!(!typed.returned);
    let (copy, newest) = (station.copy(), station.copy());
    let (desk, office, keyring, _newest) = station.reopened(newest).await;
    assert!(!desk.enrolment().await.unwrap().returned, "it is no copy");
    drop(desk);
    let desk = Desk::open(options(&office, &copy, keyring)).await.unwrap();
    let back = desk.enrolment().await.unwrap();
    assert!(back.returned && back.values == typed.values);
    let next = desk.next_person(back.id).await.unwrap();
    assert!(!next.returned);
}

#[tokio::test]
async fn a_refused_order_that_came_back_is_corrected_in_a_form_that_says_so() {
    let station = Station::open().await;
    let refusal = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "no".to_owned(),
    };
    let faults = station.stage.office.faults();
    faults.fail_next(Calls::Order, 1, refusal);
    let refused = station.stage.order(&station.stage.filled().await).await.row;
    assert_eq!(refused.state, OrderState::Refused);
    let (copy, newest) = (station.copy(), station.copy());
    let (desk, office, keyring, newest) = station.reopened(newest).await;
    let here = desk.order_again(refused.id.clone()).await.unwrap();
    assert!(!here.returned, "it is no copy");
    ended(desk, &newest).await;
    let desk = Desk::open(options(&office, &copy, keyring)).await.unwrap();
    let back = desk.order_again(refused.id).await.unwrap();
    assert!(back.returned, "it may have been corrected since");
}

#[tokio::test]
async fn a_form_that_came_back_blank_is_nobodys_order_when_it_is_filled() {
    let station = Station::open().await;
    let blank = station.stage.desk.enrolment().await.unwrap();
    let (copy, newest) = (station.copy(), station.copy());
    let (desk, office, keyring, _newest) = station.reopened(newest).await;
    drop(desk);
    let desk = Desk::open(options(&office, &copy, keyring)).await.unwrap();
    let back = desk.enrolment().await.unwrap();
    assert_eq!(back.id, blank.id);
    desk.save_enrolment(named(&back)).await.unwrap();
    let filled = desk.enrolment().await.unwrap();
    assert!(!filled.values.is_empty() && !filled.returned);
}

#[tokio::test]
async fn an_order_that_left_from_here_after_all_is_looked_for_when_it_did() {
    let station = Station::open().await;
    let [order, _] = station.two_that_wait().await;
    station.keyring.delete(&station.seal()).unwrap();
    let folder = station.copy();
    let (desk, office, _keyring, _folder) = station.reopened(folder).await;
    let back = desk.order(order.clone()).await.unwrap();
    assert!(back.sent_between.is_some());
    desk.resume_outbox().await.unwrap();
    let lost = Fault::ResetAfterCommitting;
    office.faults().fail_next(Calls::Order, 1, lost);
    let sent = desk.answer_unknown(order, Answer::NotThere).await.unwrap();
    assert_eq!(
        (sent.row.state, sent.sent_between),
        (OrderState::Unknown, None)
    );
}
