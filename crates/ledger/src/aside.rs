//! Moving a ledger out of the way. Nothing is deleted.
//!
//! The files go into a folder that gets its name when all are there. A program that was killed
//! finds it and goes on: there is never a header here and its database elsewhere.

use crate::LedgerError;
use crate::header;
use crate::lock::WriterLock;
use chrono::{DateTime, Utc};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// With what the names of the folders begin that [`set_aside`] makes.
pub const SET_ASIDE: &str = "set-aside-";

/// What is being moved.
const MOVING: &str = "setting-aside";

/// Moves a ledger out of the way, into a folder of its own beside it, and says where. For a ledger
/// that is damaged, or that is to be replaced on the operator's word.
///
/// # Errors
/// [`LedgerError::InUse`] if it is open, otherwise what the disk answered.
pub fn set_aside(folder: &Path, at: DateTime<Utc>) -> Result<PathBuf, LedgerError> {
    let _lock = WriterLock::take(folder)?;
    begin(&folder.join(MOVING))?;
    header::sync(folder)?;
    move_all(folder, at)
}

/// Goes on with what [`set_aside`] had begun when the program was killed, and says where the ledger
/// is now. Does nothing where nothing was begun.
///
/// # Errors
/// As [`set_aside`].
pub fn finish_setting_aside(
    folder: &Path,
    at: DateTime<Utc>,
) -> Result<Option<PathBuf>, LedgerError> {
    if !folder.join(MOVING).try_exists()? {
        return Ok(None);
    }
    let _lock = WriterLock::take(folder)?;
    move_all(folder, at).map(Some)
}

fn begin(moving: &Path) -> Result<(), LedgerError> {
    match fs::create_dir(moving) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

fn move_all(folder: &Path, at: DateTime<Utc>) -> Result<PathBuf, LedgerError> {
    let moving = folder.join(MOVING);
    for file in header::files(folder) {
        if let (true, Some(name)) = (file.try_exists()?, file.file_name()) {
            fs::rename(&file, moving.join(name))?;
        }
    }
    header::sync(&moving)?;
    let aside = folder.join(format!("{SET_ASIDE}{}", at.format("%Y%m%dT%H%M%S%3fZ")));
    fs::rename(moving, &aside)?;
    header::sync(folder)?;
    Ok(aside)
}
