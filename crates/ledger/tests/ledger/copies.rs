//! Telling a ledger from its copies.

use crate::sample::{CONNECTION, at, draft_id, id, memory, order, receipt, stamp};
use ledger::{Pause, Seal, Settlement, State};
use uuid::Uuid;

fn seal(number: u128) -> Seal {
    Seal::new(Uuid::from_u128(number))
}

#[test]
fn a_ledger_bears_the_seal_of_its_newest_writing_and_its_copies_do_not() {
    let ledger = memory();
    assert!(ledger.bears(None).unwrap(), "never sealed");
    assert!(!ledger.bears(Some(seal(1))).unwrap(), "older than any seal");
    ledger.reseal(Some(seal(1)), seal(2)).unwrap();
    let known = |number| ledger.bears(Some(seal(number))).unwrap();
    assert!(known(1), "the vault was not told of the next one");
    assert!(known(2));
    ledger.reseal(Some(seal(2)), seal(3)).unwrap();
    assert!(known(2) && known(3) && !known(1));
    assert!(!ledger.bears(None).unwrap(), "the vault lost its seal");
}

#[test]
fn a_copy_is_paused_and_knows_nothing_of_its_unfinished_orders() {
    let ledger = memory();
    for number in 1..=4 {
        ledger.commit(order(number), at(0)).unwrap();
    }
    ledger.claim(id(1), at(1)).unwrap().unwrap();
    let settlement = Settlement::Accepted {
        receipt: receipt("1"),
    };
    ledger.settle(id(1), settlement, at(1)).unwrap();
    ledger.claim(id(2), at(2)).unwrap().unwrap();
    assert_eq!(ledger.pause().unwrap(), None);
    assert_eq!(ledger.begin_as_copy("copied", at(3)).unwrap(), 3);
    let pause = Pause {
        at: at(3),
        by: None,
    };
    assert_eq!(ledger.pause().unwrap(), Some(pause));
    let states = [1, 2, 3, 4].map(|number| ledger.order(id(number)).unwrap().order.state);
    let unknown = State::Unknown;
    assert_eq!(states, [State::Accepted, unknown, unknown, unknown]);
    assert_eq!(ledger.next_to_send(CONNECTION, at(4), &[]).unwrap(), None);
    ledger.resume().unwrap();
    assert_eq!(ledger.pause().unwrap(), None);
}

#[test]
fn a_pause_by_hand_keeps_its_operator_and_one_of_a_copy_stands_above_it() {
    let ledger = memory();
    ledger.pause_by_hand(&stamp(1)).unwrap();
    let by_hand = Pause {
        at: at(1),
        by: Some(stamp(1).by),
    };
    assert_eq!(ledger.pause().unwrap().as_ref(), Some(&by_hand));
    ledger.pause_by_hand(&stamp(2)).unwrap();
    assert_eq!(ledger.pause().unwrap(), Some(by_hand), "since the first");
    ledger.begin_as_copy("copied", at(3)).unwrap();
    ledger.pause_by_hand(&stamp(4)).unwrap();
    let copied = ledger.pause().unwrap().unwrap();
    assert_eq!((copied.at, copied.by), (at(3), None));
    ledger.resume().unwrap();
    assert_eq!(ledger.pause().unwrap(), None);
}

#[test]
fn touched_drafts_of_a_copy_are_marked_and_stay_so_while_they_are_typed_on() {
    let ledger = memory();
    let touched = r#"{"touched":true}"#;
    let save = |number, body| ledger.save_draft(draft_id(number), "c", body, at(4));
    save(1, touched).unwrap();
    save(2, r#"{"touched":false}"#).unwrap();
    assert!(!ledger.came_back(draft_id(1)).unwrap());
    ledger.begin_as_copy("copied", at(3)).unwrap();
    for number in 1..=3 {
        save(number, touched).unwrap();
    }
    let back = [1, 2, 3].map(|number| ledger.came_back(draft_id(number)).unwrap());
    assert_eq!(back, [true, false, false], "one blank, one begun after it");
}
