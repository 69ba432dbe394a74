//! How long it takes from the shutter to the portrait on the screen, in the real window, with a real
//! camera that sees a face.
//!
//! The clock is the page's own. It starts with the click on *Take photo* and stops with the frame
//! after the one in which the portrait in the badge's preview is decoded and in place: what was taken has
//! been read, its face found, cut, judged, kept with the enrolment and shown. One shot warms up;
//! prints the median of the others as a line of JSON.

use std::io::{self, Write};
use std::path::Path;

use journeys::{Camera, JourneyError, Station, Step};
use serde_json::json;

/// Shots that count.
const SHOTS: usize = 7;

const READY: &str = "Picture ready";

/// Clicks the shutter and tells the milliseconds, once a portrait that was not there before has been
/// painted.
const SHOT: &str = "const done = arguments[arguments.length - 1];
    const shutter = [...document.querySelectorAll('button')]
        .find((button) => button.innerText.trim().startsWith('Take photo'));
    const before = document.querySelector('figure img')?.src;
    const start = performance.now();
    const look = () => {
        const portrait = document.querySelector('figure img');
        const there = portrait?.complete && portrait.naturalWidth > 0 && portrait.src !== before;
        if (there) requestAnimationFrame(() => done(performance.now() - start));
        else requestAnimationFrame(look);
    };
    shutter.click();
    look();";

#[tokio::main]
async fn main() -> Step<()> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    let (mut camera, mut station) = Station::with_a_camera(&face).await?;
    let mut times = Vec::new();
    while times.len() <= SHOTS {
        let mut time = None;
        let shoot = async |_: &mut Camera, station: &Station| {
            time = Some(shot(station).await?);
            Ok(())
        };
        station.despite_crashes(&mut camera, shoot).await?;
        times.extend(time);
    }
    let mut counted = times.split_off(1);
    counted.sort_by(f64::total_cmp);
    let median = counted[counted.len() / 2];
    let line = json!({ "name": "shutter", "median_ms": median, "runs": counted.len() });
    writeln!(io::stdout(), "{line}").map_err(|error| JourneyError::Io {
        what: "the result".to_owned(),
        error,
    })
}

/// One shot of an enrolment that has no picture yet, or of one that is taken anew.
async fn shot(station: &Station) -> Step<f64> {
    if station.text().await?.contains(READY) {
        station.click("button", "Remove").await?;
        station.see_no_more(READY).await?;
        station.click("button", "Turn on camera").await?;
    } else {
        station.click("button", "Company ID Card").await?;
    }
    station.see_a_live_picture(READY).await?;
    let time = station.evaluate_later(SHOT, Vec::new()).await?;
    station.see(READY).await?;
    time.as_f64()
        .ok_or_else(|| JourneyError::NotReady("the portrait".to_owned()))
}
