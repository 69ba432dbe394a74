use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Calls, Fault};
use crate::held::held;

/// A fault that waits for its calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFault<C = Calls, F = Fault> {
    /// Which calls fail.
    pub calls: C,
    /// How many of them.
    pub count: u32,
    /// How they fail.
    pub fault: F,
}

/// The faults that wait. Clones share them.
#[derive(Clone)]
pub(crate) struct Planned<C, F> {
    waiting: Arc<Mutex<VecDeque<PlannedFault<C, F>>>>,
    clears: watch::Sender<()>,
}

impl<C, F> Default for Planned<C, F> {
    fn default() -> Self {
        Self {
            waiting: Arc::default(),
            clears: watch::Sender::default(),
        }
    }
}

impl<C: Copy + PartialEq, F: Clone> Planned<C, F> {
    pub(crate) fn add(&self, plan: PlannedFault<C, F>) {
        held(&self.waiting).push_back(plan);
    }

    pub(crate) fn clear(&self) {
        held(&self.waiting).clear();
        self.clears.send_replace(());
    }

    /// Changes when the faults are cleared the next time.
    pub(crate) fn clears(&self) -> watch::Receiver<()> {
        self.clears.subscribe()
    }

    pub(crate) fn waiting(&self) -> Vec<PlannedFault<C, F>> {
        held(&self.waiting).iter().cloned().collect()
    }

    /// Takes the first fault that waits for such a call.
    pub(crate) fn take(&self, calls: C) -> Option<F> {
        let mut planned = held(&self.waiting);
        planned.retain(|plan| plan.count > 0);
        let plan = planned.iter_mut().find(|plan| plan.calls == calls)?;
        plan.count -= 1;
        let fault = plan.fault.clone();
        planned.retain(|plan| plan.count > 0);
        Some(fault)
    }
}
