//! Time, as the desk sees it: one value handed in, so that tests can set it.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate, TimeDelta, Utc};

/// The clock of one desk.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The computer's clock.
    #[must_use]
    pub fn system() -> Clock {
        Clock(Arc::new(Utc::now))
    }

    /// A clock that says what it is told.
    pub fn from_fn(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Clock {
        Clock(Arc::new(now))
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }

    /// Whether a moment lies less than so long ago. One that seems to be still to come does not: the
    /// clock was set back, and nobody knows how long it is.
    pub(crate) fn is_recent(&self, moment: DateTime<Utc>, limit: TimeDelta) -> bool {
        (TimeDelta::zero()..limit).contains(&(self.now() - moment))
    }

    /// The calendar day at the counter.
    pub(crate) fn today(&self) -> NaiveDate {
        Clock::day_of(self.now())
    }

    /// The calendar day at the counter of a moment.
    pub(crate) fn day_of(moment: DateTime<Utc>) -> NaiveDate {
        moment.with_timezone(&Local).date_naive()
    }
}

impl issuing::Clock for Clock {
    fn now(&self) -> DateTime<Utc> {
        Clock::now(self)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
