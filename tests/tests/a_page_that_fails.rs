//! The page crashes, or hangs: the program notices, loads it again, and the person at the counter
//! is still there.

use std::path::Path;
use std::time::Duration;

use journeys::{Harm, Plan, Station, Step};

async fn with_a_person_at_the_counter() -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", "Morgan").await?;
    // What is typed is promised to be safe within a second, and no sooner.
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(station)
}

async fn is_mended_after(harm: Harm, with: &str, station: &Station, words: &[&str]) -> Step<()> {
    let before = station.harm_page(harm).await?;
    station.until_another_page_process(before).await?;
    station.screen.read(words).await?;
    let name = format!("mended-after-{harm:?}-{with}").to_lowercase();
    station.picture(&name).await
}

/// From here on nobody can click: a driver does not outlive the page it drives.
async fn with_a_picture() -> Step<Station> {
    let station = with_a_person_at_the_counter().await?;
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    station.screen.put_on_clipboard(&face).await?;
    station.click("button", "Paste").await?;
    station.see("Picture ready").await?;
    Ok(station)
}

const WHOLE: [&str; 3] = ["nothing is lost", "Morgan", "Picture ready"];

#[tokio::test]
async fn a_page_that_crashes_is_loaded_again_with_the_enrolment_and_its_picture() -> Step<()> {
    let station = with_a_picture().await?;
    is_mended_after(Harm::Kill, "picture", &station, &WHOLE).await
}

/// A picture that is there keeps the camera off too, so this person has none.
#[tokio::test]
async fn a_page_that_crashed_at_a_live_camera_leaves_it_off() -> Step<()> {
    let station = with_a_person_at_the_counter().await?;
    station.find("button", "Take photo").await?;
    let words = ["nothing is lost", "Turn on camera", "Morgan"];
    is_mended_after(Harm::Kill, "camera", &station, &words).await
}

#[tokio::test]
async fn a_page_that_hangs_is_ended_and_loaded_again_with_the_enrolment_and_its_picture() -> Step<()>
{
    let station = with_a_picture().await?;
    is_mended_after(Harm::Stop, "picture", &station, &WHOLE).await
}
