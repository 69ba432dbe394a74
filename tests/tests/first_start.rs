//! The first minute with the program.

use journeys::{Plan, Station, Step};

#[tokio::test]
async fn the_program_opens_its_window_on_the_welcome() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.find("heading", "Welcome to Badgedesk").await?;
    station.picture("welcome").await
}
