//! Turning by bicubic interpolation.
//!
//! A colour is one 64-bit number with sixteen bits for each of red, green and blue, so that one
//! multiplication weighs all three. Weights are whole 128ths; positive and negative ones are summed
//! apart, and a constant added to every lane keeps the difference from borrowing. Against floating
//! point this costs at most a few of 255 steps on pure noise and nothing visible elsewhere.

use std::sync::LazyLock;

use crate::Size;
use crate::affine::Affine;
use crate::raster::Raster;

/// Steps between two pixels in the table of weights: finer than eight bits per colour can tell.
const STEPS: usize = 256;

/// The sizes of the weights at -1, 0, 1 and 2, in 128ths, for each step of the way from 0 to 1:
/// the cubic of Catmull and Rom, which keeps straight gradients straight. The outer two are
/// negative. They sum up to 128.
type Weights = [u64; 4];

static WEIGHTS: LazyLock<[Weights; STEPS]> =
    LazyLock::new(|| std::array::from_fn(|step| catmull_rom(step as f64 / STEPS as f64)));

fn catmull_rom(t: f64) -> Weights {
    let (t2, t3) = (t * t, t * t * t);
    let outer = [(t - 2.0 * t2 + t3) / 2.0, (t2 - t3) / 2.0].map(in_128ths);
    let first = in_128ths((2.0 - 5.0 * t2 + 3.0 * t3) / 2.0);
    [outer[0], first, 128 + outer[0] + outer[1] - first, outer[1]]
}

fn in_128ths(weight: f64) -> u64 {
    (weight * 128.0).round() as u64
}

/// Positions count in 2^-32 of a pixel, so that stepping along a row does not drift.
const ONE: f64 = 4_294_967_296.0;

/// Beyond this many pixels outside, every tap is an edge pixel anyway; going no further keeps
/// indices small however absurd the crop is.
const BEYOND: f64 = 4.0;

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
        for (u, pixel) in row.chunks_exact_mut(3).enumerate() {
            let (x, y) = map.at(u as f64 + 0.5, v as f64 + 0.5);
            pixel.copy_from_slice(&grid.at(x - 0.5, y - 0.5));
        }
    }
    rgb
}

/// A raster with one number per pixel.
struct Grid {
    width: usize,
    height: usize,
    pixels: Vec<u64>,
}

/// Rows that are transposed together: eight numbers fill a line of the cache.
const BAND: usize = 8;

impl Grid {
    fn of(raster: &Raster) -> Self {
        let pixels = raster.rgb.chunks_exact(3).map(lanes).collect();
        let Size { width, height } = raster.size;
        Self {
            width: width as usize,
            height: height as usize,
            pixels,
        }
    }

    fn transposed(raster: &Raster) -> Self {
        let (columns, rows) = (raster.size.width as usize, raster.size.height as usize);
        let mut pixels = vec![0; columns * rows];
        for (band, source) in raster.rgb.chunks(BAND * columns * 3).enumerate() {
            for x in 0..columns {
                let column = source.chunks_exact(3).skip(x).step_by(columns);
                let target = &mut pixels[x * rows + band * BAND..];
                for (to, from) in target.iter_mut().zip(column) {
                    *to = lanes(from);
                }
            }
        }
        Self {
            width: rows,
            height: columns,
            pixels,
        }
    }

    /// The colour at a point, where whole numbers are the middles of pixels.
    fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let (left, across) = split(x, self.width);
        let (top, down) = split(y, self.height);
        let within = |start: i64, length: usize| start >= 0 && start as usize + 4 <= length;
        let rows = if within(left, self.width) && within(top, self.height) {
            self.inner(left as usize, top as usize, across)
        } else {
            self.edge(left, top, across)
        };
        colour(weigh(&rows, down, BIAS_DOWN))
    }

    fn inner(&self, left: usize, top: usize, across: &Weights) -> [u64; 4] {
        std::array::from_fn(|row| {
            let start = (top + row) * self.width + left;
            let taps = std::array::from_fn(|column| self.pixels[start + column]);
            weigh(&taps, across, BIAS_ACROSS)
        })
    }

    #[cold]
    fn edge(&self, left: i64, top: i64, across: &Weights) -> [u64; 4] {
        std::array::from_fn(|row| {
            let start = clamp(top + row as i64, self.height) * self.width;
            let taps = std::array::from_fn(|column| {
                self.pixels[start + clamp(left + column as i64, self.width)]
            });
            weigh(&taps, across, BIAS_ACROSS)
        })
    }
}

fn lanes(rgb: &[u8]) -> u64 {
    u64::from(rgb[0]) | u64::from(rgb[1]) << 16 | u64::from(rgb[2]) << 32
}

/// The first of four taps and their weights.
fn split(position: f64, length: usize) -> (i64, &'static Weights) {
    let position = (position.clamp(-BEYOND, length as f64 + BEYOND) * ONE) as i64;
    (
        (position >> 32) - 1,
        &WEIGHTS[(position >> 24) as usize & (STEPS - 1)],
    )
}

fn clamp(index: i64, length: usize) -> usize {
    index.clamp(0, length as i64 - 1) as usize
}

/// The same number in all three lanes.
const fn spread(lane: u64) -> u64 {
    lane | lane << 16 | lane << 32
}

/// Negative weights take at most an eighth: of 255 across, and of 320 down. Each lane is lifted by
/// 32 times and then 40 times 128, which is more, and half a step for rounding.
const LIFT_ACROSS: u64 = 32;
const LIFT_DOWN: u64 = 40;
const BIAS_ACROSS: u64 = spread(LIFT_ACROSS * 128 + 64);
const BIAS_DOWN: u64 = spread(LIFT_DOWN * 128 + 64);

/// Nine bits per lane: the largest sum is (255 + 32) 9/8 + 40, below 512.
const LANES: u64 = spread(0x1FF);

#[inline]
fn weigh(taps: &[u64; 4], weights: &Weights, bias: u64) -> u64 {
    let positive = taps[1] * weights[1] + taps[2] * weights[2] + bias;
    let negative = taps[0] * weights[0] + taps[3] * weights[3];
    ((positive - negative) >> 7) & LANES
}

fn colour(sum: u64) -> [u8; 3] {
    let lift = (LIFT_ACROSS + LIFT_DOWN) as i64;
    [sum, sum >> 16, sum >> 32].map(|lane| ((lane & 0x1FF) as i64 - lift).clamp(0, 255) as u8)
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
        for [before, first, second, after] in WEIGHTS.iter() {
            assert_eq!(first + second - before - after, 128);
        }
    }
}
