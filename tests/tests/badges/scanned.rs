//! The code on the screen, as the camera of a phone reads it.

use image::GrayImage;
use journeys::{Station, Step};
use rqrr::PreparedImage;

/// What the one code on the screen says.
pub(crate) async fn on_screen(station: &Station) -> Step<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("screen.png");
    station.screen.shoot(&file).await?;
    let screen = image::open(&file).expect("a picture of the screen");
    let mut said = read(&screen.into_luma8());
    assert_eq!(said.len(), 1, "{said:?}");
    Ok(said.remove(0))
}

fn read(screen: &GrayImage) -> Vec<String> {
    let size = screen.dimensions();
    let (width, height) = (size.0 as usize, size.1 as usize);
    let raw = screen.as_raw();
    let mut screen =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| raw[y * width + x]);
    let codes = screen.detect_grids().into_iter();
    codes
        .filter_map(|code| Some(code.decode().ok()?.1))
        .collect()
}
