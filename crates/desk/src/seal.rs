//! The seal that ledger and keyring share, by which a copy of the ledger is told.

use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Ledger, LedgerId, OrderDetail, Pause, Seal};
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{Slot, Vault};

use crate::boundary::{Code, DeskEvent, DeskView, Problem};
use crate::clock::Clock;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::keyring::{gives_nothing, is_of_the_keyring};
use crate::settlement::as_json;

/// How long a seal holds while orders are placed and leave: a keyring is not written for each of
/// them. A copy that was made within so short a time before the program was killed passes for the
/// ledger.
const HOLDS: TimeDelta = TimeDelta::seconds(10);

/// A keyring answers within milliseconds unless it asks a person.
const PATIENCE: Duration = Duration::from_secs(2);

/// As [`PATIENCE`], where the program ends: the system ends one that takes long.
const LAST_PATIENCE: Duration = Duration::from_secs(1);

/// When the ledger was sealed, and whether a copy made since is to be told from it.
#[derive(Debug, Default)]
pub(crate) struct Seals {
    /// The ledger is sealed anew by one at a time.
    turn: Mutex<()>,
    last: Mutex<Last>,
}

#[derive(Debug, Default)]
struct Last {
    at: Option<DateTime<Utc>>,
    /// Something happened since that a copy must not repeat.
    is_outdated: bool,
}

impl Seals {
    pub fn begin(&self, at: DateTime<Utc>) {
        *lock(&self.last) = Last {
            at: Some(at),
            is_outdated: false,
        };
    }

    fn outdate(&self) {
        lock(&self.last).is_outdated = true;
    }

    /// Whether it is time for the next one; whoever is told so makes it.
    fn take_turn(&self, clock: &Clock) -> bool {
        let mut last = lock(&self.last);
        let holds = last.at.is_some_and(|at| clock.is_recent(at, HOLDS));
        let due = last.is_outdated && !holds;
        if due {
            *last = Last {
                at: Some(clock.now()),
                is_outdated: false,
            };
        }
        due
    }
}

/// Looks whether an open ledger is the one this keyring knows, and lets a copy begin with its
/// outbox paused. From here on every copy made before is an older one.
pub(crate) fn tell_copy(
    ledger: &Ledger,
    keyring: &Vault,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let Some(id) = ledger.id() else { return Ok(()) };
    let known = known_for_certain(ledger, keyring, id)?;
    if !ledger.bears(known)? {
        let cause = as_json(&Problem::of(Code::LedgerCopied, ""));
        let unknown = ledger.begin_as_copy(&cause, now)?;
        tracing::warn!(unknown, "the ledger is a copy or was put back");
    }
    match seal_anew(ledger, keyring, id, known) {
        // No reason to stop: the seal that the keyring knows holds on.
        Err(problem) if is_of_the_keyring(problem.code) => {
            tracing::warn!(code = ?problem.code, "the ledger keeps the seal it had");
            Ok(())
        }
        sealed => sealed,
    }
}

/// A locked keyring looks like one without the seal, so it is probed before that is believed of a
/// ledger that has one.
fn known_for_certain(
    ledger: &Ledger,
    keyring: &Vault,
    id: LedgerId,
) -> Result<Option<Seal>, Problem> {
    let found = known(keyring, id)?;
    if found.is_some() || ledger.bears(None)? {
        return Ok(found);
    }
    keyring.probe()?;
    known(keyring, id)
}

fn known(keyring: &Vault, id: LedgerId) -> Result<Option<Seal>, Problem> {
    let text = keyring.read(&Slot::ledger_seal(&id.to_string()))?;
    Ok(text.and_then(|text| text.expose_secret().parse().ok()))
}

/// If the keyring cannot be written, the seal it knows holds on.
fn seal_anew(
    ledger: &Ledger,
    keyring: &Vault,
    id: LedgerId,
    known: Option<Seal>,
) -> Result<(), Problem> {
    let next = Seal::new(Uuid::new_v4());
    ledger.reseal(known, next)?;
    let text = SecretString::from(next.to_string());
    keyring.store(&Slot::ledger_seal(&id.to_string()), &text)?;
    if known.is_none() {
        // The keyring has one now: not to know it is from here on the mark of a copy.
        ledger.reseal(Some(next), next)?;
    }
    Ok(())
}

impl Desk {
    /// No order leaves before the operator has looked.
    pub(crate) fn is_paused(&self) -> bool {
        lock(&self.inner().paused).is_some()
    }

    /// Who paused the outbox by hand, if somebody did.
    pub(crate) fn paused_by(&self) -> Option<String> {
        lock(&self.inner().paused).as_ref()?.by.clone()
    }

    pub(crate) fn note_pause(&self, pause: Option<Pause>) {
        *lock(&self.inner().paused) = pause;
    }

    /// Lets no order leave until [`Desk::resume_outbox`], also after the program was closed. What is
    /// on its way by now is not called back.
    ///
    /// # Errors
    /// The ledger cannot be written; orders leave then as before.
    pub async fn pause_outbox(&self) -> Result<DeskView, DeskError> {
        self.blocking(|desk| {
            let ledger = desk.ledger()?;
            ledger.pause_by_hand(&desk.stamp())?;
            desk.note_pause(ledger.pause()?);
            Ok(())
        })
        .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Lets orders leave again, after a pause or after the operator has looked through those that
    /// may have been sent since this ledger was copied.
    ///
    /// # Errors
    /// The ledger cannot be written; nothing leaves then.
    pub async fn resume_outbox(&self) -> Result<DeskView, DeskError> {
        self.blocking(|desk| {
            desk.ledger()?.resume()?;
            desk.note_pause(None);
            Ok(())
        })
        .await?;
        self.ask_before_sending_what_waited().await?;
        self.inner().look.notify_one();
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// An order leaves: a copy that still holds it, or the form it was made of, must not send it
    /// again. One that waited is as old as many a copy, and the sealing is to be waited for. A
    /// keyring may ask a person something, so this goes on beside the sending.
    pub(crate) fn leave_copies_behind(&self, order: &OrderDetail) -> Option<JoinHandle<()>> {
        let (seals, clock) = (&self.inner().seals, &self.inner().clock);
        if clock.is_recent(order.order.committed_at, HOLDS) {
            self.outdate_copies();
            return None;
        }
        seals.begin(clock.now());
        self.seal_in_background()
    }

    /// Something happened that a copy made before must not repeat.
    pub(crate) fn outdate_copies(&self) {
        self.inner().seals.outdate();
        self.seal_if_due();
    }

    /// Seals the ledger anew, beside everything else, if something happened since it was sealed a
    /// while ago.
    pub(crate) fn seal_if_due(&self) {
        let inner = self.inner();
        if self.keyring_now().is_ok() && inner.seals.take_turn(&inner.clock) {
            drop(self.seal_in_background());
        }
    }

    fn seal_in_background(&self) -> Option<JoinHandle<()>> {
        let ledger = self.ledger().ok()?;
        let desk = self.clone();
        Some(tokio::task::spawn_blocking(move || desk.seal_now(&ledger)))
    }

    fn seal_now(&self, ledger: &Ledger) {
        let Some(id) = ledger.id() else { return };
        let keyring = &self.inner().keyring;
        let _one_by_one = lock(&self.inner().seals.turn);
        let sealed = known_for_certain(ledger, keyring, id)
            .and_then(|known| seal_anew(ledger, keyring, id, known));
        if let Err(problem) = sealed {
            tracing::warn!(code = ?problem.code, "the ledger keeps the seal it had");
            self.inner().seals.outdate();
            // It is not asked each time for what it just did not give.
            if gives_nothing(problem.code) {
                self.note_keyring(Some(problem));
            }
        }
    }

    /// Seals the ledger once more before it is closed: every copy made while the program ran is an
    /// older one then. The program ends all the same where the keyring takes long.
    pub(crate) fn seal_at_the_end(&self) {
        let (Ok(ledger), Ok(keyring)) = (self.ledger(), self.keyring_now()) else {
            return;
        };
        let (desk, (done, ended)) = (self.clone(), mpsc::channel::<()>());
        std::thread::spawn(move || {
            desk.seal_without_asking(&ledger);
            drop(ledger);
            drop(done);
        });
        if ended.recv_timeout(LAST_PATIENCE) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the keyring takes long to be written");
            keyring.stop_waiting();
        }
    }

    /// A keyring that was locked meanwhile would ask a person who is about to leave.
    fn seal_without_asking(&self, ledger: &Ledger) {
        let known = ledger.id().map(|id| known(&self.inner().keyring, id));
        if matches!(known, Some(Ok(Some(_)))) {
            self.seal_now(ledger);
        }
    }
}

/// Waits for a sealing, but not for a person.
pub(crate) async fn sealed(sealing: Option<JoinHandle<()>>) {
    if let Some(sealing) = sealing
        && tokio::time::timeout(PATIENCE, sealing).await.is_err()
    {
        tracing::warn!("the keyring takes long to be written");
    }
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use ledger::{Ledger, LedgerId, LedgerKey};
    use uuid::Uuid;
    use vault::{Slot, Vault, VaultError};

    use super::{known, known_for_certain, seal_anew, tell_copy};
    use crate::boundary::Code;

    #[test]
    fn a_keyring_that_is_locked_and_says_there_is_no_seal_takes_none_from_the_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let (keyring, faults) = Vault::with_faults();
        let id = LedgerId::new(Uuid::from_u128(1));
        let key = LedgerKey::random().unwrap();
        let ledger = Ledger::create(folder.path(), id, &key).unwrap();
        tell_copy(&ledger, &keyring, Utc::now()).unwrap();
        let slot = Slot::ledger_seal(&id.to_string());
        let (seal, kept) = (known(&keyring, id).unwrap(), keyring.read(&slot).unwrap());
        keyring.delete(&slot).unwrap();
        let locked = VaultError::Locked {
            reason: "by a test".to_owned(),
        };
        // The seal is looked for, and what is written to probe the keyring is not read back.
        faults.fail_after(2, locked);
        let problem = tell_copy(&ledger, &keyring, Utc::now()).unwrap_err();
        assert_eq!(problem.code, Code::KeyringLocked);
        keyring.store(&slot, &kept.unwrap()).unwrap();
        assert!(ledger.bears(seal).unwrap() && ledger.pause().unwrap().is_none());
    }

    #[test]
    fn a_keyring_that_certainly_lost_the_seal_gets_another() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Vault::for_this_run();
        let id = LedgerId::new(Uuid::from_u128(1));
        let key = LedgerKey::random().unwrap();
        let ledger = Ledger::create(folder.path(), id, &key).unwrap();
        tell_copy(&ledger, &keyring, Utc::now()).unwrap();
        let slot = Slot::ledger_seal(&id.to_string());
        keyring.delete(&slot).unwrap();
        let lost = known_for_certain(&ledger, &keyring, id).unwrap();
        seal_anew(&ledger, &keyring, id, lost).unwrap();
        assert!(ledger.bears(known(&keyring, id).unwrap()).unwrap());
        assert!(!ledger.bears(None).unwrap());
    }
}
