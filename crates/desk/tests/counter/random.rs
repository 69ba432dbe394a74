//! Random work at the counter beside the reference: after each step every order stands as it says,
//! and the office holds as many.

use std::fs;
use std::path::Path;
use std::time::Duration;

use desk::boundary::{Answer, EnrolmentInput, MoreInput, OrderState};
use desk::{Clock, DeskError, Vault};
use practice::RecordedValue;
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;
use tokio::time::Instant;
use vault::Slot;

use crate::copies::{copy_all, copy_at_work};
use crate::fates::plan;
use crate::model::{Fate, Kind, Known, Model};
use crate::stage::{EXAMPLE, Stage};

/// One thing that happens at a counter.
#[derive(Debug, Clone, Copy)]
enum Step {
    Place(Kind, Fate),
    Answer(Index),
    Cancel(Index),
    Mend(Kind),
    Restart,
    PutBack,
    Copy,
    PutCopyBack,
    Pause,
    Resume,
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Card), Just(Kind::Badge)]
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Taken),
        2 => Just(Fate::AnswerLost),
        1 => Just(Fate::AnswerUnreadable),
        2 => Just(Fate::RequestLost),
        1 => Just(Fate::Failed),
        1 => Just(Fate::NotTaken),
        1 => Just(Fate::Refused),
        2 => Just(Fate::Blocked),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (kind(), fate()).prop_map(|(kind, fate)| Step::Place(kind, fate)),
        4 => any::<Index>().prop_map(Step::Answer),
        2 => any::<Index>().prop_map(Step::Cancel),
        2 => kind().prop_map(Step::Mend),
        1 => Just(Step::Restart),
        1 => Just(Step::PutBack),
        2 => Just(Step::Copy),
        2 => Just(Step::PutCopyBack),
        1 => Just(Step::Pause),
        2 => Just(Step::Resume),
    ]
}

/// A desk and what it must be like.
struct Pair {
    stage: Stage,
    keyring: Vault,
    ids: Vec<String>,
    /// Whom the orders are for; no name comes twice.
    names: Vec<String>,
    named: usize,
    copy: Option<TempDir>,
    /// What the office holds of orders that this ledger does not know any more.
    lost: Vec<(String, Known)>,
    model: Model,
}

impl Pair {
    async fn open() -> Pair {
        let keyring = Vault::for_this_run();
        let stage = Stage::with(keyring.clone()).await;
        stage.desk.choose_practice().await.unwrap();
        Pair {
            stage,
            keyring,
            ids: Vec::new(),
            names: Vec::new(),
            named: 0,
            copy: None,
            lost: Vec::new(),
            model: Model::default(),
        }
    }

    async fn take(mut self, step: Step) -> Pair {
        match step {
            Step::Place(kind, fate) => self.place(kind, fate).await,
            Step::Answer(which) => self.answer(which).await,
            Step::Cancel(which) => self.cancel(which).await,
            Step::Mend(kind) => {
                self.model.mend(kind);
                let checked = self.stage.desk.check_connection(connection(kind));
                assert_eq!(checked.await.unwrap().problem, None);
            }
            Step::Restart => {
                self.model.restart();
                self.stage = self.stage.begun_anew(self.keyring.clone()).await;
            }
            Step::PutBack => {
                self.model.put_back();
                self.forget_seal();
                self.stage = self.stage.begun_anew(self.keyring.clone()).await;
            }
            Step::Copy => {
                self.model.copy();
                self.copy = Some(copy_at_work(self.stage.folder.path()));
            }
            Step::PutCopyBack => self = self.put_copy_back().await,
            Step::Pause => {
                self.model.pause();
                self.stage.desk.pause_outbox().await.unwrap();
            }
            Step::Resume => {
                self.model.resume();
                self.stage.desk.resume_outbox().await.unwrap();
            }
        }
        self.agree(step).await;
        self
    }

    async fn place(&mut self, kind: Kind, fate: Fate) {
        if self.model.is_open(kind) {
            plan(&self.stage, kind, fate);
        }
        self.model.place(kind, fate);
        let name = format!("Person {}", self.named);
        self.named += 1;
        let placed = place(&self.stage, kind, &name).await.unwrap();
        self.ids.push(placed);
        self.names.push(name);
    }

    /// The program ends as it should, and begins anew with what was copied before, if anything was.
    async fn put_copy_back(mut self) -> Pair {
        let (Some(copy), Some(lost)) = (self.copy.take(), self.model.put_copy_back()) else {
            return self;
        };
        self.ids.truncate(self.model.orders.len());
        let names = self.names.split_off(self.model.orders.len());
        self.lost.extend(names.into_iter().zip(lost));
        self.stage.desk.close_ledger();
        let put_back = |folder: &Path| {
            fs::remove_dir_all(folder).unwrap();
            fs::create_dir(folder).unwrap();
            copy_all(copy.path(), folder);
        };
        let keyring = self.keyring.clone();
        self.stage = self.stage.after(keyring, Clock::system(), put_back).await;
        assert!(self.stage.desk.state().await.unwrap().outbox_paused);
        self
    }

    async fn answer(&mut self, which: Index) {
        let unknown = self.model.among(&[OrderState::Unknown]);
        if unknown.is_empty() {
            return;
        }
        let at = *which.get(&unknown);
        let held = self.numbers(at);
        let answer = match held.first().cloned() {
            Some(number) => Answer::ItIsThere { number },
            None => Answer::NotThere,
        };
        self.model.answer(at);
        let id = self.ids[at].clone();
        self.stage.desk.answer_unknown(id, answer).await.unwrap();
    }

    async fn cancel(&mut self, which: Index) {
        let waiting = self
            .model
            .among(&[OrderState::Waiting, OrderState::Blocked]);
        if waiting.is_empty() {
            return;
        }
        let at = *which.get(&waiting);
        self.model.cancel(at);
        let id = self.ids[at].clone();
        self.stage.desk.cancel_order(id).await.unwrap();
    }

    fn forget_seal(&self) {
        let Ok(ledger::Presence::Present { id }) = ledger::presence(self.stage.folder.path())
        else {
            panic!("no ledger")
        };
        let seal = Slot::ledger_seal(&id.to_string());
        self.keyring.delete(&seal).unwrap();
    }

    /// Waits until the desk has come to what the reference says, and only that.
    async fn agree(&self, step: Step) {
        let mut events = self.stage.desk.events();
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let now = self.now().await;
            if now == self.model.orders {
                for (name, known) in &self.lost {
                    let held = self.held(name, known.kind).len();
                    assert_eq!(held, known.held, "after {step:?}: {name}");
                }
                return;
            }
            // An event that was missed is as good as one that came.
            let change = tokio::time::timeout_at(end, events.recv()).await;
            assert!(
                change.is_ok(),
                "after {step:?}: {now:?} instead of {:?}",
                self.model.orders
            );
        }
    }

    async fn now(&self) -> Vec<Known> {
        let mut now = Vec::new();
        for (at, id) in self.ids.iter().enumerate() {
            let order = self.stage.desk.order(id.clone()).await.unwrap();
            now.push(Known {
                kind: self.model.orders[at].kind,
                state: order.row.state,
                held: self.numbers(at).len(),
            });
        }
        now
    }

    /// What the office holds of an order.
    fn numbers(&self, at: usize) -> Vec<String> {
        self.held(&self.names[at], self.model.orders[at].kind)
    }

    fn held(&self, name: &str, kind: Kind) -> Vec<String> {
        let office = &self.stage.office;
        match kind {
            Kind::Card => {
                let named = RecordedValue::Text(name.to_owned());
                let orders = office.orders().into_iter();
                let own = orders.filter(|order| order.values.get("personFullName") == Some(&named));
                own.map(|order| order.credential_number.to_string())
                    .collect()
            }
            Kind::Badge => {
                let issued = office.issued().into_iter();
                let own = issued.filter(|badge| badge.recipient_name == name);
                own.map(|badge| badge.issue_id).collect()
            }
        }
    }
}

fn connection(kind: Kind) -> String {
    match kind {
        Kind::Card => "practice".to_owned(),
        Kind::Badge => "practice-badges".to_owned(),
    }
}

async fn place(stage: &Stage, kind: Kind, name: &str) -> Result<String, DeskError> {
    let desk = &stage.desk;
    desk.choose_connection(connection(kind)).await?;
    desk.templates().await?;
    let (template, typed) = match kind {
        Kind::Card => {
            let template = stage.template("Access card without photo").await.id;
            (template, vec![("personFullName", name.to_owned())])
        }
        Kind::Badge => {
            let email = format!("{}@example.com", name.replace(' ', "."));
            let typed = vec![
                ("recipient:name", name.to_owned()),
                ("recipient:email", email),
            ];
            (EXAMPLE.to_owned(), typed)
        }
    };
    let enrolment = desk.enrolment().await?.id;
    let enrolment = desk.choose_template(enrolment, template).await?.id;
    let values = typed.into_iter();
    let input = EnrolmentInput {
        id: enrolment.clone(),
        values: values
            .map(|(field, text)| (field.to_owned(), text))
            .collect(),
        more: MoreInput::default(),
    };
    desk.save_enrolment(input).await?;
    Ok(desk.place_order(enrolment).await?.row.id)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_at_a_counter_every_order_comes_to_what_it_must(
        steps in proptest::collection::vec(step(), 1..14),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut pair = Pair::open().await;
            for step in steps {
                pair = pair.take(step).await;
            }
        });
    }
}
