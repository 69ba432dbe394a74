use crate::{Slot, VaultError};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// Secrets that live as long as this value and its clones, which are the same memory.
#[derive(Clone, Default)]
pub struct Memory {
    secrets: Arc<Mutex<HashMap<Slot, Zeroizing<Vec<u8>>>>>,
    #[cfg(any(test, feature = "faults"))]
    faults: Faults,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}

impl Memory {
    pub fn write(&self, slot: &Slot, secret: &[u8]) -> Result<(), VaultError> {
        self.next_fault()?;
        self.secrets()
            .insert(slot.clone(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    pub fn read(&self, slot: &Slot) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.next_fault()?;
        Ok(self.secrets().get(slot).cloned())
    }

    pub fn delete(&self, slot: &Slot) -> Result<(), VaultError> {
        self.next_fault()?;
        self.secrets().remove(slot);
        Ok(())
    }

    fn secrets(&self) -> MutexGuard<'_, HashMap<Slot, Zeroizing<Vec<u8>>>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(any(test, feature = "faults"))]
    pub fn held(&self) -> usize {
        self.secrets().len()
    }

    #[cfg(not(any(test, feature = "faults")))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "its twin can fail"
    )]
    fn next_fault(&self) -> Result<(), VaultError> {
        Ok(())
    }
}

#[cfg(any(test, feature = "faults"))]
mod faults {
    use super::{Memory, PoisonError, VaultError};
    use std::collections::VecDeque;
    use std::sync::{Arc, Condvar, Mutex, MutexGuard};

    /// The switch of a vault made by `Vault::with_faults`.
    #[derive(Clone, Debug, Default)]
    pub struct Faults(Arc<(Mutex<State>, Condvar)>);

    #[derive(Debug, Default)]
    struct State {
        queue: VecDeque<Option<VaultError>>,
        locked: bool,
        silent: bool,
        accesses: usize,
    }

    impl Faults {
        /// Makes the next access to the keyring fail with this error; several calls queue up.
        /// Storing is two accesses: it writes, then reads back.
        pub fn fail_next(&self, error: VaultError) {
            self.fail_after(0, error);
        }

        /// As [`Faults::fail_next`], after so many accesses that go well.
        pub fn fail_after(&self, accesses: usize, error: VaultError) {
            let queue = &mut self.state().queue;
            queue.extend((0..accesses).map(|_| None));
            queue.push_back(Some(error));
        }

        /// Locks the keyring, or unlocks it again: while it is locked, every access fails.
        pub fn lock(&self, locked: bool) {
            self.state().locked = locked;
        }

        /// Lets every access wait for a person, or answers all that wait.
        pub fn ask_a_person(&self, silent: bool) {
            self.state().silent = silent;
            self.0.1.notify_all();
        }

        /// How often the keyring was accessed.
        #[must_use]
        pub fn accesses(&self) -> usize {
            self.state().accesses
        }

        fn state(&self) -> MutexGuard<'_, State> {
            self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
        }

        fn next(&self) -> Result<(), VaultError> {
            let mut state = self.state();
            state.accesses += 1;
            let answered = self.0.1.wait_while(state, |state| state.silent);
            let mut state = answered.unwrap_or_else(PoisonError::into_inner);
            if state.locked {
                let reason = "a test locked it".to_owned();
                return Err(VaultError::Locked { reason });
            }
            state.queue.pop_front().flatten().map_or(Ok(()), Err)
        }
    }

    impl Memory {
        pub fn with_faults() -> (Self, Faults) {
            let memory = Self::default();
            let faults = memory.faults.clone();
            (memory, faults)
        }

        pub(super) fn next_fault(&self) -> Result<(), VaultError> {
            self.faults.next()
        }
    }
}

#[cfg(any(test, feature = "faults"))]
pub use faults::Faults;
