//! The JPEGs that cameras and browsers write, decoded at their size or a half, a quarter or an
//! eighth of it, in a third of the time that the crate `jpeg-decoder` takes.
//!
//! Plain are those with eight bits and one scan of Huffman codes, whose chrominances are whole, or
//! halved both ways and decoded smaller. Where anything is different, odd or wrong there is no
//! result: `jpeg-decoder` then has the word, also about what is wrong. Nothing is stored but one
//! row of blocks and the finished pixels.

mod bits;
mod colour;
mod huffman;
mod plan;
mod transform;

use bits::Bits;
use plan::{CHANNELS, Plan};
use transform::{Frequencies, Place, UNUSED};

use crate::Size;
use crate::raster::Raster;

/// Pixels along a side of a block as it is stored.
const BLOCK: usize = 8;

/// The first marker of those that restart a scan, and how many there are.
const RESTART: u8 = 0xD0;
const RESTARTS: usize = 8;

/// The marker at the end of a picture.
const END: u8 = 0xD9;

/// A picture of the size that its header has told, made `divisor` times smaller: 1, 2, 4 or 8.
pub(super) fn decode(bytes: &[u8], size: Size, divisor: u32) -> Option<Raster> {
    let plan = plan::plan(bytes)?;
    let whole = plan.size == size && (divisor > 1 || !plan.halved);
    if !whole || size.width == 0 || size.height == 0 {
        return None;
    }
    let mut scan = Scan::of(&plan, BLOCK / divisor as usize);
    let reduced = Size {
        width: size.width.div_ceil(divisor),
        height: size.height.div_ceil(divisor),
    };
    let stride = reduced.width as usize * 3;
    let mut rgb = vec![0; stride * reduced.height as usize];
    for rows in rgb.chunks_mut(stride * scan.rows) {
        scan.fill_strips()?;
        scan.write(rows, stride);
    }
    (scan.bits.marker() == Some(END)).then_some(Raster { size: reduced, rgb })
}

/// The blocks of one scan, one row of them after the other.
struct Scan<'a> {
    bits: Bits<'a>,
    channels: [Channel<'a>; CHANNELS],
    /// How many groups of blocks stand side by side.
    across: usize,
    /// Rows of finished pixels that one row of groups has.
    rows: usize,
    restarts: usize,
    /// Groups since the scan began.
    groups: usize,
}

/// One channel of a row of groups.
struct Channel<'a> {
    plan: &'a plan::Channel,
    /// Pixels along a side of a block as it is decoded.
    side: usize,
    /// Blocks along a side of a group.
    blocks: usize,
    /// What each frequency is multiplied by and where it belongs, in their order of storing.
    factors: [f32; 64],
    places: [u8; 64],
    /// The first frequency of the block before.
    last: i32,
    samples: Vec<u8>,
    stride: usize,
}

impl<'a> Scan<'a> {
    /// For blocks of luminance of `side` pixels a side. A halved chrominance has as many pixels
    /// as luminance if its blocks are decoded twice as large.
    fn of(plan: &'a Plan<'a>, side: usize) -> Self {
        let blocks = if plan.halved { 2 } else { 1 };
        let across = (plan.size.width as usize).div_ceil(BLOCK * blocks);
        let rows = side * blocks;
        let [y, cb, cr] = &plan.channels;
        let chrominance = |plan| Channel::of(plan, rows, 1, across);
        Self {
            bits: Bits::new(plan.data),
            channels: [
                Channel::of(y, side, blocks, across),
                chrominance(cb),
                chrominance(cr),
            ],
            across,
            rows,
            restarts: plan.restarts,
            groups: 0,
        }
    }

    /// Decodes the next row of groups.
    fn fill_strips(&mut self) -> Option<()> {
        for group in 0..self.across {
            if self.restarts > 0 && self.groups > 0 && self.groups.is_multiple_of(self.restarts) {
                self.restart()?;
            }
            for channel in &mut self.channels {
                channel.group(&mut self.bits, group)?;
            }
            self.groups += 1;
        }
        (!self.bits.ran_out()).then_some(())
    }

    fn restart(&mut self) -> Option<()> {
        let number = (self.groups / self.restarts - 1) % RESTARTS;
        let expected = RESTART + number as u8;
        self.channels
            .iter_mut()
            .for_each(|channel| channel.last = 0);
        (self.bits.marker()? == expected).then_some(())
    }

    /// Writes the rows of pixels that were decoded last, or as many as there is room for.
    fn write(&self, rows: &mut [u8], stride: usize) {
        for (number, row) in rows.chunks_exact_mut(stride).enumerate() {
            let width = stride / 3;
            let samples = self
                .channels
                .each_ref()
                .map(|c| &c.samples[number * c.stride..][..width]);
            colour::row(row, samples);
        }
    }
}

impl<'a> Channel<'a> {
    fn of(plan: &'a plan::Channel, side: usize, blocks: usize, across: usize) -> Self {
        let stride = across * blocks * side;
        let used = |number: usize| {
            let (row, column) = plan::place(number);
            (row < side && column < side).then_some((row, column))
        };
        let factor = |i: usize| {
            let (row, column) = plan::place(i);
            let steps = f32::from(plan.steps[i]);
            steps * transform::factor(row, side) * transform::factor(column, side)
        };
        let place = |i: usize| used(i).map_or(UNUSED, |(row, column)| (column * side + row) as u8);
        Self {
            plan,
            side,
            blocks,
            factors: std::array::from_fn(factor),
            places: std::array::from_fn(place),
            last: 0,
            samples: vec![0; stride * blocks * side],
            stride,
        }
    }

    /// Decodes the blocks of one group.
    fn group(&mut self, bits: &mut Bits, group: usize) -> Option<()> {
        for number in 0..self.blocks * self.blocks {
            let (down, along) = (number / self.blocks, number % self.blocks);
            let column = (group * self.blocks + along) * self.side;
            let mut frequencies = [0.0; 65];
            let detailed = self.frequencies(bits, &mut frequencies)?;
            let place = Place {
                samples: &mut self.samples[down * self.side * self.stride + column..],
                stride: self.stride,
            };
            if detailed {
                transform::block(&frequencies, self.side, place);
            } else {
                transform::flat(&frequencies, self.side, place);
            }
        }
        Some(())
    }

    /// Reads the frequencies of one block and tells whether it is more than one flat colour.
    fn frequencies(&mut self, bits: &mut Bits, frequencies: &mut Frequencies) -> Option<bool> {
        // A copy of its own stays in registers.
        let mut near = *bits;
        let others = &*self.plan.others;
        let change = self.plan.first.step(&mut near)?.value();
        self.last = self.last.wrapping_add(change);
        frequencies[0] = self.last as f32 * self.factors[0];
        let (mut number, mut detailed) = (1, false);
        while number < BLOCK * BLOCK {
            let step = others.step(&mut near)?;
            number += step.run();
            if step.value() == 0 {
                continue;
            }
            let place = *self.places.get(number)?;
            frequencies[usize::from(place)] = step.value() as f32 * self.factors[number];
            detailed |= place != UNUSED;
            number += 1;
        }
        *bits = near;
        Some(detailed)
    }
}
