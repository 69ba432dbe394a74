//! Backups: the ledger as one file, and a ledger made of such a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use ledger::{
    BackedUp, BackupNote, Ledger, LedgerError, LedgerId, LedgerKey, Part, Passphrase, Pause,
    Presence, Restored,
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Slot;

use crate::boundary::{BackedUpView, Code, DeskEvent, Problem, RestoredView, TypedPassphrase};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::settlement::as_json;
use crate::station_file::{Connection, StationFile, TemplateMemory};

/// What lets go of a ledger does so within moments: the longest is the writing of one order.
const PATIENCE: Duration = Duration::from_secs(10);

/// What goes along with the ledger: nothing of it is secret.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Enclosed {
    connections: Vec<Connection>,
    templates: BTreeMap<String, BTreeMap<String, TemplateMemory>>,
}

impl Desk {
    /// Writes the ledger into a file that a passphrase opens, with the connections but not their
    /// secrets. A ledger that cannot be written, because its disk is full, can be backed up all the
    /// same: it then does not list the file.
    ///
    /// # Errors
    /// The passphrase is too short, the ledger ends with the program, or the file cannot be
    /// written; there is no file then.
    pub async fn back_up(
        &self,
        file: PathBuf,
        passphrase: TypedPassphrase,
    ) -> Result<BackedUpView, DeskError> {
        self.blocking(move |desk| {
            let passphrase = Passphrase::new(passphrase.0.expose_secret())?;
            let (by, station) = desk.author();
            let note = BackupNote {
                at: desk.inner().clock.now(),
                by,
                station,
                enclosed: enclosed(&lock(&desk.inner().station))?,
            };
            let written = desk.ledger()?.back_up(&file, &passphrase, &note);
            let BackedUp { orders, unlisted } = written.map_err(unwritable)?;
            if let Some(why) = &unlisted {
                tracing::warn!(?why, "a backup is not in the list of files");
            }
            let listed = unlisted.is_none();
            Ok(BackedUpView { orders, listed })
        })
        .await
    }

    /// Puts the ledger of a backup in the place of the one that is here, which is set aside. It
    /// begins with its outbox paused, and every order that was not finished is of unknown outcome.
    ///
    /// # Errors
    /// The passphrase is another one, the file is no backup, the keyring keeps no key, the folder
    /// cannot be written, or how an order ended cannot be written down; the ledger that was here
    /// stays then.
    pub async fn restore(
        &self,
        file: PathBuf,
        passphrase: TypedPassphrase,
    ) -> Result<RestoredView, DeskError> {
        let _under_way = self.inner().opening.begin_restoring();
        let restored = self.blocking(move |desk| desk.make_of(&file, &passphrase));
        let restored = restored.await?;
        let _turn = self.inner().counter.lock().await;
        let placed = self.put_in_place().await;
        let aside = placed.inspect_err(|_| drop(ledger::abandon(&self.inner().folder)))?;
        let connections = self.take_over(&restored.note.enclosed);
        self.forget_pictures();
        // A form that was ordered since the backup is a form again.
        lock(&self.inner().placed).clear();
        self.tell(DeskEvent::StationChanged);
        connections?;
        self.look_at_secrets().await?;
        Ok(RestoredView {
            made_at: restored.note.at,
            by: restored.note.by,
            station: restored.note.station,
            unknown: restored.unknown,
            set_aside: aside.map(|folder| folder.display().to_string()),
        })
    }

    /// Makes the ledger beside the present one, with a key of its own: the present one's stays in
    /// the keyring, so that it can be opened again.
    fn make_of(&self, file: &Path, passphrase: &TypedPassphrase) -> Result<Restored, DeskError> {
        let (inner, now) = (self.inner(), self.inner().clock.now());
        inner.keyring.probe()?;
        self.note_keyring(None);
        let (id, key) = (LedgerId::new(Uuid::new_v4()), LedgerKey::random()?);
        let passphrase = Passphrase::typed(passphrase.0.expose_secret());
        let cause = as_json(&Problem::of(Code::LedgerCopied, ""));
        let backup = (file, &passphrase);
        let made = ledger::restore(&inner.folder, backup, (id, &key), (&cause, now));
        let made = made.map_err(DeskError::from).and_then(|restored| {
            let slot = Slot::ledger_key(&id.to_string());
            inner.keyring.store_bytes(&slot, key.as_bytes())?;
            Ok(restored)
        });
        made.inspect_err(|_| drop(ledger::abandon(&inner.folder)))
    }

    /// Nothing leaves meanwhile, and what is on its way is waited for and written down.
    async fn put_in_place(&self) -> Result<Option<PathBuf>, DeskError> {
        let paused = lock(&self.inner().paused).clone();
        self.note_pause(Some(Pause {
            at: self.inner().clock.now(),
            by: None,
        }));
        self.inner().in_flight.until_empty().await;
        if let Err(unwritten) = self.must_be_written_down().await {
            self.note_pause(paused);
            return Err(unwritten);
        }
        let placed = self.blocking(|desk| {
            desk.close_books()?;
            let aside = desk.open_restored()?;
            if let Some(aside) = &aside {
                desk.leave_no_originals_in(aside);
            }
            Ok(aside)
        });
        let placed = placed.await;
        if placed.is_err() {
            self.open_books().await?;
        }
        placed
    }

    /// Nobody looks after what is set aside: pictures as they were taken must not stay there. Those of
    /// a ledger that cannot be opened do.
    fn leave_no_originals_in(&self, aside: &Path) {
        let erased = self.opened_aside(aside).and_then(|ledger| {
            let erased = ledger.forget_originals_before(DateTime::<Utc>::MAX_UTC);
            Ok(erased?)
        });
        if let Err(error) = erased {
            let code = Problem::from(error).code;
            tracing::warn!(?code, "originals are set aside with their ledger");
        }
    }

    fn opened_aside(&self, folder: &Path) -> Result<Ledger, DeskError> {
        let missing = || DeskError::from(LedgerError::Missing(Part::Header));
        let Presence::Present { id } = ledger::presence(folder)? else {
            return Err(missing());
        };
        let key = self
            .inner()
            .keyring
            .read_bytes(&Slot::ledger_key(&id.to_string()))?;
        let key = LedgerKey::from_bytes(&key.ok_or_else(missing)?)?;
        Ok(Ledger::open(folder, &key)?)
    }

    /// Lets go of the ledger that is open, if one is.
    fn close_books(&self) -> Result<(), DeskError> {
        if self.let_go_of_books(PATIENCE) {
            return Ok(());
        }
        Err(DeskError::named(Code::LedgerBusy, ""))
    }

    /// An answer that is not written down would go with the ledger that is set aside.
    async fn must_be_written_down(&self) -> Result<(), DeskError> {
        match self.write_down_again().await.as_slice() {
            [] => Ok(()),
            [first, ..] => Err(DeskError::named(Code::EndNotWritten, &first.person)),
        }
    }

    /// What was begun and cannot be ended now goes on when the ledger is opened next.
    fn open_restored(&self) -> Result<Option<PathBuf>, DeskError> {
        let (inner, now) = (self.inner(), self.inner().clock.now());
        let _one_by_one = lock(&inner.opening.turn);
        ledger::decide(&inner.folder)?;
        let aside = match ledger::finish_restoring(&inner.folder, now) {
            Err(error @ LedgerError::InUse { .. }) => {
                ledger::undecide(&inner.folder)?;
                return Err(error.into());
            }
            placed => placed?,
        };
        self.open_books_now()?;
        Ok(aside)
    }

    /// The connections of the backup that are not here; those that are stay as they are.
    fn take_over(&self, enclosed: &str) -> Result<(), DeskError> {
        // One of a later version brings the ledger all the same.
        let enclosed: Enclosed = serde_json::from_str(enclosed).unwrap_or_default();
        self.change_station(|station| {
            for connection in enclosed.connections {
                if station.connection(&connection.id).is_err() {
                    station.connections.push(connection);
                }
            }
            for (connection, memory) in enclosed.templates {
                station.templates.entry(connection).or_insert(memory);
            }
            let first = station.connections.first().map(|it| it.id.clone());
            station.current = station.current.take().or(first);
        })
    }
}

fn enclosed(station: &StationFile) -> Result<String, DeskError> {
    let enclosed = Enclosed {
        connections: station.connections.clone(),
        templates: station.templates.clone(),
    };
    serde_json::to_string(&enclosed)
        .map_err(|error| DeskError::named(Code::LedgerFailed, error.to_string()))
}

/// It is the place of the file that cannot be written, not the ledger.
fn unwritable(error: LedgerError) -> DeskError {
    match error {
        LedgerError::ReadOnly | LedgerError::Io(_) => {
            DeskError::named(Code::FileUnwritable, error.to_string())
        }
        other => other.into(),
    }
}
