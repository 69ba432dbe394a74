//! What the program keeps on this computer: it is there again after a restart, and what is broken
//! is named.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use journeys::{Keyring, Plan, Station, Step};

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg")
}

async fn with_a_person_at_the_counter(plan: Plan) -> Step<Station> {
    let station = Station::open(plan).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", "Bjørkås").await?;
    station.screen.put_on_clipboard(&face()).await?;
    station.click("button", "Paste").await?;
    station.see("Picture ready").await?;
    Ok(station)
}

#[tokio::test]
async fn what_is_typed_and_shot_is_there_after_a_restart() -> Step<()> {
    let mut station = with_a_person_at_the_counter(Plan::default()).await?;
    // What is typed is promised to be safe within a second, and no sooner.
    tokio::time::sleep(Duration::from_secs(1)).await;
    station.restart().await?;
    station.find("heading", "Company ID Card").await?;
    assert_eq!(station.value_of("Last name").await?, "Bjørkås");
    station.see("Picture ready").await?;
    station.find("button", "Remove").await?;
    station.picture("kept-draft").await
}

#[tokio::test]
async fn a_broken_ledger_is_named_and_a_new_one_is_begun_only_when_asked() -> Step<()> {
    let mut station = with_a_person_at_the_counter(Plan::default()).await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    without_its_file(&mut station).await?;
    damaged(&mut station).await?;
    without_its_key(&mut station).await?;
    a_new_one(&station).await
}

async fn without_its_file(station: &mut Station) -> Step<()> {
    let (file, aside) = (ledger(station), station.session.home().join("aside"));
    station.stop().await?;
    fs::rename(&file, &aside).unwrap();
    station.restart().await?;
    station.see("The ledger is missing").await?;
    station.picture("kept-ledger-missing").await?;
    fs::rename(&aside, &file).unwrap();
    station.click("button", "Try again").await?;
    station.find("button", "Company ID Card").await
}

async fn damaged(station: &mut Station) -> Step<()> {
    let file = ledger(station);
    station.stop().await?;
    let whole = fs::read(&file).unwrap();
    fs::write(&file, vec![7; whole.len()]).unwrap();
    station.restart().await?;
    station
        .see("Nothing can be ordered until the ledger opens")
        .await?;
    station.picture("kept-ledger-damaged").await?;
    fs::write(&file, whole).unwrap();
    station.click("button", "Try again").await?;
    station.find("button", "Company ID Card").await
}

async fn without_its_key(station: &mut Station) -> Step<()> {
    station.stop().await?;
    station.session.forget_secrets().await?;
    station.restart().await?;
    station.see("Ledger locked").await?;
    station.picture("kept-ledger-locked").await
}

async fn a_new_one(station: &Station) -> Step<()> {
    station.click("button", "Start a new ledger").await?;
    station.fill("Type NEW to go on", "new").await?;
    station.click("button", "Start new ledger").await?;
    station.find("button", "Company ID Card").await?;
    station.click("button", "History").await?;
    station.see("No orders yet").await
}

fn ledger(station: &Station) -> PathBuf {
    station.session.data().join("ledger.db")
}

#[tokio::test]
async fn without_a_keyring_the_practice_office_works_and_the_window_says_what_is_not_kept()
-> Step<()> {
    let plan = Plan {
        keyring: Keyring::None,
        ..Plan::default()
    };
    let station = with_a_person_at_the_counter(plan).await?;
    station.see("Orders are kept for this run only").await?;
    station.picture("kept-no-keyring").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    station.click("button", "History").await?;
    station.find("row", "Bjørkås").await
}

/// A station where a card was ordered, and whose keyring is locked when the program starts again.
async fn with_its_keyring_locked() -> Step<Station> {
    let mut station = with_a_person_at_the_counter(Plan::default()).await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.stop().await?;
    station.session.lock_keyring().await?;
    station.restart().await?;
    station.see("The keyring is asking for something").await?;
    Ok(station)
}

#[tokio::test]
async fn a_locked_keyring_holds_up_no_window_and_is_tried_again_once_it_is_unlocked() -> Step<()> {
    let mut station = with_its_keyring_locked().await?;
    station.picture("kept-keyring-asks").await?;
    station.click("button", "Stop waiting").await?;
    station
        .find("heading", "The keyring does not answer")
        .await?;
    station.picture("kept-keyring-no-answer").await?;
    station.session.unlock_keyring().await?;
    station.click("button", "Try again").await?;
    station.find("button", "Company ID Card").await?;
    station.click("button", "History").await?;
    station.find("row", "Bjørkås").await
}

#[tokio::test]
async fn behind_a_locked_keyring_one_practises_for_this_run_and_the_ledger_comes_back() -> Step<()>
{
    let mut station = with_its_keyring_locked().await?;
    station.click("button", "Stop waiting").await?;
    station.click("button", "Practise for this run").await?;
    station.see("Your ledger is not touched meanwhile").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", "Øverlandsvåg").await?;
    station.picture("kept-practising-for-this-run").await?;
    station.click("button", "History").await?;
    station.see("No orders yet").await?;
    station.session.unlock_keyring().await?;
    station.restart().await?;
    station.click("button", "History").await?;
    station.find("row", "Bjørkås").await
}
