//! Orders that do not leave although they wait: the window says why, and what lets them go.

#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use fantoccini::key::Key;
use journeys::{Office, Station, Step, at_the_counter};
use practice::{Calls, Fault};

const TEMPLATE: &str = "Company ID Card";

async fn order(station: &Station, last: &str) -> Step<()> {
    station.click("button", TEMPLATE).await?;
    station.fill("Last name", last).await?;
    station.see("Ready to order").await?;
    station.press(&[Key::Control, Key::Enter]).await
}

/// The ledger's files, which belong together.
fn ledger(station: &Station) -> Vec<PathBuf> {
    let files = fs::read_dir(station.session.data()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let is_ledger = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("ledger.db")
    };
    paths.filter(is_ledger).collect()
}

#[tokio::test]
async fn a_ledger_that_was_put_back_sends_nothing_until_somebody_looked_through_it() -> Step<()> {
    let (mut office, mut station) = at_the_counter().await?;
    office.close();
    order(&station, "Haugland").await?;
    station.see("The order is safe on this computer").await?;
    station.stop().await?;
    let before: Vec<_> = ledger(&station)
        .into_iter()
        .map(|path| (fs::read(&path).unwrap(), path))
        .collect();
    office.open_again().await?;
    station.restart().await?;
    station.click("button", "Outbox").await?;
    station.see("Everything has been answered").await?;
    station.stop().await?;
    for path in ledger(&station) {
        fs::remove_file(path).unwrap();
    }
    for (bytes, path) in before {
        fs::write(path, bytes).unwrap();
    }
    station.restart().await?;
    station.see("The outbox is paused").await?;
    station.picture("rests-put-back").await?;
    station.click("button", "Open the outbox").await?;
    station.find("row", "Haugland").await?;
    station.picture("rests-outbox").await?;
    answer(&station, &office).await?;
    station.click("button", "Outbox").await?;
    station.click("button", "Resume").await?;
    station.see_no_more("The outbox is paused").await?;
    assert_eq!(office.orders().await?.len(), 1, "one person, one card");
    Ok(())
}

/// The operator finds the order at the service.
async fn answer(station: &Station, office: &Office) -> Step<()> {
    station.click("button", "Look and answer: Haugland").await?;
    station.click("button", "It is there").await?;
    let number = office.orders().await?[0].credential_number.to_string();
    station.fill("Its number in Breeze", &number).await?;
    station.click("button", "It is there").await?;
    station.see("Confirmed by hand").await
}

#[tokio::test]
async fn an_outbox_that_was_paused_by_hand_keeps_what_is_ordered_until_it_is_resumed() -> Step<()> {
    let (office, mut station) = at_the_counter().await?;
    station.click("button", "Outbox").await?;
    station.picture("rests-open").await?;
    station.click("button", "Pause sending").await?;
    station
        .see("stays on this computer until you resume")
        .await?;
    station.click("button", "Counter").await?;
    order(&station, "Haugland").await?;
    station.see("The order is safe on this computer").await?;
    station.picture("rests-paused-receipt").await?;
    station.click("button", "Next person").await?;
    station.stop().await?;
    station.restart().await?;
    station.click("button", "Open the outbox").await?;
    station.find("row", "Haugland").await?;
    station.picture("rests-paused-by-hand").await?;
    assert_eq!(office.orders().await?.len(), 0, "nothing has left");
    station.click("button", "Resume").await?;
    station.see("Everything has been answered").await?;
    assert_eq!(office.orders().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_order_behind_one_of_unknown_outcome_says_why_it_is_held_back() -> Step<()> {
    let (mut office, station) = at_the_counter().await?;
    office
        .fail_next(Calls::Order, 1, Fault::ResetAfterCommitting)
        .await?;
    order(&station, "Haugland").await?;
    station.see("It is not there: send again").await?;
    office.close();
    station.click("button", "Next person").await?;
    order(&station, "Øverli").await?;
    station.see("The service does not answer").await?;
    station.picture("rests-held-receipt").await?;
    station.click("button", "Next person").await?;
    station.click("button", "Outbox").await?;
    station.find("row", "Øverli").await?;
    station.picture("rests-held").await?;
    office.open_again().await?;
    station.click("button", "History").await?;
    station.click("row", "Øverli").await?;
    station.see("Accepted by the service").await?;
    // The office counts what came since it is there again: the unknown one did not come once more.
    assert_eq!(office.orders().await?.len(), 1, "only what had waited left");
    Ok(())
}
