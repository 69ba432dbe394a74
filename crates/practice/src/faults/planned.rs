use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Serialize};

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
pub(crate) struct Planned<C, F>(Arc<Mutex<VecDeque<PlannedFault<C, F>>>>);

impl<C, F> Default for Planned<C, F> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<C: Copy + PartialEq, F: Clone> Planned<C, F> {
    pub(crate) fn add(&self, plan: PlannedFault<C, F>) {
        held(&self.0).push_back(plan);
    }

    pub(crate) fn clear(&self) {
        held(&self.0).clear();
    }

    pub(crate) fn waiting(&self) -> Vec<PlannedFault<C, F>> {
        held(&self.0).iter().cloned().collect()
    }

    /// Takes the first fault that waits for such a call.
    pub(crate) fn take(&self, calls: C) -> Option<F> {
        let mut planned = held(&self.0);
        planned.retain(|plan| plan.count > 0);
        let plan = planned.iter_mut().find(|plan| plan.calls == calls)?;
        plan.count -= 1;
        let fault = plan.fault.clone();
        planned.retain(|plan| plan.count > 0);
        Some(fault)
    }
}
