//! Sending one order: claimed in the ledger, sent once, and what became of it written down.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use issuing::{IssuingError, IssuingService, OrderRequest, Outcome};
use ledger::{Ledger, LedgerError, Order, OrderDetail, OrderId, Settlement};
use tokio::time::Instant;

use crate::boundary::{Code, DeskEvent, Problem};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::form;
use crate::in_flight::Attempt;
use crate::in_its_light::Light;
use crate::lane::Lane;
use crate::problems::{of_one_order, of_outcome};
use crate::request::StoredRequest;
use crate::seal::sealed;
use crate::settlement::{Ended, as_json, is_of_the_order};
use crate::unwritten::Of;

/// How long an order waits that was not taken when the service names no time: one minute, since
/// the documentation lets the wait without a header begin at a second and grow.
pub(crate) const WAIT_WITHOUT_A_TIME: TimeDelta = TimeDelta::minutes(1);

impl Desk {
    /// Begins to send an order; the end is told as an event and found in the ledger.
    pub(crate) fn send(&self, order: OrderId) {
        self.begin_sending(order, false);
    }

    /// As [`Desk::send`], on the operator's word: if the way is stopped, the service is asked
    /// first, now.
    pub(crate) fn send_on_request(&self, order: OrderId) {
        self.begin_sending(order, true);
    }

    fn begin_sending(&self, order: OrderId, on_request: bool) {
        if let Some(attempt) = self.inner().in_flight.begin(order) {
            let desk = self.clone();
            tokio::spawn(async move { drop(desk.deliver(attempt, on_request).await) });
        }
    }

    /// Sends an order unless it is on its way already, and waits for the end. Says whether it was
    /// sent.
    pub(crate) async fn send_and_wait(&self, order: OrderId) -> Result<bool, DeskError> {
        match self.inner().in_flight.begin(order) {
            Some(attempt) => self.deliver(attempt, false).await,
            None => Ok(false),
        }
    }

    async fn deliver(&self, attempt: Attempt, on_request: bool) -> Result<bool, DeskError> {
        let order = attempt.order();
        let sent = self.attempt(order, on_request).await;
        self.tell_end_of(attempt);
        sent.inspect_err(|error| {
            let code = Problem::from(error.clone()).code;
            tracing::error!(%order, ?code, "sending stopped");
        })
    }

    pub(crate) fn tell_end_of(&self, attempt: Attempt) {
        let id = attempt.order().to_string();
        drop(attempt);
        self.tell(DeskEvent::OrderChanged { id });
        self.tell(DeskEvent::StationChanged);
    }

    async fn attempt(&self, order: OrderId, on_request: bool) -> Result<bool, DeskError> {
        let waiting = self.order_as_kept(order).await?;
        let connection = &waiting.connection.id;
        let lane = self.inner().lanes.of(connection);
        let _turn = lane.turn.lock().await;
        if on_request && !self.is_paused() {
            self.ask_now(connection, &lane).await;
        }
        if !self.may_leave(connection, &lane) {
            return Ok(false);
        }
        self.look_at_its_template_again(&waiting, &lane).await;
        if !self.stands_open(connection, &lane) {
            return Ok(false);
        }
        let Some(claimed) = self.claim(order).await? else {
            return Ok(false);
        };
        self.finish(&lane, claimed).await;
        Ok(true)
    }

    /// Sends what was claimed and writes down how that ended.
    pub(crate) async fn finish(&self, lane: &Lane, claimed: OrderDetail) {
        let (order, of) = (claimed.order.id, Of::from(&claimed.order));
        let sealing = self.leave_copies_behind(&claimed);
        self.tell(DeskEvent::OrderChanged {
            id: order.to_string(),
        });
        let ended = self.sent(lane, claimed).await;
        sealed(sealing).await;
        self.write_down_the_end(of, ended).await;
    }

    fn may_leave(&self, connection: &str, lane: &Lane) -> bool {
        if !lane.gate().is_open(self.inner().clock.now()) {
            lane.gate().hurry(Instant::now());
            self.inner().look.notify_one();
        }
        self.stands_open(connection, lane)
    }

    /// Whether an order may leave now; nothing is hurried for it.
    pub(crate) fn stands_open(&self, connection: &str, lane: &Lane) -> bool {
        self.rest_where_no_call_is_left(connection, lane);
        let open = lane.gate().is_open(self.inner().clock.now());
        open && !self.is_closing() && !self.is_paused()
    }

    /// Whatever was asked last, a list for instance, may have been the last call of the hour.
    fn rest_where_no_call_is_left(&self, connection: &str, lane: &Lane) {
        let now = self.inner().clock.now();
        let until = self.no_call_left_until(connection, now);
        let mut gate = lane.gate();
        if let Some(until) = until.filter(|_| gate.is_open(now)) {
            gate.rest(now, until);
        }
    }

    /// When the service takes calls again, if it said last that none are left.
    pub(crate) fn no_call_left_until(
        &self,
        connection: &str,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let (client, _) = lock(&self.inner().clients).of(connection);
        exhausted(client?.as_ref(), now)
    }

    /// Sends what was claimed, and says how that ended. What cannot even be put together needs the
    /// operator: it is blocked, so that it holds up no other order.
    async fn sent(&self, lane: &Lane, claimed: OrderDetail) -> Settlement {
        let connection = claimed.order.connection.id.clone();
        let (secrets, light) = (sensitive(&claimed), Light::from(&claimed));
        let blocked = |error: DeskError| Settlement::Blocked {
            cause: as_json(&error.into()),
        };
        if let Err(error) = self.compare_with_its_template(&claimed).await {
            return blocked(error);
        }
        let (service, request) = match self.prepared(claimed).await {
            Ok(prepared) => prepared,
            Err(error) => return blocked(error),
        };
        let looked = self.look_again_before_sending(&connection, &request);
        let outcome = match looked.await {
            Ok(()) => light.shed_on(service.order(&request).await),
            Err(error) => match out_of_reach(service.as_ref(), &error).await {
                Some(cause) => Outcome::NeverLeft(cause),
                None => return blocked(error),
            },
        };
        let mut problem = of_outcome(&outcome);
        if let (Some(problem), OrderRequest::Badge(order)) = (&mut problem, &request) {
            form::badge::name_as_on_the_form(&mut problem.fields, order);
        }
        let on_the_way = problem.as_ref().filter(|_| speaks_of_the_way(&outcome));
        self.note_reach(&connection, on_the_way);
        self.guard(lane, &outcome, service.as_ref());
        let now = self.inner().clock.now();
        Ended { outcome, problem }.settlement(now, &secrets)
    }

    /// What an outcome means for the orders behind this one.
    fn guard(&self, lane: &Lane, outcome: &Outcome, service: &dyn IssuingService) {
        let now = self.inner().clock.now();
        match outcome {
            Outcome::Accepted(_) | Outcome::Refused { .. } => {
                if let Some(until) = exhausted(service, now) {
                    lane.gate().rest(now, until);
                }
            }
            Outcome::NotTaken { until, .. } => {
                let until = until.map(|until| no_later(until, now));
                lane.gate()
                    .rest(now, until.unwrap_or(now + WAIT_WITHOUT_A_TIME));
            }
            Outcome::Blocked(error) => lane.gate().shut(error.clone().into()),
            Outcome::NeverLeft(error) if is_of_the_order(error) => {}
            Outcome::NeverLeft(_) | Outcome::Unknown(_) | Outcome::KeyUsed(_) => {
                lane.gate().ask(Instant::now());
            }
        }
    }

    async fn order_as_kept(&self, order: OrderId) -> Result<Order, DeskError> {
        self.or_stopped(order, move |ledger, _| Ok(ledger.order(order)?.order))
            .await
    }

    async fn claim(&self, order: OrderId) -> Result<Option<OrderDetail>, DeskError> {
        self.or_stopped(order, move |ledger, now| ledger.claim(order, now))
            .await
    }

    /// Stops an order that cannot be read, so that somebody sees why it does not leave.
    async fn or_stopped<T: Send + 'static>(
        &self,
        order: OrderId,
        read: impl FnOnce(&Ledger, DateTime<Utc>) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, DeskError> {
        self.blocking(move |desk| {
            let (ledger, now) = (desk.ledger()?, desk.inner().clock.now());
            read(&ledger, now).or_else(|error| {
                let problem = Problem::from(of_one_order(error));
                if problem.code == Code::OrderUnreadable {
                    ledger.stop(order, &as_json(&problem), now)?;
                }
                Err(problem.into())
            })
        })
        .await
    }

    async fn prepared(
        &self,
        claimed: OrderDetail,
    ) -> Result<(Arc<dyn IssuingService>, OrderRequest), DeskError> {
        let service = self.service(&claimed.order.connection.id).await?;
        let request = self
            .blocking(move |desk| {
                let json = claimed.request.unwrap_or_default();
                StoredRequest::restore(desk.ledger()?.as_ref(), claimed.order.id, &json)
            })
            .await?;
        Ok((service, request))
    }
}

/// Why the service cannot be reached either, where a picture could not be fetched: then it is the
/// network here, and the order waits as any other does. Else it is the picture's own host, and
/// waiting for that would hold up other people.
async fn out_of_reach(service: &dyn IssuingService, error: &DeskError) -> Option<IssuingError> {
    let not_fetched = Problem::from(error.clone()).code == Code::PictureNotFetched;
    let probed = if not_fetched {
        service.probe().await
    } else {
        Ok(())
    };
    probed.err()
}

/// When the service takes calls again, if it said that none are left.
fn exhausted(service: &dyn IssuingService, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let allowance = service.allowance().filter(|left| left.remaining == 0)?;
    let resets = allowance.resets.filter(|resets| *resets > now)?;
    Some(no_later(resets, now))
}

/// No service documents a window longer than an hour: a time beyond it speaks of a clock that is
/// wrong, and nobody is to wait for that.
pub(crate) fn no_later(until: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    until.min(now + TimeDelta::hours(1))
}

/// A refusal or a receipt means that the service was reached.
fn speaks_of_the_way(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Refused { .. } | Outcome::Accepted(_))
}

fn sensitive(order: &OrderDetail) -> Vec<String> {
    let kept = order.values.iter().filter(|value| value.sensitive);
    kept.filter_map(|value| value.value.as_ref())
        .map(crate::form::as_typed)
        .collect()
}

#[cfg(test)]
mod tests;
