use crate::sample::{at, id, memory, named, order, receipt, stamp, value};
use ledger::{
    ConnectionSnapshot, Ledger, Mark, NewOrder, Order, Query, Settlement, State, TemplateSnapshot,
};

fn text(text: &str) -> Query {
    Query {
        text: text.into(),
        limit: 50,
        ..Query::default()
    }
}

fn people(ledger: &Ledger, query: &Query) -> Vec<String> {
    ledger
        .page(query)
        .unwrap()
        .orders
        .into_iter()
        .map(|order| order.person)
        .collect()
}

fn with_people(people: &[&str]) -> Ledger {
    let ledger = memory();
    for (number, person) in (1..).zip(people) {
        ledger.commit(named(number, person), at(0)).unwrap();
    }
    ledger
}

fn accept(ledger: &Ledger, number: u128, credential: &str) -> Order {
    ledger.claim(id(number), at(1)).unwrap();
    let receipt = receipt(credential);
    ledger
        .settle(id(number), Settlement::Accepted { receipt }, at(2))
        .unwrap()
}

#[test]
fn a_word_is_found_by_its_start_and_from_three_letters_by_any_part() {
    let ledger = with_people(&["Anna Mulberg", "Hanna Li", "Bo Anker"]);
    for (typed, found) in [
        ("a", vec!["Bo Anker", "Anna Mulberg"]),
        ("an", vec!["Bo Anker", "Anna Mulberg"]),
        ("ann", vec!["Hanna Li", "Anna Mulberg"]),
        ("anna m", vec!["Anna Mulberg"]),
        ("l", vec!["Hanna Li"]),
        ("ulb", vec!["Anna Mulberg"]),
        ("berg an", vec!["Anna Mulberg"]),
        ("xyz", vec![]),
        ("🙂", vec!["Bo Anker", "Hanna Li", "Anna Mulberg"]),
        ("\" OR", vec![]),
    ] {
        assert_eq!(people(&ledger, &text(typed)), found, "{typed}");
    }
}

#[test]
fn a_large_ledger_finds_the_same_by_its_index_of_words() {
    let ledger = with_people(&["Anna Mulberg", "Hanna Li", "Bo Anker", "Han Senn"]);
    // More orders than are searched one by one.
    for number in 10..2_100 {
        ledger.commit(named(number, "Per Q"), at(0)).unwrap();
    }
    for (typed, found) in [
        ("a", vec!["Bo Anker", "Anna Mulberg"]),
        ("ann", vec!["Hanna Li", "Anna Mulberg"]),
        ("anna m", vec!["Anna Mulberg"]),
        ("ulb", vec!["Anna Mulberg"]),
        ("b a", vec!["Bo Anker"]),
        ("mulberg anna", vec!["Anna Mulberg"]),
        ("han senn", vec!["Han Senn"]),
        // Both its halves are there, but not one after the other.
        ("hansen", vec![]),
        ("\" OR", vec![]),
    ] {
        assert_eq!(people(&ledger, &text(typed)), found, "{typed}");
    }
    let waiting = Query {
        states: vec![State::Waiting],
        ..text("mulb")
    };
    assert_eq!(people(&ledger, &waiting), ["Anna Mulberg"]);
    let none = Query {
        template: Some("none".into()),
        ..text("mulb")
    };
    assert_eq!(people(&ledger, &none), Vec::<String>::new());
    accept(&ledger, 1, "90210");
    assert_eq!(people(&ledger, &text("90210")), ["Anna Mulberg"]);
    assert_eq!(people(&ledger, &text("9")), ["Anna Mulberg"]);
    assert_eq!(people(&ledger, &waiting), Vec::<String>::new());
}

#[test]
fn nordic_letters_are_found_both_ways() {
    let ledger = with_people(&["Åse Bjørnæs", "Aase Strauss", "Søren Strauß"]);
    for (typed, found) in [
        ("åse", vec!["Aase Strauss", "Åse Bjørnæs"]),
        ("AASE", vec!["Aase Strauss", "Åse Bjørnæs"]),
        ("bjornaes", vec!["Åse Bjørnæs"]),
        ("strauß", vec!["Søren Strauß", "Aase Strauss"]),
        ("sor", vec!["Søren Strauß"]),
    ] {
        assert_eq!(people(&ledger, &text(typed)), found, "{typed}");
    }
}

#[test]
fn an_order_is_found_by_reference_number_and_searchable_values_but_not_by_sensitive_ones() {
    let ledger = memory();
    let hidden = ledger::StoredValue {
        searchable: false,
        ..value("title", "Gardener")
    };
    let mut new = order(1);
    new.values.push(hidden);
    ledger.commit(new, at(0)).unwrap();
    accept(&ledger, 1, "90210");
    for (typed, found) in [
        ("e-1042", 1),
        ("1042", 1),
        ("90210", 1),
        ("ola@example", 1),
        ("7391", 0),
        ("gardener", 0),
    ] {
        assert_eq!(people(&ledger, &text(typed)).len(), found, "{typed}");
    }
}

#[test]
fn pages_are_newest_first_and_follow_each_other_without_gap_or_overlap() {
    let ledger = memory();
    for number in 1..=7 {
        ledger.commit(named(number, "A"), at(0)).unwrap();
    }
    let mut query = Query {
        limit: 3,
        ..Query::default()
    };
    let mut seen = Vec::new();
    let mut sizes = Vec::new();
    loop {
        let page = ledger.page(&query).unwrap();
        sizes.push(page.orders.len());
        seen.extend(page.orders.into_iter().map(|order| order.id));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [3, 3, 1]);
    assert_eq!(seen, (1..=7).rev().map(id).collect::<Vec<_>>());
}

#[test]
fn a_page_that_ends_with_the_last_order_has_no_next() {
    let ledger = with_people(&["A", "B"]);
    assert_eq!(
        ledger
            .page(&Query {
                limit: 2,
                ..Query::default()
            })
            .unwrap()
            .next,
        None
    );
}

/// Two connections, two templates, two days, two states.
fn mixed() -> Ledger {
    let ledger = memory();
    for number in 1..=8_u32 {
        let connection = ConnectionSnapshot {
            id: if number % 2 == 0 { "even" } else { "odd" }.into(),
            ..order(1).connection
        };
        let template = TemplateSnapshot {
            id: if number <= 4 { "low" } else { "high" }.into(),
            ..order(1).template
        };
        let new = NewOrder {
            connection,
            template,
            ..named(number.into(), &number.to_string())
        };
        let day = if number % 4 < 2 { 0 } else { 24 * 60 };
        ledger.commit(new, at(day)).unwrap();
    }
    for number in [2, 3, 8] {
        accept(&ledger, number, &format!("c{number}"));
    }
    ledger.mark(id(8), &Mark::CheckedOut, &stamp(3)).unwrap();
    ledger
}

/// A query in few words, such as "connection=even state=accepted from=1".
fn query(words: &str) -> Query {
    let mut query = Query {
        limit: 50,
        ..Query::default()
    };
    for (name, value) in words
        .split_whitespace()
        .filter_map(|word| word.split_once('='))
    {
        let text = || Some(value.to_owned());
        let time = || Some(at(value.parse().unwrap()));
        match name {
            "connection" => query.connection = text(),
            "template" => query.template = text(),
            "status" => query.service_status = text(),
            "state" => query
                .states
                .push(serde_json::from_value(value.into()).unwrap()),
            "from" => query.from = time(),
            "until" => query.until = time(),
            "checked_out" => query.checked_out = Some(value.parse().unwrap()),
            "text" => query.text = value.to_owned(),
            _ => panic!("{name}"),
        }
    }
    query
}

#[test]
fn each_filter_lets_through_what_it_names() {
    let ledger = mixed();
    for (words, found) in [
        ("", "87654321"),
        ("connection=even", "8642"),
        ("template=low", "4321"),
        ("state=accepted", "832"),
        ("state=accepted state=waiting", "87654321"),
        ("state=unknown", ""),
        ("from=1", "7632"),
        ("until=1", "8541"),
        ("from=-60 until=0", ""),
        ("from=9999", ""),
        ("status=in_queue", "832"),
        ("status=in_queue checked_out=false", "32"),
        ("checked_out=true", "8"),
        ("connection=odd template=high", "75"),
        ("connection=even state=accepted", "82"),
        ("text=c connection=odd", "3"),
    ] {
        assert_eq!(people(&ledger, &query(words)).concat(), found, "{words}");
    }
}

#[test]
fn a_clock_that_was_set_back_hides_no_order() {
    let ledger = memory();
    for (number, minutes) in [(1, 0), (2, 48 * 60), (3, 1), (4, 49 * 60)] {
        ledger
            .commit(named(number, &number.to_string()), at(minutes))
            .unwrap();
    }
    let first_day = Query {
        until: Some(at(60)),
        limit: 50,
        ..Query::default()
    };
    assert_eq!(people(&ledger, &first_day).concat(), "31");
    let later = Query {
        from: Some(at(60)),
        limit: 50,
        ..Query::default()
    };
    assert_eq!(people(&ledger, &later).concat(), "42");
}

/// Two people, each with a card of another template.
fn of_two_templates() -> Ledger {
    let ledger = memory();
    let of = |number, person: &str, id: &str, name: &str| {
        let mut order = named(number, person);
        (order.template.id, order.template.name) = (id.into(), name.into());
        order
    };
    for new in [
        of(1, "Kari Nordmann", "t-1", "Employee badge"),
        of(2, "Visit Or", "t-1", "Employee badge"),
        of(3, "Kari Berg", "t-2", "Visitor card"),
        of(4, "Per Visithaug", "t-2", "Visitor card"),
    ] {
        ledger.commit(new, at(0)).unwrap();
    }
    ledger
}

#[test]
fn orders_are_found_by_words_of_their_templates_name_too() {
    let ledger = of_two_templates();
    for (typed, found) in [
        ("visitor", vec!["Per Visithaug", "Kari Berg"]),
        ("vis", vec!["Per Visithaug", "Visit Or"]),
        ("visi", vec!["Per Visithaug", "Kari Berg", "Visit Or"]),
        ("isito", vec![]),
        ("kari visit", vec!["Kari Berg"]),
        ("card visitor per", vec!["Per Visithaug"]),
        ("employee visit", vec!["Visit Or"]),
        ("visit", vec!["Per Visithaug", "Kari Berg", "Visit Or"]),
        ("employee per", vec![]),
    ] {
        assert_eq!(people(&ledger, &by_template(typed)), found, "{typed}");
    }
    let employees = Query {
        template: Some("t-1".into()),
        ..by_template("visit")
    };
    assert_eq!(people(&ledger, &employees), ["Visit Or"]);
}

fn by_template(typed: &str) -> Query {
    Query {
        by_template: true,
        ..text(typed)
    }
}

#[test]
fn whoever_looks_for_a_person_is_not_shown_a_template_of_the_same_name() {
    let ledger = of_two_templates();
    assert_eq!(people(&ledger, &text("visitor")), [""; 0]);
    let traces = ledger.traces_of("Kari Visitor").unwrap();
    assert!(traces.orders.is_empty(), "{traces:?}");
}

#[test]
fn pages_of_what_a_templates_name_finds_follow_each_other_without_overlap() {
    let ledger = of_two_templates();
    let first = Query {
        limit: 2,
        ..by_template("visit")
    };
    let page = ledger.page(&first).unwrap();
    let next = Query {
        after: page.next,
        ..first
    };
    assert_eq!(page.orders.len(), 2);
    assert_eq!(people(&ledger, &next), ["Visit Or"]);
}
