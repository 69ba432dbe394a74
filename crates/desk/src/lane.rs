//! The way of one connection's orders: one at a time, and only while the service answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::boundary::Problem;
use crate::desk::lock;
use crate::gate::{Gate, rest_after};

/// So many look-ups in a row may fail although the service answers other questions; then it is for
/// the operator. With the rests between them that is half a minute.
const LOOK_UPS: u32 = 4;

/// The lanes of all connections.
#[derive(Default)]
pub(crate) struct Lanes(Mutex<HashMap<String, Arc<Lane>>>);

impl Lanes {
    pub fn of(&self, connection: &str) -> Arc<Lane> {
        let mut lanes = lock(&self.0);
        Arc::clone(lanes.entry(connection.to_owned()).or_default())
    }

    /// A connection is gone: nothing is asked for it any more.
    pub fn forget(&self, connection: &str) {
        if let Some(lane) = lock(&self.0).remove(connection) {
            lane.look.notify_one();
        }
    }

    /// What is asked next is asked at once, wherever something is to be asked.
    pub fn hurry(&self, now: Instant) {
        lock(&self.0)
            .values()
            .for_each(|lane| lane.gate().hurry(now));
    }

    /// Whether this is still the lane of the connection.
    pub fn has(&self, connection: &str, lane: &Arc<Lane>) -> bool {
        let lanes = lock(&self.0);
        lanes
            .get(connection)
            .is_some_and(|it| Arc::ptr_eq(it, lane))
    }
}

/// The lane of one connection.
#[derive(Default)]
pub(crate) struct Lane {
    /// Held by the one order that is on its way.
    pub turn: Arc<tokio::sync::Mutex<()>>,
    /// Wakes whoever looks after it.
    pub look: Notify,
    keeper: Mutex<Option<JoinHandle<()>>>,
    gate: Mutex<Gate>,
    stalled: Mutex<Option<Stalled>>,
    /// When the list of templates was last asked for because an order had waited.
    list_asked: Mutex<Option<DateTime<Utc>>>,
}

/// Look-ups that fail although the service answers harmless questions.
#[derive(Debug, Clone, PartialEq)]
struct Stalled {
    in_a_row: u32,
    why: Problem,
}

impl Lane {
    pub fn gate(&self) -> MutexGuard<'_, Gate> {
        lock(&self.gate)
    }

    /// Whether somebody looks after it.
    pub fn is_kept(&self) -> bool {
        let keeper = lock(&self.keeper);
        keeper.as_ref().is_some_and(|keeper| !keeper.is_finished())
    }

    pub fn is_kept_by(&self, keeper: JoinHandle<()>) {
        *lock(&self.keeper) = Some(keeper);
    }

    /// Whether the list may be asked for because an order had waited: once in so long, whatever
    /// comes of it.
    pub fn may_read_list(&self, now: DateTime<Utc>, pause: TimeDelta) -> bool {
        let mut asked = lock(&self.list_asked);
        let due = asked.is_none_or(|asked| now - asked >= pause);
        if due {
            *asked = Some(now);
        }
        due
    }

    /// A look-up failed in a way that may pass. The way stops, each time for longer; says whether
    /// the look-up is worth another try.
    pub fn stall(&self, why: Problem, now: Instant) -> bool {
        let mut stalled = lock(&self.stalled);
        let in_a_row = stalled.as_ref().map_or(0, |it| it.in_a_row) + 1;
        if in_a_row > LOOK_UPS {
            *stalled = None;
            return false;
        }
        *stalled = Some(Stalled { in_a_row, why });
        self.gate().ask_after(now + rest_after(in_a_row - 1));
        true
    }

    /// A look-up came to its end.
    pub fn go_on(&self) {
        *lock(&self.stalled) = None;
    }

    /// Why the last look-up failed, while it is to be tried again.
    pub fn stalled(&self) -> Option<Problem> {
        lock(&self.stalled).as_ref().map(|it| it.why.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::boundary::Code;

    #[test]
    fn a_look_up_that_keeps_failing_rests_longer_each_time_and_ends() {
        let (lane, now) = (Lane::default(), Instant::now());
        let why = Problem::of(Code::ServerFailed, "500");
        for seconds in [2, 4, 8, 16] {
            assert!(lane.stall(why.clone(), now));
            let at = now + Duration::from_secs(seconds);
            let due = |at| lane.gate().is_due(at, Utc::now());
            assert!(!due(at - Duration::from_millis(1)) && due(at));
            assert_eq!(lane.stalled().as_ref(), Some(&why));
        }
        lane.gate().checked(Utc::now());
        assert!(!lane.stall(why.clone(), now), "it is for the operator");
        assert!(lane.gate().is_open(Utc::now()) && lane.stalled().is_none());
        assert!(lane.stall(why.clone(), now));
        lane.go_on();
        assert!(lane.stall(why, now) && lane.gate().is_due(now + rest_after(0), Utc::now()));
    }
}
