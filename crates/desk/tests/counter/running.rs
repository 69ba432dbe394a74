//! Copies of the folder that were made while the program ran.

use std::fs;
use std::time::Duration;

use chrono::TimeDelta;
use desk::boundary::OrderState;
use desk::{Desk, Vault};

use crate::badges::{EMAIL, NAME};
use crate::copies::Station;
use crate::stage::{Later, Stage};

/// That a copy was told as one: it is paused, and marked wherever it may have gone on since.
async fn is_told(desk: &Desk, orders: &[String; 2], filled: &str) {
    assert!(desk.state().await.unwrap().outbox_paused);
    for order in orders {
        let order = desk.order(order.clone()).await.unwrap();
        assert_eq!(order.row.state, OrderState::Unknown);
    }
    desk.choose_practice().await.unwrap();
    let form = desk.enrolment().await.unwrap();
    assert_eq!((form.id.as_str(), form.returned), (filled, true));
}

#[tokio::test]
async fn a_copy_made_while_the_program_ran_is_told_once_a_fresh_order_left() {
    let station = Station::open().await;
    let (copy, orders, filled) = station.copy_of_everything().await;
    let before = station.sealed();
    station.later.advance(TimeDelta::minutes(1));
    station.stage.turn_to_badges().await;
    let badge = station.stage.badge(&[NAME, EMAIL]).await;
    let badge = station.stage.order(&badge).await;
    assert_eq!(badge.row.state, OrderState::Accepted);
    // It is sealed beside the order.
    while station.sealed() == before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (desk, _office, _keyring, _folder) = station.reopened(copy).await;
    is_told(&desk, &orders, &filled).await;
}

#[tokio::test]
async fn orders_in_quick_succession_outdate_a_copy_once_the_last_seal_is_a_while_old() {
    let station = Station::open().await;
    let (copy, orders, filled) = station.copy_of_everything().await;
    let before = station.sealed();
    station.stage.turn_to_badges().await;
    let badge = station.stage.badge(&[NAME, EMAIL]).await;
    station.stage.order(&badge).await;
    assert_eq!(
        station.sealed(),
        before,
        "the keyring is not written for each"
    );
    station.later.advance(TimeDelta::minutes(1));
    while station.sealed() == before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (desk, _office, _keyring, _folder) = station.reopened(copy).await;
    is_told(&desk, &orders, &filled).await;
}

#[tokio::test]
async fn an_order_that_waits_outdates_a_copy_and_so_does_its_cancelling() {
    let station = Station::open().await;
    station.two_that_wait().await;
    let changed = async |before: Option<String>| {
        while station.sealed() == before {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let before = station.sealed();
    station.later.advance(TimeDelta::minutes(1));
    changed(before).await;
    let before = station.sealed();
    station.later.advance(TimeDelta::minutes(1));
    let waiting = station.stage.order(&station.stage.filled().await).await;
    assert_eq!(waiting.row.state, OrderState::Waiting);
    changed(before).await;
    let before = station.sealed();
    station.later.advance(TimeDelta::minutes(1));
    let cancelled = station.stage.desk.cancel_order(waiting.row.id);
    cancelled.await.unwrap();
    changed(before).await;
}

#[tokio::test]
async fn a_copy_made_while_the_program_ran_is_told_once_that_was_closed() {
    let station = Station::open().await;
    let (copy, orders, filled) = station.copy_of_everything().await;
    station.stage.desk.close_ledger();
    let (desk, _office, _keyring, _folder) = station.reopened(copy).await;
    is_told(&desk, &orders, &filled).await;
}

#[tokio::test]
async fn a_ledger_that_was_closed_is_no_copy_of_itself() {
    let station = Station::open().await;
    station.stage.desk.close_ledger();
    let closed = station.copy();
    let (desk, _office, _keyring, _folder) = station.reopened(closed).await;
    assert!(!desk.state().await.unwrap().outbox_paused);
}

#[tokio::test]
async fn a_keyring_that_asks_a_person_keeps_no_ledger_open_and_holds_up_no_order() {
    let (keyring, faults) = Vault::with_faults();
    let later = Later::default();
    let stage = Stage::at_time(keyring.clone(), &later).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    faults.ask_a_person(true);
    later.advance(TimeDelta::minutes(1));
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    stage.desk.close_ledger();
    let lock = fs::File::open(stage.folder.path().join("ledger.lock")).unwrap();
    assert!(lock.try_lock().is_ok(), "it is closed");
    drop(lock);
    faults.ask_a_person(false);
    let stage = stage.begun_anew(keyring).await;
    assert!(!stage.desk.state().await.unwrap().outbox_paused);
    let there = stage.desk.order(order.row.id).await.unwrap();
    assert_eq!(there.row.state, OrderState::Accepted);
}
