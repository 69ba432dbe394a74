//! The README's pictures, taken of the real program at the practice office.

use std::path::{Path, PathBuf};

use journeys::{JourneyError, Plan, Station, Step};

/// Who was here before, so that the history has something to show.
const EARLIER: [(&str, &str); 3] = [
    ("Jonas", "Haugland"),
    ("Maria", "Fjeldstad"),
    ("Sindre", "Øverli"),
];
const PORTRAIT: &str = "return document.querySelector('figure img')?.complete ?? false";
const TEMPLATE: &str = "Company ID Card";

#[tokio::main]
async fn main() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.find("button", "Start practising").await?;
    keep(&station, "welcome").await?;
    station.click("button", "Start practising").await?;
    sign_in(&station).await?;
    for (first, last) in EARLIER {
        enrol(&station, first, last).await?;
        station.click("button", "Order card").await?;
        station.see("Sent to production").await?;
        station.click("button", "Next person").await?;
    }
    enrol(&station, "Eline", "Bjørkås-Østbø").await?;
    keep(&station, "counter").await?;
    station.click("button", "History").await?;
    station.click("row", "Maria").await?;
    station.until("the picture", PORTRAIT, Vec::new()).await?;
    keep(&station, "history").await?;
    in_the_dark(&station).await?;
    keep(&station, "counter-dark").await
}

/// The names of this computer and its user stay out of the pictures.
async fn sign_in(station: &Station) -> Step<()> {
    station.click("button", "Settings").await?;
    station.choose("Theme", "Light").await?;
    station.fill("Operator", "Ingrid").await?;
    station.fill("Station", "Reception").await?;
    station.click("textbox", "Operator").await?;
    station.see("· Reception").await?;
    station.click("button", "Counter").await
}

async fn in_the_dark(station: &Station) -> Step<()> {
    station.click("button", "Settings").await?;
    station.choose("Theme", "Dark").await?;
    station.click("button", "Counter").await?;
    station.find("textbox", "First name").await
}

async fn enrol(station: &Station, first: &str, last: &str) -> Step<()> {
    station.click("button", TEMPLATE).await?;
    station.fill("First name", first).await?;
    station.fill("Last name", last).await?;
    station.fill("Department", "Operations").await?;
    let portrait = portrait_of(station, last)?;
    station.screen.put_on_clipboard(&portrait).await?;
    station.click("button", "Paste").await?;
    station.find("button", "Remove").await?;
    station.see("Ready to order").await
}

/// A picture of each person's own: nobody is ordered with another one's.
fn portrait_of(station: &Station, last: &str) -> Step<PathBuf> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    let own = station.session.home().join(format!("{last}.png"));
    let unusable = |error| JourneyError::Io {
        what: own.display().to_string(),
        error: std::io::Error::other(error),
    };
    // As many steps of 255 as the name has bytes: no eye tells them apart, and every hash does.
    let lighter = i32::try_from(last.len()).unwrap_or_default();
    let face = image::open(face).map_err(unusable)?.brighten(lighter);
    face.save(&own).map_err(unusable)?;
    Ok(own)
}

/// Keeps the window, without what is around it.
async fn keep(station: &Station, name: &str) -> Step<()> {
    let at_rest =
        "return document.getAnimations().every(({ playState }) => playState !== 'running')";
    station.until("rest", at_rest, Vec::new()).await?;
    let folder = std::env::var_os("BADGEDESK_SCREENSHOTS").unwrap_or_else(|| "docs/images".into());
    let file = Path::new(&folder).join(format!("{name}.png"));
    station.screen.shoot_window("Badgedesk", &file).await
}
