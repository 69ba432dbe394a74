//! Opening the desk: first what a window needs, then what the keyring guards.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

use crate::books::Books;
use crate::boundary::DeskEvent;
use crate::desk::{self, Desk, DeskOptions, in_background, lock};
use crate::error::DeskError;

/// How far the opening is.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    /// What is kept was opened, or it is known why not.
    pub done: watch::Sender<bool>,
    /// The ledger is opened by one at a time.
    pub turn: Mutex<()>,
    /// A ledger is made of a backup.
    restoring: AtomicBool,
}

impl Opening {
    /// A ledger is made of a backup until this is dropped.
    pub fn begin_restoring(&self) -> Restoring<'_> {
        self.restoring.store(true, Ordering::SeqCst);
        Restoring(&self.restoring)
    }

    /// Erases what a program that was killed left of a ledger it made of a backup: no deletion would
    /// reach the persons in it. To be called when the ledger is open, by its only writer.
    pub fn clear_unfinished(&self, folder: &Path) {
        if self.restoring.load(Ordering::SeqCst) {
            return;
        }
        if let Err(error) = ledger::abandon(folder) {
            tracing::warn!(
                code = error.code(),
                "a ledger that was not restored is left"
            );
        }
    }
}

/// A ledger is made of a backup.
pub(crate) struct Restoring<'a>(&'a AtomicBool);

impl Drop for Restoring<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

impl Desk {
    /// Opens the desk whole: [`Desk::begin`] and then [`Desk::open_what_is_kept`].
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn open(options: DeskOptions) -> Result<Desk, DeskError> {
        let desk = Desk::begin(options).await?;
        desk.open_what_is_kept().await;
        Ok(desk)
    }

    /// Begins the desk with what no keyring is needed for: it reads the station's file. A window
    /// can be shown from here on.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn begin(options: DeskOptions) -> Result<Desk, DeskError> {
        in_background(move || desk::begin(options)).await?
    }

    /// Opens or makes the ledger, settles what a killed program left behind, and begins to send
    /// what waits; to be called once. The keyring may ask a person, so this can take long. A
    /// ledger that cannot be opened is told in [`Desk::state`].
    pub async fn open_what_is_kept(&self) {
        if let Err(error) = self.open_in_order().await {
            *lock(&self.inner().books) = Books::Locked(error.into());
        }
        tokio::spawn(crate::outbox::look_after(self.downgraded()));
        self.inner().opening.done.send_replace(true);
        self.tell(DeskEvent::StationChanged);
    }

    async fn open_in_order(&self) -> Result<(), DeskError> {
        self.probe_keyring().await?;
        self.open_books().await?;
        self.look_at_secrets().await?;
        self.forget_old_originals().await;
        self.erase_at_the_start().await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;

    #[test]
    fn what_is_being_made_of_a_backup_is_not_taken_for_what_a_kill_left() {
        let folder = tempfile::tempdir().unwrap();
        let making = folder.path().join("restoring");
        std::fs::create_dir(&making).unwrap();
        let opening = Opening::default();
        let restoring = opening.begin_restoring();
        opening.clear_unfinished(folder.path());
        assert!(making.exists());
        drop(restoring);
        opening.clear_unfinished(folder.path());
        assert!(!making.exists());
    }
}
