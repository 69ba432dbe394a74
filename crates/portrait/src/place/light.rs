//! How light falls on a place.

use super::{CELL, CELLS, Half, PATTERN_SIDE, SIDE};
use crate::plain::{sobel, usual};

/// The mean luminances of the cells, row by row.
pub(super) fn cells(luminances: &[f32]) -> Vec<f64> {
    let mut sums = vec![0.0; CELLS * CELLS];
    for (at, value) in luminances.iter().enumerate() {
        let (row, column) = (at / SIDE / CELL, at % SIDE / CELL);
        sums[row * CELLS + column] += f64::from(*value);
    }
    sums.into_iter()
        .map(|sum| sum / (CELL * CELL) as f64)
        .collect()
}

pub(super) fn mean(cells: &[f64]) -> f64 {
    cells.iter().sum::<f64>() / cells.len().max(1) as f64
}

/// The darker half against its opposite, and which one it is.
pub(super) fn evenness(cells: &[f64]) -> (f64, Half) {
    let middle = CELLS / 2;
    let left = half(cells, |_, column| column < middle);
    let right = half(cells, |_, column| column >= middle);
    let upper = half(cells, |row, _| row < middle);
    let lower = half(cells, |row, _| row >= middle);
    let across = part(left, right);
    let down = part(upper, lower);
    let darker = match (across <= down, left <= right, upper <= lower) {
        (true, true, _) => Half::Left,
        (true, false, _) => Half::Right,
        (false, _, true) => Half::Upper,
        (false, _, false) => Half::Lower,
    };
    (across.min(down), darker)
}

fn half(cells: &[f64], within: impl Fn(usize, usize) -> bool) -> f64 {
    let here = cells.iter().enumerate();
    let here = here.filter(|(at, _)| within(at / CELLS, at % CELLS));
    mean(&here.map(|(_, value)| *value).collect::<Vec<_>>())
}

/// The smaller of two means as a part of the larger one.
fn part(a: f64, b: f64) -> f64 {
    if a.max(b) > 0.0 {
        a.min(b) / a.max(b)
    } else {
        1.0
    }
}

/// How far the cells are from the plane that fits them best, as a part of their mean: light that
/// falls from one side is no patch.
pub(super) fn patches(cells: &[f64]) -> f64 {
    let mean = mean(cells).max(1.0);
    let off = |at: usize| at as f64 - (CELLS - 1) as f64 / 2.0;
    let squares = CELLS as f64 * (0..CELLS).map(|at| off(at) * off(at)).sum::<f64>();
    let slope = |along: &dyn Fn(usize) -> f64| {
        let products = cells.iter().enumerate();
        products.map(|(at, value)| along(at) * value).sum::<f64>() / squares
    };
    let across = slope(&|at| off(at % CELLS));
    let down = slope(&|at| off(at / CELLS));
    let plane = |at: usize| mean + across * off(at % CELLS) + down * off(at / CELLS);
    let away = cells.iter().enumerate();
    usual(
        away.map(|(at, value)| (value - plane(at)).abs() / mean)
            .collect(),
    )
}

/// The mean luminance gradient of `PATTERN_SIDE` rows and columns.
pub(super) fn gradient(luminances: &[u8]) -> f64 {
    let inner = || 1..PATTERN_SIDE - 1;
    let steps = inner().flat_map(|row| {
        inner().map(move |column| sobel(luminances, PATTERN_SIDE, row * PATTERN_SIDE + column))
    });
    steps.sum::<f64>() / ((PATTERN_SIDE - 2) * (PATTERN_SIDE - 2)) as f64
}
