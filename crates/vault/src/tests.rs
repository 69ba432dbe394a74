use super::{Limits, Part, Platform, Slot, Store, Vault, VaultError};
use crate::platform::Try;
use keyring_core::mock::{Cred, Store as Mock};
use keyring_core::{CredentialStore, Error as Keyring};
use secrecy::{ExposeSecret, SecretString};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, LazyLock};
use std::thread;
use std::time::Duration;

const CANARY: &str = "ø-canary-secret";

fn slot() -> Slot {
    Slot::connection_secret("c1", Part::ClientSecret)
}

fn read(vault: &Vault) -> Option<String> {
    vault
        .read(&slot())
        .unwrap()
        .map(|secret| secret.expose_secret().to_owned())
}

/// A vault over a mock keyring, and its one entry to make fail.
fn over_mock() -> (Vault, Arc<CredentialStore>) {
    fn opened(_: Try) -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(OPENED.with(Arc::clone))
    }
    thread_local! { static OPENED: Arc<CredentialStore> = Mock::new().unwrap(); }
    (
        Vault::over(Store::Platform(Platform::opened_by(opened))),
        OPENED.with(Arc::clone),
    )
}

fn fail_next(mock: &Arc<CredentialStore>, error: Keyring) {
    let entry = mock
        .build(crate::slot::SERVICE, slot().as_str(), None)
        .unwrap();
    entry
        .as_any()
        .downcast_ref::<Cred>()
        .unwrap()
        .set_error(error);
}

#[test]
fn what_is_stored_is_read_until_it_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let kept = Vault::in_folder(folder.path().join("kept"));
    for vault in [Vault::for_this_run(), kept, over_mock().0] {
        assert_eq!(read(&vault), None);
        vault.store(&slot(), &SecretString::from(CANARY)).unwrap();
        assert_eq!(read(&vault).as_deref(), Some(CANARY));
        vault.delete(&slot()).unwrap();
        assert_eq!(read(&vault), None);
        vault.delete(&slot()).unwrap();
    }
}

#[test]
fn raw_bytes_come_back_unchanged_and_are_not_text() {
    let (vault, _) = over_mock();
    vault.store_bytes(&slot(), &[0, 0xFF, 7]).unwrap();
    assert_eq!(
        vault.read_bytes(&slot()).unwrap().unwrap().as_slice(),
        [0, 0xFF, 7]
    );
    assert_eq!(vault.read(&slot()).unwrap_err().code(), "secret_not_text");
}

#[test]
fn slots_do_not_meet() {
    let vault = Vault::for_this_run();
    let slots = [
        Slot::connection_secret("a", Part::ClientId),
        Slot::connection_secret("a", Part::ApiKey),
        Slot::connection_secret("b", Part::ClientId),
        Slot::ledger_key("a"),
    ];
    for (n, slot) in slots.iter().enumerate() {
        vault
            .store_bytes(slot, &[u8::try_from(n).unwrap()])
            .unwrap();
    }
    let read = slots.map(|slot| vault.read_bytes(&slot).unwrap().unwrap()[0]);
    assert_eq!(read, [0, 1, 2, 3]);
}

#[test]
fn each_failure_of_a_keyring_has_its_name() {
    let cause = || Box::new(std::io::Error::other("said the platform"));
    let rows = [
        (Keyring::NoStorageAccess(cause()), "keyring_locked"),
        (Keyring::TooLong("password".into(), 2560), "secret_too_long"),
        (Keyring::Ambiguous(vec![]), "keyring_ambiguous"),
        (Keyring::NoDefaultStore, "no_keyring"),
        (Keyring::BadStoreFormat("x".into()), "keyring_failed"),
    ];
    for (error, code) in rows {
        let (vault, mock) = over_mock();
        fail_next(&mock, error);
        let error = vault
            .store(&slot(), &SecretString::from(CANARY))
            .unwrap_err();
        assert_eq!(error.code(), code);
    }
}

#[test]
fn an_error_never_holds_the_secret() {
    let bytes = || CANARY.as_bytes().to_vec();
    let cause = || Box::new(std::io::Error::other("x"));
    for error in [
        Keyring::BadEncoding(bytes()),
        Keyring::BadDataFormat(bytes(), cause()),
    ] {
        let error = VaultError::from(error);
        let first = bytes()[..4]
            .iter()
            .map(u8::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains(CANARY) && !text.contains(&first), "{text}");
        }
    }
}

#[test]
fn a_secret_that_reads_back_differently_is_an_error() {
    let (vault, mock) = over_mock();
    vault.store(&slot(), &SecretString::from("old")).unwrap();
    // The write is answered "no such entry" by the mock, and so the old secret is what is read.
    fail_next(&mock, Keyring::NoEntry);
    let error = vault
        .store(&slot(), &SecretString::from("new"))
        .unwrap_err();
    assert_eq!(error.code(), "keyring_failed");
    assert_eq!(read(&vault).as_deref(), Some("old"));
}

#[test]
fn a_broken_connection_to_the_keyring_is_made_again_once() {
    let (vault, mock) = over_mock();
    vault.store(&slot(), &SecretString::from(CANARY)).unwrap();
    fail_next(
        &mock,
        Keyring::PlatformFailure(Box::new(std::io::Error::other("gone"))),
    );
    assert_eq!(read(&vault).as_deref(), Some(CANARY));
}

#[test]
fn a_keyring_that_did_not_open_is_tried_again() {
    static TRIES: AtomicUsize = AtomicUsize::new(0);
    static MOCK: LazyLock<Arc<Mock>> = LazyLock::new(|| Mock::new().unwrap());
    fn second_time_lucky(this: Try) -> keyring_core::Result<Arc<CredentialStore>> {
        TRIES.fetch_add(1, Ordering::SeqCst);
        match this {
            Try::First => Err(Keyring::PlatformFailure(Box::new(std::io::Error::other(
                "no bus",
            )))),
            Try::Again => Ok(Arc::clone(&*MOCK) as Arc<CredentialStore>),
        }
    }
    let vault = Vault::over(Store::Platform(Platform::opened_by(second_time_lucky)));
    assert_eq!(vault.probe().unwrap_err().to_string(), "no keyring: no bus");
    vault.probe().unwrap();
    assert_eq!(TRIES.load(Ordering::SeqCst), 2);
}

#[test]
fn a_keyring_whose_opening_hangs_does_not_hold_up_the_next_try() {
    static HANGS: Barrier = Barrier::new(2);
    static MOCK: LazyLock<Arc<Mock>> = LazyLock::new(|| Mock::new().unwrap());
    fn hangs_first(this: Try) -> keyring_core::Result<Arc<CredentialStore>> {
        if this == Try::First {
            HANGS.wait();
            HANGS.wait();
        }
        Ok(Arc::clone(&*MOCK) as Arc<CredentialStore>)
    }
    let vault = Vault::over(Store::Platform(Platform::opened_by(hangs_first)));
    thread::scope(|threads| {
        let first = threads.spawn(|| vault.probe());
        HANGS.wait();
        vault.probe().unwrap();
        HANGS.wait();
        first.join().unwrap().unwrap();
    });
}

#[test]
fn a_secret_that_was_given_up_is_not_written_when_the_keyring_opens_after_all() {
    static HANGS: Barrier = Barrier::new(2);
    static MOCK: LazyLock<Arc<Mock>> = LazyLock::new(|| Mock::new().unwrap());
    fn hangs(_: Try) -> keyring_core::Result<Arc<CredentialStore>> {
        HANGS.wait();
        Ok(Arc::clone(&*MOCK) as Arc<CredentialStore>)
    }
    let limits = Limits {
        told_after: Duration::from_millis(1),
        ends_after: Duration::from_millis(1),
    };
    let vault = Vault::over(Store::Platform(Platform::opened_by(hangs))).within(limits, || {});
    let given_up = vault.store(&slot(), &SecretString::from(CANARY));
    assert!(matches!(given_up, Err(VaultError::NoAnswer)));
    HANGS.wait();
    let late = loop {
        match vault.read(&slot()) {
            Err(VaultError::NoAnswer) => thread::yield_now(),
            answered => break answered.unwrap(),
        }
    };
    assert!(late.is_none(), "nobody knows of it");
}

#[test]
fn faults_hit_the_next_access_and_only_that() {
    let (vault, faults) = Vault::with_faults();
    faults.fail_next(VaultError::ReadBackDiffers);
    assert_eq!(vault.probe().unwrap_err().code(), "read_back_differs");
    vault.probe().unwrap();
}
