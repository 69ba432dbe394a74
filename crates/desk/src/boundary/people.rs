//! People the office knows already, and the roster some of them come from.

use chrono::{DateTime, Utc};
use serde::Serialize;
use specta::Type;

/// Somebody who may be at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KnownPerson {
    /// To bring them with; it tells nothing and may be over by then.
    pub id: String,
    /// The name.
    pub name: String,
    /// Employee number, e-mail address and department, as far as they are known, with a dot between.
    pub line: String,
    /// From where they are known.
    pub from: KnownFrom,
}

/// From where a person is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum KnownFrom {
    /// Their last order.
    Order {
        /// When it was confirmed.
        at: DateTime<Utc>,
        /// The name of its template.
        template: String,
    },
    /// The roster.
    Roster {
        /// When it was imported.
        at: DateTime<Utc>,
    },
}

/// The roster that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RosterView {
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// The name of the file it came from.
    pub file: String,
    /// How many people it has.
    pub people: u32,
    /// The columns of the file that are not used, by their headings.
    pub unused: Vec<String>,
}
