//! The ledger as a file that a passphrase opens, and back.

use crate::sample::{CONNECTION, at, draft_id, id, key, memory, on_disk, order, receipt, stamp};
use ledger::{
    BackupNote, Draft, Ledger, LedgerError, LedgerId, LedgerKey, Marked, Passphrase, PictureKind,
    Query, Settlement, State, decide, finish_restoring, restore, undecide,
};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use uuid::Uuid;

pub const WORDS: &str = "blåbær sykkel måne tog";

fn passphrase() -> Passphrase {
    Passphrase::new(WORDS).unwrap()
}

fn note() -> BackupNote {
    BackupNote {
        at: at(9),
        by: "Kari".into(),
        station: "Counter 2".into(),
        enclosed: "{\"connections\":[]}".into(),
    }
}

/// A ledger with an accepted order, one that waits, and a draft, and a backup of it.
pub fn backed_up() -> (TempDir, Ledger, PathBuf) {
    let (folder, ledger) = on_disk();
    for number in [1, 2] {
        ledger.commit(order(number), at(0)).unwrap();
    }
    ledger.claim(id(1), at(1)).unwrap();
    let receipt = receipt("51");
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(1), accepted, at(2)).unwrap();
    ledger.save_draft(draft_id(1), "c", "{}", at(3)).unwrap();
    let file = folder.path().join("office.badgedesk-backup");
    let made = ledger.back_up(&file, &passphrase(), &note()).unwrap();
    assert_eq!((made.orders, made.unlisted), (2, None));
    (folder, ledger, file)
}

pub fn new_key() -> LedgerKey {
    LedgerKey::from_bytes(&[0xA7; LedgerKey::LENGTH]).unwrap()
}

pub fn restored(folder: &Path, file: &Path, words: &str) -> Result<u32, LedgerError> {
    let id = LedgerId::new(Uuid::from_u128(78));
    let passphrase = Passphrase::typed(words);
    let backup = (file, &passphrase);
    let made = restore(folder, backup, (id, &new_key()), ("copied", at(20)))?;
    assert_eq!(made.note, note());
    Ok(made.unknown)
}

pub fn orders(ledger: &Ledger, text: &str) -> usize {
    let query = Query {
        text: text.into(),
        limit: 100,
        ..Query::default()
    };
    ledger.page(&query).unwrap().orders.len()
}

#[test]
fn a_backup_brings_everything_to_another_machine_where_nothing_leaves_by_itself() {
    let (_here, _ledger, file) = backed_up();
    let there = tempfile::tempdir().unwrap();
    assert_eq!(restored(there.path(), &file, WORDS), Ok(1));
    decide(there.path()).unwrap();
    finish_restoring(there.path(), at(21)).unwrap();
    let ledger = Ledger::open(there.path(), &new_key()).unwrap();
    ledger.check().unwrap();
    assert_eq!(ledger.pause().unwrap().map(|it| it.at), Some(at(20)));
    assert_eq!(ledger.order(id(1)).unwrap().order.state, State::Accepted);
    assert_eq!(ledger.order(id(2)).unwrap().order.state, State::Unknown);
    assert_eq!(
        ledger.picture(id(2), "photo").unwrap(),
        b"the picture of photo"
    );
    assert_eq!((orders(&ledger, "nordm"), orders(&ledger, "51")), (2, 1));
    assert_eq!(ledger.drafts("c").unwrap().len(), 1);
    let files = ledger.exports().unwrap();
    let listed: Vec<_> = files
        .iter()
        .map(|it| (it.file.as_str(), it.orders))
        .collect();
    assert_eq!(listed, [(file.to_str().unwrap(), 2)], "it knows of itself");
    assert_eq!(ledger.unfinished_exports(), Ok(Vec::new()));
    assert_eq!(ledger.counts(None).unwrap().total(), 2);
    assert_eq!(ledger.next_to_send(CONNECTION, at(30), &[]).unwrap(), None);
    // It is worked with as any other, the search included.
    ledger.commit(order(3), at(31)).unwrap();
    let marked = Marked {
        orders: &[id(1)],
        ..Marked::default()
    };
    ledger.forget(marked, &stamp(32)).unwrap();
    assert_eq!(orders(&ledger, "nordm"), 2);
}

#[test]
fn a_backup_holds_portraits_and_no_picture_as_it_was_taken() {
    let (folder, ledger) = on_disk();
    let draft = Draft {
        id: draft_id(1),
        connection: "c".into(),
        body: "{}".into(),
        saved_at: at(0),
    };
    let pictures: [(PictureKind, &[u8]); 2] = [
        (PictureKind::Original, b"as it was taken"),
        (PictureKind::Portrait, b"cut"),
    ];
    let saved = ledger.save_draft_with_pictures(&draft, "photo", &pictures);
    saved.unwrap();
    let file = folder.path().join("office.badgedesk-backup");
    ledger.back_up(&file, &passphrase(), &note()).unwrap();
    let there = tempfile::tempdir().unwrap();
    restored(there.path(), &file, WORDS).unwrap();
    decide(there.path()).unwrap();
    finish_restoring(there.path(), at(21)).unwrap();
    let back = Ledger::open(there.path(), &new_key()).unwrap();
    let picture = |ledger: &Ledger, kind| ledger.draft_picture(draft_id(1), "photo", kind).unwrap();
    assert_eq!(picture(&back, PictureKind::Original), None);
    assert_eq!(picture(&back, PictureKind::Portrait), Some(b"cut".to_vec()));
    let here = picture(&ledger, PictureKind::Original);
    assert_eq!(
        here,
        Some(b"as it was taken".to_vec()),
        "it is only left out"
    );
}

#[test]
fn the_ledger_that_was_there_is_set_aside_and_opens_with_its_own_key() {
    let (folder, ledger, file) = backed_up();
    ledger.commit(order(7), at(10)).unwrap();
    restored(folder.path(), &file, WORDS).unwrap();
    assert_eq!(orders(&ledger, ""), 3, "it is worked with meanwhile");
    decide(folder.path()).unwrap();
    let open = finish_restoring(folder.path(), at(21)).unwrap_err();
    assert!(matches!(open, LedgerError::InUse { .. }));
    drop(ledger);
    let aside = finish_restoring(folder.path(), at(21)).unwrap().unwrap();
    let old = Ledger::open(&aside, &key()).unwrap();
    assert_eq!(orders(&old, ""), 3);
    let new = Ledger::open(folder.path(), &new_key()).unwrap();
    assert_eq!(orders(&new, ""), 2);
    assert_eq!(finish_restoring(folder.path(), at(22)), Ok(None), "once");
}

#[test]
fn a_restoring_that_was_killed_goes_on_wherever_it_was() {
    let (folder, ledger, file) = backed_up();
    drop(ledger);
    restored(folder.path(), &file, WORDS).unwrap();
    decide(folder.path()).unwrap();
    ledger::set_aside(folder.path(), at(21)).unwrap();
    let from = folder.path().join("restored").join("ledger.db");
    fs::rename(from, folder.path().join("ledger.db")).unwrap();
    finish_restoring(folder.path(), at(22)).unwrap();
    let new = Ledger::open(folder.path(), &new_key()).unwrap();
    assert_eq!(orders(&new, ""), 2);
}

#[test]
fn a_decision_that_is_taken_back_leaves_everything_as_it_was() {
    let (folder, ledger, file) = backed_up();
    restored(folder.path(), &file, WORDS).unwrap();
    decide(folder.path()).unwrap();
    undecide(folder.path()).unwrap();
    drop(ledger);
    assert_eq!(finish_restoring(folder.path(), at(21)), Ok(None));
    assert_eq!(orders(&Ledger::open(folder.path(), &key()).unwrap(), ""), 2);
}

#[test]
fn another_passphrase_is_told_and_the_way_a_letter_is_written_is_not() {
    let (_folder, _ledger, file) = backed_up();
    let there = tempfile::tempdir().unwrap();
    let wrong = restored(there.path(), &file, "blabar sykkel mane tog");
    assert_eq!(wrong, Err(LedgerError::WrongPassphrase));
    let decomposed = "bla\u{30a}bær sykkel ma\u{30a}ne tog";
    assert_eq!(restored(there.path(), &file, decomposed), Ok(1));
}

#[test]
fn a_backup_that_is_damaged_or_cut_and_a_file_that_is_none_are_told() {
    let (folder, _ledger, file) = backed_up();
    let there = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    let read = |bytes: &[u8]| {
        fs::write(&other, bytes).unwrap();
        restored(there.path(), &other, WORDS).unwrap_err()
    };
    assert_eq!(read(b"not of pages"), LedgerError::NotABackup);
    let whole = fs::read(&file).unwrap();
    let mut spoilt = whole.clone();
    spoilt[whole.len() / 2] ^= 1;
    assert_eq!(read(&spoilt), LedgerError::Damaged);
    let half = whole.len() / 4096 / 2 * 4096;
    assert_eq!(read(&whole[..half]), LedgerError::Damaged);
    let nowhere = restored(there.path(), &folder.path().join("nowhere"), WORDS);
    assert_eq!(nowhere.unwrap_err().code(), "disk_failed");
}

#[test]
fn a_backup_shows_nothing_of_what_it_holds_and_no_part_of_one_is_left() {
    let (folder, ledger, file) = backed_up();
    let bytes = fs::read(&file).unwrap();
    for canary in [
        "Nordmann",
        "SQLite format",
        "personEmail",
        "the picture of",
        WORDS,
    ] {
        let found = bytes
            .windows(canary.len())
            .any(|it| it == canary.as_bytes());
        assert!(!found, "{canary}");
    }
    assert!(
        !folder
            .path()
            .join("office.badgedesk-backup.badgedesk-part")
            .exists()
    );
    let nowhere = folder.path().join("missing").join("b");
    assert!(ledger.back_up(&nowhere, &passphrase(), &note()).is_err());
    let files = ledger.exports().unwrap();
    assert_eq!(
        (files.len(), files[0].kind.as_str(), files[0].orders),
        (1, ledger::BACKUP, 2)
    );
}

#[test]
fn a_short_passphrase_is_refused_and_a_ledger_in_memory_has_nothing_to_back_up() {
    let short = Passphrase::new("fourteen chars").unwrap_err();
    assert_eq!(short, LedgerError::PassphraseTooShort);
    assert!(Passphrase::new("fifteen charsåå").is_ok());
    let refused = memory().back_up(Path::new("x"), &passphrase(), &note());
    assert_eq!(refused.unwrap_err(), LedgerError::InMemory);
    assert!(!format!("{:?}", passphrase()).contains("sykkel"));
}
