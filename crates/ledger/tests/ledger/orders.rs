use crate::sample::{at, draft_id, id, memory, order, picture, receipt, stamp, value};
use ledger::{
    Event, HandOver, Ledger, LedgerError, Mark, NewOrder, PictureKind, Settlement, State,
};
use serde_json::json;

#[test]
fn an_order_is_kept_with_everything_it_is_made_of() {
    let ledger = memory();
    let placed = ledger.commit(order(1), at(0)).unwrap();
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!(detail.order, placed);
    assert_eq!((placed.state, placed.committed_at), (State::Waiting, at(0)));
    assert_eq!(
        (placed.by.as_str(), placed.station.as_str()),
        ("Ola Operator", "Counter 1")
    );
    assert_eq!(placed.template.name, "Company card");
    assert_eq!(detail.template_body, order(1).template.body);
    assert_eq!(
        detail.request.as_deref(),
        Some(r#"{"first":"Ola","pin":"7391"}"#)
    );
    let values: Vec<_> = detail
        .values
        .iter()
        .map(|v| (v.field.as_str(), &v.value))
        .collect();
    let expected = (Some(json!("ola@example.invalid")), Some(json!("7391")));
    assert_eq!(
        values,
        [("personEmail", &expected.0), ("personPin", &expected.1)]
    );
    assert_eq!(detail.pictures, ["photo"]);
    assert_eq!(
        ledger.picture(id(1), "photo").unwrap(),
        picture("photo").jpeg
    );
    assert_eq!(
        ledger.thumbnail(id(1)).unwrap(),
        Some(picture("photo").thumbnail)
    );
}

/// The timeline of order 1, a line for each event.
fn timeline(ledger: &Ledger) -> Vec<String> {
    let tell = |event: Event| {
        let minute = (event.at - at(0)).num_minutes();
        let by = event.by.as_deref().unwrap_or("program");
        format!(
            "{minute} {:?} {by}, {}: {}",
            event.kind, event.station, event.details
        )
    };
    ledger
        .order(id(1))
        .unwrap()
        .timeline
        .into_iter()
        .map(tell)
        .collect()
}

#[test]
fn the_timeline_says_who_did_what_when_and_where() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let cause = "connect".to_owned();
    ledger
        .settle(id(1), Settlement::NeverLeft { cause }, at(2))
        .unwrap();
    ledger.cancel(id(1), &stamp(3)).unwrap();
    let expected = [
        "0 Committed Ola Operator, Counter 1: null",
        "1 Claimed program, Counter 1: null",
        r#"2 NeverLeft program, Counter 1: {"cause":"connect"}"#,
        "3 Cancelled Kari, Counter 2: null",
    ];
    assert_eq!(timeline(&ledger), expected);
}

#[test]
fn pressing_twice_places_one_order() {
    let ledger = memory();
    ledger.save_draft(draft_id(1), "c", "{}", at(0)).unwrap();
    let first = ledger.commit(from_draft(1), at(0)).unwrap();
    let again = ledger.commit(from_draft(2), at(1)).unwrap();
    assert_eq!(
        (again, ledger.counts(None).unwrap().total()),
        (first.clone(), 1)
    );
    let same_id = NewOrder {
        draft: None,
        ..order(1)
    };
    assert_eq!(ledger.commit(same_id, at(2)).unwrap(), first);
    assert_eq!(ledger.order(id(1)).unwrap().timeline.len(), 1);
}

fn from_draft(number: u128) -> NewOrder {
    NewOrder {
        draft: Some(draft_id(1)),
        ..order(number)
    }
}

#[test]
fn an_order_takes_the_place_of_its_draft_and_a_late_autosave_does_not_bring_it_back() {
    let ledger = memory();
    ledger.save_draft(draft_id(1), "c", "{}", at(0)).unwrap();
    ledger
        .save_draft_picture(draft_id(1), "photo", PictureKind::Original, b"raw")
        .unwrap();
    ledger.commit(from_draft(1), at(1)).unwrap();
    ledger.save_draft(draft_id(1), "c", "{}", at(2)).unwrap();
    assert_eq!(ledger.drafts("c").unwrap(), []);
    assert_eq!(
        ledger
            .draft_picture(draft_id(1), "photo", PictureKind::Original)
            .unwrap(),
        None
    );
}

#[test]
fn a_commit_that_fails_leaves_nothing_and_keeps_the_draft() {
    let ledger = memory();
    ledger.save_draft(draft_id(1), "c", "{}", at(0)).unwrap();
    let twice = vec![picture("photo"), picture("photo")];
    let error = ledger
        .commit(
            NewOrder {
                pictures: twice,
                ..from_draft(1)
            },
            at(1),
        )
        .unwrap_err();
    assert_eq!(error.code(), "ledger_statement");
    assert_eq!(ledger.counts(None).unwrap().total(), 0);
    assert_eq!(ledger.order(id(1)).unwrap_err(), LedgerError::NotFound);
    assert_eq!(ledger.drafts("c").unwrap().len(), 1);
}

#[test]
fn a_correction_and_the_refused_order_know_each_other() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger
        .commit(
            NewOrder {
                replaces: Some(id(1)),
                ..order(2)
            },
            at(1),
        )
        .unwrap();
    assert_eq!(ledger.order(id(1)).unwrap().replaced_by, Some(id(2)));
    assert_eq!(ledger.order(id(2)).unwrap().replaces, Some(id(1)));
}

#[test]
fn values_of_every_kind_come_back_as_they_were() {
    let ledger = memory();
    let kinds = [
        json!("å\u{202e}🙂"),
        json!(12.5),
        json!(true),
        json!({ "a": [null] }),
        json!(null),
    ];
    let values = kinds.iter().map(|kind| ledger::StoredValue {
        value: kind.clone(),
        ..value("field", "")
    });
    ledger
        .commit(
            NewOrder {
                values: values.collect(),
                ..order(1)
            },
            at(0),
        )
        .unwrap();
    let kept = ledger.order(id(1)).unwrap().values;
    assert_eq!(
        kept.into_iter()
            .map(|v| v.value.unwrap())
            .collect::<Vec<_>>(),
        kinds
    );
}

fn marks() -> [Mark; 3] {
    let handed = HandOver {
        to: "Ola".into(),
        on: at(0).date_naive(),
    };
    [Mark::Arrived, Mark::CheckedOut, Mark::HandedOver(handed)]
}

fn accepted_order() -> Ledger {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let receipt = receipt("1042");
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(1), accepted, at(2)).unwrap();
    ledger
}

#[test]
fn a_mark_is_taken_back_and_what_stood_before_it_stands_again() {
    let ledger = accepted_order();
    let [arrived, checked_out, handed_over] = marks();
    let before = ledger.order(id(1)).unwrap().order;
    let arrived = ledger.mark(id(1), &arrived, &stamp(5)).unwrap();
    let handed = ledger.mark(id(1), &handed_over, &stamp(6)).unwrap();
    assert!(handed.handed_over.is_some());
    assert_eq!(ledger.take_back_mark(id(1), &stamp(7)).unwrap(), arrived);
    assert_eq!(ledger.take_back_mark(id(1), &stamp(8)).unwrap(), before);
    let nothing_left = ledger.take_back_mark(id(1), &stamp(9)).unwrap_err();
    let from = State::Accepted;
    assert_eq!(nothing_left, LedgerError::Forbidden { from });
    let again = ledger.mark(id(1), &checked_out, &stamp(10)).unwrap();
    assert_eq!(again.checked_out_at, Some(at(10)));
    ledger.mark(id(1), &handed_over, &stamp(11)).unwrap();
    assert_eq!(ledger.take_back_mark(id(1), &stamp(12)).unwrap(), again);
}

#[test]
fn a_mark_that_was_taken_back_stays_in_the_timeline_without_the_name_of_a_collector() {
    let ledger = accepted_order();
    let [_, _, handed_over] = marks();
    ledger.mark(id(1), &handed_over, &stamp(5)).unwrap();
    ledger.take_back_mark(id(1), &stamp(6)).unwrap();
    let timeline = ledger.order(id(1)).unwrap().timeline;
    let [.., handed, taken_back] = timeline.as_slice() else {
        panic!("{timeline:?}");
    };
    assert_eq!(
        handed.details["to"],
        json!(""),
        "nobody would find it there"
    );
    assert_eq!(taken_back.details, json!({ "mark": "handed_over" }));
    assert_eq!(taken_back.by.as_deref(), Some("Kari"));
}

#[test]
fn an_order_that_is_not_accepted_cannot_be_marked() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    for mark in marks() {
        let error = ledger.mark(id(1), &mark, &stamp(1)).unwrap_err();
        assert_eq!(
            error,
            LedgerError::Forbidden {
                from: State::Waiting
            }
        );
    }
}

#[test]
fn an_accepted_card_arrives_is_checked_out_and_is_handed_over() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    ledger
        .settle(
            id(1),
            Settlement::Accepted {
                receipt: receipt("1042"),
            },
            at(2),
        )
        .unwrap();
    let orders = marks().map(|mark| ledger.mark(id(1), &mark, &stamp(5)).unwrap());
    assert_eq!(orders[0].arrived_at, Some(at(5)));
    assert_eq!(orders[1].checked_out_at, Some(at(5)));
    assert_eq!(
        orders[2]
            .handed_over
            .as_ref()
            .map(|handed| handed.to.as_str()),
        Some("Ola")
    );
    let expected = [
        "5 Arrived Kari, Counter 2: null",
        "5 CheckedOut Kari, Counter 2: null",
        r#"5 HandedOver Kari, Counter 2: {"on":"2026-03-02","to":"Ola"}"#,
    ];
    assert_eq!(timeline(&ledger)[3..], expected);
}
