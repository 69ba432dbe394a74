//! People who are known: from a roster, and from what was ordered for them.

use crate::erased::pages_with;
use crate::sample::{CONNECTION, at, id, memory, named, on_disk, order, receipt, stamp, value};
use ledger::{
    Due, Identity, IdentityKind, Ledger, LedgerError, Marked, NewOrder, NewRoster, NewRosterPerson,
    Settlement, StoredValue,
};
use serde_json::json;

/// A word that stands nowhere else.
const CANARY: &str = "zqcanary7391";

fn person(name: &str, number: &str) -> NewRosterPerson {
    let values = [("personFullName", name), ("personEmployeeNo", number)];
    NewRosterPerson {
        name: name.into(),
        values: values
            .map(|(field, text)| (field.into(), text.into()))
            .into(),
        found_by: format!("{name} {number}"),
    }
}

fn roster(people: Vec<NewRosterPerson>) -> NewRoster {
    NewRoster {
        file: "staff.csv".into(),
        imported_at: at(1),
        unused: vec!["Lønn".into()],
        people,
    }
}

fn with_roster(ledger: &Ledger, people: &[(&str, &str)]) {
    let people = people.iter().map(|(name, number)| person(name, number));
    ledger.replace_roster(&roster(people.collect())).unwrap();
}

fn listed(ledger: &Ledger, text: &str) -> Vec<String> {
    let people = ledger.roster_people(text, 8).unwrap();
    people.into_iter().map(|person| person.name).collect()
}

fn ordered(ledger: &Ledger, text: &str) -> Vec<String> {
    let fields = ["personFirstName", "personEmployeeNo", "personEmail"];
    let orders = ledger.ordered_for(CONNECTION, text, &fields).unwrap();
    orders.into_iter().map(|one| one.order.person).collect()
}

fn accept(ledger: &Ledger, number: u128) {
    ledger.claim(id(number), at(1)).unwrap();
    let receipt = receipt(&format!("5{number}"));
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(number), accepted, at(2)).unwrap();
}

#[test]
fn people_of_the_roster_are_found_by_the_start_of_each_word_however_it_is_written() {
    let ledger = memory();
    let people = [
        ("Åse Bjørkås", "00412"),
        ("Kari Bjørnstad", "00413"),
        ("Ola Moe", "7"),
    ];
    with_roster(&ledger, &people);
    assert_eq!(listed(&ledger, "bjor"), ["Kari Bjørnstad", "Åse Bjørkås"]);
    assert_eq!(listed(&ledger, "BJØRN ka"), ["Kari Bjørnstad"]);
    assert_eq!(listed(&ledger, "aase"), ["Åse Bjørkås"]);
    assert_eq!(listed(&ledger, "0041").len(), 2);
    assert!(listed(&ledger, "stad").is_empty(), "no part in the middle");
    assert!(listed(&ledger, " - ").is_empty(), "no word, nobody");
    assert_eq!(ledger.roster_people("0", 1).unwrap().len(), 1);
}

#[test]
fn a_roster_takes_the_place_of_the_one_before_whole() {
    let ledger = memory();
    assert_eq!(ledger.roster().unwrap(), None);
    with_roster(&ledger, &[("Kari Moe", "7"), ("Ola Moe", "8")]);
    let before = ledger.roster_people("kari", 8).unwrap().remove(0);
    let kept = ledger.roster().unwrap().unwrap();
    assert_eq!((kept.file.as_str(), kept.people), ("staff.csv", 2));
    assert_eq!(
        (kept.imported_at, kept.unused),
        (at(1), vec!["Lønn".into()])
    );
    assert_eq!(before.values["personEmployeeNo"], "7");
    with_roster(&ledger, &[("Siri Lie", "9")]);
    assert_eq!(ledger.roster().unwrap().unwrap().people, 1);
    assert!(listed(&ledger, "moe").is_empty());
    let gone = ledger.roster_person(before.id).unwrap_err();
    assert_eq!(
        gone,
        LedgerError::NotFound,
        "nobody new under an old number"
    );
    ledger.remove_roster().unwrap();
    assert_eq!(ledger.roster().unwrap(), None);
    ledger.remove_roster().unwrap();
}

/// Enough people that the tables have many pages.
fn crowd() -> Vec<NewRosterPerson> {
    let mut people: Vec<_> = (0..400)
        .map(|number| {
            person(
                &format!("Name{number} Familie{number}"),
                &number.to_string(),
            )
        })
        .collect();
    people.insert(200, person(&format!("Zoe {CANARY}"), "7391"));
    people
}

#[test]
fn nothing_of_a_roster_is_in_any_page_once_it_is_removed_or_replaced() {
    for replace in [false, true] {
        let (folder, ledger) = on_disk();
        ledger.replace_roster(&roster(crowd())).unwrap();
        if replace {
            with_roster(&ledger, &[("Ola Moe", "8")]);
        } else {
            ledger.remove_roster().unwrap();
        }
        drop(ledger);
        assert_eq!(pages_with(folder.path(), CANARY), 0, "{replace}");
    }
}

#[test]
fn one_person_of_a_roster_is_forgotten_to_the_last_byte() {
    let (folder, ledger) = on_disk();
    ledger.replace_roster(&roster(crowd())).unwrap();
    assert!(ledger.roster_people_with("zqcanary").unwrap().is_empty());
    let found = ledger.roster_people_with(CANARY).unwrap();
    let ids: Vec<_> = found.iter().map(|person| person.id).collect();
    let people = Marked {
        people: &ids,
        ..Marked::default()
    };
    for gone in [1, 0] {
        let deletion = ledger.forget(people, &stamp(9)).unwrap();
        assert_eq!(deletion.deleted.people, gone);
        assert_eq!(ledger.deletions().unwrap()[0], deletion);
    }
    assert_eq!(ledger.roster().unwrap().unwrap().people, 400);
    drop(ledger);
    assert_eq!(pages_with(folder.path(), CANARY), 0);
}

#[test]
fn the_same_pages_show_a_person_who_is_not_forgotten() {
    let (folder, ledger) = on_disk();
    ledger.replace_roster(&roster(crowd())).unwrap();
    drop(ledger);
    assert!(pages_with(folder.path(), CANARY) > 0);
}

fn told(number: u128, name: &str, values: &[(&str, &str)]) -> NewOrder {
    let values = values.iter().map(|(field, text)| value(field, text));
    NewOrder {
        values: values.collect(),
        ..named(number, name)
    }
}

#[test]
fn who_was_ordered_for_is_found_by_name_number_and_address_newest_first() {
    let ledger = memory();
    let kari = [
        ("personEmail", "kari@example.invalid"),
        ("personEmployeeNo", "00412"),
    ];
    ledger.commit(told(1, "Kari Moe", &kari), at(0)).unwrap();
    ledger
        .commit(told(2, "Karl Øverås", &[("personEmployeeNo", "9")]), at(1))
        .unwrap();
    assert_eq!(ordered(&ledger, "ka"), ["Karl Øverås", "Kari Moe"]);
    assert_eq!(ordered(&ledger, "moe kari"), ["Kari Moe"]);
    assert_eq!(ordered(&ledger, "kari@ex"), ["Kari Moe"]);
    assert_eq!(ordered(&ledger, "0041"), ["Kari Moe"]);
    assert_eq!(
        ordered(&ledger, "vera"),
        ["Karl Øverås"],
        "a part of three letters"
    );
    assert!(ordered(&ledger, "  ").is_empty());
    let elsewhere = ledger.ordered_for("other", "kari", &[]).unwrap();
    assert!(elsewhere.is_empty(), "another connection");
}

#[test]
fn other_fields_bring_nobody_and_neither_does_what_is_sensitive() {
    let ledger = memory();
    let salg = [("personFirstName", "Ola"), ("personDepartment", "Salg")];
    let secret = StoredValue {
        sensitive: true,
        searchable: false,
        ..value("personEmail", "salg@example.invalid")
    };
    let mut order = told(1, "Ola Moe", &salg);
    order.values.push(secret);
    ledger.commit(order, at(0)).unwrap();
    assert!(ordered(&ledger, "salg").is_empty());
    assert_eq!(ordered(&ledger, "ola"), ["Ola Moe"]);
}

#[test]
fn a_number_that_is_no_text_is_found_whole() {
    let ledger = memory();
    let number = StoredValue {
        value: json!(4711),
        searchable: false,
        ..value("personEmployeeNo", "")
    };
    let order = NewOrder {
        values: vec![number],
        identities: vec![Identity {
            kind: IdentityKind::EmployeeNumber,
            text: "4711".into(),
        }],
        ..named(1, "Ola Moe")
    };
    ledger.commit(order, at(0)).unwrap();
    assert_eq!(ordered(&ledger, "4711"), ["Ola Moe"]);
    assert!(ordered(&ledger, "471").is_empty());
}

#[test]
fn what_came_to_nothing_or_is_erased_tells_nothing() {
    let ledger = memory();
    for number in [1, 2] {
        ledger.commit(order(number), at(0)).unwrap();
    }
    ledger.cancel(id(1), &stamp(1)).unwrap();
    accept(&ledger, 2);
    let found = ordered(&ledger, "ola");
    assert_eq!(
        found,
        ["Ola Nordmann"],
        "only the one that was not cancelled"
    );
    let due = Due {
        values: Some(at(3)),
        ..Due::default()
    };
    ledger.erase_due(due, at(4)).unwrap();
    assert!(ordered(&ledger, "ola").is_empty());
}
