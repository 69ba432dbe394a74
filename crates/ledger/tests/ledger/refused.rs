use crate::sample::{CONNECTION, at, id, memory, order, stamp};
use ledger::{EventKind, Ledger, LedgerError, NewOrder, Query, Settlement, State};
use serde_json::json;

fn with_a_refused_order() -> Ledger {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let problems = json!([]);
    ledger
        .settle(id(1), Settlement::Refused { problems }, at(2))
        .unwrap();
    assert_eq!((open(&ledger), listed(&ledger)), (1, 1));
    let elsewhere = |connection| ledger.refused_and_open(Some(connection)).unwrap();
    assert_eq!((elsewhere(CONNECTION), elsewhere("another")), (1, 0));
    ledger
}

fn open(ledger: &Ledger) -> u64 {
    ledger.refused_and_open(None).unwrap()
}

fn listed(ledger: &Ledger) -> usize {
    let query = Query {
        states: vec![State::Refused],
        open_only: true,
        limit: 9,
        ..Query::default()
    };
    ledger.page(&query).unwrap().orders.len()
}

fn last_event(ledger: &Ledger) -> EventKind {
    let timeline = ledger.order(id(1)).unwrap().timeline;
    timeline.last().unwrap().kind
}

#[test]
fn a_refused_order_that_another_one_corrects_needs_nobody_any_more() {
    let ledger = with_a_refused_order();
    let correction = NewOrder {
        replaces: Some(id(1)),
        ..order(2)
    };
    ledger.commit(correction, at(3)).unwrap();
    assert_eq!((open(&ledger), listed(&ledger)), (0, 0));
    assert_eq!(last_event(&ledger), EventKind::Corrected);
    let corrected = ledger.order(id(1)).unwrap();
    assert_eq!(corrected.order.state, State::Refused, "history stays true");
    assert_eq!(corrected.replaced_by, Some(id(2)));
}

#[test]
fn a_refused_order_can_be_set_aside_and_its_sensitive_values_go() {
    let ledger = with_a_refused_order();
    ledger.set_aside(id(1), &stamp(3)).unwrap();
    assert_eq!((open(&ledger), listed(&ledger)), (0, 0));
    assert_eq!(last_event(&ledger), EventKind::SetAside);
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!(
        (detail.values[1].value.clone(), detail.request),
        (None, None)
    );
}

#[test]
fn only_a_refused_order_is_set_aside() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    let error = ledger.set_aside(id(1), &stamp(1)).unwrap_err();
    assert_eq!(
        error,
        LedgerError::Forbidden {
            from: State::Waiting
        }
    );
}

#[test]
fn an_order_again_of_an_accepted_one_leaves_that_one_alone() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    let again = NewOrder {
        replaces: Some(id(1)),
        ..order(2)
    };
    ledger.commit(again, at(1)).unwrap();
    assert_eq!(last_event(&ledger), EventKind::Committed);
}
