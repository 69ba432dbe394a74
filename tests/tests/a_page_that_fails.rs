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

async fn is_mended_after(harm: Harm, station: &Station, words: &[&str]) -> Step<()> {
    let before = station.harm_page(harm).await?;
    station.until_another_page_process(before).await?;
    station.screen.read(words).await?;
    let name = format!("mended-after-{harm:?}").to_lowercase();
    station.picture(&name).await
}

#[tokio::test]
async fn a_page_that_crashes_is_loaded_again_with_the_enrolment() -> Step<()> {
    let station = with_a_person_at_the_counter().await?;
    let words = ["nothing is lost", "Turn on camera", "Morgan"];
    is_mended_after(Harm::Kill, &station, &words).await
}

#[tokio::test]
async fn a_page_that_hangs_is_ended_and_loaded_again_with_the_enrolment_and_its_picture() -> Step<()>
{
    let station = with_a_person_at_the_counter().await?;
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    station.screen.put_on_clipboard(&face).await?;
    station.click("button", "Paste").await?;
    station.see("Picture ready").await?;
    is_mended_after(
        Harm::Stop,
        &station,
        &["nothing is lost", "Morgan", "Picture ready"],
    )
    .await
}
