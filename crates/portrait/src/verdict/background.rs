use super::swatch::luminance;
use crate::Crop;
use crate::Point;
use crate::face::Silhouette;
use crate::frame::{Beyond, Frame, Region};

/// The size at which a background is looked at, in pixels. Our own numbers: a hundred rows less
/// than the 354 of OFIQ's normalised picture change its mean gradient little.
const SIZE: (usize, usize) = (192, 256);

/// Above this probability a pixel may belong to the person. Our own number: hair is uncertain,
/// and must not count as a pattern of the wall.
const PERSON: f32 = 0.05;

/// Less than this part of a portrait is too little to judge as background. Our own number.
const LEAST_PART: f64 = 0.02;

/// The mean luminance gradient of what does not belong to the person; nothing if there is hardly
/// any background.
pub(super) fn background(frame: &Frame, crop: &Crop, silhouette: &Silhouette) -> Option<f64> {
    let region = region_of(crop);
    let (columns, rows) = SIZE;
    let rgb = frame.patch(&region, SIZE, Beyond::Edge);
    let values: Vec<f32> = rgb.chunks_exact(3).map(luminance).collect();
    let (mut sum, mut count) = (0.0, 0_usize);
    for row in 1..rows - 1 {
        for column in 1..columns - 1 {
            let share = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
            let point = region.at(share(column, columns), share(row, rows));
            if silhouette.person_at(point).is_none_or(|p| p > PERSON) {
                continue;
            }
            let at = row * columns + column;
            let across = f64::from(values[at + 1] - values[at - 1]) / 2.0;
            let down = f64::from(values[at + columns] - values[at - columns]) / 2.0;
            sum += across.hypot(down);
            count += 1;
        }
    }
    let enough = count as f64 > LEAST_PART * (columns * rows) as f64;
    enough.then(|| sum / count as f64)
}

fn region_of(crop: &Crop) -> Region {
    Region {
        centre: Point {
            x: crop.x + crop.width / 2.0,
            y: crop.y + crop.height / 2.0,
        },
        width: crop.width,
        height: crop.height,
        angle: crop.angle.to_radians(),
        mirrored: false,
    }
}
