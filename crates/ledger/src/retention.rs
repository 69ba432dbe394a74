//! What is erased because its time is over.

use crate::columns::{in_time, to_millis};
use crate::draft::LIVE;
use crate::fold::fold;
use crate::said::erase_words;
use crate::{DraftId, Ledger, LedgerError};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// So many orders are erased at once, so that nobody at the counter waits for more.
const AT_ONCE: usize = 200;

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

/// How much was erased, or is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Orders that lost their pictures.
    pub portraits: u32,
    /// Orders that lost what was typed for them.
    pub values: u32,
    /// Drafts.
    pub drafts: u32,
}

/// That it was looked for what is due, and what was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When.
    pub at: DateTime<Utc>,
    /// The operator's name; none if the program did it by itself.
    pub by: Option<String>,
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

/// The orders whose pictures are due.
const OLD_PICTURES: &str = "orders INDEXED BY orders_with_pictures
    WHERE ended_at < ?1 AND ended_at IS NOT NULL AND pictures_erased_at IS NULL";

/// The orders whose values are due.
const OLD_VALUES: &str = "orders INDEXED BY orders_with_values
    WHERE ended_at < ?1 AND ended_at IS NOT NULL AND values_erased_at IS NULL";

/// The clock of a computer may have been wrong for a while: of two kinds of entries the last counts,
/// not the latest.
const LAST_WORK: &str = "SELECT max(at) FROM (
    SELECT * FROM (SELECT at FROM erasure ORDER BY seq DESC LIMIT 1) UNION ALL
    SELECT * FROM (SELECT at FROM timeline WHERE kind NOT IN ('interrupted', 'restored')
        ORDER BY seq DESC LIMIT 1) UNION ALL
    SELECT max(saved_at) FROM draft)";

/// What was erased of many orders, and whether some could not be read.
#[derive(Default)]
struct Swept {
    erased: u32,
    unreadable: bool,
}

impl Swept {
    fn add(&mut self, done: Result<u32, LedgerError>) -> Result<(), LedgerError> {
        match done {
            Ok(more) => self.erased += more,
            Err(LedgerError::Damaged) => self.unreadable = true,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn end(self) -> Result<u32, LedgerError> {
        if self.unreadable {
            return Err(LedgerError::Damaged);
        }
        Ok(self.erased)
    }
}

/// Erases something of one order and says whether there was anything.
type Erase<'a> = &'a dyn Fn(&Transaction<'_>, i64) -> Result<bool, LedgerError>;

impl Ledger {
    /// How much is due: what [`Ledger::erase_due`] would erase of orders, and
    /// [`Ledger::erase_old_drafts`] of drafts.
    ///
    /// # Errors
    /// What the database answered.
    pub fn count_due(&self, due: Due, spared: Option<DraftId>) -> Result<Erased, LedgerError> {
        let db = self.db();
        let having = "AND EXISTS (SELECT 1 FROM picture WHERE order_seq = orders.seq)";
        Ok(Erased {
            portraits: number(&db, &format!("{OLD_PICTURES} {having}"), due.pictures)?,
            values: number(&db, OLD_VALUES, due.values)?,
            drafts: match due.drafts {
                None => 0,
                Some(before) => db.query_row(
                    &format!(
                        "SELECT count(*) FROM draft WHERE saved_at < ? AND id IS NOT ? AND {LIVE}"
                    ),
                    params![to_millis(before), spared],
                    |row| row.get(0),
                )?,
            },
        })
    }

    /// Erases drafts with their pictures, to the last byte, and says how many there were. One of
    /// them can be spared: that which is on the screen.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn erase_old_drafts(
        &self,
        before: Option<DateTime<Utc>>,
        spared: Option<DraftId>,
    ) -> Result<u32, LedgerError> {
        let Some(before) = before else { return Ok(0) };
        self.write_then_erase(|db| {
            let sql = format!("DELETE FROM draft WHERE saved_at < ? AND id IS NOT ? AND {LIVE}");
            let gone = count(db.execute(&sql, params![to_millis(before), spared])?);
            Ok((gone, gone > 0))
        })
    }

    /// Erases what is due of orders, to the last byte: pictures with their thumbnails, values with
    /// what the search knew of them. An order that is not finished keeps everything. Drafts are
    /// left to [`Ledger::erase_old_drafts`].
    ///
    /// # Errors
    /// What the disk or the database answered; what was erased until then is.
    /// [`LedgerError::Damaged`] if an order's pages cannot be read; all others are erased then.
    pub fn erase_due(&self, due: Due, at: DateTime<Utc>) -> Result<Erased, LedgerError> {
        let now = to_millis(at);
        let pictures = |db: &Transaction<'_>, seq| erase_pictures(db, seq, now);
        let values = |db: &Transaction<'_>, seq| erase_values(db, seq, now);
        let portraits = self.erase_all(OLD_PICTURES, due.pictures, &pictures);
        let values = self.erase_all(OLD_VALUES, due.values, &values);
        self.finish_erasing()?;
        Ok(Erased {
            portraits: portraits?,
            values: values?,
            drafts: 0,
        })
    }

    fn erase_all(
        &self,
        which: &str,
        before: Option<DateTime<Utc>>,
        erase: Erase<'_>,
    ) -> Result<u32, LedgerError> {
        let Some(before) = before else { return Ok(0) };
        let due: Vec<i64> = self.read(|db| {
            let mut select = db.prepare_cached(&format!("SELECT seq FROM {which}"))?;
            let due = select.query_map([to_millis(before)], |row| row.get(0))?;
            Ok(due.collect::<Result<_, _>>()?)
        })?;
        let mut swept = Swept::default();
        for some in due.chunks(AT_ONCE) {
            match self.erase_together(some, erase) {
                // One that cannot be read must not keep the others.
                Err(LedgerError::Damaged) => {
                    for order in some {
                        swept.add(self.erase_together(&[*order], erase))?;
                    }
                }
                done => swept.add(done)?,
            }
        }
        swept.end()
    }

    fn erase_together(&self, orders: &[i64], erase: Erase<'_>) -> Result<u32, LedgerError> {
        self.write_and_erase_later(|db| {
            let mut erased = 0;
            for seq in orders {
                erased += u32::from(erase(db, *seq)?);
            }
            Ok((erased, true))
        })
    }

    /// Notes that it was looked for what is due, also when there was nothing.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn note_erasure(&self, erasure: &Erasure) -> Result<(), LedgerError> {
        let Erasure { at, by, erased } = erasure;
        self.write(|db| {
            db.execute(
                "INSERT INTO erasure (at, by, portraits, typed, drafts) VALUES (?, ?, ?, ?, ?)",
                params![
                    to_millis(*at),
                    by,
                    erased.portraits,
                    erased.values,
                    erased.drafts
                ],
            )?;
            Ok(())
        })
    }

    /// The last moment at which somebody certainly worked with it: that it was looked for what is due,
    /// that something happened to an order, that a draft was saved. What is written when the
    /// program begins, of orders that were interrupted or came back, is no work.
    ///
    /// # Errors
    /// What the database answered.
    pub fn last_worked_with(&self) -> Result<Option<DateTime<Utc>>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(LAST_WORK)?;
        let last: Option<i64> = select.query_row([], |row| row.get(0))?;
        Ok(last.map(in_time).transpose()?)
    }

    /// When it was last looked for what is due, and what was erased then.
    ///
    /// # Errors
    /// What the database answered.
    pub fn last_erasure(&self) -> Result<Option<Erasure>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT at, by, portraits, typed, drafts FROM erasure ORDER BY seq DESC LIMIT 1",
        )?;
        let last = select.query_row([], |row| {
            Ok(Erasure {
                at: in_time(row.get(0)?)?,
                by: row.get(1)?,
                erased: Erased {
                    portraits: row.get(2)?,
                    values: row.get(3)?,
                    drafts: row.get(4)?,
                },
            })
        });
        Ok(last.optional()?)
    }
}

fn number(db: &Connection, which: &str, before: Option<DateTime<Utc>>) -> Result<u32, LedgerError> {
    let Some(before) = before else { return Ok(0) };
    let mut select = db.prepare_cached(&format!("SELECT count(*) FROM {which}"))?;
    Ok(select.query_row([to_millis(before)], |row| row.get(0))?)
}

/// Noted as the time for an order that had no pictures: it is not looked at again either, and no
/// picture of it was erased.
const HAD_NONE: i64 = 0;

fn erase_pictures(db: &Transaction<'_>, seq: i64, now: i64) -> Result<bool, LedgerError> {
    let gone = db
        .prepare_cached("DELETE FROM picture WHERE order_seq = ?")?
        .execute([seq])?;
    db.prepare_cached("DELETE FROM thumbnail WHERE order_seq = ?")?
        .execute([seq])?;
    db.prepare_cached("UPDATE orders SET pictures_erased_at = ?2 WHERE seq = ?1")?
        .execute(params![seq, if gone > 0 { now } else { HAD_NONE }])?;
    Ok(gone > 0)
}

/// Whether there was anything. Name, reference and number stay: they are the order.
fn erase_values(db: &Transaction<'_>, seq: i64, now: i64) -> Result<bool, LedgerError> {
    let mut gone = erase_words(db, seq)?;
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

pub fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
