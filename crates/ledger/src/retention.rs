//! What is erased because its time is over, and what is deleted because a person is forgotten.

use crate::columns::{in_time, to_millis};
use crate::fold::fold;
use crate::{DraftId, Ledger, LedgerError, OrderId, Stamp};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};

/// So many orders are erased at once, so that nobody at the counter waits for more.
const AT_ONCE: u32 = 200;

/// Up to when what came to its end is erased by now; none is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The pictures of orders that ended before.
    pub pictures: Option<DateTime<Utc>>,
    /// The values of orders that ended before.
    pub values: Option<DateTime<Utc>>,
    /// Drafts that were saved last before.
    pub drafts: Option<DateTime<Utc>>,
}

/// How much was erased or deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Orders that lost something.
    pub orders: u32,
    /// Their pictures.
    pub pictures: u32,
    /// Drafts.
    pub drafts: u32,
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
    pub erased: Erased,
}

/// What is kept of an order's person besides its pictures.
const PARTS: [&str; 4] = [
    "DELETE FROM value WHERE order_seq = ?1",
    "DELETE FROM request WHERE order_seq = ?1",
    // 0 is the office's own reference, which stays with the order.
    "DELETE FROM identity WHERE order_seq = ?1 AND kind <> 0",
    "UPDATE orders SET more = NULL WHERE seq = ?1",
];

impl Ledger {
    /// Erases what is due, to the last byte: pictures with their thumbnails, values with what the
    /// search knew of them, drafts. What is not finished keeps everything.
    ///
    /// # Errors
    /// What the disk or the database answered; what was erased until then is.
    pub fn erase_due(&self, due: Due, at: DateTime<Utc>) -> Result<Erased, LedgerError> {
        let mut erased = Erased {
            drafts: self.erase_drafts(due.drafts)?,
            ..Erased::default()
        };
        let pictures = "orders_with_pictures WHERE ended_at < ?1 AND ended_at IS NOT NULL
            AND pictures_erased_at IS NULL";
        let values = "orders_with_values WHERE ended_at < ?1 AND ended_at IS NOT NULL
            AND values_erased_at IS NULL";
        let now = to_millis(at);
        self.erase_all(pictures, due.pictures, &mut |db, seq| {
            let gone = erase_pictures(db, seq, now)?;
            erased.pictures += gone;
            erased.orders += u32::from(gone > 0);
            Ok(())
        })?;
        self.erase_all(values, due.values, &mut |db, seq| {
            erased.orders += u32::from(erase_values(db, seq, now)?);
            Ok(())
        })?;
        if erased != Erased::default() {
            self.truncate_log()?;
        }
        Ok(erased)
    }

    fn erase_drafts(&self, before: Option<DateTime<Utc>>) -> Result<u32, LedgerError> {
        let Some(before) = before else { return Ok(0) };
        self.write(|db| {
            let sql = "DELETE FROM draft WHERE saved_at < ?";
            Ok(count(db.execute(sql, [to_millis(before)])?))
        })
    }

    fn erase_all(
        &self,
        which: &str,
        before: Option<DateTime<Utc>>,
        erase: &mut dyn FnMut(&Transaction<'_>, i64) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let Some(before) = before else { return Ok(()) };
        let sql = format!("SELECT seq FROM orders INDEXED BY {which} LIMIT {AT_ONCE}");
        loop {
            let found = self.write(|db| {
                let mut select = db.prepare_cached(&sql)?;
                let due = select.query_map([to_millis(before)], |row| row.get(0))?;
                let due: Vec<i64> = due.collect::<Result<_, _>>()?;
                due.iter().try_for_each(|seq| erase(db, *seq))?;
                Ok(due.len())
            })?;
            if found == 0 {
                return Ok(());
            }
        }
    }

    /// The drafts in which every word of a text stands, in whatever field.
    ///
    /// # Errors
    /// What the database answered.
    pub fn drafts_with(&self, text: &str) -> Result<Vec<DraftId>, LedgerError> {
        let wanted = fold(text);
        let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let db = self.db();
        let mut select = db.prepare_cached("SELECT id, body FROM draft")?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body = fold(row.get_ref(1)?.as_str().unwrap_or_default());
            let has = |word: &&str| body.split(' ').any(|one| one == *word);
            if !wanted.is_empty() && wanted.iter().all(has) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// Deletes orders and drafts, to the last byte, and notes that it was done, but not of whom.
    /// What is not there any more is left out.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if an order has not come to its end: it may be on its way.
    /// Nothing is deleted then.
    pub fn forget(
        &self,
        orders: &[OrderId],
        drafts: &[DraftId],
        stamp: &Stamp,
    ) -> Result<Deletion, LedgerError> {
        let erased = self.write(|db| {
            let mut erased = Erased::default();
            for id in orders {
                let pictures = delete_order(db, *id)?;
                erased.orders += u32::from(pictures.is_some());
                erased.pictures += pictures.unwrap_or_default();
            }
            for id in drafts {
                let gone = db.execute("DELETE FROM draft WHERE id = ?", [id])?;
                erased.drafts += count(gone);
            }
            note(db, &erased, stamp)?;
            Ok(erased)
        })?;
        self.truncate_log()?;
        Ok(Deletion {
            at: stamp.at,
            by: stamp.by.clone(),
            station: stamp.station.clone(),
            erased,
        })
    }

    /// What was deleted on an operator's word, newest first.
    ///
    /// # Errors
    /// What the database answered.
    pub fn deletions(&self) -> Result<Vec<Deletion>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT at, by, station, orders, pictures, drafts FROM deletion ORDER BY seq DESC",
        )?;
        let deletions = select.query_map([], |row| {
            Ok(Deletion {
                at: in_time(row.get(0)?)?,
                by: row.get(1)?,
                station: row.get(2)?,
                erased: Erased {
                    orders: row.get(3)?,
                    pictures: row.get(4)?,
                    drafts: row.get(5)?,
                },
            })
        })?;
        Ok(deletions.collect::<Result<_, _>>()?)
    }
}

fn erase_pictures(db: &Transaction<'_>, seq: i64, now: i64) -> Result<u32, LedgerError> {
    let gone = db
        .prepare_cached("DELETE FROM picture WHERE order_seq = ?")?
        .execute([seq])?;
    db.prepare_cached("DELETE FROM thumbnail WHERE order_seq = ?")?
        .execute([seq])?;
    db.prepare_cached("UPDATE orders SET pictures_erased_at = ?2 WHERE seq = ?1")?
        .execute(params![seq, now])?;
    Ok(count(gone))
}

/// Whether there was anything. Name, reference and number stay: they are the order.
fn erase_values(db: &Transaction<'_>, seq: i64, now: i64) -> Result<bool, LedgerError> {
    let mut gone = 0;
    for part in PARTS {
        gone += db.prepare_cached(part)?.execute([seq])?;
    }
    let (person, reference, number) = db
        .prepare_cached("SELECT person, external_id, number FROM orders WHERE seq = ?")?
        .query_row([seq], |row| {
            let (reference, number) = (row.get::<_, Option<String>>(1)?, row.get(2)?);
            Ok((row.get::<_, String>(0)?, reference, number))
        })?;
    let texts = [Some(person), reference, number];
    let words: Vec<String> = texts.iter().flatten().map(|text| fold(text)).collect();
    db.prepare_cached("UPDATE search SET words = ?2 WHERE seq = ?1")?
        .execute(params![seq, words.join(" ")])?;
    db.prepare_cached("UPDATE orders SET values_erased_at = ?2 WHERE seq = ?1")?
        .execute(params![seq, now])?;
    Ok(gone > 0)
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
    db.execute("DELETE FROM orders WHERE seq = ?", [seq])?;
    Ok(Some(pictures))
}

fn note(db: &Transaction<'_>, erased: &Erased, stamp: &Stamp) -> Result<(), LedgerError> {
    db.execute(
        "INSERT INTO deletion (at, by, station, orders, pictures, drafts)
         VALUES (?, ?, ?, ?, ?, ?)",
        params![
            to_millis(stamp.at),
            stamp.by,
            stamp.station,
            erased.orders,
            erased.pictures,
            erased.drafts
        ],
    )?;
    Ok(())
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
