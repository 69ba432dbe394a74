//! Turning by bicubic interpolation.
//!
//! A colour is four numbers of sixteen bits, the last one idle, so that two neighbours fill the
//! sixteen bytes that every processor weighs at once: first the rows of each column, then the
//! columns. A weight is a whole 2^-14th; of a product the upper sixteen bits stay, which leaves 32
//! steps between two values after the rows and 16 after the columns. Against floating point this
//! costs less than half a step.
//!
//! The result is made in squares, each from a tile of the raster: numbers of all of it would take
//! eight bytes a pixel, and most of the time would go by waiting for them.

mod tile;
mod weights;

use std::ops::Range;

use wide::i16x8;

use crate::Size;
use crate::affine::Affine;
use crate::raster::View;
use tile::Tile;

/// Steps between two pixels in the table of weights: finer than eight bits per colour can tell.
const STEPS: usize = 256;

/// Taps along a side.
const TAPS: usize = 4;

/// Numbers of one colour.
const LANES: usize = 4;

/// The colours of one row of taps, two by two.
type Row = [i16x8; 2];

/// Positions count in 2^-32 of a pixel, so that stepping along a row does not drift.
const ONE: f64 = 4_294_967_296.0;

/// Neither a position nor the step to the next one is taken to be larger, in pixels: far more than
/// a raster has, so that there is nothing but edge, and few enough to be counted however absurd
/// the crop is.
const FAR: f64 = 1e6;
const LONG: f64 = 1e4;

/// Fills `size` pixels from the raster; beyond its edge the nearest pixel goes on.
///
/// `map` leads from the coordinates of the result to those of the raster. There is room for the
/// result in `rgb`, whatever is in it.
pub(crate) fn bicubic(raster: View, map: &Affine, size: Size, rgb: &mut [u8]) {
    let positions = Positions::of(map);
    let width = size.width as usize;
    let mut tile = Tile::new();
    let side = positions.side();
    for (band, rows) in rgb.chunks_mut(width * side * 3).enumerate() {
        let top = band * side;
        let shown = top..top + rows.len() / (width * 3);
        for left in (0..width).step_by(side) {
            let right = width.min(left + side);
            let [least, most] = positions.bounds(left..right, shown.clone());
            tile.load(raster, least, most);
            for (v, row) in shown.clone().zip(rows.chunks_exact_mut(width * 3)) {
                let at = positions.at(left, v);
                tile.fill(&mut row[left * 3..right * 3], at, positions.step);
            }
        }
    }
}

/// Where on the raster the pixels of the result are seen; whole numbers are the middles of pixels.
struct Positions<'a> {
    map: &'a Affine,
    /// From one pixel of a row to the next one.
    step: [i64; 2],
}

impl<'a> Positions<'a> {
    fn of(map: &'a Affine) -> Self {
        let step = [map.xx, map.yx].map(|x| (x.clamp(-LONG, LONG) * ONE) as i64);
        Self { map, step }
    }

    fn at(&self, u: usize, v: usize) -> [i64; 2] {
        let start = self.map.at(0.5, v as f64 + 0.5);
        let start = [start.0, start.1].map(|x| ((x - 0.5).clamp(-FAR, FAR) * ONE) as i64);
        [0, 1].map(|axis| start[axis].wrapping_add(self.step[axis].wrapping_mul(u as i64)))
    }

    /// The least and the most of both coordinates.
    fn bounds(&self, columns: Range<usize>, rows: Range<usize>) -> [[i64; 2]; 2] {
        let (right, bottom) = (columns.end - 1, rows.end - 1);
        let corners = [
            self.at(columns.start, rows.start),
            self.at(right, rows.start),
            self.at(columns.start, bottom),
            self.at(right, bottom),
        ];
        let first = corners[0];
        corners
            .iter()
            .fold([first, first], |[least, most], corner| {
                [
                    [0, 1].map(|axis| least[axis].min(corner[axis])),
                    [0, 1].map(|axis| most[axis].max(corner[axis])),
                ]
            })
    }

    /// The side of the largest square of the result whose taps fit into a tile; one pixel always does.
    fn side(&self) -> usize {
        let Affine { xx, xy, yx, yy, .. } = *self.map;
        let steps = (xx.abs() + xy.abs()).max(yx.abs() + yy.abs());
        let room = (tile::SIDE - TAPS - 1) as f64;
        ((room / steps).min(tile::SIDE as f64) as usize).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raster::Raster;

    const SIZE: Size = Size {
        width: 19,
        height: 23,
    };

    fn bicubic(raster: &Raster, map: &Affine, size: Size, memory: Vec<u8>) -> Vec<u8> {
        let mut rgb = memory;
        rgb.resize(size.width as usize * size.height as usize * 3, 0);
        super::bicubic(raster.view(), map, size, &mut rgb);
        rgb
    }

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
        assert_eq!(
            bicubic(&raster, &Affine::scale(1.0, 1.0), SIZE, Vec::new()),
            raster.rgb
        );
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
        let turned = bicubic(&raster, &turn, SIZE.turned(), Vec::new());
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
        let half = bicubic(&raster, &Affine::translation(0.5, 0.5), SIZE, Vec::new());
        let middle = &half[(11 * 19 + 9) * 3..][..3];
        assert!(middle.iter().all(|c| c.abs_diff(127) < 3), "{middle:?}");
    }

    /// A turn about the middle of the noise, and a little closer.
    const TURN: Affine = Affine {
        xx: 0.9,
        xy: -0.3,
        x0: 6.3,
        yx: 0.3,
        yy: 0.9,
        y0: 3.1,
    };

    fn compared(raster: &Raster, map: &Affine, size: Size) {
        let found = bicubic(raster, map, size, Vec::new());
        for (i, found) in found.iter().enumerate() {
            let (pixel, width) = (i / 3, size.width as usize);
            let (u, v) = (pixel % width, pixel / width);
            let (x, y) = map.at(u as f64 + 0.5, v as f64 + 0.5);
            let exact = exactly(raster, [x - 0.5, y - 0.5], i % 3).clamp(0.0, 255.0);
            let off = (f64::from(*found) - exact).abs();
            assert!(off < 2.0, "{off} at {u}, {v}: {exact}");
        }
    }

    #[test]
    fn every_value_is_within_a_step_of_floating_point() {
        let inner = Size {
            width: 9,
            height: 9,
        };
        compared(&noise(), &TURN, inner);
    }

    #[test]
    fn a_result_of_several_tiles_has_no_seams_and_goes_on_beyond_every_edge() {
        let size = Size {
            width: 150,
            height: 131,
        };
        let small = Affine::scale(0.21, 0.23).then(Affine::translation(-4.0, -3.0));
        for map in [TURN, small, small.then(TURN)] {
            compared(&noise(), &map, size);
        }
    }

    #[test]
    fn a_single_column_beyond_the_right_edge_is_the_last_one_going_on() {
        let size = Size {
            width: 15,
            height: 19,
        };
        compared(&noise(), &Affine::translation(3.4, 3.4), size);
    }

    #[test]
    fn steps_longer_than_a_tile_are_seen_pixel_by_pixel() {
        let size = Size {
            width: 5,
            height: 4,
        };
        let count = 300 * 200 * 3_u32;
        let wide = Raster {
            size: Size {
                width: 300,
                height: 200,
            },
            rgb: (0..count).map(|i| ((i * 7919) >> 3) as u8).collect(),
        };
        let long = Affine::scale(61.3, 50.7).then(Affine::translation(-8.0, 5.0));
        compared(&wide, &long, size);
        let absurd = bicubic(&wide, &Affine::scale(1e300, -1e300), size, Vec::new());
        assert_eq!(absurd[..3], wide.rgb[299 * 3..300 * 3]);
    }

    #[test]
    fn whatever_lies_in_the_memory_for_a_result_is_written_over() {
        let raster = noise();
        let fresh = bicubic(&raster, &TURN, SIZE, Vec::new());
        for length in [fresh.len() - 1, fresh.len(), fresh.len() + 7] {
            assert_eq!(bicubic(&raster, &TURN, SIZE, vec![99; length]), fresh);
        }
    }

    fn exactly(raster: &Raster, at: [f64; 2], channel: usize) -> f64 {
        let weight = |t: f64| match t.abs() {
            t if t < 1.0 => 1.5 * t * t * t - 2.5 * t * t + 1.0,
            t if t < 2.0 => -0.5 * t * t * t + 2.5 * t * t - 4.0 * t + 2.0,
            _ => 0.0,
        };
        let Size { width, height } = raster.size;
        let [left, top] = at.map(|position| position.floor() - 1.0);
        let taps = (0..TAPS * TAPS).map(|tap| (left + (tap % 4) as f64, top + (tap / 4) as f64));
        let part = |(i, j): (f64, f64)| {
            let [x, y] = [(i, width), (j, height)]
                .map(|(place, length)| place.clamp(0.0, f64::from(length - 1)) as usize);
            let value = raster.rgb[(y * width as usize + x) * 3 + channel];
            weight(at[0] - i) * weight(at[1] - j) * f64::from(value)
        };
        taps.map(part).sum()
    }
}
