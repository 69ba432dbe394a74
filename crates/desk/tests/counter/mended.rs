//! What fails on this computer in the middle of the work is named, loses nothing, and goes on once
//! it was mended.

use desk::Vault;
use desk::boundary::{Code, Intent, OrderState};
use vault::VaultError;

use crate::connecting::form;
use crate::stage::Stage;

fn locked() -> VaultError {
    VaultError::Locked {
        reason: "the screen was locked".to_owned(),
    }
}

#[tokio::test]
async fn an_order_that_meets_a_locked_keyring_says_so_and_leaves_once_when_it_is_open_again() {
    let (keyring, faults) = Vault::with_faults();
    let stage = Stage::with(keyring.clone()).await;
    let form = form(&stage);
    let submitted = stage.desk.submit_connection(form, Intent::Save);
    let connection = submitted.await.unwrap().connection.unwrap().id;
    let enrolment = stage.filled().await;
    // A program that begins anew has read no secret yet.
    let stage = stage.begun_anew(keyring).await;
    faults.fail_next(locked());
    let placed = stage.desk.place_order(enrolment.id).await.unwrap().row.id;
    let order = stage.desk.settled(placed.clone()).await.unwrap();
    assert_eq!(order.row.state, OrderState::Blocked);
    assert_eq!(order.attempt.unwrap().problem.code, Code::KeyringLocked);
    assert!(stage.office.orders().is_empty(), "nothing has left");
    let checked = stage.desk.check_connection(connection).await.unwrap();
    assert_eq!(checked.problem, None);
    stage.until_state(&placed, OrderState::Accepted).await;
    assert_eq!(stage.office.orders().len(), 1);
}
