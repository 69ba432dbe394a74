//! The outbox: orders that have not left go by themselves once the service answers again.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use issuing::IssuingError;
use ledger::OrderId;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::boundary::{Code, Problem};
use crate::delivery::no_later;
use crate::desk::{Desk, Inner, lock};
use crate::error::DeskError;
use crate::gate::Gate;
use crate::lane::Lane;

/// The pause between two good answers that open a way: long enough for a network that comes and
/// goes to go again.
const BETWEEN_ANSWERS: Duration = Duration::from_secs(1);

/// Nothing is looked at more often than this.
const BREATH: Duration = Duration::from_millis(50);

/// Looks after the waiting orders, and what is to be erased, until the desk is gone.
pub(crate) async fn look_after(desk: Weak<Inner>) {
    while let Some(at_work) = desk.upgrade().map(Desk::from) {
        at_work.write_down_what_ended().await;
        at_work.look_at_every_lane();
        at_work.forget_old_originals().await;
        at_work.clear_unmade_exports().await;
        at_work.erase_on_a_new_day().await;
        at_work.finish_erasing().await;
        at_work.seal_if_due();
        let (look, next) = next_look(at_work.inner());
        drop(at_work);
        // Woken before its time or not, the next look is the same.
        drop(tokio::time::timeout_at(next, look.notified()).await);
    }
}

/// What ends the wait early, and when it ends. Nothing of the desk is held meanwhile.
fn next_look(desk: &Inner) -> (Arc<Notify>, Instant) {
    (Arc::clone(&desk.look), Instant::now() + desk.outbox_pause)
}

/// Looks after the waiting orders of one connection, until it or the desk is gone.
async fn keep(desk: Weak<Inner>, connection: String, lane: Arc<Lane>) {
    while let Some(at_work) = desk.upgrade().map(Desk::from) {
        if !at_work.still_has(&connection, &lane) {
            return;
        }
        // Nothing is asked or sent behind an order whose end is not written down.
        at_work.write_down_what_ended().await;
        if let Err(error) = at_work.send_waiting_of(&connection, &lane).await {
            at_work.note_reach(&connection, Some(&error.into()));
        }
        let pause = Instant::now() + at_work.inner().outbox_pause;
        let due = lane.gate().next_question(at_work.inner().clock.now());
        drop(at_work);
        let next = due.map_or(pause, |due| due.max(Instant::now() + BREATH).min(pause));
        drop(tokio::time::timeout_at(next, lane.look.notified()).await);
    }
}

impl Desk {
    /// What is left from the last run is sent only after the service has answered. A connection that
    /// has to be mended is not asked: it was not mended by this.
    pub(crate) async fn ask_before_sending_what_waited(&self) -> Result<(), DeskError> {
        let connections = lock(&self.inner().station).connections.clone();
        for connection in connections {
            if self
                .next_to_send(&connection.id, Vec::new())
                .await?
                .is_some()
            {
                let lane = self.inner().lanes.of(&connection.id);
                lane.gate().ask_unless_shut(Instant::now());
            }
        }
        Ok(())
    }

    /// A service that did not take an order of the last run asked all of them to wait.
    pub(crate) async fn rest_as_long_as_asked(&self) -> Result<(), DeskError> {
        let connections = lock(&self.inner().station).connections.clone();
        let now = self.inner().clock.now();
        for connection in connections {
            let id = connection.id.clone();
            let asked = self.blocking(move |desk| match desk.ledger() {
                Ok(ledger) => Ok(ledger.longest_wait(&id)?),
                Err(_) => Ok(None),
            });
            if let Some(until) = asked.await?.filter(|until| *until > now) {
                let lane = self.inner().lanes.of(&connection.id);
                lane.gate().rest(now, until);
            }
        }
        Ok(())
    }

    /// Each connection has somebody of its own: a long queue, a slow answer or trouble of one holds
    /// up no other.
    fn look_at_every_lane(&self) {
        let connections = lock(&self.inner().station).connections.clone();
        for connection in connections {
            let lane = self.inner().lanes.of(&connection.id);
            lane.look.notify_one();
            if !lane.is_kept() {
                let keeper = keep(self.downgraded(), connection.id, Arc::clone(&lane));
                lane.is_kept_by(tokio::spawn(keeper));
            }
        }
    }

    fn still_has(&self, connection: &str, lane: &Arc<Lane>) -> bool {
        let known = lock(&self.inner().station).connection(connection).is_ok();
        known && self.inner().lanes.has(connection, lane)
    }

    /// Asks, where something had happened on the way, and sends while the way is open.
    async fn send_waiting_of(&self, connection: &str, lane: &Lane) -> Result<(), DeskError> {
        let due = lane.gate().is_due(Instant::now(), self.inner().clock.now());
        if due {
            self.ask(connection, lane).await;
        }
        if lane.gate().is_open(self.inner().clock.now()) {
            self.resolve_unknown(connection, lane).await?;
        }
        let mut unreadable = Vec::new();
        while !self.is_closing()
            && !self.is_paused()
            && lane.gate().is_open(self.inner().clock.now())
        {
            let Some(order) = self.next_to_send(connection, unreadable.clone()).await? else {
                break;
            };
            match self.send_and_wait(order).await {
                // Of a long queue nothing waits for the end of it to be erased.
                Ok(true) => self.finish_erasing().await,
                Err(error) if is_of_one_order(&error) => unreadable.push(order),
                Ok(false) | Err(_) => break,
            }
        }
        Ok(())
    }

    /// The computer has a network again: whatever stopped is asked at once, without its rest, but
    /// for a service that asked to wait.
    pub fn network_came_back(&self) {
        self.inner().lanes.hurry(Instant::now());
        self.inner().look.notify_one();
    }

    /// The operator wants it now: asks as often as it takes to know, without resting, unless the
    /// service itself asked to wait.
    pub(crate) async fn ask_now(&self, connection: &str, lane: &Lane) {
        let open = lane.gate().is_open(self.inner().clock.now());
        if open || matches!(*lane.gate(), Gate::Resting { .. }) {
            return;
        }
        lane.gate().ask(Instant::now());
        let now = self.inner().clock.now();
        if !lane.gate().is_due(Instant::now(), now) {
            return;
        }
        while self.ask(connection, lane).await && matches!(*lane.gate(), Gate::Asking { .. }) {
            tokio::time::sleep(self.between_answers()).await;
        }
    }

    /// One harmless question; says whether it was answered well.
    async fn ask(&self, connection: &str, lane: &Lane) -> bool {
        let (answer, until) = match self.service(connection).await {
            Ok(service) => {
                let probed = service.probe().await;
                let until = probed.as_ref().err().and_then(named_end);
                (probed.map_err(Problem::from), until)
            }
            Err(error) => (Err(error.into()), None),
        };
        self.heed(lane, &answer);
        if let Some(until) = until {
            let now = self.inner().clock.now();
            lane.gate().no_sooner_than(now, no_later(until, now));
        }
        self.note_reach(connection, answer.as_ref().err());
        answer.is_ok()
    }

    fn heed(&self, lane: &Lane, answer: &Result<(), Problem>) {
        let (now, mut gate) = (Instant::now(), lane.gate());
        match answer {
            Ok(()) => gate.answered(now, self.between_answers()),
            Err(problem) if must_be_mended(problem.code) => gate.shut(problem.clone()),
            Err(_) => gate.unanswered(now, spread()),
        }
    }

    fn between_answers(&self) -> Duration {
        BETWEEN_ANSWERS.min(self.inner().outbox_pause)
    }

    /// What an acceptance erased leaves the ledger's log as well, and what an order was made of the
    /// ledger, now that nobody waits for it.
    async fn finish_erasing(&self) {
        let erased = self.blocking(|desk| Ok(desk.ledger()?.finish_erasing()?));
        // There is no ledger yet, or its disk is full: the next look tries again.
        if let Err(error) = erased.await {
            tracing::debug!(code = ?Problem::from(error).code, "what was erased is not gone yet");
        }
    }

    async fn next_to_send(
        &self,
        connection: &str,
        passed_over: Vec<OrderId>,
    ) -> Result<Option<OrderId>, DeskError> {
        let connection = connection.to_owned();
        self.blocking(move |desk| {
            let Ok(ledger) = desk.ledger() else {
                return Ok(None);
            };
            let now = desk.inner().clock.now();
            Ok(ledger.next_to_send(&connection, now, &passed_over)?)
        })
        .await
    }
}

/// When a service that is asked too often takes questions again, if it says so.
fn named_end(error: &IssuingError) -> Option<DateTime<Utc>> {
    match error {
        IssuingError::RateLimited { until } => *until,
        _ => None,
    }
}

/// One order cannot be read, or is gone by now; the others can.
fn is_of_one_order(error: &DeskError) -> bool {
    let code = Problem::from(error.clone()).code;
    matches!(
        code,
        Code::OrderUnreadable | Code::LedgerDamaged | Code::NoSuchOrder
    )
}

/// Asking again would not help: a wrong secret is counted by the service, and a keyring asks the
/// person each time.
fn must_be_mended(code: Code) -> bool {
    let codes = [
        Code::WrongSecret,
        Code::WrongKey,
        Code::SecretExpired,
        Code::SecretMissing,
        Code::NoKeyring,
        Code::KeyringLocked,
        Code::KeyringNoAnswer,
        Code::NotAuthenticated,
        Code::NoRole,
        Code::UnknownTenant,
    ];
    codes.contains(&code)
}

/// Any number from 0 to 1.
fn spread() -> f64 {
    f64::from(uuid::Uuid::new_v4().as_bytes()[0]) / 255.0
}
