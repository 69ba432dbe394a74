//! What was erased is in no page of the file, not even in those that are free.

use crate::pages::pages;
use crate::sample::{at, id, key, on_disk, order, pin, receipt, stamp};
use ledger::{Ledger, NewOrder, Settlement};
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
    ledger.empty_log().unwrap();
    accepted(&ledger);
    assert!(log_of(folder.path()) > 0, "nobody waits for the emptying");
    assert!(ledger.empty_log().unwrap());
    assert_eq!(log_of(folder.path()), 0);
    ledger.commit(order(2), at(3)).unwrap();
    let full = log_of(folder.path());
    assert!(ledger.empty_log().unwrap());
    assert_eq!(log_of(folder.path()), full, "nothing was erased since");
}

#[test]
fn what_a_killed_program_had_erased_leaves_the_log_with_the_next_start() {
    let (folder, ledger) = with_secret("canary-7391");
    ledger.empty_log().unwrap();
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
    assert!(!ledger.empty_log().unwrap());
    assert!(log_of(folder.path()) > 0);
    drop(reader);
    assert!(ledger.empty_log().unwrap());
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
