//! Clocks that a test moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use desk::Clock;
use practice::ManualClock;

/// How much later than the computer's clock it is at a desk, in seconds.
#[derive(Clone, Default)]
pub struct Later(Arc<AtomicI64>);

impl Later {
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    pub fn clock(&self) -> Clock {
        let later = Arc::clone(&self.0);
        let seconds = move || TimeDelta::seconds(later.load(Ordering::SeqCst));
        Clock::from_fn(move || Utc::now() + seconds())
    }
}

/// The clock of a desk and of its practice office.
#[derive(Clone)]
pub struct StoppedClock {
    seconds: Arc<AtomicI64>,
    office: ManualClock,
}

impl StoppedClock {
    pub fn at(now: DateTime<Utc>) -> StoppedClock {
        StoppedClock {
            seconds: Arc::new(AtomicI64::new(now.timestamp())),
            office: ManualClock::at(now),
        }
    }

    /// Moves it, by whole seconds.
    pub fn set(&self, now: DateTime<Utc>) {
        self.office.set(now);
        self.seconds.store(now.timestamp(), Ordering::SeqCst);
    }

    pub fn office(&self) -> ManualClock {
        self.office.clone()
    }

    pub fn desk(&self) -> Clock {
        let seconds = Arc::clone(&self.seconds);
        Clock::from_fn(move || {
            DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).unwrap_or_default()
        })
    }
}
