//! A ledger made of a backup, and put in the place of the one that is there.
//!
//! What is being made lies in a folder of its own. Once it is whole and decided upon, that folder is
//! renamed; from then on a program that was killed goes on where it was.

use crate::aside::{finish_setting_aside, set_aside};
use crate::backup::{self, BackupNote, Passphrase};
use crate::header::{self, Header};
use crate::open::connect;
use crate::{Ledger, LedgerError, LedgerId, LedgerKey};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::{Path, PathBuf};

/// What is being made.
const MAKING: &str = "restoring";
/// What is decided upon.
const DECIDED: &str = "restored";
/// SQLCipher's page, in bytes: no backup is anything but a number of these.
const PAGE: u64 = 4096;

/// What was made of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the backup said of itself.
    pub note: BackupNote,
    /// How many of its orders were not finished and are of unknown outcome now.
    pub unknown: u32,
}

/// Makes a ledger of a backup, beside the one in the folder, which is not touched. It begins as a
/// copy: paused, its unfinished orders of unknown outcome for this cause.
///
/// # Errors
/// [`LedgerError::WrongPassphrase`], [`LedgerError::NotABackup`], [`LedgerError::TooNew`], else what
/// the disk answered.
pub fn restore(
    folder: &Path,
    (file, passphrase): (&Path, &Passphrase),
    (id, key): (LedgerId, &LedgerKey),
    (cause, at): (&str, DateTime<Utc>),
) -> Result<Restored, LedgerError> {
    must_be_of_pages(file)?;
    let making = folder.join(MAKING);
    abandon(folder)?;
    fs::create_dir_all(&making)?;
    let note = copy(&header::database(&making), (file, passphrase), key)?;
    Header::new(id, key).write(&making)?;
    let ledger = Ledger::open(&making, key)?;
    ledger.check()?;
    let unknown = ledger.begin_as_copy(cause, at)?;
    Ok(Restored { note, unknown })
}

/// Drops what [`restore`] made, as long as it is not decided upon.
///
/// # Errors
/// What the disk answered.
pub fn abandon(folder: &Path) -> Result<(), LedgerError> {
    let making = folder.join(MAKING);
    if making.try_exists()? {
        fs::remove_dir_all(making)?;
    }
    Ok(())
}

/// Decides upon what [`restore`] made: it takes the place of the ledger with the next
/// [`finish_restoring`], also if the program is killed before. Its key must be in the vault by now.
///
/// # Errors
/// What the disk answered.
pub fn decide(folder: &Path) -> Result<(), LedgerError> {
    fs::rename(folder.join(MAKING), folder.join(DECIDED))?;
    header::sync(folder)
}

/// Takes a decision back that could not be carried out.
///
/// # Errors
/// What the disk answered.
pub fn undecide(folder: &Path) -> Result<(), LedgerError> {
    fs::rename(folder.join(DECIDED), folder.join(MAKING))?;
    abandon(folder)
}

/// Sets the ledger aside that is there, and puts what is decided upon in its place. Says where the
/// other one is now. Where nothing was decided it only goes on with a setting aside that was begun.
/// To be called before a ledger is opened.
///
/// # Errors
/// [`LedgerError::InUse`] if the ledger is open, else what the disk answered.
pub fn finish_restoring(folder: &Path, at: DateTime<Utc>) -> Result<Option<PathBuf>, LedgerError> {
    let begun = finish_setting_aside(folder, at)?;
    let decided = folder.join(DECIDED);
    if !decided.try_exists()? {
        return Ok(begun);
    }
    let (from, to) = (header::database(&decided), header::database(folder));
    let mut aside = begun;
    if from.try_exists()? {
        if header::present(folder)? {
            aside = Some(set_aside(folder, at)?);
        }
        fs::rename(from, to)?;
    }
    // The header last: with it the ledger is there.
    let header = header::file(&decided);
    if header.try_exists()? {
        fs::rename(header, header::file(folder))?;
    }
    header::sync(folder)?;
    fs::remove_dir_all(decided)?;
    Ok(aside)
}

fn must_be_of_pages(file: &Path) -> Result<(), LedgerError> {
    match fs::metadata(file)?.len() {
        length if length > 0 && length % PAGE == 0 => Ok(()),
        _ => Err(LedgerError::NotABackup),
    }
}

fn copy(
    database: &Path,
    (file, passphrase): (&Path, &Passphrase),
    key: &LedgerKey,
) -> Result<BackupNote, LedgerError> {
    let db = connect(database, key)?;
    backup::attach(&db, file, passphrase)?;
    let note = backup::note_in(&db)?;
    let copied = db.query_row("SELECT sqlcipher_export('main', 'backup')", [], |_| Ok(()));
    if copied.is_err() {
        return Err(backup::why_not_copied(&db)?);
    }
    db.execute_batch("DROP TABLE main.backup_note; DETACH backup")?;
    db.close().map_err(|(_, error)| error)?;
    Ok(note)
}
