use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use portrait::{
    Examination, Examiner, Finder, Frame, Framing, Limits, Output, Picture, Point, Size, Standards,
};

static FINDER: LazyLock<Arc<Finder>> =
    LazyLock::new(|| Arc::new(Finder::new().expect("the models are readable")));

pub fn finder() -> Arc<Finder> {
    Arc::clone(&FINDER)
}

pub fn examiner() -> Examiner {
    Examiner {
        finder: finder(),
        framing: Framing::default(),
        output: Output::default(),
        standards: Standards::default(),
    }
}

pub fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/faces")
        .join(name)
}

pub fn vector(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/vectors")
        .join(name)
}

/// The portrait of an astronaut: 1280 x 720 pixels, 108 between the eyes.
pub fn astronaut() -> RgbImage {
    image::open(vector("astronaut-face.jpg"))
        .expect("a committed picture")
        .into_rgb8()
}

/// The same with room on all sides: a picture taken from some way off.
pub fn with_room(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let mut room = RgbImage::from_pixel(width + 400, height + 400, Rgb([190, 190, 190]));
    imageops::replace(&mut room, picture, 200, 200);
    room
}

pub fn scaled(picture: &RgbImage, by: f64) -> RgbImage {
    let side = |n: u32| (f64::from(n) * by).round() as u32;
    let (width, height) = picture.dimensions();
    imageops::resize(picture, side(width), side(height), FilterType::CatmullRom)
}

pub fn frame(picture: &RgbImage) -> Frame {
    let (width, height) = picture.dimensions();
    Frame::from_rgb(Size { width, height }, picture.as_raw().clone()).expect("a frame")
}

pub fn picture(path: &Path) -> Picture {
    let bytes = fs::read(path).expect("a committed picture");
    Picture::read(bytes, &Limits::default()).expect("a readable picture")
}

/// A picture of these pixels.
pub fn read(picture: &RgbImage) -> Picture {
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("a PNG");
    Picture::read(png.into_inner(), &Limits::default()).expect("a readable picture")
}

pub fn examined(picture: &RgbImage) -> Examination {
    examiner().examine(&read(picture)).expect("working models")
}

pub fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}
