//! Whether a picture was cut from another one: where, how large and how level is searched, by
//! nothing but the pixels of both.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};
use serde_json::Value;

/// How far two pictures of the same may lie apart, in levels of 0 to 255 on the average: what
/// cutting and scaling change of the photograph used here is under 8, and the same mirrored lies over
/// 30 apart.
const SAME: f64 = 14.0;

/// Pixels across of the part and of the whole, first to find it and then to be sure: one of the part
/// is then about as large as two of the whole, so that the nearest one is near enough.
const ROUGH: (u32, u32) = (9, 108);
const FINE: (u32, u32) = (36, 432);

/// The picture in a data URL of a JPEG.
pub(crate) fn of_data_url(text: &Value) -> Option<RgbImage> {
    let text = text.as_str()?.strip_prefix("data:image/jpeg;base64,")?;
    let jpeg = BASE64_STANDARD.decode(text).ok()?;
    Some(image::load_from_memory(&jpeg).ok()?.into_rgb8())
}

/// Whether a picture shows a part of another one, upright or a little levelled, and not mirrored.
pub(crate) fn is_cut_from(part: &RgbImage, whole: &RgbImage) -> bool {
    distance(part, whole) < SAME
}

fn distance(part: &RgbImage, whole: &RgbImage) -> f64 {
    let rough = Pair::of(part, whole, ROUGH);
    let begun = rough.best_of(rough.places()).map(|(_, place)| place);
    let fine = Pair::of(part, whole, FINE);
    begun.map_or(f64::MAX, |place| {
        let (_, near) = rough.closest(place);
        fine.closest(near).0
    })
}

/// Where the part lies in the whole: its middle, its height, both in heights of the whole, and how
/// far it leans, in degrees.
#[derive(Debug, Clone, Copy)]
struct Place {
    across: f64,
    down: f64,
    height: f64,
    lean: f64,
}

impl Place {
    /// The places beside it.
    fn around(self, step: f64) -> [Place; 8] {
        let moved = |across: f64, down: f64, height: f64, lean: f64| Place {
            across: self.across + across * step,
            down: self.down + down * step,
            height: self.height + height * step,
            lean: self.lean + lean * step * 60.0,
        };
        [
            moved(1.0, 0.0, 0.0, 0.0),
            moved(-1.0, 0.0, 0.0, 0.0),
            moved(0.0, 1.0, 0.0, 0.0),
            moved(0.0, -1.0, 0.0, 0.0),
            moved(0.0, 0.0, 1.0, 0.0),
            moved(0.0, 0.0, -1.0, 0.0),
            moved(0.0, 0.0, 0.0, 1.0),
            moved(0.0, 0.0, 0.0, -1.0),
        ]
    }
}

/// A part and its whole, both made so small that they are quickly compared.
struct Pair {
    part: RgbImage,
    whole: RgbImage,
}

impl Pair {
    fn of(part: &RgbImage, whole: &RgbImage, (across, of): (u32, u32)) -> Pair {
        let small = |picture: &RgbImage, width: u32| {
            let height = width * picture.height() / picture.width();
            resize(picture, width, height, FilterType::Triangle)
        };
        Pair {
            part: small(part, across),
            whole: small(whole, of),
        }
    }

    /// Every place that may be the one, so close together that the right one has a neighbour.
    fn places(&self) -> impl Iterator<Item = Place> {
        let wide = f64::from(self.whole.width()) / f64::from(self.whole.height());
        let parts = |of: u32| (1..of).map(move |part| f64::from(part) / f64::from(of));
        parts(24).flat_map(move |across| {
            parts(14).flat_map(move |down| {
                (4..=12).flat_map(move |twelfths| {
                    [-4.0, 0.0, 4.0].map(|lean| Place {
                        across: across * wide,
                        down,
                        height: f64::from(twelfths) / 12.0,
                        lean,
                    })
                })
            })
        })
    }

    /// The place of these where they lie closest, and how far apart.
    fn best_of(&self, places: impl IntoIterator<Item = Place>) -> Option<(f64, Place)> {
        let apart = places.into_iter().map(|place| (self.apart(place), place));
        apart.min_by(|one, other| one.0.total_cmp(&other.0))
    }

    /// The place nearby where they lie closest, and how far apart.
    fn closest(&self, begun: Place) -> (f64, Place) {
        let (mut best, mut step) = ((self.apart(begun), begun), 0.06);
        while step > 0.001 {
            let nearer = self.best_of(best.1.around(step));
            match nearer.filter(|(apart, _)| *apart < best.0) {
                Some(nearer) => best = nearer,
                None => step /= 2.0,
            }
        }
        best
    }

    /// How far the part lies from a place, in levels on the average; a pixel that the whole does
    /// not have is as far as can be.
    fn apart(&self, place: Place) -> f64 {
        let (sine, cosine) = place.lean.to_radians().sin_cos();
        let tall = f64::from(self.whole.height());
        let scale = place.height * tall / f64::from(self.part.height());
        let (width, height) = self.part.dimensions();
        let middle = (f64::from(width) / 2.0, f64::from(height) / 2.0);
        let pixels = self.part.enumerate_pixels().map(|(x, y, pixel)| {
            let right = (f64::from(x) + 0.5 - middle.0) * scale;
            let down = (f64::from(y) + 0.5 - middle.1) * scale;
            let across = place.across * tall + right * cosine - down * sine;
            let below = place.down * tall + right * sine + down * cosine;
            self.at(across, below)
                .map_or(255.0, |there| difference(*pixel, there))
        });
        pixels.sum::<f64>() / f64::from(width * height)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is beside the picture is told apart before"
    )]
    fn at(&self, across: f64, down: f64) -> Option<Rgb<u8>> {
        let within = across >= 0.0 && down >= 0.0;
        let pixel = || self.whole.get_pixel_checked(across as u32, down as u32);
        within.then(pixel).flatten().copied()
    }
}

fn difference(one: Rgb<u8>, other: Rgb<u8>) -> f64 {
    let levels = one.0.iter().zip(other.0);
    let sum: u32 = levels
        .map(|(one, other)| u32::from(one.abs_diff(other)))
        .sum();
    f64::from(sum) / 3.0
}

#[test]
fn a_part_is_told_from_its_mirror_image_and_from_another_picture() {
    let whole = image::open(crate::counter::vector("astronaut-face.jpg"));
    let whole = whole.expect("a picture").into_rgb8();
    let cut = image::imageops::crop_imm(&whole, 380, 20, 375, 500).to_image();
    let part = resize(&cut, 720, 960, FilterType::CatmullRom);
    let mirrored = image::imageops::flip_horizontal(&part);
    let other = image::imageops::flip_vertical(&part);
    let distances = [part, mirrored, other].map(|picture| distance(&picture, &whole));
    let [same, mirrored, other] = distances;
    assert!(same < SAME, "{distances:?}");
    assert!(mirrored > 2.0 * SAME && other > 2.0 * SAME, "{distances:?}");
}
