//! The ledger beside what the office holds.

use std::collections::{BTreeMap, BTreeSet};

use journeys::{Office, Step};
use ledger::{EventKind, State};
use practice::RecordedValue;

use crate::ledger_file::{Book, Entry};
use crate::report::Report;
use crate::say;

/// What the office holds: numbers of cards and ids of badges by the name they were ordered for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Held {
    cards: BTreeMap<String, Vec<String>>,
    badges: BTreeMap<String, Vec<String>>,
}

impl Held {
    pub async fn by(office: &Office) -> Step<Held> {
        let mut held = Held::default();
        for order in office.orders().await? {
            if let Some(RecordedValue::Text(name)) = order.values.get("personFullName") {
                let numbers = held.cards.entry(name.clone()).or_default();
                numbers.push(order.credential_number.to_string());
            }
        }
        for badge in office.issued().await? {
            let text = |member: &str| badge[member].as_str().unwrap_or_default().to_owned();
            let ids = held.badges.entry(text("recipientName")).or_default();
            ids.push(text("issueId"));
        }
        Ok(held)
    }

    pub fn of(&self, entry: &Entry) -> &[String] {
        let kind = if entry.card {
            &self.cards
        } else {
            &self.badges
        };
        kind.get(&entry.person).map_or(&[], Vec::as_slice)
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.cards.keys().chain(self.badges.keys())
    }
}

/// What is wrong with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Lost,
    Doubled,
    State,
}

/// Compares, and says what is wrong. `settled` if nothing may be open any more.
pub fn judge(book: &Book, held: &Held, confirmed: &BTreeSet<String>, settled: bool) -> Report {
    let mut report = Report::default();
    let orders = of_orders(book, held, settled);
    let found = orders
        .chain(missing(book, held, confirmed))
        .chain(of_ledger(book));
    for (wrong, what) in found {
        say(&format!("{wrong:?}: {what}"));
        match wrong {
            Wrong::Lost => report.lost += 1,
            Wrong::Doubled => report.doubled += 1,
            Wrong::State => report.wrong_state += 1,
        }
    }
    let unknown = book.entries.iter().filter(|entry| is_open(entry.state));
    report.unknown = u64::try_from(unknown.count()).unwrap_or(u64::MAX);
    report
}

fn of_orders(book: &Book, held: &Held, settled: bool) -> impl Iterator<Item = (Wrong, String)> {
    let all = book.entries.iter();
    all.filter_map(move |entry| {
        let resent = entry.card && was_sent_in_doubt(&entry.timeline);
        let wrong = of_one(entry, held.of(entry), settled).or(resent.then_some(Wrong::State))?;
        Some((wrong, format!("{entry:?}, held {:?}", held.of(entry))))
    })
}

/// What was confirmed, or is held, and is in no ledger.
fn missing<'a>(
    book: &'a Book,
    held: &'a Held,
    confirmed: &'a BTreeSet<String>,
) -> impl Iterator<Item = (Wrong, String)> + 'a {
    let known: BTreeSet<&String> = book.entries.iter().map(|entry| &entry.person).collect();
    let names = held.names().chain(confirmed);
    let missing = names.filter(move |name| !known.contains(name));
    missing.map(|name| (Wrong::Lost, format!("{name} is in no ledger")))
}

fn of_ledger(book: &Book) -> impl Iterator<Item = (Wrong, String)> + '_ {
    let copy = "the ledger takes itself for a copy".to_owned();
    let at_once = [true, false].into_iter().filter(|card| {
        let sending = |entry: &&Entry| entry.card == *card && entry.state == State::Sending;
        book.entries.iter().filter(sending).count() > 1
    });
    let at_once = at_once.map(|card| format!("two are on their way at once, cards: {card}"));
    let all = book.paused.then_some(copy).into_iter().chain(at_once);
    all.map(|what| (Wrong::State, what))
}

/// Whether an order was sent although an attempt before may have placed it, and nobody had looked.
fn was_sent_in_doubt(timeline: &[EventKind]) -> bool {
    let mut doubt = false;
    for kind in timeline {
        match kind {
            EventKind::Claimed if doubt => return true,
            EventKind::Unknown | EventKind::Interrupted | EventKind::Restored => doubt = true,
            EventKind::NotThere => doubt = false,
            _ => {}
        }
    }
    false
}

/// What is on its way when the program ends begins as unknown when it starts again.
pub fn is_open(state: State) -> bool {
    matches!(state, State::Sending | State::Unknown)
}

fn of_one(entry: &Entry, held: &[String], settled: bool) -> Option<Wrong> {
    let finished = matches!(
        entry.state,
        State::Accepted | State::Refused | State::Cancelled
    );
    match (entry.state, held) {
        (_, [_, _, ..]) => Some(Wrong::Doubled),
        (State::Accepted, []) => Some(Wrong::Lost),
        (State::Accepted, [one]) if entry.receipt.as_ref() == Some(one) => None,
        (state, [_]) if !is_open(state) => Some(Wrong::State),
        _ if settled && !finished => Some(Wrong::State),
        _ => None,
    }
}
