//! Links that bring a person to the counter, from another program's button to the order.

use fantoccini::key::Key;
use journeys::{Plan, Station, Step};

const LINK: &str = "badgedesk://enrol?connection=practice&template=Company+ID+Card\
    &personFirstName=%C3%85se+Marie&personLastName=Bj%C3%B8rk%C3%A5s&shoeSize=44&personPin=4711";

#[tokio::test]
async fn a_link_waits_beside_whoever_is_at_the_counter_and_opens_when_asked() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", "Nordmann").await?;
    station.start_again_with(LINK).await?;
    station.see("By a link: Åse Marie Bjørkås").await?;
    assert_eq!(station.value_of("Last name").await?, "Nordmann");
    station.picture("link-waits").await?;
    open(&station).await?;
    order(&station).await?;
    assert_eq!(station.value_of("Last name").await?, "Nordmann");
    Ok(())
}

async fn open(station: &Station) -> Step<()> {
    station.click("button", "Look").await?;
    station.see("personPin: a link must not carry it").await?;
    station.picture("link-tray").await?;
    station.click("button", "Open the link of").await?;
    station.see("Filled from a link").await?;
    station
        .see("shoeSize: the chosen template had no such field")
        .await?;
    assert_eq!(station.value_of("First name").await?, "Åse Marie");
    station.picture("link-opened").await
}

async fn order(station: &Station) -> Step<()> {
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await
}

#[tokio::test]
async fn a_program_that_a_link_starts_shows_it() -> Step<()> {
    let mut station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.find("button", "Company ID Card").await?;
    station.restart_with(&[LINK]).await?;
    station.see("By a link: Åse Marie Bjørkås").await?;
    station.picture("link-started").await
}
