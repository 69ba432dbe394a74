//! What stands in front of the camera: the committed portrait, as it is and with one thing wrong.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ExtendedColorType, Rgb, RgbImage};

use crate::{JourneyError, Step};

/// What the camera of the journeys sees, 1280 x 720 pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Nobody.
    Nobody,
    /// A person who does everything right.
    Right,
    /// The same in the dark.
    Dark,
    /// The same with the head on one side.
    Tilted,
    /// The same some way off.
    Far,
    /// Two persons beside each other.
    TwoPersons,
    /// Nobody, in bad light.
    Dim,
    /// A printed card where the face would be.
    Card,
    /// The same out of focus.
    BlurredCard,
}

const SIZE: (u32, u32) = (1280, 720);
const WALL: Rgb<u8> = Rgb([190, 190, 190]);
/// Of the committed picture's size; 94 pixels between the eyes, and wall enough above the hair.
const NEAR: f64 = 0.87;
const FAR: f64 = 0.5;

impl Sight {
    /// The picture as the camera reads it.
    ///
    /// # Errors
    /// The committed portrait cannot be read.
    pub fn jpeg(self) -> Step<Vec<u8>> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
        let face = image::open(file).map_err(unreadable)?;
        let mut jpeg = Cursor::new(Vec::new());
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 95);
        let (width, height) = SIZE;
        let view = self.of(&face);
        let encoded = encoder.encode(&view, width, height, ExtendedColorType::Rgb8);
        encoded.map_err(unreadable)?;
        Ok(jpeg.into_inner())
    }

    fn of(self, face: &DynamicImage) -> RgbImage {
        match self {
            Sight::Nobody => wall(),
            Sight::Right => at(face, NEAR),
            Sight::Dark => darkened(at(face, NEAR)),
            Sight::Tilted => tilted(&at(face, NEAR), 15.0),
            Sight::Far => at(face, FAR),
            Sight::TwoPersons => two(face),
            Sight::Dim => darkened(wall()),
            Sight::Card => card(),
            Sight::BlurredCard => imageops::blur(&card(), 3.0),
        }
    }
}

fn unreadable(error: image::ImageError) -> JourneyError {
    JourneyError::io("the portrait")(std::io::Error::other(error))
}

fn wall() -> RgbImage {
    RgbImage::from_pixel(SIZE.0, SIZE.1, WALL)
}

fn scaled(picture: &DynamicImage, by: f64) -> RgbImage {
    let side = |side: u32| (f64::from(side) * by) as u32;
    let (width, height) = (side(picture.width()), side(picture.height()));
    let scaled = picture.resize_exact(width, height, FilterType::CatmullRom);
    scaled.into_rgb8()
}

/// The lower edge of the portrait at the lower edge of the view: there is no body below it.
fn at(face: &DynamicImage, size: f64) -> RgbImage {
    let mut view = wall();
    let face = scaled(face, size);
    let left = i64::from((SIZE.0 - face.width()) / 2);
    let top = i64::from(SIZE.1 - face.height());
    imageops::replace(&mut view, &face, left, top);
    view
}

fn darkened(mut view: RgbImage) -> RgbImage {
    for pixel in view.pixels_mut() {
        pixel.0 = pixel.0.map(|value| value / 6);
    }
    view
}

/// Turned clockwise about its middle.
fn tilted(view: &RgbImage, degrees: f64) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let middle = (f64::from(SIZE.0) / 2.0, f64::from(SIZE.1) / 2.0);
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let (dx, dy) = (f64::from(x) - middle.0, f64::from(y) - middle.1);
        let across = middle.0 + dx * cos + dy * sin;
        let down = middle.1 + dy * cos - dx * sin;
        let found = view.get_pixel_checked(across as u32, down as u32);
        found.copied().unwrap_or(WALL)
    })
}

/// White, with bars of five pixels: as large as a badge beside a face.
fn card() -> RgbImage {
    let mut view = wall();
    for (x, y, pixel) in view.enumerate_pixels_mut() {
        if (535..745).contains(&x) && (195..325).contains(&y) {
            let printed = x / 5 % 3 == 0 && y / 8 % 2 == 0;
            pixel.0 = [if printed { 40 } else { 240 }; 3];
        }
    }
    view
}

fn two(face: &DynamicImage) -> RgbImage {
    let one = face.crop_imm(280, 0, 560, 720);
    let mut view = wall();
    imageops::replace(&mut view, &scaled(&one, 0.8), 150, 144);
    imageops::replace(&mut view, &scaled(&one.fliph(), 0.8), 650, 144);
    view
}
