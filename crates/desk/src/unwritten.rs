//! How attempts ended, while the ledger cannot take it: a full disk, a folder gone.

use std::sync::Mutex;

use ledger::{Order, OrderId, Settlement};
use tokio::time::Instant;

use crate::boundary::{Code, DeskEvent, OrderState, Problem, UnwrittenView};
use crate::desk::{Desk, lock};

/// Which order an end is of, as far as it is to be told without the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Of {
    order: OrderId,
    connection: String,
    person: String,
    external_id: String,
}

impl From<&Order> for Of {
    fn from(order: &Order) -> Of {
        Of {
            order: order.id,
            connection: order.connection.id.clone(),
            person: order.person.clone(),
            external_id: order.external_id.clone().unwrap_or_default(),
        }
    }
}

#[derive(Debug, Clone)]
struct End {
    of: Of,
    settlement: Settlement,
    /// Why it is not written down, once that was tried.
    problem: Option<Problem>,
}

/// The ends that are not written down.
#[derive(Debug, Default)]
pub(crate) struct Unwritten {
    ends: Mutex<Vec<End>>,
    /// They are written by one at a time.
    turn: tokio::sync::Mutex<()>,
}

impl Unwritten {
    /// The orders whose end is not written down.
    pub fn orders(&self) -> Vec<OrderId> {
        lock(&self.ends).iter().map(|end| end.of.order).collect()
    }

    fn remove(&self, order: OrderId) {
        lock(&self.ends).retain(|end| end.of.order != order);
    }

    fn note(&self, order: OrderId, problem: &Problem) {
        let mut ends = lock(&self.ends);
        for end in ends.iter_mut().filter(|end| end.of.order == order) {
            end.problem = Some(problem.clone());
        }
    }
}

impl Desk {
    /// Tries once more to write down how attempts ended, and answers those that still cannot be:
    /// the next start will not know how they ended.
    pub async fn write_down_again(&self) -> Vec<UnwrittenView> {
        self.write_down_what_ended().await;
        let ends = lock(&self.inner().unwritten.ends);
        ends.iter().map(view).collect()
    }

    pub(crate) async fn write_down_the_end(&self, of: Of, settlement: Settlement) {
        lock(&self.inner().unwritten.ends).push(End {
            of,
            settlement,
            problem: None,
        });
        self.write_down_what_ended().await;
    }

    /// Writes down how attempts ended. What the ledger cannot take stays here and is tried again;
    /// until then nothing else of its connection leaves.
    pub(crate) async fn write_down_what_ended(&self) {
        let unwritten = &self.inner().unwritten;
        let _one_by_one = unwritten.turn.lock().await;
        let ends = lock(&unwritten.ends).clone();
        for end in ends {
            let (order, settlement) = (end.of.order, end.settlement.clone());
            let written = self.blocking(move |desk| {
                let now = desk.inner().clock.now();
                Ok(desk.ledger()?.settle(order, settlement, now)?)
            });
            match written.await {
                Ok(_) => {
                    unwritten.remove(order);
                    self.tell(DeskEvent::OrderChanged {
                        id: order.to_string(),
                    });
                }
                Err(error) => self.leave_for_later(&end.of, &error.into()),
            }
        }
    }

    /// Unless the ledger is another one by now, which has no such order on its way.
    fn leave_for_later(&self, of: &Of, problem: &Problem) {
        let unwritten = &self.inner().unwritten;
        tracing::error!(order = %of.order, code = ?problem.code, "the end is not written down");
        if [Code::NoSuchOrder, Code::WrongState].contains(&problem.code) {
            return unwritten.remove(of.order);
        }
        unwritten.note(of.order, problem);
        self.note_reach(&of.connection, Some(problem));
        let lane = self.inner().lanes.of(&of.connection);
        lane.gate().begin_again(Instant::now());
    }
}

fn view(end: &End) -> UnwrittenView {
    let (state, number) = told(&end.settlement);
    UnwrittenView {
        order: end.of.order.to_string(),
        person: end.of.person.clone(),
        external_id: end.of.external_id.clone(),
        state,
        number,
        problem: end.problem.clone(),
    }
}

/// Where an order stands by how its attempt ended, and what the service calls it.
fn told(settlement: &Settlement) -> (OrderState, Option<String>) {
    match settlement {
        Settlement::NeverLeft { .. } => (OrderState::Waiting, None),
        Settlement::NotTaken { .. } => (OrderState::NotTaken, None),
        Settlement::Blocked { .. } => (OrderState::Blocked, None),
        Settlement::Refused { .. } => (OrderState::Refused, None),
        Settlement::Unknown { .. } => (OrderState::Unknown, None),
        Settlement::Accepted { receipt } => {
            let number = receipt.number.clone().or_else(|| receipt.id.clone());
            (OrderState::Accepted, number)
        }
    }
}
