use crate::{Event, EventKind, Identity, OrderId, State};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::DraftId;

/// Who did it, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The operator's name.
    pub by: String,
    /// The name of the workstation.
    pub station: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A connection as it was when the order was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionSnapshot {
    /// Its id, by which orders are filtered and counted.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// Practice, test or production, in the caller's own word.
    pub environment: String,
}

/// A template as it was when the order was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateSnapshot {
    /// Its id, by which orders are filtered.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind, in the caller's own word.
    pub kind: String,
    /// All of it, as JSON. Equal bodies are stored once.
    pub body: String,
}

/// What a list shows of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateName {
    /// Its id.
    pub id: String,
    /// Its name when the order was placed.
    pub name: String,
    /// Its kind when the order was placed.
    pub kind: String,
}

/// One value of an order, to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredValue {
    /// The field's name.
    pub field: String,
    /// The field's label, where it has one.
    pub label: Option<String>,
    /// The value.
    pub value: Value,
    /// Whether the search finds the order by it. A sensitive value is never searched.
    pub searchable: bool,
    /// Whether it is erased as soon as the order is accepted or cancelled.
    pub sensitive: bool,
}

/// One value of an order, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptValue {
    /// The field's name.
    pub field: String,
    /// The field's label, where it has one.
    pub label: Option<String>,
    /// The value; `None` once it was erased.
    pub value: Option<Value>,
    /// Whether it is erased on acceptance.
    pub sensitive: bool,
}

/// One picture of an order, as it is sent, and a small one for lists.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPicture {
    /// The field's name.
    pub field: String,
    /// The encoded picture as sent.
    pub jpeg: Vec<u8>,
    /// The same, small.
    pub thumbnail: Vec<u8>,
    /// The SHA-256 of the picture as it came, where there was one.
    pub original_sha256: Option<[u8; 32]>,
    /// What is known of it beside its pixels, opaque.
    pub record: Value,
}

impl std::fmt::Debug for StoredPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "StoredPicture({}, {} bytes)",
            self.field,
            self.jpeg.len()
        )
    }
}

/// An order to be committed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewOrder {
    /// Its id, made by the caller.
    pub id: OrderId,
    /// The draft it comes from, dropped with the commit. One draft becomes one order.
    pub draft: Option<DraftId>,
    /// Where it goes.
    pub connection: ConnectionSnapshot,
    /// What is ordered.
    pub template: TemplateSnapshot,
    /// The person's name, for lists and search.
    pub person: String,
    /// The office's own reference to the person or card.
    pub external_id: Option<String>,
    /// The values, in the order of the form.
    pub values: Vec<StoredValue>,
    /// What is needed to send it, opaque JSON. Erased with the sensitive values.
    pub request: String,
    /// The pictures, in the order of the form.
    pub pictures: Vec<StoredPicture>,
    /// The operator's name.
    pub by: String,
    /// The name of the workstation.
    pub station: String,
    /// The order that this one corrects or repeats.
    pub replaces: Option<OrderId>,
    /// Why the person gets another one, in the caller's own word.
    pub reissue: Option<String>,
    /// Why it is ordered although one like it was there, in the operator's words.
    pub anyway: Option<String>,
    /// By what orders of the same person are found. Nothing sensitive is among it.
    pub identities: Vec<Identity>,
    /// What is kept of the request when that is erased, opaque.
    pub more: Value,
    /// The last day it counts, as far as that is known.
    pub expires_on: Option<NaiveDate>,
}

/// What the service answered to an accepted order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The service's id of the credential.
    pub id: Option<String>,
    /// The number a person reads.
    pub number: Option<String>,
    /// The status in the service's own word.
    pub status: Option<String>,
    /// Where the credential can be seen.
    pub url: Option<String>,
    /// When it was created, in the service's own writing.
    pub created: Option<String>,
    /// Errors that came beside the receipt, opaque.
    #[serde(default)]
    pub errors: Value,
}

/// To whom a card was handed, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The person who took it.
    pub to: String,
    /// The day at the counter.
    pub on: NaiveDate,
}

/// An order as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The connection as it was.
    pub connection: ConnectionSnapshot,
    /// The template as it was.
    pub template: TemplateName,
    /// The person's name.
    pub person: String,
    /// The office's own reference.
    pub external_id: Option<String>,
    /// What became of it so far.
    pub state: State,
    /// When the operator confirmed it.
    pub committed_at: DateTime<Utc>,
    /// The operator who did.
    pub by: String,
    /// The workstation it was done at.
    pub station: String,
    /// When it was last sent.
    pub claimed_at: Option<DateTime<Utc>>,
    /// Not to be sent before, after the service asked to wait.
    pub not_before: Option<DateTime<Utc>>,
    /// Why it did not leave, is blocked or unknown, in the caller's own word.
    pub cause: Option<String>,
    /// The number a person reads, once accepted.
    pub number: Option<String>,
    /// The service's own status, once accepted.
    pub service_status: Option<String>,
    /// Whether an operator, not the service, said that it was accepted.
    pub confirmed_by_hand: bool,
    /// When the card arrived at the office.
    pub arrived_at: Option<DateTime<Utc>>,
    /// When it was checked out in the service.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// To whom it was handed over.
    pub handed_over: Option<HandOver>,
    /// When a refused order was corrected by another one, or set aside.
    pub dealt_with_at: Option<DateTime<Utc>>,
    /// Whether its credential was revoked, as far as that is known.
    pub revoked: bool,
    /// The last day its credential counts, as far as that is known.
    pub expires_on: Option<NaiveDate>,
    /// Why the person got another one, in the caller's own word.
    pub reissue: Option<String>,
    /// How an order ended that became no credential: cancelled, closed, corrected or set aside.
    pub ended_by: Option<EventKind>,
}

/// All that is known of one order, but for its pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderDetail {
    /// What lists show.
    pub order: Order,
    /// The template's JSON as it was.
    pub template_body: String,
    /// The values, in the order of the form.
    pub values: Vec<KeptValue>,
    /// The fields that have a picture, in the order of the form.
    pub pictures: Vec<String>,
    /// What is known of each picture beside its pixels, by field, opaque; nothing of one that is
    /// older than this.
    pub picture_records: BTreeMap<String, Value>,
    /// What is needed to send it; `None` once accepted or cancelled.
    pub request: Option<String>,
    /// The receipt of an accepted order.
    pub receipt: Option<Receipt>,
    /// The problems of a refused order, opaque.
    pub problems: Option<Value>,
    /// The order that this one corrects or repeats.
    pub replaces: Option<OrderId>,
    /// The newest order that corrects or repeats this one.
    pub replaced_by: Option<OrderId>,
    /// What was kept of the request, opaque; null for an order that is older than this.
    pub more: Value,
    /// When its pictures were erased because their time was over.
    pub pictures_erased_at: Option<DateTime<Utc>>,
    /// When its values, and the words that were said of it, were erased because their time was over.
    pub values_erased_at: Option<DateTime<Utc>>,
    /// What happened, oldest first.
    pub timeline: Vec<Event>,
}
