//! What is kept of an order after it was accepted.

use crate::sample::{at, id, memory, order, receipt, stamp};
use chrono::NaiveDate;
use ledger::{Change, Ledger, NewOrder, Settlement, Standing};
use serde_json::json;

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn accepted() -> Ledger {
    let ledger = memory();
    let badge = NewOrder {
        expires_on: day("2028-03-02"),
        ..order(1)
    };
    ledger.commit(badge, at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap().unwrap();
    let settlement = Settlement::Accepted {
        receipt: receipt("1"),
    };
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
