//! Orders, times and folders for the tests.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use ledger::{
    ConnectionSnapshot, DraftId, Ledger, LedgerId, LedgerKey, NewOrder, OrderId, Receipt, Stamp,
    StoredPicture, StoredValue, TemplateSnapshot,
};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

pub const CONNECTION: &str = "breeze-1";

/// So many minutes after a morning in March.
pub fn at(minutes: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 8, 0, 0).unwrap() + TimeDelta::minutes(minutes)
}

pub fn id(number: u128) -> OrderId {
    OrderId::new(Uuid::from_u128(number))
}

pub fn draft_id(number: u128) -> DraftId {
    DraftId::new(Uuid::from_u128(number))
}

pub fn stamp(minutes: i64) -> Stamp {
    Stamp {
        by: "Kari".into(),
        station: "Counter 2".into(),
        at: at(minutes),
    }
}

pub fn order(number: u128) -> NewOrder {
    NewOrder {
        id: id(number),
        draft: None,
        connection: ConnectionSnapshot {
            id: CONNECTION.into(),
            name: "Breeze".into(),
            environment: "test".into(),
        },
        template: TemplateSnapshot {
            id: "t-1".into(),
            name: "Company card".into(),
            kind: "card".into(),
            body: r#"{"fields":["personFirstName"]}"#.into(),
        },
        person: "Ola Nordmann".into(),
        external_id: Some("E-1042".into()),
        values: vec![value("personEmail", "ola@example.invalid"), pin("7391")],
        request: r#"{"first":"Ola","pin":"7391"}"#.into(),
        pictures: vec![picture("photo")],
        by: "Ola Operator".into(),
        station: "Counter 1".into(),
        replaces: None,
        reissue: None,
        anyway: None,
        identities: Vec::new(),
        more: json!({ "reference": "PO 12" }),
        expires_on: None,
    }
}

pub fn named(number: u128, person: &str) -> NewOrder {
    NewOrder {
        person: person.into(),
        external_id: None,
        values: Vec::new(),
        ..order(number)
    }
}

pub fn value(field: &str, value: &str) -> StoredValue {
    StoredValue {
        field: field.into(),
        label: Some("E-mail".into()),
        value: json!(value),
        searchable: true,
        sensitive: false,
    }
}

pub fn pin(pin: &str) -> StoredValue {
    StoredValue {
        field: "personPin".into(),
        label: None,
        value: json!(pin),
        searchable: true,
        sensitive: true,
    }
}

pub fn picture(field: &str) -> StoredPicture {
    let jpeg = format!("the picture of {field}").into_bytes();
    StoredPicture {
        field: field.into(),
        thumbnail: jpeg[..8].to_vec(),
        original_sha256: None,
        record: json!({ "camera": format!("camera of {field}") }),
        jpeg,
    }
}

pub fn receipt(number: &str) -> Receipt {
    Receipt {
        id: Some("65f0".into()),
        number: Some(number.into()),
        status: Some("in_queue".into()),
        ..Receipt::default()
    }
}

pub fn memory() -> Ledger {
    Ledger::for_this_run().unwrap()
}

pub fn key() -> LedgerKey {
    LedgerKey::from_bytes(&[0x5A; LedgerKey::LENGTH]).unwrap()
}

pub fn ledger_id() -> LedgerId {
    LedgerId::new(Uuid::from_u128(77))
}

/// A ledger on disk, in a folder that goes with the returned guard.
pub fn on_disk() -> (TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path(), ledger_id(), &key()).unwrap();
    (folder, ledger)
}
