//! What was erased is in no page of the file, not even in those that are free.

use crate::pages::pages;
use crate::sample::{at, draft_id, id, key, on_disk, order, pin, receipt, stamp};
use ledger::{
    BackupNote, Due, Ledger, LedgerError, Marked, NewOrder, Passphrase, PictureKind, Settlement,
};
use std::fs;
use std::path::Path;

pub fn pages_with(folder: &Path, canary: &str) -> usize {
    let holds = |page: &Vec<u8>| page.windows(canary.len()).any(|w| w == canary.as_bytes());
    let pages = pages(folder, key().as_bytes());
    pages.iter().filter(|page| holds(page)).count()
}

/// An order with a secret, long enough for pages of its own, among others.
fn with_secret(secret: &str) -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = on_disk();
    for number in 10..40 {
        ledger.commit(order(number), at(0)).unwrap();
    }
    let request = format!("{{\"pin\":\"{}\"}}", secret.repeat(900));
    ledger
        .commit(
            NewOrder {
                values: vec![pin(secret)],
                request,
                ..order(1)
            },
            at(0),
        )
        .unwrap();
    for number in 40..70 {
        ledger.commit(order(number), at(0)).unwrap();
    }
    (folder, ledger)
}

#[test]
fn the_pages_are_decrypted_as_they_are() {
    let (folder, ledger) = with_secret("canary-7391");
    drop(ledger);
    assert!(pages_with(folder.path(), "canary-7391") > 1);
    assert!(pages_with(folder.path(), "CREATE TABLE orders") > 0);
}

#[test]
fn a_sensitive_value_is_gone_from_every_page_once_the_order_is_accepted() {
    let (folder, ledger) = with_secret("canary-7391");
    for number in 10..40 {
        ledger.cancel(id(number), &stamp(1)).unwrap();
    }
    ledger.claim(id(1), at(1)).unwrap();
    ledger
        .settle(
            id(1),
            Settlement::Accepted {
                receipt: receipt("5"),
            },
            at(2),
        )
        .unwrap();
    drop(ledger);
    assert_eq!(pages_with(folder.path(), "canary-7391"), 0);
    assert!(pages_with(folder.path(), "Nordmann") > 0);
}

#[test]
fn a_sensitive_value_is_gone_from_every_page_once_the_order_is_cancelled() {
    let (folder, ledger) = with_secret("canary-7391");
    ledger.cancel(id(1), &stamp(1)).unwrap();
    drop(ledger);
    assert_eq!(pages_with(folder.path(), "canary-7391"), 0);
}

#[test]
fn the_log_is_emptied_when_something_was_erased() {
    let (folder, ledger) = with_secret("canary-7391");
    assert!(log_of(folder.path()) > 0);
    ledger.cancel(id(1), &stamp(1)).unwrap();
    assert_eq!(log_of(folder.path()), 0);
}

fn accepted(ledger: &Ledger) {
    ledger.claim(id(1), at(1)).unwrap();
    let receipt = receipt("5");
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(1), accepted, at(2)).unwrap();
}

fn log_of(folder: &Path) -> u64 {
    fs::metadata(folder.join("ledger.db-wal")).unwrap().len()
}

#[test]
fn what_an_acceptance_erases_leaves_the_log_when_a_moment_is_free() {
    let (folder, ledger) = with_secret("canary-7391");
    ledger.finish_erasing().unwrap();
    accepted(&ledger);
    assert!(log_of(folder.path()) > 0, "nobody waits for the emptying");
    assert!(ledger.finish_erasing().unwrap());
    assert_eq!(log_of(folder.path()), 0);
    ledger.commit(order(2), at(3)).unwrap();
    let full = log_of(folder.path());
    assert!(ledger.finish_erasing().unwrap());
    assert_eq!(log_of(folder.path()), full, "nothing was erased since");
}

#[test]
fn what_a_killed_program_had_erased_leaves_the_log_with_the_next_start() {
    let (folder, ledger) = with_secret("canary-7391");
    ledger.finish_erasing().unwrap();
    accepted(&ledger);
    let killed = tempfile::tempdir().unwrap();
    for file in ["ledger.json", "ledger.db", "ledger.db-wal"] {
        fs::copy(folder.path().join(file), killed.path().join(file)).unwrap();
    }
    assert!(log_of(killed.path()) > 0);
    let next = Ledger::open(killed.path(), &key()).unwrap();
    assert_eq!(log_of(killed.path()), 0);
    drop(next);
    assert_eq!(pages_with(killed.path(), "canary-7391"), 0);
}

#[test]
fn a_log_that_somebody_reads_is_emptied_when_it_is_free_and_nobody_waits_for_it() {
    let (folder, ledger) = with_secret("canary-7391");
    let reader = reading(folder.path());
    ledger.cancel(id(1), &stamp(1)).unwrap();
    assert!(!ledger.finish_erasing().unwrap());
    assert!(log_of(folder.path()) > 0);
    drop(reader);
    assert!(ledger.finish_erasing().unwrap());
    assert_eq!(log_of(folder.path()), 0);
}

/// A connection in the middle of reading the ledger, as one that writes a backup.
fn reading(folder: &Path) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(folder.join("ledger.db")).unwrap();
    let hex = "5a".repeat(ledger::LedgerKey::LENGTH);
    let begin = format!("PRAGMA key = \"x'{hex}'\"; BEGIN");
    db.execute_batch(&begin).unwrap();
    let count = "SELECT count(*) FROM orders";
    db.query_row(count, [], |_| Ok(())).unwrap();
    db
}

/// A draft with its pictures that became order 1.
fn ordered(ledger: &Ledger) {
    let (draft, photo) = (draft_id(1), &b"canary-photo".repeat(900)[..]);
    ledger
        .save_draft(draft, "c", &"canary-draft".repeat(900), at(0))
        .unwrap();
    for kind in [PictureKind::Original, PictureKind::Portrait] {
        let saved = ledger.save_draft_picture(draft, "photo", kind, photo);
        saved.unwrap();
    }
    let draft = Some(draft);
    let order = NewOrder { draft, ..order(1) };
    ledger.commit(order, at(1)).unwrap();
}

#[test]
fn a_draft_that_became_an_order_is_none_at_once() {
    let (_folder, ledger) = on_disk();
    ordered(&ledger);
    let draft = draft_id(1);
    assert_eq!(ledger.draft(draft).unwrap(), None);
    assert_eq!(ledger.drafts("c").unwrap(), []);
    assert!(ledger.draft_originals(draft).unwrap().is_empty());
    for kind in [PictureKind::Original, PictureKind::Portrait] {
        assert_eq!(ledger.draft_picture(draft, "photo", kind).unwrap(), None);
        let late = ledger.save_draft_picture(draft, "photo", kind, b"late");
        assert_eq!(late.unwrap_err(), LedgerError::NotFound);
    }
    ledger
        .copy_draft_picture((draft, "photo"), (draft, "again"))
        .unwrap();
    let due = Due {
        drafts: Some(at(9)),
        ..Due::default()
    };
    assert_eq!(ledger.count_due(due, None).unwrap().drafts, 0);
}

#[test]
fn what_an_order_was_made_of_is_gone_from_every_page_when_the_ledger_is_closed() {
    let (folder, ledger) = on_disk();
    ordered(&ledger);
    drop(ledger);
    assert_eq!(pages_with(folder.path(), "canary-draft"), 0);
    let kept = pages_with(folder.path(), "canary-photo");
    assert!(kept > 0, "until the order comes to an end");
    let ledger = Ledger::open(folder.path(), &key()).unwrap();
    accepted(&ledger);
    drop(ledger);
    assert_eq!(pages_with(folder.path(), "canary-photo"), 0);
}

#[test]
fn what_an_order_was_made_of_is_no_draft_again_when_the_order_is_forgotten() {
    let (_folder, ledger) = on_disk();
    ordered(&ledger);
    accepted(&ledger);
    let marked = Marked {
        orders: &[id(1)],
        ..Marked::default()
    };
    ledger.forget(marked, &stamp(3)).unwrap();
    assert_eq!(ledger.drafts("c").unwrap(), []);
}

#[test]
fn what_an_order_was_made_of_is_in_no_backup() {
    let (folder, ledger) = on_disk();
    ordered(&ledger);
    let file = folder.path().join("backup");
    let passphrase = Passphrase::new("four words nobody guesses").unwrap();
    let note = BackupNote {
        at: at(2),
        by: "Kari".into(),
        station: "Counter 2".into(),
        enclosed: String::new(),
    };
    ledger.back_up(&file, &passphrase, &note).unwrap();
    let db = rusqlite::Connection::open(file).unwrap();
    db.execute_batch("PRAGMA key = 'four words nobody guesses'")
        .unwrap();
    let count = "SELECT count(*) FROM draft_picture";
    let left: i64 = db.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_dropped_draft_is_gone_from_every_page() {
    let (folder, ledger) = on_disk();
    let draft = crate::sample::draft_id(1);
    ledger
        .save_draft(draft, "c", &"canary-draft".repeat(900), at(0))
        .unwrap();
    let kind = ledger::PictureKind::Original;
    ledger
        .save_draft_picture(draft, "photo", kind, &b"canary-photo".repeat(900))
        .unwrap();
    ledger.drop_draft(draft).unwrap();
    drop(ledger);
    assert_eq!(pages_with(folder.path(), "canary-draft"), 0);
    assert_eq!(pages_with(folder.path(), "canary-photo"), 0);
}
