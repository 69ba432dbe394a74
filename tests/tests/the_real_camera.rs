//! The camera on its real path: PipeWire, GStreamer, WebKitGTK, with a face in front of it.

use std::path::Path;

use journeys::{Camera, Cameras, Keyring, Plan, Screen, Session, Station, Step};

/// WebKitGTK's web process dies in GStreamer's PipeWire source about once in three starts of such a
/// stream, more often under load, and the driver's session dies with it: a fault of theirs, which
/// the program survives (see `a_page_that_fails.rs`) but its driver does not. Six starts all die
/// about once in seven hundred.
const STARTS: usize = 6;
const PLAN: Plan = Plan {
    size: (1440, 900),
    keyring: Keyring::Unlocked,
    cameras: Cameras::Session,
};
/// The live view shows a picture, and not one of a single colour.
const LIVE: &str = "const video = document.querySelector('video');
    if (!video?.videoWidth) return false;
    const canvas = new OffscreenCanvas(32, 18);
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0, 32, 18);
    const { data } = context.getImageData(0, 0, 32, 18);
    const green = data.filter((_, at) => at % 4 === 1);
    return Math.max(...green) - Math.min(...green) > 60;";
const READY: &str = "Picture ready";
/// Both the picture to crop and the badge's portrait are drawn.
const DRAWN: &str =
    "const drawn = [...document.querySelectorAll('[role=application] img, figure img')];
    return drawn.length > 1 && drawn.every((image) => image.complete && image.naturalWidth > 0);";

async fn with_a_camera() -> Step<(Camera, Station)> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    let screen = Screen::open(PLAN.size.0, PLAN.size.1).await?;
    let session = Session::open(&screen, PLAN.keyring).await?;
    let camera = Camera::plug_in(&session, &face).await?;
    let station = Station::within(PLAN, screen, session).await?;
    station.click("button", "Start practising").await?;
    station.find("button", "Company ID Card").await?;
    Ok((camera, station))
}

/// Starts the program again where the web process died, and only there.
async fn despite_crashes(
    station: &mut Station,
    mut attempt: impl AsyncFnMut(&Station) -> Step<()>,
) -> Step<()> {
    for _ in 1..STARTS {
        let page = station.page_process()?;
        match attempt(station).await {
            Err(_) if station.page_process().ok() != Some(page) => {
                station.restart().await?;
                station.find("button", "Company ID Card").await?;
            }
            ended => return ended,
        }
    }
    attempt(station).await
}

async fn see_a_live_face(station: &Station) -> Step<()> {
    station.click("button", "Company ID Card").await?;
    station.until("a live face", LIVE, Vec::new()).await?;
    station.picture("camera-live").await
}

#[tokio::test]
async fn a_newcomer_is_photographed_by_a_real_camera() -> Step<()> {
    let (_camera, mut station) = with_a_camera().await?;
    let shoot = async |station: &Station| {
        station.click("button", "Company ID Card").await?;
        let live = format!("if (document.body.innerText.includes('{READY}')) return true; {LIVE}");
        station.until("a live face", &live, Vec::new()).await?;
        // A shot that was taken before a crash is still there.
        if !station.text().await?.contains(READY) {
            station.picture("camera-live").await?;
            station.click("button", "Take photo").await?;
        }
        station.see(READY).await
    };
    despite_crashes(&mut station, shoot).await?;
    station.until("the portrait", DRAWN, Vec::new()).await?;
    station.picture("camera-portrait").await?;
    order(&station).await
}

async fn order(station: &Station) -> Step<()> {
    station.fill("First name", "Åse").await?;
    station.fill("Last name", "Bjørkås").await?;
    station.see("Ready to order").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    station.see("Åse Bjørkås").await
}

#[tokio::test]
async fn a_camera_that_is_unplugged_while_live_is_named() -> Step<()> {
    let (mut camera, mut station) = with_a_camera().await?;
    let unplug = async |station: &Station| {
        camera.plug_in_again(&station.session).await?;
        see_a_live_face(station).await?;
        camera.unplug();
        station.see("The camera was disconnected").await?;
        station.see("Nothing is lost").await
    };
    despite_crashes(&mut station, unplug).await?;
    station.picture("camera-unplugged").await
}
