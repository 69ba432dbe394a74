//! The keyring as it was last found: asked seldom, because it may ask a person, and never for ever.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;
use vault::{Limits, Vault, VaultError};

use crate::boundary::{Code, DeskEvent, DeskView, KeepSecret, Problem, SecretKept};
use crate::connections::is_practice;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::station_file::Connection;

/// A keyring answers within milliseconds unless it asks a person; then the window says so. A person
/// who types a password in two minutes is not hurried.
const LIMITS: Limits = Limits {
    told_after: Duration::from_secs(1),
    ends_after: Duration::from_secs(120),
};

/// A keyring that ends its waits, and tells when one is long.
pub(crate) fn with_limits(
    keyring: Vault,
    events: tokio::sync::broadcast::Sender<DeskEvent>,
) -> Vault {
    // Nobody listening is no fault: the page asks when it is there again.
    keyring.within(LIMITS, move || drop(events.send(DeskEvent::StationChanged)))
}

/// Why the keyring need not be asked for anything else: the person would be asked once more for
/// what was just not given.
pub(crate) fn gives_nothing(code: Code) -> bool {
    [Code::NoKeyring, Code::KeyringLocked, Code::KeyringNoAnswer].contains(&code)
}

/// Whether a problem lies in the keyring, whatever else works.
pub(crate) fn is_of_the_keyring(code: Code) -> bool {
    gives_nothing(code) || [Code::KeyringFailed, Code::SecretTooLong].contains(&code)
}

/// What a secret that was not given is to be called.
const fn not_given(error: &VaultError) -> SecretKept {
    match error {
        VaultError::Locked { .. } => SecretKept::Locked,
        _ => SecretKept::Unreadable,
    }
}

/// What the keyring was last found to give.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Why it keeps nothing, as last proven.
    pub problem: Mutex<Option<Problem>>,
    /// Where the secrets of connections are.
    secrets: Mutex<HashMap<String, SecretKept>>,
}

impl Found {
    /// A connection is gone.
    pub fn forget(&self, connection: &str) {
        lock(&self.secrets).remove(connection);
    }
}

impl Desk {
    /// Tries the keyring once more, and with it a ledger that could not be opened.
    ///
    /// # Errors
    /// The ledger opened but cannot be written.
    pub async fn try_keyring_again(&self) -> Result<DeskView, DeskError> {
        self.inner().keyring.ask_anew();
        self.probe_keyring().await?;
        self.open_books().await?;
        self.look_at_secrets().await?;
        self.ask_where_secrets_were_missing();
        self.ask_before_sending_what_waited().await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Waits for the keyring no longer: whoever did is told that it does not answer.
    pub fn stop_waiting_for_keyring(&self) {
        self.inner().keyring.stop_waiting();
    }

    /// Proves that the keyring keeps what is written, or notes why not.
    pub(crate) async fn probe_keyring(&self) -> Result<(), DeskError> {
        self.blocking(|desk| {
            desk.note_keyring(desk.inner().keyring.probe().err().map(Into::into));
            Ok(())
        })
        .await
    }

    /// The keyring, or why it gives nothing as last found.
    pub(crate) fn keyring_now(&self) -> Result<&Vault, Problem> {
        let problem = lock(&self.inner().found.problem).clone();
        match problem {
            Some(problem) if gives_nothing(problem.code) => Err(problem),
            _ => Ok(&self.inner().keyring),
        }
    }

    /// Asks for every secret that is kept in the keyring, so that it is known which are there.
    pub(crate) async fn look_at_secrets(&self) -> Result<(), DeskError> {
        self.blocking(|desk| {
            let connections = lock(&desk.inner().station).connections.clone();
            let kept = connections.iter().filter(|one| in_keyring(one));
            for connection in kept {
                match desk.keyring_now() {
                    Ok(_) => drop(desk.secrets_in_vault(connection)),
                    Err(problem) if problem.code == Code::KeyringLocked => {
                        desk.note_secret(connection, SecretKept::Locked);
                    }
                    Err(_) => desk.note_secret(connection, SecretKept::Unreadable),
                }
            }
            Ok(())
        })
        .await
    }

    /// Where a connection's secret is, as last found.
    pub(crate) fn secret_kept(&self, connection: &Connection) -> SecretKept {
        if in_keyring(connection) {
            let seen = lock(&self.inner().found.secrets);
            return seen.get(&connection.id).copied().unwrap_or_default();
        }
        if is_practice(&connection.id) || self.is_held_for_this_run(connection) {
            SecretKept::ThisRun
        } else {
            SecretKept::Missing
        }
    }

    /// Notes how the reading of a connection's secret ended.
    pub(crate) fn note_reading<T>(
        &self,
        connection: &Connection,
        read: &Result<Option<T>, VaultError>,
    ) {
        if !in_keyring(connection) {
            return;
        }
        match read {
            Ok(Some(_)) => self.note_secret(connection, SecretKept::Keyring),
            Ok(None) => self.note_secret(connection, SecretKept::Missing),
            Err(error) => {
                self.note_secret(connection, not_given(error));
                let problem = Problem::from(error.clone());
                if gives_nothing(problem.code) {
                    self.note_keyring(Some(problem));
                }
            }
        }
    }

    pub(crate) fn note_secret(&self, connection: &Connection, kept: SecretKept) {
        let before = lock(&self.inner().found.secrets).insert(connection.id.clone(), kept);
        if before != Some(kept) {
            self.tell(DeskEvent::StationChanged);
        }
    }

    pub(crate) fn note_keyring(&self, problem: Option<Problem>) {
        let mut known = lock(&self.inner().found.problem);
        if *known != problem {
            *known = problem;
            self.tell(DeskEvent::StationChanged);
        }
    }

    /// Ways that were shut because the keyring gave nothing are tried again.
    fn ask_where_secrets_were_missing(&self) {
        let connections = lock(&self.inner().station).connections.clone();
        for connection in connections {
            let lane = self.inner().lanes.of(&connection.id);
            lane.gate().mended(is_of_the_keyring, Instant::now());
        }
    }
}

fn in_keyring(connection: &Connection) -> bool {
    connection.keep == KeepSecret::Keyring && !is_practice(&connection.id)
}
