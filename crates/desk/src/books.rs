//! The ledger as the desk holds it: kept, for this run only, or locked.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use ledger::{Ledger, LedgerError, LedgerId, LedgerKey, Pause, Presence};
use uuid::Uuid;
use vault::{Slot, Vault};

use crate::boundary::{Code, DeskEvent, DeskView, LedgerView, Problem};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::seal::tell_copy;

/// How the ledger stands.
#[derive(Debug)]
pub(crate) enum Books {
    Kept(Arc<Ledger>),
    ForThisRun(Arc<Ledger>, Problem),
    Locked(Problem),
}

impl Default for Books {
    fn default() -> Self {
        Books::Locked(Problem::of(Code::LedgerLocked, "not opened yet"))
    }
}

impl Books {
    pub fn ledger(&self) -> Result<Arc<Ledger>, DeskError> {
        match self {
            Books::Kept(ledger) | Books::ForThisRun(ledger, _) => Ok(Arc::clone(ledger)),
            Books::Locked(problem) => Err(problem.clone().into()),
        }
    }

    pub fn view(&self) -> LedgerView {
        match self {
            Books::Kept(_) => LedgerView::Kept,
            Books::ForThisRun(_, problem) => LedgerView::ForThisRun {
                problem: problem.clone(),
            },
            Books::Locked(problem) => LedgerView::Locked {
                problem: problem.clone(),
            },
        }
    }

    /// Opens the ledger in a folder, or makes one where there is none. A key is made only when no
    /// ledger exists and the keyring proved that it keeps what is written.
    /// A backup that was being put in place when the program was killed is put there first. What a
    /// killed program left behind is settled.
    pub fn open(folder: &Path, keyring: &Vault, now: DateTime<Utc>) -> Books {
        match ledger::finish_restoring(folder, now) {
            Ok(_) => Books::open_what_is_there(folder, keyring).recovered(keyring, now),
            Err(error) => Books::locked(error),
        }
    }

    fn open_what_is_there(folder: &Path, keyring: &Vault) -> Books {
        match ledger::presence(folder) {
            Ok(Presence::Absent) => Books::begin(folder, keyring),
            Ok(Presence::Present { id }) => open_kept(folder, keyring, id),
            Ok(Presence::HeaderDamaged) => Books::locked(LedgerError::HeaderDamaged),
            Ok(Presence::HeaderMissing) => {
                Books::locked(LedgerError::Missing(ledger::Part::Header))
            }
            Ok(Presence::DatabaseMissing { .. }) => {
                Books::locked(LedgerError::Missing(ledger::Part::Database))
            }
            Err(error) => Books::locked(error),
        }
    }

    fn begin(folder: &Path, keyring: &Vault) -> Books {
        match make(folder, keyring) {
            Ok(ledger) => Books::Kept(Arc::new(ledger)),
            Err(problem) if is_of_the_keyring(&problem) => Books::for_this_run(problem),
            Err(problem) => Books::Locked(problem),
        }
    }

    fn for_this_run(problem: Problem) -> Books {
        match Ledger::for_this_run() {
            Ok(ledger) => Books::ForThisRun(Arc::new(ledger), problem),
            Err(error) => Books::locked(error),
        }
    }

    /// Tells a copy, and settles what a killed program left behind; a ledger that cannot do so is
    /// not worked with.
    fn recovered(self, keyring: &Vault, now: DateTime<Utc>) -> Books {
        let Ok(ledger) = self.ledger() else {
            return self;
        };
        let recovery = tell_copy(&ledger, keyring, now).and_then(|()| Ok(ledger.recover(now)?));
        match recovery {
            Err(problem) => Books::Locked(problem),
            Ok(_) => self,
        }
    }

    /// Whether no order may leave.
    pub fn pause(&self) -> Result<Option<Pause>, DeskError> {
        match self {
            Books::Kept(ledger) | Books::ForThisRun(ledger, _) => Ok(ledger.pause()?),
            Books::Locked(_) => Ok(None),
        }
    }

    /// Whether orders outlive the program.
    pub fn keep_orders(&self) -> Result<(), Problem> {
        match self {
            Books::ForThisRun(_, problem) => {
                Err(Problem::of(Code::OrdersNotKept, problem.detail.clone()))
            }
            Books::Kept(_) | Books::Locked(_) => Ok(()),
        }
    }

    fn locked(error: LedgerError) -> Books {
        Books::Locked(error.into())
    }
}

fn is_of_the_keyring(problem: &Problem) -> bool {
    let codes = [
        Code::NoKeyring,
        Code::KeyringLocked,
        Code::KeyringFailed,
        Code::SecretTooLong,
    ];
    codes.contains(&problem.code)
}

fn make(folder: &Path, keyring: &Vault) -> Result<Ledger, Problem> {
    keyring.probe()?;
    let (id, key) = (LedgerId::new(Uuid::new_v4()), LedgerKey::random()?);
    let slot = Slot::ledger_key(&id.to_string());
    let stored = keyring.store_bytes(&slot, key.as_bytes());
    let made = match stored {
        Ok(()) => Ledger::create(folder, id, &key).map_err(Problem::from),
        Err(error) => Err(error.into()),
    };
    made.inspect_err(|_| drop_unused_key(folder, keyring, id))
}

/// A key whose ledger did not come about opens nothing, and each try would leave one more.
fn drop_unused_key(folder: &Path, keyring: &Vault, id: LedgerId) {
    if matches!(ledger::presence(folder), Ok(Presence::Present { id: there }) if there == id) {
        return;
    }
    if let Err(error) = keyring.delete(&Slot::ledger_key(&id.to_string())) {
        let code = Problem::from(error).code;
        tracing::warn!(?code, "a key without a ledger stays in the keyring");
    }
}

fn open_kept(folder: &Path, keyring: &Vault, id: LedgerId) -> Books {
    match open_with_its_key(folder, keyring, id) {
        Ok(ledger) => Books::Kept(Arc::new(ledger)),
        Err(problem) => Books::Locked(problem),
    }
}

/// A locked keyring looks like one without the key, so it is probed before that is believed.
fn open_with_its_key(folder: &Path, keyring: &Vault, id: LedgerId) -> Result<Ledger, Problem> {
    let Some(bytes) = keyring.read_bytes(&Slot::ledger_key(&id.to_string()))? else {
        keyring.probe()?;
        return Err(Problem::of(
            Code::LedgerLocked,
            "the keyring does not hold its key",
        ));
    };
    let key = LedgerKey::from_bytes(&bytes)?;
    Ok(Ledger::open(folder, &key)?)
}

impl Desk {
    /// Opens the ledger if it is not open, and settles what a killed program left behind.
    pub(crate) async fn open_books(&self) -> Result<(), DeskError> {
        self.blocking(|desk| {
            let inner = desk.inner();
            let mut books = lock(&inner.books);
            // An open ledger may have orders on their way: only one just opened is recovered.
            if matches!(*books, Books::Locked(_)) {
                *books = Books::open(&inner.folder, &inner.keyring, inner.clock.now());
                desk.note_pause(books.pause()?);
            }
            Ok(())
        })
        .await
    }

    /// Tries the ledger once more, after the keyring was unlocked or the folder mended.
    ///
    /// # Errors
    /// The ledger opened but cannot be written.
    pub async fn open_ledger_again(&self) -> Result<DeskView, DeskError> {
        self.open_books().await?;
        self.ask_before_sending_what_waited().await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Puts a ledger that cannot be opened aside (nothing is deleted) and begins a new one.
    ///
    /// # Errors
    /// The ledger is open and needs no replacing, or the folder cannot be written.
    pub async fn start_new_ledger(&self) -> Result<DeskView, DeskError> {
        self.blocking(|desk| {
            let inner = desk.inner();
            let mut books = lock(&inner.books);
            if !matches!(*books, Books::Locked(_)) {
                return Err(DeskError::named(Code::WrongState, "the ledger is open"));
            }
            ledger::set_aside(&inner.folder, inner.clock.now())?;
            *books = Books::open(&inner.folder, &inner.keyring, inner.clock.now());
            desk.note_pause(books.pause()?);
            Ok(())
        })
        .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use ledger::Presence;
    use vault::{Vault, VaultError};

    use super::make;
    use crate::boundary::Code;

    #[test]
    fn a_ledger_that_cannot_be_made_leaves_no_key_behind() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("ledger.lock")).unwrap();
        let keyring = Vault::for_this_run();
        let problem = make(folder.path(), &keyring).unwrap_err();
        assert_eq!(problem.code, Code::LedgerFailed);
        assert_eq!(keyring.held(), 0);
        fs::remove_dir(folder.path().join("ledger.lock")).unwrap();
        make(folder.path(), &keyring).unwrap();
        assert_eq!(keyring.held(), 1, "the key of a ledger that was made stays");
    }

    #[test]
    fn a_key_that_cannot_be_read_back_is_not_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let (keyring, faults) = Vault::with_faults();
        // The probe writes, reads and deletes; then the key is written, and reading it back fails.
        faults.fail_after(4, VaultError::ReadBackDiffers);
        let problem = make(folder.path(), &keyring).unwrap_err();
        assert_eq!(problem.code, Code::KeyringFailed);
        assert_eq!(keyring.held(), 0);
        assert_eq!(ledger::presence(folder.path()), Ok(Presence::Absent));
    }
}
