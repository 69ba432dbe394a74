use crate::sample::{CONNECTION, at, id, memory, named, order, receipt, stamp};
use ledger::{Answer, Change, EventKind, Finding, Ledger, LedgerError, Settlement, State};

fn with_an_unknown_order() -> Ledger {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.claim(id(1), at(1)).unwrap();
    let cause = "reset".to_owned();
    ledger
        .settle(id(1), Settlement::Unknown { cause }, at(2))
        .unwrap();
    ledger
}

fn last(ledger: &Ledger) -> (EventKind, String) {
    let event = ledger.order(id(1)).unwrap().timeline.pop().unwrap();
    (event.kind, event.details.to_string())
}

#[test]
fn an_order_that_was_found_is_accepted_and_its_sensitive_values_go() {
    let ledger = with_an_unknown_order();
    let found = ledger.found(id(1), &receipt("7"), None, at(3)).unwrap();
    assert_eq!(
        (found.state, found.confirmed_by_hand),
        (State::Accepted, false)
    );
    assert_eq!(
        last(&ledger),
        (EventKind::LookedUp, r#"{"found":"it"}"#.into())
    );
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!(
        (detail.values[1].value.clone(), detail.request),
        (None, None)
    );
    for connection in [CONNECTION, "another way to the account"] {
        let owner = ledger.order_of_receipt(connection, "65f0").unwrap();
        assert_eq!(owner, Some(id(1)));
    }
    assert_eq!(ledger.order_of_receipt(CONNECTION, "other").unwrap(), None);
}

#[test]
fn one_credential_is_never_given_to_two_orders_of_one_or_of_two_connections() {
    for connection in [CONNECTION, "another way to the account"] {
        let ledger = with_an_unknown_order();
        let mut other = named(2, "Kari");
        other.connection.id = connection.to_owned();
        ledger.commit(other, at(3)).unwrap();
        ledger.claim(id(2), at(3)).unwrap();
        let receipt = receipt("7");
        let settled = Settlement::Accepted {
            receipt: receipt.clone(),
        };
        ledger.settle(id(2), settled, at(4)).unwrap();
        for by in [None, Some(stamp(5))] {
            let error = ledger
                .found(id(1), &receipt, by.as_ref(), at(5))
                .unwrap_err();
            let taken = LedgerError::NumberTaken { order: id(2) };
            assert_eq!(error, taken, "{connection}");
        }
    }
}

#[test]
fn what_an_operator_found_is_marked_as_confirmed_by_hand() {
    let ledger = with_an_unknown_order();
    let by = stamp(3);
    let found = ledger
        .found(id(1), &receipt("7"), Some(&by), at(3))
        .unwrap();
    assert!(found.confirmed_by_hand);
    assert_eq!(last(&ledger).0, EventKind::ConfirmedByHand);
}

#[test]
fn an_unknown_order_is_claimed_again_once_and_alone() {
    let ledger = with_an_unknown_order();
    ledger.commit(named(2, "Kari"), at(3)).unwrap();
    ledger.claim(id(2), at(3)).unwrap();
    assert!(ledger.claim_unknown(id(1), at(3)).unwrap().is_none());
    let cause = String::new();
    ledger
        .settle(id(2), Settlement::NeverLeft { cause }, at(4))
        .unwrap();
    let claimed = ledger.claim_unknown(id(1), at(4)).unwrap().unwrap();
    assert_eq!(claimed.order.state, State::Sending);
    assert!(ledger.claim_unknown(id(1), at(5)).unwrap().is_none());
}

/// Every end of an attempt by which an order was certainly not placed in that attempt.
fn not_placed() -> [Settlement; 4] {
    let cause = || r#"{"code":"x"}"#.to_owned();
    let problems = serde_json::json!({ "code": "x" });
    [
        Settlement::NeverLeft { cause: cause() },
        Settlement::Blocked { cause: cause() },
        Settlement::Refused { problems },
        Settlement::NotTaken { until: at(99) },
    ]
}

#[test]
fn however_a_second_attempt_ends_the_first_may_have_placed_the_order() {
    for end in not_placed() {
        let ledger = with_an_unknown_order();
        ledger.claim_unknown(id(1), at(3)).unwrap().unwrap();
        let settled = ledger.settle(id(1), end.clone(), at(4)).unwrap();
        assert_eq!(settled.state, State::Unknown, "{end:?}");
        assert_eq!(last(&ledger).0, EventKind::Unknown, "{end:?}");
        let told = (settled.cause.as_deref(), settled.not_before);
        match end {
            Settlement::NotTaken { until } => assert_eq!(told, (None, Some(until))),
            _ => assert_eq!(told, (Some(r#"{"code":"x"}"#), None)),
        }
        let taken_back = ledger.cancel(id(1), &stamp(5)).unwrap_err();
        let from = State::Unknown;
        assert_eq!(taken_back, LedgerError::Forbidden { from });
        assert!(
            ledger
                .next_to_send(CONNECTION, at(200), &[])
                .unwrap()
                .is_none()
        );
    }
}

#[test]
fn an_order_that_an_operator_did_not_find_ends_as_its_next_attempt_ends() {
    for end in not_placed() {
        let ledger = with_an_unknown_order();
        ledger
            .answer_unknown(id(1), Answer::NotThere, &stamp(3))
            .unwrap();
        ledger.claim(id(1), at(4)).unwrap().unwrap();
        let settled = ledger.settle(id(1), end.clone(), at(5)).unwrap();
        assert_ne!(settled.state, State::Unknown, "{end:?}");
    }
}

#[test]
fn only_an_unknown_order_is_looked_up() {
    let ledger = memory();
    ledger.commit(order(1), at(0)).unwrap();
    let forbidden = LedgerError::Forbidden {
        from: State::Waiting,
    };
    let noted = ledger.note_look_up(id(1), Finding::Nothing, at(1));
    assert_eq!(noted.unwrap_err(), forbidden);
    let found = ledger.found(id(1), &receipt("7"), None, at(1));
    assert_eq!(found.unwrap_err(), forbidden);
    assert!(ledger.claim_unknown(id(1), at(1)).unwrap().is_none());
}

#[test]
fn what_is_done_with_a_credential_stands_in_its_orders_timeline() {
    let ledger = with_an_unknown_order();
    let change = Change::Revoked("lost".into());
    let early = ledger.note_change(id(1), &change, &stamp(3)).unwrap_err();
    assert_eq!(
        early,
        LedgerError::Forbidden {
            from: State::Unknown
        }
    );
    ledger.found(id(1), &receipt("7"), None, at(3)).unwrap();
    ledger.note_change(id(1), &change, &stamp(4)).unwrap();
    assert_eq!(
        last(&ledger),
        (EventKind::Revoked, r#"{"reason":"lost"}"#.into())
    );
}
