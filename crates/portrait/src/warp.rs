//! Turning by bicubic interpolation.
//!
//! Pixels are widened to four floats so that every tap is one vector operation, and the sixteen
//! weights come from a table.

use std::sync::LazyLock;

use crate::Size;
use crate::affine::Affine;
use crate::raster::Raster;

/// Steps between two pixels in the table of weights: finer than eight bits per colour can tell.
const STEPS: usize = 256;

/// Weights of the pixels at -1, 0, 1 and 2, for each step of the way from 0 to 1: the cubic of
/// Catmull and Rom, which keeps straight gradients straight.
static WEIGHTS: LazyLock<[[f32; 4]; STEPS]> =
    LazyLock::new(|| std::array::from_fn(|step| catmull_rom(step as f32 / STEPS as f32)));

fn catmull_rom(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        (-t + 2.0 * t2 - t3) / 2.0,
        (2.0 - 5.0 * t2 + 3.0 * t3) / 2.0,
        (t + 4.0 * t2 - 3.0 * t3) / 2.0,
        (t3 - t2) / 2.0,
    ]
}

/// Beyond this many pixels outside, every tap is an edge pixel anyway; going no further keeps
/// indices small however absurd the crop is.
const BEYOND: f32 = 4.0;

type Wide = [f32; 4];

/// Fills `size` pixels from the raster; beyond its edge the nearest pixel goes on.
pub(crate) fn bicubic(raster: &Raster, map: &Affine, size: Size) -> Vec<u8> {
    let grid = Grid::of(raster);
    let mut rgb = Vec::with_capacity(size.width as usize * size.height as usize * 3);
    for v in 0..size.height {
        let row = f64::from(v) + 0.5;
        for u in 0..size.width {
            let (x, y) = map.at(f64::from(u) + 0.5, row);
            let [r, g, b, _] = grid.at(x as f32 - 0.5, y as f32 - 0.5);
            rgb.extend_from_slice(&[byte(r), byte(g), byte(b)]);
        }
    }
    rgb
}

fn byte(value: f32) -> u8 {
    (value + 0.5) as u8
}

/// A raster whose pixels are wide.
struct Grid {
    width: usize,
    height: usize,
    pixels: Vec<Wide>,
}

impl Grid {
    fn of(raster: &Raster) -> Self {
        let wide = |p: &[u8]| [f32::from(p[0]), f32::from(p[1]), f32::from(p[2]), 0.0];
        let pixels = raster.rgb.chunks_exact(3).map(wide).collect();
        let Size { width, height } = raster.size;
        Self {
            width: width as usize,
            height: height as usize,
            pixels,
        }
    }

    /// The colour at a point, where whole numbers are the middles of pixels.
    fn at(&self, x: f32, y: f32) -> Wide {
        let x = x.clamp(-BEYOND, self.width as f32 + BEYOND);
        let y = y.clamp(-BEYOND, self.height as f32 + BEYOND);
        let (left, top) = (x.floor(), y.floor());
        let across = &WEIGHTS[((x - left) * STEPS as f32) as usize & (STEPS - 1)];
        let down = &WEIGHTS[((y - top) * STEPS as f32) as usize & (STEPS - 1)];
        let (left, top) = (left as isize - 1, top as isize - 1);
        let within = left >= 0
            && top >= 0
            && left as usize + 4 <= self.width
            && top as usize + 4 <= self.height;
        if within {
            self.inner(left as usize, top as usize, across, down)
        } else {
            self.edge(left, top, across, down)
        }
    }

    #[inline]
    fn inner(&self, left: usize, top: usize, across: &Wide, down: &Wide) -> Wide {
        let mut sum = [0.0; 4];
        for (row, weight) in down.iter().enumerate() {
            let start = (top + row) * self.width + left;
            add(
                &mut sum,
                &mixed(&self.pixels[start..start + 4], across),
                *weight,
            );
        }
        sum
    }

    #[cold]
    fn edge(&self, left: isize, top: isize, across: &Wide, down: &Wide) -> Wide {
        let mut sum = [0.0; 4];
        for (row, weight) in (top..).zip(down) {
            let start = clamp(row, self.height) * self.width;
            let taps: [Wide; 4] = std::array::from_fn(|column| {
                self.pixels[start + clamp(left + column as isize, self.width)]
            });
            add(&mut sum, &mixed(&taps, across), *weight);
        }
        sum
    }
}

fn clamp(index: isize, length: usize) -> usize {
    index.clamp(0, length as isize - 1) as usize
}

#[inline]
fn mixed(taps: &[Wide], weights: &Wide) -> Wide {
    let mut sum = [0.0; 4];
    for (tap, weight) in taps.iter().zip(weights) {
        add(&mut sum, tap, *weight);
    }
    sum
}

#[inline]
fn add(sum: &mut Wide, tap: &Wide, weight: f32) {
    for lane in 0..4 {
        sum[lane] += tap[lane] * weight;
    }
}
