//! Digital badges as the user interface sees them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the template of a badge has beyond its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BadgeTemplateView {
    /// What it stands for.
    pub description: Option<String>,
    /// Who issues it.
    pub organization: Option<String>,
    /// The skills it stands for.
    pub skills: Vec<String>,
    /// How long it counts if its order does not say.
    pub expiry: ExpiryView,
    /// Whether its custom fields are known.
    pub fields: FieldsKnown,
    /// What the office described by itself, in the order of the form.
    pub described: Vec<DescribedField>,
}

/// How long a badge counts if its order does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind", content = "text")]
pub enum ExpiryView {
    /// The service does not tell.
    NotTold,
    /// Always.
    Never,
    /// Until a day that the judgement of the form names.
    Reckoned,
    /// By a rule that is not understood, in the service's words.
    AsWritten(String),
}

/// Whether the custom fields of a badge are known, and from whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldsKnown {
    /// The service told them.
    Told,
    /// The service does not tell them, and nobody has described them here.
    NotTold,
    /// The service was not asked for them yet, and nobody has described them here.
    NotAsked,
    /// The office described them.
    Described,
}

/// A custom field of a badge as the office describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DescribedField {
    /// The name it is sent under.
    pub key: String,
    /// What it is called on the form; empty means as the key.
    pub label: String,
    /// What it holds.
    pub kind: DescribedKind,
    /// Whether it must be filled.
    pub required: bool,
}

/// What a custom field of a badge can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DescribedKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// An e-mail address.
    Email,
    /// A picture.
    Image,
}

/// One issued badge: that of an order of this desk, or any other of the connection in use.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", content = "id", rename_all = "camelCase")]
pub enum BadgeRef {
    /// The badge an order of this desk became.
    Order(String),
    /// The badge of this id at the connection in use.
    Issued(String),
}

/// An issued badge as the service keeps it; what it did not tell is none. Days and times are as it
/// wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IssuedBadgeView {
    /// The service's id of it.
    pub id: String,
    /// Whom it names.
    pub name: Option<String>,
    /// Where it was sent.
    pub email: Option<String>,
    /// The recipient's telephone number.
    pub phone: Option<String>,
    /// The template's id.
    pub badge: Option<String>,
    /// The template's name.
    pub badge_name: Option<String>,
    /// Who issued it.
    pub organization: Option<String>,
    /// The day it counts from.
    pub issue_date: Option<String>,
    /// The last day it counts.
    pub expire_date: Option<String>,
    /// Its number for people.
    pub number: Option<String>,
    /// The office's note.
    pub memo: Option<String>,
    /// Where it can be seen, as returned.
    pub public_url: Option<String>,
    /// Whether that address is one that may be opened.
    pub openable: bool,
    /// The custom fields' values: name and text.
    pub metadata: Vec<(String, String)>,
    /// When it was made.
    pub created: Option<String>,
    /// Whether it counts.
    pub standing: StandingView,
    /// The order of this desk that it came from, if it did.
    pub order: Option<String>,
}

/// Whether an issued badge counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum StandingView {
    /// It was not revoked.
    InForce,
    /// It was revoked.
    Revoked {
        /// Why, if that was noted.
        reason: Option<String>,
    },
    /// The service did not say.
    NotTold,
}

/// What the service noted about an issued badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BadgeEvent {
    /// What was done: `revoked`, `reinstated`, or the service's own word.
    pub action: String,
    /// By whom, if that is told.
    pub by: Option<String>,
    /// When, as the service wrote it.
    pub at: Option<String>,
}

/// Which issued badges to browse; name and address may be parts of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct IssuedQuery {
    /// Only of this template (id).
    pub badge: Option<String>,
    /// Only with this in the recipient's name.
    pub name: String,
    /// Only with this in the recipient's e-mail address.
    pub email: String,
    /// Which page, from 1.
    pub page: u32,
}

/// One page of issued badges, in the service's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IssuedPageView {
    /// The badges.
    pub badges: Vec<IssuedBadgeView>,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many there are on all pages, if that is told.
    pub total: Option<u32>,
    /// Whether there is a page after this one.
    pub more: bool,
}

/// How to change an issued badge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum BadgeChange {
    /// It does not count any more.
    Revoke {
        /// Why; empty leaves it to the service.
        reason: String,
        /// More about it, 200 characters at the most.
        comments: String,
    },
    /// A revocation is taken back.
    Reinstate,
    /// It counts until another day.
    Expiry {
        /// The last day.
        day: NaiveDate,
    },
}

/// What to copy an order as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CodeLanguage {
    /// A command for a shell.
    Curl,
    /// JavaScript with `fetch`.
    JavaScript,
    /// PHP with cURL.
    Php,
    /// Python with `requests`.
    Python,
    /// The GET request of a badge, its address and its header lines.
    Get,
}
