//! A request that was copied from the window issues a badge without it, which the window then finds,
//! opens and revokes; on a small screen, for a person with a long name.

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step};
use serde_json::json;

use crate::counter::BADGE;

/// 60 letters.
const PERSON: &str = "Åse Marie Bjørkås-Østbø Sæther af Nærøy og Ålesund kommune Æ";

/// The GET request of the form as the window writes it.
async fn copied(station: &Station) -> Step<String> {
    station.click("button", "Copy as code …").await?;
    station.click("label", "GET for Zapier").await?;
    station.see("the address alone does not sign in").await?;
    station.see("A_NEW_UNIQUE_KEY").await?;
    station.picture("elsewhere-code").await?;
    let code = "return document.querySelector('[data-testid=code]').textContent";
    let code = station.evaluate(code, Vec::new()).await?;
    station.press(&[Key::Escape]).await?;
    Ok(code.as_str().unwrap_or_default().to_owned())
}

/// From everything that the account has issued, by a part of the name.
async fn found(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    station.click("label", "Issued elsewhere").await?;
    station.see(PERSON).await?;
    station.fill("Name", "bjørkås").await?;
    station.picture("elsewhere-list").await?;
    station.click("button", PERSON).await?;
    station.see("In force").await?;
    station.picture("elsewhere-badge").await
}

#[tokio::test]
async fn a_badge_that_a_copied_request_issued_is_found_and_revoked() -> Step<()> {
    let office = Office::open().await?;
    let station = Station::open(Plan::default()).await?;
    station.connect_badges(&office).await?;
    let small = station.screen.resize("Badgedesk", 1024, 700);
    small.await?;
    station.click("button", BADGE).await?;
    station.fill("Name", PERSON).await?;
    let code = copied(&station).await?;
    let key = &office.issuebadge.api_key;
    assert!(!code.contains(key.as_str()), "the key stands in it");
    let filled = code.replace("YOUR_API_TOKEN", key);
    let filled = filled.replace("A_NEW_UNIQUE_KEY", "from-a-sheet-1");
    office.get_as_written(&filled).await?;
    let issued = office.issued().await?;
    assert_eq!(issued[0]["recipientName"], json!(PERSON));
    assert_eq!(issued[0]["method"], json!("GET"));
    found(&station).await?;
    station.click("button", "Revoke …").await?;
    station.fill("Reason", "Left").await?;
    station.click("button", "Revoke").await?;
    station.see_no_more("In force").await?;
    station.picture("elsewhere-revoked").await?;
    assert_eq!(
        office.issued().await?[0]["revocation"]["reason"],
        json!("Left")
    );
    Ok(())
}
