//! Sending one order: claimed in the ledger, sent once, and what became of it written down.

use chrono::TimeDelta;
use std::sync::Arc;

use issuing::{Outcome, Receipt};
use ledger::{OrderId, Settlement};

use crate::boundary::{DeskEvent, Problem};
use crate::desk::{Desk, Lane, lock};
use crate::error::DeskError;
use crate::problems::of_outcome;
use crate::request::StoredRequest;

/// How long an order waits that was not taken when the service names no time: one minute, since
/// the documentation lets the wait without a header begin at a second and grow.
const WAIT_WITHOUT_A_TIME: TimeDelta = TimeDelta::minutes(1);

impl Desk {
    /// Begins to send an order; the end is told as an event and found in the ledger.
    pub(crate) fn send(&self, order: OrderId) {
        if !self.inner().in_flight.begin(order) {
            return;
        }
        let desk = self.clone();
        tokio::spawn(async move {
            let attempt = desk.inner().in_flight.until_dropped(order);
            if let Err(error) = desk.attempt(order).await {
                tracing::error!(%order, code = ?Problem::from(error).code, "sending stopped");
            }
            drop(attempt);
            desk.tell(DeskEvent::OrderChanged {
                id: order.to_string(),
            });
            desk.tell(DeskEvent::StationChanged);
        });
    }

    async fn attempt(&self, order: OrderId) -> Result<(), DeskError> {
        let lane = self.lane(order).await?;
        let _turn = lane.lock().await;
        let Some((connection, request)) = self.claim(order).await? else {
            return Ok(());
        };
        self.tell(DeskEvent::OrderChanged {
            id: order.to_string(),
        });
        let outcome = match self.prepared(order, &connection, request).await {
            Ok((service, request)) => service.order(&request).await,
            Err(error) => return self.settle_unsent(order, error.into()).await,
        };
        let problem = of_outcome(&outcome);
        self.note_reach(
            &connection,
            problem.as_ref().filter(|_| speaks_of_the_way(&outcome)),
        );
        self.settle(
            order,
            settlement(outcome, problem.as_ref(), self.inner().clock.now()),
        )
        .await
    }

    /// The orders of one connection leave one after the other; each waits here for its turn.
    async fn lane(&self, order: OrderId) -> Result<Lane, DeskError> {
        self.blocking(move |desk| {
            let connection = desk.ledger()?.order(order)?.order.connection.id;
            let mut lanes = lock(&desk.inner().lanes);
            Ok(Arc::clone(lanes.entry(connection).or_default()))
        })
        .await
    }

    async fn claim(&self, order: OrderId) -> Result<Option<(String, String)>, DeskError> {
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            if !ledger.claim(order, desk.inner().clock.now())? {
                return Ok(None);
            }
            let detail = ledger.order(order)?;
            Ok(Some((
                detail.order.connection.id,
                detail.request.unwrap_or_default(),
            )))
        })
        .await
    }

    async fn prepared(
        &self,
        order: OrderId,
        connection: &str,
        request: String,
    ) -> Result<
        (
            std::sync::Arc<dyn issuing::IssuingService>,
            issuing::OrderRequest,
        ),
        DeskError,
    > {
        let service = self.service(connection).await?;
        let restored = self
            .blocking(move |desk| StoredRequest::restore(desk.ledger()?.as_ref(), order, &request))
            .await?;
        Ok((service, restored))
    }

    async fn settle_unsent(&self, order: OrderId, problem: Problem) -> Result<(), DeskError> {
        self.settle(
            order,
            Settlement::NeverLeft {
                cause: as_json(&problem),
            },
        )
        .await
    }

    async fn settle(&self, order: OrderId, settlement: Settlement) -> Result<(), DeskError> {
        self.blocking(move |desk| {
            let now = desk.inner().clock.now();
            desk.ledger()?.settle(order, settlement, now)?;
            Ok(())
        })
        .await
    }
}

/// A refusal or a receipt means that the service was reached.
fn speaks_of_the_way(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Refused { .. } | Outcome::Accepted(_))
}

fn settlement(
    outcome: Outcome,
    problem: Option<&Problem>,
    now: chrono::DateTime<chrono::Utc>,
) -> Settlement {
    let cause = problem.map(as_json).unwrap_or_default();
    match outcome {
        Outcome::NeverLeft(_) => Settlement::NeverLeft { cause },
        Outcome::NotTaken { until, .. } => Settlement::NotTaken {
            until: until.unwrap_or(now + WAIT_WITHOUT_A_TIME),
        },
        Outcome::Blocked(_) => Settlement::Blocked { cause },
        Outcome::Unknown(_) => Settlement::Unknown { cause },
        Outcome::Refused { .. } => Settlement::Refused {
            problems: serde_json::json!(problem),
        },
        Outcome::Accepted(receipt) => Settlement::Accepted {
            receipt: kept(receipt),
        },
    }
}

fn as_json(problem: &Problem) -> String {
    serde_json::json!(problem).to_string()
}

fn kept(receipt: Receipt) -> ledger::Receipt {
    ledger::Receipt {
        id: Some(receipt.id),
        number: receipt.number,
        status: receipt.status.map(|status| status_name(&status).to_owned()),
        url: None,
        created: receipt.created,
        errors: serde_json::json!(receipt.remarks),
    }
}

fn status_name(status: &issuing::OrderStatus) -> &str {
    match status {
        issuing::OrderStatus::InQueue => "in_queue",
        issuing::OrderStatus::Requested => "requested",
        issuing::OrderStatus::WaitingForApproval => "waiting_for_approval",
        issuing::OrderStatus::Unlisted(name) => name,
    }
}
