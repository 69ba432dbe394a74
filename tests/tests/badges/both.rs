//! One person, two credentials: a card and a badge that live and fail apart.

use journeys::{Office, Plan, Station, Step};
use practice::RecordedValue;
use practice::issuebadge::{Calls, Fault};
use serde_json::{Value, json};

use crate::counter::{BADGE, issue, vector};
use crate::likeness::{is_cut_from, of_data_url};
use crate::stored::is_stored;

const PERSON: &str = "Åse Marie Bjørkås-Østbø";

/// A station that orders cards at an office and issues badges there, at its cards.
async fn with_both(office: &Office) -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.connect(office).await?;
    station.click("button", "Connection").await?;
    station.click("menuitem", "Add connection").await?;
    station.click("label", "IssueBadge").await?;
    station.click("label", "Other address").await?;
    station.fill("Address", &office.issuebadge.base_url).await?;
    station.click("label", "Tests").await?;
    station.fill("Name", "Badges").await?;
    station.fill("API key", &office.issuebadge.api_key).await?;
    station.click("button", "Save").await?;
    station.see(BADGE).await?;
    at_the_cards(&station).await?;
    Ok(station)
}

async fn at_the_cards(station: &Station) -> Step<()> {
    station.click("button", "Connection").await?;
    station.click("menuitem", "Breeze").await?;
    station.see("Company ID Card").await
}

async fn fill_the_card(station: &Station) -> Step<()> {
    station.click("button", "Company ID Card").await?;
    station.fill("First name", "Åse Marie").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    station
        .choose_picture("File …", &vector("astronaut-face.jpg"))
        .await?;
    station.see("Picture ready").await
}

/// From the card's form, or from its receipt.
async fn also_a_badge(station: &Station) -> Step<()> {
    station.click("button", "The same person").await?;
    station.picture("both-menu").await?;
    station.click("menuitem", "Issue a badge").await?;
    station.click("button", BADGE).await?;
    station.picture("both-badge").await?;
    assert_eq!(station.value_of("Name").await?, PERSON);
    station.see("Picture ready").await?;
    station.fill("Score", "95").await
}

/// The card's form, as it was left for the badge's.
async fn order_the_card(station: &Station) -> Step<()> {
    at_the_cards(station).await?;
    station.see("Picture ready").await?;
    assert_eq!(station.value_of("First name").await?, "Åse Marie");
    assert_eq!(station.value_of("Last name").await?, "Bjørkås-Østbø");
    station.picture("both-card").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await
}

#[tokio::test]
async fn a_card_and_a_badge_are_ordered_from_one_filled_enrolment() -> Step<()> {
    let office = Office::open().await?;
    let station = with_both(&office).await?;
    fill_the_card(&station).await?;
    also_a_badge(&station).await?;
    issue(&station).await?;
    station.picture("both-receipt").await?;
    station.click("button", "Next person").await?;
    assert!(office.orders().await?.is_empty(), "the card waits");
    order_the_card(&station).await?;
    both_are_stored(&office).await?;
    both_are_kept(&station).await
}

/// The badge as the service stored it, with the picture that was chosen for the card.
fn is_the_badge(stored: &Value) {
    let photo = &stored["metadata"]["certificate_photo"];
    let request = json!({
        "badge_id": "abc123",
        "name": PERSON,
        "idempotency_key": stored["request"]["idempotency_key"],
        "metadata": { "score": 95, "certificate_photo": photo },
    });
    is_stored(stored, &request);
    let photo = of_data_url(photo).expect("a JPEG in a data URL");
    assert_eq!(photo.dimensions(), (720, 960));
    let chosen = image::open(vector("astronaut-face.jpg")).expect("a picture");
    assert!(is_cut_from(&photo, &chosen.into_rgb8()), "another picture");
}

async fn both_are_stored(office: &Office) -> Step<()> {
    let (cards, badges) = (office.orders().await?, office.issued().await?);
    assert_eq!((cards.len(), badges.len()), (1, 1));
    is_the_badge(&badges[0]);
    let card = &cards[0];
    assert_eq!(card.template_name, "Company ID Card");
    let text = |text: &str| Some(RecordedValue::Text(text.to_owned()));
    let value = |field: &str| card.values.get(field).cloned();
    assert_eq!(value("personFirstName"), text("Åse Marie"));
    assert_eq!(value("personLastName"), text("Bjørkås-Østbø"));
    let Some(RecordedValue::Image { width, height, .. }) = value("personPhoto1") else {
        panic!("no picture: {:?}", card.values);
    };
    assert_eq!((width, height), (720, 960));
    Ok(())
}

async fn both_are_kept(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    for template in ["Company ID Card", BADGE] {
        station.find("row", template).await?;
    }
    station.picture("both-history").await
}

/// What the service said stands at the fields it names.
async fn said_at_the_fields(station: &Station) -> Step<()> {
    for (field, said) in [
        ("recipient%3Aname", "The name is not known."),
        ("score", "The score is not confirmed."),
    ] {
        let control = format!("field-{field}");
        let described = "const control = document.getElementById(arguments[0]);
            const ids = (control?.getAttribute('aria-describedby') ?? '').split(' ');
            const words = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
            return control?.getAttribute('aria-invalid') === 'true' && words.includes(arguments[1]);";
        let of = vec![json!(control), json!(said)];
        station.until(said, described, of).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_badge_from_the_receipt_of_a_card_is_refused_and_issued_once_corrected() -> Step<()> {
    let office = Office::open().await?;
    let station = with_both(&office).await?;
    fill_the_card(&station).await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    also_a_badge(&station).await?;
    let refused = Fault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: json!({
            "name": ["The name is not known."],
            "metadata.score": ["The score is not confirmed."],
        }),
    };
    office.fail_next_badges(Calls::Issue, 1, refused).await?;
    station.click("button", "Issue badge").await?;
    said_at_the_fields(&station).await?;
    station.see("1 order needs you").await?;
    station.picture("both-refused").await?;
    assert!(office.issued().await?.is_empty());
    at_the_cards(&station).await?;
    station.see_no_more("The score is not confirmed.").await?;
    station.click("button", "Connection").await?;
    station.click("menuitem", "Badges").await?;
    said_at_the_fields(&station).await?;
    station.see("Picture ready").await?;
    station.fill("Name", PERSON).await?;
    station.fill("Score", "95").await?;
    issue(&station).await?;
    station.see_no_more("1 order needs you").await?;
    both_are_stored(&office).await
}
