//! An order that waited while its template changed.

use chrono::{TimeDelta, Utc};
use desk::boundary::{Code, FieldProblemCode, OrderState, TimelineKind};

use crate::stage::{Stage, StoppedClock};

const FIELD: &str = "personDepartment";

/// An order of a whole form that waits while so many minutes pass, and the form's template.
async fn waited(minutes: i64) -> (Stage, StoppedClock, String, String) {
    let now = Utc::now();
    let (stage, clock) = Stage::open_at(now).await;
    stage.desk.pause_outbox().await.unwrap();
    let enrolment = stage.filled().await;
    let template = enrolment.template.as_ref().unwrap().id.clone();
    let order = stage.place(enrolment.id).await.row.id;
    clock.set(now + TimeDelta::minutes(minutes));
    (stage, clock, order, template)
}

#[tokio::test]
async fn an_order_whose_template_changed_while_it_waited_stops_with_each_field_that_differs() {
    let (stage, _clock, order, template) = waited(11).await;
    assert!(stage.office.faults().drop_field(&template, FIELD));
    stage.desk.resume_outbox().await.unwrap();
    let stopped = stage.until_state(&order, OrderState::Blocked).await;
    let problem = stopped.attempt.expect("why").problem;
    assert_eq!(problem.code, Code::TemplateChangedMeanwhile);
    let held = stopped.row.held.expect("lists say it, too");
    assert_eq!((held.problem.code, held.mend), (problem.code, true));
    let told: Vec<_> = problem
        .fields
        .iter()
        .map(|it| (&*it.field, it.problem))
        .collect();
    assert_eq!(told, [(FIELD, FieldProblemCode::Went)]);
    assert!(
        stage.office.faults().orders().is_empty(),
        "nothing has left"
    );
    let report = stage.desk.check_connection("practice".to_owned()).await;
    assert!(report.unwrap().problem.is_none());
    stage.until_state(&order, OrderState::Blocked).await;
    assert!(
        stage.office.faults().orders().is_empty(),
        "nobody let it go"
    );
    let sent = stage.desk.retry_order(order).await.unwrap();
    assert_eq!(
        sent.row.state,
        OrderState::Accepted,
        "on the operator's word"
    );
    let mut let_go = sent
        .timeline
        .iter()
        .filter(|it| it.kind == TimelineKind::Unblocked);
    assert!(let_go.next_back().is_some_and(|it| !it.by.is_empty()));
    assert_eq!(stage.office.faults().orders().len(), 1);
}

#[tokio::test]
async fn an_order_that_waited_goes_by_itself_where_its_template_is_as_it_was() {
    let (stage, _clock, order, _) = waited(11).await;
    stage.desk.resume_outbox().await.unwrap();
    stage.until_state(&order, OrderState::Accepted).await;
}

#[tokio::test]
async fn an_order_that_hardly_waited_is_judged_by_the_service_alone() {
    let (stage, _clock, order, template) = waited(2).await;
    assert!(stage.office.faults().drop_field(&template, FIELD));
    stage.desk.resume_outbox().await.unwrap();
    stage.until_state(&order, OrderState::Accepted).await;
}
