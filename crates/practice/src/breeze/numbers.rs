//! What outlives a run: numbers, and nothing about a person.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// The first credential number of a new office, as in the documentation's sample.
const FIRST: u64 = 1042;

/// The numbers as they stand in the state file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Numbers {
    pub next_credential_number: u64,
    pub orders: u64,
    pub credentials: u64,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            next_credential_number: FIRST,
            orders: 0,
            credentials: 0,
        }
    }
}

impl Numbers {
    /// Reads the numbers. Without a file they start anew; an unreadable file is set aside first.
    pub(super) fn load(path: &Path) -> Self {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, "the practice office's numbers start anew");
                set_aside(path);
                Self::default()
            }),
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    tracing::warn!(%error, "the practice office's numbers start anew");
                }
                Self::default()
            }
        }
    }

    /// Writes the numbers beside the file and moves them over it: a reader sees old or new.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = with_suffix(path, ".new");
        fs::write(&beside, serde_json::to_vec(self)?)?;
        fs::rename(beside, path)
    }

    /// Takes the next number for an order of `quantity` credentials.
    pub(super) fn take(&mut self, quantity: u32) -> u64 {
        let number = self.next_credential_number;
        self.next_credential_number += u64::from(quantity);
        self.orders += 1;
        self.credentials += u64::from(quantity);
        number
    }
}

fn set_aside(path: &Path) {
    if let Err(error) = fs::rename(path, with_suffix(path, ".unreadable")) {
        tracing::warn!(%error, "the unreadable numbers could not be set aside");
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("numbers.json");
        let mut numbers = Numbers::load(&path);
        assert_eq!(numbers.take(3), FIRST);
        numbers.save(&path).unwrap();
        assert_eq!(Numbers::load(&path), numbers);
        assert_eq!(
            numbers.next_credential_number,
            FIRST + 3,
            "a batch takes a number for each"
        );
    }

    #[test]
    fn an_unreadable_file_is_set_aside_and_the_numbers_start_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("numbers.json");
        fs::write(&path, "{\"nextCredential").unwrap();
        assert_eq!(Numbers::load(&path), Numbers::default());
        assert!(!path.exists());
        assert!(
            folder.path().join("numbers.json.unreadable").exists(),
            "nothing is thrown away"
        );
    }
}
