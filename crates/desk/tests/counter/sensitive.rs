//! What is sensitive goes with the acceptance of its order.

use std::fs;

use desk::boundary::{EnrolmentInput, HistoryQuery, OrderState, OrderView};

use crate::stage::Stage;

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
