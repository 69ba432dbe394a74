//! What a JPEG says before its pixels, if it is of the plain kind that is read here.

use std::rc::Rc;

use super::huffman::Table;
use super::others::Others;
use crate::Size;
use crate::decode::segments::{SCAN, Segment, segments};

/// Luminance and two chrominances.
pub(super) const CHANNELS: usize = 3;

/// The numbers that channels have in a file of YCbCr; the second ones if it says that it is JFIF.
const NUMBERS: [u8; CHANNELS] = [1, 2, 3];
const NUMBERS_OF_JFIF: [u8; CHANNELS] = [0, 1, 2];

/// Markers, as in ITU-T T.81, table B.1.
const BASELINE: u8 = 0xC0;
const EXTENDED: u8 = 0xC1;
const HUFFMAN: u8 = 0xC4;
const QUANTISATION: u8 = 0xDB;
const JFIF: u8 = 0xE0;
const RESTARTS: u8 = 0xDD;

/// The order in which frequencies are stored: rows times eight plus columns.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// The row and the column of a frequency, by its number in the order of storing.
pub(super) fn place(number: usize) -> (usize, usize) {
    let at = usize::from(ZIGZAG[number & 63]);
    (at / 8, at % 8)
}

/// How many frequencies, in their order of storing, one step of each is worth.
pub(super) type Steps = [u16; 64];

pub(super) struct Channel {
    pub steps: Steps,
    pub first: Rc<Table>,
    pub others: Rc<Others>,
}

pub(super) struct Plan<'a> {
    pub size: Size,
    pub channels: [Channel; CHANNELS],
    /// Whether both chrominances have half of the pixels, each way.
    pub halved: bool,
    /// Blocks of all channels between two restarts; zero for none.
    pub restarts: usize,
    /// The scan and what follows.
    pub data: &'a [u8],
}

/// What the segments have said so far.
#[derive(Default)]
struct Draft {
    steps: [Option<Steps>; 4],
    first: [Option<Rc<Table>>; 4],
    others: [Option<Rc<Others>>; 4],
    frame: Option<Frame>,
    restarts: usize,
    jfif: bool,
}

struct Frame {
    size: Size,
    numbers: [u8; CHANNELS],
    /// Which table of steps each channel uses.
    steps: [usize; CHANNELS],
    halved: bool,
}

/// Nothing for a JPEG that is not plain, or not in order.
pub(super) fn plan(bytes: &[u8]) -> Option<Plan<'_>> {
    let mut draft = Draft::default();
    for segment in segments(bytes) {
        let Segment { marker, body, rest } = segment;
        match marker {
            QUANTISATION => draft.quantisation(body)?,
            HUFFMAN => draft.huffman(body)?,
            RESTARTS => draft.restarts = pair(body)?.into(),
            BASELINE | EXTENDED if draft.frame.is_none() => draft.frame = Some(frame(body)?),
            JFIF if body.starts_with(b"JFIF\0") => draft.jfif = true,
            SCAN => return draft.scan(body, rest),
            0xE0..=0xEF | 0xFE => {}
            _ => return None,
        }
    }
    None
}

impl Draft {
    fn quantisation(&mut self, mut body: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = body {
            let table = rest.get(..64)?;
            let steps = std::array::from_fn(|i| u16::from(table[i]));
            // Only the table's number: those of sixteen bits have a higher kind.
            *self.steps.get_mut(usize::from(*kind))? = Some(steps);
            body = &rest[64..];
        }
        Some(())
    }

    fn huffman(&mut self, mut body: &[u8]) -> Option<()> {
        while let [kind, rest @ ..] = body {
            let counts: &[u8; 16] = rest.first_chunk()?;
            let total = counts
                .iter()
                .map(|&count| usize::from(count))
                .sum::<usize>();
            let symbols = rest.get(16..16 + total)?;
            let table = Table::new(counts, symbols)?;
            let number = usize::from(kind & 15);
            match kind >> 4 {
                0 => *self.first.get_mut(number)? = Some(Rc::new(table)),
                1 => *self.others.get_mut(number)? = Some(Rc::new(Others::new(table))),
                _ => return None,
            }
            body = &rest[16 + total..];
        }
        Some(())
    }

    fn scan<'a>(self, body: &[u8], data: &'a [u8]) -> Option<Plan<'a>> {
        let frame = self.frame?;
        let colours = frame.numbers == NUMBERS || self.jfif && frame.numbers == NUMBERS_OF_JFIF;
        let [3, tables @ .., 0, 63, 0] = body else {
            return None;
        };
        let channel = |i: usize| {
            let [number, table] = tables.get(2 * i..2 * i + 2)? else {
                return None;
            };
            let first = self.first.get(usize::from(table >> 4))?.clone()?;
            let others = self.others.get(usize::from(table & 15))?.clone()?;
            let steps = (*self.steps.get(frame.steps[i])?)?;
            (colours && *number == frame.numbers[i]).then_some(Channel {
                steps,
                first,
                others,
            })
        };
        Some(Plan {
            size: frame.size,
            channels: [channel(0)?, channel(1)?, channel(2)?],
            halved: frame.halved,
            restarts: self.restarts,
            data,
        })
    }
}

fn frame(body: &[u8]) -> Option<Frame> {
    let [8, h1, h0, w1, w0, 3, channels @ ..] = body else {
        return None;
    };
    let channels: &[u8; 9] = channels.try_into().ok()?;
    let part = |part: usize| std::array::from_fn(|i| channels[3 * i + part]);
    let halved = match part(1) {
        [0x11, 0x11, 0x11] => false,
        [0x22, 0x11, 0x11] => true,
        _ => return None,
    };
    let side = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
    Some(Frame {
        size: Size {
            width: side(*w1, *w0),
            height: side(*h1, *h0),
        },
        numbers: part(0),
        steps: part(2).map(usize::from),
        halved,
    })
}

fn pair(body: &[u8]) -> Option<u16> {
    body.first_chunk().map(|pair| u16::from_be_bytes(*pair))
}
