//! The ledger as one file that a passphrase opens, wherever it is carried.
//!
//! The encryption and the making of a key from the passphrase are SQLCipher's own: AES-256 and
//! PBKDF2-HMAC-SHA512 with 256,000 rounds (zetetic.net/sqlcipher/design).

use crate::columns::{in_time, to_millis};
use crate::export::{ExportId, part_of};
use crate::open::{connect, is_spent};
use crate::{Ledger, LedgerError, LedgerKey, Stamp, header};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, params};
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The words that open a backup.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase([REDACTED])")
    }
}

impl Passphrase {
    /// The fewest characters of a new one. Whoever holds the file can try for years: this is what
    /// NIST SP 800-63B-4 asks of a password that stands alone.
    pub const FEWEST: usize = 15;

    /// One that is to protect a new backup.
    ///
    /// # Errors
    /// [`LedgerError::PassphraseTooShort`] under [`Passphrase::FEWEST`] characters.
    pub fn new(typed: &str) -> Result<Self, LedgerError> {
        let passphrase = Self::typed(typed);
        match passphrase.0.chars().count() {
            0..Self::FEWEST => Err(LedgerError::PassphraseTooShort),
            _ => Ok(passphrase),
        }
    }

    /// One that was chosen before. Keyboards write Å in two ways, which are one here.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfc().collect()))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupNote {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The operator who made it.
    pub by: String,
    /// The workstation.
    pub station: String,
    /// What the caller put in beside the ledger, opaque.
    pub enclosed: String,
}

/// What became of a backup.
#[derive(Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// How many orders it holds.
    pub orders: u32,
    /// Why the ledger does not list it among the files that were made of it, if it could not be
    /// written down: a full disk is a reason to make a backup on another.
    pub unlisted: Option<LedgerError>,
}

/// The table of a backup that no ledger has.
const NOTE: &str = "CREATE TABLE backup.backup_note (
    at INTEGER NOT NULL, by TEXT NOT NULL, station TEXT NOT NULL, enclosed TEXT NOT NULL) STRICT";

/// Erases what the ledger erases when nobody waits, see `erasing`, and the pictures as they were taken
/// (kind 0): a file is kept for longer than those may be.
const ERASED: &str = "DELETE FROM backup.draft_picture WHERE kind = 0 OR draft IN
        (SELECT draft FROM backup.orders);
    DELETE FROM backup.draft WHERE id IN (SELECT draft FROM backup.orders)";

/// In itself, a backup is among the files that were made and whole.
const LISTED: &str = "UPDATE backup.export SET unfinished = 0,
    orders = (SELECT count(*) FROM backup.orders) WHERE seq = ?";

impl Ledger {
    /// Writes all of it into one file, which is there whole or not at all. The ledger is worked with
    /// meanwhile; what is written after the beginning is not in the file, nor is what is erased
    /// already, nor are pictures as they were taken. It is opened once before it gets its name. The list
    /// of files knows it before there is a byte of it, where the ledger can be written.
    ///
    /// # Errors
    /// [`LedgerError::InMemory`] for a ledger that ends with the program, else what the disk
    /// answered.
    pub fn back_up(
        &self,
        file: &Path,
        passphrase: &Passphrase,
        note: &BackupNote,
    ) -> Result<BackedUp, LedgerError> {
        let source = self.source().ok_or(LedgerError::InMemory)?;
        // Of a folder that was never there nobody has to be told that it is gone.
        fs::metadata(folder_of(file))?;
        let listed = self.begin_backup(file, note);
        let made = make(source, (file, passphrase), note, listed.as_ref().ok());
        let noted = listed.and_then(|id| self.end_backup(id, file, made.as_ref().ok()));
        Ok(BackedUp {
            orders: made?,
            unlisted: noted.err(),
        })
    }

    fn begin_backup(&self, file: &Path, note: &BackupNote) -> Result<ExportId, LedgerError> {
        let stamp = Stamp {
            by: note.by.clone(),
            station: note.station.clone(),
            at: note.at,
        };
        // Nobody finds it among the unfinished and not here.
        let mut under_way = self.backups_under_way();
        let listed = self.begin_export(BACKUP, &file.display().to_string(), &stamp)?;
        under_way.insert(listed);
        Ok(listed)
    }

    /// One that was not made leaves the list, unless nobody can tell: a disk may have been pulled out.
    fn end_backup(
        &self,
        listed: ExportId,
        file: &Path,
        orders: Option<&u32>,
    ) -> Result<(), LedgerError> {
        let is_gone = || folder_of(file).is_dir() && !part_of(file).exists();
        let ended = match orders {
            Some(orders) => self.end_export(listed, *orders),
            None if is_gone() => self.drop_export(listed),
            None => Ok(()),
        };
        self.backups_under_way().remove(&listed);
        ended
    }
}

fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Says how many orders it holds.
fn make(
    (database, key): (&Path, &LedgerKey),
    (file, passphrase): (&Path, &Passphrase),
    note: &BackupNote,
    listed: Option<&ExportId>,
) -> Result<u32, LedgerError> {
    let part = part_of(file);
    let written = write(&connect(database, key)?, (&part, passphrase), note, listed)
        .and_then(|()| count_in(&part, passphrase));
    let orders = written.inspect_err(|_| drop(fs::remove_file(&part)))?;
    fs::rename(&part, file).inspect_err(|_| drop(fs::remove_file(&part)))?;
    header::sync(folder_of(file))?;
    Ok(orders)
}

/// What a backup is called among the files that were made of a ledger.
pub const BACKUP: &str = "backup";

fn write(
    db: &Connection,
    (part, passphrase): (&Path, &Passphrase),
    note: &BackupNote,
    listed: Option<&ExportId>,
) -> Result<(), LedgerError> {
    // Made here, so that a folder that cannot be written is told as one.
    drop(File::create(part)?);
    attach(db, part, passphrase)?;
    // Without its name nobody takes it for a backup: it needs no journal, and is synced once.
    db.execute_batch(
        "PRAGMA backup.journal_mode = OFF; PRAGMA backup.synchronous = OFF;
         PRAGMA backup.secure_delete = ON; BEGIN",
    )?;
    let copied = db.query_row("SELECT sqlcipher_export('backup')", [], |_| Ok(()));
    // It does not say why: where the ledger's pages can be read, it is the new file.
    copied.map_err(|_| {
        if is_spent(db) {
            LedgerError::Damaged
        } else {
            LedgerError::Io(io::ErrorKind::Other)
        }
    })?;
    db.execute_batch(NOTE)?;
    db.execute_batch(ERASED)?;
    db.execute(LISTED, [listed])?;
    db.execute(
        "INSERT INTO backup.backup_note VALUES (?, ?, ?, ?)",
        params![to_millis(note.at), note.by, note.station, note.enclosed],
    )?;
    db.execute_batch("COMMIT; DETACH backup")?;
    Ok(File::open(part)?.sync_all()?)
}

/// Attaches a backup under the name `backup`.
pub fn attach(db: &Connection, file: &Path, passphrase: &Passphrase) -> Result<(), LedgerError> {
    let name = file.to_str().ok_or(LedgerError::NotABackup)?;
    let attached = db.execute(
        "ATTACH DATABASE ? AS backup KEY ?",
        params![name, passphrase.text()],
    );
    attached.map_err(wrong_passphrase)?;
    let read = db.query_row("SELECT count(*) FROM backup.sqlite_schema", [], |_| Ok(()));
    read.map_err(wrong_passphrase)
}

/// To whoever has another passphrase, a backup is no database.
fn wrong_passphrase(error: rusqlite::Error) -> LedgerError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => LedgerError::WrongPassphrase,
        _ => error.into(),
    }
}

/// Why an attached backup could not be copied: what copies it does not say.
pub fn why_not_copied(db: &Connection) -> Result<LedgerError, LedgerError> {
    let mut check = db.prepare("PRAGMA backup.cipher_integrity_check")?;
    Ok(match check.query([])?.next()? {
        Some(_) => LedgerError::Damaged,
        None => LedgerError::Io(io::ErrorKind::Other),
    })
}

/// Opens a backup as another machine would.
fn count_in(file: &Path, passphrase: &Passphrase) -> Result<u32, LedgerError> {
    let db = Connection::open_in_memory()?;
    attach(&db, file, passphrase)?;
    Ok(db.query_row("SELECT count(*) FROM backup.orders", [], |row| row.get(0))?)
}

/// What an attached backup says of itself.
pub fn note_in(db: &Connection) -> Result<BackupNote, LedgerError> {
    let note = db.query_row(
        "SELECT at, by, station, enclosed FROM backup.backup_note",
        [],
        |row| {
            Ok(BackupNote {
                at: in_time(row.get(0)?)?,
                by: row.get(1)?,
                station: row.get(2)?,
                enclosed: row.get(3)?,
            })
        },
    );
    // An encrypted database of another program has no such table.
    note.map_err(|_| LedgerError::NotABackup)
}

#[cfg(test)]
mod tests {
    use super::{BackupNote, part_of};
    use crate::{Ledger, LedgerId, LedgerKey};
    use chrono::{DateTime, Utc};
    use std::fs;
    use uuid::Uuid;

    fn note() -> BackupNote {
        BackupNote {
            at: DateTime::<Utc>::UNIX_EPOCH,
            by: "Kari".to_owned(),
            station: "Counter 2".to_owned(),
            enclosed: String::new(),
        }
    }

    #[test]
    fn a_backup_is_listed_before_it_is_written_and_found_unfinished_only_after_a_kill() {
        let folder = tempfile::tempdir().unwrap();
        let key = LedgerKey::random().unwrap();
        let id = LedgerId::new(Uuid::from_u128(1));
        let ledger = Ledger::create(folder.path(), id, &key).unwrap();
        let file = folder.path().join("office.badgedesk-backup");
        ledger.begin_backup(&file, &note()).unwrap();
        assert_eq!(ledger.exports().unwrap().len(), 1);
        assert_eq!(ledger.unfinished_exports(), Ok(Vec::new()), "under way");
        drop(ledger);
        let ledger = Ledger::open(folder.path(), &key).unwrap();
        assert_eq!(ledger.unfinished_exports().unwrap().len(), 1);
    }

    #[test]
    fn a_backup_that_was_not_made_leaves_the_list_unless_a_part_of_it_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let key = LedgerKey::random().unwrap();
        let id = LedgerId::new(Uuid::from_u128(1));
        let ledger = Ledger::create(folder.path(), id, &key).unwrap();
        let file = folder.path().join("office.badgedesk-backup");
        fs::write(part_of(&file), "a part").unwrap();
        let listed = ledger.begin_backup(&file, &note()).unwrap();
        ledger.end_backup(listed, &file, None).unwrap();
        assert_eq!(ledger.unfinished_exports().unwrap().len(), 1);
        fs::remove_file(part_of(&file)).unwrap();
        ledger.end_backup(listed, &file, None).unwrap();
        assert_eq!(ledger.exports(), Ok(Vec::new()));
    }
}
