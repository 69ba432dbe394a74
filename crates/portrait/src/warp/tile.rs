//! A few pixels of a raster as numbers, so few that they stay in the cache that is nearest.

use wide::{i16x8, u8x16};

use super::weights::{WEIGHTS, Weights};
use super::{LANES, Row, STEPS, TAPS};
use crate::Size;
use crate::raster::View;

/// Pixels along a side of a tile. Our own number: with eight bytes each, a tile takes 32 KB.
pub(super) const SIDE: usize = 64;

/// Numbers from the first one of the taps at a place to behind the last one.
const REACH: usize = ((TAPS - 1) * SIDE + TAPS) * LANES;

/// Colours around some positions; beyond the edge of the raster its pixels go on.
pub(super) struct Tile {
    /// The column and the row of the raster that the tile begins at.
    from: [i64; 2],
    numbers: Box<[i16; SIDE * SIDE * LANES]>,
    weights: &'static [Weights; STEPS],
}

impl Tile {
    pub fn new() -> Self {
        Self {
            from: [0, 0],
            numbers: Box::new([0; SIDE * SIDE * LANES]),
            weights: &WEIGHTS,
        }
    }

    /// Takes the pixels that are looked at from positions between two, both included; no more than
    /// there is room for.
    pub fn load(&mut self, raster: View, least: [i64; 2], most: [i64; 2]) {
        self.from = least.map(|position| (position >> 32) - 1);
        let taken = |axis: usize| {
            let length = (most[axis] >> 32) - (least[axis] >> 32) + TAPS as i64;
            length.clamp(0, SIDE as i64) as usize
        };
        let (columns, rows) = (taken(0), taken(1));
        let [left, top] = self.from;
        let Size { width, height } = raster.size;
        let stride = width as usize * 3;
        let targets = self.numbers.chunks_exact_mut(SIDE * LANES).take(rows);
        for (y, target) in (top..).zip(targets) {
            let row = &raster.rgb[clamp(y, height) * stride..][..stride];
            let target = &mut target[..columns * LANES];
            let start = usize::try_from(left).unwrap_or(usize::MAX);
            match row.get(start.saturating_mul(3)..) {
                Some(inner) if inner.len() >= columns * 3 => copy(target, inner),
                _ => continued(target, row, left),
            }
        }
    }

    /// Fills pixels of the result, which are seen at positions that follow each other by a step.
    pub fn fill(&self, pixels: &mut [u8], at: [i64; 2], step: [i64; 2]) {
        // The first of four taps stands one pixel before the position.
        let mut at = [0, 1].map(|axis| at[axis].wrapping_sub((self.from[axis] + 1) << 32));
        let mut next = || {
            let mixed = self.mixed(at);
            at = [at[0].wrapping_add(step[0]), at[1].wrapping_add(step[1])];
            mixed
        };
        for pixels in pixels.chunks_mut(PIXELS * 3) {
            let sums: [i16x8; PIXELS] = std::array::from_fn(|_| next());
            let mixed = finished(&sums);
            for (pixel, colour) in pixels.chunks_exact_mut(3).zip(mixed.chunks_exact(LANES)) {
                pixel.copy_from_slice(&colour[..3]);
            }
        }
    }

    /// What is seen at a position, where whole numbers are the middles of pixels: the sum of the
    /// first and the third column of taps beside that of the others.
    #[inline(always)]
    fn mixed(&self, at: [i64; 2]) -> i16x8 {
        let [left, top] = at.map(|position| (position >> 32) as usize);
        let [across, down] = at.map(|position| (position >> 24) as usize & (STEPS - 1));
        // Positions that only fill up the last lanes, and are not shown, may lie beyond the tile.
        let Some(taps) = self.taps(top.wrapping_mul(SIDE).wrapping_add(left)) else {
            return i16x8::ZERO;
        };
        let (weights, down) = (&self.weights[across].across, &self.weights[down].down);
        let column = |half: usize| {
            let part = |row: usize| taps[row][half].mul_keep_high(down[row]);
            let rows = part(0) + part(1) + (part(2) + part(3));
            (rows + rows).mul_keep_high(weights[half])
        };
        column(0) + column(1)
    }

    /// The rows of taps that begin at a pixel.
    #[inline(always)]
    fn taps(&self, start: usize) -> Option<[Row; TAPS]> {
        let numbers = self.numbers.get(start.wrapping_mul(LANES)..)?;
        let numbers: &[i16; REACH] = numbers.first_chunk()?;
        Some(std::array::from_fn(|row| {
            [0, 8].map(|half| i16x8::from_slice_unaligned(&numbers[row * SIDE * LANES + half..]))
        }))
    }
}

/// A number takes seven bits more than a value, so that half of a product still tells 32 steps.
#[inline(always)]
fn lanes(red: u8, green: u8, blue: u8) -> [i16; LANES] {
    [red, green, blue, 0].map(|value| i16::from(value) << 7)
}

fn copy(target: &mut [i16], row: &[u8]) {
    for (to, from) in target.chunks_exact_mut(LANES).zip(row.chunks_exact(3)) {
        to.copy_from_slice(&lanes(from[0], from[1], from[2]));
    }
}

/// The same where pixels are missing.
#[cold]
#[inline(never)]
fn continued(target: &mut [i16], row: &[u8], left: i64) {
    let width = (row.len() / 3) as u32;
    for (x, to) in (left..).zip(target.chunks_exact_mut(LANES)) {
        let from = &row[clamp(x, width) * 3..];
        to.copy_from_slice(&lanes(from[0], from[1], from[2]));
    }
}

fn clamp(index: i64, length: u32) -> usize {
    index.clamp(0, i64::from(length) - 1) as usize
}

/// Pixels that are finished at once: as many as fill sixteen bytes.
const PIXELS: usize = 4;

/// What products lose in the mean when their lower bits go, in sixteenths of a value, and half a
/// value for rounding.
const ROUNDING: i16 = 8 + 2;

/// Adds the two halves of each pixel's sums and rounds them to values.
#[inline(always)]
fn finished(sums: &[i16x8; PIXELS]) -> [u8; PIXELS * LANES] {
    let pair = |first: usize| {
        let [p, q] = [sums[first], sums[first + 1]].map(i16x8::to_array);
        let near = i16x8::new([p[0], p[1], p[2], p[3], q[0], q[1], q[2], q[3]]);
        let far = i16x8::new([p[4], p[5], p[6], p[7], q[4], q[5], q[6], q[7]]);
        (near + far + i16x8::splat(ROUNDING)) >> 4
    };
    u8x16::narrow_i16x8(pair(0), pair(2)).to_array()
}
