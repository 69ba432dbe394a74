//! A counter without a camera.

use std::path::{Path, PathBuf};

use journeys::{Cameras, Office, PictureHost, Plan, Station, Step};
use practice::RecordedValue;

const PLAN: Plan = Plan {
    size: (1440, 900),
    keyring: journeys::Keyring::Unlocked,
    cameras: Cameras::Session,
};

fn face() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg")
}

#[tokio::test]
async fn without_a_camera_the_window_says_so_and_a_file_works_all_the_same() -> Step<()> {
    let station = Station::open(PLAN).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.see("No camera found").await?;
    station.see("Plug one in, or use a file").await?;
    station.find("button", "Try again").await?;
    station.picture("camera-none").await?;
    station.choose_picture("File …", &face()).await?;
    station.see("Picture ready").await?;
    station.see_no_more("No camera found").await?;
    station.picture("camera-none-file").await
}

/// The office and the host of the picture are both on this machine: nowhere else would the window
/// take an address that is not https.
#[tokio::test]
async fn a_card_is_ordered_with_the_web_address_of_its_picture() -> Step<()> {
    let office = Office::open().await?;
    let host = PictureHost::open(&face()).await?;
    let station = Station::open(PLAN).await?;
    station.connect(&office).await?;
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", "Haugland").await?;
    station.click("button", "Web address …").await?;
    station
        .fill("Address of the picture", &host.address)
        .await?;
    station.click("button", "Use this address").await?;
    station.see("Sent as a web address").await?;
    station.see("Ready to order").await?;
    station.picture("camera-none-address").await?;
    station.click("button", "Order card").await?;
    station.see("Sent to production").await?;
    let orders = office.orders().await?;
    let pictures = orders.iter().map(|order| order.values.get("personPhoto1"));
    let pictures: Vec<_> = pictures.collect();
    let address = RecordedValue::Text(host.address.clone());
    assert_eq!(pictures, [Some(&address)]);
    Ok(())
}
