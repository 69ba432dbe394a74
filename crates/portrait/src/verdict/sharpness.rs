//! Sharpness around the eyes, at a fixed distance of the eyes and unmoved by grain.
//!
//! Lashes and irises have the finest detail of a face, cheeks have nearly none: what the Laplacian
//! sees there is grain, and is deducted. Divided by the contrast around the eyes, the rest tells
//! how quickly luminance changes, in bright light as in dim.

use super::swatch::{PIXELS, Swatch, Window};
use crate::face::Face;

/// The windows about eyes and cheeks, in distances of the eyes. Our own numbers.
const EYE: [f64; 2] = [0.8, 0.45];
const CHEEK: [f64; 2] = [0.35, 0.35];

/// A contrast below this variance is grain at most, and tells nothing; in steps of 255, squared.
const LEAST_CONTRAST: f64 = 20.0;

pub(super) fn sharpness(swatch: &Swatch, face: &Face) -> f64 {
    let eyes = [face.landmarks.left_eye, face.landmarks.right_eye]
        .map(|eye| swatch.window(eye, EYE[0], EYE[1]));
    let cheeks = face
        .cheeks()
        .map(|cheek| swatch.window(cheek, CHEEK[0], CHEEK[1]));
    let edges = |window: &Window| variance(laplacian(swatch, *window));
    let grain = cheeks.iter().map(edges).sum::<f64>() / 2.0;
    let detail = eyes.iter().map(edges).sum::<f64>() / 2.0 - grain;
    let contrast = |window: &Window| variance(swatch.values(*window).map(f64::from));
    let contrast = eyes.iter().map(contrast).sum::<f64>() / 2.0;
    detail.max(0.0) / contrast.max(LEAST_CONTRAST)
}

/// Four times each value less its neighbours, where all of them are.
fn laplacian(swatch: &Swatch, window: Window) -> impl Iterator<Item = f64> + Clone {
    let inner = |from: usize, to: usize| from.max(1)..to.min(PIXELS - 1);
    inner(window.top, window.bottom).flat_map(move |row| {
        inner(window.left, window.right).map(move |column| {
            let at = |row: usize, column: usize| f64::from(swatch.luminance[row * PIXELS + column]);
            4.0 * at(row, column)
                - at(row - 1, column)
                - at(row + 1, column)
                - at(row, column - 1)
                - at(row, column + 1)
        })
    })
}

/// How much values differ from their mean, squared.
pub(crate) fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    values.map(|v| (v - mean) * (v - mean)).sum::<f64>() / count
}
