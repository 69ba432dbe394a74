//! The person's own mirror, in its real window, fed by the window at the counter.

use journeys::{Camera, Plan, Sight, Station, Step};
use serde_json::json;

const MIRROR: &str = "Badgedesk mirror";
const SPEIL: &str = "Badgedesk speil";
const SWITCH: &str = "Mirror on a second screen";

/// Whether the box beside these words is ticked.
const IS_ON: &str =
    "return [...document.querySelectorAll('input[type=checkbox]')].some(({ checked, labels }) =>
        checked && labels[0]?.textContent.trim() === arguments[0]);";

/// It is remembered, and so is open again after a crash.
async fn open(station: &Station) -> Step<()> {
    let name = vec![json!(SWITCH)];
    if station.evaluate(IS_ON, name.clone()).await? != json!(true) {
        station.until_still("checkbox", SWITCH).await?;
        station.click("checkbox", SWITCH).await?;
    }
    station.until("the mirror's switch", IS_ON, name).await
}

#[tokio::test]
async fn the_mirror_shows_the_person_what_to_do_and_nobody_once_the_photo_is_taken() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Right).await?;
    let seen = async |_: &mut Camera, station: &Station| {
        station.click("button", "Company ID Card").await?;
        open(station).await?;
        let says = ["Stay like this"];
        station.screen.read_window(MIRROR, &says).await?;
        station.picture("mirror-good").await?;
        station.until_still("button", "Take photo").await?;
        station.click("button", "Take photo").await?;
        station.see("Picture ready").await?;
        station.screen.read_window(MIRROR, &["Look here"]).await?;
        station.picture("mirror-nobody").await
    };
    station.despite_crashes(&mut camera, seen).await
}

#[tokio::test]
async fn the_mirror_follows_the_settings_and_stays_closed_once_it_was_closed() -> Step<()> {
    let mut station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Settings").await?;
    station.click("checkbox", SWITCH).await?;
    station.screen.read_window(MIRROR, &["Look here"]).await?;
    station.picture("mirror-in-a-window").await?;
    station.choose("Language", "Norsk").await?;
    station.choose("Tema", "Mørkt").await?;
    station.screen.read_window(SPEIL, &["Se hit"]).await?;
    station.picture("mirror-norwegian").await?;
    station.restart().await?;
    station.screen.read_window(SPEIL, &["Se hit"]).await?;
    station.screen.close(SPEIL).await?;
    station.click("button", "Innstillinger").await?;
    let off = format!("return !(() => {{ {IS_ON} }})()");
    let name = vec![json!("Speil på en ekstra skjerm")];
    station.until("the switch to be off", &off, name).await
}

#[tokio::test]
async fn the_mirror_goes_with_the_window_at_the_counter() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Settings").await?;
    station.click("checkbox", SWITCH).await?;
    station.screen.read_window(MIRROR, &["Look here"]).await?;
    station.screen.close("Badgedesk").await?;
    station.until_closed().await
}
