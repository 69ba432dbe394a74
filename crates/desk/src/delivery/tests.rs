//! An answer that the ledger cannot take at once.

use std::path::Path;
use std::time::Duration;

use ledger::{Ledger, LedgerKey, Presence};
use practice::{Calls, Fault, Options, PracticeOffice};
use tempfile::TempDir;
use vault::{Slot, Vault};

use crate::books::Books;
use crate::boundary::{Code, EnrolmentInput, OrderState, Problem, ReachView, TypedPassphrase};
use crate::desk::{Desk, lock};
use crate::{Clock, DeskOptions, PracticeAccess, PracticeBadges};

async fn open(office: &PracticeOffice, folder: &TempDir, outbox_pause: Duration) -> Desk {
    open_with(office, folder, outbox_pause, Vault::for_this_run()).await
}

async fn open_with(
    office: &PracticeOffice,
    folder: &TempDir,
    outbox_pause: Duration,
    keyring: Vault,
) -> Desk {
    let access = office.breeze();
    let options = DeskOptions {
        folder: folder.path().to_owned(),
        practice: Some(PracticeAccess {
            base_url: access.base_url.clone(),
            client_id: access.client_id.clone(),
            client_secret: access.client_secret.clone().into(),
            tenants: access.tenant_ids.clone(),
            badges: PracticeBadges {
                base_url: office.issuebadge().base_url.clone(),
                api_key: office.issuebadge().api_key.clone().into(),
            },
        }),
        locale: "en".to_owned(),
        keyring,
        clock: Clock::system(),
        patience: crate::Patience::default(),
        outbox_pause,
    };
    let desk = Desk::open(options).await.unwrap();
    desk.choose_practice().await.unwrap();
    desk
}

async fn place(desk: &Desk) -> String {
    let templates = desk.templates().await.unwrap().templates;
    let card = |template: &&crate::boundary::TemplateView| template.name == "Company ID Card";
    let template = templates.iter().find(card).unwrap().id.clone();
    let enrolment = desk.enrolment().await.unwrap().id;
    desk.choose_template(enrolment.clone(), template)
        .await
        .unwrap();
    let input = EnrolmentInput {
        id: enrolment.clone(),
        values: [("personLastName".to_owned(), "Ås".to_owned())].into(),
        ..EnrolmentInput::default()
    };
    desk.save_enrolment(input).await.unwrap();
    desk.place_order(enrolment).await.unwrap().row.id
}

async fn state(desk: &Desk, order: &str) -> OrderState {
    desk.order(order.to_owned()).await.unwrap().row.state
}

/// An order that the service has, whose answer the ledger could not take; and the ledger.
async fn unwritten(office: &PracticeOffice, desk: &Desk) -> (String, Books) {
    let slow = Fault::Slow { millis: 4000 };
    office.faults().fail_next(Calls::Order, 1, slow);
    let order = place(desk).await;
    // The service has it, and takes its time to say so.
    while office.faults().orders().is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let full = Books::Locked(Problem::of(Code::DiskFull, "no room"));
    let books = std::mem::replace(&mut *lock(&desk.inner().books), full);
    desk.until_nothing_is_sending().await;
    (order, books)
}

#[tokio::test]
async fn an_answer_that_cannot_be_written_down_is_kept_until_it_can() {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = open(&office, &folder, Duration::from_millis(100)).await;
    let (order, books) = unwritten(&office, &desk).await;
    let mut events = desk.events();
    let ReachView::Failed { problem } = desk.reach(Some("practice")) else {
        panic!("nobody is told");
    };
    assert_eq!(problem.code, Code::DiskFull);
    *lock(&desk.inner().books) = books;
    while state(&desk, &order).await != OrderState::Accepted {
        events.recv().await.unwrap();
    }
    assert_eq!(
        office.faults().orders().len(),
        1,
        "and it is not sent again"
    );
}

#[tokio::test]
async fn what_cannot_be_written_down_is_tried_again_before_anything_is_asked_however_long_the_pause()
 {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = open(&office, &folder, Duration::from_secs(3600)).await;
    let (order, books) = unwritten(&office, &desk).await;
    desk.network_came_back();
    // The way rests for two seconds after each try. Whoever asked the service meanwhile would find it
    // in order, and say so.
    tokio::time::sleep(Duration::from_secs(5)).await;
    let ReachView::Failed { problem } = desk.reach(Some("practice")) else {
        panic!("it is told as if nothing were wrong");
    };
    assert_eq!(problem.code, Code::DiskFull);
    let mut events = desk.events();
    *lock(&desk.inner().books) = books;
    while state(&desk, &order).await != OrderState::Accepted {
        events.recv().await.unwrap();
    }
    assert_eq!(office.faults().orders().len(), 1);
}

#[tokio::test]
async fn what_waited_in_the_last_run_leaves_at_the_start_and_not_after_the_first_pause() {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let keyring = Vault::for_this_run();
    let hour = Duration::from_secs(3600);
    let desk = open_with(&office, &folder, hour, keyring.clone()).await;
    desk.pause_outbox().await.unwrap();
    let order = place(&desk).await;
    // As a kill leaves it: it waits, and nobody had paused.
    desk.ledger().unwrap().resume().unwrap();
    drop(desk);
    let file = std::fs::File::open(folder.path().join("ledger.lock")).unwrap();
    while file.try_lock().is_err() {
        tokio::task::yield_now().await;
    }
    drop(file);
    let desk = open_with(&office, &folder, hour, keyring).await;
    let mut events = desk.events();
    while state(&desk, &order).await != OrderState::Accepted {
        events.recv().await.unwrap();
    }
}

#[tokio::test]
async fn closing_waits_for_what_is_not_written_down_and_tells_the_number_that_would_be_lost() {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = open(&office, &folder, Duration::from_secs(3600)).await;
    let (order, books) = unwritten(&office, &desk).await;
    let awaited = desk.begin_closing();
    assert_eq!(awaited.len(), 1);
    assert_eq!(awaited[0].to_string(), order);
    let lost = desk.write_down_again().await;
    let number = office.faults().orders()[0].credential_number.to_string();
    assert_eq!(lost.len(), 1);
    assert_eq!((&lost[0].order, &lost[0].number), (&order, &Some(number)));
    assert_eq!(
        (lost[0].state, lost[0].person.as_str()),
        (OrderState::Accepted, "Ås")
    );
    let why = lost[0].problem.as_ref().map(|problem| problem.code);
    assert_eq!(why, Some(Code::DiskFull));
    *lock(&desk.inner().books) = books;
    assert_eq!(desk.write_down_again().await, [], "closing tries once more");
    assert_eq!(state(&desk, &order).await, OrderState::Accepted);
    assert_eq!(desk.begin_closing(), []);
}

const WORDS: &str = "four words nobody guesses";

fn words() -> TypedPassphrase {
    TypedPassphrase(WORDS.to_owned().into())
}

/// How an order stands in a ledger that was set aside.
fn state_in(aside: &str, desk: &Desk, order: &str) -> ledger::State {
    let aside = Path::new(aside);
    let Ok(Presence::Present { id }) = ledger::presence(aside) else {
        panic!("it is not whole");
    };
    let slot = Slot::ledger_key(&id.to_string());
    let key = desk.inner().keyring.read_bytes(&slot).unwrap().unwrap();
    let ledger = Ledger::open(aside, &LedgerKey::from_bytes(&key).unwrap()).unwrap();
    ledger.order(order.parse().unwrap()).unwrap().order.state
}

#[tokio::test]
async fn no_backup_is_put_in_place_of_a_ledger_whose_last_answer_is_not_written_down() {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = open(&office, &folder, Duration::from_secs(3600)).await;
    let file = folder.path().join("office.badgedesk-backup");
    desk.back_up(file.clone(), words()).await.unwrap();
    let (order, books) = unwritten(&office, &desk).await;
    let refused = desk.restore(file.clone(), words()).await.unwrap_err();
    let refused = Problem::from(refused);
    assert_eq!(
        (refused.code, refused.detail.as_str()),
        (Code::EndNotWritten, "Ås")
    );
    assert!(!desk.is_paused(), "everything is as it was");
    assert!(!folder.path().join("restoring").exists());
    *lock(&desk.inner().books) = books;
    let restored = desk.restore(file, words()).await.unwrap();
    let aside = restored.set_aside.unwrap();
    assert_eq!(state_in(&aside, &desk, &order), ledger::State::Accepted);
    assert_eq!(desk.write_down_again().await, []);
}

#[tokio::test]
async fn what_waits_in_a_ledger_that_is_opened_late_is_held_before_anybody_sees_it() {
    let office = PracticeOffice::open(Options::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let desk = open(&office, &folder, Duration::from_hours(1)).await;
    desk.pause_outbox().await.unwrap();
    let waiting = place(&desk).await;
    let ledger = desk.ledger().unwrap();
    ledger.resume().unwrap();
    drop(ledger);
    assert!(desk.let_go_of_books(Duration::from_secs(60)));
    let lane = desk.inner().lanes.of("practice");
    assert!(lane.gate().is_open(desk.inner().clock.now()));
    let opened = desk.blocking(|desk| desk.open_books_now());
    opened.await.unwrap();
    assert!(!desk.is_paused() && !lane.gate().is_open(desk.inner().clock.now()));
    desk.inner().look.notify_one();
    desk.settled(waiting.clone()).await.unwrap();
    while state(&desk, &waiting).await != OrderState::Accepted {
        desk.inner().look.notify_one();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
