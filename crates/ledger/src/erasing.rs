//! What is erased when nobody waits: drafts that became orders, and what the write-ahead log beside
//! the ledger keeps of what was erased.

use crate::made_of::drop_ordered;
use crate::{Ledger, LedgerError};
use rusqlite::Transaction;
use std::sync::atomic::Ordering;

impl Ledger {
    /// Drops the drafts that became orders, and empties the log if something was erased since it was
    /// last emptied. Says whether nothing of that is left: not while a backup is being written,
    /// which reads the log. For moments in which nobody waits; a ledger that is opened or closed
    /// does it by itself.
    ///
    /// # Errors
    /// What the disk answered; it is to be tried again then.
    pub fn finish_erasing(&self) -> Result<bool, LedgerError> {
        if !self.left_to_erase.swap(false, Ordering::SeqCst) {
            return Ok(true);
        }
        let erased = self.write(drop_ordered);
        let erased = erased.and_then(|()| self.truncate_log());
        if !matches!(erased, Ok(true)) {
            self.left_to_erase.store(true, Ordering::SeqCst);
        }
        erased
    }

    /// Writes, and empties the log at once if `work` says that it erased something.
    pub(crate) fn write_then_erase<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, bool), LedgerError>,
    ) -> Result<T, LedgerError> {
        let result = self.write_and_erase_later(work)?;
        // What was written is written: bytes that linger in the log go with the next try.
        drop(self.finish_erasing());
        Ok(result)
    }

    /// Writes, and leaves the rest of the erasing to [`Ledger::finish_erasing`]: somebody waits.
    pub(crate) fn write_and_erase_later<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, bool), LedgerError>,
    ) -> Result<T, LedgerError> {
        let (result, erased) = self.write(work)?;
        if erased {
            self.left_to_erase.store(true, Ordering::SeqCst);
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
