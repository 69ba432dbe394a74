//! One person, two credentials: a card and a badge that live and fail apart.

use journeys::{Plan, Station, Step};

use crate::counter::{BADGE, issue, vector};

#[tokio::test]
async fn a_card_and_a_badge_are_ordered_from_one_enrolment() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("First name", "Åse Marie").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    station
        .choose_picture("File …", &vector("astronaut-face.jpg"))
        .await?;
    station.see("Picture ready").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    also_a_badge(&station).await?;
    both_are_kept(&station).await
}

async fn also_a_badge(station: &Station) -> Step<()> {
    station.click("button", "The same person").await?;
    station.picture("both-menu").await?;
    station.click("menuitem", "Issue a badge").await?;
    station.click("button", BADGE).await?;
    station.picture("both-badge").await?;
    assert_eq!(station.value_of("Name").await?, "Åse Marie Bjørkås-Østbø");
    station.see("Picture ready").await?;
    issue(station).await?;
    station.picture("both-receipt").await?;
    station.click("button", "Next person").await
}

async fn both_are_kept(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    for template in ["Company ID Card", BADGE] {
        station.find("row", template).await?;
    }
    station.picture("both-history").await
}
