//! The log knows causes and places, and nobody.

use std::io::Write;
use std::sync::{Arc, Mutex};

use desk::boundary::{
    Address, Answer, ConnectionForm, EnrolmentInput, EnrolmentView, Environment, Intent,
    KeepSecret, OrderState, PictureSource, ServiceKind,
};
use practice::{Calls, Fault, issuebadge};
use tracing_subscriber::EnvFilter;

use crate::stage::{PORTRAIT, Stage, photo};

/// What was typed, and what the practice office's credentials hold.
const PERSON: [(&str, &str); 4] = [
    ("personFirstName", "Canaria"),
    ("personLastName", "Kanarifugl"),
    ("personEmail", "canaria@kanari.invalid"),
    ("personPin", "271828"),
];
const BADGE: [(&str, &str); 2] = [
    ("recipient:name", "Canaria Kanarifugl"),
    ("recipient:email", "canaria@kanari.invalid"),
];
const EMPLOYEE: &str = "161803";
const WRONG_SECRET: &str = "secret-of-canaries";
/// The targets of our own crates, all they say.
const OURS: &str =
    "desk=trace,issuing=trace,ledger=trace,portrait=trace,vault=trace,practice=trace";

/// What was logged so far.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(line)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn begin() -> Log {
        let log = Log::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(OURS))
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .try_init()
            .unwrap();
        log
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// The form of a template that takes all of the person, filled.
async fn filled(stage: &Stage) -> EnrolmentView {
    let list = stage.desk.templates().await.unwrap().templates;
    let takes = |name: &str, fields: &[desk::boundary::FieldView]| {
        fields.iter().any(|field| field.name == name)
    };
    let wanted = ["personPin", "personFirstName", "personPhoto1"];
    let mut templates = list.iter();
    let template = templates.find(|it| wanted.iter().all(|name| takes(name, &it.fields)));
    let enrolment = stage
        .chosen(&template.expect("a template with a PIN").name)
        .await;
    let mut input = EnrolmentInput {
        id: enrolment.id.clone(),
        values: enrolment.values.clone(),
        ..EnrolmentInput::default()
    };
    let typed = PERSON.map(|(field, text)| (field.to_owned(), text.to_owned()));
    input.values.extend(typed);
    input.more.external_id = EMPLOYEE.to_owned();
    stage.desk.save_enrolment(input).await.unwrap();
    let picture = PORTRAIT.to_vec();
    let taken = stage
        .desk
        .take_picture(photo(&enrolment), PictureSource::File, picture);
    taken.await.unwrap();
    stage.desk.enrolment().await.unwrap()
}

/// Every way in which the card office can fail an order, one order each.
async fn card_orders(stage: &Stage) {
    let said = "Field 'personEmail' expects another value than canaria@kanari.invalid".to_owned();
    let refusal = |code: &str| Fault::ErrorCode {
        code: code.to_owned(),
        message: said.clone(),
    };
    let faults = [
        refusal("BAD_USER_INPUT"),
        refusal("WHATEVER_OF_CANARIA"),
        Fault::TooManyRequests { seconds: Some(1) },
        Fault::InternalError,
        Fault::HtmlBadGateway,
        Fault::ResetBeforeReading,
        Fault::ResetAfterCommitting,
        Fault::Truncated,
        Fault::ExpiredToken,
        Fault::EmptyBody,
        Fault::OtherShape,
        Fault::PartialSuccess,
        refusal("FORBIDDEN"),
    ];
    for fault in faults {
        stage.office.faults().fail_next(Calls::Order, 1, fault);
        let order = stage.order(&filled(stage).await).await;
        let answer = match order.row.state {
            OrderState::Unknown => stage.desk.answer_unknown(order.row.id, Answer::NotThere),
            _ => continue,
        };
        answer.await.unwrap();
    }
}

/// A badge whose answer is lost and that is looked up, and one that is refused.
async fn badge_orders(stage: &Stage) {
    stage
        .desk
        .choose_connection("practice-badges".to_owned())
        .await
        .unwrap();
    stage.desk.templates().await.unwrap();
    let refused = issuebadge::Fault::Refused {
        status: 422,
        message: "canaria@kanari.invalid is no address".to_owned(),
        errors: serde_json::json!({ "email": ["canaria@kanari.invalid"] }),
    };
    for fault in [issuebadge::Fault::ResetAfterStoring, refused] {
        let faults = stage.office.issuebadge_faults();
        faults.fail_next(issuebadge::Calls::Issue, 1, fault);
        let mut events = stage.desk.events();
        let placed = stage.order(&stage.badge(&BADGE).await).await.row.id;
        let waits = [
            OrderState::Unknown,
            OrderState::Sending,
            OrderState::Waiting,
        ];
        while waits.contains(&stage.desk.order(placed.clone()).await.unwrap().row.state) {
            events.recv().await.unwrap();
        }
    }
}

/// Connections that cannot be, pictures that are none, files that cannot be understood.
async fn troubles(stage: &Stage) {
    let access = stage.office.breeze();
    let form = ConnectionForm {
        id: None,
        kind: ServiceKind::Breeze,
        name: "Canaria Kanarifugl".to_owned(),
        api_key: String::new().into(),
        address: Address::Other {
            url: access.base_url.clone(),
            environment: Environment::Test,
        },
        client_id: access.client_id.clone().into(),
        client_secret: WRONG_SECRET.to_owned().into(),
        tenants: access.tenant_ids.clone(),
        keep: KeepSecret::Keyring,
        image_prefix: false,
        get_for_create: false,
    };
    let checked = stage.desk.submit_connection(form, Intent::Check).await;
    assert!(checked.unwrap().report.problem.is_some());
    let place = photo(&filled(stage).await);
    let junk = b"Canaria Kanarifugl is no picture".to_vec();
    let taken = stage
        .desk
        .take_picture(place.clone(), PictureSource::Drop, junk);
    assert!(taken.await.is_err());
    let address = "https://canaria.invalid/kanarifugl.jpg".to_owned();
    assert!(stage.desk.fetch_picture(place, address).await.is_err());
}

/// A station's file that cannot be understood, because of a value of somebody.
async fn unreadable_file(stage: &Stage) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("station.json");
    std::fs::write(file, r#"{"settings":"Canaria Kanarifugl 271828"}"#).unwrap();
    let options = crate::stage::options(&stage.office, &folder, desk::Vault::for_this_run());
    desk::Desk::open(options).await.unwrap();
}

#[tokio::test]
async fn after_a_whole_day_nobody_and_no_secret_stands_in_the_log() {
    let log = Log::begin();
    let stage = Stage::open().await;
    unreadable_file(&stage).await;
    stage.order(&filled(&stage).await).await;
    troubles(&stage).await;
    card_orders(&stage).await;
    badge_orders(&stage).await;
    let text = log.text();
    assert!(text.contains("put aside"), "the log is listened to: {text}");
    let secrets = [
        stage.office.breeze().client_secret.clone(),
        stage.office.issuebadge().api_key.clone(),
        WRONG_SECRET.to_owned(),
        EMPLOYEE.to_owned(),
        "anaria".to_owned(),
        "anarifugl".to_owned(),
        "kanari".to_owned(),
        "271828".to_owned(),
    ];
    for line in text.lines() {
        for secret in &secrets {
            assert!(
                !line.contains(secret.as_str()),
                "{secret} stands in: {line}"
            );
        }
    }
}
