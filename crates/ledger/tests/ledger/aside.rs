//! A ledger that was being set aside when the program was killed.

use crate::backups::{WORDS, backed_up, new_key, orders, restored};
use crate::sample::{at, id, key, on_disk, order};
use ledger::{Ledger, Presence, decide, finish_restoring, presence, set_aside};
use std::fs;
use std::path::Path;

/// What is there after so many files were moved.
fn killed_after(folder: &Path, files: usize) {
    let moving = folder.join("setting-aside");
    fs::create_dir(&moving).unwrap();
    for file in ["ledger.json", "ledger.db"].iter().take(files) {
        fs::rename(folder.join(file), moving.join(file)).unwrap();
    }
}

#[test]
fn a_setting_aside_that_was_killed_goes_on_wherever_it_was() {
    for files in 0..=2 {
        let (folder, ledger) = on_disk();
        ledger.commit(order(1), at(0)).unwrap();
        drop(ledger);
        killed_after(folder.path(), files);
        let aside = finish_restoring(folder.path(), at(1)).unwrap().unwrap();
        assert_eq!(presence(folder.path()), Ok(Presence::Absent), "{files}");
        let whole = Ledger::open(&aside, &key()).unwrap();
        assert_eq!(whole.order(id(1)).unwrap().order.id, id(1));
        assert_eq!(finish_restoring(folder.path(), at(2)), Ok(None), "once");
    }
}

#[test]
fn a_setting_aside_that_was_killed_and_is_asked_for_again_keeps_the_ledger_whole() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    killed_after(folder.path(), 1);
    let aside = set_aside(folder.path(), at(1)).unwrap();
    Ledger::open(&aside, &key()).unwrap();
    assert!(!folder.path().join("setting-aside").exists());
}

#[test]
fn a_restoring_that_was_killed_while_it_set_the_old_ledger_aside_has_both_ledgers_whole() {
    let (folder, ledger, file) = backed_up();
    drop(ledger);
    restored(folder.path(), &file, WORDS).unwrap();
    decide(folder.path()).unwrap();
    killed_after(folder.path(), 1);
    let aside = finish_restoring(folder.path(), at(21)).unwrap().unwrap();
    assert_eq!(orders(&Ledger::open(&aside, &key()).unwrap(), ""), 2);
    let new = Ledger::open(folder.path(), &new_key()).unwrap();
    assert_eq!(orders(&new, ""), 2);
}
