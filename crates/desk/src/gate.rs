//! Whether the orders of a connection may leave, and when its service is asked about it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::boundary::{Code, Problem};

/// So many good answers in a row open a way that was stopped.
const GOOD_ANSWERS: u32 = 2;
/// The rest after the first bad answer; each further one doubles it. Two seconds are short at a
/// counter, and thirty at the end are far below any documented limit of calls.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest rest between two questions.
const LONGEST_REST: Duration = Duration::from_secs(30);

/// The rest after so many bad answers in a row before this one.
pub(crate) fn rest_after(bad: u32) -> Duration {
    let rest = FIRST_REST.saturating_mul(1 << bad.min(8));
    rest.min(LONGEST_REST)
}

/// A time that a service named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Named {
    since: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Named {
    /// A clock that was set back ends it: nobody waits for that.
    fn holds(self, now: DateTime<Utc>) -> bool {
        (self.since..self.until).contains(&now)
    }
}

/// Whether orders may leave.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Gate {
    /// They leave as they are placed.
    #[default]
    Open,
    /// The service asked to wait.
    Resting {
        /// Since when.
        since: DateTime<Utc>,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Something happened on the way. Harmless questions come first.
    Asking {
        /// Good answers in a row.
        good: u32,
        /// Bad answers in a row.
        bad: u32,
        /// When to ask next.
        at: Instant,
        /// No question meanwhile, whoever waits: the service named it. By the clock on the wall,
        /// which goes on while the computer sleeps.
        named: Option<Named>,
    },
    /// The operator has to mend the connection.
    Shut {
        /// What is to be mended.
        why: Problem,
    },
}

impl Gate {
    /// Whether an order may leave now. A clock that was set back ends a rest: nobody waits for it.
    pub fn is_open(&mut self, now: DateTime<Utc>) -> bool {
        if matches!(self, Gate::Resting { since, until } if *until <= now || now < *since) {
            *self = Gate::Open;
        }
        *self == Gate::Open
    }

    /// Whether it is time for a question, by both clocks.
    pub fn is_due(&self, now: Instant, clock: DateTime<Utc>) -> bool {
        self.next_question(clock).is_some_and(|at| at <= now)
    }

    /// When the next question is to be asked; none while a service wants to be left alone, which is
    /// looked at again at every look.
    pub fn next_question(&self, clock: DateTime<Utc>) -> Option<Instant> {
        match self {
            Gate::Asking { at, named, .. } => {
                let waits = named.is_some_and(|named| named.holds(clock));
                (!waits).then_some(*at)
            }
            _ => None,
        }
    }

    /// The connection was checked whole and is good. A time that the service named holds all the
    /// same: it said when it takes orders again, and not that it answers nothing else.
    pub fn checked(&mut self, clock: DateTime<Utc>) {
        if self.named_end(clock).is_none() {
            *self = Gate::Open;
        }
    }

    /// Another service lies behind it by now: what the one before asked for is not asked by this one.
    pub fn leads_elsewhere(&mut self, now: Instant) {
        if self.named().is_some() {
            *self = Gate::Open;
            self.ask(now);
        }
    }

    /// The connection has to be mended.
    pub fn shut(&mut self, why: Problem) {
        *self = Gate::Shut { why };
    }

    /// What shut the way may be mended by now, where it is of a kind: questions come first.
    pub fn mended(&mut self, of_kind: impl Fn(Code) -> bool, now: Instant) {
        if matches!(self, Gate::Shut { why } if of_kind(why.code)) {
            self.ask(now);
        }
    }

    /// Nothing leaves before a time.
    pub fn rest(&mut self, since: DateTime<Utc>, until: DateTime<Utc>) {
        *self = Gate::Resting { since, until };
    }

    /// Questions come before the next order, the first at once.
    pub fn ask(&mut self, now: Instant) {
        self.ask_after(now);
    }

    /// As [`Gate::ask`], but for what has to be mended first, and for a rest: the service named its
    /// end, and a question before it would be one too many.
    pub fn ask_unless_stopped(&mut self, now: Instant, clock: DateTime<Utc>) {
        let rests = matches!(self, Gate::Resting { .. }) && !self.is_open(clock);
        if !rests && !matches!(self, Gate::Shut { .. }) {
            self.ask(now);
        }
    }

    /// Something here went wrong after a good answer: questions begin again, after a rest.
    pub fn begin_again(&mut self, now: Instant) {
        self.ask_after(now + FIRST_REST);
    }

    /// Questions come before the next order, the first at a time.
    pub fn ask_after(&mut self, at: Instant) {
        let named = self.named();
        *self = Gate::Asking {
            good: 0,
            bad: 0,
            at,
            named,
        };
    }

    /// Somebody waits for the answer: the next question need not rest, but for as long as the
    /// service asked to wait.
    pub fn hurry(&mut self, now: Instant) {
        if let Gate::Asking { at, .. } = self {
            *at = now.min(*at);
        }
    }

    /// The service named a time: no question before it. The latest that it named counts.
    pub fn no_sooner_than(&mut self, since: DateTime<Utc>, until: DateTime<Utc>) {
        if let Gate::Asking { named, .. } = self {
            let later = named.filter(|it| it.holds(since) && it.until > until);
            *named = Some(later.unwrap_or(Named { since, until }));
        }
    }

    /// The end of a wait that the service asked for, while it lasts.
    pub fn named_end(&self, clock: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let named = self.named().filter(|named| named.holds(clock));
        named.map(|named| named.until)
    }

    fn named(&self) -> Option<Named> {
        match *self {
            Gate::Asking { named, .. } => named,
            Gate::Resting { since, until } => Some(Named { since, until }),
            Gate::Open | Gate::Shut { .. } => None,
        }
    }

    /// A question was answered well; the next may follow after a pause.
    pub fn answered(&mut self, now: Instant, pause: Duration) {
        let good = match self {
            Gate::Asking { good, .. } => *good + 1,
            _ => return,
        };
        *self = match good {
            GOOD_ANSWERS.. => Gate::Open,
            _ => Gate::Asking {
                good,
                bad: 0,
                at: now + pause,
                named: None,
            },
        };
    }

    /// A question was not answered well. `spread` from 0 to 1 keeps the stations of an office from
    /// asking in step.
    pub fn unanswered(&mut self, now: Instant, spread: f64) {
        let Gate::Asking { bad, .. } = self else {
            return;
        };
        let rest = rest_after(*bad).mul_f64(0.75 + spread / 2.0);
        *self = Gate::Asking {
            good: 0,
            bad: *bad + 1,
            at: now + rest,
            named: None,
        };
    }
}

#[cfg(test)]
mod tests;
