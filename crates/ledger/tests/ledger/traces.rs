//! What is kept of one person, and what is somebody else's.

use crate::sample::{at, draft_id, id, memory, named, order};
use ledger::{ConnectionSnapshot, Identity, IdentityKind, Ledger, LedgerError, NewOrder, Told};

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

fn known_by(identities: Vec<Identity>, order: NewOrder) -> NewOrder {
    NewOrder {
        identities,
        ..order
    }
}

fn elsewhere(order: NewOrder) -> NewOrder {
    NewOrder {
        connection: ConnectionSnapshot {
            id: "badges".into(),
            ..order.connection
        },
        ..order
    }
}

fn commit(ledger: &Ledger, orders: impl IntoIterator<Item = NewOrder>) {
    for order in orders {
        ledger.commit(order, at(0)).unwrap();
    }
}

#[test]
fn a_persons_orders_are_told_by_identity_at_any_connection_and_else_by_name() {
    let ledger = memory();
    let kari = || vec![email("kari@example.invalid"), reference("00412")];
    let married = elsewhere(named(2, "Kari Østbø"));
    let stranger = known_by(vec![reference("00412")], elsewhere(named(4, "Ola Berg")));
    commit(
        &ledger,
        [
            known_by(kari(), named(1, "Kari Bjørkås")),
            known_by(vec![email(" KARI@example.invalid")], married),
            named(3, "KARI BJORKAAS"),
            stranger,
            named(5, "Kari Bjørkås Hansen"),
            known_by(vec![reference("00412")], named(6, "K. Bjørkås")),
        ],
    );
    let traces = ledger.traces_of_person_of(id(1)).unwrap();
    let mut told: Vec<_> = traces
        .orders
        .iter()
        .map(|(it, told)| (it.id, *told))
        .collect();
    told.sort();
    let expected = [
        (id(1), Told::ByIdentity),
        (id(2), Told::ByIdentity),
        (id(3), Told::ByName),
        (id(6), Told::ByIdentity),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_draft_is_a_persons_if_the_name_or_the_address_stands_in_it() {
    let ledger = memory();
    let ola = vec![email("ola@example.invalid")];
    commit(&ledger, [known_by(ola, order(1))]);
    let bodies = [
        r#"{"first":"Ola","last":"NORDMANN"}"#,
        r#"{"email":"Ola@Example.invalid"}"#,
        r#"{"first":"Ola","last":"Berg"}"#,
    ];
    for (number, body) in (1..).zip(bodies) {
        ledger
            .save_draft(draft_id(number), "c", body, at(1))
            .unwrap();
    }
    let traces = ledger.traces_of_person_of(id(1)).unwrap();
    let drafts: Vec<_> = traces.drafts.iter().map(|draft| draft.id).collect();
    assert_eq!(drafts, [draft_id(2), draft_id(1)]);
}

#[test]
fn an_order_without_a_name_is_found_alone_and_one_that_is_gone_is_not() {
    let ledger = memory();
    commit(&ledger, [named(1, ""), named(2, "")]);
    let traces = ledger.traces_of_person_of(id(1)).unwrap();
    assert_eq!(traces.orders.len(), 1);
    let missing = ledger.traces_of_person_of(id(7)).unwrap_err();
    assert_eq!(missing, LedgerError::NotFound);
}

#[test]
fn nothing_is_found_by_nothing_and_more_than_are_shown_is_told() {
    let ledger = memory();
    commit(
        &ledger,
        (1..=201).map(|number| named(number, "Ola Nordmann")),
    );
    assert!(ledger.traces_of(" - ").unwrap().orders.is_empty());
    let traces = ledger.traces_of("nordm").unwrap();
    assert_eq!((traces.orders.len(), traces.more), (200, true));
}
