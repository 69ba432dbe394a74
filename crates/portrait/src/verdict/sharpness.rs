//! Sharpness around the eyes, at a fixed distance of the eyes and unmoved by grain.
//!
//! Lashes and irises have the finest detail of a face, cheeks have nearly none: what the Laplacian
//! sees there is grain, and is deducted. Divided by the contrast around the eyes, the rest tells
//! how quickly luminance changes, in bright light as in dim.

use super::swatch::{EYE_DISTANCE, luminance};
use crate::Point;
use crate::face::Face;
use crate::frame::{Beyond, Frame, Region};

/// The windows about eyes and cheeks, in distances of the eyes. Our own numbers.
const EYE: [f64; 2] = [0.8, 0.45];
const CHEEK: [f64; 2] = [0.35, 0.35];

/// A contrast below this variance is grain at most, and tells nothing; in steps of 255, squared.
const LEAST_CONTRAST: f64 = 20.0;

pub(super) fn sharpness(frame: &Frame, face: &Face) -> f64 {
    let [left, right] = [face.landmarks.left_eye, face.landmarks.right_eye];
    let eyes = [left, right].map(|eye| Window::of(frame, face, eye, EYE));
    let cheeks = face
        .cheeks()
        .map(|cheek| Window::of(frame, face, cheek, CHEEK));
    let edges = |window: &Window| variance(window.laplacian());
    // The cheek of a head that is turned aside may show hair or the wall, which is no grain.
    let grain = cheeks.iter().map(edges).fold(f64::INFINITY, f64::min);
    let detail = eyes.iter().map(edges).sum::<f64>() / 2.0 - grain;
    let contrast = |window: &Window| variance(window.values.iter().copied());
    let contrast = eyes.iter().map(contrast).sum::<f64>() / 2.0;
    detail.max(0.0) / contrast.max(LEAST_CONTRAST)
}

/// Luminances of a level box of an upright face, with 64 pixels between the eyes: each the mean of four
/// of twice as many, so that it matters little how many the picture has, from twice as many on.
struct Window {
    columns: usize,
    values: Vec<f64>,
}

impl Window {
    fn of(frame: &Frame, face: &Face, centre: Point, [width, height]: [f64; 2]) -> Self {
        let eyes = face.eye_distance();
        let region = Region {
            centre,
            width: width * eyes,
            height: height * eyes,
            angle: face.pose.roll.to_radians(),
            mirrored: false,
        };
        let [columns, rows] = [width, height].map(|side| (side * EYE_DISTANCE).round() as usize);
        let rgb = frame.patch(&region, (2 * columns, 2 * rows), Beyond::Edge);
        let finer: Vec<f32> = rgb.chunks_exact(3).map(luminance).collect();
        let values = finer.chunks_exact(4 * columns).flat_map(|rows| {
            let (upper, lower) = rows.split_at(2 * columns);
            let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
            pairs.map(|(a, b)| f64::from((a[0] + a[1] + b[0] + b[1]) / 4.0))
        });
        Self {
            columns,
            values: values.collect(),
        }
    }

    /// Four times each value less its neighbours, where all of them are.
    fn laplacian(&self) -> impl Iterator<Item = f64> + Clone {
        let (columns, rows) = (self.columns, self.values.len() / self.columns);
        (1..rows - 1).flat_map(move |row| {
            (1..columns - 1).map(move |column| {
                let at = |row: usize, column: usize| self.values[row * columns + column];
                4.0 * at(row, column)
                    - at(row - 1, column)
                    - at(row + 1, column)
                    - at(row, column - 1)
                    - at(row, column + 1)
            })
        })
    }
}

/// How much values differ from their mean, squared.
pub(crate) fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    values.map(|v| (v - mean) * (v - mean)).sum::<f64>() / count
}
