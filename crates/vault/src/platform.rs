use crate::slot::SERVICE;
use crate::{Slot, VaultError};
use keyring_core::{CredentialStore, Entry, Error as Keyring};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

type Opened = Arc<CredentialStore>;
type Open = fn() -> keyring_core::Result<Opened>;

/// The platform's keyring, opened when it is needed.
pub struct Platform {
    open: Open,
    opened: Mutex<Option<Opened>>,
}

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Platform")
    }
}

impl Platform {
    pub fn system() -> Self {
        Self::opened_by(open)
    }

    pub(crate) fn opened_by(open: Open) -> Self {
        Self {
            open,
            opened: Mutex::new(None),
        }
    }

    pub fn write(&self, slot: &Slot, secret: &[u8]) -> Result<(), VaultError> {
        self.with_entry(slot, |entry| entry.set_secret(secret))
    }

    pub fn read(&self, slot: &Slot) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.with_entry(slot, |entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Keyring::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    pub fn delete(&self, slot: &Slot) -> Result<(), VaultError> {
        self.with_entry(slot, |entry| match entry.delete_credential() {
            Err(Keyring::NoEntry) => Ok(()),
            result => result,
        })
    }

    /// A keyring that was restarted behind our back fails every call over the old connection, so a
    /// platform failure is tried once more over a new one. All calls can be repeated.
    fn with_entry<T>(
        &self,
        slot: &Slot,
        call: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> Result<T, VaultError> {
        let attempt = |store: &Opened| call(&store.build(SERVICE, slot.as_str(), None)?);
        match attempt(&self.store()?) {
            Err(Keyring::PlatformFailure(_)) => {
                self.forget();
                let again = attempt(&self.store()?);
                if matches!(again, Err(Keyring::PlatformFailure(_))) {
                    self.forget();
                }
                again.map_err(VaultError::from)
            }
            result => result.map_err(VaultError::from),
        }
    }

    fn store(&self) -> Result<Opened, VaultError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = opened.as_ref() {
            return Ok(Arc::clone(store));
        }
        let store = (self.open)().map_err(|error| VaultError::no_keyring(&error))?;
        *opened = Some(Arc::clone(&store));
        Ok(store)
    }

    fn forget(&self) {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// `keyring` opens its store once per process, so that a Secret Service that starts later would
/// never be found: here the very store it would choose is built at each try.
#[cfg(target_os = "linux")]
fn open() -> keyring_core::Result<Opened> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// These stores are part of the system: opening them does not fail and need not be repeated.
#[cfg(any(target_os = "macos", windows))]
fn open() -> keyring_core::Result<Opened> {
    match keyring::Entry::store_status() {
        Ok(()) => keyring_core::get_default_store().ok_or(Keyring::NoDefaultStore),
        Err(_) => Err(Keyring::NoDefaultStore),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn open() -> keyring_core::Result<Opened> {
    Err(Keyring::NoDefaultStore)
}
