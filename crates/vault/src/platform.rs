use crate::slot::SERVICE;
use crate::{Slot, VaultError};
use keyring_core::{CredentialStore, Entry, Error as Keyring};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

type Opened = Arc<CredentialStore>;
type Open = fn(Try) -> keyring_core::Result<Opened>;

/// Whether a keyring is opened for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    First,
    Again,
}

/// The platform's keyring, opened when it is needed.
pub struct Platform {
    open: Open,
    state: Mutex<State>,
}

struct State {
    opened: Option<Opened>,
    next: Try,
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
            state: Mutex::new(State {
                opened: None,
                next: Try::First,
            }),
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

    /// Opened without holding the state: a keyring whose opening hangs must not hold up the next try.
    fn store(&self) -> Result<Opened, VaultError> {
        let this = {
            let mut state = self.state();
            if let Some(store) = &state.opened {
                return Ok(Arc::clone(store));
            }
            std::mem::replace(&mut state.next, Try::Again)
        };
        let store = (self.open)(this).map_err(|error| VaultError::no_keyring(&error))?;
        Ok(Arc::clone(self.state().opened.get_or_insert(store)))
    }

    /// The next call opens the keyring anew: a call that waits for a person holds up every other one
    /// over the same connection.
    pub fn forget(&self) {
        self.state().opened = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `keyring` chooses the platform's store, but only once per process: a Secret Service that starts
/// later, or is restarted, it would never find. From the second try on the store is built here.
fn open(this: Try) -> keyring_core::Result<Opened> {
    if this == Try::First && keyring::Entry::store_status().is_ok() {
        return keyring_core::get_default_store().ok_or(Keyring::NoDefaultStore);
    }
    build()
}

#[cfg(target_os = "linux")]
fn build() -> keyring_core::Result<Opened> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// Keychain and Credential Manager are parts of the system: they are never gone.
#[cfg(not(target_os = "linux"))]
fn build() -> keyring_core::Result<Opened> {
    // Waits for the first try, should that still be under way; what it says is asked for next.
    drop(keyring::Entry::store_status());
    keyring_core::get_default_store().ok_or(Keyring::NoDefaultStore)
}
