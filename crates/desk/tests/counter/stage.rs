//! A practice office, a folder and a desk, as the tests need them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use desk::boundary::{
    EnrolmentInput, EnrolmentView, MoreInput, OrderState, OrderView, PicturePlace, TemplateView,
};
use desk::{Clock, Desk, DeskOptions, Patience, PracticeAccess, PracticeBadges, Vault};
use practice::{Options, PracticeOffice};
use tempfile::TempDir;
use tokio::sync::broadcast::error::RecvError;

pub use crate::clocks::{Later, StoppedClock};

/// The picture of a real face that the project ships: large enough for a good portrait.
pub const PORTRAIT: &[u8] = include_bytes!("../../../../tests/vectors/astronaut-face.jpg");

/// The badge of the vendor's examples.
pub const EXAMPLE: &str = "abc123";

pub struct Stage {
    pub office: PracticeOffice,
    pub desk: Desk,
    pub folder: TempDir,
}

impl Stage {
    /// A desk at the practice office, with its templates read.
    pub async fn open() -> Stage {
        let stage = Stage::with(Vault::for_this_run()).await;
        stage.desk.choose_practice().await.unwrap();
        stage.desk.templates().await.unwrap();
        stage
    }

    /// As [`Stage::open`], at a desk that waits for an answer for as long as a test takes.
    pub async fn without_hurry() -> Stage {
        let office = PracticeOffice::open(Options::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let options = DeskOptions {
            patience: Patience {
                connecting: Duration::from_secs(60),
                answering: Duration::from_secs(60),
            },
            ..options(&office, &folder, Vault::for_this_run())
        };
        let desk = Desk::open(options).await.unwrap();
        desk.choose_practice().await.unwrap();
        desk.templates().await.unwrap();
        Stage {
            office,
            desk,
            folder,
        }
    }

    /// A desk where nothing was chosen yet.
    pub async fn with(keyring: Vault) -> Stage {
        Stage::at_time(keyring, &Later::default()).await
    }

    /// As [`Stage::with`], at a time of its own.
    pub async fn at_time(keyring: Vault, later: &Later) -> Stage {
        let office = PracticeOffice::open(Options::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let options = DeskOptions {
            clock: later.clock(),
            ..options(&office, &folder, keyring)
        };
        let desk = Desk::open(options).await.unwrap();
        Stage {
            office,
            desk,
            folder,
        }
    }

    /// The same counter after the program ended and began anew in its folder.
    pub async fn begun_anew(self, keyring: Vault) -> Stage {
        self.begun_anew_at(keyring, Clock::system()).await
    }

    /// As [`Stage::begun_anew`], at a time of its own.
    pub async fn begun_anew_at(self, keyring: Vault, clock: Clock) -> Stage {
        self.after(keyring, clock, |_| ()).await
    }

    /// As [`Stage::begun_anew_at`], after something happened in its folder in between.
    pub async fn after(self, keyring: Vault, clock: Clock, what: impl FnOnce(&Path)) -> Stage {
        let Stage {
            office,
            desk,
            folder,
        } = self;
        ended(desk, &folder).await;
        what(folder.path());
        let options = DeskOptions {
            clock,
            ..options(&office, &folder, keyring)
        };
        let desk = Desk::open(options).await.unwrap();
        Stage {
            office,
            desk,
            folder,
        }
    }

    /// A desk at the practice office, as [`Stage::open`], whose common clock stands at a time until
    /// it is moved.
    pub async fn open_at(now: DateTime<Utc>) -> (Stage, StoppedClock) {
        Stage::open_at_with(now, Vault::for_this_run()).await
    }

    /// As [`Stage::open_at`], with a keyring of its own.
    pub async fn open_at_with(now: DateTime<Utc>, keyring: Vault) -> (Stage, StoppedClock) {
        Stage::stopped(now, keyring, PAUSE).await
    }

    /// As [`Stage::open_at`], where nothing is done by itself on a new day: the test does it.
    pub async fn open_at_rest(now: DateTime<Utc>) -> (Stage, StoppedClock) {
        Stage::stopped(now, Vault::for_this_run(), Duration::from_hours(1)).await
    }

    async fn stopped(
        now: DateTime<Utc>,
        keyring: Vault,
        outbox_pause: Duration,
    ) -> (Stage, StoppedClock) {
        let clock = StoppedClock::at(now);
        let office_options = Options {
            clock: practice::Clock::Manual(clock.office()),
            ..Options::default()
        };
        let office = PracticeOffice::open(office_options).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let options = DeskOptions {
            clock: clock.desk(),
            outbox_pause,
            ..options(&office, &folder, keyring)
        };
        let desk = Desk::open(options).await.unwrap();
        desk.choose_practice().await.unwrap();
        desk.templates().await.unwrap();
        let stage = Stage {
            office,
            desk,
            folder,
        };
        (stage, clock)
    }

    /// The form of a template that has a name and a photo, filled and with its picture.
    pub async fn filled(&self) -> EnrolmentView {
        let enrolment = self.chosen("Company ID Card").await;
        let judgement = self.desk.save_enrolment(named(&enrolment)).await.unwrap();
        assert!(judgement.ready, "{judgement:?}");
        let source = desk::boundary::PictureSource::Drop;
        self.desk
            .take_picture(photo(&enrolment), source, PORTRAIT.to_vec())
            .await
            .unwrap();
        self.desk.enrolment().await.unwrap()
    }

    /// The form at the counter with a template chosen.
    pub async fn chosen(&self, template: &str) -> EnrolmentView {
        let template = self.template(template).await.id;
        let enrolment = self.desk.enrolment().await.unwrap().id;
        self.desk
            .choose_template(enrolment, template)
            .await
            .unwrap()
    }

    /// The next person's form.
    pub async fn next(&self) -> EnrolmentView {
        let enrolment = self.desk.enrolment().await.unwrap().id;
        self.desk.next_person(enrolment).await.unwrap()
    }

    pub async fn template(&self, name: &str) -> TemplateView {
        let list = self.desk.templates().await.unwrap();
        list.templates
            .into_iter()
            .find(|template| template.name == name)
            .unwrap()
    }

    /// A desk at the practice office's digital badges, with their templates read.
    pub async fn at_badges() -> Stage {
        Stage::at_badges_with(practice::issuebadge::Switches::default()).await
    }

    /// As [`Stage::at_badges`], with the practice office's switches set.
    pub async fn at_badges_with(switches: practice::issuebadge::Switches) -> Stage {
        let stage = Stage::open().await;
        stage.office.issuebadge_faults().set_switches(switches);
        stage.turn_to_badges().await;
        stage
    }

    /// As [`Stage::at_badges`], at a time of its own.
    pub async fn at_badges_at(keyring: Vault, later: &Later) -> Stage {
        let stage = Stage::at_time(keyring, later).await;
        stage.desk.choose_practice().await.unwrap();
        stage.turn_to_badges().await;
        stage
    }

    /// Chooses the digital badges of the practice office, and reads their templates.
    pub async fn turn_to_badges(&self) {
        let badges = "practice-badges".to_owned();
        self.desk.choose_connection(badges).await.unwrap();
        self.desk.templates().await.unwrap();
    }

    /// The form of the badge that the vendor's examples use, with these texts in it.
    pub async fn badge(&self, texts: &[(&str, &str)]) -> EnrolmentView {
        let list = self.desk.templates().await.unwrap().templates;
        let template = list.into_iter().find(|it| it.id == EXAMPLE).unwrap();
        let at_counter = self.desk.enrolment().await.unwrap().id;
        let enrolment = self.desk.choose_template(at_counter, template.id);
        let enrolment = enrolment.await.unwrap();
        let values = texts.iter();
        let input = EnrolmentInput {
            id: enrolment.id.clone(),
            values: values
                .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
                .collect(),
            ..EnrolmentInput::default()
        };
        let judgement = self.desk.save_enrolment(input).await.unwrap();
        assert!(judgement.ready, "{judgement:?}");
        self.desk.enrolment().await.unwrap()
    }

    /// Waits until an order stands somewhere.
    pub async fn until_state(&self, order: &str, state: OrderState) -> OrderView {
        self.until(order, |order| order.row.state == state).await
    }

    /// Waits until an order is as it is wanted; every change of one is told. It has to stay so until
    /// somebody looks: what passes by itself may be missed.
    pub async fn until(&self, order: &str, wanted: impl Fn(&OrderView) -> bool) -> OrderView {
        let mut events = self.desk.events();
        loop {
            let view = self.desk.order(order.to_owned()).await.unwrap();
            if wanted(&view) {
                return view;
            }
            // Whoever is slow loses the oldest events, and looks again all the same.
            if let Err(RecvError::Closed) = events.recv().await {
                panic!("the desk is gone");
            }
        }
    }

    /// Orders the enrolment and waits for the end of its attempt.
    pub async fn order(&self, enrolment: &EnrolmentView) -> OrderView {
        let placed = self.place(enrolment.id.clone()).await;
        self.desk.settled(placed.row.id).await.unwrap()
    }

    /// Orders the enrolment, also if its person has an order already: most tests have one person.
    pub async fn place(&self, enrolment: String) -> OrderView {
        let reason = "one more".to_owned();
        let placed = self.desk.place_order_anyway(enrolment, reason).await;
        placed.unwrap()
    }
}

/// Ends a desk. What it does in the background lets go of the ledger a moment later than its owner.
pub async fn ended(desk: Desk, folder: &TempDir) {
    drop(desk);
    let lock = File::open(folder.path().join("ledger.lock")).unwrap();
    while lock.try_lock().is_err() {
        tokio::task::yield_now().await;
    }
}

/// The place of an enrolment's photo.
pub fn photo(enrolment: &EnrolmentView) -> PicturePlace {
    PicturePlace {
        enrolment: enrolment.id.clone(),
        field: "personPhoto1".to_owned(),
    }
}

/// Short, so that nobody waits for what the outbox does next.
const PAUSE: Duration = Duration::from_millis(100);

pub fn options(office: &PracticeOffice, folder: &TempDir, keyring: Vault) -> DeskOptions {
    let access = office.breeze();
    DeskOptions {
        folder: folder.path().to_owned(),
        practice: Some(PracticeAccess {
            base_url: access.base_url.clone(),
            client_id: access.client_id.clone(),
            client_secret: access.client_secret.clone().into(),
            tenants: access.tenant_ids.clone(),
            badges: PracticeBadges {
                base_url: office.issuebadge().base_url.clone(),
                api_key: office.issuebadge().api_key.clone().into(),
            },
        }),
        locale: "nb-NO".to_owned(),
        keyring,
        clock: Clock::system(),
        patience: Patience {
            connecting: Duration::from_secs(5),
            answering: Duration::from_secs(5),
        },
        outbox_pause: PAUSE,
    }
}

/// What an operator would type for one person.
pub fn named(enrolment: &EnrolmentView) -> EnrolmentInput {
    let typed = [
        ("personFirstName", "Åse Marie"),
        ("personLastName", "Bjørkås-Østbø"),
    ];
    let mut values: BTreeMap<String, String> = enrolment.values.clone();
    values.extend(typed.map(|(field, text)| (field.to_owned(), text.to_owned())));
    let more = MoreInput {
        external_id: "00412".to_owned(),
        ..MoreInput::default()
    };
    EnrolmentInput {
        id: enrolment.id.clone(),
        values,
        more,
    }
}

/// The key of the ledger in a folder.
pub fn ledger_key(folder: &Path, keyring: &Vault) -> Result<Vec<u8>, Box<dyn Error>> {
    let ledger::Presence::Present { id } = ledger::presence(folder)? else {
        return Err("there is no ledger".into());
    };
    let slot = vault::Slot::ledger_key(&id.to_string());
    Ok(keyring.read_bytes(&slot)?.unwrap_or_default().to_vec())
}
