//! What left the ledger as a file.

use crate::columns::{in_time, to_millis};
use crate::{Ledger, LedgerError, Stamp};
use chrono::{DateTime, Utc};
use rusqlite::params;

/// A file that was made of the ledger, which no deletion reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// When.
    pub at: DateTime<Utc>,
    /// The operator's name.
    pub by: String,
    /// The workstation.
    pub station: String,
    /// What it was, in the caller's own word.
    pub kind: String,
    /// Where it was written.
    pub file: String,
    /// How many orders it holds.
    pub orders: u32,
}

impl Ledger {
    /// Notes that a file was made of so many orders.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn note_export(
        &self,
        kind: &str,
        file: &str,
        orders: u32,
        stamp: &Stamp,
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            db.execute(
                "INSERT INTO export (at, by, station, kind, file, orders)
                 VALUES (?, ?, ?, ?, ?, ?)",
                params![
                    to_millis(stamp.at),
                    stamp.by,
                    stamp.station,
                    kind,
                    file,
                    orders
                ],
            )?;
            Ok(())
        })
    }

    /// The files that were made, newest first.
    ///
    /// # Errors
    /// What the database answered.
    pub fn exports(&self) -> Result<Vec<Exported>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT at, by, station, kind, file, orders FROM export ORDER BY seq DESC",
        )?;
        let exports = select.query_map([], |row| {
            Ok(Exported {
                at: in_time(row.get(0)?)?,
                by: row.get(1)?,
                station: row.get(2)?,
                kind: row.get(3)?,
                file: row.get(4)?,
                orders: row.get(5)?,
            })
        })?;
        Ok(exports.collect::<Result<_, _>>()?)
    }
}
