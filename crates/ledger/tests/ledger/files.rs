use crate::sample::{at, id, key, ledger_id, on_disk, order};
use ledger::{Ledger, LedgerError, LedgerKey, Part, Presence, Query, presence, set_aside};
use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

const HEADER: &str = "ledger.json";
const DATABASE: &str = "ledger.db";

fn other_key() -> LedgerKey {
    LedgerKey::from_bytes(&[1; LedgerKey::LENGTH]).unwrap()
}

fn open(folder: &Path) -> Result<Ledger, LedgerError> {
    Ledger::open(folder, &key())
}

fn error(folder: &Path) -> LedgerError {
    open(folder).unwrap_err()
}

/// Overwrites some bytes of a file in place.
fn overwrite(path: &Path, from: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn what_was_committed_is_there_after_closing_and_opening() {
    let (folder, ledger) = on_disk();
    let placed = ledger.commit(order(1), at(0)).unwrap();
    drop(ledger);
    let ledger = open(folder.path()).unwrap();
    assert_eq!(ledger.order(id(1)).unwrap().order, placed);
    assert_eq!(ledger.id(), Some(ledger_id()));
    ledger.check().unwrap();
}

#[test]
fn presence_tells_what_lies_in_a_folder_without_a_key() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(presence(empty.path()).unwrap(), Presence::Absent);
    assert_eq!(
        presence(&empty.path().join("nowhere")).unwrap(),
        Presence::Absent
    );
    let (folder, ledger) = on_disk();
    assert_eq!(
        presence(folder.path()).unwrap(),
        Presence::Present { id: ledger_id() }
    );
    drop(ledger);
    let header = fs::read(folder.path().join(HEADER)).unwrap();
    fs::write(folder.path().join(HEADER), b"{").unwrap();
    assert_eq!(presence(folder.path()).unwrap(), Presence::HeaderDamaged);
    fs::remove_file(folder.path().join(HEADER)).unwrap();
    assert_eq!(presence(folder.path()).unwrap(), Presence::HeaderMissing);
    fs::remove_file(folder.path().join(DATABASE)).unwrap();
    fs::write(folder.path().join(HEADER), header).unwrap();
    assert_eq!(
        presence(folder.path()).unwrap(),
        Presence::DatabaseMissing { id: ledger_id() }
    );
}

#[test]
fn a_wrong_key_is_wrong_and_changes_nothing() {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    drop(ledger);
    let before = fs::read(folder.path().join(DATABASE)).unwrap();
    let wrong = Ledger::open(folder.path(), &other_key()).unwrap_err();
    assert_eq!(wrong, LedgerError::WrongKey);
    assert_eq!(fs::read(folder.path().join(DATABASE)).unwrap(), before);
    open(folder.path()).unwrap();
}

#[test]
fn a_wrong_key_is_not_taken_for_damage_nor_damage_for_a_wrong_key() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    overwrite(&folder.path().join(DATABASE), 100, &[0; 1000]);
    assert_eq!(error(folder.path()), LedgerError::Damaged);
    let wrong = Ledger::open(folder.path(), &other_key()).unwrap_err();
    assert_eq!(wrong, LedgerError::WrongKey);
}

#[test]
fn each_missing_file_is_named() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    let (header, database) = (folder.path().join(HEADER), folder.path().join(DATABASE));
    fs::rename(&database, folder.path().join("kept")).unwrap();
    assert_eq!(error(folder.path()), LedgerError::Missing(Part::Database));
    fs::rename(folder.path().join("kept"), &database).unwrap();
    fs::remove_file(&header).unwrap();
    assert_eq!(error(folder.path()), LedgerError::Missing(Part::Header));
    fs::write(&header, "no header").unwrap();
    assert_eq!(error(folder.path()), LedgerError::HeaderDamaged);
    assert_eq!(
        error(&folder.path().join("nowhere")),
        LedgerError::Missing(Part::Database)
    );
}

#[test]
fn a_ledger_is_never_made_over_another_or_over_what_is_left_of_one() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    let create = || Ledger::create(folder.path(), ledger_id(), &other_key()).unwrap_err();
    assert_eq!(create(), LedgerError::Exists);
    fs::remove_file(folder.path().join(HEADER)).unwrap();
    assert_eq!(create(), LedgerError::Exists);
}

#[test]
fn a_creation_that_was_interrupted_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path(), ledger_id(), &other_key()).unwrap();
    drop(ledger);
    // The state before the last step of a creation: the database has not its name yet.
    fs::rename(
        folder.path().join(DATABASE),
        folder.path().join("ledger.db.new"),
    )
    .unwrap();
    assert_eq!(presence(folder.path()).unwrap(), Presence::Absent);
    drop(Ledger::create(folder.path(), ledger_id(), &key()).unwrap());
    open(folder.path()).unwrap();
    assert!(!folder.path().join("ledger.db.new").exists());
}

#[test]
fn a_second_opener_is_told_who_has_it() {
    let (folder, ledger) = on_disk();
    let me = LedgerError::InUse {
        process: Some(std::process::id()),
    };
    assert_eq!(error(folder.path()), me);
    assert_eq!(set_aside(folder.path(), at(0)).unwrap_err(), me);
    drop(ledger);
    open(folder.path()).unwrap();
}

#[test]
fn whoever_waits_for_a_ledger_is_told_when_the_last_lets_go_of_it() {
    let (folder, ledger) = on_disk();
    let closed = ledger.closed();
    assert!(!closed.wait(Duration::ZERO), "it is open");
    let (begun, may_end) = std::sync::mpsc::channel::<()>();
    let last = std::thread::spawn(move || {
        may_end.recv().unwrap();
        drop(ledger);
    });
    begun.send(()).unwrap();
    assert!(closed.wait(Duration::from_secs(60)));
    open(folder.path()).unwrap();
    last.join().unwrap();
}

#[test]
fn damage_in_the_middle_is_found_by_the_check_or_by_what_reads_it_and_named() {
    let (folder, ledger) = on_disk();
    for number in 1..200 {
        ledger.commit(order(number), at(0)).unwrap();
    }
    drop(ledger);
    let path = folder.path().join(DATABASE);
    let length = fs::metadata(&path).unwrap().len();
    // All but the first pages, which opening reads.
    let rest = vec![0xA5; usize::try_from(length - length / 2).unwrap()];
    overwrite(&path, length / 2, &rest);
    let found = open(folder.path())
        .and_then(|ledger| ledger.check())
        .unwrap_err();
    assert_eq!(found, LedgerError::Damaged);
}

#[test]
fn a_database_cut_short_is_damaged() {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    drop(ledger);
    let path = folder.path().join(DATABASE);
    for length in [10_000, 100, 0] {
        OpenOptions::new()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(length)
            .unwrap();
        let found = open(folder.path())
            .and_then(|ledger| ledger.check())
            .unwrap_err();
        assert_eq!(found, LedgerError::Damaged, "{length} bytes");
    }
}

#[test]
fn what_is_set_aside_can_be_opened_there_and_makes_room_for_a_new_ledger() {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    drop(ledger);
    let aside = set_aside(folder.path(), at(0)).unwrap();
    assert_eq!(presence(folder.path()).unwrap(), Presence::Absent);
    assert_eq!(open(&aside).unwrap().counts(None).unwrap().total(), 1);
    let new = Ledger::create(folder.path(), ledger_id(), &key()).unwrap();
    assert_eq!(new.counts(None).unwrap().total(), 0);
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    let db = rusqlite::Connection::open(folder.path().join(DATABASE)).unwrap();
    let hex = "5a".repeat(LedgerKey::LENGTH);
    db.execute_batch(&format!(
        "PRAGMA key = \"x'{hex}'\"; INSERT INTO refinery_schema_history
         SELECT 99, 'later', applied_on, checksum FROM refinery_schema_history LIMIT 1;"
    ))
    .unwrap();
    drop(db);
    assert_eq!(error(folder.path()), LedgerError::TooNew);
}

#[test]
fn nothing_is_legible_in_the_folder() {
    let (folder, ledger) = on_disk();
    let mut new = order(1);
    new.pictures[0].jpeg = b"\xFF\xD8\xFF the canary picture".repeat(500);
    ledger.commit(new, at(0)).unwrap();
    ledger
        .save_draft(crate::sample::draft_id(1), "c", "the canary draft", at(0))
        .unwrap();
    // While it is open, with its log, and after it was closed.
    search(folder.path());
    drop(ledger);
    search(folder.path());
}

fn search(folder: &Path) {
    let mut files = 0;
    for file in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let canaries = [
            "Nordmann",
            "ola@",
            "E-1042",
            "7391",
            "canary",
            "SQLite",
            "Company card",
        ];
        for canary in canaries
            .iter()
            .map(|text| text.as_bytes())
            .chain([&[0x5A; 32][..]])
        {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary));
        }
        files += 1;
    }
    assert!(files >= 3);
}

#[test]
fn the_header_holds_an_id_and_a_check_value_and_nothing_else() {
    let (folder, _ledger) = on_disk();
    let mut text = String::new();
    fs::File::open(folder.path().join(HEADER))
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let header: serde_json::Value = serde_json::from_str(&text).unwrap();
    let names: Vec<_> = header.as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "key_check"]);
    assert!(!text.contains("5a5a"));
}

#[test]
fn a_ledger_in_memory_works_and_leaves_nothing() {
    let ledger = Ledger::for_this_run().unwrap();
    ledger.commit(order(1), at(0)).unwrap();
    assert_eq!(
        ledger
            .page(&Query {
                limit: 5,
                ..Query::default()
            })
            .unwrap()
            .orders
            .len(),
        1
    );
    assert_eq!(ledger.id(), None);
    assert_eq!(
        Ledger::for_this_run()
            .unwrap()
            .counts(None)
            .unwrap()
            .total(),
        0
    );
}
