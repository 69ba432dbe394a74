//! Files for what outlives a run: numbers, and nothing about a person.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

/// Reads the numbers. Without a file they start anew; an unreadable file is set aside first.
pub(crate) fn load<T: Default + DeserializeOwned>(path: &Path) -> T {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!(%error, "the practice office's numbers start anew");
            set_aside(path);
            T::default()
        }),
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(%error, "the practice office's numbers start anew");
            }
            T::default()
        }
    }
}

/// Writes the numbers beside the file and moves them over it: a reader sees old or new.
pub(crate) fn save(path: &Path, numbers: &impl Serialize) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = with_suffix(path, ".new");
    fs::write(&beside, serde_json::to_vec(numbers)?)?;
    fs::rename(beside, path)
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
        assert!(load::<Vec<u32>>(&path).is_empty(), "there was no file");
        save(&path, &vec![7, 9]).unwrap();
        assert_eq!(load::<Vec<u32>>(&path), [7, 9]);
    }

    #[test]
    fn an_unreadable_file_is_set_aside_and_the_numbers_start_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("numbers.json");
        fs::write(&path, "{\"nextCredential").unwrap();
        assert!(load::<Vec<u32>>(&path).is_empty());
        assert!(!path.exists());
        assert!(
            folder.path().join("numbers.json.unreadable").exists(),
            "nothing is thrown away"
        );
    }
}
