//! How many colours a place has, by CIE 1976 L*a*b* under D65, without the lightness: a shadow is
//! no colour.

use super::{CELL, CELLS, SIDE};
use crate::plain::colours_apart;

/// How far the colours of the cells are from the usual one.
pub(super) fn spread(rgb: &[f32]) -> f64 {
    colours_apart(&cells(rgb))
}

/// The mean red, green and blue of the cells, 0 to 255.
fn cells(rgb: &[f32]) -> Vec<[f64; 3]> {
    let mut sums = vec![[0.0; 3]; CELLS * CELLS];
    for (at, pixel) in rgb.chunks_exact(3).enumerate() {
        let cell = &mut sums[at / SIDE / CELL * CELLS + at % SIDE / CELL];
        for (sum, value) in cell.iter_mut().zip(pixel) {
            *sum += f64::from(*value) / (CELL * CELL) as f64;
        }
    }
    sums
}
