use crate::sample::{CONNECTION, at, id, memory, order, receipt, stamp};
use ledger::{
    ConnectionSnapshot, EventKind, Ledger, LedgerError, NewOrder, Order, Settlement, State,
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
pub fn in_state(state: State) -> Ledger {
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

pub fn state_of(ledger: &Ledger) -> State {
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
    assert_eq!(ledger.next_to_send(CONNECTION, at(59), &[]).unwrap(), None);
    assert!(ledger.claim(id(1), at(59)).unwrap().is_none());
    assert_eq!(next(&ledger, 60), Some(id(1)));
    assert!(ledger.claim(id(1), at(60)).unwrap().is_some());
    assert_eq!(ledger.order(id(1)).unwrap().order.not_before, None);
}

#[test]
fn what_was_not_taken_does_not_wait_for_a_clock_that_was_set_back() {
    let ledger = in_state(State::NotTaken);
    assert_eq!(next(&ledger, -1_440), Some(id(1)));
    assert!(ledger.claim(id(1), at(-1_440)).unwrap().is_some());
}

fn next(ledger: &Ledger, minutes: i64) -> Option<ledger::OrderId> {
    ledger.next_to_send(CONNECTION, at(minutes), &[]).unwrap()
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
    let but_for_the_first = ledger.next_to_send(CONNECTION, at(1), &[id(3)]);
    assert_eq!(but_for_the_first.unwrap(), Some(id(1)));
    let but_for_both = ledger.next_to_send(CONNECTION, at(1), &[id(3), id(1)]);
    assert_eq!(but_for_both.unwrap(), None);
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

/// The kinds of what happened to an order.
fn kinds(ledger: &Ledger, number: u128) -> Vec<EventKind> {
    let timeline = ledger.order(id(number)).unwrap().timeline;
    timeline.iter().map(|event| event.kind).collect()
}

#[test]
fn an_order_whose_way_is_free_is_written_down_and_taken_at_once() {
    let ledger = memory();
    let (placed, claimed) = ledger.commit_and_claim(order(1), at(0)).unwrap();
    let claimed = claimed.unwrap();
    assert_eq!(claimed, ledger.order(id(1)).unwrap());
    assert_eq!(claimed.order, placed);
    assert_eq!(
        (placed.state, placed.claimed_at),
        (State::Sending, Some(at(0)))
    );
    assert!(claimed.request.is_some());
    assert_eq!(
        kinds(&ledger, 1),
        [EventKind::Committed, EventKind::Claimed]
    );
    assert!(ledger.claim(id(1), at(1)).unwrap().is_none());
}

#[test]
fn an_order_behind_one_that_is_being_sent_is_written_down_and_waits() {
    let ledger = in_state(State::Sending);
    let (placed, claimed) = ledger.commit_and_claim(order(2), at(1)).unwrap();
    assert_eq!((placed.state, claimed), (State::Waiting, None));
    assert_eq!(kinds(&ledger, 2), [EventKind::Committed]);
}

#[test]
fn an_order_that_is_there_already_is_not_taken_once_more() {
    let ledger = in_state(State::Waiting);
    let (placed, claimed) = ledger.commit_and_claim(order(1), at(1)).unwrap();
    assert_eq!((placed.state, claimed), (State::Waiting, None));
    assert_eq!(kinds(&ledger, 1), [EventKind::Committed]);
}
