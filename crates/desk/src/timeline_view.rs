//! The timeline of an order as the user interface sees it.

use chrono::NaiveDate;
use ledger::{Event, EventKind, Finding, Order, OrderDetail};
use serde_json::Value;

use crate::boundary::{TimelineEntry, TimelineKind};
use crate::form;
use crate::next_step::finding;

/// What happened, in order; that a change was asked for only where the next entry does not tell
/// how that ended.
pub(crate) fn timeline(detail: &OrderDetail) -> Vec<TimelineEntry> {
    let events = &detail.timeline;
    let shown = events
        .iter()
        .enumerate()
        .filter(|(at, event)| event.kind != EventKind::ChangeAsked || is_open(&events[at + 1..]));
    shown
        .map(|(_, event)| entry(event, &detail.order))
        .collect()
}

/// Whether nothing told at once how a change ended, by what follows its asking.
fn is_open(after: &[Event]) -> bool {
    use EventKind as E;
    let mut after = after.iter().map(|event| event.kind);
    let next = after.find(|kind| {
        matches!(
            kind,
            E::ChangeAsked
                | E::ChangeFailed
                | E::ChangeFound
                | E::Revoked
                | E::Reinstated
                | E::ExpiryChanged
        )
    });
    matches!(next, None | Some(E::ChangeAsked | E::ChangeFound))
}

fn entry(event: &Event, order: &Order) -> TimelineEntry {
    TimelineEntry {
        at: event.at,
        kind: timeline_kind(event),
        by: event.by.clone().unwrap_or_default(),
        station: event.station.clone(),
        detail: detail(event, order),
        day: day(event),
    }
}

fn detail(event: &Event, order: &Order) -> String {
    let named = |name: &str| event.details.get(name).map(form::as_typed);
    match event.kind {
        EventKind::HandedOver => named("to").unwrap_or_default(),
        EventKind::Revoked | EventKind::OrderedAnyway => named("reason").unwrap_or_default(),
        EventKind::Committed | EventKind::Reissued => named("reissue").unwrap_or_default(),
        EventKind::ExpiryChanged => named("day").unwrap_or_default(),
        EventKind::MarkTakenBack => taken_back(event).to_owned(),
        EventKind::ChangeAsked | EventKind::ChangeFailed | EventKind::ChangeFound => {
            named("change").unwrap_or_default()
        }
        // Of a badge it is the id, which is no number to anybody.
        EventKind::ConfirmedByHand | EventKind::NumberCorrected => {
            let number = order.number.as_ref().and_then(|_| named("number"));
            number.unwrap_or_default()
        }
        EventKind::Accepted => order.number.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// Which mark was taken back, as the marks themselves are called.
fn taken_back(event: &Event) -> &'static str {
    match event.details["mark"].as_str() {
        Some("arrived") => "arrived",
        Some("checked_out") => "checkedOut",
        Some("handed_over") => "handedOver",
        _ => "",
    }
}

/// The day of a hand-over, or the last day that was asked for.
fn day(event: &Event) -> Option<NaiveDate> {
    let name = match event.kind {
        EventKind::ChangeAsked | EventKind::ChangeFailed | EventKind::ChangeFound => "day",
        _ => "on",
    };
    serde_json::from_value(event.details.get(name)?.clone()).ok()
}

fn timeline_kind(event: &Event) -> TimelineKind {
    match event.kind {
        EventKind::Committed => TimelineKind::Ordered,
        EventKind::Claimed => TimelineKind::Sent,
        EventKind::NeverLeft => TimelineKind::NeverLeft,
        EventKind::NotTaken => TimelineKind::NotTaken,
        EventKind::Blocked => TimelineKind::Blocked,
        EventKind::Unblocked => TimelineKind::Unblocked,
        EventKind::Refused => TimelineKind::Refused,
        EventKind::Accepted => TimelineKind::Accepted,
        EventKind::Unknown => TimelineKind::OutcomeUnknown,
        EventKind::Interrupted => TimelineKind::Interrupted,
        EventKind::ConfirmedByHand => TimelineKind::ConfirmedByHand,
        EventKind::NumberCorrected => TimelineKind::NumberCorrected,
        EventKind::NotThere => TimelineKind::NotThere,
        EventKind::Closed => TimelineKind::Closed,
        EventKind::Cancelled => TimelineKind::Cancelled,
        EventKind::Arrived => TimelineKind::Arrived,
        EventKind::CheckedOut => TimelineKind::CheckedOut,
        EventKind::Corrected => TimelineKind::Corrected,
        EventKind::SetAside => TimelineKind::SetAside,
        EventKind::LookedUp => looked_up(event),
        EventKind::Revoked => TimelineKind::Revoked,
        EventKind::Reinstated => TimelineKind::Reinstated,
        EventKind::ExpiryChanged => TimelineKind::ExpiryChanged,
        EventKind::ChangeAsked => TimelineKind::ChangeUnclear,
        EventKind::ChangeFailed => TimelineKind::ChangeFailed,
        EventKind::ChangeFound => match event.details["done"] {
            Value::Bool(true) => TimelineKind::ChangeDone,
            _ => TimelineKind::ChangeNotDone,
        },
        EventKind::HandedOver => TimelineKind::HandedOver,
        EventKind::MarkTakenBack => TimelineKind::MarkTakenBack,
        EventKind::Restored => TimelineKind::Restored,
        EventKind::OrderedAnyway => TimelineKind::OrderedAnyway,
        EventKind::Reissued => TimelineKind::Reissued,
    }
}

fn looked_up(event: &Event) -> TimelineKind {
    match finding(event) {
        Some(Finding::It) => TimelineKind::Found,
        Some(Finding::Ambiguous) => TimelineKind::Ambiguous,
        Some(Finding::NotTold) => TimelineKind::NotTold,
        Some(Finding::Nothing) | None => TimelineKind::NotFound,
    }
}
