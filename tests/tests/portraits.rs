//! The face on a picture: cut level and called good; and a picture without one, which is not ordered
//! before somebody says so.

use std::path::{Path, PathBuf};

use journeys::{Plan, Station, Step};

/// How far the slider says that the picture was straightened: the pupils of the face lie 3.2 degrees
/// from level.
const LEVELLED: &str = "const slider = [...document.querySelectorAll('input[type=range]')][1];
    const lean = Math.abs(Number(slider?.value));
    return lean >= 2.5 && lean <= 4;";

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[tokio::test]
async fn a_face_is_cut_level_and_a_picture_without_one_needs_a_word() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.fill("First name", "Åse Marie").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    good(&station).await?;
    blocked(&station).await?;
    all_the_same(&station).await?;
    in_the_history(&station).await?;
    the_rules(&station).await
}

async fn good(station: &Station) -> Step<()> {
    let face = here("vectors/astronaut-face.jpg");
    station.choose_picture("File …", &face).await?;
    station.see("Good portrait").await?;
    station.see("Ready to order").await?;
    let levelled = "the picture, straightened";
    station.until(levelled, LEVELLED, Vec::new()).await?;
    station.picture("portrait-good").await?;
    station.click("button", "All measures").await?;
    station.see("Between the eyes").await?;
    station.picture("portrait-measures").await
}

async fn blocked(station: &Station) -> Step<()> {
    let cup = here("../crates/portrait/tests/faces/coffee.jpg");
    station.choose_picture("File …", &cup).await?;
    station.see("It cannot be ordered like this").await?;
    station.see("The photo: No face is seen").await?;
    station.see("Not good enough yet").await?;
    station.see_no_more("Ready to order").await?;
    station.picture("portrait-blocked").await
}

async fn all_the_same(station: &Station) -> Step<()> {
    station.click("button", "Use it all the same").await?;
    station.see("Used all the same").await?;
    station.see("Ready to order").await?;
    station.picture("portrait-all-the-same").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    station.see_no_more("Bjørkås-Østbø").await
}

async fn in_the_history(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    station.click("row", "Bjørkås-Østbø").await?;
    station.see("Used all the same").await?;
    station.picture("portrait-history").await
}

async fn the_rules(station: &Station) -> Step<()> {
    station.click("button", "Settings").await?;
    station
        .choose("Largest other face: out of bounds", "Advises")
        .await?;
    station.see("1 rule changed").await?;
    station.picture("portrait-rules").await?;
    station.click("button", "Back to the usual rules").await?;
    station.see_no_more("1 rule changed").await
}
