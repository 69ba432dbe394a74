//! What is kept of persons, for how long, and what became of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ExportView, LinkView, OrderRow};

/// For how many days something is kept: from one day to ten years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(try_from = "u16", into = "u16")]
#[specta(type = u16)]
pub struct Days(u16);

/// A number of days for which nothing can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not from 1 to {most} days", most = Days::MOST)]
pub struct NotDays(pub u16);

impl Days {
    /// Ten years: whoever wants to keep longer keeps.
    pub const MOST: u16 = 3650;

    /// The number.
    #[must_use]
    pub const fn count(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Days {
    type Error = NotDays;

    fn try_from(days: u16) -> Result<Days, NotDays> {
        if (1..=Self::MOST).contains(&days) {
            Ok(Days(days))
        } else {
            Err(NotDays(days))
        }
    }
}

impl From<Days> for u16 {
    fn from(days: Days) -> u16 {
        days.0
    }
}

/// For how long the station keeps what it knows of persons; none means for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Retention {
    /// The pictures of an order, from its end.
    pub portraits: Option<Days>,
    /// What was typed for an order, from its end. Name, reference and number stay.
    pub values: Option<Days>,
    /// A form that was not ordered, from its last change.
    pub drafts: Option<Days>,
}

/// No service documents how long a card takes to come back with a fault. A quarter of a year is
/// time enough to print it again from the same portrait; a year shows the office what it did in its
/// books' year; two weeks bring somebody back who was sent home for a paper.
impl Default for Retention {
    fn default() -> Self {
        Retention {
            portraits: Some(Days(90)),
            values: Some(Days(365)),
            drafts: Some(Days(14)),
        }
    }
}

/// How much is erased, or is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasedView {
    /// Orders that lose their pictures.
    pub portraits: u32,
    /// Orders that lose what was typed for them.
    pub values: u32,
    /// Forms that were not ordered.
    pub drafts: u32,
}

/// That it was looked for what is due, and what was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasureView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; none if the program did it by itself.
    pub by: Option<String>,
    /// How much.
    pub erased: ErasedView,
}

/// How it stands with what is kept of persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PrivacyView {
    /// What is due now.
    pub due: ErasedView,
    /// When it was last looked for what is due.
    pub last: Option<ErasureView>,
    /// What was deleted on an operator's word, newest first.
    pub deletions: Vec<DeletionView>,
    /// The files that were made of the ledger, newest first. No deletion reaches them.
    pub files: Vec<ExportView>,
}

/// That somebody was forgotten, but nothing of whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeletionView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// At which station.
    pub station: String,
    /// How many orders.
    pub orders: u32,
    /// How many pictures of them.
    pub pictures: u32,
    /// How many forms that were not ordered.
    pub drafts: u32,
    /// How many people of the roster.
    pub people: u32,
    /// From how many orders of others the name of whoever collected the card.
    pub collected: u32,
}

/// Who is to be found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Whom {
    /// The person of an order.
    OfOrder {
        /// Its local id.
        order: String,
    },
    /// Whoever is called so, or has these words in the history or in a form.
    Named {
        /// What was typed.
        text: String,
    },
}

/// What this station keeps of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    /// The person's name, or what was typed.
    pub person: String,
    /// Orders, newest first.
    pub orders: Vec<FoundOrder>,
    /// There are more orders than these.
    pub more: bool,
    /// Orders of others whose card this person collected, by their local ids: they stay, without the
    /// name.
    pub collected: Vec<String>,
    /// Forms that were not ordered.
    pub drafts: Vec<FoundDraft>,
    /// Links that wait.
    pub links: Vec<LinkView>,
    /// People of the roster with that name.
    pub people: Vec<FoundInRoster>,
    /// The files that were made of the ledger, newest first. No deletion reaches them.
    pub files: Vec<ExportView>,
    /// The folders of ledgers that were set aside. No deletion reaches them either.
    pub set_aside: Vec<String>,
}

/// An order that may be of a person who is to be forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundOrder {
    /// The order.
    pub row: OrderRow,
    /// It came to its end. One that did not may be on its way, and is not deleted.
    pub finished: bool,
    /// It is the order that was asked about, or shares an e-mail address, an employee number or the
    /// office's own reference with it. Any other may be of somebody else.
    pub certain: bool,
}

/// A form that was not ordered and may be of a person who is to be forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundDraft {
    /// Its id.
    pub id: String,
    /// Whom it is for, as far as that is typed.
    pub person: String,
    /// The connection's name, or its id if that was removed.
    pub connection: String,
    /// When it was changed last.
    pub saved_at: DateTime<Utc>,
    /// It is the one at the counter.
    pub at_counter: bool,
}

/// Somebody in the roster who may be the person that is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundInRoster {
    /// Their number there.
    pub id: String,
    /// The name.
    pub name: String,
    /// Employee number, e-mail address and department, as far as they are known, with a dot between.
    pub line: String,
}

/// What is to be deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ToForget {
    /// Orders, by their local ids.
    pub orders: Vec<String>,
    /// Orders from which the name of whoever collected the card is to go, by their local ids.
    #[serde(default)]
    pub collected: Vec<String>,
    /// Forms that were not ordered, by their ids.
    pub drafts: Vec<String>,
    /// Links that wait, by their ids.
    pub links: Vec<String>,
    /// People of the roster, by their numbers there.
    pub people: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Retention, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn what_is_kept_for_good_is_null_and_what_is_not_named_is_the_usual() {
        let kept = read(r#"{"portraits":null,"values":30}"#).unwrap();
        assert_eq!(kept.portraits, None);
        assert_eq!(kept.values.map(Days::count), Some(30));
        assert_eq!(kept.drafts, Retention::default().drafts);
        let written = serde_json::to_value(kept).unwrap();
        assert!(written["portraits"].is_null() && written["values"] == 30);
    }

    #[test]
    fn nothing_is_kept_for_no_day_or_for_more_than_ten_years() {
        assert!(read(r#"{"drafts":0}"#).is_err());
        assert!(read(r#"{"drafts":1}"#).is_ok() && read(r#"{"drafts":3650}"#).is_ok());
        assert!(read(r#"{"drafts":3651}"#).is_err());
    }
}
