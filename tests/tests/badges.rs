//! A digital badge, from the key typed by hand to the revocation taken back.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step};

/// The badge that the vendor's own examples use.
const BADGE: &str = "Course completion";
const DRAWN: &str = "const code = document.querySelector('img[alt*=QR]');
    return Boolean(code?.complete && code.naturalWidth > 0);";

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut.png")
}

/// From the welcome to the badges of an office.
async fn connected(office: &Office) -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Connect to IssueBadge").await?;
    station.click("label", "Other address").await?;
    station.fill("Address", &office.issuebadge.base_url).await?;
    station.click("label", "Tests").await?;
    station.fill("API key", &office.issuebadge.api_key).await?;
    station.picture("badge-connect").await?;
    station.click("button", "Save").await?;
    station.see(BADGE).await?;
    Ok(station)
}

async fn fill(station: &Station) -> Step<()> {
    station.click("button", BADGE).await?;
    station.fill("Name", "Åse Marie Bjørkås-Østbø").await?;
    station.fill("E-mail", "aase@example.com").await?;
    station.see("cannot be called back").await?;
    station.fill("Score", "95").await?;
    station.choose_picture("File …", &face()).await?;
    station.find("button", "Remove").await?;
    station.see("Ready to order").await?;
    station.picture("badge-filled").await
}

#[tokio::test]
async fn a_badge_is_issued_by_a_key_typed_by_hand_revoked_and_reinstated() -> Step<()> {
    let office = Office::open().await?;
    let station = connected(&office).await?;
    fill(&station).await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("/v/").await?;
    station.until("the code to scan", DRAWN, Vec::new()).await?;
    station.picture("badge-receipt").await?;
    let issued = office.issued().await?;
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0]["request"]["metadata"]["score"], 95);
    Ok(())
}
