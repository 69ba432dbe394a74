//! Windows of one hour that count calls.

use std::{collections::HashMap, hash::Hash};

use chrono::{DateTime, Duration, Utc};

use crate::Limits;

struct Window {
    resets: DateTime<Utc>,
    used: u32,
}

/// Calls counted by key, each key in an hour of its own that begins with its first call.
pub(super) struct Windows<K> {
    limit: u32,
    limits: Limits,
    open: HashMap<K, Window>,
}

/// How a caller stands after a call.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub limit: u32,
    pub remaining: u32,
    pub resets: DateTime<Utc>,
    /// The call was one too many.
    pub exceeded: bool,
}

impl<K: Eq + Hash> Windows<K> {
    pub(super) fn new(limit: u32, limits: Limits) -> Self {
        Self {
            limit,
            limits,
            open: HashMap::new(),
        }
    }

    /// Counts a call.
    pub(super) fn count(&mut self, key: K, now: DateTime<Utc>) -> Standing {
        self.open.retain(|_, window| window.resets > now);
        if self.limits == Limits::Off {
            return self.standing(0, hour_after(now));
        }
        let fresh = Window {
            resets: hour_after(now),
            used: 0,
        };
        let window = self.open.entry(key).or_insert(fresh);
        window.used = window.used.saturating_add(1);
        let (used, resets) = (window.used, window.resets);
        self.standing(used, resets)
    }

    fn standing(&self, used: u32, resets: DateTime<Utc>) -> Standing {
        Standing {
            limit: self.limit,
            remaining: self.limit.saturating_sub(used),
            resets,
            exceeded: used > self.limit,
        }
    }
}

fn hour_after(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::hours(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_after_the_last_is_exceeded_until_the_hour_is_over() {
        let mut windows = Windows::new(2, Limits::On);
        let start = DateTime::UNIX_EPOCH;
        assert_eq!(windows.count("a", start).remaining, 1);
        assert!(
            !windows.count("a", start).exceeded,
            "the second of two is allowed"
        );
        let third = windows.count("a", start + Duration::minutes(59));
        assert!(third.exceeded);
        assert_eq!(
            third.resets,
            hour_after(start),
            "the window does not move with the calls"
        );
        assert!(
            !windows.count("a", hour_after(start)).exceeded,
            "a new hour has begun"
        );
    }

    #[test]
    fn keys_are_counted_apart_and_nothing_is_counted_without_limits() {
        let mut windows = Windows::new(1, Limits::On);
        windows.count("a", DateTime::UNIX_EPOCH);
        assert!(!windows.count("b", DateTime::UNIX_EPOCH).exceeded);
        let mut free = Windows::new(1, Limits::Off);
        for _ in 0..3 {
            assert_eq!(free.count("a", DateTime::UNIX_EPOCH).remaining, 1);
        }
    }
}
