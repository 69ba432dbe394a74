//! A ledger whose file was damaged in one place: one order is touched by it, and no other.

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::{TimeDelta, Utc};
use desk::boundary::{Code, Days, HistoryQuery, OrderState, OrderView};
use desk::{Clock, Vault};
use ledger::{Ledger, LedgerError, LedgerKey, OrderId};

use crate::backups::{WORDS, words};
use crate::badges::code;
use crate::stage::{Stage, StoppedClock, ledger_key};

/// SQLCipher's page, in bytes.
const PAGE: usize = 4096;

/// Makes the values of the oldest order such that they cannot be read, and says how many.
pub fn damage_the_oldest(ledger: &Path, keyring: &Vault) -> Result<usize, Box<dyn Error>> {
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
    let taken_back = stage.desk.cancel_order(damaged.clone()).await.unwrap();
    assert_eq!(taken_back.row.state, OrderState::Cancelled);
    assert_eq!(
        state_of(&stage, &damaged).await,
        Some(OrderState::Cancelled)
    );
}

/// Turns one bit of the ledger's file in the middle of the picture of the first of these orders. Says
/// whether there is such a place.
fn damage_a_picture(folder: &Path, keyring: &Vault, orders: &[OrderId]) -> Option<()> {
    let file = folder.join("ledger.db");
    let key = LedgerKey::from_bytes(&ledger_key(folder, keyring).ok()?).ok()?;
    // Closed whole, it has no log beside it.
    drop(Ledger::open(folder, &key).ok()?);
    let whole = fs::read(&file).ok()?;
    let damage = |page: usize| {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 77] ^= 1;
        fs::write(&file, bytes)
    };
    let picture_only = |page: &usize| {
        damage(*page).ok()?;
        let ledger = Ledger::open(folder, &key).ok()?;
        let picture = |id: &OrderId| ledger.picture(*id, "personPhoto1");
        let (first, others) = orders.split_first()?;
        let others = others
            .iter()
            .map(picture)
            .all(|it| it != Err(LedgerError::Damaged));
        (others && picture(first) == Err(LedgerError::Damaged)).then_some(())
    };
    let pages = (1..whole.len() / PAGE).filter(|page| picture_only(page).is_some());
    let pages: Vec<usize> = pages.collect();
    damage(*pages.get(pages.len() / 2)?).ok()
}

#[tokio::test]
async fn a_page_of_the_file_that_is_damaged_holds_up_one_order_and_says_so() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.pause_outbox().await.unwrap();
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(stage.place(stage.filled().await.id).await.row.id);
    }
    let ids: Vec<OrderId> = orders.iter().map(|id| id.parse().unwrap()).collect();
    let stage = stage.after(keyring.clone(), Clock::system(), |folder| {
        assert!(damage_a_picture(folder, &keyring, &ids).is_some());
    });
    let stage = stage.await;
    stage.desk.resume_outbox().await.unwrap();
    for order in &orders[1..] {
        stage.until_state(order, OrderState::Accepted).await;
    }
    assert_eq!(stage.office.faults().orders().len(), 2);
    assert_eq!(
        state_of(&stage, &orders[0]).await,
        Some(OrderState::Blocked)
    );
    let opened = stage.desk.order(orders[0].clone()).await;
    assert_eq!(code(opened), Code::OrderUnreadable);
}

/// Orders that were accepted, of which the first has lost a page, at a desk so much later.
#[cfg(test)]
async fn damaged(orders: usize, later: TimeDelta) -> (Stage, Vec<OrderView>) {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    let mut placed = Vec::new();
    for _ in 0..orders {
        let enrolment = stage.filled().await.id;
        let order = stage
            .desk
            .place_order_anyway(enrolment, "one more".to_owned());
        let order = stage.desk.settled(order.await.unwrap().row.id).await;
        placed.push(order.unwrap());
    }
    let ids: Vec<OrderId> = placed.iter().map(|it| it.row.id.parse().unwrap()).collect();
    let clock = StoppedClock::at(Utc::now() + later).desk();
    let stage = stage.after(keyring.clone(), clock, |folder| {
        assert!(damage_a_picture(folder, &keyring, &ids).is_some());
    });
    (stage.await, placed)
}

#[tokio::test]
async fn what_is_due_is_erased_of_every_order_that_can_be_read() {
    let (stage, orders) = damaged(3, TimeDelta::days(3)).await;
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.retention.portraits = Days::try_from(1).ok();
    stage.desk.save_settings(settings).await.unwrap();
    assert_eq!(stage.desk.privacy().await.unwrap().due.portraits, 3);
    assert!(
        stage.desk.erase_now().await.is_err(),
        "one is left, and it is said"
    );
    assert_eq!(stage.desk.privacy().await.unwrap().due.portraits, 1);
    for order in &orders[1..] {
        let kept = stage.desk.order(order.row.id.clone()).await.unwrap();
        assert!(kept.values.iter().all(|value| !value.picture));
    }
}

#[tokio::test]
async fn a_backup_of_a_damaged_ledger_does_not_blame_the_place_it_is_written_to() {
    let (stage, _) = damaged(1, TimeDelta::zero()).await;
    let file = stage.folder.path().join("office.badgedesk-backup");
    let told = stage.desk.back_up(file.clone(), words(WORDS)).await;
    assert_eq!(code(told), Code::LedgerDamaged);
    assert!(!file.exists());
}
