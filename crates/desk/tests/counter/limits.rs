//! The limits of a service are kept before it has to say so.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use desk::Vault;
use desk::boundary::{Code, LedgerView, OrderState};
use issuing::breeze::{Breeze, Settings};
use issuing::{BaseUrl, IssuingService, TenantId};
use practice::{Calls, Fault, PracticeOffice};

use crate::stage::{Stage, StoppedClock};

fn noon() -> DateTime<Utc> {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

/// Uses the calls of this hour but for some, as other programs on this computer may.
async fn use_up(office: &PracticeOffice, left: u64) {
    let access = office.breeze();
    let tenants = access.tenant_ids.iter();
    let settings = Settings {
        base_url: BaseUrl::parse(&access.base_url).unwrap(),
        client_id: access.client_id.clone(),
        client_secret: access.client_secret.clone().into(),
        tenants: tenants.map(|id| TenantId::new(id).unwrap()).collect(),
        patience: desk::Patience::default(),
    };
    let other = Breeze::new(settings, Arc::new(noon)).unwrap();
    loop {
        other.probe().await.unwrap();
        if other.allowance().unwrap().remaining <= left {
            return;
        }
    }
}

#[tokio::test]
async fn the_wait_that_a_service_asked_for_holds_after_a_new_start_and_for_new_orders_too() {
    let keyring = Vault::for_this_run();
    let (stage, clock) = Stage::open_at_with(noon(), keyring.clone()).await;
    let busy = Fault::TooManyRequests {
        seconds: Some(1800),
    };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let first = stage.order(&stage.filled().await).await.row;
    assert_eq!(first.state, OrderState::NotTaken);
    clock.set(noon() + TimeDelta::minutes(10));
    let stage = stage.begun_anew_at(keyring, clock.desk()).await;
    let next = stage.order(&stage.filled().await).await.row;
    assert_eq!(next.state, OrderState::Waiting);
    assert!(
        stage.office.orders().is_empty(),
        "nothing was sent meanwhile"
    );
    clock.set(noon() + TimeDelta::minutes(31));
    for order in [first.id, next.id] {
        stage.until_state(&order, OrderState::Accepted).await;
    }
}

/// A counter whose service asked to wait for half an hour, and the order that it did not take.
async fn asked_to_wait(keyring: Vault) -> (Stage, StoppedClock, String) {
    let (stage, clock) = Stage::open_at_with(noon(), keyring).await;
    let busy = Fault::TooManyRequests {
        seconds: Some(1800),
    };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let first = stage.order(&stage.filled().await).await.row;
    assert_eq!(first.state, OrderState::NotTaken);
    (stage, clock, first.id)
}

/// The next order waits for the service, and leaves with the first as soon as that said it may.
async fn waits_until_its_end(stage: &Stage, clock: &StoppedClock, first: &str) {
    let next = stage.order(&stage.filled().await).await.row;
    assert_eq!(next.state, OrderState::Waiting);
    let held = next.held.expect("until when");
    assert_eq!((held.problem.code, held.mend), (Code::RateLimited, false));
    clock.set(noon() + TimeDelta::minutes(31));
    for order in [first, &next.id] {
        stage.until_state(order, OrderState::Accepted).await;
    }
}

#[tokio::test]
async fn who_pauses_and_goes_on_does_not_end_the_wait_that_a_service_asked_for() {
    let (stage, clock, first) = asked_to_wait(Vault::for_this_run()).await;
    stage.desk.pause_outbox().await.unwrap();
    stage.desk.resume_outbox().await.unwrap();
    waits_until_its_end(&stage, &clock, &first).await;
}

#[tokio::test]
async fn a_good_check_does_not_end_the_wait_that_a_service_asked_for() {
    let (stage, clock, first) = asked_to_wait(Vault::for_this_run()).await;
    let practice = "practice".to_owned();
    let report = stage.desk.check_connection(practice).await.unwrap();
    assert_eq!(report.problem, None);
    waits_until_its_end(&stage, &clock, &first).await;
}

#[tokio::test]
async fn the_keyring_tried_again_does_not_end_the_wait_that_a_service_asked_for() {
    let (stage, clock, first) = asked_to_wait(Vault::for_this_run()).await;
    stage.desk.try_keyring_again().await.unwrap();
    waits_until_its_end(&stage, &clock, &first).await;
}

#[tokio::test]
async fn the_wait_that_a_service_asked_for_holds_for_a_ledger_that_is_opened_late_too() {
    let (keyring, faults) = Vault::with_faults();
    let (stage, clock, first) = asked_to_wait(keyring.clone()).await;
    faults.lock(true);
    let stage = stage.begun_anew_at(keyring, clock.desk()).await;
    let locked = stage.desk.state().await.unwrap().ledger;
    assert!(matches!(locked, LedgerView::Locked { .. }));
    faults.lock(false);
    stage.desk.try_keyring_again().await.unwrap();
    waits_until_its_end(&stage, &clock, &first).await;
}

#[tokio::test]
async fn a_service_with_no_call_left_is_not_asked_whether_it_answers() {
    let (stage, clock) = Stage::open_at(noon()).await;
    stage.desk.pause_outbox().await.unwrap();
    let waiting = stage.order(&stage.filled().await).await.row.id;
    use_up(&stage.office, 1).await;
    drop(stage.desk.refresh_templates().await);
    let asked = Fault::InternalError;
    stage.office.faults().fail_next(Calls::Graphql, 1, asked);
    stage.desk.resume_outbox().await.unwrap();
    let held = stage
        .until(&waiting, |order| order.row.held.is_some())
        .await;
    let held = held.row.held.map(|held| held.problem.code);
    assert_eq!(held, Some(Code::RateLimited));
    assert_eq!(stage.office.faults().waiting().len(), 1, "nobody asked");
    clock.set(noon() + TimeDelta::minutes(61));
    stage.until_state(&waiting, OrderState::Accepted).await;
}

#[tokio::test]
async fn with_the_last_call_of_an_hour_an_order_leaves_and_the_next_waits_unasked() {
    let (stage, clock) = Stage::open_at(noon()).await;
    use_up(&stage.office, 1).await;
    let last = stage.order(&stage.filled().await).await;
    assert_eq!(last.row.state, OrderState::Accepted);
    let waiting = stage.order(&stage.filled().await).await;
    assert_eq!(waiting.row.state, OrderState::Waiting);
    let held = waiting.row.held.expect("until when");
    assert_eq!((held.problem.code, held.mend), (Code::RateLimited, false));
    assert!(
        waiting.attempt.is_none(),
        "the service did not have to say it"
    );
    clock.set(noon() + TimeDelta::minutes(61));
    stage
        .until_state(&waiting.row.id, OrderState::Accepted)
        .await;
}

#[tokio::test]
async fn an_order_waits_where_a_list_took_the_last_call_of_the_hour() {
    let (stage, clock) = Stage::open_at(noon()).await;
    let form = stage.filled().await;
    use_up(&stage.office, 1).await;
    // Its first page takes the call; whether the list was read to its end does not matter here.
    drop(stage.desk.refresh_templates().await);
    let waiting = stage.order(&form).await;
    assert_eq!(waiting.row.state, OrderState::Waiting);
    assert!(
        waiting.attempt.is_none(),
        "the service did not have to say it"
    );
    clock.set(noon() + TimeDelta::minutes(61));
    stage
        .until_state(&waiting.row.id, OrderState::Accepted)
        .await;
}
