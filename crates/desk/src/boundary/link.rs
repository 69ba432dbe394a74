//! Links that bring a person to the counter.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A link that waits in the tray. It has fetched nothing and changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// Local id.
    pub id: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Whom it names, as far as it does.
    pub person: String,
    /// The connection as the link calls it, by its id or its name.
    pub connection: Option<String>,
    /// The id of that connection, if there is one here.
    pub connection_id: Option<String>,
    /// The template as the link calls it, by its id or its name.
    pub template: Option<String>,
    /// How many values it brings.
    pub values: u32,
    /// What was not taken from it.
    pub left_out: Vec<LeftOut>,
}

/// A parameter that was not taken from a link. What it said is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// Its name, cut to 60 characters.
    pub parameter: String,
    /// Why.
    pub why: LeftOutBecause,
}

/// Why a parameter was not taken from a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LeftOutBecause {
    /// A link stands in histories and logs: nothing secret or sensitive is taken from one.
    Secret,
    /// It is there twice.
    Twice,
    /// Its name or its text is longer than any of the program's own forms sends.
    TooLong,
    /// The template has no field of this name that takes a text.
    NoSuchField,
}

/// What a link brought to the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FromLink {
    /// The template it asked for and did not find, while none is chosen.
    pub template: Option<String>,
    /// The fields whose values still are those of the link.
    pub fields: Vec<String>,
    /// What was not taken from it.
    pub left_out: Vec<LeftOut>,
}

/// Why a link was not put into the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RefusedLink {
    /// As many wait as the tray takes.
    TrayFull,
    /// It is longer than any form needs.
    TooLong,
    /// It is not `badgedesk://enrol?…`.
    OtherAddress,
}

/// Whether the operating system brings links to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LinkHandling {
    /// It does.
    Here,
    /// It does not, and can be asked to.
    NotHere,
    /// Only installing the program settles it, as on macOS.
    ByInstalling,
}
