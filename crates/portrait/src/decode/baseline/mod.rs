//! The JPEGs that cameras and browsers write, decoded at their size or a half, a quarter or an
//! eighth of it, and no more of them than is needed.
//!
//! Plain are those with eight bits and one scan of Huffman codes, whose chrominances are whole, or
//! halved both ways. Where anything is different, odd or wrong there is no result: `jpeg-decoder`
//! then has the word, also about what is wrong. Nothing is stored but one row of blocks and the
//! finished pixels, and of these no more rows than a scaling leaves that is known before.

mod bits;
mod colour;
mod huffman;
mod others;
mod plan;
mod transform;

use std::ops::Range;

use bits::Bits;
use others::Wanted;
use plan::{CHANNELS, Plan};
use transform::{Factors, Levels, Place, STORED, UNUSED};

use crate::Size;
use crate::decode::Wish;
use crate::lowering::Rows;
use crate::raster::{Extent, Piece};
use crate::scaling::Pixels;
use crate::widest::widest;

/// Pixels along a side of a block as it is stored.
const BLOCK: usize = 8;

/// The first marker of those that restart a scan, and how many there are.
const RESTART: u8 = 0xD0;
const RESTARTS: usize = 8;

/// The marker at the end of a picture.
const END: u8 = 0xD9;

/// A part of a picture of the size that its header has told, made `divisor` times smaller: 1, 2, 4
/// or 8, with its rows scaled if that is told. What lies below the part is not read; where nothing does, the picture has to end as it
/// should.
pub(super) fn decode(bytes: &[u8], size: Size, divisor: u32, wish: &Wish) -> Option<Piece> {
    let plan = plan::plan(bytes)?;
    if plan.size != size || size.width == 0 || size.height == 0 {
        return None;
    }
    let reduced = Size {
        width: size.width.div_ceil(divisor),
        height: size.height.div_ceil(divisor),
    };
    let blocks = if plan.halved { 2 } else { 1 };
    let groups = |from: u32, to: u32| {
        let side = (BLOCK * blocks) as u32;
        (from / side) as usize..to.div_ceil(side) as usize
    };
    let columns = groups(wish.part.left, wish.part.right);
    let rows = groups(wish.part.top, wish.part.bottom);
    let mut scan = Scan::of(&plan, BLOCK / divisor as usize, columns.clone());
    let ends = |range: &Range<usize>, length: u32| {
        [range.start, range.end].map(|group| length.min((group * scan.rows) as u32))
    };
    let [left, right] = ends(&columns, reduced.width);
    let [top, bottom] = ends(&rows, reduced.height);
    let extent = Extent {
        left,
        top,
        size: Size {
            width: right.checked_sub(left)?,
            height: bottom.checked_sub(top)?,
        },
        whole: reduced,
    };
    let target = Rows::of(extent.size, (wish.scaling)(&extent));
    let pixels = scan.pixels(rows, extent.size, target)?;
    let ended = bottom < reduced.height || scan.bits.marker() == Some(END);
    ended.then_some(Piece { pixels, extent })
}

/// The blocks of one scan, one row of them after the other.
struct Scan<'a> {
    bits: Bits<'a>,
    channels: [Channel<'a>; CHANNELS],
    /// How many groups of blocks stand side by side, and which of them are wanted.
    across: usize,
    columns: Range<usize>,
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
    /// What each level is multiplied by, at its place.
    factors: Factors,
    wanted: Wanted,
    /// The first frequency of the block before.
    last: i32,
    samples: Vec<u8>,
    stride: usize,
}

impl<'a> Scan<'a> {
    /// For blocks of luminance of `side` pixels a side. A halved chrominance has as many pixels
    /// as luminance if its blocks are decoded twice as large.
    fn of(plan: &'a Plan<'a>, side: usize, columns: Range<usize>) -> Self {
        let blocks = if plan.halved { 2 } else { 1 };
        let across = (plan.size.width as usize).div_ceil(BLOCK * blocks);
        let rows = side * blocks;
        let [y, cb, cr] = &plan.channels;
        let wanted = columns.len();
        let chrominance = |plan| Channel::of(plan, rows, 1, wanted);
        Self {
            bits: Bits::new(plan.data),
            channels: [
                Channel::of(y, side, blocks, wanted),
                chrominance(cb),
                chrominance(cr),
            ],
            across,
            columns,
            rows,
            restarts: plan.restarts,
            groups: 0,
        }
    }

    /// The pixels of some rows of groups; the rows before them are read past.
    #[inline(always)]
    fn pixels(
        &mut self,
        rows: Range<usize>,
        size: Size,
        mut target: Rows,
    ) -> Option<Pixels<'static>> {
        for _ in 0..rows.start {
            self.fill_strips(&(0..0))?;
        }
        let columns = self.columns.clone();
        for top in (0..size.height).step_by(self.rows) {
            self.fill_strips(&columns)?;
            let rows = (self.rows as u32).min(size.height - top);
            self.write(target.room(rows).ok()?, size.width as usize * 3);
        }
        target.finish().ok()
    }

    /// Reads the next row of groups and decodes those that are wanted.
    #[inline(always)]
    fn fill_strips(&mut self, wanted: &Range<usize>) -> Option<()> {
        for group in 0..self.across {
            if self.restarts > 0 && self.groups > 0 && self.groups.is_multiple_of(self.restarts) {
                self.restart()?;
            }
            if wanted.contains(&group) {
                let column = group - self.columns.start;
                widest(
                    #[inline(always)]
                    || self.decode(column),
                )?;
            } else {
                for channel in &mut self.channels {
                    channel.pass(&mut self.bits)?;
                }
            }
            self.groups += 1;
        }
        (!self.bits.ran_out()).then_some(())
    }

    /// Decodes the next group, which is wanted.
    #[inline(always)]
    fn decode(&mut self, column: usize) -> Option<()> {
        for channel in &mut self.channels {
            channel.group(&mut self.bits, column)?;
        }
        Some(())
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
    #[inline(always)]
    fn write(&self, rows: &mut [u8], stride: usize) {
        for (number, row) in rows.chunks_exact_mut(stride).enumerate() {
            let width = stride / 3;
            let samples = self
                .channels
                .each_ref()
                .map(|c| &c.samples[number * c.stride..][..width]);
            widest(
                #[inline(always)]
                || colour::row(row, samples),
            );
        }
    }
}

impl<'a> Channel<'a> {
    fn of(plan: &'a plan::Channel, side: usize, blocks: usize, across: usize) -> Self {
        let stride = across * blocks * side;
        let kept = side.min(STORED);
        let (mut factors, mut places, mut needed) = ([0.0; 64], [UNUSED; 64], 0);
        for (number, to) in places.iter_mut().enumerate() {
            let (row, column) = plan::place(number);
            if row < kept && column < kept {
                let place = column * kept + row;
                let shares = transform::factor(row, side) * transform::factor(column, side);
                factors[place] = f32::from(plan.steps[number]) * shares;
                *to = place as u8;
                needed = number + 1;
            }
        }
        Self {
            plan,
            side,
            blocks,
            factors,
            wanted: Wanted { places, needed },
            last: 0,
            samples: vec![0; stride * blocks * side],
            stride,
        }
    }

    /// Decodes the blocks of one group.
    #[inline(always)]
    fn group(&mut self, bits: &mut Bits, group: usize) -> Option<()> {
        for row in 0..self.blocks {
            for column in 0..self.blocks {
                self.block(bits, row, group * self.blocks + column)?;
            }
        }
        Some(())
    }

    /// Decodes one block at its place in the strip.
    #[inline(always)]
    fn block(&mut self, bits: &mut Bits, row: usize, column: usize) -> Option<()> {
        let mut levels = [0; STORED * STORED + 1];
        let reach = self.levels(bits, &mut levels)?;
        let start = (row * self.stride + column) * self.side;
        let place = Place {
            samples: &mut self.samples[start..],
            stride: self.stride,
        };
        transform::block(&levels, &self.factors, reach, self.side, place);
        Some(())
    }

    /// Reads the levels of one block, and behind which of them there are zeros only.
    ///
    /// A function of its own with a copy of the bits, as the next one: only so do they stay in
    /// registers, and reading is one long wait for the last bits to be shifted away.
    #[inline(never)]
    fn levels(&mut self, bits: &mut Bits, levels: &mut Levels) -> Option<usize> {
        let mut near = *bits;
        levels[0] = self.first(&mut near)?;
        let reach = self.plan.others.read(&mut near, &self.wanted, levels)?;
        *bits = near;
        Some(reach)
    }

    /// Reads past the blocks of one group.
    #[inline(never)]
    fn pass(&mut self, bits: &mut Bits) -> Option<()> {
        let mut near = *bits;
        for _ in 0..self.blocks * self.blocks {
            self.first(&mut near)?;
            self.plan.others.pass(&mut near, 1)?;
        }
        *bits = near;
        Some(())
    }

    /// Reads the first level of a block.
    #[inline(always)]
    fn first(&mut self, bits: &mut Bits) -> Option<i32> {
        bits.fill();
        let change = self.plan.first.step(bits)?.value();
        self.last = self.last.wrapping_add(change);
        Some(self.last)
    }
}
