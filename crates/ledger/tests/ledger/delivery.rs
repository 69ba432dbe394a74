use crate::sample::{CONNECTION, at, id, memory, named, order, pin, receipt, stamp};
use ledger::{
    Answer, ConnectionSnapshot, EventKind, Ledger, LedgerError, NewOrder, Order, Settlement, State,
};
use serde_json::json;

fn settlements() -> [(Settlement, State); 6] {
    let cause = || "because".to_owned();
    [
        (Settlement::NeverLeft { cause: cause() }, State::Waiting),
        (Settlement::NotTaken { until: at(60) }, State::NotTaken),
        (Settlement::Blocked { cause: cause() }, State::Blocked),
        (
            Settlement::Refused {
                problems: json!([]),
            },
            State::Refused,
        ),
        (
            Settlement::Accepted {
                receipt: receipt("7"),
            },
            State::Accepted,
        ),
        (Settlement::Unknown { cause: cause() }, State::Unknown),
    ]
}

/// A ledger with order 1 in a given state.
fn in_state(state: State) -> Ledger {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    match state {
        State::Waiting => {}
        State::Cancelled => drop(ledger.cancel(id(1), &stamp(1)).unwrap()),
        _ => assert!(ledger.claim(id(1), at(1)).unwrap().is_some()),
    }
    if let Some((settlement, _)) = settlements().into_iter().find(|(_, to)| *to == state)
        && state != State::Waiting
    {
        ledger.settle(id(1), settlement, at(2)).unwrap();
    }
    assert_eq!(state_of(&ledger), state);
    ledger
}

fn state_of(ledger: &Ledger) -> State {
    ledger.order(id(1)).unwrap().order.state
}

#[test]
fn an_attempt_ends_in_the_state_its_settlement_names() {
    for (settlement, state) in settlements() {
        let ledger = in_state(State::Sending);
        assert_eq!(
            ledger.settle(id(1), settlement, at(2)).unwrap().state,
            state
        );
        assert_eq!(state_of(&ledger), state);
    }
}

#[test]
fn only_what_is_being_sent_can_be_settled() {
    for state in State::ALL
        .into_iter()
        .filter(|state| *state != State::Sending)
    {
        let ledger = in_state(state);
        for (settlement, _) in settlements() {
            let error = ledger.settle(id(1), settlement, at(3)).unwrap_err();
            assert_eq!(error, LedgerError::Forbidden { from: state });
        }
        assert_eq!(state_of(&ledger), state);
    }
}

#[test]
fn only_what_waits_can_be_claimed() {
    for state in State::ALL {
        let claimed = in_state(state).claim(id(1), at(3)).unwrap().is_some();
        assert_eq!(claimed, state == State::Waiting, "{state:?}");
    }
}

#[test]
fn what_was_not_taken_waits_until_the_time_it_was_given() {
    let ledger = in_state(State::NotTaken);
    assert_eq!(ledger.order(id(1)).unwrap().order.not_before, Some(at(60)));
    assert_eq!(ledger.next_to_send(CONNECTION, at(59)).unwrap(), None);
    assert!(ledger.claim(id(1), at(59)).unwrap().is_none());
    assert_eq!(next(&ledger, 60), Some(id(1)));
    assert!(ledger.claim(id(1), at(60)).unwrap().is_some());
    assert_eq!(ledger.order(id(1)).unwrap().order.not_before, None);
}

fn next(ledger: &Ledger, minutes: i64) -> Option<ledger::OrderId> {
    ledger
        .next_to_send(CONNECTION, at(minutes))
        .unwrap()
        .map(|order| order.id)
}

#[test]
fn orders_leave_oldest_first_and_one_at_a_time_per_connection() {
    let ledger = memory();
    let elsewhere = |number| NewOrder {
        connection: ConnectionSnapshot {
            id: "other".into(),
            ..order(1).connection
        },
        ..order(number)
    };
    for new in [order(3), order(1), elsewhere(2)] {
        ledger.commit(new, at(0)).unwrap();
    }
    assert_eq!(next(&ledger, 1), Some(id(3)));
    assert!(ledger.claim(id(3), at(1)).unwrap().is_some());
    assert!(ledger.claim(id(3), at(1)).unwrap().is_none());
    assert_eq!(next(&ledger, 1), Some(id(1)));
    assert!(ledger.claim(id(1), at(1)).unwrap().is_none());
    assert!(ledger.claim(id(2), at(1)).unwrap().is_some());
    ledger
        .settle(
            id(3),
            Settlement::Accepted {
                receipt: receipt("1"),
            },
            at(2),
        )
        .unwrap();
    assert!(ledger.claim(id(1), at(3)).unwrap().is_some());
}

#[test]
fn of_two_who_claim_at_once_one_gets_the_order() {
    let ledger = in_state(State::Waiting);
    let claims = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| ledger.claim(id(1), at(1)).unwrap().is_some()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .filter(|won| *won)
            .count()
    });
    assert_eq!(claims, 1);
}

#[test]
fn what_may_have_left_cannot_be_cancelled() {
    for state in State::ALL {
        let not_left = [State::Waiting, State::NotTaken, State::Blocked].contains(&state);
        match in_state(state).cancel(id(1), &stamp(3)) {
            Ok(order) => assert!(not_left && order.state == State::Cancelled, "{state:?}"),
            Err(error) => {
                assert!(!not_left);
                assert_eq!(error, LedgerError::Forbidden { from: state });
            }
        }
    }
}

#[test]
fn a_receipt_is_shown_by_the_order_and_its_detail() {
    let ledger = in_state(State::Accepted);
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!(detail.receipt, Some(receipt("7")));
    assert_eq!(detail.order.number.as_deref(), Some("7"));
    assert_eq!(detail.order.service_status.as_deref(), Some("in_queue"));
    assert!(!detail.order.confirmed_by_hand);
    assert_eq!(detail.problems, None);
}

#[test]
fn the_problems_of_a_refused_order_are_kept() {
    let ledger = in_state(State::Sending);
    let problems = json!([{ "field": "personPhone" }]);
    ledger
        .settle(
            id(1),
            Settlement::Refused {
                problems: problems.clone(),
            },
            at(2),
        )
        .unwrap();
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!((detail.problems, detail.receipt), (Some(problems), None));
    assert!(detail.request.is_some());
}

#[test]
fn a_connection_that_was_mended_lets_its_blocked_orders_wait_again() {
    let ledger = in_state(State::Blocked);
    assert_eq!(
        ledger.order(id(1)).unwrap().order.cause.as_deref(),
        Some("because")
    );
    assert_eq!(ledger.unblock("other", at(3)).unwrap(), 0);
    assert_eq!(ledger.unblock(CONNECTION, at(3)).unwrap(), 1);
    let Order { state, cause, .. } = ledger.order(id(1)).unwrap().order;
    assert_eq!((state, cause), (State::Waiting, None));
}

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

#[test]
fn what_is_not_there_is_not_found() {
    let ledger = memory();
    assert_eq!(
        ledger.claim(id(1), at(0)).unwrap_err(),
        LedgerError::NotFound
    );
    assert_eq!(
        ledger.cancel(id(1), &stamp(0)).unwrap_err(),
        LedgerError::NotFound
    );
    assert_eq!(
        ledger.picture(id(1), "photo").unwrap_err(),
        LedgerError::NotFound
    );
    assert_eq!(ledger.thumbnail(id(1)).unwrap(), None);
}
