use crate::closed::TellsClosed;
use crate::header::{self, Header};
use crate::lock::WriterLock;
use crate::{Closed, ExportId, LedgerError, LedgerId, LedgerKey, Part};
use rusqlite::{Connection, OpenFlags, Row, Transaction, TransactionBehavior};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// SQLite's number for synchronous=FULL (sqlite.org/pragma.html#pragma_synchronous).
const FULL: i64 = 2;

/// An open ledger: the only one that writes its files.
#[derive(Debug)]
pub struct Ledger {
    db: Mutex<Connection>,
    id: Option<LedgerId>,
    /// Where it is and how it is opened, for a second reader; none in memory.
    source: Option<(PathBuf, LedgerKey)>,
    /// Something of what was erased since may still be found in the files.
    pub(crate) left_to_erase: AtomicBool,
    backups_under_way: Mutex<HashSet<ExportId>>,
    _lock: Option<WriterLock>,
    /// The last to be dropped.
    closed: TellsClosed,
}

impl Ledger {
    /// Makes a new ledger in a folder that has none. Keep its key in the vault before: afterwards
    /// the ledger cannot be read without it.
    ///
    /// # Errors
    /// [`LedgerError::Exists`] if there is one, or a part of one; [`LedgerError::InUse`],
    /// [`LedgerError::ReadOnly`], [`LedgerError::DiskFull`] as the folder has it.
    pub fn create(folder: &Path, id: LedgerId, key: &LedgerKey) -> Result<Self, LedgerError> {
        fs::create_dir_all(folder)?;
        let lock = WriterLock::take(folder)?;
        if header::presence(folder)? != header::Presence::Absent {
            return Err(LedgerError::Exists);
        }
        build(&header::unfinished_database(folder), key)?;
        Header::new(id, key).write(folder)?;
        fs::rename(
            header::unfinished_database(folder),
            header::database(folder),
        )?;
        header::sync(folder)?;
        Self::connect(folder, id, key, lock)
    }

    /// Opens a ledger with its key.
    ///
    /// # Errors
    /// [`LedgerError::InUse`] if somebody has it open, [`LedgerError::WrongKey`] if the key does
    /// not match, [`LedgerError::Missing`] if a file is not there, [`LedgerError::Damaged`] only
    /// under the right key, [`LedgerError::TooNew`], [`LedgerError::ReadOnly`].
    pub fn open(folder: &Path, key: &LedgerKey) -> Result<Self, LedgerError> {
        if !folder.try_exists()? {
            return Err(LedgerError::Missing(Part::Database));
        }
        let lock = WriterLock::take(folder)?;
        let database = header::database(folder).try_exists()?;
        let header = match Header::read(folder)? {
            None if database => return Err(LedgerError::Missing(Part::Header)),
            None => return Err(LedgerError::Missing(Part::Database)),
            Some(header) => header,
        };
        header.check(key)?;
        if !database {
            return Err(LedgerError::Missing(Part::Database));
        }
        Self::connect(folder, header.id, key, lock)
    }

    /// A ledger in memory, which ends with the program.
    ///
    /// # Errors
    /// [`LedgerError::Statement`] only.
    pub fn for_this_run() -> Result<Self, LedgerError> {
        let mut db = Connection::open_in_memory()?;
        prepare(&mut db)?;
        Ok(Self {
            db: Mutex::new(db),
            id: None,
            source: None,
            left_to_erase: AtomicBool::new(false),
            backups_under_way: Mutex::default(),
            _lock: None,
            closed: TellsClosed::default(),
        })
    }

    /// Its id; `None` for a ledger in memory.
    #[must_use]
    pub const fn id(&self) -> Option<LedgerId> {
        self.id
    }

    /// By what it is known that it was closed; whoever has this does not keep it open.
    #[must_use]
    pub fn closed(&self) -> Closed {
        self.closed.0.clone()
    }

    /// Reads every page and every index. Takes seconds on a large ledger: for the background.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] if anything is wrong.
    pub fn check(&self) -> Result<(), LedgerError> {
        let db = self.db();
        let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" {
            Ok(())
        } else {
            Err(LedgerError::Damaged)
        }
    }

    fn connect(
        folder: &Path,
        id: LedgerId,
        key: &LedgerKey,
        lock: WriterLock,
    ) -> Result<Self, LedgerError> {
        let mut db = connect(&header::database(folder), key)?;
        must_hold_a_ledger(&db)?;
        prepare_on_disk(&mut db)?;
        let ledger = Self {
            db: Mutex::new(db),
            id: Some(id),
            source: Some((header::database(folder), key.clone())),
            // A program that was killed left its log behind.
            left_to_erase: AtomicBool::new(true),
            backups_under_way: Mutex::default(),
            _lock: Some(lock),
            closed: TellsClosed::default(),
        };
        drop(ledger.finish_erasing());
        Ok(ledger)
    }

    /// Where it is and its key, unless it is in memory.
    pub(crate) fn source(&self) -> Option<(&Path, &LedgerKey)> {
        let (database, key) = self.source.as_ref()?;
        Some((database, key))
    }

    /// To be locked before the database.
    pub(crate) fn backups_under_way(&self) -> MutexGuard<'_, HashSet<ExportId>> {
        let backups = self.backups_under_way.lock();
        backups.unwrap_or_else(PoisonError::into_inner)
    }

    /// A poisoned lock is no reason to stop: what a panic left behind was rolled back. A connection
    /// that met a damaged page is left for a new one: one picture that cannot be read must not keep
    /// every other order from being read and written.
    pub(crate) fn db(&self) -> MutexGuard<'_, Connection> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((database, key)) = self.source.as_ref().filter(|_| is_spent(&db)) {
            // Where there is none either, the old one says why.
            if let Ok(fresh) = reconnect(database, key) {
                *db = fresh;
            }
        }
        db
    }

    /// Asks, and believes no answer in which a page is missing: the last page of a long value may be
    /// damaged without a word, and is zeros then.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let db = self.db();
        let answer = ask(&db)?;
        if self.source.is_some() && is_spent(&db) {
            return Err(LedgerError::Damaged);
        }
        Ok(answer)
    }

    /// Runs one transaction: all of it is on the disk when this returns, or nothing is.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let mut db = self.db();
        let done = in_one(&mut db, work);
        // It does not say so itself: what it cannot decrypt is missing memory to it.
        if done.is_err() && self.source.is_some() && is_spent(&db) {
            return Err(LedgerError::Damaged);
        }
        done
    }
}

impl Drop for Ledger {
    /// What cannot be erased now is erased when the ledger is opened next.
    fn drop(&mut self) {
        drop(self.finish_erasing());
    }
}

/// What an interrupted creation left is empty and is made anew.
fn build(path: &Path, key: &LedgerKey) -> Result<(), LedgerError> {
    if path.try_exists()? {
        fs::remove_file(path)?;
    }
    let mut db = connect(path, key)?;
    prepare_on_disk(&mut db)?;
    // Without its log, the file can be renamed.
    db.execute_batch("PRAGMA journal_mode = DELETE")?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}

pub fn connect(path: &Path, key: &LedgerKey) -> Result<Connection, LedgerError> {
    unlocked(Connection::open(path)?, key)
}

fn unlocked(db: Connection, key: &LedgerKey) -> Result<Connection, LedgerError> {
    db.execute_batch(&key.pragma())?;
    if db.is_readonly(rusqlite::MAIN_DB)? {
        return Err(LedgerError::ReadOnly);
    }
    Ok(db)
}

fn in_one<T>(
    db: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let result = work(&transaction)?;
    transaction.commit()?;
    Ok(result)
}

/// Another connection to a ledger that is there: none is made where it is gone.
fn reconnect(database: &Path, key: &LedgerKey) -> Result<Connection, LedgerError> {
    let there = OpenFlags::default().difference(OpenFlags::SQLITE_OPEN_CREATE);
    let mut db = unlocked(Connection::open_with_flags(database, there)?, key)?;
    must_hold_a_ledger(&db)?;
    prepare_on_disk(&mut db)?;
    Ok(db)
}

/// Whether SQLCipher met a page that it cannot decrypt: from then on it lets nothing be written on
/// this connection, and reads nothing that is not in memory. One that could never be written was not
/// opened.
pub fn is_spent(db: &Connection) -> bool {
    let status = |row: &Row<'_>| row.get::<_, String>(0);
    let sound = db.query_row("PRAGMA cipher_status", [], status);
    sound.map_or(true, |sound| sound == "0") || db.is_readonly(rusqlite::MAIN_DB).unwrap_or(true)
}

/// To SQLite an empty file is an empty database, which would pass for a ledger without orders.
fn must_hold_a_ledger(db: &Connection) -> Result<(), LedgerError> {
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'orders'";
    match db.query_row(tables, [], |row| row.get(0))? {
        0_i64 => Err(LedgerError::Damaged),
        _ => Ok(()),
    }
}

fn prepare_on_disk(db: &mut Connection) -> Result<(), LedgerError> {
    db.execute_batch("PRAGMA journal_mode = WAL")?;
    prepare(db)
}

fn prepare(db: &mut Connection) -> Result<(), LedgerError> {
    // Nobody else writes; who reads beside it, for a backup, is never waited for.
    db.busy_timeout(Duration::ZERO)?;
    // fullfsync is what macOS needs to reach the platter, and does nothing elsewhere.
    db.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32000;",
    )?;
    let synchronous: i64 = db.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    if synchronous != FULL {
        return Err(LedgerError::NotDurable);
    }
    db.set_prepared_statement_cache_capacity(64);
    embedded::migrations::runner().run(db)?;
    Ok(())
}

#[cfg(test)]
mod tests;
