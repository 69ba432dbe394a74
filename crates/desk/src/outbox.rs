//! The outbox: orders that have not left go by themselves once the service answers again.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use issuing::IssuingError;
use ledger::{OrderId, Query, State};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::boundary::{Code, Problem};
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
    while let Some((look, next)) = desk.upgrade().map(|inner| next_look(&inner)) {
        // Woken before its time or not, the look is the same.
        drop(tokio::time::timeout_at(next, look.notified()).await);
        let Some(desk) = desk.upgrade().map(Desk::from) else {
            return;
        };
        desk.write_down_what_ended().await;
        desk.look_at_every_lane();
        desk.forget_old_originals().await;
        desk.erase_on_a_new_day().await;
        desk.finish_erasing().await;
    }
}

/// What ends the wait early, and when it ends. Nothing of the desk is held meanwhile.
fn next_look(desk: &Inner) -> (Arc<Notify>, Instant) {
    (Arc::clone(&desk.look), Instant::now() + desk.outbox_pause)
}

/// Looks after the waiting orders of one connection, until it or the desk is gone.
async fn keep(desk: Weak<Inner>, connection: String, lane: Arc<Lane>) {
    while let Some(pause) = desk.upgrade().map(|inner| inner.outbox_pause) {
        let pause = Instant::now() + pause;
        let due = lane.next_question();
        let next = due.map_or(pause, |due| due.max(Instant::now() + BREATH).min(pause));
        drop(tokio::time::timeout_at(next, lane.look.notified()).await);
        let Some(desk) = desk.upgrade().map(Desk::from) else {
            return;
        };
        if !desk.inner().lanes.has(&connection, &lane) {
            return;
        }
        if let Err(error) = desk.send_waiting_of(&connection, &lane).await {
            desk.note_reach(&connection, Some(&error.into()));
        }
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
            let asked = self.blocking(move |desk| longest_wait(desk, connection.id));
            if let Some((connection, until)) = asked.await?.filter(|(_, until)| *until > now) {
                let lane = self.inner().lanes.of(&connection);
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

    /// Asks, where something had happened on the way, and sends while the way is open.
    async fn send_waiting_of(&self, connection: &str, lane: &Lane) -> Result<(), DeskError> {
        let due = lane.gate().is_due(Instant::now());
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
                Err(error) if Problem::from(error.clone()).code == Code::LedgerDamaged => {
                    unreadable.push(order);
                }
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
        if !lane.gate().is_due(Instant::now()) {
            return;
        }
        while self.ask(connection, lane).await && matches!(*lane.gate(), Gate::Asking { .. }) {
            tokio::time::sleep(self.between_answers()).await;
        }
    }

    /// One harmless question; says whether it was answered well.
    async fn ask(&self, connection: &str, lane: &Lane) -> bool {
        let (answer, wait) = match self.service(connection).await {
            Ok(service) => {
                let probed = service.probe().await;
                let wait = probed
                    .as_ref()
                    .err()
                    .and_then(|error| self.named_wait(error));
                (probed.map_err(Problem::from), wait)
            }
            Err(error) => (Err(error.into()), None),
        };
        self.heed(lane, &answer);
        if let Some(wait) = wait {
            lane.gate().no_sooner_than(Instant::now() + wait);
        }
        self.note_reach(connection, answer.as_ref().err());
        answer.is_ok()
    }

    /// How long a service that is asked too often wants to be left alone, an hour at the most: the
    /// longest window that either service documents for its limits.
    fn named_wait(&self, error: &IssuingError) -> Option<Duration> {
        const LONGEST: Duration = Duration::from_secs(3600);
        let IssuingError::RateLimited { until: Some(until) } = error else {
            return None;
        };
        let wait = (*until - self.inner().clock.now()).to_std().ok()?;
        Some(wait.min(LONGEST))
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

/// Until when the orders of a connection that were not taken wait.
fn longest_wait(
    desk: &Desk,
    connection: String,
) -> Result<Option<(String, DateTime<Utc>)>, DeskError> {
    let Ok(ledger) = desk.ledger() else {
        return Ok(None);
    };
    let query = Query {
        states: vec![State::NotTaken],
        connection: Some(connection.clone()),
        limit: 500,
        ..Query::default()
    };
    let waiting = ledger.page(&query)?.orders.into_iter();
    let until = waiting.filter_map(|order| order.not_before).max();
    Ok(until.map(|until| (connection, until)))
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
