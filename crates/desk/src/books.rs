//! The ledger as the desk holds it: kept, for this run only, or locked.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use ledger::{Ledger, LedgerError, LedgerId, LedgerKey, Pause, Presence};
use uuid::Uuid;
use vault::{Slot, Vault};

use crate::boundary::{Code, DeskEvent, DeskView, LedgerView, Problem};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::keyring::is_of_the_keyring;
use crate::seal::tell_copy;

/// How the ledger stands.
#[derive(Debug, Default)]
pub(crate) enum Books {
    #[default]
    Opening,
    Kept(Arc<Ledger>),
    ForThisRun(ThisRun),
    Locked(Problem),
}

/// A ledger in memory.
#[derive(Debug)]
pub(crate) struct ThisRun {
    pub ledger: Arc<Ledger>,
    /// Why it is not kept.
    problem: Problem,
    /// Whether there is another one on disk.
    beside_kept: bool,
}

impl Books {
    pub fn ledger(&self) -> Result<Arc<Ledger>, DeskError> {
        match self {
            Books::Kept(ledger) | Books::ForThisRun(ThisRun { ledger, .. }) => {
                Ok(Arc::clone(ledger))
            }
            Books::Opening => Err(DeskError::named(Code::LedgerLocked, "not opened yet")),
            Books::Locked(problem) => Err(problem.clone().into()),
        }
    }

    pub fn view(&self) -> LedgerView {
        match self {
            Books::Opening => LedgerView::Opening,
            Books::Kept(_) => LedgerView::Kept,
            Books::ForThisRun(this_run) => LedgerView::ForThisRun {
                problem: this_run.problem.clone(),
                beside_kept: this_run.beside_kept,
            },
            Books::Locked(problem) => LedgerView::Locked {
                problem: problem.clone(),
            },
        }
    }

    /// Opens the ledger in a folder, or makes one where there is none. A key is made only when no
    /// ledger exists and the keyring proved that it keeps what is written.
    /// A backup that was being put in place when the program was killed is put there first. What a
    /// killed program left behind is settled. A keyring that gives nothing is not asked.
    pub fn open(folder: &Path, keyring: Result<&Vault, Problem>, now: DateTime<Utc>) -> Books {
        match (ledger::finish_restoring(folder, now), keyring) {
            (Ok(_), Ok(keyring)) => {
                Books::open_what_is_there(folder, keyring).recovered(keyring, now)
            }
            (Ok(_), Err(problem)) => Books::without_a_keyring(folder, problem),
            (Err(error), _) => Books::locked(error),
        }
    }

    fn without_a_keyring(folder: &Path, problem: Problem) -> Books {
        match ledger::presence(folder) {
            Ok(Presence::Absent) => Books::for_this_run(problem, false),
            Ok(Presence::Present { .. }) => Books::Locked(problem),
            other => Books::not_whole(other),
        }
    }

    fn open_what_is_there(folder: &Path, keyring: &Vault) -> Books {
        match ledger::presence(folder) {
            Ok(Presence::Absent) => Books::begin(folder, keyring),
            Ok(Presence::Present { id }) => open_kept(folder, keyring, id),
            other => Books::not_whole(other),
        }
    }

    fn not_whole(presence: Result<Presence, LedgerError>) -> Books {
        let missing = |part| Books::locked(LedgerError::Missing(part));
        match presence {
            Ok(Presence::HeaderDamaged) => Books::locked(LedgerError::HeaderDamaged),
            Ok(Presence::HeaderMissing) => missing(ledger::Part::Header),
            Ok(Presence::DatabaseMissing { .. }) => missing(ledger::Part::Database),
            Ok(Presence::Absent | Presence::Present { .. }) => Books::Opening,
            Err(error) => Books::locked(error),
        }
    }

    fn begin(folder: &Path, keyring: &Vault) -> Books {
        match make(folder, keyring) {
            Ok(ledger) => Books::Kept(Arc::new(ledger)),
            Err(problem) if is_of_the_keyring(problem.code) => Books::for_this_run(problem, false),
            Err(problem) => Books::Locked(problem),
        }
    }

    fn for_this_run(problem: Problem, beside_kept: bool) -> Books {
        match Ledger::for_this_run() {
            Ok(ledger) => Books::ForThisRun(ThisRun {
                ledger: Arc::new(ledger),
                problem,
                beside_kept,
            }),
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
            Books::Kept(ledger) => Ok(ledger.pause()?),
            Books::Opening | Books::ForThisRun(_) | Books::Locked(_) => Ok(None),
        }
    }

    /// Whether orders outlive the program.
    pub fn keep_orders(&self) -> Result<(), Problem> {
        match self {
            Books::ForThisRun(ThisRun { problem, .. }) => {
                Err(Problem::of(Code::OrdersNotKept, problem.detail.clone()))
            }
            Books::Opening | Books::Kept(_) | Books::Locked(_) => Ok(()),
        }
    }

    fn locked(error: LedgerError) -> Books {
        Books::Locked(error.into())
    }
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
    /// Lets go of the ledger and waits, for so long at most, until all others have. Says whether it
    /// is closed.
    pub(crate) fn let_go_of_books(&self, most: Duration) -> bool {
        let books = std::mem::take(&mut *lock(&self.inner().books));
        let closed = books.ledger().map(|ledger| ledger.closed());
        drop(books);
        closed.map_or(true, |closed| closed.wait(most))
    }

    /// Opens the ledger if it is not open, and settles what a killed program left behind.
    pub(crate) async fn open_books(&self) -> Result<(), DeskError> {
        self.blocking(|desk| {
            let _one_by_one = lock(&desk.inner().opening.turn);
            // An open ledger may have orders on their way: only one just opened is recovered.
            match *lock(&desk.inner().books) {
                Books::Kept(_) | Books::ForThisRun(_) => return Ok(()),
                Books::Opening | Books::Locked(_) => {}
            }
            desk.open_books_now()
        })
        .await
    }

    /// Opens what the folder holds. Whoever looks meanwhile sees how the ledger stood before: the
    /// keyring may take long.
    pub(crate) fn open_books_now(&self) -> Result<(), DeskError> {
        let inner = self.inner();
        let books = Books::open(&inner.folder, self.keyring_now(), inner.clock.now());
        self.note_pause(books.pause()?);
        inner.seals.begin(inner.clock.now());
        if matches!(books, Books::Kept(_)) {
            inner.opening.clear_unfinished(&inner.folder);
        }
        *lock(&inner.books) = books;
        Ok(())
    }

    /// Tries the ledger once more, after the keyring was unlocked or the folder mended.
    ///
    /// # Errors
    /// The ledger opened but cannot be written.
    pub async fn open_ledger_again(&self) -> Result<DeskView, DeskError> {
        self.try_keyring_again().await
    }

    /// Puts a ledger that cannot be opened aside (nothing is deleted) and begins a new one.
    ///
    /// # Errors
    /// The ledger is open and needs no replacing, or the folder cannot be written.
    pub async fn start_new_ledger(&self) -> Result<DeskView, DeskError> {
        // It may have been unlocked since it was asked last.
        self.probe_keyring().await?;
        self.blocking(|desk| {
            let inner = desk.inner();
            let _one_by_one = lock(&inner.opening.turn);
            desk.why_locked()?;
            ledger::set_aside(&inner.folder, inner.clock.now())?;
            desk.open_books_now()
        })
        .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Begins to work at the practice office with a ledger in memory, where the keyring does not
    /// give the key of the one on disk, which stays as it is.
    ///
    /// # Errors
    /// The ledger is open, or is locked for another reason than the keyring; the practice office
    /// did not start.
    pub async fn practise_for_this_run(&self) -> Result<DeskView, DeskError> {
        if self.inner().practice.is_none() {
            return Err(DeskError::named(Code::PracticeFailed, ""));
        }
        self.blocking(|desk| {
            let _one_by_one = lock(&desk.inner().opening.turn);
            let problem = desk.why_locked()?;
            if !is_of_the_keyring(problem.code) {
                return Err(problem.into());
            }
            *lock(&desk.inner().books) = Books::for_this_run(problem, true);
            Ok(())
        })
        .await?;
        self.choose_practice().await
    }

    fn why_locked(&self) -> Result<Problem, DeskError> {
        match &*lock(&self.inner().books) {
            Books::Locked(problem) => Ok(problem.clone()),
            _ => Err(DeskError::named(Code::WrongState, "the ledger is open")),
        }
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
