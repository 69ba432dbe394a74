//! The check of the place at the start of a day, in the real window, with the camera's real path.

use journeys::{Camera, Sight, Station, Step};

const TEMPLATE: &str = "Company ID Card";
const UNDONE: &str = "The place was not checked today.";
const CHECK: &str = "Check the place";

/// From the quiet line under the live view; in Settings where it is gone, because the place was
/// checked before a crash.
async fn open_the_check(station: &Station) -> Step<()> {
    station.click("button", TEMPLATE).await?;
    station.find("button", "Take photo").await?;
    if station.text().await?.contains(UNDONE) {
        return station.click("button", CHECK).await;
    }
    open_the_check_in_settings(station, ["Settings", "Turn the cameras on", CHECK]).await
}

async fn open_the_check_in_settings(station: &Station, names: [&str; 3]) -> Step<()> {
    for name in names {
        station.until_still("button", name).await?;
        station.click("button", name).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_empty_place_is_judged_with_one_click_and_then_not_asked_for_again() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Nobody).await?;
    let checked = async |_: &mut Camera, station: &Station| {
        open_the_check(station).await?;
        station.see("The place is good").await?;
        station.picture("place-good").await?;
        station.click("button", "Close").await?;
        station.see_no_more(UNDONE).await
    };
    station.despite_crashes(&mut camera, checked).await
}

#[tokio::test]
async fn a_place_with_a_person_in_it_waits_for_them_to_leave() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Right).await?;
    let waits = async |_: &mut Camera, station: &Station| {
        open_the_check(station).await?;
        station.see("Step out of the picture").await?;
        station.picture("place-person").await?;
        station.click("button", "Close").await?;
        station.see(UNDONE).await
    };
    station.despite_crashes(&mut camera, waits).await
}

#[tokio::test]
async fn a_printed_card_that_is_held_up_is_in_focus() -> Step<()> {
    const IN_FOCUS: &str =
        "return [...document.querySelectorAll('dialog li')].some(({ dataset, textContent }) =>
        dataset.good === 'true' && textContent.includes('Focus'))";
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Card).await?;
    let focused = async |_: &mut Camera, station: &Station| {
        open_the_check(station).await?;
        station.see("Even light").await?;
        station.click("button", "Check the focus").await?;
        station.until("the focus", IN_FOCUS, Vec::new()).await?;
        station.picture("place-focus").await
    };
    station.despite_crashes(&mut camera, focused).await?;
    let file = std::fs::read_to_string(station.session.data().join("station.json"));
    assert!(file.unwrap_or_default().contains("\"measure\": \"focus\""));
    Ok(())
}

#[tokio::test]
async fn a_place_without_light_says_so_in_norwegian_in_a_small_dark_window() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Dim).await?;
    station.click("button", "Settings").await?;
    station.choose("Language", "Norsk").await?;
    station.choose("Tema", "Mørkt").await?;
    let checked = async |_: &mut Camera, station: &Station| {
        station.screen.resize("Badgedesk", 1024, 700).await?;
        let names = ["Innstillinger", "Slå på kameraene", "Sjekk fotoplassen"];
        open_the_check_in_settings(station, names).await?;
        station.see("For mørkt. Sett mer lys på plassen.").await?;
        station.see("1 ting å rette på").await?;
        station.picture("place-dim").await?;
        station.click("button", "Lukk").await?;
        station.see("Fotoplassen ble sjekket").await?;
        station.picture("place-settings").await
    };
    station.despite_crashes(&mut camera, checked).await
}
