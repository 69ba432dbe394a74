//! One person with every kind of field and several pictures, from the welcome to the card handed
//! over, and once more.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::key::Key;
use journeys::{Camera, JourneyError, Station, Step};

/// It has every kind of field there is, and three pictures.
const EVERYTHING: &str = "Accreditation, everything on it";
const CROP: &str = "Crop: drag";
const PLACED: &str =
    "return document.querySelector('[role=application] img')?.style.transform ?? ''";
const DRAWN: &str = "const drawn = [...document.querySelectorAll('aside img')];
    return drawn.length > 1 && drawn.every((image) => image.complete && image.naturalWidth > 0);";

/// The portrait in the form.
const CUT: &str = "const ask = window.__TAURI_INTERNALS__.invoke;
    const [done] = arguments;
    ask('enrolment')
        .then(({ id }) => ask('portrait', { place: { enrolment: id, field: 'personPhoto1' } }))
        .then((bytes) => {
            const all = new Uint8Array(bytes);
            done([all.length, ...all.filter((_, at) => at % 1009 === 0)]);
        }, (error) => done(String(error)));";
/// The portrait of the order that was placed last.
const ORDERED: &str = "const ask = window.__TAURI_INTERNALS__.invoke;
    const [done] = arguments;
    ask('history', { query: {} })
        .then(({ rows }) => ask('order_picture', { order: rows[0].id, field: 'personPhoto1' }))
        .then((bytes) => {
            const all = new Uint8Array(bytes);
            done([all.length, ...all.filter((_, at) => at % 1009 === 0)]);
        }, (error) => done(String(error)));";

fn vector(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name)
}

#[tokio::test]
async fn a_person_with_every_kind_of_field_is_ordered_found_and_ordered_again() -> Step<()> {
    let face = vector("astronaut-face.jpg");
    let (mut camera, mut station) = Station::with_a_camera(&face).await?;
    station.despite_crashes(&mut camera, photograph).await?;
    type_texts(&station).await?;
    type_number_and_answer(&station).await?;
    pick_dates(&station).await?;
    let cut = crop(&station).await?;
    station
        .despite_crashes(&mut camera, add_a_logo_from_a_file)
        .await?;
    let number = order(&station).await?;
    let ordered = bytes_of(&station, ORDERED).await?;
    assert_eq!(ordered, cut, "the order carries another cut");
    look_at_the_order(&station, &number).await?;
    hand_over(&station).await?;
    order_again(&station).await
}

async fn type_texts(station: &Station) -> Step<()> {
    station.fill("First name", "Åse Marie").await?;
    station.fill("Last name", "Bjørkås-Østbø").await?;
    station.fill("E-mail", "aase at example").await?;
    station
        .fill("Personal identity number", "01017012345")
        .await?;
    station.fill("PIN", "4711").await?;
    station
        .see("This does not look like an e-mail address")
        .await?;
    station.find("button", "Show PIN").await?;
    station.fill("E-mail", "aase@example.no").await?;
    station.press(&[Key::Tab]).await?;
    station
        .see_no_more("This does not look like an e-mail address")
        .await?;
    type_what_printers_lack(station).await
}

async fn type_what_printers_lack(station: &Station) -> Step<()> {
    // The driver types nothing beyond the first plane of Unicode; other emoji are tried below the window.
    station.fill("Extra 1", "☺ שלום").await?;
    assert_eq!(station.value_of("Extra 1").await?, "☺ שלום");
    station.press(&[Key::Tab]).await?;
    station
        .see("Card printers may lack some of these characters")
        .await?;
    station.picture("every-texts").await
}

async fn type_number_and_answer(station: &Station) -> Step<()> {
    station.fill("Access level", "three").await?;
    station.press(&[Key::Tab]).await?;
    station.see("Not a number").await?;
    station.see("1 thing to look at").await?;
    station.picture("every-not-a-number").await?;
    station.fill("Access level", "3").await?;
    station.choose("Has backstage", "Yes").await?;
    station.see("Ready to order").await
}

/// By typing, by the calendar and by a quick choice.
async fn pick_dates(station: &Station) -> Step<()> {
    station.fill("Extra date 1", "24.12.2001").await?;
    station.fill("Valid until", "24.12.2001").await?;
    station.press(&[Key::Tab]).await?;
    station.see("This date is in the past").await?;
    pick_in_the_calendar(station).await?;
    station.click("button", "3 years").await?;
    let until = station.value_of("Valid until").await?;
    assert_ne!(until, "24/12/2001");
    station.see_no_more("This date is in the past").await
}

async fn pick_in_the_calendar(station: &Station) -> Step<()> {
    station
        .click("button", "Extra date 2: choose in a calendar")
        .await?;
    station.find("button", "Next month").await?;
    station.picture("every-calendar").await?;
    station.press(&[Key::PageDown]).await?;
    station.press(&[Key::Enter]).await?;
    let picked = station.value_of("Extra date 2").await?;
    assert_eq!(picked.matches('/').count(), 2, "{picked}");
    Ok(())
}

/// By the real camera; what was shot before its page died is still there.
async fn photograph(_: &mut Camera, station: &Station) -> Step<()> {
    station.click("button", EVERYTHING).await?;
    station.click("button", "Photo 1: to the photo").await?;
    station.see_a_live_picture("Picture ready").await?;
    if !station.text().await?.contains("Picture ready") {
        station.find("button", "Take photo").await?;
        station.press(&[Key::F8]).await?;
    }
    station.see("Picture ready").await
}

/// Of a picture that a script tells, how long it is and one byte of each thousand.
async fn bytes_of(station: &Station, script: &str) -> Step<Vec<u64>> {
    let told = station.evaluate_later(script, Vec::new()).await?;
    let bytes: Vec<u64> = serde_json::from_value(told.clone()).unwrap_or_default();
    assert!(bytes.len() > 20 && bytes[1] == 0xFF, "no JPEG: {told}");
    Ok(bytes)
}

/// The portrait, once nothing of it is being cut any more.
async fn portrait(station: &Station, before: &[u64]) -> Step<Vec<u64>> {
    let (mut last, mut same) = (bytes_of(station, CUT).await?, 0);
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = bytes_of(station, CUT).await?;
        same = if now == last { same + 1 } else { 0 };
        last = now;
        if same >= 4 && last != before {
            return Ok(last);
        }
    }
    // It has come to none, or is being cut for half a minute.
    Err(JourneyError::NotReady("the portrait".to_owned()))
}

async fn move_the_crop(station: &Station, hand: u32) -> Step<()> {
    let right = [Key::Right, Key::Right];
    match hand {
        0 => station.press_in("slider", "Zoom", &right).await,
        1 => station.drag("[role=application]", CROP, 25, 10).await,
        2 => station.type_in("[role=application]", CROP, "++]").await,
        3 => station.press_in("slider", "Straighten", &right[1..]).await,
        _ => station.click("button", "Turn right by a quarter").await,
    }
}

/// By mouse, by keys, by the sliders, and by quarters; tells the portrait that came of it.
async fn crop(station: &Station) -> Step<Vec<u64>> {
    station.find("[role=application]", CROP).await?;
    station.click("button", "Crop").await?;
    let uncropped = bytes_of(station, CUT).await?;
    let begun = placed(station).await?;
    every_hand_moves_it(station, &begun).await?;
    station.picture("every-crop").await?;
    station.click("button", "Reset").await?;
    assert_eq!(placed(station).await?, begun, "Reset left something");
    move_the_crop(station, 0).await?;
    move_the_crop(station, 1).await?;
    portrait(station, &uncropped).await
}

async fn every_hand_moves_it(station: &Station, begun: &str) -> Step<()> {
    let mut before = begun.to_owned();
    for hand in 0..5 {
        move_the_crop(station, hand).await?;
        let after = placed(station).await?;
        assert_ne!(before, after, "hand {hand} moved nothing");
        before = after;
    }
    Ok(())
}

async fn placed(station: &Station) -> Step<String> {
    let placed = station.evaluate(PLACED, Vec::new()).await?;
    Ok(placed.as_str().unwrap_or_default().to_owned())
}

/// The camera comes on for it, and may take its page along.
async fn add_a_logo_from_a_file(_: &mut Camera, station: &Station) -> Step<()> {
    station
        .click("button", "Company logo: to the photo")
        .await?;
    station
        .choose_picture("File …", &vector("astronaut-face.jpg"))
        .await?;
    station.find("button", "Remove").await?;
    let ready = "return document.body.innerText.split('Picture ready').length === 3";
    station.until("two pictures", ready, Vec::new()).await?;
    station.picture("every-pictures").await
}

async fn order(station: &Station) -> Step<String> {
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Waiting for approval").await?;
    station.find("button", "Next person").await?;
    station.picture("every-receipt").await?;
    let number = station.text_of("[data-testid=receipt-number]", "").await?;
    assert!(number.parse::<u64>().is_ok(), "{number}");
    station.click("button", "Next person").await?;
    station.see_no_more("Bjørkås-Østbø").await?;
    Ok(number)
}

async fn look_at_the_order(station: &Station, number: &str) -> Step<()> {
    station.click("button", "History").await?;
    station
        .fill("Search name, number, external ID or template", number)
        .await?;
    station.click("row", "Bjørkås-Østbø").await?;
    station.until("both pictures", DRAWN, Vec::new()).await?;
    for said in [
        number,
        "aase@example.no",
        "24/12/2001",
        "Access level",
        "☺ שלום",
    ] {
        station.see(said).await?;
    }
    station.see("Erased").await?;
    let text = station.text().await?;
    assert!(
        !text.contains("4711") && !text.contains("01017012345"),
        "{text}"
    );
    station
        .see(&format!("Accepted by the service as number {number}"))
        .await?;
    station.picture("every-detail").await
}

async fn hand_over(station: &Station) -> Step<()> {
    station.click("button", "Mark arrived").await?;
    station.see("Arrived on").await?;
    station.fill("Handed over to", "Jonas Haugland").await?;
    station.click("button", "Handed over").await?;
    station.see("Handed over to Jonas Haugland").await?;
    station.picture("every-handed-over").await
}

async fn order_again(station: &Station) -> Step<()> {
    station.click("button", "Order again").await?;
    station.click("menuitem", "Lost").await?;
    station.find("heading", EVERYTHING).await?;
    assert_eq!(station.value_of("First name").await?, "Åse Marie");
    assert_eq!(station.value_of("Access level").await?, "3");
    assert_eq!(station.value_of("Extra date 1").await?, "24/12/2001");
    assert_eq!(station.value_of("PIN").await?, "", "it was erased");
    station.see("Picture ready").await?;
    station.picture("every-again").await
}
