//! An order that nothing holds up is written down and taken for sending with one writing to the
//! disk: each costs the operator milliseconds.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use ledger::{NewOrder, OrderDetail, OrderId};
use tokio::sync::OwnedMutexGuard;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::in_flight::Attempt;
use crate::lane::Lane;

/// An order that was written down.
pub(crate) struct Placed {
    pub order: OrderId,
    leaving: Option<Leaving>,
}

/// It was taken for sending, too.
struct Leaving {
    claimed: OrderDetail,
    way: FreeWay,
}

/// Nothing else of the connection is on its way while this is held.
struct FreeWay {
    lane: Arc<Lane>,
    turn: OwnedMutexGuard<()>,
    attempt: Attempt,
}

impl Desk {
    /// Writes an order down, durably, and takes it for sending where its way is free.
    pub(crate) fn commit(&self, order: NewOrder, at: DateTime<Utc>) -> Result<Placed, DeskError> {
        let ledger = self.ledger()?;
        let Some(way) = self.free_way(&order) else {
            let order = ledger.commit(order, at)?.id;
            self.outdate_copies();
            return Ok(Placed {
                order,
                leaving: None,
            });
        };
        let (order, claimed) = ledger.commit_and_claim(order, at)?;
        Ok(Placed {
            order: order.id,
            leaving: claimed.map(|claimed| Leaving { claimed, way }),
        })
    }

    /// Whether the way is open is asked once the order counts as on its way: whoever closes the
    /// window finds the one or the other.
    fn free_way(&self, order: &NewOrder) -> Option<FreeWay> {
        let lane = self.inner().lanes.of(&order.connection.id);
        let turn = lane.turn.clone().try_lock_owned().ok()?;
        let attempt = self.inner().in_flight.begin(order.id)?;
        let is_open = self.stands_open(&order.connection.id, &lane);
        is_open.then_some(FreeWay {
            lane,
            turn,
            attempt,
        })
    }

    /// Begins to send what was written down; the end is told as an event and found in the ledger.
    pub(crate) fn send_placed(&self, placed: Placed) {
        let Some(Leaving { claimed, way }) = placed.leaving else {
            return self.send(placed.order);
        };
        let desk = self.clone();
        tokio::spawn(async move {
            desk.finish(&way.lane, claimed).await;
            drop(way.turn);
            desk.tell_end_of(way.attempt);
        });
    }
}
