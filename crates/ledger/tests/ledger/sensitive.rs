//! Fields that became sensitive after they were ordered.

use crate::erased::pages_with;
use crate::sample::{CONNECTION, at, id, key, memory, on_disk, order, receipt, value};
use ledger::{
    ConnectionSnapshot, Identity, IdentityKind, Ledger, NewOrder, OrderedTemplate, Query,
    Settlement, Sought, TemplateSnapshot,
};

const CANARY: &str = "canary@example.invalid";

fn ordered() -> OrderedTemplate {
    OrderedTemplate {
        connection: CONNECTION.into(),
        template: "t-1".into(),
    }
}

fn email() -> Vec<String> {
    vec!["personEmail".into()]
}

fn identity() -> Identity {
    Identity {
        kind: IdentityKind::Email,
        text: CANARY.into(),
    }
}

/// An order that can be found by what is to become sensitive, and by what is not.
fn with_canary(number: u128) -> NewOrder {
    NewOrder {
        values: vec![
            value("personEmail", CANARY),
            value("personDepartment", "Drift"),
        ],
        request: format!("{{\"email\":\"{CANARY}\"}}"),
        identities: vec![identity()],
        ..order(number)
    }
}

fn accept(ledger: &Ledger, number: u128) {
    ledger.claim(id(number), at(1)).unwrap().unwrap();
    let receipt = receipt(&format!("99{number}"));
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(number), accepted, at(2)).unwrap();
}

fn found(ledger: &Ledger, text: &str) -> usize {
    let query = Query {
        text: text.into(),
        limit: 1000,
        ..Query::default()
    };
    ledger.page(&query).unwrap().orders.len()
}

#[test]
fn what_became_sensitive_is_found_no_more_and_legible_in_no_accepted_order() {
    let (folder, ledger) = on_disk();
    ledger.commit(with_canary(1), at(0)).unwrap();
    accept(&ledger, 1);
    drop(ledger);
    assert!(pages_with(folder.path(), CANARY) > 0);
    let ledger = Ledger::open(folder.path(), &key()).unwrap();
    assert_eq!(ledger.ordered_at_connections().unwrap(), [ordered()]);
    assert_eq!(ledger.mark_sensitive(&ordered(), &email()).unwrap(), 1);
    assert_eq!(found(&ledger, "canary"), 0);
    for text in ["nordmann", "e-1042", "drift", "991"] {
        assert_eq!(found(&ledger, text), 1, "{text}");
    }
    let values = ledger.order(id(1)).unwrap().values;
    assert!(values[0].sensitive && values[0].value.is_none());
    assert!(!values[1].sensitive && values[1].value.is_some());
    let same = Sought {
        connection: CONNECTION.into(),
        template: None,
        since: at(0),
        identities: vec![identity()],
        replaces: None,
    };
    assert!(ledger.same_person(&same).unwrap().is_empty());
    assert_eq!(ledger.mark_sensitive(&ordered(), &email()).unwrap(), 0);
    drop(ledger);
    assert_eq!(pages_with(folder.path(), CANARY), 0);
    assert_eq!(pages_with(folder.path(), "canary"), 0);
}

#[test]
fn an_order_that_waits_keeps_it_until_it_is_accepted() {
    let ledger = memory();
    ledger.commit(with_canary(1), at(0)).unwrap();
    assert_eq!(ledger.mark_sensitive(&ordered(), &email()).unwrap(), 1);
    assert_eq!(found(&ledger, "canary"), 0);
    let kept = ledger.order(id(1)).unwrap();
    assert!(kept.values[0].sensitive && kept.values[0].value.is_some());
    assert!(kept.request.is_some(), "it is still to be sent");
    accept(&ledger, 1);
    assert!(ledger.order(id(1)).unwrap().values[0].value.is_none());
}

#[test]
fn orders_of_another_template_or_connection_stay_as_they_are() {
    let ledger = memory();
    let template = TemplateSnapshot {
        id: "t-2".into(),
        ..order(1).template
    };
    let connection = ConnectionSnapshot {
        id: "another".into(),
        ..order(1).connection
    };
    for other in [
        NewOrder {
            template,
            ..with_canary(1)
        },
        NewOrder {
            connection,
            ..with_canary(2)
        },
    ] {
        ledger.commit(other, at(0)).unwrap();
    }
    assert_eq!(ledger.mark_sensitive(&ordered(), &email()).unwrap(), 0);
    assert_eq!(found(&ledger, "canary"), 2);
}

#[test]
fn however_many_orders_have_it_none_is_left_out() {
    let ledger = memory();
    for number in 1..=450 {
        ledger.commit(with_canary(number), at(0)).unwrap();
    }
    assert_eq!(ledger.mark_sensitive(&ordered(), &email()).unwrap(), 450);
    assert_eq!(found(&ledger, "canary"), 0);
}
