use crate::sample::{at, id, memory, order, receipt, stamp};
use ledger::{
    Answer, ConnectionSnapshot, Ledger, NewOrder, Query, Settlement, State, TemplateSnapshot,
};
use proptest::prelude::{Strategy, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::json;
use std::collections::HashMap;

const CONNECTIONS: [&str; 2] = ["a", "b"];

/// What can be done to one of a few orders.
#[derive(Clone, Debug)]
enum Step {
    Commit,
    Claim,
    Settle(Settlement),
    Answer(Answer),
    Cancel,
    Unblock,
    Recover,
}

fn steps() -> impl Strategy<Value = Step> {
    let cause = || String::from("c");
    prop_oneof![
        3 => proptest::strategy::Just(Step::Commit),
        4 => proptest::strategy::Just(Step::Claim),
        1 => proptest::strategy::Just(Step::Cancel),
        1 => proptest::strategy::Just(Step::Unblock),
        1 => proptest::strategy::Just(Step::Recover),
        4 => (0..6_usize).prop_map(move |which| Step::Settle(match which {
            0 => Settlement::NeverLeft { cause: cause() },
            1 => Settlement::NotTaken { until: at(0) },
            2 => Settlement::Blocked { cause: cause() },
            3 => Settlement::Refused { problems: json!([]) },
            4 => Settlement::Accepted { receipt: receipt("1") },
            _ => Settlement::Unknown { cause: cause() },
        })),
        2 => (0..3_usize).prop_map(|which| Step::Answer(match which {
            0 => Answer::ItIsThere { number: uuid::Uuid::from_u128(5).to_string() },
            1 => Answer::NotThere,
            _ => Answer::Close,
        })),
    ]
}

/// The rules again, as short as they can be said.
#[derive(Default)]
struct Model(HashMap<u128, State>);

impl Model {
    fn connection(order: u128) -> usize {
        usize::try_from(order % 2).unwrap()
    }

    fn apply(&mut self, order: u128, step: &Step) {
        let busy = self
            .0
            .iter()
            .any(|(n, s)| *s == State::Sending && Self::connection(*n) == Self::connection(order));
        let blocked_here = |n: u128, s: State| {
            s == State::Blocked && Self::connection(n) == Self::connection(order)
        };
        match step {
            Step::Commit => drop(self.0.entry(order).or_insert(State::Waiting)),
            Step::Recover => self.replace(|_, s| s == State::Sending, State::Unknown),
            Step::Unblock => self.replace(blocked_here, State::Waiting),
            _ => {
                if let Some(state) = self.0.get_mut(&order) {
                    *state = next(*state, step, busy);
                }
            }
        }
    }

    fn replace(&mut self, which: impl Fn(u128, State) -> bool, to: State) {
        self.0
            .iter_mut()
            .filter(|(n, s)| which(**n, **s))
            .for_each(|(_, state)| *state = to);
    }
}

fn next(state: State, step: &Step, busy: bool) -> State {
    match (state, step) {
        (State::Waiting | State::NotTaken, Step::Claim) if !busy => State::Sending,
        (State::Waiting | State::NotTaken | State::Blocked, Step::Cancel) => State::Cancelled,
        (State::Unknown, Step::Answer(Answer::NotThere)) => State::Waiting,
        (State::Unknown, Step::Answer(Answer::Close)) => State::Cancelled,
        (State::Sending, Step::Settle(settlement)) => match settlement {
            Settlement::NeverLeft { .. } => State::Waiting,
            Settlement::NotTaken { .. } => State::NotTaken,
            Settlement::Blocked { .. } => State::Blocked,
            Settlement::Refused { .. } => State::Refused,
            Settlement::Accepted { .. } => State::Accepted,
            Settlement::Unknown { .. } => State::Unknown,
        },
        _ => state,
    }
}

fn apply(ledger: &Ledger, number: u128, step: &Step) -> Option<State> {
    let name = CONNECTIONS[Model::connection(number)];
    let connection = ConnectionSnapshot {
        id: name.into(),
        ..order(1).connection
    };
    match step.clone() {
        Step::Commit => {
            drop(
                ledger
                    .commit(
                        NewOrder {
                            connection,
                            ..order(number)
                        },
                        at(0),
                    )
                    .unwrap(),
            );
        }
        Step::Claim => drop(ledger.claim(id(number), at(1))),
        Step::Settle(settlement) => drop(ledger.settle(id(number), settlement, at(1))),
        Step::Answer(answer) => {
            return ledger
                .answer_unknown(id(number), answer, &stamp(1))
                .ok()
                .map(|o| o.state);
        }
        Step::Cancel => drop(ledger.cancel(id(number), &stamp(1))),
        Step::Unblock => drop(ledger.unblock(name, at(1)).unwrap()),
        Step::Recover => drop(ledger.recover(at(1)).unwrap()),
    }
    None
}

fn compare(ledger: &Ledger, model: &Model) {
    for state in State::ALL {
        let expected = model.0.values().filter(|s| **s == state).count();
        let counted = ledger.counts(None).unwrap().of(state);
        assert_eq!(counted, expected as u64, "{state:?}");
        let query = Query {
            states: vec![state],
            limit: 50,
            ..Query::default()
        };
        assert_eq!(
            ledger.page(&query).unwrap().orders.len(),
            expected,
            "{state:?}"
        );
    }
    for (which, name) in CONNECTIONS.iter().enumerate() {
        let expected = model
            .0
            .keys()
            .filter(|n| Model::connection(**n) == which)
            .count();
        assert_eq!(ledger.counts(Some(name)).unwrap().total(), expected as u64);
    }
}

#[test]
fn every_template_that_was_ordered_is_named_as_it_was_called_last() {
    let ledger = memory();
    assert_eq!(ledger.ordered_templates().unwrap(), []);
    let of = |number, id: &str, name: &str| {
        let template = TemplateSnapshot {
            id: id.into(),
            name: name.into(),
            ..order(number).template
        };
        let order = NewOrder {
            template,
            ..order(number)
        };
        ledger.commit(order, at(0)).unwrap();
    };
    of(1, "t-1", "Company card");
    of(2, "t-2", "Visitor");
    of(3, "t-1", "Company card 2027");
    let named = ledger.ordered_templates().unwrap().into_iter();
    let mut named: Vec<_> = named.map(|it| (it.id, it.name)).collect();
    named.sort();
    let expected = [("t-1", "Company card 2027"), ("t-2", "Visitor")];
    assert_eq!(named, expected.map(|(id, name)| (id.into(), name.into())));
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn states_and_counts_follow_the_rules_whatever_happens(
        script in proptest::collection::vec((1..6_u128, steps()), 1..60)
    ) {
        let (ledger, mut model) = (memory(), Model::default());
        for (order, step) in script {
            // Which numbers are taken is not what this is about: what was accepted is believed.
            let accepted = apply(&ledger, order, &step) == Some(State::Accepted);
            model.apply(order, &step);
            if accepted {
                model.0.insert(order, State::Accepted);
            }
            compare(&ledger, &model);
        }
    }
}
