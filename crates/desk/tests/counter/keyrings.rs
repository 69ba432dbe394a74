//! A keyring that is locked, asks a person, or is gone: told apart, asked seldom, never for ever.

use desk::boundary::{
    Code, ConnectionForm, DeskView, EnrolmentInput, Intent, LedgerView, OrderState, Problem,
    SecretKept,
};
use desk::{Desk, Vault};
use practice::PracticeOffice;
use tempfile::TempDir;
use vault::VaultError;

use crate::again::form;
use crate::stage::{Stage, ended, options};

/// A station with a connection whose secret is in the keyring, and the keyring's switch.
async fn connected() -> (Stage, Vault, vault::Faults, String) {
    let (keyring, faults) = Vault::with_faults();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    let here = form(&stage, None, &stage.office.breeze().base_url);
    let kept = stage.desk.submit_connection(here, Intent::Save).await;
    let id = kept.unwrap().connection.unwrap().id;
    (stage, keyring, faults, id)
}

/// The station's program has ended; its folder and its keyring are there.
async fn closed() -> (PracticeOffice, TempDir, Vault, vault::Faults, String) {
    let (stage, keyring, faults, id) = connected().await;
    let Stage {
        office,
        desk,
        folder,
    } = stage;
    ended(desk, &folder).await;
    (office, folder, keyring, faults, id)
}

fn kept(view: &DeskView, id: &str) -> SecretKept {
    let connection = view.connections.iter().find(|one| one.id == id);
    connection.expect("it is there").secret
}

fn keyring_code(view: &DeskView) -> Option<Code> {
    view.keyring.as_ref().map(|problem| problem.code)
}

fn locked_because(view: &DeskView) -> Code {
    match &view.ledger {
        LedgerView::Locked { problem } => problem.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn looking_at_the_state_does_not_ask_the_keyring() {
    let (stage, _keyring, faults, id) = connected().await;
    let before = faults.accesses();
    for _ in 0..3 {
        let view = stage.desk.state().await.unwrap();
        assert_eq!(kept(&view, &id), SecretKept::Keyring);
    }
    assert_eq!(faults.accesses(), before);
}

#[tokio::test]
async fn a_secret_in_a_locked_keyring_is_not_missing_and_is_there_once_that_is_unlocked() {
    let (office, folder, keyring, faults, id) = closed().await;
    faults.lock(true);
    let desk = Desk::open(options(&office, &folder, keyring))
        .await
        .unwrap();
    let view = desk.state().await.unwrap();
    assert_eq!(kept(&view, &id), SecretKept::Locked);
    assert_eq!(keyring_code(&view), Some(Code::KeyringLocked));
    assert_eq!(locked_because(&view), Code::KeyringLocked);
    faults.lock(false);
    let view = desk.try_keyring_again().await.unwrap();
    assert_eq!(kept(&view, &id), SecretKept::Keyring);
    assert_eq!((view.keyring, view.ledger), (None, LedgerView::Kept));
}

#[tokio::test]
async fn a_person_who_does_not_unlock_the_keyring_is_asked_once() {
    let (office, folder, keyring, faults, _) = closed().await;
    faults.lock(true);
    let before = faults.accesses();
    let desk = Desk::open(options(&office, &folder, keyring))
        .await
        .unwrap();
    assert_eq!(
        locked_because(&desk.state().await.unwrap()),
        Code::KeyringLocked
    );
    assert_eq!(faults.accesses(), before + 1);
}

#[tokio::test]
async fn missing_and_unreadable_are_told_apart() {
    let (office, folder, keyring, faults, id) = closed().await;
    let desk = Desk::open(options(&office, &folder, Vault::for_this_run()));
    let desk = desk.await.unwrap();
    let view = desk.state().await.unwrap();
    assert_eq!(kept(&view, &id), SecretKept::Missing);
    ended(desk, &folder).await;
    faults.fail_next(VaultError::NoKeyring {
        reason: "none here".to_owned(),
    });
    let desk = Desk::open(options(&office, &folder, keyring))
        .await
        .unwrap();
    let view = desk.state().await.unwrap();
    assert_eq!(kept(&view, &id), SecretKept::Unreadable);
    assert_eq!(keyring_code(&view), Some(Code::NoKeyring));
}

#[tokio::test]
async fn a_keyring_that_is_locked_meanwhile_is_noticed_when_its_secret_is_needed() {
    let (stage, _keyring, faults, id) = connected().await;
    let changed = ConnectionForm {
        client_id: String::new().into(),
        client_secret: String::new().into(),
        ..form(&stage, Some(id.clone()), &stage.office.breeze().base_url)
    };
    faults.lock(true);
    let checked = stage.desk.submit_connection(changed, Intent::Check).await;
    assert_eq!(
        Problem::from(checked.unwrap_err()).code,
        Code::KeyringLocked
    );
    let view = stage.desk.state().await.unwrap();
    assert_eq!(kept(&view, &id), SecretKept::Locked);
    assert_eq!(keyring_code(&view), Some(Code::KeyringLocked));
    assert_eq!(view.ledger, LedgerView::Kept, "what is open stays open");
}

#[tokio::test]
async fn while_the_keyring_asks_a_person_the_state_says_so_and_the_wait_can_be_ended() {
    let (office, folder, keyring, faults, id) = closed().await;
    faults.ask_a_person(true);
    let desk = Desk::begin(options(&office, &folder, keyring))
        .await
        .unwrap();
    let mut events = desk.events();
    let opening = desk.clone();
    let opening = tokio::spawn(async move { opening.open_what_is_kept().await });
    let view = loop {
        let view = desk.state().await.unwrap();
        if view.keyring_asks {
            break view;
        }
        events.recv().await.unwrap();
    };
    assert_eq!(view.ledger, LedgerView::Opening);
    assert_eq!(kept(&view, &id), SecretKept::NotAskedYet);
    desk.stop_waiting_for_keyring();
    opening.await.unwrap();
    let view = desk.state().await.unwrap();
    assert!(!view.keyring_asks);
    assert_eq!(locked_because(&view), Code::KeyringNoAnswer);
    assert_eq!(kept(&view, &id), SecretKept::Unreadable);
    faults.ask_a_person(false);
    let view = desk.try_keyring_again().await.unwrap();
    assert_eq!(view.ledger, LedgerView::Kept);
    assert_eq!(kept(&view, &id), SecretKept::Keyring);
}

#[tokio::test]
async fn behind_a_locked_keyring_one_can_practise_and_the_kept_ledger_is_untouched() {
    let (office, folder, keyring, faults, _) = closed().await;
    let file = folder.path().join("ledger.db");
    let before = std::fs::read(&file).unwrap();
    faults.lock(true);
    let desk = Desk::open(options(&office, &folder, keyring.clone()));
    let desk = desk.await.unwrap();
    let view = desk.practise_for_this_run().await.unwrap();
    let LedgerView::ForThisRun {
        problem,
        beside_kept,
    } = view.ledger
    else {
        panic!("{:?}", view.ledger)
    };
    assert_eq!((problem.code, beside_kept), (Code::KeyringLocked, true));
    assert_eq!(view.current.as_deref(), Some("practice"));
    let stage = Stage {
        office,
        desk,
        folder,
    };
    stage.desk.templates().await.unwrap();
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    assert_eq!(std::fs::read(&file).unwrap(), before);
    faults.lock(false);
    let Stage {
        office,
        desk,
        folder,
    } = stage;
    ended(desk, &folder).await;
    let desk = Desk::open(options(&office, &folder, keyring))
        .await
        .unwrap();
    assert_eq!(desk.state().await.unwrap().ledger, LedgerView::Kept);
    let person = desk.enrolment().await.unwrap();
    assert_eq!(person.values, EnrolmentInput::default().values);
}

#[tokio::test]
async fn nobody_practises_for_this_run_while_the_ledger_is_open_or_damaged() {
    let (stage, keyring, _faults, _) = connected().await;
    let refused = |result: Result<DeskView, desk::DeskError>| Problem::from(result.unwrap_err());
    let open = refused(stage.desk.practise_for_this_run().await);
    assert_eq!(open.code, Code::WrongState);
    let Stage {
        office,
        desk,
        folder,
    } = stage;
    ended(desk, &folder).await;
    std::fs::remove_file(folder.path().join("ledger.db")).unwrap();
    let desk = Desk::open(options(&office, &folder, keyring))
        .await
        .unwrap();
    let missing = refused(desk.practise_for_this_run().await);
    assert_eq!(missing.code, Code::LedgerMissing);
}
