//! The outbox: orders that have not left go by themselves once the service answers again.

use std::sync::Weak;
use std::time::Duration;

use ledger::OrderId;

use crate::boundary::Problem;
use crate::desk::{Desk, Inner, lock};
use crate::error::DeskError;

/// Looks after the waiting orders until the desk is gone.
pub(crate) async fn look_after(desk: Weak<Inner>, pause: Duration) {
    loop {
        tokio::time::sleep(pause).await;
        let Some(desk) = desk.upgrade().map(Desk::from) else {
            return;
        };
        desk.send_what_waits().await;
    }
}

impl Desk {
    /// A connection in trouble does not hold up the others.
    async fn send_what_waits(&self) {
        let connections = lock(&self.inner().station).connections.clone();
        for connection in connections {
            if let Err(error) = self.send_next_of(connection.id.clone()).await {
                self.note_reach(&connection.id, Some(&error.into()));
            }
        }
    }

    /// One order, and only if the service answers a harmless question first: an outage leaves no
    /// order of unknown outcome behind.
    async fn send_next_of(&self, connection: String) -> Result<(), DeskError> {
        let Some(order) = self.next_to_send(&connection).await? else {
            return Ok(());
        };
        let probe = self.service(&connection).await?.probe().await;
        let problem = probe.err().map(Problem::from);
        self.note_reach(&connection, problem.as_ref());
        if problem.is_none() {
            self.send(order);
            self.inner().in_flight.until_ended(order).await;
        }
        Ok(())
    }

    async fn next_to_send(&self, connection: &str) -> Result<Option<OrderId>, DeskError> {
        let connection = connection.to_owned();
        self.blocking(move |desk| {
            let Ok(ledger) = desk.ledger() else {
                return Ok(None);
            };
            let next = ledger.next_to_send(&connection, desk.inner().clock.now())?;
            Ok(next.map(|order| order.id))
        })
        .await
    }
}
