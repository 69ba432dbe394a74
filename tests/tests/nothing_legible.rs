//! Nothing of a person can be read in any folder of the session: not in the program's own, not in
//! its log, not in what the web view keeps.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step, files_with, spellings};
use serde_json::{Value, json};

/// Nobody else is called so, has this number or this mailbox.
const CANARIES: [(&str, &str); 3] = [
    ("Last name", "Kjærstadmyrås"),
    ("Employee number", "K-7391-4477"),
    ("First name", "Ættbjørg"),
];

/// A picture of the program, given out as raw bytes: so many of them from its middle.
const PICTURE: &str = "const [command, given, done] = arguments;
    window.__TAURI_INTERNALS__.invoke(command, given).then((bytes) => {
        const all = new Uint8Array(bytes);
        const middle = Math.floor(all.length / 2);
        done(Array.from(all.slice(middle, middle + 48)));
    }, (error) => done(String(error)))";

async fn picture(station: &Station, command: &str, given: Value) -> Step<Vec<u8>> {
    let bytes = station
        .evaluate_later(PICTURE, vec![json!(command), given])
        .await?;
    let bytes: Vec<u8> = serde_json::from_value(bytes).unwrap_or_default();
    assert_eq!(bytes.len(), 48, "{command} gave no picture");
    Ok(bytes)
}

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg")
}

async fn fill(station: &Station, office: &Office) -> Step<()> {
    station.connect(office).await?;
    station.click("button", "Company ID Card").await?;
    for (field, text) in CANARIES {
        station.fill(field, text).await?;
    }
    station.screen.put_on_clipboard(&face()).await?;
    station.click("button", "Paste").await?;
    station.see("Picture ready").await
}

async fn look_up(station: &Station) -> Step<()> {
    station.click("button", "History").await?;
    station
        .fill(
            "Search name, number, external ID or template",
            CANARIES[0].1,
        )
        .await?;
    station.click("row", CANARIES[0].1).await?;
    station.see(CANARIES[1].1).await
}

/// Shoots, orders and looks the order up again: everything of a person has been on the screen.
async fn a_person_is_ordered(station: &Station, office: &Office) -> Step<Vec<Vec<u8>>> {
    fill(station, office).await?;
    let enrolment = "return window.__TAURI_INTERNALS__.invoke('enrolment').then((it) => it.id)";
    let enrolment = station.evaluate(enrolment, Vec::new()).await?;
    let place = json!({ "place": { "enrolment": enrolment, "field": "personPhoto1" } });
    let portrait = picture(station, "portrait", place).await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    look_up(station).await?;
    let order = "return window.__TAURI_INTERNALS__.invoke('history', { query: {} })
        .then((it) => it.rows[0].id)";
    let order = station.evaluate(order, Vec::new()).await?;
    let thumbnail = picture(station, "order_thumbnail", json!({ "order": order })).await?;
    let original = fs::read(face()).unwrap();
    let middle = original.len() / 2;
    Ok(vec![
        portrait,
        thumbnail,
        original[middle..middle + 48].to_vec(),
    ])
}

fn is_nowhere(home: &Path, what: &str, bytes: &[u8]) {
    let found = files_with(home, bytes);
    assert!(found.is_empty(), "{what} is in {found:?}");
}

#[tokio::test]
async fn nothing_of_a_person_can_be_read_in_any_file_of_the_session() -> Step<()> {
    let office = Office::open().await?;
    let mut station = Station::open(Plan::default()).await?;
    let pictures = a_person_is_ordered(&station, &office).await?;
    let number = office.orders().await?[0].credential_number.to_string();
    for running in [true, false] {
        if !running {
            station.stop().await?;
        }
        let home = station.session.home();
        for (field, text) in CANARIES {
            for bytes in spellings(text) {
                is_nowhere(home, field, &bytes);
            }
        }
        // Four digits alone stand in many files by chance.
        for bytes in spellings(&format!("\"{number}\"")) {
            is_nowhere(home, "the number", &bytes);
        }
        for (which, bytes) in pictures.iter().enumerate() {
            is_nowhere(home, &format!("picture {which}"), bytes);
        }
    }
    // The same search finds what is there.
    let home = station.session.home();
    assert!(!files_with(home, office.breeze.base_url.as_bytes()).is_empty());
    for bytes in spellings(CANARIES[0].1).iter().chain(&pictures) {
        let planted = home.join("planted");
        fs::write(&planted, [b"before", bytes.as_slice(), b"behind"].concat()).unwrap();
        assert_eq!(files_with(home, bytes), [planted]);
    }
    Ok(())
}
