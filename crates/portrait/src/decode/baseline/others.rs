//! All frequencies of a block but the first: read, or read past.

use super::bits::Bits;
use super::huffman::{BLOCK, Step, Table};
use super::transform::Levels;

/// Bits that are looked up at once where nothing but the end of a block is looked for. Our own
/// number: two or three codes of a photograph and their numbers.
const LOOK_PAST: u32 = 13;

/// All whole steps within some bits, as one: from the lowest byte on, the bits that they take (none
/// where a look is not enough) with a mark if the last one ends a block, and the frequencies that
/// they lead past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Leap(u16);

impl Leap {
    const ENDS: u16 = 0x80;

    fn new(used: u32, past: usize, ends: bool) -> Self {
        let mark = if ends { Self::ENDS } else { 0 };
        Self((past as u16) << 8 | mark | used as u16)
    }

    #[inline(always)]
    fn used(self) -> u32 {
        u32::from(self.0 & 0x7F)
    }

    #[inline(always)]
    fn ends(self) -> bool {
        self.0 & Self::ENDS != 0
    }

    #[inline(always)]
    fn past(self) -> usize {
        usize::from(self.0 >> 8)
    }
}

pub(super) struct Others {
    table: Table,
    leaps: Box<[Leap; 1 << LOOK_PAST]>,
}

/// Which frequencies are wanted of a block, and where.
pub(super) struct Wanted {
    /// Where each frequency belongs, in their order of storing.
    pub places: [u8; BLOCK],
    /// Those from this one on are not needed.
    pub needed: usize,
}

impl Others {
    pub fn new(table: Table) -> Self {
        let steps: Vec<_> = (0..1 << LOOK_PAST)
            .map(|bits| table.short(bits, LOOK_PAST))
            .collect();
        let mut leaps = Box::new([Leap::default(); 1 << LOOK_PAST]);
        for (bits, to) in leaps.iter_mut().enumerate() {
            *to = leap(&steps, bits);
        }
        Self { table, leaps }
    }

    /// Reads a block from its second frequency on: the levels of those that are wanted, and behind
    /// which frequency there are zeros only, at the least the first.
    #[inline(always)]
    pub fn read(&self, bits: &mut Bits, wanted: &Wanted, levels: &mut Levels) -> Option<usize> {
        let (mut number, mut reach) = (1, 1);
        let mut next = |bits: &mut Bits| {
            let step = self.table.step(bits)?;
            number += step.run();
            if step.value() != 0 {
                levels[usize::from(*wanted.places.get(number)?)] = step.value();
                number += 1;
                reach = number;
            }
            Some(number)
        };
        // Two steps for each filling, which nobody has to foresee: only a rare long one leaves too
        // few bits for the next.
        let reached = loop {
            bits.fill_up();
            let reached = next(bits)?;
            if reached >= wanted.needed {
                break reached;
            }
            bits.fill();
            let reached = next(bits)?;
            if reached >= wanted.needed {
                break reached;
            }
        };
        self.pass(bits, reached)?;
        Some(reach)
    }

    /// Reads past the rest of a block that goes on with frequency `number`; the bits at hand are
    /// filled up as needed. Nothing where some of them are no code, or lead beyond the block.
    #[inline(always)]
    pub fn pass(&self, bits: &mut Bits, mut number: usize) -> Option<()> {
        while number < BLOCK {
            bits.fill_up();
            // As often as there are bits for it.
            for _ in 0..4 {
                let leap = self.leaps[bits.peek(LOOK_PAST)];
                // What follows the end of the block is of the next one, and of another table.
                if leap.used() == 0 || number + leap.past() + usize::from(leap.ends()) > BLOCK {
                    number = self.pass_one(bits, number)?;
                    break;
                }
                bits.skip(leap.used());
                number += leap.past();
                if leap.ends() || number >= BLOCK {
                    return Some(());
                }
            }
        }
        Some(())
    }

    /// Reads past one step at frequency `number`; where it leads.
    #[inline(always)]
    fn pass_one(&self, bits: &mut Bits, number: usize) -> Option<usize> {
        bits.fill();
        let step = self.table.step(bits)?;
        let at = number + step.run();
        let past = at + usize::from(step.value() != 0);
        (step.value() == 0 || at < BLOCK).then_some(past)
    }
}

/// All steps within some bits, of what each of them would be at the highest of the bits.
fn leap(steps: &[Step], bits: usize) -> Leap {
    let (mut used, mut past) = (0, 0);
    loop {
        let step = steps[bits << used & ((1 << LOOK_PAST) - 1)];
        let within = step.used() > 0 && used + step.used() <= LOOK_PAST;
        let ends = step.run() >= BLOCK;
        if within && ends {
            return Leap::new(used + step.used(), past, true);
        }
        let next = past + step.run() + usize::from(step.value() != 0);
        if !within || next > BLOCK {
            return Leap::new(used, past, false);
        }
        (used, past) = (used + step.used(), next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0 is the end, 10 one bit, 110 two bits after three zeros, a code of sixteen bits five.
    fn plain() -> Others {
        let mut counts = [0; 16];
        (counts[0], counts[1], counts[2], counts[15]) = (1, 1, 1, 1);
        Others::new(Table::new(&counts, &[0x00, 0x01, 0x32, 0x05]).expect("a table"))
    }

    /// Codes of every length, the shortest of which are those of a photograph.
    fn rich() -> Others {
        let counts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125];
        let usual = [0x01, 0x00, 0x11, 0x02, 0x21, 0xF0, 0x12, 0x03];
        let others = (8..162_u32).map(|n| (n * 37) as u8);
        let symbols: Vec<u8> = usual.into_iter().chain(others).collect();
        Others::new(Table::new(&counts, &symbols).expect("a table"))
    }

    /// Step by step: the bits that follow, every level, and behind which wanted one there are zeros.
    fn slowly<'a>(
        others: &Others,
        mut bits: Bits<'a>,
        mut number: usize,
        needed: usize,
    ) -> Option<(Bits<'a>, Levels, usize)> {
        let (mut levels, mut reach) = ([0; BLOCK + 1], 1);
        while number < BLOCK {
            bits.fill();
            let begin = number;
            let step = others.table.step(&mut bits)?;
            number += step.run();
            if step.value() != 0 {
                *levels[..BLOCK].get_mut(number)? = step.value();
                number += 1;
                reach = if begin < needed { number } else { reach };
            }
        }
        Some((bits, levels, reach))
    }

    /// Bits without order, among them the codes of a photograph, and no markers.
    fn data(seed: u64) -> Vec<u8> {
        let mut state = seed.wrapping_mul(0x2545_F491_4F6C_DD1D) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as u8
        };
        (0..400).map(|_| next() & next() & 0xFE).collect()
    }

    fn next_bits(mut bits: Bits) -> usize {
        bits.fill();
        bits.peek(32)
    }

    #[test]
    fn several_steps_at_once_end_where_one_after_the_other_end() {
        let tables = [plain(), rich()];
        let mut passed = 0;
        for (round, others) in (1..4000).flat_map(|round| tables.iter().map(move |t| (round, t))) {
            let data = data(round);
            let number = round as usize % BLOCK + 1;
            let mut bits = Bits::new(&data);
            let found = others.pass(&mut bits, number).map(|()| next_bits(bits));
            let expected = slowly(others, Bits::new(&data), number, 0);
            assert_eq!(found, expected.map(|it| next_bits(it.0)), "from {number}");
            passed += usize::from(found.is_some());
        }
        assert!(passed > 4000, "{passed}");
    }

    #[test]
    fn steps_of_as_many_bits_as_there_can_be_are_read_one_after_the_other() {
        let mut counts = [0; 16];
        (counts[0], counts[15]) = (1, 1);
        let others = Others::new(Table::new(&counts, &[0x00, 0x0F]).expect("a table"));
        // A code of sixteen bits, and fifteen more of its number.
        let step = (0x8000_u32 << 15) | 0b100_1011_0101_1001;
        let bits: String = (0..64).map(|_| format!("{step:031b}")).collect();
        let byte = |at: usize| u8::from_str_radix(&bits[at..at + 8], 2).expect("a byte");
        let data: Vec<u8> = (0..bits.len() - 7).step_by(8).map(byte).collect();
        let wanted = Wanted {
            places: std::array::from_fn(|number| number as u8),
            needed: BLOCK,
        };
        let mut levels = [0; BLOCK + 1];
        let found = others.read(&mut Bits::new(&data), &wanted, &mut levels);
        assert_eq!(found, Some(BLOCK));
        assert_eq!(levels[1..BLOCK], [0b100_1011_0101_1001; BLOCK - 1]);
        assert!(others.pass(&mut Bits::new(&data), 1).is_some());
    }

    #[test]
    fn a_block_is_read_up_to_what_is_wanted_and_no_less_is_told_of_how_far_it_goes() {
        let tables = [plain(), rich()];
        let places = std::array::from_fn(|number| number as u8);
        let mut read = 0;
        for (round, others) in (1..4000).flat_map(|round| tables.iter().map(move |t| (round, t))) {
            let data = data(round);
            let needed = [1, 5, 25, 64][round as usize % 4];
            let wanted = Wanted { places, needed };
            let mut levels = [0; BLOCK + 1];
            let mut bits = Bits::new(&data);
            let found = others.read(&mut bits, &wanted, &mut levels);
            let expected = slowly(others, Bits::new(&data), 1, needed);
            assert_eq!(found.is_some(), expected.is_some());
            if let (Some(reach), Some((slow, all, most))) = (found, expected) {
                assert_eq!(next_bits(bits), next_bits(slow));
                assert_eq!(levels[..needed], all[..needed]);
                assert!(needed == 1 || reach == most, "{reach} instead of {most}");
                read += 1;
            }
        }
        assert!(read > 4000, "{read}");
    }
}
