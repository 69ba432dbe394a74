//! Orders that look like another one.

use crate::sample::{CONNECTION, at, id, key, memory, on_disk, order, picture, receipt, stamp};
use ledger::{
    Answer, EventKind, Identity, IdentityKind, Ledger, NewOrder, Settlement, Sought, StoredPicture,
};
use serde_json::json;

const HASH: [u8; 32] = [7; 32];

fn email(text: &str) -> Identity {
    Identity {
        kind: IdentityKind::Email,
        text: text.into(),
    }
}

fn reference(text: &str) -> Identity {
    Identity {
        kind: IdentityKind::ExternalId,
        text: text.into(),
    }
}

fn known(number: u128, identities: Vec<Identity>) -> NewOrder {
    NewOrder {
        identities,
        ..order(number)
    }
}

fn sought(identities: Vec<Identity>) -> Sought {
    Sought {
        connection: CONNECTION.into(),
        template: None,
        since: at(0),
        identities,
        replaces: None,
    }
}

fn found(ledger: &Ledger, sought: &Sought) -> Vec<u128> {
    let found = ledger.same_person(sought).unwrap();
    found
        .iter()
        .map(|one| {
            uuid::Uuid::parse_str(&one.order.id.to_string())
                .unwrap()
                .as_u128()
        })
        .collect()
}

#[test]
fn an_order_of_the_same_person_is_found_by_what_they_share() {
    let ledger = memory();
    let both = vec![email("Ola@Example.invalid"), reference("E-1")];
    ledger.commit(known(1, both), at(0)).unwrap();
    ledger
        .commit(known(2, vec![email("kari@example.invalid")]), at(1))
        .unwrap();
    let looks = ledger
        .same_person(&sought(vec![
            reference(" e-1 "),
            email("ola@example.INVALID"),
        ]))
        .unwrap();
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].order.id, id(1));
    assert_eq!(
        looks[0].same,
        [IdentityKind::ExternalId, IdentityKind::Email]
    );
    assert!(found(&ledger, &sought(vec![email("ola-example.invalid")])).is_empty());
}

#[test]
fn only_recent_orders_of_the_connection_and_the_template_are_meant() {
    let ledger = memory();
    ledger
        .commit(known(1, vec![reference("1")]), at(0))
        .unwrap();
    ledger
        .commit(known(2, vec![reference("1")]), at(5))
        .unwrap();
    let one = || sought(vec![reference("1")]);
    assert_eq!(found(&ledger, &one()), [2, 1], "newest first");
    let recent = Sought {
        since: at(3),
        ..one()
    };
    assert_eq!(found(&ledger, &recent), [2]);
    let elsewhere = Sought {
        connection: "another".into(),
        ..one()
    };
    assert!(found(&ledger, &elsewhere).is_empty());
    let of = |template: &str| Sought {
        template: Some(template.into()),
        ..one()
    };
    assert_eq!(found(&ledger, &of("t-1")), [2, 1]);
    assert!(found(&ledger, &of("t-2")).is_empty());
}

#[test]
fn what_came_to_nothing_is_no_other_order() {
    let ledger = memory();
    for number in 1..=3 {
        ledger
            .commit(known(number, vec![reference("1")]), at(0))
            .unwrap();
    }
    ledger.cancel(id(1), &stamp(1)).unwrap();
    ledger.claim(id(2), at(1)).unwrap();
    let problems = json!({ "code": "badInput" });
    ledger
        .settle(id(2), Settlement::Refused { problems }, at(2))
        .unwrap();
    ledger.claim(id(3), at(3)).unwrap();
    let cause = "reset".into();
    ledger
        .settle(id(3), Settlement::Unknown { cause }, at(4))
        .unwrap();
    assert_eq!(found(&ledger, &sought(vec![reference("1")])), [3]);
}

/// An order that may have been placed, until an operator closed it.
fn closed(ledger: &Ledger, new: NewOrder) {
    let placed = ledger.commit(new, at(0)).unwrap().id;
    ledger.claim(placed, at(1)).unwrap();
    let cause = "reset".into();
    ledger
        .settle(placed, Settlement::Unknown { cause }, at(2))
        .unwrap();
    ledger
        .answer_unknown(placed, Answer::Close, &stamp(3))
        .unwrap();
}

#[test]
fn one_that_was_closed_may_be_there_all_the_same_but_not_for_what_takes_its_place() {
    let ledger = memory();
    closed(&ledger, known(1, vec![reference("1")]));
    let next = sought(vec![reference("1")]);
    assert_eq!(found(&ledger, &next), [1]);
    let in_its_place = Sought {
        replaces: Some(id(1)),
        ..next
    };
    assert!(found(&ledger, &in_its_place).is_empty());
}

const COMPOSED: &str = "\u{c5}se-1";
const APART: &str = "A\u{30a}se-1";

#[test]
fn a_reference_is_the_same_however_its_letters_are_encoded() {
    let ledger = memory();
    ledger
        .commit(known(1, vec![reference(APART)]), at(0))
        .unwrap();
    ledger
        .commit(known(2, vec![reference("\u{ff11}\u{a0}")]), at(1))
        .unwrap();
    assert_eq!(found(&ledger, &sought(vec![reference(COMPOSED)])), [1]);
    assert_eq!(found(&ledger, &sought(vec![reference("1")])), [2]);
}

/// A ledger in which this stands for the reference of order 1, as it was written before spellings
/// were one.
fn written_before(text: &str) -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = on_disk();
    let with = |external_id: &str| NewOrder {
        external_id: Some(external_id.into()),
        ..known(1, vec![reference(external_id)])
    };
    ledger.commit(with(text), at(0)).unwrap();
    drop(ledger);
    let db = rusqlite::Connection::open(folder.path().join("ledger.db")).unwrap();
    let hex = "5a".repeat(ledger::LedgerKey::LENGTH);
    db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    let rewritten = db.execute("UPDATE identity SET folded = ?", [text.to_lowercase()]);
    assert_eq!(rewritten.unwrap(), 1);
    drop(db);
    let ledger = Ledger::open(folder.path(), &key()).unwrap();
    (folder, ledger)
}

#[test]
fn what_was_written_before_spellings_were_one_is_found_by_either() {
    for (before, now) in [(APART, COMPOSED), (COMPOSED, APART), (APART, APART)] {
        let (_folder, ledger) = written_before(before);
        assert_eq!(found(&ledger, &sought(vec![reference(now)])), [1]);
        assert_eq!(ledger.references_of(CONNECTION, now).unwrap(), [before]);
        let newer = known(2, vec![reference(now)]);
        let newer = NewOrder {
            person: "Ola Nordmann".into(),
            ..newer
        };
        ledger.commit(newer, at(1)).unwrap();
        let traces = ledger.traces_of_person_of(id(2)).unwrap();
        assert_eq!(traces.orders.len(), 2, "{before} and {now}");
    }
}

#[test]
fn the_orders_that_one_follows_are_no_others_but_its_sisters_are() {
    let ledger = memory();
    let after = |number, replaces| NewOrder {
        replaces,
        ..known(number, vec![reference("1")])
    };
    ledger.commit(after(1, None), at(0)).unwrap();
    ledger.commit(after(2, Some(id(1))), at(1)).unwrap();
    ledger.commit(after(3, Some(id(1))), at(2)).unwrap();
    let next = Sought {
        replaces: Some(id(2)),
        ..sought(vec![reference("1")])
    };
    assert_eq!(found(&ledger, &next), [3]);
}

fn pictured(number: u128, person: &str) -> NewOrder {
    NewOrder {
        person: person.into(),
        pictures: vec![StoredPicture {
            original_sha256: Some(HASH),
            ..picture("photo")
        }],
        ..order(number)
    }
}

#[test]
fn the_same_picture_is_found_under_another_name_only() {
    let ledger = memory();
    ledger.commit(pictured(1, "Åse Østbø"), at(0)).unwrap();
    let under = |person: &str| {
        ledger
            .same_picture(CONNECTION, &HASH, person, None)
            .unwrap()
            .len()
    };
    assert_eq!(under("Ola Nordmann"), 1);
    assert_eq!(under("ÅSE  ØSTBØ"), 0, "the same name, written otherwise");
    let other = ledger.same_picture(CONNECTION, &[8; 32], "Ola", None);
    assert!(other.unwrap().is_empty());
    let replaced = ledger.same_picture(CONNECTION, &HASH, "Åse Lie", Some(id(1)));
    assert!(
        replaced.unwrap().is_empty(),
        "a new name of the same person"
    );
    let elsewhere = ledger.same_picture("another", &HASH, "Ola", None);
    assert!(elsewhere.unwrap().is_empty());
}

#[test]
fn why_an_order_was_placed_all_the_same_stands_in_its_timeline() {
    let ledger = memory();
    let anyway = NewOrder {
        anyway: Some("a second car".into()),
        ..order(1)
    };
    ledger.commit(anyway, at(0)).unwrap();
    let timeline = ledger.order(id(1)).unwrap().timeline;
    assert_eq!(timeline[1].kind, EventKind::OrderedAnyway);
    assert_eq!(timeline[1].details, json!({ "reason": "a second car" }));
    assert_eq!(timeline[1].by.as_deref(), Some("Ola Operator"));
}

#[test]
fn a_reissue_keeps_its_reason_and_both_timelines_tell_it() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let receipt = receipt("5");
    ledger
        .settle(id(1), Settlement::Accepted { receipt }, at(2))
        .unwrap();
    let again = NewOrder {
        replaces: Some(id(1)),
        reissue: Some("lost".into()),
        ..order(2)
    };
    let placed = ledger.commit(again, at(3)).unwrap();
    assert_eq!(placed.reissue.as_deref(), Some("lost"));
    let first = ledger.order(id(1)).unwrap();
    let last = first.timeline.last().unwrap();
    assert_eq!(last.kind, EventKind::Reissued);
    assert_eq!(last.details, json!({ "reissue": "lost", "order": id(2) }));
    let began = &ledger.order(id(2)).unwrap().timeline[0];
    assert_eq!(began.details, json!({ "reissue": "lost" }));
}

#[test]
fn the_references_of_reissues_are_found_by_the_first_one() {
    let ledger = memory();
    let with = |number, external_id: &str, identities| NewOrder {
        external_id: Some(external_id.into()),
        ..known(number, identities)
    };
    let first = with(1, "00412", vec![reference("00412")]);
    let second = with(2, "00412-2", vec![reference("00412-2"), reference("00412")]);
    ledger.commit(first, at(0)).unwrap();
    ledger.commit(second, at(1)).unwrap();
    let found = ledger.references_of(CONNECTION, "00412").unwrap();
    assert_eq!(found, ["00412", "00412-2"]);
    let found = ledger.references_of(CONNECTION, "00412-2").unwrap();
    assert_eq!(found, ["00412-2"]);
}
