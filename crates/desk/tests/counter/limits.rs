//! The limits of a service are kept before it has to say so.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use desk::Vault;
use desk::boundary::{Code, OrderState};
use issuing::breeze::{Breeze, Settings};
use issuing::{BaseUrl, IssuingService, TenantId};
use practice::{Calls, Fault, PracticeOffice};

use crate::stage::Stage;

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
