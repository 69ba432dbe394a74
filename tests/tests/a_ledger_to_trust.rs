//! What an office trusts the ledger with: a day without a network, a backup, and that a person is
//! forgotten.

#![cfg(test)]

#[path = "../../crates/ledger/tests/ledger/pages.rs"]
mod pages;

use std::fs;

use fantoccini::key::Key;
use journeys::{Office, Station, Step, at_the_counter};

const TEMPLATE: &str = "Company ID Card";
const PASSPHRASE: &str = "four words nobody guesses";

async fn order(station: &Station, last: &str) -> Step<()> {
    // That the list cannot be read is said above it, and pushes it down.
    station.until_still("button", TEMPLATE).await?;
    station.click("button", TEMPLATE).await?;
    station.fill("Last name", last).await?;
    station.see("Ready to order").await?;
    station.press(&[Key::Control, Key::Enter]).await
}

#[tokio::test]
async fn five_orders_of_a_day_without_a_network_have_five_receipts_after_a_restart() -> Step<()> {
    const PEOPLE: [&str; 5] = ["Aas", "Berg", "Dahl", "Eide", "Foss"];
    let (mut office, mut station) = at_the_counter().await?;
    office.close();
    for last in PEOPLE {
        order(&station, last).await?;
        station.see("The order is safe on this computer").await?;
        station.click("button", "Next person").await?;
    }
    station.click("button", "Outbox").await?;
    for last in PEOPLE {
        station.find("row", last).await?;
    }
    station.picture("trust-five-wait").await?;
    station.stop().await?;
    station.restart().await?;
    office.open_again().await?;
    station.click("button", "Outbox").await?;
    station.see("Everything has been answered").await?;
    let orders = office.orders().await?;
    assert_eq!(orders.len(), PEOPLE.len(), "{orders:?}");
    station.click("button", "History").await?;
    for (last, order) in PEOPLE.iter().zip(&orders) {
        station.click("row", last).await?;
        let number = order.credential_number;
        station
            .see(&format!("Accepted by the service as number {number}"))
            .await?;
        station.click("button", "Back").await?;
    }
    Ok(())
}

/// A backup with an order that is on its way.
async fn backed_up_before_sending(office: &mut Office, station: &Station) -> Step<Vec<u8>> {
    office.close();
    order(station, "Haugland").await?;
    station.see("The order is safe on this computer").await?;
    station.click("button", "Next person").await?;
    station.click("button", "Settings").await?;
    station.until_still("button", "Make a backup …").await?;
    station.click("button", "Make a backup …").await?;
    station.fill("Passphrase", PASSPHRASE).await?;
    station.fill("The same once more", PASSPHRASE).await?;
    let (button, dialog) = ("Choose a place and write …", "Make a backup");
    let backup = station
        .saved_by(button, dialog, "The backup holds 1 order")
        .await?;
    station.picture("trust-backup-made").await?;
    station.click("button", "Close").await?;
    Ok(backup)
}

#[tokio::test]
async fn a_backup_that_is_put_back_after_sending_sends_nothing() -> Step<()> {
    let (mut office, station) = at_the_counter().await?;
    let backup = backed_up_before_sending(&mut office, &station).await?;
    office.open_again().await?;
    station.click("button", "Outbox").await?;
    station.see("Everything has been answered").await?;
    let file = station.session.home().join("kept.backup");
    fs::write(&file, backup).unwrap();
    station.click("button", "Settings").await?;
    // What is read late pushes down what stands below it.
    station.until_still("button", "Restore a backup …").await?;
    station.click("button", "Restore a backup …").await?;
    station.fill("Passphrase", PASSPHRASE).await?;
    let (button, dialog) = ("Choose the file and restore …", "Restore a backup");
    station.choose_file(button, dialog, &file).await?;
    station.see("The backup is in place").await?;
    station
        .see("1 order was not finished and asks what became of it")
        .await?;
    station.picture("trust-backup-restored").await?;
    station.click("button", "Close").await?;
    station.see("The outbox is paused").await?;
    station.click("button", "Outbox").await?;
    station.find("row", "Haugland").await?;
    station.picture("trust-backup-asks").await?;
    station.click("button", "Resume").await?;
    station.see_no_more("The outbox is paused").await?;
    station.find("button", "Look and answer: Haugland").await?;
    assert_eq!(office.orders().await?.len(), 1, "one person, one card");
    Ok(())
}

/// As an operator closes it: a program that is killed leaves the last pages in a file beside.
async fn close(station: &mut Station) -> Step<()> {
    station.screen.close("Badgedesk").await?;
    station.until_closed().await
}

/// How many pages of the ledger, which the program has closed, hold a text.
async fn pages_with(station: &Station, text: &str) -> Step<usize> {
    let key = station.session.ledger_key().await?;
    let pages = pages::pages(&station.session.data(), &key);
    let holds = |page: &&Vec<u8>| page.windows(text.len()).any(|w| w == text.as_bytes());
    Ok(pages.iter().filter(holds).count())
}

#[tokio::test]
async fn a_person_who_is_forgotten_is_gone_from_the_history_and_from_the_file() -> Step<()> {
    const PERSON: &str = "Kjærstadmyrås";
    let (_office, mut station) = at_the_counter().await?;
    for last in [PERSON, "Haugland"] {
        order(&station, last).await?;
        station.see("Sent to production").await?;
        station.click("button", "Next person").await?;
    }
    close(&mut station).await?;
    assert!(pages_with(&station, PERSON).await? > 0, "nothing to forget");
    station.restart().await?;
    station.click("button", "History").await?;
    station.click("row", PERSON).await?;
    station.click("button", "Forget this person …").await?;
    station.picture("trust-forget").await?;
    station.click("button", "Delete 1 for good").await?;
    station.see("1 order").await?;
    station.picture("trust-forgotten").await?;
    station.click("button", "Close").await?;
    station.find("row", "Haugland").await?;
    station.see_no_more(PERSON).await?;
    close(&mut station).await?;
    assert_eq!(pages_with(&station, PERSON).await?, 0);
    assert!(
        pages_with(&station, "Haugland").await? > 0,
        "the others stay"
    );
    Ok(())
}
