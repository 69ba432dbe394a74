//! Orders of unknown outcome at a service that can be asked: what became of them is looked up, and
//! one that is not there is sent once more under its own key.

use issuing::{IssuedBadge, IssuingError, LookUp};
use ledger::{Finding, Ledger, OrderDetail, OrderId, State};
use tokio::time::Instant;

use crate::boundary::{DeskEvent, Problem};
use crate::delivery::WAIT_WITHOUT_A_TIME;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::lane::Lane;
use crate::next_step::{Next, first_attempt};
use crate::problems::of_one_order;
use crate::request::StoredRequest;
use crate::settlement::kept;

impl Desk {
    /// Does for every unknown order of a connection what the program may do by itself.
    pub(crate) async fn resolve_unknown(
        &self,
        connection: &str,
        lane: &Lane,
    ) -> Result<(), DeskError> {
        let unknown = self.unknown_orders(connection).await?;
        if unknown.is_empty() || self.service(connection).await?.badges().is_none() {
            return Ok(());
        }
        for order in unknown {
            while self.may_ask(lane) && self.resolved(order, lane).await {}
        }
        Ok(())
    }

    /// As [`Desk::resolve`]. An order that cannot be read holds up no other.
    async fn resolved(&self, order: OrderId, lane: &Lane) -> bool {
        let step = self.resolve(order, lane).await;
        let unread = |error: &DeskError| {
            let code = Problem::from(error.clone()).code;
            tracing::warn!(?code, "an order of unknown outcome is not looked up");
        };
        step.inspect_err(unread).unwrap_or(false)
    }

    /// A pause keeps nobody from asking.
    fn may_ask(&self, lane: &Lane) -> bool {
        !self.is_closing() && lane.gate().is_open(self.inner().clock.now())
    }

    async fn unknown_orders(&self, connection: &str) -> Result<Vec<OrderId>, DeskError> {
        let connection = connection.to_owned();
        self.blocking(move |desk| match desk.ledger() {
            Ok(ledger) => Ok(ledger.unknown(&connection)?),
            Err(_) => Ok(Vec::new()),
        })
        .await
    }

    /// One step; says whether another may follow.
    async fn resolve(&self, id: OrderId, lane: &Lane) -> Result<bool, DeskError> {
        let detail = self
            .blocking(move |desk| desk.ledger()?.order(id).map_err(of_one_order))
            .await?;
        if detail.order.state != State::Unknown {
            return Ok(false);
        }
        match Next::of(&detail.timeline, self.inner().clock.now()) {
            Next::LookUp => self.look_up(detail, lane).await,
            Next::SendAgain if !self.is_paused() => {
                self.send_again(&detail.order.connection.id, id, lane).await
            }
            Next::SendAgain | Next::AskOperator => Ok(false),
        }
    }

    async fn look_up(&self, detail: OrderDetail, lane: &Lane) -> Result<bool, DeskError> {
        let (id, connection) = (detail.order.id, detail.order.connection.id.clone());
        let first = first_attempt(&detail.timeline).unwrap_or(detail.order.committed_at);
        let service = self.service(&connection).await?;
        let json = detail.request.unwrap_or_default();
        let request = self
            .blocking(move |desk| StoredRequest::restore(desk.ledger()?.as_ref(), id, &json))
            .await?;
        match service.look_up(&request, first).await {
            LookUp::Found(badges) => self.note_found(id, connection.clone(), badges).await?,
            LookUp::NotFound => self.note(id, Finding::Nothing).await?,
            LookUp::CannotTell { error, alike } => {
                let alike = self.of_no_other_order(&connection, alike).await?;
                match error {
                    _ if !alike.is_empty() => self.note(id, Finding::Ambiguous).await?,
                    // Whatever might have been this order is known to be another.
                    IssuingError::TimeNotTold => self.note(id, Finding::Nothing).await?,
                    error if self.look_up_failed(&connection, lane, error.clone()) => {
                        return Ok(false);
                    }
                    _ => self.note(id, Finding::NotTold).await?,
                }
            }
        }
        lane.go_on();
        self.tell(DeskEvent::OrderChanged { id: id.to_string() });
        self.tell(DeskEvent::StationChanged);
        Ok(true)
    }

    /// What a failed look-up means for the connection, and whether it is to be tried again.
    fn look_up_failed(&self, connection: &str, lane: &Lane, error: IssuingError) -> bool {
        let passes = may_pass(&error);
        let wait = match &error {
            IssuingError::CannotBeAsked => return true,
            IssuingError::RateLimited { until } => Some(*until),
            _ => None,
        };
        let wrong_key = matches!(error, IssuingError::WrongKey);
        let problem = Problem::from(error);
        if let Some(until) = wait {
            let now = self.inner().clock.now();
            lane.gate()
                .rest(now, until.unwrap_or(now + WAIT_WITHOUT_A_TIME));
        } else if wrong_key {
            lane.gate().shut(problem.clone());
        } else if !passes || !lane.stall(problem.clone(), Instant::now()) {
            return false;
        }
        self.note_reach(connection, Some(&problem));
        true
    }

    async fn note_found(
        &self,
        id: OrderId,
        connection: String,
        badges: Vec<IssuedBadge>,
    ) -> Result<(), DeskError> {
        let badges = self.of_no_other_order(&connection, badges).await?;
        self.blocking(move |desk| {
            let (ledger, now) = (desk.ledger()?, desk.inner().clock.now());
            match badges.as_slice() {
                [] => ledger.note_look_up(id, Finding::Nothing, now)?,
                [it] => drop(ledger.found(id, &kept(it.receipt(), &[]), None, now)?),
                _ => ledger.note_look_up(id, Finding::Ambiguous, now)?,
            }
            Ok(())
        })
        .await
    }

    /// What other orders of this desk became is not the order that is looked for.
    async fn of_no_other_order(
        &self,
        connection: &str,
        badges: Vec<IssuedBadge>,
    ) -> Result<Vec<IssuedBadge>, DeskError> {
        let connection = connection.to_owned();
        self.blocking(move |desk| free(desk.ledger()?.as_ref(), &connection, badges))
            .await
    }

    async fn note(&self, id: OrderId, finding: Finding) -> Result<(), DeskError> {
        self.blocking(move |desk| {
            let now = desk.inner().clock.now();
            Ok(desk.ledger()?.note_look_up(id, finding, now)?)
        })
        .await
    }

    async fn send_again(
        &self,
        connection: &str,
        id: OrderId,
        lane: &Lane,
    ) -> Result<bool, DeskError> {
        let Some(_attempt) = self.inner().in_flight.begin(id) else {
            return Ok(false);
        };
        let _turn = lane.turn.lock().await;
        // What left while this one waited for its turn may have stopped the way.
        if !self.stands_open(connection, lane) {
            return Ok(false);
        }
        let Some(claimed) = self.claim_again(id).await? else {
            return Ok(false);
        };
        self.finish(lane, claimed).await;
        self.tell(DeskEvent::OrderChanged { id: id.to_string() });
        self.tell(DeskEvent::StationChanged);
        // What follows an outcome that is unknown again waits until the way is open again.
        Ok(false)
    }
}

impl Desk {
    /// Takes an order for its second attempt, if it may still have one.
    async fn claim_again(&self, id: OrderId) -> Result<Option<OrderDetail>, DeskError> {
        self.blocking(move |desk| {
            let (ledger, now) = (desk.ledger()?, desk.inner().clock.now());
            let detail = ledger.order(id).map_err(of_one_order)?;
            match Next::of(&detail.timeline, now) {
                Next::SendAgain => Ok(ledger.claim_unknown(id, now)?),
                Next::LookUp | Next::AskOperator => Ok(None),
            }
        })
        .await
    }
}

/// Whether the same question may be answered a moment later.
fn may_pass(error: &IssuingError) -> bool {
    use IssuingError as E;
    matches!(
        error,
        E::Unreachable
            | E::NameNotFound
            | E::TimedOut { .. }
            | E::Certificate { .. }
            | E::Interrupted
            | E::ServerFailed { .. }
            | E::NotJson
            | E::Empty
            | E::Truncated
    )
}

fn free(
    ledger: &Ledger,
    connection: &str,
    badges: Vec<IssuedBadge>,
) -> Result<Vec<IssuedBadge>, DeskError> {
    let mut free = Vec::new();
    for badge in badges {
        if ledger.order_of_receipt(connection, &badge.id)?.is_none() {
            free.push(badge);
        }
    }
    Ok(free)
}
