//! The coach in the real window, with a real face on the camera's real path: PipeWire, GStreamer,
//! WebKitGTK, and the desk that looks.

use journeys::{Camera, Sight, Station, Step};
use serde_json::json;

const READY: &str = "Picture ready";
const TEMPLATE: &str = "Company ID Card";
const BY_ITSELF: &str = "The camera takes the photo by itself";

/// The box beside these words is ticked.
const IS_ON: &str =
    "return [...document.querySelectorAll('input[type=checkbox]')].some(({ checked, labels }) =>
        checked && labels[0]?.textContent.trim() === arguments[0]);";

/// What is written over the live view.
async fn is_told(station: &Station, words: &str) -> Step<()> {
    const SAID: &str =
        "return document.querySelector('p[data-good]')?.textContent === arguments[0]";
    station.until(words, SAID, vec![json!(words)]).await
}

#[tokio::test]
async fn whoever_is_dark_tilted_far_or_not_alone_is_told_so() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Far).await?;
    let coached = async |camera: &mut Camera, station: &Station| {
        camera.show(Sight::Far)?;
        station.click("button", TEMPLATE).await?;
        is_told(station, "Come closer").await?;
        station.picture("coach-far").await?;
        camera.show(Sight::Dark)?;
        is_told(station, "More light on the face").await?;
        camera.show(Sight::Tilted)?;
        is_told(station, "Hold your head upright").await?;
        station.picture("coach-tilted").await?;
        camera.show(Sight::TwoPersons)?;
        is_told(station, "One person at a time").await?;
        camera.show(Sight::Nobody)?;
        is_told(station, "Come in front of the camera").await?;
        camera.show(Sight::Right)?;
        is_told(station, "Good. Take the photo").await?;
        station.picture("coach-good").await
    };
    station.despite_crashes(&mut camera, coached).await
}

#[tokio::test]
async fn the_shot_takes_itself_once_the_coach_turns_green() -> Step<()> {
    let (mut camera, mut station) =
        Station::as_installed_with_a_camera_that_sees(Sight::Far).await?;
    let mut attempts = 0;
    let shot = async |camera: &mut Camera, station: &Station| {
        attempts += 1;
        camera.show(Sight::Far)?;
        station.click("button", TEMPLATE).await?;
        station.see_a_live_picture(READY).await?;
        // A shot that took itself before a crash is still there.
        if attempts > 1 && station.text().await?.contains(READY) {
            return Ok(());
        }
        station
            .until("the switch", IS_ON, vec![json!(BY_ITSELF)])
            .await?;
        is_told(station, "Come closer").await?;
        camera.show(Sight::Right)?;
        is_told(station, "Good. Stay like this").await?;
        station.see(READY).await
    };
    station.despite_crashes(&mut camera, shot).await?;
    station.find("button", "Retake").await?;
    station.picture("coach-shot").await
}
