//! What the disk and the encryption cost by themselves.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::sample::{PORTRAIT, noise};
use crate::{Done, timed};

/// A bare file of SQLCipher, as durable as a ledger.
pub struct Bare {
    db: Connection,
    writings: i64,
}

impl Bare {
    /// One that takes so many transactions for an order.
    pub fn new(folder: &Path, writings: i64) -> Done<Self> {
        let db = Connection::open(folder.join(format!("bare-{writings}.db")))?;
        let key = "5a".repeat(32);
        db.execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
             CREATE TABLE portrait (id INTEGER PRIMARY KEY, state INTEGER, jpeg BLOB);"
        ))?;
        Ok(Self { db, writings })
    }

    /// How long it takes to write a portrait, and to change a word of it in each further transaction.
    pub fn write(&self, number: u64) -> Done<f64> {
        let portrait = noise(number, PORTRAIT);
        let number = i64::try_from(number)?;
        let (_, time) = timed(|| {
            let insert = "INSERT INTO portrait VALUES (?, 0, ?)";
            let mut insert = self.db.prepare_cached(insert)?;
            insert.execute(params![number, portrait])?;
            (1..self.writings).try_for_each(|state| self.change(number, state))
        })?;
        Ok(time)
    }

    fn change(&self, number: i64, state: i64) -> Done<()> {
        let update = "UPDATE portrait SET state = ? WHERE id = ?";
        let mut update = self.db.prepare_cached(update)?;
        update.execute([state, number])?;
        Ok(())
    }
}
