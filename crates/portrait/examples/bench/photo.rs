//! How long a portrait takes: from a 12-megapixel JPEG to a levelled 720 x 960 JPEG.
//!
//! Protocol, the same as in `benches/peers.py`, so that the ratio of two medians means something:
//!
//! - The picture is 4032 x 3024 pixels, JPEG quality 92, 4:2:0, EXIF orientation 6. It is made from
//!   `tests/vectors/astronaut.png`, enlarged, with grain of a fixed seed: the same bytes every time.
//! - The job starts with the bytes in memory and ends with the bytes of the portrait in memory:
//!   decode (reduced if the program likes), upright, the crop of 1800 x 2400 pixels around the
//!   head turned by 3 degrees, scaled to 720 x 960, JPEG quality 90, 4:2:0, no metadata.
//! - One CPU: the process is bound to CPU 0 with `taskset` where there is one.
//! - Two runs to warm up, then the median and the minimum of 15.
//!
//! Run as `cargo run --release -p portrait --example pipeline -- --jpeg FILE`. FILE is made if it
//! is missing; the peers read it too. `--portrait FILE` keeps the portrait for a look.
//! Prints one line of JSON.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs, process};

use image::imageops::{self, FilterType};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use portrait::{Crop, Limits, Output, Picture, Portrait, PortraitError};

const RUNS: usize = 15;
const CROP: Crop = Crop {
    x: 612.0,
    y: 100.0,
    width: 1800.0,
    height: 2400.0,
    angle: 3.0,
};

fn main() -> Result<(), Box<dyn Error>> {
    let jpeg = argument("--jpeg").unwrap_or_else(|| env::temp_dir().join("badgedesk-12mp.jpg"));
    if !jpeg.exists() {
        fs::write(&jpeg, phone_picture()?)?;
    }
    let bytes = fs::read(&jpeg)?;
    let pinned = pin();
    let (portrait, times) = measure(&bytes)?;
    if let Some(path) = argument("--portrait") {
        fs::write(path, &portrait.jpeg)?;
    }
    writeln!(
        std::io::stdout(),
        r#"{{"name":"portrait","median_ms":{:.1},"min_ms":{:.1},"runs":{RUNS},"one_cpu":{pinned},"bytes":{}}}"#,
        times[RUNS / 2],
        times[0],
        portrait.jpeg.len(),
    )?;
    Ok(())
}

fn argument(name: &str) -> Option<PathBuf> {
    env::args()
        .skip_while(|a| a != name)
        .nth(1)
        .map(PathBuf::from)
}

/// Threads inherit the binding, so this counts the decoder's own threads too.
fn pin() -> bool {
    let pid = process::id().to_string();
    let bound = Command::new("taskset")
        .args(["-pc", "0", &pid])
        .stdout(Stdio::null())
        .status();
    bound.is_ok_and(|status| status.success())
}

/// The last portrait and the sorted times in milliseconds.
fn measure(bytes: &[u8]) -> Result<(Portrait, Vec<f64>), PortraitError> {
    job(bytes.to_vec())?;
    let mut portrait = job(bytes.to_vec())?;
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let bytes = bytes.to_vec();
        let start = Instant::now();
        portrait = job(bytes)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((portrait, times))
}

fn job(bytes: Vec<u8>) -> Result<Portrait, PortraitError> {
    Picture::read(bytes, &Limits::default())?.cut(&CROP, &Output::default())
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
