//! Telling the ledger from its copies. Ledger and vault share a seal that changes whenever
//! something happens that a copy must not repeat. One that bears none of the vault's is older.

use crate::columns::{maybe_time, to_millis};
use crate::settle::Next;
use crate::timeline::{self, Author};
use crate::{EventKind, Ledger, LedgerError, Seal, Stamp, State};
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};
use serde_json::Value;

/// The states of an order that may have gone on in another writing of the ledger.
const UNFINISHED: [State; 4] = [
    State::Waiting,
    State::Sending,
    State::NotTaken,
    State::Blocked,
];

/// A form that nobody has touched, as its body says, is nobody's order.
const TOUCHED_CAME_BACK: &str =
    "UPDATE draft SET returned_at = ? WHERE json_extract(body, '$.touched')";

/// That no order leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub at: DateTime<Utc>,
    /// The operator who wanted it; none because the ledger is a copy or was put back.
    pub by: Option<String>,
}

impl Ledger {
    /// Whether this is the newest writing, given the seal that the vault knows. A ledger that was
    /// never sealed is; one whose seal the vault lost is not.
    ///
    /// # Errors
    /// What the database answered.
    pub fn bears(&self, known: Option<Seal>) -> Result<bool, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached("SELECT seal, next_seal FROM writing")?;
        let (seal, next): (Option<Seal>, Option<Seal>) =
            select.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(seal == known || next.is_some() && next == known)
    }

    /// Takes the next seal, to be told to the vault afterwards. Until that has it, the one it knows
    /// holds as well, so that nothing is mistaken for a copy when the program ends in between.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn reseal(&self, known: Option<Seal>, next: Seal) -> Result<(), LedgerError> {
        self.write(|db| {
            db.prepare_cached("UPDATE writing SET seal = ?, next_seal = ?")?
                .execute(params![known, next])?;
            Ok(())
        })
    }

    /// Whether no order may leave.
    ///
    /// # Errors
    /// What the database answered.
    pub fn pause(&self) -> Result<Option<Pause>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached("SELECT paused_at, paused_by FROM writing")?;
        let (at, by) = select.query_row([], |row| Ok((maybe_time(row.get(0)?)?, row.get(1)?)))?;
        Ok(at.map(|at| Pause { at, by }))
    }

    /// Lets no order leave until [`Ledger::resume`], on an operator's word. One that is paused
    /// already stays so for its own reason.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn pause_by_hand(&self, stamp: &Stamp) -> Result<(), LedgerError> {
        self.write(|db| {
            db.execute(
                "UPDATE writing SET paused_at = ?, paused_by = ? WHERE paused_at IS NULL",
                params![to_millis(stamp.at), stamp.by],
            )?;
            Ok(())
        })
    }

    /// Goes on as a copy: pauses the outbox and makes every unfinished order one of unknown
    /// outcome, because it may have been sent since. Says how many. Drafts that somebody
    /// touched are marked, because they may have been ordered since ([`Ledger::came_back`]); refused
    /// orders get an entry in their timeline, because they may have been corrected since.
    ///
    /// # Errors
    /// What the disk or the database answered; nothing was changed then.
    pub fn begin_as_copy(&self, cause: &str, at: DateTime<Utc>) -> Result<u32, LedgerError> {
        self.write(|db| {
            db.execute(
                "UPDATE writing SET paused_at = ?, paused_by = NULL",
                [to_millis(at)],
            )?;
            db.execute(TOUCHED_CAME_BACK, [to_millis(at)])?;
            let orders = unfinished(db)?;
            let next = Next::to(State::Unknown).because(cause);
            let author = Author::program(at);
            for seq in &orders {
                next.apply(db, *seq, author, EventKind::Restored)?;
            }
            for seq in refused(db)? {
                timeline::add(db, seq, author, EventKind::Restored, &Value::Null)?;
            }
            Ok(u32::try_from(orders.len()).unwrap_or(u32::MAX))
        })
    }

    /// Lets orders leave again.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn resume(&self) -> Result<(), LedgerError> {
        self.write(|db| {
            db.execute("UPDATE writing SET paused_at = NULL, paused_by = NULL", [])?;
            Ok(())
        })
    }
}

/// What somebody still had to look after may have been corrected, and ordered, since.
fn refused(db: &Transaction<'_>) -> Result<Vec<i64>, LedgerError> {
    let mut select = db
        .prepare("SELECT seq FROM orders WHERE state = ? AND dealt_with_at IS NULL ORDER BY seq")?;
    let orders = select.query_map([State::Refused], |row| row.get(0))?;
    Ok(orders.collect::<Result<_, _>>()?)
}

fn unfinished(db: &Transaction<'_>) -> Result<Vec<i64>, LedgerError> {
    let mut select =
        db.prepare("SELECT seq FROM orders WHERE state IN (?, ?, ?, ?) ORDER BY seq")?;
    let orders = select.query_map(UNFINISHED, |row| row.get(0))?;
    Ok(orders.collect::<Result<_, _>>()?)
}
