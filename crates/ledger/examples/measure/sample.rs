//! An order as it is placed at a counter.

use chrono::{DateTime, Utc};
use ledger::{
    ConnectionSnapshot, Draft, DraftId, NewOrder, OrderId, StoredPicture, StoredValue,
    TemplateSnapshot,
};

use crate::fill::{id, person};

/// The bytes of a portrait of 720x960 pixels.
pub const PORTRAIT: usize = 125_000;
const THUMBNAIL: usize = 3_000;

/// Bytes that no compression makes fewer, like those of a JPEG.
pub fn noise(number: u64, length: usize) -> Vec<u8> {
    let mut state = number + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

fn picture(number: u64) -> StoredPicture {
    StoredPicture {
        field: "photo".to_owned(),
        jpeg: noise(number, PORTRAIT),
        thumbnail: noise(number, THUMBNAIL),
        original_sha256: None,
        record: serde_json::Value::Null,
    }
}

/// What the order is made of while it is filled in.
pub fn draft_of(number: u64, saved_at: DateTime<Utc>) -> Draft {
    Draft {
        id: DraftId::new(id(number)),
        connection: "breeze-1".to_owned(),
        body: "{}".to_owned(),
        saved_at,
    }
}

/// An order with a portrait; `secret` makes one of its values sensitive.
pub fn order(number: u64, secret: bool) -> NewOrder {
    let text = |text: &str| text.to_owned();
    let value = |field: &str| StoredValue {
        field: text(field),
        label: None,
        value: person(number).into(),
        searchable: true,
        sensitive: secret && field == "pin",
    };
    NewOrder {
        id: OrderId::new(id(number)),
        draft: None,
        connection: ConnectionSnapshot {
            id: text("breeze-1"),
            name: text("Breeze"),
            environment: text("production"),
        },
        template: TemplateSnapshot {
            id: text("t"),
            name: text("Card"),
            kind: text("card"),
            body: text("{}"),
        },
        person: person(number),
        external_id: Some(format!("e{number}")),
        values: ["first", "last", "employee", "department", "pin"]
            .map(value)
            .into(),
        request: text("{}"),
        pictures: vec![picture(number)],
        by: text("Ingrid"),
        station: text("Reception"),
        replaces: None,
        reissue: None,
        anyway: None,
        identities: Vec::new(),
        more: serde_json::Value::Null,
        expires_on: None,
    }
}
