//! Each connection's orders go their own way, and each order of one.

use std::error::Error;
use std::path::Path;

use desk::boundary::{Code, HistoryQuery, OrderState};
use desk::{Clock, Vault};
use practice::issuebadge::{Calls as BadgeCalls, Fault as BadgeFault};
use practice::{Calls, Fault};

use crate::badges::code;
use crate::stage::{Stage, ledger_key};

/// Makes the values of the oldest order such that they cannot be read, and says how many.
fn damage_the_oldest(ledger: &Path, keyring: &Vault) -> Result<usize, Box<dyn Error>> {
    let key = ledger_key(ledger, keyring)?;
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let db = rusqlite::Connection::open(ledger.join("ledger.db"))?;
    db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))?;
    let damage = "UPDATE value SET json = '{' WHERE order_seq = (SELECT min(seq) FROM orders)";
    Ok(db.execute(damage, [])?)
}

/// As a list shows it: an order that cannot be read has no page of its own.
async fn state_of(stage: &Stage, order: &str) -> Option<OrderState> {
    let history = stage.desk.history(HistoryQuery::default()).await.ok()?;
    let row = history.rows.into_iter().find(|row| row.id == order)?;
    Some(row.state)
}

#[tokio::test]
async fn a_waiting_order_that_cannot_be_read_holds_up_no_other_and_is_stopped_with_its_reason() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.pause_outbox().await.unwrap();
    let damaged = stage.place(stage.filled().await.id).await.row.id;
    let mut behind = Vec::new();
    for _ in 0..2 {
        behind.push(stage.place(stage.filled().await.id).await.row.id);
    }
    let stage = stage.after(keyring.clone(), Clock::system(), |folder| {
        assert!(damage_the_oldest(folder, &keyring).unwrap() > 0);
    });
    let stage = stage.await;
    stage.desk.resume_outbox().await.unwrap();
    for order in behind {
        stage.until_state(&order, OrderState::Accepted).await;
    }
    assert_eq!(stage.office.faults().orders().len(), 2);
    assert_eq!(state_of(&stage, &damaged).await, Some(OrderState::Blocked));
    let opened = stage.desk.order(damaged.clone()).await;
    assert_eq!(code(opened), Code::OrderUnreadable);
    let again = stage.desk.retry_order(damaged.clone()).await;
    assert_eq!(code(again), Code::OrderUnreadable);
    drop(stage.desk.cancel_order(damaged.clone()).await);
    assert_eq!(
        state_of(&stage, &damaged).await,
        Some(OrderState::Cancelled)
    );
}

#[tokio::test]
async fn a_slow_queue_of_one_connection_holds_up_no_order_of_another() {
    let stage = Stage::without_hurry().await;
    stage.desk.pause_outbox().await.unwrap();
    let card = stage.place(stage.filled().await.id).await.row.id;
    stage.turn_to_badges().await;
    let badge = stage
        .badge(&[
            ("recipient:name", "Åse"),
            ("recipient:email", "ase@firma.no"),
        ])
        .await;
    let badge = stage.place(badge.id).await.row.id;
    stage
        .office
        .faults()
        .fail_next(Calls::Order, 1, Fault::Held);
    // The badges' way opens a rest later: the card is on its way by then.
    let badges = stage.office.issuebadge_faults();
    badges.fail_next(BadgeCalls::ValidateKey, 1, BadgeFault::HtmlBadGateway);
    stage.desk.resume_outbox().await.unwrap();
    stage.until_state(&card, OrderState::Sending).await;
    stage.until_state(&badge, OrderState::Accepted).await;
    let card = stage.desk.order(card).await.unwrap().row;
    assert_eq!(
        card.state,
        OrderState::Sending,
        "its answer is still awaited"
    );
    stage.office.faults().clear();
    stage.until_state(&card.id, OrderState::Accepted).await;
}
