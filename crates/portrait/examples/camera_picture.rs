//! Makes `tests/vectors/astronaut-face.jpg` from `astronaut.png`: a picture for a pretended camera
//! of 1280 x 720 pixels.
//!
//! In the original the pupils are 43 pixels apart, which is too few for a portrait; the upper
//! 512 x 288 pixels enlarged by 2.5 have 108.
//!
//! Run as `cargo run --release -p portrait --example camera_picture`.

use std::error::Error;
use std::fs;
use std::path::Path;

use image::imageops::{self, FilterType};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

fn main() -> Result<(), Box<dyn Error>> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let astronaut = image::open(vectors.join("astronaut.png"))?.into_rgb8();
    let face = imageops::crop_imm(&astronaut, 0, 0, 512, 288).to_image();
    let enlarged = imageops::resize(&face, 1280, 720, FilterType::CatmullRom);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&enlarged, 1280, 720, ColorType::Rgb)?;
    fs::write(vectors.join("astronaut-face.jpg"), bytes)?;
    Ok(())
}
