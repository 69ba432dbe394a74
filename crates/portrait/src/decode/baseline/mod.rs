//! Reduced decoding of the JPEGs that cameras write: baseline, grey or YCbCr, chroma whole or
//! halved in both directions.
//!
//! Everything else, and everything that looks wrong, is left to the crate `jpeg-decoder`, which
//! also names what is wrong. Chroma that is stored at half the size needs no enlarging when the
//! picture is halved: its blocks are transformed at twice the size of those of luminance.

mod bits;
mod headers;
mod huffman;
mod pixels;
#[cfg(test)]
mod tests;
mod transform;

use bits::Bits;
use headers::{Component, Headers};
use pixels::Tile;

use crate::Size;
use crate::raster::Raster;

/// Pixels at 1/2, 1/4 or 1/8 of the size; nothing if this is not for us.
pub(super) fn pixels(bytes: &[u8], divisor: u32) -> Option<Raster> {
    let side = match divisor {
        2 => 4,
        4 => 2,
        8 => 1,
        _ => return None,
    };
    let headers = Headers::read(bytes)?;
    Scan::new(&headers, side).decoded(bytes.get(headers.scan..)?)
}

/// What is needed while blocks are read.
struct Scan<'a> {
    headers: &'a Headers,
    /// Pixels of a luminance block along one side.
    side: usize,
    /// Blocks of luminance along one side of a unit: 1, or 2 where chroma is halved.
    blocks: usize,
    /// The size of what is decoded.
    width: usize,
    height: usize,
    /// Direct currents, which are stored as differences.
    last: [i32; 3],
}

impl<'a> Scan<'a> {
    fn new(headers: &'a Headers, side: usize) -> Self {
        let reduced = |length: u16| (usize::from(length) * side).div_ceil(8);
        Self {
            headers,
            side,
            blocks: headers.blocks,
            width: reduced(headers.width),
            height: reduced(headers.height),
            last: [0; 3],
        }
    }

    fn decoded(mut self, scan: &[u8]) -> Option<Raster> {
        let tile = self.side * self.blocks;
        let (columns, rows) = (self.width.div_ceil(tile), self.height.div_ceil(tile));
        let mut rgb = vec![0; self.width * self.height * 3];
        let mut bits = Bits::new(scan);
        let mut unit = 0;
        for row in 0..rows {
            for column in 0..columns {
                self.restart(&mut bits, unit)?;
                let tile = self.unit(&mut bits)?;
                tile.store(&mut rgb, self.width, [column, row]);
                unit += 1;
            }
        }
        let size = Size {
            width: self.width as u32,
            height: self.height as u32,
        };
        bits.ends_the_picture().then_some(Raster { size, rgb })
    }

    /// Between units, decoding may start afresh.
    fn restart(&mut self, bits: &mut Bits, unit: usize) -> Option<()> {
        let interval = self.headers.restart;
        if interval > 0 && unit > 0 && unit.is_multiple_of(interval) {
            bits.restart((unit / interval - 1) % 8)?;
            self.last = [0; 3];
        }
        Some(())
    }

    /// One smallest unit of all components.
    fn unit(&mut self, bits: &mut Bits) -> Option<Tile> {
        let side = self.side * self.blocks;
        let mut tile = Tile::new(side, self.headers.components.len() == 1);
        for (index, component) in self.headers.components.iter().enumerate() {
            let blocks = if index == 0 { self.blocks } else { 1 };
            let size = side / blocks;
            for at in 0..blocks * blocks {
                let place = [at % blocks * size, at / blocks * size];
                let block = read(bits, self.headers, component, &mut self.last[index])?;
                transform::transform(&block, size, tile.plane(index, place));
            }
        }
        Some(tile)
    }
}

/// One block of 64 numbers, multiplied by its quantisation. Those of frequencies that nobody asked
/// for are among them.
pub(super) struct Block {
    /// Row by row; the second half only takes what a damaged block has too many.
    pub numbers: [f32; 128],
    /// The rows and the columns in which there is anything, one bit each.
    pub rows: u8,
    pub columns: u8,
}

#[inline(always)]
fn read(
    bits: &mut Bits,
    headers: &Headers,
    component: &Component,
    last: &mut i32,
) -> Option<Block> {
    let dc = headers.dc.get(component.dc)?.as_ref()?;
    let ac = headers.ac.get(component.ac)?.as_ref()?;
    let table = headers.tables.get(component.table)?.as_ref()?;
    let mut numbers = [0.0; 128];
    let (mut rows, mut columns) = (1, 1);
    *last = last.checked_add(dc.difference(bits)?)?;
    numbers[0] = *last as f32 * table[0];
    let mut at = 1;
    while at < 64 {
        let (run, value) = ac.next(bits)?;
        if value == 0 {
            if run == 15 {
                at += 16;
                continue;
            }
            break;
        }
        at += run;
        let place = headers::ZIGZAG[at & 127];
        numbers[usize::from(place & 127)] = value as f32 * table[at & 127];
        rows |= 1 << (place >> 3 & 7);
        columns |= 1 << (place & 7);
        at += 1;
    }
    let block = Block {
        numbers,
        rows,
        columns,
    };
    (at <= 64 && !bits.ran_out()).then_some(block)
}
