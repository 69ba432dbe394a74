//! Codes of ITU-T T.81, annex C and F.2.2, looked up with the number behind them.

use super::bits::Bits;

/// Bits that are looked up at once. Our own number: nearly all codes of a photograph and their
/// numbers fit, and the table fits into the nearest cache.
const LOOK: u32 = 10;

/// The longest code.
const LONGEST: usize = 16;

/// A number and the zeros before it, in one word: from the lowest byte on, the bits that it takes
/// (none where a look is not enough), the run of zeros, and the number in the upper half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Step(u32);

impl Step {
    fn new(value: i32, run: u8, used: u32) -> Self {
        Self((value as u32) << 16 | u32::from(run) << 8 | used)
    }

    /// Zero if there is no number, but only zeros.
    #[inline(always)]
    pub fn value(self) -> i32 {
        self.0 as i32 >> 16
    }

    /// How many zeros come first; one that leads past the end ends a block.
    #[inline(always)]
    pub fn run(self) -> usize {
        (self.0 >> 8) as usize & 0xFF
    }

    #[inline(always)]
    pub fn used(self) -> u32 {
        self.0 & 0xFF
    }
}

/// Frequencies of a block.
pub(super) const BLOCK: usize = 64;

/// The run that ends a block.
const END: u8 = BLOCK as u8;

/// What a symbol of sixteen zeros means.
const ZEROS: u8 = 0xF0;

pub(super) struct Table {
    steps: Box<[Step; 1 << LOOK]>,
    /// For each length of code: the first code that is longer, as the highest of sixteen bits.
    ends: [u32; LONGEST + 1],
    /// For each length: what to add to a code to get the number of its symbol.
    offsets: [i32; LONGEST + 1],
    symbols: Vec<u8>,
}

impl Table {
    /// From how many codes there are of each length, and what they mean.
    pub fn new(counts: &[u8; LONGEST], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            steps: Box::new([Step::default(); 1 << LOOK]),
            ends: [0; LONGEST + 1],
            offsets: [0; LONGEST + 1],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut number) = (0_u32, 0_i32);
        for (length, &count) in (1..).zip(counts) {
            table.offsets[length] = number - code as i32;
            code += u32::from(count);
            number += i32::from(count);
            if code > 1 << length {
                return None;
            }
            table.ends[length] = code << (LONGEST - length);
            code <<= 1;
        }
        *table.steps = std::array::from_fn(|bits| table.short(bits as u32, LOOK));
        (number as usize == symbols.len()).then_some(table)
    }

    /// The next step of a scan, whose bits are at hand; nothing if they are no code.
    #[inline(always)]
    pub fn step(&self, bits: &mut Bits) -> Option<Step> {
        let mut step = self.steps[bits.peek(LOOK)];
        if step.used() == 0 {
            step = self.long(bits.peek(32) as u32)?;
        }
        bits.skip(step.used());
        Some(step)
    }

    /// The step at the highest of 32 bits: more than any takes.
    #[cold]
    #[inline(never)]
    fn long(&self, bits: u32) -> Option<Step> {
        let (symbol, length) = self.symbol(bits >> LONGEST)?;
        let size = u32::from(symbol & 15);
        let number = u64::from(bits << length) << size >> 32;
        Some(step(symbol, number as i32, length + size))
    }

    /// The step that lies within `look` bits, if it does.
    pub fn short(&self, bits: u32, look: u32) -> Step {
        let Some((symbol, length)) = self.symbol(bits << (LONGEST as u32 - look)) else {
            return Step::default();
        };
        let size = u32::from(symbol & 15);
        let used = length + size;
        if used > look {
            return Step::default();
        }
        let number = (bits >> (look - used)) & ((1 << size) - 1);
        step(symbol, number as i32, used)
    }

    /// The symbol of the code at the highest of sixteen bits, and its length.
    fn symbol(&self, bits: u32) -> Option<(u8, u32)> {
        let length = (1..=LONGEST).find(|&length| bits < self.ends[length])?;
        let code = (bits >> (LONGEST - length)) as i32;
        let symbol = self.symbols.get((code + self.offsets[length]) as usize)?;
        Some((*symbol, length as u32))
    }
}

/// The lower four bits of a symbol are the length of the number that follows, whose highest bit
/// tells its sign; the upper four are the zeros before it.
fn step(symbol: u8, number: i32, used: u32) -> Step {
    let size = u32::from(symbol & 15);
    let run = match symbol {
        ZEROS => 16,
        _ if size == 0 => END,
        _ => symbol >> 4,
    };
    let negative = size > 0 && number >> (size - 1) == 0;
    let value = if negative {
        number + 1 - (1 << size)
    } else {
        number
    };
    Step::new(value, run, used)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 is the end, 10 one bit, 110 two bits after three zeros, a code of sixteen bits five.
    fn table() -> Table {
        let mut counts = [0; LONGEST];
        (counts[0], counts[1], counts[2], counts[15]) = (1, 1, 1, 1);
        Table::new(&counts, &[0x00, 0x01, 0x32, 0x05]).expect("a table")
    }

    fn steps(data: &[u8], count: usize) -> Vec<Option<(i32, usize)>> {
        let table = table();
        let mut bits = Bits::new(data);
        let next = |_| {
            bits.fill();
            table.step(&mut bits).map(|s| (s.value(), s.run()))
        };
        (0..count).map(next).collect()
    }

    #[test]
    fn short_and_long_codes_are_read_with_their_numbers() {
        // 10 1 | 10 0 | 110 01 | 0 | 1110000000000000 10000 | padding
        let data = [0b1011_0011, 0b0010_1110, 0, 0b0000_1000, 0b0111_1111];
        let found = steps(&data, 5);
        let expected = [(1, 0), (-1, 0), (-2, 3), (0, usize::from(END)), (16, 0)];
        assert_eq!(found, expected.map(Some));
    }

    #[test]
    fn bits_that_are_no_code_are_refused() {
        assert_eq!(steps(&[0b1111_1110; 8], 1), [None]);
    }

    #[test]
    fn more_codes_than_bits_can_tell_apart_are_no_table() {
        let mut counts = [0; LONGEST];
        counts[0] = 3;
        assert!(Table::new(&counts, &[1, 2, 3]).is_none());
        counts[0] = 2;
        assert!(Table::new(&counts, &[1]).is_none(), "a symbol is missing");
    }
}
