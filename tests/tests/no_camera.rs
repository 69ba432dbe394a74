//! A counter without a camera.

use std::path::Path;

use journeys::{Cameras, Plan, Station, Step};

const PLAN: Plan = Plan {
    size: (1440, 900),
    keyring: journeys::Keyring::Unlocked,
    cameras: Cameras::Session,
};

#[tokio::test]
async fn without_a_camera_the_window_says_so_and_a_file_works_all_the_same() -> Step<()> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    let station = Station::open(PLAN).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.see("No camera found").await?;
    station.see("Plug one in, or use a file").await?;
    station.find("button", "Try again").await?;
    station.picture("camera-none").await?;
    station.choose_picture("File …", &face).await?;
    station.see("Picture ready").await?;
    station.see_no_more("No camera found").await?;
    station.picture("camera-none-file").await
}
