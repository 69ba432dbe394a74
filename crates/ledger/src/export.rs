//! What left the ledger as a file.

use crate::columns::{in_time, to_millis};
use crate::{Ledger, LedgerError, Stamp};
use chrono::{DateTime, Utc};
use rusqlite::params;
use rusqlite::types::{ToSql, ToSqlOutput};
use std::path::{Path, PathBuf};

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

/// A file in the list of those that were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExportId(i64);

impl ToSql for ExportId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

/// Where a file is written until it is whole; nobody else's files end so.
#[must_use]
pub fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".badgedesk-part");
    name.into()
}

impl Ledger {
    /// Notes that a file is about to be made: whatever happens meanwhile, it is in the list. Until
    /// [`Ledger::end_export`] it counts as one of no orders.
    ///
    /// # Errors
    /// What the disk or the database answered; the file is not to be made then.
    pub fn begin_export(
        &self,
        kind: &str,
        file: &str,
        stamp: &Stamp,
    ) -> Result<ExportId, LedgerError> {
        self.write(|db| {
            db.execute(
                "INSERT INTO export (at, by, station, kind, file, orders, unfinished)
                 VALUES (?, ?, ?, ?, ?, 0, 1)",
                params![to_millis(stamp.at), stamp.by, stamp.station, kind, file],
            )?;
            Ok(ExportId(db.last_insert_rowid()))
        })
    }

    /// Notes that a file is whole, and how many orders it holds.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn end_export(&self, id: ExportId, orders: u32) -> Result<(), LedgerError> {
        self.write(|db| {
            let whole = "UPDATE export SET orders = ?, unfinished = 0 WHERE seq = ?";
            db.execute(whole, params![orders, id.0])?;
            Ok(())
        })
    }

    /// Takes a file out of the list: it was not made.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn drop_export(&self, id: ExportId) -> Result<(), LedgerError> {
        self.write(|db| {
            db.execute("DELETE FROM export WHERE seq = ?", [id.0])?;
            Ok(())
        })
    }

    /// The files that were begun and never ended: their place in the list and where they are. A backup
    /// that is being made is none of them.
    ///
    /// # Errors
    /// What the database answered.
    pub fn unfinished_exports(&self) -> Result<Vec<(ExportId, String)>, LedgerError> {
        let under_way = self.backups_under_way();
        let db = self.db();
        let mut select = db.prepare_cached("SELECT seq, file FROM export WHERE unfinished = 1")?;
        let unfinished = select.query_map([], |row| Ok((ExportId(row.get(0)?), row.get(1)?)))?;
        let mut unfinished = unfinished.collect::<Result<Vec<_>, _>>()?;
        unfinished.retain(|(listed, _)| !under_way.contains(listed));
        Ok(unfinished)
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
