//! What is kept of an order after it was accepted.

use crate::sample::{at, draft_id, id, memory, order, receipt, stamp};
use chrono::NaiveDate;
use ledger::{Change, Erased, Erasure, EventKind, Ledger, NewOrder, Receipt, Settlement, Standing};
use serde_json::json;

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn accepted() -> Ledger {
    accepted_with(receipt("1"))
}

fn accepted_with(receipt: Receipt) -> Ledger {
    let ledger = memory();
    let badge = NewOrder {
        expires_on: day("2028-03-02"),
        ..order(1)
    };
    ledger.commit(badge, at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap().unwrap();
    let settlement = Settlement::Accepted { receipt };
    ledger.settle(id(1), settlement, at(1)).unwrap();
    ledger
}

fn standing(ledger: &Ledger) -> (bool, Option<NaiveDate>) {
    let order = ledger.order(id(1)).unwrap().order;
    (order.revoked, order.expires_on)
}

#[test]
fn what_is_kept_of_a_request_outlives_it() {
    let detail = accepted().order(id(1)).unwrap();
    assert_eq!(detail.request, None);
    assert_eq!(detail.more, json!({ "reference": "PO 12" }));
}

#[test]
fn changes_of_a_credential_are_known_in_lists() {
    let ledger = accepted();
    assert_eq!(standing(&ledger), (false, day("2028-03-02")));
    let change = |change| ledger.note_change(id(1), &change, &stamp(2)).unwrap();
    change(Change::Revoked("left".to_owned()));
    assert_eq!(standing(&ledger), (true, day("2028-03-02")));
    change(Change::Reinstated);
    change(Change::Expiry(day("2030-01-01").unwrap()));
    assert_eq!(standing(&ledger), (false, day("2030-01-01")));
}

#[test]
fn a_change_that_was_asked_for_is_open_until_it_is_known_what_became_of_it() {
    let ledger = accepted();
    let revoked = Change::Revoked("Kari lost it".to_owned());
    let told = |revoked| Standing {
        revoked: Some(revoked),
        ..Standing::default()
    };
    let found = |standing| ledger.settle_change(id(1), standing, at(9)).unwrap();
    assert!(!found(told(false)), "nothing was asked for");
    ledger.ask_change(id(1), &revoked, &stamp(2)).unwrap();
    assert!(!found(Standing::default()), "it is not told");
    assert!(found(told(true)));
    assert!(!found(told(false)), "it is known since");
    let last = ledger.order(id(1)).unwrap().timeline.pop().unwrap();
    assert_eq!((last.kind, last.by), (EventKind::ChangeFound, None));
    assert_eq!(last.details, json!({ "change": "revoked", "done": true }));
    ledger
        .ask_change(id(1), &Change::Reinstated, &stamp(3))
        .unwrap();
    ledger
        .note_no_change(id(1), &Change::Reinstated, &stamp(4))
        .unwrap();
    assert!(!found(told(false)), "it was certainly not made");
}

#[test]
fn another_last_day_that_was_asked_for_is_told_by_its_day_alone() {
    let ledger = accepted();
    let wanted = Change::Expiry(day("2030-01-01").unwrap());
    for (told, done) in [("2030-01-01", true), ("2028-03-02", false)] {
        ledger.ask_change(id(1), &wanted, &stamp(2)).unwrap();
        let told = Standing {
            revoked: Some(false),
            expires_on: day(told),
        };
        assert!(ledger.settle_change(id(1), told, at(3)).unwrap());
        let last = ledger.order(id(1)).unwrap().timeline.pop().unwrap();
        let details = json!({ "change": "expiry_changed", "day": "2030-01-01", "done": done });
        assert_eq!(last.details, details);
    }
}

#[test]
fn what_a_service_tells_is_news_once_and_what_it_does_not_tell_stays() {
    let ledger = accepted();
    let revoked = Standing {
        revoked: Some(true),
        ..Standing::default()
    };
    assert!(ledger.note_standing(id(1), revoked).unwrap());
    assert!(!ledger.note_standing(id(1), revoked).unwrap());
    assert!(!ledger.note_standing(id(1), Standing::default()).unwrap());
    assert_eq!(standing(&ledger), (true, day("2028-03-02")));
}

#[test]
fn what_is_known_of_a_picture_stays_with_its_order() {
    let records = accepted().order(id(1)).unwrap().picture_records;
    assert_eq!(records["photo"], json!({ "camera": "camera of photo" }));
    let unknown = memory();
    let mut order = order(2);
    order.pictures[0].record = json!(null);
    unknown.commit(order, at(0)).unwrap();
    let records = unknown.order(id(2)).unwrap().picture_records;
    assert!(records.is_empty());
}

#[test]
fn a_page_that_is_told_later_joins_a_receipt_that_has_none_and_replaces_none() {
    let without = Receipt {
        url: None,
        ..receipt("1")
    };
    let ledger = accepted_with(without.clone());
    let page = "https://badges.invalid/v/Ø-1?a=\"b\"";
    assert!(ledger.note_page(id(1), page).unwrap());
    let kept = ledger.order(id(1)).unwrap().receipt;
    let with = Receipt {
        url: Some(page.to_owned()),
        ..without
    };
    assert_eq!(kept.as_ref(), Some(&with), "and nothing else changed");
    let other = "https://badges.invalid/v/2";
    assert!(!ledger.note_page(id(1), other).unwrap());
    assert_eq!(ledger.order(id(1)).unwrap().receipt, kept);
}

#[test]
fn an_order_that_was_refused_takes_no_page() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap().unwrap();
    let problems = json!({ "code": "badInput" });
    let refused = Settlement::Refused {
        problems: problems.clone(),
    };
    ledger.settle(id(1), refused, at(1)).unwrap();
    assert!(
        !ledger
            .note_page(id(1), "https://badges.invalid/v/1")
            .unwrap()
    );
    assert_eq!(ledger.order(id(1)).unwrap().problems, Some(problems));
}

#[test]
fn what_is_written_when_the_program_begins_is_no_work_with_the_ledger() {
    let ledger = memory();
    assert_eq!(ledger.last_worked_with(), Ok(None));
    ledger.save_draft(draft_id(1), "c", "{}", at(1)).unwrap();
    assert_eq!(ledger.last_worked_with(), Ok(Some(at(1))));
    ledger.commit(order(1), at(2)).unwrap();
    ledger.commit(order(2), at(2)).unwrap();
    ledger.claim(id(1), at(3)).unwrap();
    ledger.recover(at(90)).unwrap();
    ledger.begin_as_copy("copied", at(91)).unwrap();
    assert_eq!(ledger.last_worked_with(), Ok(Some(at(3))));
    let erasure = Erasure {
        at: at(5),
        by: None,
        erased: Erased::default(),
    };
    ledger.note_erasure(&erasure).unwrap();
    assert_eq!(ledger.last_worked_with(), Ok(Some(at(5))));
}
