//! Turning by bicubic interpolation.
//!
//! A colour is four numbers of sixteen bits, the last one idle, so that two neighbours fill the
//! sixteen bytes that every processor weighs at once: first the rows of each column, then the
//! columns. A weight is a whole 2^-14th; of a product the upper sixteen bits stay, which leaves 32
//! steps between two values after the rows and 16 after the columns. Against floating point this
//! costs less than half a step.

use std::sync::LazyLock;

use wide::{i16x8, u8x16};

use crate::Size;
use crate::affine::Affine;
use crate::raster::Raster;

/// Steps between two pixels in the table of weights: finer than eight bits per colour can tell.
const STEPS: usize = 256;

/// Taps along a side.
const TAPS: usize = 4;

/// Numbers of one colour.
const LANES: usize = 4;

/// The colours of one row of taps, two by two.
type Row = [i16x8; 2];

/// The weights of one step. In 2^-14ths, so that 1.14, the largest sum of two weights, fits.
struct Weights {
    /// Of each column, as often as a colour has numbers.
    across: Row,
    /// Of each row, as often as two colours have.
    down: [i16x8; TAPS],
}
const WHOLE: f64 = 16_384.0;

/// The weights at -1, 0, 1 and 2 for each step of the way from 0 to 1: the cubic of Catmull and
/// Rom, which keeps straight gradients straight.
static WEIGHTS: LazyLock<Box<[Weights]>> = LazyLock::new(|| {
    let weights = |step: usize| catmull_rom(step as f64 / STEPS as f64);
    (0..STEPS).map(|step| Weights::of(weights(step))).collect()
});

impl Weights {
    fn of(weights: [i16; TAPS]) -> Self {
        let [a, b, c, d] = weights;
        Self {
            across: [
                i16x8::new([a, a, a, a, b, b, b, b]),
                i16x8::new([c, c, c, c, d, d, d, d]),
            ],
            down: weights.map(i16x8::splat),
        }
    }
}

fn catmull_rom(t: f64) -> [i16; TAPS] {
    let (t2, t3) = (t * t, t * t * t);
    let [before, first, after] = [
        (2.0 * t2 - t - t3) / 2.0,
        (2.0 - 5.0 * t2 + 3.0 * t3) / 2.0,
        (t3 - t2) / 2.0,
    ]
    .map(|weight| (weight * WHOLE).round() as i16);
    [before, first, WHOLE as i16 - before - first - after, after]
}

/// Positions count in 2^-32 of a pixel, so that stepping along a row does not drift.
const ONE: f64 = 4_294_967_296.0;

/// Neither a position nor the step to the next one is taken to be larger, in pixels: far more than
/// a raster has, so that there is nothing but edge, and few enough to be counted however absurd
/// the crop is.
const FAR: f64 = 1e6;
const LONG: f64 = 1e4;

/// Fills `size` pixels from the raster; beyond its edge the nearest pixel goes on.
///
/// `map` leads from the coordinates of the result to those of the raster.
pub(crate) fn bicubic(raster: &Raster, map: &Affine, size: Size) -> Vec<u8> {
    // Reading along the rows of memory is twice as fast as across them.
    let lying = map.xx.abs() < map.xy.abs();
    let grid = if lying {
        Grid::transposed(raster)
    } else {
        Grid::of(raster)
    };
    let map = if lying { map.transposed() } else { *map };
    let mut rgb = vec![0; size.width as usize * size.height as usize * 3];
    for (v, row) in rgb.chunks_exact_mut(size.width as usize * 3).enumerate() {
        grid.fill(row, &map, v as f64 + 0.5);
    }
    rgb
}

/// A raster of colours, each as many numbers as [`LANES`].
struct Grid {
    width: usize,
    height: usize,
    numbers: Vec<i16>,
    /// Where a row and a column of taps may begin without reaching beyond the edge: before these.
    inner: [usize; 2],
    weights: &'static [Weights],
}

/// Rows that are transposed together: eight colours fill a line of the cache.
const BAND: usize = 8;

impl Grid {
    fn of(raster: &Raster) -> Self {
        let Size { width, height } = raster.size;
        let mut numbers = vec![0; width as usize * height as usize * LANES];
        let colours = numbers.chunks_exact_mut(LANES);
        for (to, from) in colours.zip(raster.rgb.chunks_exact(3)) {
            to.copy_from_slice(&lanes(from));
        }
        Self::new(width as usize, height as usize, numbers)
    }

    fn transposed(raster: &Raster) -> Self {
        let (columns, rows) = (raster.size.width as usize, raster.size.height as usize);
        let mut numbers = vec![0; columns * rows * LANES];
        for (band, source) in raster.rgb.chunks(BAND * columns * 3).enumerate() {
            for x in 0..columns {
                let column = source.chunks_exact(3).skip(x).step_by(columns);
                let target = &mut numbers[(x * rows + band * BAND) * LANES..];
                for (to, from) in target.chunks_exact_mut(LANES).zip(column) {
                    to.copy_from_slice(&lanes(from));
                }
            }
        }
        Self::new(rows, columns, numbers)
    }

    fn new(width: usize, height: usize, numbers: Vec<i16>) -> Self {
        Self {
            width,
            height,
            numbers,
            inner: [width, height].map(|length| (length + 1).saturating_sub(TAPS)),
            weights: &WEIGHTS,
        }
    }

    /// Fills one row of the result, `v` pixels below its upper side.
    fn fill(&self, row: &mut [u8], map: &Affine, v: f64) {
        let start = map.at(0.5, v);
        let mut at = [start.0, start.1].map(|x| ((x - 0.5).clamp(-FAR, FAR) * ONE) as i64);
        let step = [map.xx, map.yx].map(|x| (x.clamp(-LONG, LONG) * ONE) as i64);
        let mut next = || {
            let mixed = self.mixed(at);
            at = [at[0].wrapping_add(step[0]), at[1].wrapping_add(step[1])];
            mixed
        };
        for pixels in row.chunks_mut(PIXELS * 3) {
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
        let [left, top] = at.map(|position| (position >> 32) - 1);
        let [across, down] = at.map(|position| (position >> 24) as usize & (STEPS - 1));
        let taps = match self.taps(left, top) {
            Some(taps) => taps,
            None => std::array::from_fn(|row| self.edge(left, top + row as i64)),
        };
        let (weights, down) = (&self.weights[across].across, &self.weights[down].down);
        let column = |half: usize| {
            let part = |row: usize| taps[row][half].mul_keep_high(down[row]);
            let rows = part(0) + part(1) + (part(2) + part(3));
            (rows + rows).mul_keep_high(weights[half])
        };
        column(0) + column(1)
    }

    /// The rows of taps that begin at a place; nothing if one of them reaches beyond the edge.
    #[inline(always)]
    fn taps(&self, left: i64, top: i64) -> Option<[Row; TAPS]> {
        // What is negative is a very large number without its sign.
        let inner = (left as usize) < self.inner[0] && (top as usize) < self.inner[1];
        let start = (top as usize)
            .wrapping_mul(self.width)
            .wrapping_add(left as usize);
        let numbers = self.numbers.get(start.wrapping_mul(LANES)..)?;
        let row = |row: usize| numbers.get(row * self.width * LANES..)?.first_chunk();
        let rows: [&[i16; TAPS * LANES]; TAPS] = [row(0)?, row(1)?, row(2)?, row(3)?];
        inner.then(|| rows.map(loaded))
    }

    /// One row of taps; beyond the edge its pixels go on.
    #[cold]
    #[inline(never)]
    fn edge(&self, left: i64, row: i64) -> Row {
        let start = clamp(row, self.height) * self.width;
        loaded(&std::array::from_fn(|lane| {
            let column = clamp(left + (lane / LANES) as i64, self.width);
            self.numbers[(start + column) * LANES + lane % LANES]
        }))
    }
}

#[inline(always)]
fn loaded(numbers: &[i16; TAPS * LANES]) -> Row {
    [0, 8].map(|start| i16x8::from_slice_unaligned(&numbers[start..]))
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

/// A number takes seven bits more than a value, so that half of a product still tells 32 steps.
#[inline(always)]
fn lanes(rgb: &[u8]) -> [i16; LANES] {
    [rgb[0], rgb[1], rgb[2], 0].map(|value| i16::from(value) << 7)
}

fn clamp(index: i64, length: usize) -> usize {
    index.clamp(0, length as i64 - 1) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        width: 19,
        height: 23,
    };

    fn noise() -> Raster {
        let count = SIZE.width * SIZE.height * 3;
        Raster {
            size: SIZE,
            rgb: (0..count).map(|i| ((i * 7919) >> 3) as u8).collect(),
        }
    }

    #[test]
    fn an_idle_map_changes_no_pixel_not_even_at_the_edge() {
        let raster = noise();
        assert_eq!(bicubic(&raster, &Affine::scale(1.0, 1.0), SIZE), raster.rgb);
    }

    #[test]
    fn a_quarter_turn_only_moves_pixels() {
        let raster = noise();
        let turn = Affine {
            xx: 0.0,
            xy: 1.0,
            x0: 0.0,
            yx: -1.0,
            yy: 0.0,
            y0: 23.0,
        };
        let turned = bicubic(&raster, &turn, SIZE.turned());
        let at = |rgb: &[u8], x: usize, y: usize, width: usize| rgb[(y * width + x) * 3];
        for (u, v) in [(0, 0), (22, 0), (0, 18), (22, 18), (7, 5)] {
            assert_eq!(
                at(&turned, u, v, 23),
                at(&raster.rgb, v, 22 - u, 19),
                "at {u}, {v}"
            );
        }
    }

    #[test]
    fn the_sharpest_contrasts_neither_wrap_nor_borrow() {
        let rgb = (0..SIZE.width * SIZE.height)
            .flat_map(|i| [[0, 255, 0], [255, 0, 255]][i as usize % 2]);
        let raster = Raster {
            size: SIZE,
            rgb: rgb.collect(),
        };
        let half = bicubic(&raster, &Affine::translation(0.5, 0.5), SIZE);
        let middle = &half[(11 * 19 + 9) * 3..][..3];
        assert!(middle.iter().all(|c| c.abs_diff(127) < 3), "{middle:?}");
    }

    #[test]
    fn weights_sum_up_to_one_at_every_step() {
        for weights in WEIGHTS.iter() {
            let across = weights.across.map(i16x8::to_array);
            let sum: i32 = across
                .iter()
                .flatten()
                .step_by(LANES)
                .map(|&w| i32::from(w))
                .sum();
            assert_eq!(sum, 16_384);
            let down = weights.down.map(|w| i32::from(w.to_array()[0]));
            assert_eq!(down.iter().sum::<i32>(), 16_384);
        }
    }

    #[test]
    fn every_value_is_within_a_step_of_floating_point() {
        let raster = noise();
        let turn = Affine {
            xx: 0.9,
            xy: -0.3,
            x0: 6.3,
            yx: 0.3,
            yy: 0.9,
            y0: 3.1,
        };
        let inner = Size {
            width: 9,
            height: 9,
        };
        let turned = bicubic(&raster, &turn, inner);
        for (i, found) in turned.iter().enumerate() {
            let (u, v, channel) = (i / 3 % 9, i / 27, i % 3);
            let (x, y) = turn.at(u as f64 + 0.5, v as f64 + 0.5);
            let exact = exactly(&raster, x - 0.5, y - 0.5, channel).clamp(0.0, 255.0);
            let off = (f64::from(*found) - exact).abs();
            assert!(off < 2.0, "{off} at {u}, {v}: {exact}");
        }
    }

    fn exactly(raster: &Raster, x: f64, y: f64, channel: usize) -> f64 {
        let weight = |t: f64| match t.abs() {
            t if t < 1.0 => 1.5 * t * t * t - 2.5 * t * t + 1.0,
            t if t < 2.0 => -0.5 * t * t * t + 2.5 * t * t - 4.0 * t + 2.0,
            _ => 0.0,
        };
        let columns = 0..SIZE.width as usize;
        let pixels = (0..SIZE.height as usize).flat_map(|j| columns.clone().map(move |i| (i, j)));
        let part = |(i, j): (usize, usize)| {
            let value = raster.rgb[(j * SIZE.width as usize + i) * 3 + channel];
            weight(x - i as f64) * weight(y - j as f64) * f64::from(value)
        };
        pixels.map(part).sum()
    }
}
