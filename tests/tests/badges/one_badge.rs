//! A digital badge, from the key typed by hand to the revocation taken back.

use journeys::{Office, Station, Step};
use practice::issuebadge::{Calls, Fault};
use serde_json::{Value, json};

use crate::counter::{BADGE, connected, issue, vector};
use crate::likeness::{is_cut_from, of_data_url};
use crate::scanned;
use crate::stored::is_stored;

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
    is_what_was_filled(&issued[0]);
    leads_to_its_page(&station, &issued[0]).await?;
    save_certificate(&station).await?;
    revoke(&station, &office).await?;
    reinstate(&station, &office).await?;
    revoke_without_an_answer(&station, &office).await
}

fn is_what_was_filled(stored: &Value) {
    let photo = &stored["metadata"]["certificate_photo"];
    let request = json!({
        "badge_id": "abc123",
        "name": PERSON,
        "email": "aase@example.com",
        "idempotency_key": stored["request"]["idempotency_key"],
        "metadata": { "score": 95, "certificate_photo": photo },
    });
    is_stored(stored, &request);
    let photo = of_data_url(photo).expect("a JPEG in a data URL");
    assert_eq!(photo.dimensions(), (720, 960));
    let chosen = image::open(vector("astronaut-face.jpg")).expect("a picture");
    assert!(is_cut_from(&photo, &chosen.into_rgb8()), "another picture");
}

/// The address and the code on the receipt are those of the badge's own page.
async fn leads_to_its_page(station: &Station, stored: &Value) -> Step<()> {
    let address = "return document.querySelector('[data-testid=receipt-address]').textContent";
    let page = &stored["publicUrl"];
    assert_eq!(&station.evaluate(address, Vec::new()).await?, page);
    assert_eq!(&json!(scanned::on_screen(station).await?), page);
    Ok(())
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

/// Neither the change is answered nor the question after it: the timeline tells that it was asked
/// for, and what was found when the service answered again.
async fn revoke_without_an_answer(station: &Station, office: &Office) -> Step<()> {
    let lost = Fault::ResetAfterStoring;
    office.fail_next_badges(Calls::Revoke, 1, lost).await?;
    // The question before the change is answered.
    for fault in [Fault::Slow { millis: 0 }, Fault::HtmlBadGateway] {
        office.fail_next_badges(Calls::Issued, 1, fault).await?;
    }
    station.click("button", "Revoke …").await?;
    station.click("button", "Revoke").await?;
    for told in [
        "It is not known whether the badge was changed",
        "Asked to revoke it; whether it was done is not known",
        "Looked up later: it is revoked",
    ] {
        station.see(told).await?;
    }
    station.click("button", "Cancel").await?;
    station.picture("badge-unclear").await?;
    assert!(!office.issued().await?[0]["revocation"].is_null());
    Ok(())
}
