//! The camera on its real path: PipeWire, GStreamer, WebKitGTK, with a face in front of it.

use std::path::{Path, PathBuf};

use journeys::{Camera, Station, Step};

const READY: &str = "Picture ready";
/// Both the picture to crop and the badge's portrait are drawn.
const DRAWN: &str =
    "const drawn = [...document.querySelectorAll('[role=application] img, figure img')];
    return drawn.length > 1 && drawn.every((image) => image.complete && image.naturalWidth > 0);";

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg")
}

#[tokio::test]
async fn a_newcomer_is_photographed_by_a_real_camera() -> Step<()> {
    let (mut camera, mut station) = Station::with_a_camera(&face()).await?;
    let shoot = async |_: &mut Camera, station: &Station| {
        station.click("button", "Company ID Card").await?;
        station.see_a_live_picture(READY).await?;
        // A shot that was taken before a crash is still there.
        if !station.text().await?.contains(READY) {
            station.picture("camera-live").await?;
            station.click("button", "Take photo").await?;
        }
        station.see(READY).await
    };
    station.despite_crashes(&mut camera, shoot).await?;
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
    let (mut camera, mut station) = Station::with_a_camera(&face()).await?;
    let unplug = async |camera: &mut Camera, station: &Station| {
        station.click("button", "Company ID Card").await?;
        station.see_a_live_picture(READY).await?;
        station.picture("camera-live").await?;
        camera.unplug();
        station.see("The camera was disconnected").await?;
        station.see("Nothing is lost").await
    };
    station.despite_crashes(&mut camera, unplug).await?;
    station.picture("camera-unplugged").await
}
