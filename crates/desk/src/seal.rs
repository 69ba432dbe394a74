//! The seal that ledger and keyring share, by which a copy of the ledger is told.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Ledger, LedgerId, OrderDetail, Pause, Seal};
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinHandle;
use uuid::Uuid;
use vault::{Slot, Vault};

use crate::boundary::{Code, DeskEvent, DeskView, Problem};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::settlement::as_json;

/// An order this old when it leaves may stand in a copy that was made meanwhile. No ledger is
/// copied and opened again within so short a time.
const IN_NO_COPY: TimeDelta = TimeDelta::seconds(10);

/// A keyring answers within milliseconds unless it asks a person.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks whether an open ledger is the one this keyring knows, and lets a copy begin with its
/// outbox paused. From here on every copy made before is an older one.
pub(crate) fn tell_copy(
    ledger: &Ledger,
    keyring: &Vault,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let Some(id) = ledger.id() else { return Ok(()) };
    let known = known(keyring, id)?;
    if !ledger.bears(known)? {
        let cause = as_json(&Problem::of(Code::LedgerCopied, ""));
        let unknown = ledger.begin_as_copy(&cause, now)?;
        tracing::warn!(unknown, "the ledger is a copy or was put back");
    }
    seal_anew(ledger, keyring, id, known)
}

fn known(keyring: &Vault, id: LedgerId) -> Result<Option<Seal>, Problem> {
    let text = keyring.read(&Slot::ledger_seal(&id.to_string()))?;
    Ok(text.and_then(|text| text.expose_secret().parse().ok()))
}

/// A keyring that cannot be written is no reason to stop: the seal it knows holds on.
fn seal_anew(
    ledger: &Ledger,
    keyring: &Vault,
    id: LedgerId,
    known: Option<Seal>,
) -> Result<(), Problem> {
    let next = Seal::new(Uuid::new_v4());
    ledger.reseal(known, next)?;
    let text = SecretString::from(next.to_string());
    if let Err(error) = keyring.store(&Slot::ledger_seal(&id.to_string()), &text) {
        tracing::warn!(%error, "the ledger keeps the seal it had");
    } else if known.is_none() {
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

    /// An order leaves that waited: a copy that still holds it as waiting must not send it again.
    /// A keyring may ask a person something, so this goes on beside the sending.
    pub(crate) fn leave_copies_behind(&self, order: &OrderDetail) -> Option<JoinHandle<()>> {
        let ledger = self.ledger().ok()?;
        let clock = &self.inner().clock;
        if clock.is_recent(order.order.committed_at, IN_NO_COPY) {
            return None;
        }
        let desk = self.clone();
        Some(tokio::task::spawn_blocking(move || desk.seal_now(&ledger)))
    }

    fn seal_now(&self, ledger: &Arc<Ledger>) {
        let Some(id) = ledger.id() else { return };
        let keyring = &self.inner().keyring;
        let _one_by_one = lock(&self.inner().sealing);
        let sealed = known(keyring, id).and_then(|known| seal_anew(ledger, keyring, id, known));
        if let Err(problem) = sealed {
            tracing::warn!(code = ?problem.code, "the ledger keeps the seal it had");
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
