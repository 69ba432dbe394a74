//! What an operator found out about an order, and what goes with its end.

use crate::delivery::{in_state, state_of};
use crate::sample::{at, id, named, pin, receipt, stamp};
use ledger::{Answer, EventKind, Ledger, LedgerError, Query, Settlement, State};
use serde_json::json;

#[test]
fn only_an_unknown_outcome_can_be_answered() {
    for state in State::ALL
        .into_iter()
        .filter(|state| *state != State::Unknown)
    {
        let ledger = in_state(state);
        let number = "9".into();
        for answer in [
            Answer::NotThere,
            Answer::Close,
            Answer::ItIsThere { number },
        ] {
            let error = ledger.answer_unknown(id(1), answer, &stamp(3)).unwrap_err();
            assert_eq!(error, LedgerError::Forbidden { from: state });
        }
    }
}

#[test]
fn it_is_not_there_lets_it_be_sent_again() {
    let ledger = in_state(State::Unknown);
    let order = ledger
        .answer_unknown(id(1), Answer::NotThere, &stamp(3))
        .unwrap();
    assert_eq!(order.state, State::Waiting);
    assert!(ledger.claim(id(1), at(4)).unwrap().is_some());
}

#[test]
fn an_order_that_is_closed_is_never_sent_again_and_keeps_nothing_sensitive() {
    let ledger = in_state(State::Unknown);
    let order = ledger
        .answer_unknown(id(1), Answer::Close, &stamp(3))
        .unwrap();
    assert_eq!((order.state, order.cause), (State::Cancelled, None));
    assert!(ledger.claim(id(1), at(4)).unwrap().is_none());
    assert!(ledger.claim_unknown(id(1), at(4)).unwrap().is_none());
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!((detail.request, &detail.values[1].value), (None, &None));
    let last = detail.timeline.last().unwrap();
    assert_eq!(
        (last.kind, last.by.as_deref()),
        (EventKind::Closed, Some("Kari"))
    );
}

#[test]
fn it_is_there_is_a_receipt_confirmed_by_hand() {
    let ledger = in_state(State::Unknown);
    let answer = Answer::ItIsThere {
        number: " 1043 ".into(),
    };
    let order = ledger.answer_unknown(id(1), answer, &stamp(3)).unwrap();
    assert_eq!(
        (order.state, order.confirmed_by_hand),
        (State::Accepted, true)
    );
    assert_eq!(order.number.as_deref(), Some("1043"));
    let last = ledger.order(id(1)).unwrap().timeline.pop().unwrap();
    assert_eq!(
        (last.by.as_deref(), last.details),
        (Some("Kari"), json!({ "number": "1043" }))
    );
}

#[test]
fn an_order_is_found_by_its_corrected_number_and_no_more_by_the_mistyped_one() {
    let ledger = in_state(State::Unknown);
    let number = "1043".into();
    let there = Answer::ItIsThere { number };
    ledger.answer_unknown(id(1), there, &stamp(3)).unwrap();
    let found = |words: &str| {
        let query = Query {
            text: words.to_owned(),
            limit: 50,
            ..Query::default()
        };
        ledger.page(&query).unwrap().orders.len()
    };
    assert_eq!((found("1043"), found("1044")), (1, 0));
    let order = ledger.correct_number(id(1), "1044", &stamp(4)).unwrap();
    assert_eq!(order.number.as_deref(), Some("1044"));
    assert_eq!((found("1043"), found("1044")), (0, 1));
    assert_eq!(found(&order.person), 1);
    let kept = ledger.order(id(1)).unwrap();
    assert_eq!(kept.receipt.unwrap().number.as_deref(), Some("1044"));
    let last = kept.timeline.last().unwrap();
    assert_eq!(
        (last.kind, &last.details),
        (EventKind::NumberCorrected, &json!({ "number": "1044" }))
    );
}

#[test]
fn a_number_that_the_service_told_is_not_corrected() {
    let ledger = in_state(State::Accepted);
    let error = ledger.correct_number(id(1), "1044", &stamp(4)).unwrap_err();
    let from = State::Accepted;
    assert_eq!(error, LedgerError::Forbidden { from });
}

#[test]
fn a_number_that_another_order_has_is_not_taken_for_this_one() {
    let ledger = in_state(State::Unknown);
    ledger.commit(named(2, "Kari"), at(0)).unwrap();
    assert!(ledger.claim(id(2), at(3)).unwrap().is_some());
    ledger
        .settle(
            id(2),
            Settlement::Accepted {
                receipt: receipt("1043"),
            },
            at(4),
        )
        .unwrap();
    let answer = Answer::ItIsThere {
        number: "1043".into(),
    };
    let error = ledger.answer_unknown(id(1), answer, &stamp(5)).unwrap_err();
    assert_eq!(error, LedgerError::NumberTaken { order: id(2) });
    assert_eq!(state_of(&ledger), State::Unknown);
}

#[test]
fn acceptance_and_cancelling_erase_sensitive_values_and_the_request() {
    let confirmed = Answer::ItIsThere { number: "1".into() };
    let ends: [&dyn Fn(&Ledger); 3] = [
        &|ledger| drop(ledger.cancel(id(1), &stamp(3)).unwrap()),
        &|ledger| {
            ledger.claim(id(1), at(1)).unwrap();
            ledger
                .settle(
                    id(1),
                    Settlement::Accepted {
                        receipt: receipt("1"),
                    },
                    at(2),
                )
                .unwrap();
        },
        &|ledger| {
            ledger.claim(id(1), at(1)).unwrap();
            ledger.recover(at(2)).unwrap();
            ledger
                .answer_unknown(id(1), confirmed.clone(), &stamp(3))
                .unwrap();
        },
    ];
    for end in ends {
        let ledger = in_state(State::Waiting);
        end(&ledger);
        let detail = ledger.order(id(1)).unwrap();
        let kept: Vec<_> = detail.values.iter().map(|v| v.value.is_some()).collect();
        assert_eq!((kept, detail.request), (vec![true, false], None));
    }
}

#[test]
fn sensitive_values_are_kept_as_long_as_the_order_may_be_sent_or_corrected() {
    for state in [
        State::Unknown,
        State::Refused,
        State::Blocked,
        State::NotTaken,
    ] {
        let detail = in_state(state).order(id(1)).unwrap();
        assert_eq!(detail.values[1].value, Some(pin("7391").value), "{state:?}");
        assert!(detail.request.is_some());
    }
}
