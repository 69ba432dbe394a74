//! What is erased when its time is over, or because a person is forgotten, is in no page any more.

use crate::erased::pages_with;
use crate::sample::{at, draft_id, id, memory, on_disk, order, picture, receipt, stamp, value};
use ledger::{
    Deleted, Due, Erased, Erasure, EventKind, Identity, IdentityKind, Ledger, LedgerError, Marked,
    NewOrder, OrderId, PictureKind, Query, Receipt, Settlement, StoredPicture,
};
use serde_json::json;

/// A word that stands nowhere else. What an index cuts off in front still leaves its end.
pub const CANARY: &str = "zqcanary7391";

/// An order in which the canary stands wherever a person can.
fn of_canary(number: u128) -> NewOrder {
    NewOrder {
        person: format!("Zoe {CANARY}"),
        external_id: Some(format!("ref-{CANARY}")),
        values: vec![value("personEmail", &format!("{CANARY}@example.invalid"))],
        request: format!("{{\"email\":\"{CANARY}\"}}"),
        pictures: vec![StoredPicture {
            jpeg: CANARY.repeat(2000).into_bytes(),
            thumbnail: CANARY.repeat(20).into_bytes(),
            record: json!({ "camera": CANARY }),
            ..picture("photo")
        }],
        identities: vec![Identity {
            kind: IdentityKind::Email,
            text: format!("{CANARY}@example.invalid"),
        }],
        anyway: Some(format!("because of {CANARY}")),
        ..order(number)
    }
}

pub fn accept(ledger: &Ledger, number: u128, minute: i64) {
    ledger.claim(id(number), at(minute)).unwrap();
    let receipt = receipt(&format!("5{number}"));
    ledger
        .settle(id(number), Settlement::Accepted { receipt }, at(minute))
        .unwrap();
}

/// A ledger in which the canary is one order among many, and one draft.
fn with_canary() -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = on_disk();
    for number in 10..40 {
        ledger.commit(order(number), at(0)).unwrap();
        ledger.cancel(id(number), &stamp(1)).unwrap();
    }
    ledger.commit(of_canary(1), at(2)).unwrap();
    accept(&ledger, 1, 3);
    for number in 40..70 {
        ledger.commit(order(number), at(4)).unwrap();
        ledger.cancel(id(number), &stamp(5)).unwrap();
    }
    let body = format!("{{\"values\":{{\"personLastName\":\"{CANARY}\"}}}}");
    ledger.save_draft(draft_id(1), "c", &body, at(6)).unwrap();
    let kind = PictureKind::Original;
    let bytes = CANARY.repeat(900).into_bytes();
    ledger
        .save_draft_picture(draft_id(1), "photo", kind, &bytes)
        .unwrap();
    (folder, ledger)
}

fn of_orders(orders: &[OrderId]) -> Marked<'_> {
    Marked {
        orders,
        ..Marked::default()
    }
}

fn found(ledger: &Ledger, text: &str) -> usize {
    let query = Query {
        text: text.into(),
        limit: 100,
        ..Query::default()
    };
    ledger.page(&query).unwrap().orders.len()
}

#[test]
fn nothing_of_a_forgotten_person_is_in_any_page() {
    let (folder, ledger) = with_canary();
    assert_eq!(found(&ledger, "canary7391"), 1, "by a part of the word");
    let traces = ledger.traces_of(CANARY).unwrap();
    let orders: Vec<_> = traces.orders.iter().map(|(order, _)| order.id).collect();
    let drafts: Vec<_> = traces.drafts.iter().map(|draft| draft.id).collect();
    assert_eq!((&*orders, &*drafts), (&[id(1)][..], &[draft_id(1)][..]));
    let deletion = ledger
        .forget(
            Marked {
                orders: &orders,
                drafts: &drafts,
                ..Marked::default()
            },
            &stamp(9),
        )
        .unwrap();
    let all = Deleted {
        orders: 1,
        pictures: 1,
        drafts: 1,
        ..Deleted::default()
    };
    assert_eq!(deletion.deleted, all);
    assert_eq!(ledger.deletions().unwrap(), [deletion]);
    assert_eq!(ledger.order(id(1)).unwrap_err(), LedgerError::NotFound);
    assert_eq!(found(&ledger, CANARY), 0);
    assert_eq!(found(&ledger, "nordmann"), 60, "the others are still found");
    ledger.check().unwrap();
    drop(ledger);
    // Nor in what an index keeps of the word behind what it shares with its neighbour.
    for part in [CANARY, "canary7391", "anary7391"] {
        assert_eq!(pages_with(folder.path(), part), 0, "{part}");
    }
}

#[test]
fn the_same_pages_show_a_person_who_is_not_forgotten() {
    let (folder, ledger) = with_canary();
    drop(ledger);
    assert!(pages_with(folder.path(), CANARY) > 3);
}

#[test]
fn pictures_and_values_are_gone_from_every_page_when_their_time_is_over() {
    let (folder, ledger) = with_canary();
    let due = |minute| Due {
        pictures: Some(at(minute)),
        values: Some(at(minute)),
        drafts: Some(at(minute)),
    };
    let before = ledger.erase_due(due(1), at(100)).unwrap();
    assert_eq!(before, Erased::default(), "nothing ended before");
    let counted = ledger.count_due(due(4), None).unwrap();
    let erased = ledger.erase_due(due(4), at(100)).unwrap();
    assert_eq!((erased.portraits, erased.values), (31, 31));
    assert_eq!(counted, erased, "no more than was told, and no less");
    let order = ledger.order(id(1)).unwrap();
    assert!(order.values.is_empty() && order.pictures.is_empty());
    assert_eq!(
        order.order.person,
        format!("Zoe {CANARY}"),
        "who it was for"
    );
    assert_eq!(found(&ledger, "example invalid"), 30, "only the later ones");
    assert_eq!(found(&ledger, CANARY), 1, "by name, reference and number");
    assert_eq!(found(&ledger, "51"), 1);
    let again = ledger.erase_due(due(4), at(101)).unwrap();
    assert_eq!(again, Erased::default());
    assert_eq!(ledger.erase_old_drafts(Some(at(7)), None).unwrap(), 1);
    ledger.check().unwrap();
    drop(ledger);
    let email = format!("{CANARY}@example.invalid");
    assert_eq!(pages_with(folder.path(), &email), 0);
    assert_eq!(pages_with(folder.path(), &CANARY.repeat(2)), 0, "pictures");
}

#[test]
fn of_an_order_that_had_no_pictures_none_is_said_to_be_erased() {
    let ledger = memory();
    let without = NewOrder {
        pictures: Vec::new(),
        ..order(2)
    };
    for new in [order(1), without] {
        ledger.commit(new, at(0)).unwrap();
    }
    accept(&ledger, 1, 1);
    accept(&ledger, 2, 2);
    let pictures = Some(at(9));
    let due = Due {
        pictures,
        ..Due::default()
    };
    assert_eq!(ledger.erase_due(due, at(10)).unwrap().portraits, 1);
    let erased_at = |number| ledger.order(id(number)).unwrap().pictures_erased_at;
    assert_eq!([1, 2].map(erased_at), [Some(at(10)), None]);
}

#[test]
fn words_that_may_quote_a_person_go_with_the_values_and_the_timeline_stays() {
    let (folder, ledger) = on_disk();
    ledger.commit(of_canary(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let problems = json!({ "code": "badInput", "detail": format!("{CANARY} is too long") });
    let refused = Settlement::Refused { problems };
    ledger.settle(id(1), refused, at(1)).unwrap();
    ledger.set_aside(id(1), &stamp(2)).unwrap();
    ledger.commit(order(2), at(0)).unwrap();
    ledger.claim(id(2), at(1)).unwrap();
    let errors = json!([format!("{CANARY} is not there")]);
    let receipt = Receipt {
        errors,
        ..receipt("7")
    };
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(2), accepted, at(2)).unwrap();
    let before = [1, 2].map(|number| kinds(&ledger, number));
    let values = Some(at(9));
    let due = Due {
        values,
        ..Due::default()
    };
    assert_eq!(ledger.erase_due(due, at(10)).unwrap().values, 2);
    assert_eq!([1, 2].map(|number| kinds(&ledger, number)), before);
    let [refused, accepted] = [1, 2].map(|number| ledger.order(id(number)).unwrap());
    assert_eq!(refused.problems, None);
    assert_eq!(refused.values_erased_at, Some(at(10)));
    assert_eq!(refused.pictures_erased_at, None);
    let kept = accepted.receipt.unwrap();
    assert_eq!(
        (kept.number.as_deref(), kept.errors),
        (Some("7"), json!([]))
    );
    ledger.check().unwrap();
    drop(ledger);
    let quoted = ["is too long", "is not there", "because of "];
    for said in quoted {
        assert_eq!(pages_with(folder.path(), said), 0, "{said}");
    }
}

fn kinds(ledger: &Ledger, number: u128) -> Vec<EventKind> {
    let timeline = ledger.order(id(number)).unwrap().timeline;
    timeline.iter().map(|event| event.kind).collect()
}

#[test]
fn a_draft_is_erased_when_its_time_is_over_unless_it_is_on_the_screen() {
    let (folder, ledger) = with_canary();
    let later = "{\"values\":{}}";
    ledger.save_draft(draft_id(2), "c", later, at(9)).unwrap();
    assert_eq!(ledger.erase_old_drafts(Some(at(6)), None).unwrap(), 0);
    let before = Some(at(7));
    let drafts = Due {
        drafts: before,
        ..Due::default()
    };
    let on_the_screen = Some(draft_id(1));
    let due = |spared| ledger.count_due(drafts, spared).unwrap().drafts;
    assert_eq!((due(None), due(on_the_screen)), (1, 0));
    assert_eq!(ledger.erase_old_drafts(before, on_the_screen).unwrap(), 0);
    assert_eq!(ledger.erase_old_drafts(before, None).unwrap(), 1);
    assert_eq!(ledger.drafts("c").unwrap().len(), 1, "the later one stays");
    drop(ledger);
    let body = format!("\"personLastName\":\"{CANARY}\"");
    assert_eq!(pages_with(folder.path(), &body), 0);
}

#[test]
fn the_last_look_for_what_is_due_is_remembered() {
    let ledger = memory();
    assert_eq!(ledger.last_erasure().unwrap(), None);
    let mut noted = Erasure {
        at: at(1),
        by: Some("Kari".into()),
        erased: Erased {
            portraits: 3,
            values: 2,
            drafts: 1,
        },
    };
    ledger.note_erasure(&noted).unwrap();
    assert_eq!(ledger.last_erasure().unwrap().as_ref(), Some(&noted));
    (noted.at, noted.by) = (at(2), None);
    ledger.note_erasure(&noted).unwrap();
    assert_eq!(ledger.last_erasure().unwrap(), Some(noted));
}

#[test]
fn what_has_no_time_is_kept() {
    let (_folder, ledger) = with_canary();
    assert_eq!(ledger.erase_old_drafts(None, None).unwrap(), 0);
    let erased = ledger.erase_due(Due::default(), at(1_000_000)).unwrap();
    assert_eq!(erased, Erased::default());
    assert_eq!(ledger.order(id(1)).unwrap().pictures, ["photo"]);
}

#[test]
fn an_order_that_may_be_on_its_way_is_neither_erased_nor_forgotten() {
    let ledger = memory();
    ledger.commit(of_canary(1), at(0)).unwrap();
    ledger.commit(of_canary(2), at(0)).unwrap();
    ledger.claim(id(2), at(1)).unwrap();
    let cause = "reset".into();
    ledger
        .settle(id(2), Settlement::Unknown { cause }, at(2))
        .unwrap();
    let long_ago = Some(at(1_000_000));
    let due = Due {
        pictures: long_ago,
        values: long_ago,
        drafts: None,
    };
    let erased = ledger.erase_due(due, at(1_000_001)).unwrap();
    assert_eq!(erased, Erased::default());
    for number in [1, 2] {
        let refused = ledger
            .forget(of_orders(&[id(number)]), &stamp(3))
            .unwrap_err();
        assert!(matches!(refused, LedgerError::Forbidden { .. }));
    }
    assert!(ledger.deletions().unwrap().is_empty());
}

#[test]
fn an_order_whose_first_one_is_forgotten_stays() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    accept(&ledger, 1, 1);
    let again = NewOrder {
        replaces: Some(id(1)),
        reissue: Some("lost".into()),
        ..order(2)
    };
    ledger.commit(again, at(2)).unwrap();
    ledger.forget(of_orders(&[id(1)]), &stamp(3)).unwrap();
    assert_eq!(ledger.order(id(2)).unwrap().replaces, None);
    assert_eq!(ledger.counts(None).unwrap().total(), 1);
}
