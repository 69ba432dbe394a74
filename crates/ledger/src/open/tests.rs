use super::{Ledger, LedgerError};
use crate::{
    ConnectionSnapshot, LedgerId, LedgerKey, NewOrder, OrderId, PictureKind, Receipt, Settlement,
    State, StoredPicture, TemplateSnapshot,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

fn on_disk() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let key = LedgerKey::random().unwrap();
    let id = LedgerId::new(Uuid::from_u128(1));
    let ledger = Ledger::create(folder.path(), id, &key).unwrap();
    (folder, ledger)
}

fn pragma(ledger: &Ledger, name: &str) -> String {
    let value = ledger.db().query_row(&format!("PRAGMA {name}"), [], |row| {
        row.get::<_, rusqlite::types::Value>(0)
    });
    match value.unwrap() {
        rusqlite::types::Value::Text(text) => text,
        rusqlite::types::Value::Integer(number) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ledger_writes_durably_and_erases_what_it_deletes() {
    let (_folder, ledger) = on_disk();
    for (name, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("fullfsync", "1"),
        ("checkpoint_fullfsync", "1"),
        ("secure_delete", "1"),
        ("foreign_keys", "1"),
        ("temp_store", "2"),
    ] {
        assert_eq!(pragma(&ledger, name), value, "{name}");
    }
    for index in ["word", "part"] {
        let sql = format!("SELECT v FROM {index}_config WHERE k = 'secure-delete'");
        let set: i64 = ledger.db().query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(set, 1);
    }
}

#[test]
fn a_full_disk_is_named_loses_nothing_and_is_over_when_there_is_room() {
    let (_folder, ledger) = on_disk();
    let id = crate::DraftId::new(Uuid::from_u128(1));
    let at = DateTime::<Utc>::UNIX_EPOCH;
    ledger.save_draft(id, "c", "small", at).unwrap();
    ledger
        .db()
        .execute_batch("PRAGMA max_page_count = 1")
        .unwrap();
    let large = "x".repeat(100_000);
    assert_eq!(
        ledger.save_draft(id, "c", &large, at).unwrap_err(),
        LedgerError::DiskFull
    );
    assert_eq!(ledger.draft(id).unwrap().unwrap().body, "small");
    ledger
        .db()
        .execute_batch("PRAGMA max_page_count = 1000000")
        .unwrap();
    ledger.save_draft(id, "c", &large, at).unwrap();
}

/// An order with a portrait of so many bytes.
fn order(portrait: usize) -> NewOrder {
    let text = || "t".to_owned();
    NewOrder {
        id: OrderId::new(Uuid::from_u128(1)),
        draft: None,
        connection: ConnectionSnapshot {
            id: text(),
            name: text(),
            environment: text(),
        },
        template: TemplateSnapshot {
            id: text(),
            name: text(),
            kind: text(),
            body: "{}".to_owned(),
        },
        person: "Kari".to_owned(),
        external_id: None,
        values: Vec::new(),
        request: "{}".to_owned(),
        pictures: vec![StoredPicture {
            field: "photo".to_owned(),
            jpeg: vec![7; portrait],
            thumbnail: vec![7],
            original_sha256: None,
            record: serde_json::Value::Null,
        }],
        by: text(),
        station: text(),
        replaces: None,
        reissue: None,
        anyway: None,
        identities: Vec::new(),
        more: serde_json::Value::Null,
        expires_on: None,
    }
}

#[test]
fn an_order_on_a_full_disk_is_not_there_or_stays_on_its_way_and_goes_on_when_there_is_room() {
    let (_folder, ledger) = on_disk();
    let (id, at) = (
        OrderId::new(Uuid::from_u128(1)),
        DateTime::<Utc>::UNIX_EPOCH,
    );
    let room = |pages: u32| {
        let sql = format!("PRAGMA max_page_count = {pages}");
        ledger.db().execute_batch(&sql).unwrap();
    };
    room(1);
    let full = ledger.commit_and_claim(order(100_000), at);
    assert_eq!(full.unwrap_err(), LedgerError::DiskFull);
    assert_eq!(ledger.order(id).unwrap_err(), LedgerError::NotFound);
    room(1_000_000);
    ledger.commit_and_claim(order(100_000), at).unwrap();
    let accepted = || Settlement::Accepted {
        receipt: Receipt {
            id: Some("r-1".to_owned()),
            number: None,
            status: None,
            url: Some("x".repeat(100_000)),
            created: None,
            errors: serde_json::json!([]),
        },
    };
    room(1);
    assert_eq!(
        ledger.settle(id, accepted(), at).unwrap_err(),
        LedgerError::DiskFull
    );
    assert_eq!(ledger.order(id).unwrap().order.state, State::Sending);
    room(1_000_000);
    ledger.settle(id, accepted(), at).unwrap();
    assert_eq!(ledger.order(id).unwrap().order.state, State::Accepted);
}

#[test]
fn a_ledger_whose_disk_is_full_is_backed_up_on_another_and_says_that_it_cannot_list_it() {
    let (_folder, ledger) = on_disk();
    let id = crate::DraftId::new(Uuid::from_u128(1));
    let at = DateTime::<Utc>::UNIX_EPOCH;
    ledger.save_draft(id, "c", "{}", at).unwrap();
    let pages = "PRAGMA max_page_count = 1";
    ledger.db().execute_batch(pages).unwrap();
    let large = "x".repeat(100_000);
    assert!(ledger.save_draft(id, "c", &large, at).is_err());
    let stick = tempfile::tempdir().unwrap();
    let file = stick.path().join("office.badgedesk-backup");
    let note = crate::BackupNote {
        at,
        by: "Kari".to_owned(),
        station: "x".repeat(100_000),
        enclosed: String::new(),
    };
    let words = crate::Passphrase::new("four words nobody has").unwrap();
    let made = ledger.back_up(&file, &words, &note).unwrap();
    assert_eq!(made.unlisted, Some(LedgerError::DiskFull));
    assert!(file.exists());
}

#[test]
fn a_picture_that_cannot_be_kept_leaves_the_draft_and_its_pictures_as_they_were() {
    let (_folder, ledger) = on_disk();
    let id = crate::DraftId::new(Uuid::from_u128(1));
    let draft = |body: &str| crate::Draft {
        id,
        connection: "c".to_owned(),
        body: body.to_owned(),
        saved_at: DateTime::<Utc>::UNIX_EPOCH,
    };
    let kinds = [PictureKind::Portrait, PictureKind::Original];
    let before = kinds.map(|kind| (kind, &b"old"[..]));
    let saved = ledger.save_draft_with_pictures(&draft("old"), "photo", &before);
    saved.unwrap();
    let pages = "PRAGMA max_page_count = 1";
    ledger.db().execute_batch(pages).unwrap();
    let large = vec![0; 100_000];
    let new = [(kinds[0], &b"new"[..]), (kinds[1], large.as_slice())];
    let saved = ledger.save_draft_with_pictures(&draft("new"), "photo", &new);
    assert_eq!(saved.unwrap_err(), LedgerError::DiskFull);
    assert_eq!(ledger.draft(id).unwrap().unwrap().body, "old");
    for kind in kinds {
        let kept = ledger.draft_picture(id, "photo", kind).unwrap();
        assert_eq!(kept.as_deref(), Some(&b"old"[..]), "{kind:?}");
    }
}

#[test]
fn the_timeline_cannot_be_changed_or_shortened() {
    let (_folder, ledger) = on_disk();
    let db = ledger.db();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    db.execute_batch(
        "INSERT INTO template (id, hash, body) VALUES (1, x'00', '{}');
         INSERT INTO orders (seq, id, state, connection_id, connection_name, environment,
             template_id, template_name, template_kind, template_body, person, by, station,
             committed_at) VALUES (1, x'01', 0, '', '', '', '', '', '', 1, '', '', '', 0);
         INSERT INTO timeline VALUES (1, 1, 0, NULL, '', 'committed', 'null');",
    )
    .unwrap();
    let changes = [
        "UPDATE timeline SET at = 1",
        "UPDATE timeline SET by = 'Kari', details = 'null'",
        "UPDATE timeline SET details = '{}'",
        "DELETE FROM timeline",
    ];
    for sql in changes {
        let error = db.execute(sql, []).unwrap_err().to_string();
        assert_eq!(error, "the timeline is append-only");
    }
}
