use crate::LedgerError;
use crate::columns::{in_time, json, to_millis};
use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One entry of an order's timeline. Entries are added, never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// The operator; `None` if the program did it by itself.
    pub by: Option<String>,
    /// The workstation.
    pub station: String,
    /// What happened.
    pub kind: EventKind,
    /// The particulars, by kind: cause, until, problems, receipt, number, to and on, mark, found, reason,
    /// reissue, order, day, change and done; else null.
    pub details: Value,
}

/// What can happen to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The operator confirmed it.
    Committed,
    /// Sending began.
    Claimed,
    /// It never left.
    NeverLeft,
    /// The service asked to wait.
    NotTaken,
    /// The connection has to be mended.
    Blocked,
    /// The connection was mended.
    Unblocked,
    /// The service refused it.
    Refused,
    /// The service accepted it.
    Accepted,
    /// The outcome is unknown.
    Unknown,
    /// The program ended while it was being sent, so that the outcome is unknown.
    Interrupted,
    /// An operator found it at the service.
    ConfirmedByHand,
    /// The number of an order that an operator found was mistyped; the particulars have the right one.
    NumberCorrected,
    /// An operator found that the service does not have it: it may be sent again.
    NotThere,
    /// An operator found that the service does not have it, and closed it: it is never sent again.
    Closed,
    /// An operator cancelled it.
    Cancelled,
    /// The card arrived at the office.
    Arrived,
    /// The card was checked out in the service.
    CheckedOut,
    /// The card was handed over.
    HandedOver,
    /// The last of these three that stood was noted by mistake; the particulars say which.
    MarkTakenBack,
    /// Another order corrects this refused one.
    Corrected,
    /// An operator set this refused order aside.
    SetAside,
    /// The service was asked what became of it; the particulars say what it knew.
    LookedUp,
    /// The credential was revoked.
    Revoked,
    /// The credential's revocation was taken back.
    Reinstated,
    /// The credential got another last day.
    ExpiryChanged,
    /// A change of the credential is asked for; the particulars say which.
    ChangeAsked,
    /// The change that was asked for was certainly not made.
    ChangeFailed,
    /// Nobody knew whether the change was made until the service told; the particulars say what.
    ChangeFound,
    /// The ledger is a copy or was put back, so that the outcome is unknown.
    Restored,
    /// It was ordered although one like it was there; the particulars say why.
    OrderedAnyway,
    /// Another order gave the person a new one; the particulars say why, and which.
    Reissued,
}

impl EventKind {
    const ALL: [Self; 31] = [
        Self::Committed,
        Self::Claimed,
        Self::NeverLeft,
        Self::NotTaken,
        Self::Blocked,
        Self::Unblocked,
        Self::Refused,
        Self::Accepted,
        Self::Unknown,
        Self::Interrupted,
        Self::ConfirmedByHand,
        Self::NumberCorrected,
        Self::NotThere,
        Self::Closed,
        Self::Cancelled,
        Self::Arrived,
        Self::CheckedOut,
        Self::HandedOver,
        Self::MarkTakenBack,
        Self::Corrected,
        Self::SetAside,
        Self::LookedUp,
        Self::Revoked,
        Self::Reinstated,
        Self::ExpiryChanged,
        Self::ChangeAsked,
        Self::ChangeFailed,
        Self::ChangeFound,
        Self::Restored,
        Self::OrderedAnyway,
        Self::Reissued,
    ];

    /// The name in the database: it must never change.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::Claimed => "claimed",
            Self::NeverLeft => "never_left",
            Self::NotTaken => "not_taken",
            Self::Blocked => "blocked",
            Self::Unblocked => "unblocked",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::Interrupted => "interrupted",
            Self::ConfirmedByHand => "confirmed_by_hand",
            Self::NumberCorrected => "number_corrected",
            Self::NotThere => "not_there",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::Arrived => "arrived",
            Self::CheckedOut => "checked_out",
            Self::HandedOver => "handed_over",
            Self::MarkTakenBack => "mark_taken_back",
            Self::Corrected => "corrected",
            Self::SetAside => "set_aside",
            Self::LookedUp => "looked_up",
            Self::Revoked => "revoked",
            Self::Reinstated => "reinstated",
            Self::ExpiryChanged => "expiry_changed",
            Self::ChangeAsked => "change_asked",
            Self::ChangeFailed => "change_failed",
            Self::ChangeFound => "change_found",
            Self::Restored => "restored",
            Self::OrderedAnyway => "ordered_anyway",
            Self::Reissued => "reissued",
        }
    }
}

impl ToSql for EventKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for EventKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

/// Who adds an entry: an operator at a station, or the program, which works for the station that
/// placed the order.
#[derive(Clone, Copy)]
pub struct Author<'a> {
    pub at: DateTime<Utc>,
    pub operator: Option<(&'a str, &'a str)>,
}

impl Author<'_> {
    pub const fn program(at: DateTime<Utc>) -> Self {
        Self { at, operator: None }
    }
}

impl<'a> From<&'a crate::Stamp> for Author<'a> {
    fn from(stamp: &'a crate::Stamp) -> Self {
        Self {
            at: stamp.at,
            operator: Some((&stamp.by, &stamp.station)),
        }
    }
}

pub fn add(
    db: &Connection,
    order: i64,
    author: Author<'_>,
    kind: EventKind,
    details: &Value,
) -> Result<(), LedgerError> {
    let (by, station) = author.operator.unzip();
    let mut insert = db.prepare_cached(
        "INSERT INTO timeline (order_seq, at, by, station, kind, details)
         VALUES (?1, ?2, ?3, coalesce(?4, (SELECT station FROM orders WHERE seq = ?1)), ?5, ?6)",
    )?;
    insert.execute(params![
        order,
        to_millis(author.at),
        by,
        station,
        kind,
        details.to_string()
    ])?;
    Ok(())
}

pub fn of(db: &Connection, order: i64) -> Result<Vec<Event>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT at, by, station, kind, details FROM timeline WHERE order_seq = ?1 ORDER BY seq",
    )?;
    let events = select.query_map([order], |row| {
        Ok(Event {
            at: in_time(row.get(0)?)?,
            by: row.get(1)?,
            station: row.get(2)?,
            kind: row.get(3)?,
            details: json(row.get_ref(4)?)?,
        })
    })?;
    Ok(events.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::EventKind;
    use std::collections::HashSet;

    #[test]
    fn every_kind_has_a_name_of_its_own_and_it_is_the_one_serde_writes() {
        let names: HashSet<_> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), EventKind::ALL.len());
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
