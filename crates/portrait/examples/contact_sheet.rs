//! Draws a contact sheet of the test portraits and their variants: input with the crop on it, the
//! portrait, and what is said about it. It is there to be looked at.
//!
//! Run as `cargo xtask portraits`, or
//! `cargo run --release -p portrait --example contact_sheet -- FOLDER`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use image::imageops::{self, FilterType};
use image::{ImageFormat, Rgb, RgbImage};
use portrait::{
    Crop, Examination, Examiner, Finder, Framing, Gate, Limits, Output, Picture, Standards,
};

/// The longer side of an input on the sheet, in pixels.
const SHOWN: u32 = 480;

const HEAD: &str = "<!doctype html><meta charset=utf-8><title>Portraits</title><style>
body { font: 14px sans-serif; margin: 2em; background: #f4f4f4 }
section { display: flex; gap: 1.5em; margin: 0 0 1.5em; padding: 1em; background: white }
img { max-height: 300px } h2 { font-size: 1em; margin: 0 0 .5em } ul { margin: 0; padding-left: 1.2em }
.block { color: #b00020; font-weight: bold } .advice { color: #8a5a00 }
</style>
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("name a folder")?;
    fs::create_dir_all(&folder)?;
    let examiner = Examiner {
        finder: Arc::new(Finder::new()?),
        framing: Framing::default(),
        output: Output::default(),
        standards: Standards::default(),
    };
    let mut page = HEAD.to_owned();
    for (name, bytes) in inputs()? {
        page.push_str(&row(&examiner, &folder, &name, bytes)?);
    }
    fs::write(folder.join("index.html"), page)?;
    Ok(())
}

/// One picture's row of the page; its two pictures are written beside it.
fn row(
    examiner: &Examiner,
    folder: &Path,
    name: &str,
    bytes: Vec<u8>,
) -> Result<String, Box<dyn Error>> {
    let picture = Picture::read(bytes, &Limits::default())?;
    let found = examiner.examine(&picture)?;
    let mut shown = image::load_from_memory(&picture.preview(SHOWN)?)?.into_rgb8();
    let upright = picture.upright_size();
    let scale = f64::from(shown.width()) / f64::from(upright.width);
    mark(&mut shown, &found, scale);
    shown.save(folder.join(format!("{name}-input.png")))?;
    let mut portrait = "<p>no crop</p>".to_owned();
    if let Some(crop) = found.crop() {
        let cut = picture.cut(&crop, &examiner.output)?;
        fs::write(folder.join(format!("{name}.jpg")), cut.jpeg)?;
        portrait = format!("<img src='{name}.jpg'>");
    }
    let verdict = verdict(&found);
    Ok(format!(
        "<section><img src='{name}-input.png'>{portrait}<div><h2>{name}</h2>{verdict}</div></section>\n"
    ))
}

fn verdict(found: &Examination) -> String {
    let mut list = format!("<p>{:?} {:?}</p><ul>", found.instruction(), found.unfit());
    for judged in &found.verdict.0 {
        let class = match (judged.gate, judged.advice) {
            (Gate::Block, Some(_)) => "block",
            (_, Some(_)) => "advice",
            _ => continue,
        };
        let (measure, value, advice) = (judged.measure, judged.value, judged.advice);
        // Writing into a string does not fail.
        let _ = write!(
            list,
            "<li class={class}>{measure:?} {value:.2}: {advice:?}</li>"
        );
    }
    list + "</ul>"
}

/// The crop in green, the pupils in red.
fn mark(shown: &mut RgbImage, found: &Examination, scale: f64) {
    if let Some(crop) = found.crop() {
        outline(shown, &crop, scale);
    }
    for face in &found.faces {
        for eye in [face.landmarks.left_eye, face.landmarks.right_eye] {
            for step in -4..=4 {
                let step = f64::from(step);
                dot(shown, eye.x * scale + step, eye.y * scale, RED);
                dot(shown, eye.x * scale, eye.y * scale + step, RED);
            }
        }
    }
}

const RED: Rgb<u8> = Rgb([255, 0, 0]);
const GREEN: Rgb<u8> = Rgb([0, 220, 0]);

fn outline(shown: &mut RgbImage, crop: &Crop, scale: f64) {
    let (sin, cos) = crop.angle.to_radians().sin_cos();
    let at = |u: f64, v: f64| {
        let (across, down) = ((u - 0.5) * crop.width, (v - 0.5) * crop.height);
        let x = crop.x + crop.width / 2.0 + across * cos - down * sin;
        let y = crop.y + crop.height / 2.0 + across * sin + down * cos;
        (x * scale, y * scale)
    };
    for step in 0..=2000 {
        let share = f64::from(step) / 2000.0;
        for (x, y) in [
            at(share, 0.0),
            at(share, 1.0),
            at(0.0, share),
            at(1.0, share),
        ] {
            dot(shown, x, y, GREEN);
            dot(shown, x + 1.0, y, GREEN);
        }
    }
}

fn dot(shown: &mut RgbImage, x: f64, y: f64, colour: Rgb<u8>) {
    if x >= 0.0 && y >= 0.0 && x < f64::from(shown.width()) && y < f64::from(shown.height()) {
        shown.put_pixel(x as u32, y as u32, colour);
    }
}

/// A file's name and what is in it.
type Named = (String, Vec<u8>);

/// All test portraits as they are, pictures without a face, and variants of one portrait.
fn inputs() -> Result<Vec<Named>, Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut inputs = Vec::new();
    for folder in [here.join("../../tests/vectors"), here.join("tests/faces")] {
        let mut files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(fs::DirEntry::path);
        for path in files.into_iter().map(|file| file.path()) {
            let is_picture = path.extension().is_some_and(|e| e == "jpg" || e == "png");
            if let Some(stem) = path.file_stem().filter(|_| is_picture) {
                inputs.push((stem.to_string_lossy().into_owned(), fs::read(&path)?));
            }
        }
    }
    let face = image::open(here.join("../../tests/vectors/astronaut-face.jpg"))?.into_rgb8();
    for (name, variant) in variants(&face) {
        let mut png = Cursor::new(Vec::new());
        variant.write_to(&mut png, ImageFormat::Png)?;
        inputs.push((name.to_owned(), png.into_inner()));
    }
    Ok(inputs)
}

fn variants(face: &RgbImage) -> Vec<(&'static str, RgbImage)> {
    let roomy = with_room(face);
    vec![
        ("with-room", roomy.clone()),
        ("mirrored", imageops::flip_horizontal(&roomy)),
        ("lying", imageops::rotate90(&roomy)),
        ("upside-down", imageops::rotate180(&roomy)),
        ("dark", changed(&roomy, |_, c| c / 5)),
        ("bright", changed(&roomy, |_, c| c.saturating_mul(2))),
        (
            "half-in-shadow",
            changed(&roomy, |x, c| if x < 763 { c / 3 } else { c }),
        ),
        ("blurred", imageops::blur(&roomy, 4.0)),
        (
            "far",
            imageops::resize(&roomy, 672, 448, FilterType::CatmullRom),
        ),
        (
            "too-near",
            imageops::crop_imm(face, 420, 80, 300, 400).to_image(),
        ),
        (
            "at-the-left",
            imageops::crop_imm(face, 400, 0, 600, 720).to_image(),
        ),
        (
            "at-the-right",
            imageops::crop_imm(face, 0, 0, 720, 720).to_image(),
        ),
        ("two-persons", two(face)),
    ]
}

fn with_room(face: &RgbImage) -> RgbImage {
    let (width, height) = face.dimensions();
    let mut room = RgbImage::from_pixel(width + 400, height + 400, Rgb([190, 190, 190]));
    imageops::replace(&mut room, face, 200, 200);
    room
}

fn two(face: &RgbImage) -> RgbImage {
    let one = imageops::crop_imm(face, 280, 0, 560, 720).to_image();
    let mut two = RgbImage::new(1120, 720);
    imageops::replace(&mut two, &one, 0, 0);
    imageops::replace(&mut two, &imageops::flip_horizontal(&one), 560, 0);
    two
}

fn changed(picture: &RgbImage, change: impl Fn(u32, u8) -> u8) -> RgbImage {
    let mut picture = picture.clone();
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        pixel.0 = pixel.0.map(|c| change(x, c));
    }
    picture
}
