//! Whether something printed, held up where the face would be, is in focus.

use super::region;
use crate::frame::{Beyond, Frame};
use crate::verdict::{luminance, variance};

/// The side of what is looked at, in pixels: as many as a frame of 720 rows has there, so that
/// cameras can be compared. The side of its cells: a third of an average head.
const SIDE: usize = 540;
const CELL: usize = 90;
const CELLS: usize = SIDE / CELL;

/// Cells with less gradient than three quarters of all show what is not the card, and its grain.
const CALM: usize = CELLS * CELLS / 4;

/// Less contrast than this beyond that of the calm cell is no print, in steps of 255. Our own
/// number: print blurred by six pixels still has ten, grain of eight steps makes one.
const LEAST_CONTRAST: f64 = 8.0;

/// The variance of the Laplacian on the card against the card's contrast; what a calm part of the
/// picture shows of both is grain, and is deducted. Nothing if nothing printed is there.
pub fn card_sharpness(frame: &Frame) -> Option<f64> {
    let rgb = frame.patch(&region(frame), (SIDE, SIDE), Beyond::Edge);
    let luminances: Vec<f32> = rgb.chunks_exact(3).map(luminance).collect();
    let mut cells: Vec<Cell> = (0..CELLS * CELLS)
        .map(|at| Cell::of(&luminances, at))
        .collect();
    cells.sort_by(|a, b| a.gradient.total_cmp(&b.gradient));
    let (calm, card) = (cells.get(CALM)?, cells.last()?);
    let contrast = card.contrast - calm.contrast;
    let detail = (card.detail - calm.detail).max(0.0);
    (contrast >= LEAST_CONTRAST * LEAST_CONTRAST).then(|| detail / contrast)
}

struct Cell {
    gradient: f64,
    /// The variance of luminance.
    contrast: f64,
    /// The variance of its Laplacian.
    detail: f64,
}

impl Cell {
    /// Of what lies wholly within the cell.
    fn of(luminances: &[f32], number: usize) -> Self {
        let (top, left) = (number / CELLS * CELL, number % CELLS * CELL);
        let inner = (top + 1..top + CELL - 1)
            .flat_map(move |row| (left + 1..left + CELL - 1).map(move |column| (row, column)));
        let at = |row: usize, column: usize| f64::from(luminances[row * SIDE + column]);
        let steps = inner.clone().map(|(row, column)| {
            let across = (at(row, column + 1) - at(row, column - 1)) / 2.0;
            across.hypot((at(row + 1, column) - at(row - 1, column)) / 2.0)
        });
        let laplacian = inner.clone().map(|(row, column)| {
            4.0 * at(row, column)
                - at(row - 1, column)
                - at(row + 1, column)
                - at(row, column - 1)
                - at(row, column + 1)
        });
        Self {
            gradient: steps.sum(),
            contrast: variance(inner.map(|(row, column)| at(row, column))),
            detail: variance(laplacian),
        }
    }
}
