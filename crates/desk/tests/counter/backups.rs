//! A backup carried to another machine, or put back on its own.

use std::fs;
use std::path::PathBuf;

use desk::boundary::{
    Answer, Code, HistoryQuery, LedgerView, OrderState, Problem, TypedPassphrase,
};
use desk::{Clock, Desk, Vault};
use ledger::{Ledger, LedgerId, LedgerKey, Passphrase, PictureKind};
use practice::{Calls, Fault};
use tempfile::TempDir;

use crate::stage::{Stage, ledger_key, options};

pub const WORDS: &str = "blåbær sykkel måne tog";

pub fn words(text: &str) -> TypedPassphrase {
    TypedPassphrase(text.to_owned().into())
}

async fn backed_up(stage: &Stage) -> PathBuf {
    let file = stage.folder.path().join("office.badgedesk-backup");
    let orders = stage.desk.back_up(file.clone(), words(WORDS)).await;
    let written = orders.unwrap();
    assert!(written.orders > 0 && written.listed);
    file
}

/// An order that waits behind a blocked connection, so that it leaves as soon as that is mended.
async fn one_that_waits(stage: &Stage) -> String {
    let forbidden = Fault::ErrorCode {
        code: "FORBIDDEN".to_owned(),
        message: "no".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, forbidden);
    let blocked = stage.order(&stage.filled().await).await.row;
    assert_eq!(blocked.state, OrderState::Blocked);
    blocked.id
}

async fn mend(desk: &Desk) {
    let checked = desk.check_connection("practice".to_owned()).await;
    assert!(checked.unwrap().problem.is_none());
}

fn code<T: std::fmt::Debug>(result: Result<T, desk::DeskError>) -> Code {
    Problem::from(result.unwrap_err()).code
}

async fn people(desk: &Desk) -> usize {
    let history = desk.history(HistoryQuery::default()).await;
    history.unwrap().rows.len()
}

#[tokio::test]
async fn a_backup_that_is_put_back_after_sending_sends_nothing_again() {
    let stage = Stage::open().await;
    let waiting = one_that_waits(&stage).await;
    let file = backed_up(&stage).await;
    mend(&stage.desk).await;
    stage.until_state(&waiting, OrderState::Accepted).await;
    let later = stage.order(&stage.filled().await).await.row.id;
    let restored = stage.desk.restore(file, words(WORDS)).await.unwrap();
    assert_eq!(restored.unknown, 1);
    let state = stage.desk.state().await.unwrap();
    assert_eq!(
        (state.ledger, state.outbox_paused),
        (LedgerView::Kept, true)
    );
    assert_eq!(people(&stage.desk).await, 1);
    assert_eq!(code(stage.desk.order(later).await), Code::NoSuchOrder);
    let order = stage.desk.order(waiting.clone()).await.unwrap();
    assert_eq!(order.row.state, OrderState::Unknown);
    mend(&stage.desk).await;
    stage.desk.resume_outbox().await.unwrap();
    assert_eq!(stage.office.faults().orders().len(), 2, "none is doubled");
    let there = Answer::NotThere;
    let again = stage.desk.answer_unknown(waiting.clone(), there).await;
    again.unwrap();
    stage.until_state(&waiting, OrderState::Accepted).await;
    assert_eq!(
        stage.office.faults().orders().len(),
        3,
        "on the operator's word"
    );
    let aside = PathBuf::from(restored.set_aside.unwrap());
    assert!(aside.join("ledger.db").exists(), "nothing is deleted");
}

#[tokio::test]
async fn no_picture_as_it_was_taken_is_set_aside_with_its_ledger() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let shot = stage.filled().await;
    let restored = stage.desk.restore(file, words(WORDS)).await.unwrap();
    let aside = PathBuf::from(restored.set_aside.unwrap());
    let key = LedgerKey::from_bytes(&ledger_key(&aside, &keyring).unwrap()).unwrap();
    let old = Ledger::open(&aside, &key).unwrap();
    let picture = |kind| {
        let draft = shot.id.parse().unwrap();
        old.draft_picture(draft, "personPhoto1", kind).unwrap()
    };
    assert!(picture(PictureKind::Original).is_none());
    assert!(picture(PictureKind::Portrait).is_some());
}

/// Another machine: another folder, another keyring, at the same office.
async fn elsewhere(stage: &Stage) -> (Desk, TempDir, Vault) {
    let (folder, keyring) = (tempfile::tempdir().unwrap(), Vault::for_this_run());
    let options = options(&stage.office, &folder, keyring.clone());
    (Desk::open(options).await.unwrap(), folder, keyring)
}

#[tokio::test]
async fn a_backup_opens_on_a_machine_whose_keyring_has_no_key_and_stays_open_there() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let (desk, folder, keyring) = elsewhere(&stage).await;
    desk.restore(file, words(WORDS)).await.unwrap();
    let there = desk.order(order.row.id.clone()).await.unwrap();
    assert_eq!(there.row.number, order.row.number);
    let state = desk.state().await.unwrap();
    assert_eq!(
        state.current.as_deref(),
        Some("practice"),
        "the connections come along"
    );
    crate::stage::ended(desk, &folder).await;
    let options = options(&stage.office, &folder, keyring);
    let desk = Desk::open(options).await.unwrap();
    assert_eq!(desk.state().await.unwrap().ledger, LedgerView::Kept);
    assert_eq!(people(&desk).await, 1);
}

#[tokio::test]
async fn what_cannot_be_restored_is_named_and_changes_nothing() {
    let stage = Stage::open().await;
    stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let other = stage.folder.path().join("other");
    fs::write(&other, "a letter").unwrap();
    let desk = &stage.desk;
    let wrong = desk
        .restore(file.clone(), words("another passphrase"))
        .await;
    assert_eq!(code(wrong), Code::WrongPassphrase);
    let no_backup = desk.restore(other, words(WORDS)).await;
    assert_eq!(code(no_backup), Code::NotABackup);
    let short = desk.back_up(file.clone(), words("too short")).await;
    assert_eq!(code(short), Code::PassphraseTooShort);
    let nowhere = stage.folder.path().join("missing").join("b");
    let unwritable = desk.back_up(nowhere, words(WORDS)).await;
    assert_eq!(code(unwritable), Code::FileUnwritable);
    let state = desk.state().await.unwrap();
    assert_eq!(
        (state.ledger, state.outbox_paused),
        (LedgerView::Kept, false)
    );
    assert_eq!(people(desk).await, 1);
    assert!(!stage.folder.path().join("restoring").exists());
    let files = desk.privacy().await.unwrap().files;
    assert_eq!((files.len(), files[0].format), (1, None), "a backup");
}

#[tokio::test]
async fn without_a_keyring_no_backup_is_put_in_place() {
    let stage = Stage::open().await;
    stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let (keyring, faults) = Vault::with_faults();
    let folder = tempfile::tempdir().unwrap();
    let options = options(&stage.office, &folder, keyring);
    let desk = Desk::open(options).await.unwrap();
    for _ in 0..8 {
        faults.fail_next(vault::VaultError::NoKeyring {
            reason: "none here".to_owned(),
        });
    }
    let refused = desk.restore(file, words(WORDS)).await;
    assert_eq!(code(refused), Code::NoKeyring);
    assert_eq!(people(&desk).await, 0);
}

#[tokio::test]
async fn a_ledger_that_is_locked_is_replaced_by_its_backup() {
    let stage = Stage::open().await;
    stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let stage = stage.begun_anew(Vault::for_this_run()).await;
    let state = stage.desk.state().await.unwrap();
    assert!(matches!(state.ledger, LedgerView::Locked { .. }));
    stage.desk.restore(file, words(WORDS)).await.unwrap();
    assert_eq!(stage.desk.state().await.unwrap().ledger, LedgerView::Kept);
    assert_eq!(people(&stage.desk).await, 1);
}

#[tokio::test]
async fn what_a_killed_program_made_of_a_backup_is_erased_when_the_ledger_is_opened() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.order(&stage.filled().await).await;
    let file = backed_up(&stage).await;
    let making = stage.folder.path().join("restoring");
    let stage = stage.after(keyring, Clock::system(), |folder| {
        let key = LedgerKey::random().unwrap();
        let of = (file.as_path(), &Passphrase::typed(WORDS));
        let id = LedgerId::new(uuid::Uuid::from_u128(1));
        ledger::restore(folder, of, (id, &key), ("copied", chrono::Utc::now())).unwrap();
        assert!(making.exists());
    });
    let stage = stage.await;
    assert!(!making.exists());
    assert_eq!(people(&stage.desk).await, 1);
    stage.desk.restore(file, words(WORDS)).await.unwrap();
    assert_eq!(people(&stage.desk).await, 1);
}
