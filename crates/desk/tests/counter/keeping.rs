//! A ledger that ends with the program.

use desk::Vault;
use desk::boundary::{Code, ConnectionForm, Intent, KeepSecret, OrderState, Problem};
use vault::VaultError;

use crate::again::form;
use crate::stage::Stage;

/// A desk whose keyring cannot be opened.
pub async fn without_a_keyring() -> Stage {
    let (keyring, faults) = Vault::with_faults();
    for _ in 0..8 {
        faults.fail_next(VaultError::NoKeyring {
            reason: "none here".to_owned(),
        });
    }
    Stage::with(keyring).await
}

#[tokio::test]
async fn an_order_that_would_be_lost_with_the_program_is_not_placed() {
    let stage = without_a_keyring().await;
    let typed = ConnectionForm {
        keep: KeepSecret::ThisRun,
        ..form(&stage, None, &stage.office.breeze().base_url)
    };
    let kept = stage.desk.submit_connection(typed, Intent::Save).await;
    assert!(kept.unwrap().connection.is_some());
    stage.desk.templates().await.unwrap();
    let enrolment = stage.filled().await;
    let refused = stage.desk.place_order(enrolment.id.clone()).await;
    assert_eq!(
        Problem::from(refused.unwrap_err()).code,
        Code::OrdersNotKept
    );
    assert!(stage.office.faults().orders().is_empty());
    let kept = stage.desk.enrolment().await.unwrap();
    assert_eq!((kept.id, kept.values), (enrolment.id, enrolment.values));
}

#[tokio::test]
async fn practice_orders_that_wait_are_counted_before_they_are_lost() {
    let stage = without_a_keyring().await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    stage.order(&stage.filled().await).await;
    assert_eq!(
        stage.desk.lost_by_closing(),
        0,
        "what is ordered is ordered"
    );
    let next = stage.filled().await;
    stage.office.close().await;
    let waiting = stage
        .desk
        .place_order_anyway(next.id, "one more".to_owned());
    let waiting = waiting.await.unwrap();
    let waiting = stage.desk.settled(waiting.row.id).await.unwrap();
    assert_eq!(waiting.row.state, OrderState::Waiting);
    assert_eq!(stage.desk.lost_by_closing(), 1);
}

#[tokio::test]
async fn orders_that_are_kept_are_not_lost_by_closing() {
    let stage = Stage::open().await;
    let next = stage.filled().await;
    stage.office.close().await;
    let waiting = stage.desk.place_order(next.id).await.unwrap();
    stage.desk.settled(waiting.row.id).await.unwrap();
    assert_eq!(stage.desk.lost_by_closing(), 0);
}
