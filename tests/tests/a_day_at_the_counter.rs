//! From the welcome to the card in the history, as a newcomer goes.

use std::path::{Path, PathBuf};

use journeys::{Plan, Station, Step};

/// A template with every kind of field.
const EVERY_KIND: &str = "Emergency response team";

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg")
}

#[tokio::test]
async fn a_newcomer_orders_a_card_and_finds_it_again() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.see("Company ID Card").await?;
    station.picture("counter-empty").await?;
    station.click("button", EVERY_KIND).await?;
    fill(&station).await?;
    photograph_from_file(&station).await?;
    station.picture("counter-filled").await?;
    order(&station).await?;
    find_again(&station).await
}

async fn fill(station: &Station) -> Step<()> {
    station.fill("First name", "Åse Marie").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    station.see("Ready to order").await
}

async fn photograph_from_file(station: &Station) -> Step<()> {
    station.choose_picture("File …", &face()).await?;
    station.find("button", "Remove").await
}

async fn order(station: &Station) -> Step<()> {
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.find("button", "Next person").await?;
    station.picture("receipt").await?;
    station.click("button", "Next person").await?;
    station.see_no_more("Bjørkås-Østbø").await
}

async fn find_again(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    station.see("Åse Marie Bjørkås-Østbø").await?;
    station.picture("history").await
}
