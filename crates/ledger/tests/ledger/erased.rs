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
    let log = || {
        fs::metadata(folder.path().join("ledger.db-wal"))
            .unwrap()
            .len()
    };
    assert!(log() > 0);
    ledger.cancel(id(1), &stamp(1)).unwrap();
    assert_eq!(log(), 0);
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
