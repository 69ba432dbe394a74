//! Why an order that waits does not leave.

use crate::boundary::{Code, HeldView, Problem, ReachView};
use crate::desk::Desk;
use crate::gate::Gate;
use crate::problems::in_words;

impl Desk {
    /// Why the orders of a connection that wait do not leave now; none while they do.
    pub(crate) fn held(&self, connection: &str) -> Option<HeldView> {
        if self.is_paused() {
            return Some(to_mend(Problem::of(Code::OutboxPaused, "")));
        }
        let lane = self.inner().lanes.of(connection);
        let gate = lane.gate().clone();
        if let Some(until) = gate.named_end(self.inner().clock.now()) {
            return Some(passing(Problem::of(Code::RateLimited, in_words(until))));
        }
        match gate {
            Gate::Shut { why } => Some(to_mend(why)),
            Gate::Asking { .. } => match self.reach(Some(connection)) {
                ReachView::Failed { problem } => Some(passing(problem)),
                ReachView::Untried | ReachView::Reached => lane.stalled().map(passing),
            },
            Gate::Open | Gate::Resting { .. } => None,
        }
    }
}

fn to_mend(problem: Problem) -> HeldView {
    HeldView {
        problem,
        mend: true,
    }
}

fn passing(problem: Problem) -> HeldView {
    HeldView {
        problem,
        mend: false,
    }
}
