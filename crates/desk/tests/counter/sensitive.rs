//! What is sensitive goes with the acceptance of its order.

use std::fs;

use desk::boundary::{EnrolmentInput, HistoryQuery, OrderState, OrderView};
use desk::{Clock, Vault};

use crate::copied::sensitive;
use crate::stage::{Stage, named};

/// An order with a PIN, accepted.
async fn ordered_with_a_pin(stage: &Stage) -> OrderView {
    let list = stage.desk.templates().await.unwrap().templates;
    let with_pin = |template: &&desk::boundary::TemplateView| {
        template
            .fields
            .iter()
            .any(|field| field.name == "personPin")
    };
    let template = list.iter().find(with_pin).expect("a template with a PIN");
    let enrolment = stage.chosen(&template.name).await;
    let mut values = enrolment.values.clone();
    values.insert("personPin".to_owned(), "271828".to_owned());
    values.insert("personLastName".to_owned(), "Canary".to_owned());
    let input = EnrolmentInput {
        id: enrolment.id.clone(),
        values,
        ..EnrolmentInput::default()
    };
    stage.desk.save_enrolment(input).await.unwrap();
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    order
}

#[tokio::test]
async fn sensitive_values_are_gone_once_the_order_is_accepted() {
    let stage = Stage::open().await;
    let order = ordered_with_a_pin(&stage).await;
    let mut values = order.values.iter();
    let pin = values.find(|value| value.field == "personPin").unwrap();
    assert!(pin.erased && pin.text.is_empty() && pin.sensitive);
    let query = HistoryQuery {
        search: "271828".to_owned(),
        ..HistoryQuery::default()
    };
    assert!(
        stage.desk.history(query).await.unwrap().rows.is_empty(),
        "never in the search"
    );
}

#[tokio::test]
async fn what_was_erased_leaves_the_log_by_itself_while_the_program_runs() {
    let stage = Stage::open().await;
    ordered_with_a_pin(&stage).await;
    let log = stage.folder.path().join("ledger.db-wal");
    while fs::metadata(&log).unwrap().len() > 0 {
        tokio::task::yield_now().await;
    }
}

const DEPARTMENT: &str = "personDepartment";

/// An accepted order in which nothing was sensitive when it was placed.
async fn ordered_for_a_department(stage: &Stage) -> OrderView {
    let form = stage.filled().await;
    let mut input = named(&form);
    let (field, text) = (DEPARTMENT.to_owned(), "Canarywing".to_owned());
    input.values.insert(field, text);
    stage.desk.save_enrolment(input).await.unwrap();
    let order = stage.order(&form).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    assert!(is_found(stage).await);
    order
}

async fn is_found(stage: &Stage) -> bool {
    let query = HistoryQuery {
        search: "canarywing".to_owned(),
        ..HistoryQuery::default()
    };
    !stage.desk.history(query).await.unwrap().rows.is_empty()
}

/// Older orders follow by themselves, beside whoever works at the counter.
async fn until_it_is_gone(stage: &Stage, order: &str) {
    while is_found(stage).await {
        tokio::task::yield_now().await;
    }
    stage
        .until(order, |order| {
            let mut values = order.values.iter();
            values.any(|it| it.field == DEPARTMENT && it.erased && it.sensitive)
        })
        .await;
}

fn is_masked(order: &OrderView) -> bool {
    let mut values = order.values.iter();
    let kept = values.find(|value| value.field == DEPARTMENT).unwrap();
    kept.sensitive && kept.text.is_empty()
}

#[tokio::test]
async fn older_orders_follow_when_a_field_of_their_template_becomes_sensitive() {
    let stage = Stage::open().await;
    let order = ordered_for_a_department(&stage).await;
    assert!(!is_masked(&order));
    let mut settings = stage.template("Company ID Card").await.settings;
    settings.fields.push(sensitive(DEPARTMENT));
    let saved = stage
        .desk
        .save_template_settings(order.template_id, settings);
    saved.await.unwrap();
    let id = order.row.id;
    assert!(is_masked(&stage.desk.order(id.clone()).await.unwrap()));
    until_it_is_gone(&stage, &id).await;
}

#[tokio::test]
async fn older_orders_follow_when_a_field_becomes_sensitive_for_the_whole_office() {
    let stage = Stage::open().await;
    let id = ordered_for_a_department(&stage).await.row.id;
    let mut office = stage.desk.state().await.unwrap().settings;
    office.sensitive_fields.push(DEPARTMENT.to_owned());
    stage.desk.save_settings(office).await.unwrap();
    assert!(is_masked(&stage.desk.order(id.clone()).await.unwrap()));
    until_it_is_gone(&stage, &id).await;
}

#[tokio::test]
async fn what_was_interrupted_is_done_at_the_next_start() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    let id = ordered_for_a_department(&stage).await.row.id;
    let stage = stage
        .after(keyring, Clock::system(), |folder| {
            let file = folder.join("station.json");
            let text = fs::read_to_string(&file).unwrap();
            let mut station: serde_json::Value = serde_json::from_str(&text).unwrap();
            station["marked"] = false.into();
            station["settings"]["sensitiveFields"] = serde_json::json!([DEPARTMENT]);
            fs::write(&file, station.to_string()).unwrap();
        })
        .await;
    until_it_is_gone(&stage, &id).await;
}
