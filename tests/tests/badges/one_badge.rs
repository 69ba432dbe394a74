//! A digital badge, from the key typed by hand to the revocation taken back.

use journeys::{Office, Station, Step};

use crate::counter::{BADGE, connected, issue, vector};

const PERSON: &str = "Åse Marie Bjørkås-Østbø";
const DRAWN: &str = "const code = document.querySelector('img[alt*=QR]');
    return Boolean(code?.complete && code.naturalWidth > 0);";

async fn fill(station: &Station) -> Step<()> {
    station.click("button", BADGE).await?;
    station.fill("Name", PERSON).await?;
    station.fill("E-mail", "aase@example.com").await?;
    station.see("cannot be called back").await?;
    station.fill("Score", "95").await?;
    station
        .choose_picture("File …", &vector("astronaut-face.jpg"))
        .await?;
    station.find("button", "Remove").await?;
    station.see("Ready to order").await?;
    station.picture("badge-filled").await
}

#[tokio::test]
async fn a_badge_is_issued_by_a_key_typed_by_hand_revoked_and_reinstated() -> Step<()> {
    let office = Office::open().await?;
    let station = connected(&office).await?;
    fill(&station).await?;
    issue(&station).await?;
    station.until("the code to scan", DRAWN, Vec::new()).await?;
    station.picture("badge-receipt").await?;
    let issued = office.issued().await?;
    assert_eq!(issued.len(), 1);
    assert_eq!(issued[0]["request"]["metadata"]["score"], 95);
    save_certificate(&station).await?;
    revoke(&station, &office).await?;
    reinstate(&station, &office).await
}

/// By the native dialog, from the receipt.
async fn save_certificate(station: &Station) -> Step<()> {
    let (button, dialog) = ("Save certificate …", "Save the certificate");
    let saved = station.saved_by(button, dialog, "The certificate is saved");
    let saved = saved.await?;
    assert!(saved.starts_with(b"%PDF"));
    Ok(())
}

/// From the history, with a reason.
async fn revoke(station: &Station, office: &Office) -> Step<()> {
    station.click("button", "Next person").await?;
    station.click("button", "History").await?;
    station.click("row", PERSON).await?;
    station.see("In force").await?;
    station.picture("badge-detail").await?;
    station.click("button", "Revoke …").await?;
    station.fill("Reason", "Issued to the wrong person").await?;
    station.picture("badge-revoke").await?;
    station.click("button", "Revoke").await?;
    station.see("Issued to the wrong person").await?;
    station.see_no_more("In force").await?;
    station.picture("badge-revoked").await?;
    assert!(!office.issued().await?[0]["revocation"].is_null());
    Ok(())
}

async fn reinstate(station: &Station, office: &Office) -> Step<()> {
    station.click("button", "Reinstate …").await?;
    station.click("button", "Reinstate").await?;
    station.see("In force").await?;
    station.picture("badge-reinstated").await?;
    assert!(office.issued().await?[0]["revocation"].is_null());
    Ok(())
}
