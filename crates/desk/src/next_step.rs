//! What the program may do by itself about an order of unknown outcome, by its timeline.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Event, EventKind, Finding};

/// An order is sent again by itself only so soon after its first attempt: the key is surely known
/// to the service then, and nobody has begun to mend things by hand.
const SEND_AGAIN_WITHIN: TimeDelta = TimeDelta::minutes(10);
/// What to do next about an order of unknown outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask the service for it.
    LookUp,
    /// Send it once more with the same key.
    SendAgain,
    /// Only the operator can tell.
    AskOperator,
}

impl Next {
    /// Each attempt is followed by one look-up; after the first a second attempt may follow.
    pub fn of(timeline: &[Event], now: DateTime<Utc>) -> Next {
        let begun = timeline
            .iter()
            .rposition(|event| event.kind == EventKind::NotThere)
            .unwrap_or_default();
        let since = &timeline[begun..];
        let count = |kind: EventKind| since.iter().filter(|event| event.kind == kind).count();
        let look_ups = count(EventKind::LookedUp);
        // Another writing of this ledger may have sent it, too: that is one more to look for.
        let restored = count(EventKind::Restored);
        let attempts = attempts(since).len() + restored;
        let for_operator = since
            .iter()
            .filter_map(finding)
            .any(|found| matches!(found, Finding::Ambiguous | Finding::NotTold));
        match first_attempt(since) {
            _ if for_operator => Next::AskOperator,
            _ if look_ups < attempts => Next::LookUp,
            Some(first) if restored == 0 && attempts == 1 && is_soon_after(now, first) => {
                Next::SendAgain
            }
            _ => Next::AskOperator,
        }
    }
}

/// A clock that was set back does not tell how long ago the first attempt was.
fn is_soon_after(now: DateTime<Utc>, first: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..=SEND_AGAIN_WITHIN).contains(&(now - first))
}

/// When it may have reached the service. What never left, or was not taken, did not.
fn attempts(timeline: &[Event]) -> Vec<DateTime<Utc>> {
    let mut attempts = Vec::new();
    let mut open = false;
    for event in timeline {
        match event.kind {
            EventKind::Claimed => attempts.push(event.at),
            EventKind::NeverLeft | EventKind::NotTaken | EventKind::Blocked if open => {
                attempts.pop();
            }
            _ => {}
        }
        open = event.kind == EventKind::Claimed;
    }
    attempts
}

/// When it may have reached the service for the first time.
pub(crate) fn first_attempt(timeline: &[Event]) -> Option<DateTime<Utc>> {
    attempts(timeline).first().copied()
}

/// What a look-up found.
pub(crate) fn finding(event: &Event) -> Option<Finding> {
    let found = event.details.get("found").cloned()?;
    serde_json::from_value(found).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    fn timeline(kinds: &[EventKind]) -> Vec<Event> {
        let event = |kind: &EventKind| Event {
            at: at(0),
            by: None,
            station: String::new(),
            kind: *kind,
            details: json!({ "found": "nothing" }),
        };
        kinds.iter().map(event).collect()
    }

    const ROWS: [(&[EventKind], i64, Next); 14] = {
        use EventKind::{
            Blocked, Claimed, Committed, LookedUp, NeverLeft, NotTaken, NotThere, Restored, Unknown,
        };
        [
            (&[Committed, Claimed, Unknown], 1, Next::LookUp),
            (&[Committed, Claimed, Unknown], 60, Next::LookUp),
            (
                &[Committed, Claimed, Unknown, LookedUp],
                10,
                Next::SendAgain,
            ),
            (
                &[Committed, Claimed, Unknown, LookedUp],
                11,
                Next::AskOperator,
            ),
            (
                &[Committed, Claimed, Unknown, LookedUp],
                -1,
                Next::AskOperator,
            ),
            (
                &[Committed, Claimed, Unknown, LookedUp, Claimed, Unknown],
                2,
                Next::LookUp,
            ),
            (
                &[Claimed, Unknown, LookedUp, Claimed, Unknown, LookedUp],
                2,
                Next::AskOperator,
            ),
            (
                &[
                    Claimed, LookedUp, Claimed, LookedUp, NotThere, Claimed, Unknown,
                ],
                2,
                Next::LookUp,
            ),
            (
                &[Claimed, NeverLeft, Claimed, Unknown, LookedUp],
                1,
                Next::SendAgain,
            ),
            (
                &[Claimed, NotTaken, Claimed, Blocked, Claimed, Unknown],
                1,
                Next::LookUp,
            ),
            (
                &[Claimed, NotTaken, Claimed, Unknown, LookedUp],
                1,
                Next::SendAgain,
            ),
            (&[Committed, Restored], 1, Next::LookUp),
            (&[Committed, Restored, LookedUp], 1, Next::AskOperator),
            (&[Claimed, Unknown, LookedUp, Restored], 1, Next::LookUp),
        ]
    };

    #[test]
    fn each_attempt_is_looked_up_and_the_first_is_followed_by_a_second() {
        for (kinds, minutes, next) in ROWS {
            assert_eq!(Next::of(&timeline(kinds), at(minutes)), next, "{kinds:?}");
        }
    }

    #[test]
    fn what_cannot_be_told_apart_is_for_the_operator() {
        for found in ["ambiguous", "not_told"] {
            let mut events = timeline(&[EventKind::Claimed, EventKind::LookedUp]);
            events[1].details = json!({ "found": found });
            assert_eq!(Next::of(&events, at(1)), Next::AskOperator);
        }
    }
}
