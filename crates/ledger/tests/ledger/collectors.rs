//! Whoever collected a card for somebody else is a person, too.

use crate::erased::pages_with;
use crate::forgotten::{CANARY, accept};
use crate::sample::{at, id, on_disk, order, stamp};
use ledger::{Due, HandOver, Ledger, Mark, Marked};

/// An order of somebody else, whose card the canary collected.
fn collected() -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    accept(&ledger, 1, 1);
    let handed = HandOver {
        to: format!("Zoe {CANARY}"),
        on: at(2).date_naive(),
    };
    let mark = Mark::HandedOver(handed);
    ledger.mark(id(1), &mark, &stamp(2)).unwrap();
    (folder, ledger)
}

fn is_nameless(ledger: &Ledger) -> bool {
    let order = ledger.order(id(1)).unwrap();
    let told = order.timeline.iter().map(|event| event.details.to_string());
    order.order.handed_over.is_some_and(|it| it.to.is_empty())
        && told.into_iter().all(|it| !it.contains(CANARY))
}

#[test]
fn whoever_collected_a_card_for_another_is_found_and_forgotten_and_the_order_stays() {
    let (folder, ledger) = collected();
    let traces = ledger.traces_of(&format!("zoe {CANARY}")).unwrap();
    let found: Vec<_> = traces.collected.iter().map(|order| order.id).collect();
    assert_eq!((found.as_slice(), traces.orders.len()), (&[id(1)][..], 0));
    let marked = Marked {
        collected: &found,
        ..Marked::default()
    };
    let deletion = ledger.forget(marked, &stamp(9)).unwrap();
    assert_eq!(deletion.deleted.collected, 1);
    assert_eq!(ledger.deletions().unwrap(), [deletion]);
    assert!(is_nameless(&ledger));
    assert_eq!(ledger.traces_of(CANARY).unwrap().collected, []);
    drop(ledger);
    assert_eq!(pages_with(folder.path(), CANARY), 0);
}

#[test]
fn the_name_of_whoever_collected_a_card_goes_with_the_values() {
    let (folder, ledger) = collected();
    let due = Due {
        values: Some(at(50)),
        ..Due::default()
    };
    ledger.erase_due(due, at(100)).unwrap();
    assert!(is_nameless(&ledger));
    drop(ledger);
    assert_eq!(pages_with(folder.path(), CANARY), 0);
}
