//! What every order must come to, in the fewest words: the reference beside which a desk works.

use desk::boundary::OrderState;

/// Where something is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Card,
    Badge,
}

/// What becomes of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Taken,
    /// The service has it, and nobody hears of it.
    AnswerLost,
    /// The service has it, and answers what nobody understands.
    AnswerUnreadable,
    /// The service never read it, and nobody knows.
    RequestLost,
    /// The service failed before it did anything, and nobody knows.
    Failed,
    /// The service takes nothing for a second.
    NotTaken,
    Refused,
    /// The account has to be mended.
    Blocked,
}

/// An order, and how many of it the service holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub kind: Kind,
    pub state: OrderState,
    pub held: usize,
}

/// All orders, and what keeps them from leaving.
#[derive(Debug, Default)]
pub struct Model {
    pub orders: Vec<Known>,
    paused: bool,
    shut: Vec<Kind>,
    /// As they stood when the ledger was copied.
    copied: Option<Vec<Known>>,
}

impl Model {
    /// Whether an order leaves as it is placed.
    pub fn is_open(&self, kind: Kind) -> bool {
        !self.paused && !self.shut.contains(&kind)
    }

    pub fn place(&mut self, kind: Kind, fate: Fate) {
        let open = self.is_open(kind);
        self.orders.push(Known {
            kind,
            state: OrderState::Waiting,
            held: 0,
        });
        let last = self.orders.len() - 1;
        if open {
            self.attempt(last, fate);
        }
    }

    fn attempt(&mut self, at: usize, fate: Fate) {
        let order = &mut self.orders[at];
        (order.state, order.held) = match (fate, order.kind) {
            // What was not taken is sent again when the service takes orders again.
            (Fate::Taken | Fate::NotTaken, _) => (OrderState::Accepted, 1),
            (Fate::Refused, _) => (OrderState::Refused, 0),
            (Fate::Blocked, _) => (OrderState::Blocked, 0),
            // A badge is looked up, and sent once more if it is not there.
            (_, Kind::Badge) => (OrderState::Accepted, 1),
            (Fate::AnswerLost | Fate::AnswerUnreadable, Kind::Card) => (OrderState::Unknown, 1),
            (Fate::RequestLost | Fate::Failed, Kind::Card) => (OrderState::Unknown, 0),
        };
        if fate == Fate::Blocked {
            let kind = order.kind;
            self.shut.push(kind);
        }
    }

    /// What waits leaves, where the way is open.
    fn drain(&mut self) {
        for at in 0..self.orders.len() {
            let Known { kind, state, .. } = self.orders[at];
            if state == OrderState::Waiting && self.is_open(kind) {
                self.attempt(at, Fate::Taken);
            }
        }
    }

    fn open(&mut self, kind: Kind) {
        self.shut.retain(|shut| *shut != kind);
    }

    /// The orders in one of these states.
    pub fn among(&self, states: &[OrderState]) -> Vec<usize> {
        let all = 0..self.orders.len();
        all.filter(|at| states.contains(&self.orders[*at].state))
            .collect()
    }

    /// The operator looked at the service; on his word it is asked again, unless nothing may leave.
    pub fn answer(&mut self, at: usize) {
        let Known { kind, held, .. } = self.orders[at];
        if held == 1 {
            self.orders[at].state = OrderState::Accepted;
            return;
        }
        self.orders[at].state = OrderState::Waiting;
        if !self.paused {
            self.open(kind);
        }
        self.drain();
    }

    pub fn cancel(&mut self, at: usize) {
        self.orders[at].state = OrderState::Cancelled;
    }

    /// The connection was mended.
    pub fn mend(&mut self, kind: Kind) {
        self.open(kind);
        for order in &mut self.orders {
            if order.kind == kind && order.state == OrderState::Blocked {
                order.state = OrderState::Waiting;
            }
        }
        self.drain();
    }

    /// The program ends and begins anew.
    pub fn restart(&mut self) {
        self.shut.clear();
        self.drain();
    }

    /// The ledger is one that nobody knows: whatever was not finished may have been sent since.
    pub fn put_back(&mut self) {
        self.shut.clear();
        self.paused = true;
        for at in self.among(&[OrderState::Waiting, OrderState::Blocked]) {
            self.orders[at].state = OrderState::Unknown;
        }
    }

    pub fn copy(&mut self) {
        self.copied = Some(self.orders.clone());
    }

    /// The copy takes the place of the ledger, if there is one. Answers the orders that it does not
    /// know; what the service holds of all of them stays as it is.
    pub fn put_copy_back(&mut self) -> Option<Vec<Known>> {
        let copied = self.copied.take()?;
        let lost = self.orders.split_off(copied.len());
        for (order, then) in self.orders.iter_mut().zip(&copied) {
            order.state = then.state;
        }
        self.put_back();
        for (order, then) in self.orders.iter_mut().zip(&copied) {
            // A badge that left in the meantime is looked up, and found.
            let is_found = order.kind == Kind::Badge && order.held == 1;
            if is_found && then.state != order.state {
                order.state = OrderState::Accepted;
            }
        }
        Some(lost)
    }

    pub fn pause(&mut self) {
        self.paused = true;
    }

    pub fn resume(&mut self) {
        self.paused = false;
        self.drain();
    }
}
