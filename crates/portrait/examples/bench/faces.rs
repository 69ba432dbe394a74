//! A face found and judged: in a live view, and in a shot.
//!
//! Protocol, the same as in `benches/faces.py`:
//!
//! - The live view is 640 x 480 pixels: `tests/vectors/astronaut-face.jpg` at two thirds of its
//!   size, 72 pixels between the eyes, moving to and fro by 40 pixels in 30 frames. They go round
//!   for 90 frames that count, after 30 that do not. A frame starts as rows of red, green and blue in
//!   memory; ours ends with a verdict, MediaPipe's face mesh with its points.
//! - The shot is `astronaut-face.jpg` itself, 1280 x 720 pixels: from its bytes to the face with
//!   exact pupils; ours goes on to the verdict and the finished portrait. The median of 15.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{ExtendedColorType, ImageEncoder, ImageError, RgbImage};
use portrait::{
    Examiner, Finder, Frame, Framing, Limits, Output, Picture, PortraitError, Size, Standards,
    Tracker,
};

use crate::clock::Times;
use crate::photo;

const FRAME: Size = Size {
    width: 640,
    height: 480,
};

/// Frames of one round.
const ROUND: usize = 30;

/// Measures; the frames are kept in a file for the peer.
pub fn faces(frames: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let shot = fs::read(vectors.join("astronaut-face.jpg"))?;
    let rounds = view(&image::load_from_memory(&shot)?.into_rgb8());
    let path = frames.unwrap_or_else(|| env::temp_dir().join("badgedesk-frames.rgb"));
    fs::write(path, rounds.concat())?;
    let examiner = Examiner {
        finder: Arc::new(Finder::new()?),
        framing: Framing::default(),
        output: Output::default(),
        standards: Standards::default(),
    };
    live(&examiner, &rounds)?.print("live frame")?;
    from_jpeg(&examiner, &rounds)?.print("live frame, from JPEG")?;
    shots(&examiner, &shot)?.print("shot")?;
    let large = photo::picture(None)?;
    shots(&examiner, &large)?.print("shot of 12 megapixels")?;
    Ok(())
}

fn view(face: &RgbImage) -> Vec<Vec<u8>> {
    let smaller = imageops::resize(face, 853, FRAME.height, FilterType::CatmullRom);
    let frame = |number: usize| {
        let way = (number as f64 / ROUND as f64 * std::f64::consts::TAU).sin();
        let left = (106.0 + 20.0 * way).round() as u32;
        imageops::crop_imm(&smaller, left, 0, FRAME.width, FRAME.height)
            .to_image()
            .into_raw()
    };
    (0..ROUND).map(frame).collect()
}

fn live(examiner: &Examiner, rounds: &[Vec<u8>]) -> Result<Times, PortraitError> {
    let mut tracker = Tracker::new(Arc::clone(&examiner.finder));
    let frame = |number: usize| rounds[number % ROUND].clone();
    Times::of(3 * ROUND, ROUND, frame, |rgb| {
        let frame = Frame::from_rgb(FRAME, rgb)?;
        examiner.glance(&mut tracker, &frame, FRAME).map(drop)
    })
}

/// The same as the page sends them: JPEGs of quality 85.
fn from_jpeg(examiner: &Examiner, rounds: &[Vec<u8>]) -> Result<Times, Box<dyn Error>> {
    let jpegs: Vec<_> = rounds
        .iter()
        .map(|rgb| jpeg(rgb))
        .collect::<Result<_, _>>()?;
    let mut tracker = Tracker::new(Arc::clone(&examiner.finder));
    let frame = |number: usize| jpegs[number % ROUND].clone();
    let times = Times::of(3 * ROUND, ROUND, frame, |jpeg| {
        let frame = Picture::read(jpeg, &Limits::default())?.frame(FRAME.width)?;
        examiner.glance(&mut tracker, &frame, FRAME).map(drop)
    });
    Ok(times?)
}

fn jpeg(rgb: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 85);
    encoder.write_image(rgb, FRAME.width, FRAME.height, ExtendedColorType::Rgb8)?;
    Ok(jpeg)
}

fn shots(examiner: &Examiner, bytes: &[u8]) -> Result<Times, PortraitError> {
    let copy = |_| bytes.to_vec();
    Times::of(15, 2, copy, |bytes| {
        let picture = Picture::read(bytes, &Limits::default())?;
        let found = examiner.examine(&picture)?;
        let crop = found.crop().ok_or(PortraitError::InvalidCrop)?;
        picture.cut(&crop, &examiner.output).map(drop)
    })
}
