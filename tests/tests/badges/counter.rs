//! A counter of digital badges.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step};

/// The badge that the vendor's own examples use.
pub(crate) const BADGE: &str = "Course completion";

pub(crate) fn vector(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name)
}

/// The marks beside the steps of a check stand within their lines.
const IN_LINE: &str = "const marks = [...document.querySelectorAll('dialog ol svg')];
    return marks.length > 0 && marks.every((mark) => mark.getBoundingClientRect().height < 32);";

/// From the welcome to the badges of an office; a key that was cut off is named on the way.
pub(crate) async fn connected(office: &Office) -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Connect to IssueBadge").await?;
    station.click("label", "Other address").await?;
    station.fill("Address", &office.issuebadge.base_url).await?;
    station.click("label", "Tests").await?;
    let key = &office.issuebadge.api_key;
    station.fill("API key", &key[..key.len() - 4]).await?;
    station.click("button", "Check").await?;
    station.see("The API key is wrong or was revoked").await?;
    station.until("marks in line", IN_LINE, Vec::new()).await?;
    station.picture("badge-wrong-key").await?;
    station.fill("API key", key).await?;
    station.picture("badge-connect").await?;
    station.click("button", "Save").await?;
    station.see(BADGE).await?;
    Ok(station)
}

/// Issues what is in the form, from the keys, and waits for the receipt.
pub(crate) async fn issue(station: &Station) -> Step<()> {
    station.see("Ready to order").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("/v/").await
}

/// Issues it to somebody who has that badge already, with a reason.
pub(crate) async fn issue_once_more(station: &Station) -> Step<()> {
    station.see("Ready to order").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Ordered before?").await?;
    station.picture("badge-once-more").await?;
    station.fill("Why order anyway?", "another example").await?;
    station.click("button", "Order anyway").await?;
    station.see("/v/").await
}
