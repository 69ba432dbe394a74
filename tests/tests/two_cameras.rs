//! The list of cameras in Settings, in the real window, at a station that has two of them.

use journeys::{Plan, Station, Step};
use serde_json::{Value, json};

/// So many cameras show a picture that moves on.
const LIVE: &str = "const videos = [...document.querySelectorAll('li[data-live=true] video')];
    return videos.filter((it) => it.videoWidth > 0 && !it.paused && it.readyState > 2).length
      === arguments[0];";
/// Their pictures differ by more than the one moving a little.
const DIFFER: &str = "const [one, other] = [...document.querySelectorAll('li[data-live=true] video')].map((video) => {
      const canvas = new OffscreenCanvas(1, 1);
      const context = canvas.getContext('2d');
      context.drawImage(video, 0, 0, 1, 1);
      return context.getImageData(0, 0, 1, 1).data[1];
    });
    return Math.abs(one - other) > 30;";
/// Which cameras they are.
const SEEN: &str = "return [...document.querySelectorAll('li[data-live=true] video')].map((it) => {
      const { deviceId } = it.srcObject.getVideoTracks()[0].getSettings();
      return deviceId;
    });";
const IN_SIGHT: &str =
    "document.querySelector('li[data-live]')?.scrollIntoView({ block: 'center' });
    return true;";

async fn live(station: &Station, cameras: u32) -> Step<()> {
    let what = format!("{cameras} live cameras");
    station.until(&what, LIVE, vec![json!(cameras)]).await
}

async fn picture(station: &Station, name: &str) -> Step<()> {
    station.until("the list", IN_SIGHT, Vec::new()).await?;
    station.picture(name).await
}

async fn at_the_list() -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Settings").await?;
    station.find("button", "Turn the cameras on").await?;
    picture(&station, "cameras-off").await?;
    Ok(station)
}

async fn press(station: &Station, name: &str) -> Step<()> {
    station.until_still("button", name).await?;
    station.click("button", name).await
}

#[tokio::test]
async fn two_cameras_are_live_beside_each_other_each_with_its_own_picture() -> Step<()> {
    let station = at_the_list().await?;
    press(&station, "Turn the cameras on").await?;
    live(&station, 2).await?;
    station.see_no_more("Turning the cameras on").await?;
    let seen = station.evaluate(SEEN, Vec::new()).await?;
    let seen = seen.as_array().map(Vec::as_slice).unwrap_or_default();
    assert_eq!(seen.len(), 2);
    assert!(
        seen.iter().all(Value::is_string) && seen[0] != seen[1],
        "{seen:?}"
    );
    station.until("two pictures", DIFFER, Vec::new()).await?;
    picture(&station, "cameras-live").await?;
    press(&station, "Turn the cameras off").await?;
    live(&station, 0).await?;
    picture(&station, "cameras-kept").await
}

#[tokio::test]
async fn the_camera_that_is_chosen_is_live_at_the_counter_also_after_a_restart() -> Step<()> {
    const USED: &str =
        "const [track] = document.querySelector('video')?.srcObject?.getVideoTracks() ?? [];
        return track?.label === arguments[0];";
    let mut station = at_the_list().await?;
    press(&station, "Turn the cameras on").await?;
    live(&station, 2).await?;
    let second = "return document.querySelectorAll('li[data-live] strong')[1].textContent";
    let second = station.evaluate(second, Vec::new()).await?;
    let name = second.as_str().unwrap_or_default();
    press(&station, &format!("Use {name} at the counter")).await?;
    station.see("Used at the counter").await?;
    picture(&station, "cameras-used").await?;
    station.restart().await?;
    station.click("button", "Company ID Card").await?;
    station.until("the chosen camera", USED, vec![second]).await
}

#[tokio::test]
async fn two_cameras_fit_a_small_dark_norwegian_window() -> Step<()> {
    let station = at_the_list().await?;
    station.choose("Language", "Norsk").await?;
    station.choose("Tema", "Mørkt").await?;
    station.screen.resize("Badgedesk", 1024, 700).await?;
    press(&station, "Slå på kameraene").await?;
    live(&station, 2).await?;
    picture(&station, "cameras-small-dark").await?;
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    station
        .until("no wider than the window", wide, Vec::new())
        .await
}
