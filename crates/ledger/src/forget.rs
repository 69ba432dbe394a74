//! What is deleted because a person is forgotten.

use crate::columns::{in_time, to_millis};
use crate::made_of::drop_draft_of;
use crate::retention::count;
use crate::roster::delete_people;
use crate::said::erase_collector;
use crate::{DraftId, Ledger, LedgerError, OrderId, RosterPersonId, Stamp};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};

/// What is to be deleted because it is of one person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marked<'a> {
    /// Orders that came to their end.
    pub orders: &'a [OrderId],
    /// Orders of others whose card this person collected: they stay, without the name.
    pub collected: &'a [OrderId],
    /// Drafts.
    pub drafts: &'a [DraftId],
    /// People of the roster.
    pub people: &'a [RosterPersonId],
}

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Orders.
    pub orders: u32,
    /// Their pictures.
    pub pictures: u32,
    /// Drafts.
    pub drafts: u32,
    /// People of the roster.
    pub people: u32,
    /// Orders from which the name of whoever collected the card was taken.
    pub collected: u32,
}

/// That something was deleted on an operator's word, but nothing of whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// When.
    pub at: DateTime<Utc>,
    /// The operator's name.
    pub by: String,
    /// The workstation.
    pub station: String,
    /// How much.
    pub deleted: Deleted,
}

impl Ledger {
    /// Deletes what is marked, to the last byte, and notes that it was done, but not of whom. What is
    /// not there any more is left out.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if an order has not come to its end: it may be on its way.
    /// Nothing is deleted then.
    pub fn forget(&self, marked: Marked<'_>, stamp: &Stamp) -> Result<Deletion, LedgerError> {
        let deleted = self.write_then_erase(|db| {
            let deleted = delete(db, marked)?;
            note(db, &deleted, stamp)?;
            Ok((deleted, true))
        })?;
        Ok(Deletion {
            at: stamp.at,
            by: stamp.by.clone(),
            station: stamp.station.clone(),
            deleted,
        })
    }

    /// What was deleted on an operator's word, newest first.
    ///
    /// # Errors
    /// What the database answered.
    pub fn deletions(&self) -> Result<Vec<Deletion>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT at, by, station, orders, pictures, drafts, people, collected FROM deletion
             ORDER BY seq DESC",
        )?;
        let deletions = select.query_map([], |row| {
            Ok(Deletion {
                at: in_time(row.get(0)?)?,
                by: row.get(1)?,
                station: row.get(2)?,
                deleted: Deleted {
                    orders: row.get(3)?,
                    pictures: row.get(4)?,
                    drafts: row.get(5)?,
                    people: row.get(6)?,
                    collected: row.get(7)?,
                },
            })
        })?;
        Ok(deletions.collect::<Result<_, _>>()?)
    }
}

fn delete(db: &Transaction<'_>, marked: Marked<'_>) -> Result<Deleted, LedgerError> {
    let mut deleted = Deleted::default();
    for id in marked.orders {
        let pictures = delete_order(db, *id)?;
        deleted.orders += u32::from(pictures.is_some());
        deleted.pictures += pictures.unwrap_or_default();
    }
    for id in marked.drafts {
        let gone = db.execute("DELETE FROM draft WHERE id = ?", [id])?;
        deleted.drafts += count(gone);
    }
    deleted.people = delete_people(db, marked.people)?;
    for id in marked.collected {
        let seq = db
            .prepare_cached("SELECT seq FROM orders WHERE id = ?")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        let gone = seq.map_or(Ok(0), |seq| erase_collector(db, seq))?;
        deleted.collected += u32::from(gone > 0);
    }
    Ok(deleted)
}

/// How many pictures the order had; none if it is not there.
fn delete_order(db: &Transaction<'_>, id: OrderId) -> Result<Option<u32>, LedgerError> {
    let found = db
        .prepare_cached("SELECT seq, state, ended_at IS NOT NULL FROM orders WHERE id = ?")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((seq, state, ended)) = found else {
        return Ok(None);
    };
    let (seq, ended): (i64, bool) = (seq, ended);
    if !ended {
        return Err(LedgerError::Forbidden { from: state });
    }
    let pictures = db
        .prepare_cached("SELECT count(*) FROM picture WHERE order_seq = ?")?
        .query_row([seq], |row| row.get(0))?;
    // A word that is looked for is not found in the rest of what the index keeps.
    db.execute("DELETE FROM search WHERE seq = ?", [seq])?;
    db.execute("UPDATE orders SET replaces = NULL WHERE replaces = ?", [id])?;
    drop_draft_of(db, seq)?;
    db.execute("DELETE FROM orders WHERE seq = ?", [seq])?;
    Ok(Some(pictures))
}

fn note(db: &Transaction<'_>, deleted: &Deleted, stamp: &Stamp) -> Result<(), LedgerError> {
    db.execute(
        "INSERT INTO deletion (at, by, station, orders, pictures, drafts, people, collected)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            to_millis(stamp.at),
            stamp.by,
            stamp.station,
            deleted.orders,
            deleted.pictures,
            deleted.drafts,
            deleted.people,
            deleted.collected
        ],
    )?;
    Ok(())
}
