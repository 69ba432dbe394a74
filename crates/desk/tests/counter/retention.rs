//! What is erased once its time is over.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use desk::boundary::{Days, ErasedView, OrderState, OrderView, PrivacyView, Retention};
use desk::{Desk, Vault};

use crate::stage::{Stage, StoppedClock};

/// Noon, so that hours before and after are of the same day anywhere in Europe.
fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 12, 0, 0).unwrap()
}

fn after(days: i64) -> DateTime<Utc> {
    noon() + TimeDelta::days(days)
}

fn days(count: u16) -> Option<Days> {
    Days::try_from(count).ok()
}

async fn keep(desk: &Desk, retention: Retention) {
    let mut settings = desk.state().await.unwrap().settings;
    settings.retention = retention;
    desk.save_settings(settings).await.unwrap();
}

/// What is left of an order: its pictures and its values.
async fn left(desk: &Desk, order: &OrderView) -> (usize, usize) {
    let order = desk.order(order.row.id.clone()).await.unwrap();
    let pictures = order.values.iter().filter(|it| it.picture).count();
    (pictures, order.values.len() - pictures)
}

async fn erased_now(desk: &Desk) -> ErasedView {
    let told = desk.erase_now().await.unwrap();
    assert_eq!(told.due, ErasedView::default(), "nothing is due any more");
    let last = told.last.unwrap();
    assert!(last.by.is_some(), "on the operator's word");
    last.erased
}

fn erased(portraits: u32, values: u32, drafts: u32) -> ErasedView {
    ErasedView {
        portraits,
        values,
        drafts,
    }
}

fn soon() -> Retention {
    Retention {
        portraits: days(5),
        values: days(10),
        drafts: days(3),
    }
}

#[tokio::test]
async fn an_order_loses_its_portrait_then_what_was_typed_and_stays_itself() {
    let (stage, clock) = Stage::open_at_rest(noon()).await;
    keep(&stage.desk, soon()).await;
    let order = stage.order(&stage.filled().await).await;
    let (pictures, values) = left(&stage.desk, &order).await;
    assert!(pictures == 1 && values > 1);
    clock.set(after(5));
    assert_eq!(
        erased_now(&stage.desk).await,
        erased(0, 0, 0),
        "its fifth day"
    );
    clock.set(after(5) + TimeDelta::seconds(1));
    let due = stage.desk.privacy().await.unwrap().due;
    assert_eq!(due, erased(1, 0, 0), "told before it is done");
    assert_eq!(erased_now(&stage.desk).await, erased(1, 0, 0));
    assert_eq!(left(&stage.desk, &order).await, (0, values));
    clock.set(after(11));
    assert_eq!(erased_now(&stage.desk).await, erased(0, 1, 0));
    assert_eq!(left(&stage.desk, &order).await, (0, 0));
    let kept = stage.desk.order(order.row.id).await.unwrap();
    assert_eq!(kept.row.person, order.row.person);
    assert_eq!(kept.row.number, order.row.number);
}

#[tokio::test]
async fn what_is_kept_for_good_stays_and_so_does_an_order_that_is_not_finished() {
    let (stage, clock) = Stage::open_at_rest(noon()).await;
    let order = stage.order(&stage.filled().await).await;
    let next = stage.filled().await;
    stage.office.close().await;
    let desk = stage.desk;
    let waiting = desk.place_order_anyway(next.id, "one more".to_owned());
    let waiting = desk.settled(waiting.await.unwrap().row.id).await.unwrap();
    assert_eq!(waiting.row.state, OrderState::Waiting);
    let for_good = Retention {
        portraits: None,
        values: None,
        drafts: None,
    };
    keep(&desk, for_good).await;
    clock.set(after(3000));
    assert_eq!(erased_now(&desk).await, erased(0, 0, 0));
    keep(&desk, soon()).await;
    assert_eq!(erased_now(&desk).await, erased(1, 1, 0));
    assert_eq!(left(&desk, &order).await, (0, 0));
    assert_eq!(left(&desk, &waiting).await.0, 1, "it is still to be sent");
}

/// What the desk says of itself once it looked for what is due again.
async fn looked_again(stage: &Stage, than: Option<DateTime<Utc>>) -> PrivacyView {
    let mut events = stage.desk.events();
    loop {
        let told = stage.desk.privacy().await.unwrap();
        if told.last.as_ref().map(|last| last.at) != than {
            return told;
        }
        events.recv().await.unwrap();
    }
}

#[tokio::test]
async fn a_new_day_erases_what_is_due_while_the_counter_is_open() {
    let (stage, clock) = Stage::open_at(noon()).await;
    keep(&stage.desk, soon()).await;
    let order = stage.order(&stage.filled().await).await;
    clock.set(after(6));
    let told = looked_again(&stage, Some(noon())).await;
    let last = told.last.unwrap();
    assert_eq!((last.at, last.by), (after(6), None), "by itself");
    assert_eq!(last.erased, erased(1, 0, 0));
    assert_eq!(left(&stage.desk, &order).await.0, 0);
}

#[tokio::test]
async fn a_start_erases_what_is_due_once_on_each_day() {
    let keyring = Vault::for_this_run();
    let (stage, clock) = Stage::open_at_with(noon(), keyring.clone()).await;
    keep(&stage.desk, soon()).await;
    stage.order(&stage.filled().await).await;
    clock.set(noon() + TimeDelta::hours(1));
    let stage = stage.begun_anew_at(keyring.clone(), clock.desk()).await;
    let last = stage.desk.privacy().await.unwrap().last.unwrap();
    assert_eq!(last.at, noon(), "it was done today");
    let later = StoppedClock::at(after(7));
    let stage = stage.begun_anew_at(keyring, later.desk()).await;
    let last = stage.desk.privacy().await.unwrap().last.unwrap();
    assert_eq!((last.at, last.erased.portraits), (after(7), 1));
}

#[tokio::test]
async fn a_form_on_the_screen_does_not_vanish_but_is_not_kept_for_good_by_closing_over_it() {
    let keyring = Vault::for_this_run();
    let (stage, clock) = Stage::open_at_with(noon(), keyring.clone()).await;
    keep(&stage.desk, soon()).await;
    let left_behind = stage.filled().await.id;
    stage.turn_to_badges().await;
    let on_the_screen = stage.badge(&[("recipient:name", "Åse")]).await.id;
    clock.set(after(4));
    looked_again(&stage, Some(noon())).await;
    assert_eq!(stage.desk.enrolment().await.unwrap().id, on_the_screen);
    let practice = "practice".to_owned();
    stage.desk.choose_connection(practice).await.unwrap();
    let fresh = stage.desk.enrolment().await.unwrap();
    assert_ne!(fresh.id, left_behind, "the other one went");
    assert!(fresh.values.is_empty() && fresh.pictures.is_empty());
    stage.turn_to_badges().await;
    let later = StoppedClock::at(after(8));
    let stage = stage.begun_anew_at(keyring, later.desk()).await;
    stage.turn_to_badges().await;
    let fresh = stage.desk.enrolment().await.unwrap().id;
    assert_ne!(fresh, on_the_screen, "nobody had it on the screen");
}

/// The desk begun anew so many days later, and what it did about what is due.
async fn begun_after(stage: Stage, keyring: &Vault, count: i64) -> (Stage, ErasedView) {
    let clock = StoppedClock::at(after(count));
    let stage = stage.begun_anew_at(keyring.clone(), clock.desk()).await;
    let last = stage.desk.privacy().await.unwrap().last.unwrap();
    assert_eq!((last.at, last.by), (after(count), None));
    (stage, last.erased)
}

#[tokio::test]
async fn a_clock_set_forward_by_a_year_erases_nothing_by_itself() {
    let keyring = Vault::for_this_run();
    let (stage, _clock) = Stage::open_at_with(noon(), keyring.clone()).await;
    let order = stage.order(&stage.filled().await).await;
    let form = stage.filled().await.id;
    let (stage, none) = begun_after(stage, &keyring, 365).await;
    assert_eq!(none, erased(0, 0, 0));
    assert_eq!(left(&stage.desk, &order).await.0, 1);
    assert_eq!(stage.desk.enrolment().await.unwrap().id, form);
    let (stage, none) = begun_after(stage, &keyring, 1).await;
    assert_eq!(none, erased(0, 0, 0), "the clock is right again");
    let later = StoppedClock::at(after(365));
    let stage = stage.begun_anew_at(keyring, later.desk()).await;
    assert_eq!(erased_now(&stage.desk).await.portraits, 1, "on a word");
}

#[tokio::test]
async fn an_office_that_was_closed_for_long_erases_on_its_second_day() {
    let keyring = Vault::for_this_run();
    let (stage, _clock) = Stage::open_at_with(noon(), keyring.clone()).await;
    keep(&stage.desk, soon()).await;
    stage.order(&stage.filled().await).await;
    let (stage, none) = begun_after(stage, &keyring, 32).await;
    assert_eq!(none, erased(0, 0, 0));
    let (stage, some) = begun_after(stage, &keyring, 33).await;
    assert_eq!(some.portraits, 1);
    let (_, none) = begun_after(stage, &keyring, 64).await;
    assert_eq!(none, erased(0, 0, 0), "a month is no doubt");
}
