//! From a 12-megapixel JPEG to a levelled 720 x 960 JPEG.
//!
//! Protocol, the same as in `benches/peers.py`, so that the ratio of two medians means something:
//!
//! - The picture is 4032 x 3024 pixels, JPEG quality 92, 4:2:0, EXIF orientation 6. It is made from
//!   `tests/vectors/astronaut.png`, enlarged, with grain of a fixed seed: the same bytes every time.
//! - The job starts with the bytes in memory and ends with the bytes of the portrait in memory:
//!   decode (reduced if the program likes, and no more than the crop needs; the counter, which shows
//!   the whole picture, too, decodes all of it once), upright, the crop of 1800 x 2400 pixels around the
//!   head turned by 3 degrees, scaled to 720 x 960, JPEG quality 90, 4:2:0, no metadata.
//! - Two runs to warm up, then the median and the minimum of 15.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use image::imageops::{self, FilterType};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use portrait::{Crop, Limits, Output, Picture, Portrait, PortraitError};

use crate::clock::Times;

const RUNS: usize = 15;
const CROP: Crop = Crop {
    x: 612.0,
    y: 100.0,
    width: 1800.0,
    height: 2400.0,
    angle: 3.0,
};

/// Measures; keeps the portrait in a file for a look, if one is named.
pub fn photo(jpeg: Option<PathBuf>, portrait: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let bytes = picture(jpeg)?;
    if let Some(path) = portrait {
        fs::write(path, job(bytes.clone())?.jpeg)?;
    }
    let times = Times::of(RUNS, 2, |_| bytes.clone(), |bytes| job(bytes).map(drop))?;
    Ok(times.print("portrait")?)
}

/// The picture of the protocol, made where it is missing.
pub fn picture(path: Option<PathBuf>) -> Result<Vec<u8>, Box<dyn Error>> {
    let path = path.unwrap_or_else(|| env::temp_dir().join("badgedesk-12mp.jpg"));
    if !path.exists() {
        fs::write(&path, phone_picture()?)?;
    }
    Ok(fs::read(path)?)
}

fn job(bytes: Vec<u8>) -> Result<Portrait, PortraitError> {
    Picture::open(bytes, &Limits::default())?.cut(&CROP, &Output::default())
}

/// A picture as a phone held upright would take it.
fn phone_picture() -> Result<Vec<u8>, Box<dyn Error>> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let astronaut = image::open(vectors.join("astronaut.png"))?.into_rgb8();
    let portrait = imageops::crop_imm(&astronaut, 32, 0, 384, 512).to_image();
    let upright = imageops::resize(&portrait, 3024, 4032, FilterType::CatmullRom);
    let mut stored = imageops::rotate270(&upright);
    grain(&mut stored);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_exif_metadata(&ORIENTATION_6)?;
    encoder.encode(&stored, 4032, 3024, ColorType::Rgb)?;
    Ok(bytes)
}

/// A TIFF header and one entry: tag 0x0112 (orientation), type SHORT, one value, 6.
const ORIENTATION_6: [u8; 26] = [
    b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
];

/// Noise of a sensor, so that the file is as large as a phone's; a linear congruential generator
/// with the constants of Knuth's MMIX.
fn grain(picture: &mut image::RgbImage) {
    let mut state = 1_u64;
    for pixel in picture.pixels_mut() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let noise = ((state >> 60) as i16) - 8;
        for channel in &mut pixel.0 {
            *channel = (i16::from(*channel) + noise).clamp(0, 255) as u8;
        }
    }
}
