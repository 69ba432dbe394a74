use crate::{Slot, VaultError};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Secrets in files that anybody can read, one each: for tests whose program is killed and begins
/// anew. A write is there whole or not at all, as in a keyring.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub fn write(&self, slot: &Slot, secret: &[u8]) -> Result<(), VaultError> {
        let (file, new) = (self.file(slot), self.0.join("new"));
        let written = fs::create_dir_all(&self.0)
            .and_then(|()| fs::write(&new, secret))
            .and_then(|()| fs::rename(new, file));
        written.map_err(|_| VaultError::ReadBackDiffers)
    }

    pub fn read(&self, slot: &Slot) -> Option<Zeroizing<Vec<u8>>> {
        fs::read(self.file(slot)).ok().map(Zeroizing::new)
    }

    pub fn delete(&self, slot: &Slot) -> Result<(), VaultError> {
        let gone = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(VaultError::ReadBackDiffers),
        };
        fs::remove_file(self.file(slot)).or_else(gone)
    }

    fn file(&self, slot: &Slot) -> PathBuf {
        self.0.join(slot.as_str().replace('/', "-"))
    }
}
