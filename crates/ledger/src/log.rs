//! The write-ahead log beside the ledger: it keeps what was erased until it is emptied.

use crate::{Ledger, LedgerError};
use rusqlite::Transaction;
use std::sync::atomic::Ordering;

impl Ledger {
    /// Empties the log if something was erased since it was last emptied, and says whether nothing
    /// of that is left in it: not while a backup is being written, which reads it. For moments in
    /// which nobody waits; a ledger that is opened or closed empties it by itself.
    ///
    /// # Errors
    /// What the disk answered; it is to be tried again then.
    pub fn empty_log(&self) -> Result<bool, LedgerError> {
        if !self.log_keeps_erased.swap(false, Ordering::SeqCst) {
            return Ok(true);
        }
        let emptied = self.truncate_log();
        if !matches!(emptied, Ok(true)) {
            self.log_keeps_erased.store(true, Ordering::SeqCst);
        }
        emptied
    }

    /// Writes, and empties the log at once if `work` says that it erased something.
    pub(crate) fn write_then_erase<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, bool), LedgerError>,
    ) -> Result<T, LedgerError> {
        let result = self.write_and_erase_later(work)?;
        // What was written is written: bytes that linger in the log go with the next try.
        drop(self.empty_log());
        Ok(result)
    }

    /// Writes, and leaves the emptying of the log to [`Ledger::empty_log`]: somebody waits.
    pub(crate) fn write_and_erase_later<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, bool), LedgerError>,
    ) -> Result<T, LedgerError> {
        let (result, erased) = self.write(work)?;
        if erased {
            self.log_keeps_erased.store(true, Ordering::SeqCst);
        }
        Ok(result)
    }

    /// Whether it is empty now: whoever reads it meanwhile is not waited for.
    pub(crate) fn truncate_log(&self) -> Result<bool, LedgerError> {
        let db = self.db();
        let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(!busy)
    }
}
