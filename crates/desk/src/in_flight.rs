//! Which orders are on their way.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ledger::OrderId;
use tokio::sync::watch;

/// The set of orders whose attempt has not ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct InFlight {
    orders: Arc<watch::Sender<HashSet<OrderId>>>,
    turns: Arc<AtomicU64>,
}

/// A moment, told by how many attempts had begun or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn(u64);

impl InFlight {
    /// Adds an order until its attempt is dropped, also by a panic; none if it is among them
    /// already.
    pub fn begin(&self, order: OrderId) -> Option<Attempt> {
        let begun = self.orders.send_if_modified(|orders| {
            self.turns.fetch_add(1, Ordering::SeqCst);
            orders.insert(order)
        });
        let of = self.clone();
        begun.then(|| Attempt { of, order })
    }

    fn end(&self, order: OrderId) {
        self.orders.send_if_modified(|orders| {
            self.turns.fetch_add(1, Ordering::SeqCst);
            orders.remove(&order)
        });
    }

    /// The moment now.
    pub fn turn(&self) -> Turn {
        Turn(self.turns.load(Ordering::SeqCst))
    }

    /// Whether no attempt of an order has been under way since, not even for a while.
    pub fn quiet_since(&self, since: Turn, order: OrderId) -> bool {
        let orders = self.orders.borrow();
        !orders.contains(&order) && self.turn() == since
    }

    pub fn orders(&self) -> Vec<OrderId> {
        self.orders.borrow().iter().copied().collect()
    }

    pub async fn until_ended(&self, order: OrderId) {
        self.until(|orders| !orders.contains(&order)).await;
    }

    pub async fn until_empty(&self) {
        self.until(HashSet::is_empty).await;
    }

    async fn until(&self, reached: impl FnMut(&HashSet<OrderId>) -> bool) {
        let mut orders = self.orders.subscribe();
        // The sender lives in the same desk, so this cannot end before it.
        drop(orders.wait_for(reached).await);
    }
}

/// An attempt under way.
#[derive(Debug)]
pub(crate) struct Attempt {
    of: InFlight,
    order: OrderId,
}

impl Attempt {
    pub const fn order(&self) -> OrderId {
        self.order
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.of.end(self.order);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn waiting_ends_when_the_order_does() {
        let in_flight = InFlight::default();
        let order = OrderId::new(Uuid::from_u128(7));
        let attempt = in_flight.begin(order).unwrap();
        assert!(in_flight.begin(order).is_none(), "it is on its way already");
        assert_eq!(in_flight.orders(), [order]);
        drop(attempt);
        in_flight.until_ended(order).await;
        in_flight.until_empty().await;
    }

    #[test]
    fn a_moment_is_quiet_until_an_attempt_begins_and_one_within_an_attempt_never_is() {
        let in_flight = InFlight::default();
        let order = OrderId::new(Uuid::from_u128(7));
        let before = in_flight.turn();
        assert!(in_flight.quiet_since(before, order));
        let attempt = in_flight.begin(order).unwrap();
        let within = in_flight.turn();
        assert!(!in_flight.quiet_since(within, order), "it is under way");
        drop(attempt);
        assert!(!in_flight.quiet_since(before, order), "one came between");
        assert!(!in_flight.quiet_since(within, order), "it ended meanwhile");
        assert!(in_flight.quiet_since(in_flight.turn(), order));
    }
}
