//! A station that is killed at any instant loses no order and places none twice.

#![cfg(test)]

use std::process::Stdio;

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step, program};
use practice::{Calls, Fault};
use tokio::process::Command;

/// What takes about two minutes on a machine with two cores, and how long it may take on one that is
/// busy. `cargo xtask soak` takes as many as it is told.
const ROUNDS: [&str; 4] = ["--rounds", "240", "--seconds", "240"];

/// Fewer say too little.
const FEWEST: u32 = 200;

#[tokio::test]
async fn a_station_killed_at_random_instants_loses_no_order_and_doubles_none() {
    let mut soak = Command::new(program("examples/soak"));
    soak.args(ROUNDS).stdin(Stdio::null());
    let output = soak.kill_on_drop(true).output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    let last = said.lines().last().unwrap_or_default();
    let none = "0 lost, 0 doubled, 0 in a wrong state";
    assert!(
        last.ends_with(none) && !last.contains(" 0 orders"),
        "{said}"
    );
    let rounds = last.split(": ").nth(1).and_then(|it| it.split(' ').next());
    let rounds: u32 = rounds.and_then(|it| it.parse().ok()).unwrap_or(0);
    assert!(rounds >= FEWEST, "only {rounds} rounds: {said}");
    println!("{said}");
}

/// Orders, and kills the window while the office holds its answer back.
async fn killed_while_sending(
    office: &Office,
    station: &mut Station,
    person: &str,
    fault: Fault,
) -> Step<()> {
    office.fail_next(Calls::Order, 1, fault).await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", person).await?;
    station.see("Ready to order").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Waiting for the answer").await?;
    office.until_faults_are_met().await?;
    station.kill().await?;
    station.restart().await?;
    station.click("button", "Outbox").await?;
    station.see("1 order needs you").await?;
    station.click("row", person).await?;
    station.see("It is not there: send again").await
}

#[tokio::test]
async fn a_window_killed_while_sending_leaves_one_unknown_order_that_the_operator_settles()
-> Step<()> {
    let office = Office::open().await?;
    let mut station = Station::open(Plan::default()).await?;
    station.connect(&office).await?;
    killed_while_sending(&office, &mut station, "Fjeldstad", Fault::Held).await?;
    station.picture("killed-unknown").await?;
    let orders = office.orders().await?;
    assert_eq!(orders.len(), 1, "it had arrived");
    station.click("button", "It is there").await?;
    let number = orders[0].credential_number.to_string();
    station.fill("Its number in Breeze", &number).await?;
    station.click("button", "It is there").await?;
    station.see("Confirmed by hand").await?;
    station.click("button", "Counter").await?;
    killed_while_sending(&office, &mut station, "Haugland", Fault::Hang).await?;
    assert_eq!(office.orders().await?.len(), 1, "it had not arrived");
    station
        .click("button", "It is not there: send again")
        .await?;
    station.see("Sent to production").await?;
    station.picture("killed-settled").await?;
    assert_eq!(office.orders().await?.len(), 2, "each person has one card");
    Ok(())
}
