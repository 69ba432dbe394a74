use crate::{LedgerError, LedgerId, LedgerKey};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const HEADER: &str = "ledger.json";
const HEADER_NEW: &str = "ledger.json.new";
const DATABASE: &str = "ledger.db";
const DATABASE_NEW: &str = "ledger.db.new";

/// What lies in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// No ledger: one may be created.
    Absent,
    /// A ledger, to be opened with its own key.
    Present {
        /// The name under which the vault keeps its key.
        id: LedgerId,
    },
    /// A header that cannot be read.
    HeaderDamaged,
    /// A database without its header.
    HeaderMissing,
    /// A header without its database.
    DatabaseMissing {
        /// The ledger that is missing.
        id: LedgerId,
    },
}

/// Looks what lies in a folder, without opening it and without a key.
///
/// # Errors
/// [`LedgerError::Io`] or [`LedgerError::ReadOnly`] if the folder cannot be looked into.
pub fn presence(folder: &Path) -> Result<Presence, LedgerError> {
    let header = match Header::read(folder) {
        Err(LedgerError::HeaderDamaged) => return Ok(Presence::HeaderDamaged),
        header => header?,
    };
    let exists = |name| folder.join(name).try_exists();
    Ok(match header {
        Some(Header { id, .. }) if exists(DATABASE)? => Presence::Present { id },
        // The last step of a creation did not come about: nothing was ever recorded.
        Some(_) if exists(DATABASE_NEW)? => Presence::Absent,
        Some(Header { id, .. }) => Presence::DatabaseMissing { id },
        None if exists(DATABASE)? => Presence::HeaderMissing,
        None => Presence::Absent,
    })
}

/// The small clear file beside a ledger. It shows which key belongs to it, and nothing else.
#[derive(Debug, Serialize, Deserialize)]
pub struct Header {
    pub id: LedgerId,
    key_check: String,
}

impl Header {
    pub fn new(id: LedgerId, key: &LedgerKey) -> Self {
        Self {
            id,
            key_check: key.check_value(id),
        }
    }

    pub fn read(folder: &Path) -> Result<Option<Self>, LedgerError> {
        match fs::read(folder.join(HEADER)) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|_| LedgerError::HeaderDamaged),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub fn check(&self, key: &LedgerKey) -> Result<(), LedgerError> {
        if self.key_check == key.check_value(self.id) {
            Ok(())
        } else {
            Err(LedgerError::WrongKey)
        }
    }

    /// Written aside and renamed, so that there is never half a header.
    pub fn write(&self, folder: &Path) -> Result<(), LedgerError> {
        let text = serde_json::to_string_pretty(self).map_err(io::Error::from)?;
        let new = folder.join(HEADER_NEW);
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(new, folder.join(HEADER))?;
        sync(folder)
    }
}

pub fn file(folder: &Path) -> PathBuf {
    folder.join(HEADER)
}

pub fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

pub fn unfinished_database(folder: &Path) -> PathBuf {
    folder.join(DATABASE_NEW)
}

/// All files that make a ledger, the lock apart.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    [
        HEADER,
        DATABASE,
        "ledger.db-wal",
        "ledger.db-shm",
        DATABASE_NEW,
    ]
    .into_iter()
    .map(|name| folder.join(name))
}

/// Whether any of them is there.
pub fn present(folder: &Path) -> io::Result<bool> {
    for file in files(folder) {
        if file.try_exists()? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes renames in a folder durable. Windows has no such call and needs none.
pub fn sync(folder: &Path) -> Result<(), LedgerError> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
