//! How long it takes from the shutter to the portrait on the screen, in the real window, with a real
//! camera that sees a face; and what the live view takes meanwhile.
//!
//! **Shots**: the clock is the page's own. It starts with the click on *Take photo* and stops with the
//! frame after the one in which the portrait in the badge's preview is decoded and in place: what was
//! taken has been read, its face found, cut, judged, kept with the enrolment and shown. One shot warms
//! up; the median of the others counts.
//!
//! **Live view**: for ten seconds each, with a person who does everything right, with nobody (after
//! five seconds, when the coach rests) and with the camera off, the form and its photo in sight: how
//! many frames the page has drawn in a second, and what part of one processor the program and all its
//! processes worked. The camera is a process of its own and gives 15 frames a second; nothing draws
//! but the processor.
//!
//! Prints one line of JSON for each.

use std::io::{self, Write};
use std::time::Duration;

use journeys::{Camera, JourneyError, Sight, Station, Step};
use serde_json::json;

/// Shots that count.
const SHOTS: usize = 7;
/// How long the live view is watched, and how long nobody is there before.
const WATCHED: Duration = Duration::from_secs(10);
const RESTS: Duration = Duration::from_secs(5);

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

/// The frames that the live view has shown, and the page's clock in milliseconds.
const FRAMES: &str = "const { totalVideoFrames, droppedVideoFrames } =
        document.querySelector('video').getVideoPlaybackQuality();
    return [totalVideoFrames - droppedVideoFrames, performance.now()];";

#[tokio::main]
async fn main() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera_that_sees(Sight::Right).await?;
    let shots = shots(&mut camera, &mut station).await?;
    print("shutter", shots)?;
    let mut told = Vec::new();
    let watch = async |camera: &mut Camera, station: &Station| {
        told = watched(camera, station).await?;
        Ok(())
    };
    station.despite_crashes(&mut camera, watch).await?;
    told.into_iter()
        .try_for_each(|(name, value)| print(name, value))
}

/// The median of the shots, in milliseconds.
async fn shots(camera: &mut Camera, station: &mut Station) -> Step<f64> {
    let mut times = Vec::new();
    while times.len() <= SHOTS {
        let mut time = None;
        let shoot = async |_: &mut Camera, station: &Station| {
            time = Some(shot(station).await?);
            Ok(())
        };
        station.despite_crashes(camera, shoot).await?;
        times.extend(time);
    }
    let mut counted = times.split_off(1);
    counted.sort_by(f64::total_cmp);
    Ok(counted[counted.len() / 2])
}

/// One shot of an enrolment that has no picture yet, or of one that is taken anew.
async fn shot(station: &Station) -> Step<f64> {
    turn_on(station).await?;
    let time = station.evaluate_later(SHOT, Vec::new()).await?;
    station.see(READY).await?;
    time.as_f64()
        .ok_or_else(|| JourneyError::NotReady("the portrait".to_owned()))
}

async fn turn_on(station: &Station) -> Step<()> {
    if station.text().await?.contains(READY) {
        station.click("button", "Remove").await?;
        station.see_no_more(READY).await?;
        station.click("button", "Turn on camera").await?;
    } else {
        station.click("button", "Company ID Card").await?;
    }
    station.see_a_live_picture(READY).await
}

/// Frames a second and parts of one processor, by their names.
async fn watched(camera: &Camera, station: &Station) -> Step<Vec<(&'static str, f64)>> {
    turn_on(station).await?;
    station.see("Good. Take the photo").await?;
    let before = frames(station).await?;
    let busy = work(station).await?;
    let after = frames(station).await?;
    camera.show(Sight::Nobody)?;
    tokio::time::sleep(RESTS).await;
    let nobody = work(station).await?;
    station.click("button", "Take photo").await?;
    station.find("button", "Retake").await?;
    tokio::time::sleep(RESTS).await;
    let off = work(station).await?;
    let rate = (after[0] - before[0]) / (after[1] - before[1]) * 1000.0;
    Ok(vec![
        ("frames", rate),
        ("face", busy),
        ("nobody", nobody),
        ("off", off),
    ])
}

async fn frames(station: &Station) -> Step<[f64; 2]> {
    let told = station.evaluate(FRAMES, Vec::new()).await?;
    serde_json::from_value(told).map_err(|_| JourneyError::NotReady("the live view".to_owned()))
}

/// What part of one processor the program works, in hundredths.
async fn work(station: &Station) -> Step<f64> {
    let before = station.worked()?;
    tokio::time::sleep(WATCHED).await;
    let worked = station.worked()?.saturating_sub(before);
    Ok(worked.as_secs_f64() / WATCHED.as_secs_f64() * 100.0)
}

fn print(name: &str, value: f64) -> Step<()> {
    let line = json!({ "name": name, "median_ms": value });
    writeln!(io::stdout(), "{line}").map_err(|error| JourneyError::Io {
        what: "the result".to_owned(),
        error,
    })
}
