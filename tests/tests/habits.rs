//! What an operator does many times a day: favourites, countdown, retake, several cards at once,
//! and the list of what somebody has to check out.

use std::path::Path;

use fantoccini::key::Key;
use journeys::{Plan, Station, Step};
use serde_json::json;

const CARD: &str = "Company ID Card";
/// Lets a file go over the photo, as a hand does that has dragged it there.
const DROP: &str = "const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [600, 800];
    const context = canvas.getContext('2d');
    context.fillStyle = 'teal';
    context.fillRect(0, 0, 600, 800);
    const bytes = Uint8Array.from(atob(canvas.toDataURL().split(',')[1]), (it) => it.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'face.png', { type: 'image/png' }));
    const panel = document.querySelector('#photo-column section.camera > *');
    for (const kind of ['dragover', 'drop'])
      panel.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    return dataTransfer.files.length;";

async fn practising() -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.find("button", CARD).await?;
    Ok(station)
}

#[tokio::test]
async fn favourites_and_recents_come_first_and_kinds_are_told_apart() -> Step<()> {
    let mut station = practising().await?;
    let star = "Make Press a favourite";
    station.click("button", star).await?;
    station.see("Favourites").await?;
    station.click("label", "Mobile").await?;
    station.see_no_more(CARD).await?;
    station.find("button", "Mobile ID, visitor").await?;
    station.picture("habit-kinds").await?;
    station.click("label", "All").await?;
    station.click("button", CARD).await?;
    station.fill("Last name", "Berg").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    // The list does not move under the hand: what was used comes first when it is next shown.
    station.restart().await?;
    station.see("Favourites").await?;
    station.see("Recent").await?;
    station.picture("habit-favourites").await
}

#[tokio::test]
async fn the_countdown_runs_a_retake_can_be_left_and_a_picture_can_be_dropped() -> Step<()> {
    let mut station = practising().await?;
    station.click("button", "Settings").await?;
    station.choose("Countdown", "2 seconds").await?;
    station.click("button", "Counter").await?;
    station.click("button", CARD).await?;
    station.choose("Camera", "Mock video device 2").await?;
    station.find("button", "Take photo").await?;
    station.press(&[Key::F8]).await?;
    station.find("button", "Cancel countdown").await?;
    // A test card has no face, which is said; the shot is there all the same.
    station.see("No face is seen").await?;
    station.press(&[Key::F9]).await?;
    station.find("button", "Keep the earlier one").await?;
    station.picture("habit-retake").await?;
    station.click("button", "Keep the earlier one").await?;
    station.find("button", "Retake").await?;
    assert_eq!(station.evaluate(DROP, Vec::new()).await?, 1);
    station
        .until("the dropped picture", TEAL, Vec::new())
        .await?;
    station.picture("habit-dropped").await?;
    the_camera_is_remembered(&mut station).await
}

/// The picture to crop is of the colour of the one that was dropped.
const TEAL: &str = "const image = document.querySelector('[role=application] img');
    if (!image?.complete || !image.naturalWidth) return false;
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context.drawImage(image, 0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return red < 40 && green > 90 && blue > 90;";

async fn the_camera_is_remembered(station: &mut Station) -> Step<()> {
    station.click("button", "Remove").await?;
    station.see("No picture yet").await?;
    station.restart().await?;
    station.click("button", CARD).await?;
    let chosen = "const [list] = [...document.querySelectorAll('select')].filter((it) => it.textContent.includes('Mock'));
        return list?.selectedOptions[0]?.textContent.includes('device 2') ?? false;";
    station
        .until("the camera of before", chosen, Vec::new())
        .await
}

#[tokio::test]
async fn several_cards_are_ordered_at_once_and_checked_out_from_their_own_list() -> Step<()> {
    let station = practising().await?;
    station.click("button", "Day passes on a roll").await?;
    station.click("summary", "More").await?;
    station.fill("Quantity", "12").await?;
    station.fill("Order reference", "PO 4711").await?;
    station.picture("habit-more").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.find("button", "Next person").await?;
    station.click("button", "Next person").await?;
    station.click("button", "History").await?;
    station.click("row", "Day passes on a roll").await?;
    reads(&station, "Order reference", "PO 4711").await?;
    reads(&station, "Quantity", "12").await?;
    station.picture("habit-quantity").await?;
    check_out(&station).await
}

/// The page of an order says this of it, under this word. Digits alone stand in its number and in its
/// times too.
async fn reads(station: &Station, word: &str, said: &str) -> Step<()> {
    const SAID: &str = "const terms = [...document.querySelectorAll('dl dt')];
        const term = terms.find((it) => it.textContent.trim() === arguments[0]);
        return term?.nextElementSibling?.textContent.trim() === arguments[1];";
    let with = vec![json!(word), json!(said)];
    station.until(&format!("{word}: {said}"), SAID, with).await
}

async fn check_out(station: &Station) -> Step<()> {
    station.click("button", "Counter").await?;
    station.click("button", "Library card").await?;
    station.fill("Full name", "Kari Nordmann").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Somebody must check it out in Breeze").await?;
    station.click("button", "Next person").await?;
    station.click("button", "History").await?;
    station.click("label", "To check out (1)").await?;
    station.click("row", "Kari Nordmann").await?;
    station.click("button", "Checked out in Breeze").await?;
    station.see("Checked out in Breeze on").await?;
    station.click("button", "Back").await?;
    station.see("Nothing to check out").await?;
    station.picture("habit-checked-out").await
}

#[tokio::test]
async fn a_picture_of_another_size_is_cut_anew_when_the_template_is_changed() -> Step<()> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    let station = practising().await?;
    station.click("button", CARD).await?;
    station.choose_picture("File …", &face).await?;
    station.see("Picture ready").await?;
    station.click("button", "Template settings").await?;
    station.fill("Width", "600").await?;
    station.fill("Height", "600").await?;
    station.picture("habit-template").await?;
    station.click("button", "Save").await?;
    station.see("The picture was cropped anew").await?;
    station.picture("habit-recut").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await
}

#[tokio::test]
async fn a_filter_is_kept_by_name_and_another_operator_takes_over_with_two_keys() -> Step<()> {
    let mut station = practising().await?;
    station.click("button", CARD).await?;
    station.fill("Last name", "Berg").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    station.click("button", "History").await?;
    station.click("label", "Ordered 1").await?;
    station.click("button", "Keep this filter").await?;
    station.fill("Name", "Ordered cards").await?;
    station.picture("habit-keep-a-filter").await?;
    station.press_in("textbox", "Name", &[Key::Enter]).await?;
    station.click("button", "Select").await?;
    station.click("button", "Select all shown").await?;
    station.picture("habit-kept-filter").await?;
    take_over(&station, "Åse Østbø").await?;
    take_over(&station, "Ingrid Bjørnsdatter Kjærstad-Østbølandgård").await?;
    station.restart().await?;
    station.see("Who is at the counter?").await?;
    station.picture("habit-shift-begins").await?;
    station.press(&[Key::Enter]).await?;
    station.see_no_more("Who is at the counter?").await?;
    station.click("button", "History").await?;
    station.find("button", "Ordered cards").await?;
    station.screen.focus("Badgedesk").await?;
    station.screen.press("ctrl+o").await?;
    station.see("Who is at the counter?").await?;
    station.picture("habit-shift").await?;
    station.press(&[Key::Enter]).await?;
    station.find("button", "Operator: Åse Østbø").await
}

/// Somebody who was never here before.
async fn take_over(station: &Station, name: &str) -> Step<()> {
    station.screen.focus("Badgedesk").await?;
    station.screen.press("ctrl+o").await?;
    station.fill("Somebody else", name).await?;
    station
        .press_in("textbox", "Somebody else", &[Key::Enter])
        .await?;
    station.find("button", &format!("Operator: {name}")).await
}
