//! The operating system's keyring, and nothing else.
//!
//! A [`Vault`] keeps secrets under a [`Slot`]: in the platform's keyring, or in memory until the
//! program ends. Calls block (a keyring may ask the person to unlock it): call them from a thread
//! that may wait, and give them [`Limits`].

mod error;
#[cfg(any(test, feature = "faults"))]
mod folder;
mod memory;
mod platform;
mod slot;
mod waits;

pub use error::VaultError;
#[cfg(any(test, feature = "faults"))]
pub use memory::Faults;
pub use slot::{Part, Slot};
pub use waits::Limits;

use memory::Memory;
use platform::Platform;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use waits::{Call, Waits};
use zeroize::Zeroizing;

/// What a probe writes: any fixed text will do, it is deleted at once.
const PROBE: &[u8] = b"badgedesk probe";

/// Keeps secrets, in the platform's keyring or for this run only. Cheap to clone; every clone is the
/// same vault.
#[derive(Clone, Debug)]
pub struct Vault {
    store: Arc<Store>,
    waits: Option<Arc<Waits>>,
}

#[derive(Debug)]
enum Store {
    Platform(Platform),
    Memory(Memory),
    #[cfg(any(test, feature = "faults"))]
    Folder(folder::Folder),
}

impl Vault {
    /// The platform's keyring: Keychain, Credential Manager or Secret Service. It is opened at the
    /// first call, and opened again at the next call after it failed.
    #[must_use]
    pub fn system() -> Self {
        Self::over(Store::Platform(Platform::system()))
    }

    /// A vault in memory, whose secrets end with it.
    #[must_use]
    pub fn for_this_run() -> Self {
        Self::over(Store::Memory(Memory::default()))
    }

    /// A vault in memory, and the switch that makes its next calls fail.
    #[cfg(any(test, feature = "faults"))]
    #[must_use]
    pub fn with_faults() -> (Self, Faults) {
        let (memory, faults) = Memory::with_faults();
        (Self::over(Store::Memory(memory)), faults)
    }

    /// A vault in a folder, where anybody can read it: for tests whose program is killed and begins
    /// anew.
    #[cfg(any(test, feature = "faults"))]
    #[must_use]
    pub fn in_folder(path: std::path::PathBuf) -> Self {
        Self::over(Store::Folder(folder::Folder::new(path)))
    }

    /// How many secrets a vault in memory holds.
    #[cfg(any(test, feature = "faults"))]
    #[must_use]
    pub fn held(&self) -> usize {
        match &*self.store {
            Store::Platform(_) | Store::Folder(_) => 0,
            Store::Memory(memory) => memory.held(),
        }
    }

    /// Whether the secrets outlive the program.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        !matches!(*self.store, Store::Memory(_))
    }

    /// Writes a secret, then reads it back and compares.
    ///
    /// # Errors
    /// [`VaultError::ReadBackDiffers`] if what is read is not what was written, otherwise what the
    /// keyring answered.
    pub fn store(&self, slot: &Slot, secret: &SecretString) -> Result<(), VaultError> {
        self.store_bytes(slot, secret.expose_secret().as_bytes())
    }

    /// Reads a secret; `None` if there is no entry. A locked keyring that cannot ask looks like
    /// "no entry": [`Vault::probe`] tells the two apart.
    ///
    /// # Errors
    /// [`VaultError::NotText`] if the entry holds bytes that are not UTF-8, otherwise what the
    /// keyring answered.
    pub fn read(&self, slot: &Slot) -> Result<Option<SecretString>, VaultError> {
        let Some(bytes) = self.read_bytes(slot)? else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::NotText)?;
        Ok(Some(SecretString::from(text)))
    }

    /// Writes raw bytes, then reads them back and compares.
    ///
    /// # Errors
    /// As [`Vault::store`].
    pub fn store_bytes(&self, slot: &Slot, secret: &[u8]) -> Result<(), VaultError> {
        let (slot, secret) = (slot.clone(), Zeroizing::new(secret.to_vec()));
        self.ask(move |store, call| {
            store.unlock_for(call)?;
            store.keep(&slot, &secret)
        })
    }

    /// Reads raw bytes; `None` if there is no entry, or a locked keyring (see [`Vault::read`]).
    ///
    /// # Errors
    /// What the keyring answered.
    pub fn read_bytes(&self, slot: &Slot) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let slot = slot.clone();
        self.ask(move |store, _| store.read(&slot))
    }

    /// Deletes an entry. Deleting what is not there is fine.
    ///
    /// # Errors
    /// What the keyring answered.
    pub fn delete(&self, slot: &Slot) -> Result<(), VaultError> {
        let slot = slot.clone();
        self.ask(move |store, _| store.delete(&slot))
    }

    /// Shows that the vault can be written: writes an entry of its own, reads it back, deletes it.
    ///
    /// # Errors
    /// As [`Vault::store`].
    pub fn probe(&self) -> Result<(), VaultError> {
        self.ask(|store, _| store.probe())
    }

    /// The same vault, whose calls end without an answer after a while, with
    /// [`VaultError::NoAnswer`]; `tell` is called whenever a wait becomes long or is over. Once a
    /// call was left, the next ones end at once, until the first is answered after all or
    /// [`Vault::ask_anew`].
    #[must_use]
    pub fn within(self, limits: Limits, tell: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            store: self.store,
            waits: Some(Arc::new(Waits::new(limits, tell))),
        }
    }

    /// Whether the keyring is waited for longer than it needs by itself: it asks a person.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        self.waits.as_ref().is_some_and(|waits| waits.are_long())
    }

    /// Ends every wait for the keyring at once, with [`VaultError::NoAnswer`].
    pub fn stop_waiting(&self) {
        if let Some(waits) = &self.waits {
            waits.stop();
        }
    }

    /// Lets the next call ask the keyring again, although an earlier one has no answer yet.
    pub fn ask_anew(&self) {
        if let Store::Platform(platform) = &*self.store {
            platform.forget();
        }
        if let Some(waits) = &self.waits {
            waits.ask_anew();
        }
    }

    fn over(store: Store) -> Self {
        Self {
            store: Arc::new(store),
            waits: None,
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store, Option<&Call>) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let Some(waits) = &self.waits else {
            return work(&self.store, None);
        };
        let store = Arc::clone(&self.store);
        waits.call(move |call| work(&store, Some(call)))
    }
}

impl Store {
    fn keep(&self, slot: &Slot, secret: &[u8]) -> Result<(), VaultError> {
        match self {
            Self::Platform(platform) => platform.write(slot, secret)?,
            Self::Memory(memory) => memory.write(slot, secret)?,
            #[cfg(any(test, feature = "faults"))]
            Self::Folder(folder) => folder.write(slot, secret)?,
        }
        match self.read(slot)? {
            Some(read) if read.as_slice() == secret => Ok(()),
            _ => Err(VaultError::ReadBackDiffers),
        }
    }

    /// A locked keyring asks a person at the first writing. That is the probe: were it the secret,
    /// it would be written, however late the person answers, when it was given up long ago.
    fn unlock_for(&self, call: Option<&Call>) -> Result<(), VaultError> {
        let Some(call) = call else {
            return Ok(());
        };
        self.probe()?;
        match call.is_wanted() {
            true => Ok(()),
            false => Err(VaultError::NoAnswer),
        }
    }

    fn probe(&self) -> Result<(), VaultError> {
        let slot = Slot::probe();
        self.keep(&slot, PROBE)?;
        self.delete(&slot)
    }

    fn read(&self, slot: &Slot) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match self {
            Self::Platform(platform) => platform.read(slot),
            Self::Memory(memory) => memory.read(slot),
            #[cfg(any(test, feature = "faults"))]
            Self::Folder(folder) => Ok(folder.read(slot)),
        }
    }

    fn delete(&self, slot: &Slot) -> Result<(), VaultError> {
        match self {
            Self::Platform(platform) => platform.delete(slot),
            Self::Memory(memory) => memory.delete(slot),
            #[cfg(any(test, feature = "faults"))]
            Self::Folder(folder) => folder.delete(slot),
        }
    }
}

#[cfg(test)]
mod tests;
