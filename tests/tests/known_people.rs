//! Somebody who had a card comes again: two letters, and the form is filled.

#![cfg(test)]

use fantoccini::key::Key;
use journeys::{Plan, Station, Step};

async fn after_a_card_for_kari() -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("First name", "Kari").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    station.fill("Employee number", "00412").await?;
    station.fill("Department", "Røntgen").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    station.see_no_more("Sent to production").await?;
    Ok(station)
}

#[tokio::test]
async fn two_letters_an_arrow_and_enter_fill_the_form_which_is_ordered() -> Step<()> {
    let station = after_a_card_for_kari().await?;
    station.click("button", "Replacement card").await?;
    station.type_in("textbox", "Full name", "bj").await?;
    station.find("option", "Kari Bjørkås-Østbø").await?;
    station.press(&[Key::Down]).await?;
    station.picture("known-people").await?;
    station.press(&[Key::Enter]).await?;
    let filled = "return document.getElementById('field-personEmployeeNo').value === '00412'";
    station.until("the form is filled", filled, vec![]).await?;
    assert_eq!(station.value_of("Full name").await?, "Kari Bjørkås-Østbø");
    station.picture("known-people-filled").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station
        .fill("Why order anyway?", "the first one is worn")
        .await?;
    station.click("button", "Order anyway").await?;
    station.see("Sent to production").await
}
