//! The limits of a service are kept before it has to say so.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use desk::boundary::{Code, OrderState};
use issuing::breeze::{Breeze, Settings};
use issuing::{BaseUrl, IssuingService, TenantId};
use practice::PracticeOffice;

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
