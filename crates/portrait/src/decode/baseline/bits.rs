/// The bits of a scan, from the highest of its first byte on.
///
/// Behind the end, and behind a marker, there are zeros without end: whether any of them was used
/// is asked once, afterwards, and not at every step.
#[derive(Clone, Copy)]
pub(super) struct Bits<'a> {
    /// What is not held yet.
    rest: &'a [u8],
    /// The next bits, the very next one highest.
    held: u64,
    /// How many of them are known.
    count: u32,
    /// How many of these stand behind the end.
    padding: u32,
}

/// Fewer bits than this are not enough for the longest code and the number behind it.
const LEAST: u32 = 32;

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self {
            rest: data,
            held: 0,
            count: 0,
            padding: 0,
        }
    }

    /// At least 32 bits are at hand afterwards.
    #[inline(always)]
    pub fn fill(&mut self) {
        if self.count < LEAST {
            self.fill_up();
        }
    }

    /// The next `count` bits, 1 to 32 of them, as a number.
    #[inline(always)]
    pub fn peek(&self, count: u32) -> usize {
        (self.held >> (64 - count)) as usize
    }

    #[inline(always)]
    pub fn skip(&mut self, count: u32) {
        self.held <<= count;
        self.count -= count;
    }

    /// As many bits as there is room for, 56 at least: eight bytes at once where none of them could
    /// begin a marker. What does not fit is read again: the same bits at the same place.
    #[inline(always)]
    pub fn fill_up(&mut self) {
        let word = self
            .rest
            .first_chunk()
            .map(|bytes| u64::from_be_bytes(*bytes));
        match word.filter(|&word| !has_ff(word)) {
            Some(word) => {
                self.held |= word >> self.count;
                // Whole bytes, so that 56 to 63 bits are known: seven at the most.
                let taken = ((63 - self.count) / 8) & 7;
                self.rest = &self.rest[taken as usize..];
                self.count |= 56;
            }
            None => *self = self.filled_by_bytes(),
        }
    }

    /// Byte by byte. Passed by value, so that a caller's own copy may live in registers.
    #[cold]
    #[inline(never)]
    fn filled_by_bytes(mut self) -> Self {
        while self.count < 56 {
            self.take_plain();
            if self.count >= 56 {
                break;
            }
            let byte = match self.rest {
                [0xFF, 0, rest @ ..] => {
                    self.rest = rest;
                    0xFF
                }
                [byte, rest @ ..] if *byte != 0xFF => {
                    self.rest = rest;
                    *byte
                }
                _ => {
                    self.padding += 8;
                    0
                }
            };
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
        self
    }

    /// As many bytes before the next 0xFF as there is room for, at once; none near the end.
    #[inline(always)]
    fn take_plain(&mut self) {
        let Some(bytes) = self.rest.first_chunk() else {
            return;
        };
        let word = u64::from_be_bytes(*bytes);
        let taken = plain_bytes(word).min((63 - self.count) / 8);
        if taken > 0 {
            self.held |= (word >> (64 - 8 * taken)) << (64 - 8 * taken - self.count);
            self.rest = &self.rest[taken as usize..];
            self.count += 8 * taken;
        }
    }

    /// Whether bits were used that are not there.
    pub fn ran_out(&self) -> bool {
        self.padding > self.count
    }

    /// The marker at the end of these bits, if they end there: fewer than eight are left, as
    /// many as fill the last byte. Reading goes on behind it.
    pub fn marker(&mut self) -> Option<u8> {
        if self.padding == 0 {
            *self = self.filled_by_bytes();
        }
        let left = self.count.checked_sub(self.padding)?;
        let fill = self.rest.iter().take_while(|&&byte| byte == 0xFF).count();
        let marker = *self.rest.get(fill)?;
        if left >= 8 || fill == 0 {
            return None;
        }
        *self = Self::new(&self.rest[fill + 1..]);
        Some(marker)
    }
}

/// How many of eight bytes, from the first one on, are not 0xFF.
fn plain_bytes(word: u64) -> u32 {
    const LOWER: u64 = u64::from_ne_bytes([0x7F; 8]);
    // The highest bit of each byte stays where one of its complement's is set: no carry leaves a byte.
    let complement = !word;
    let plain = ((complement & LOWER) + LOWER) | complement | LOWER;
    (!plain).leading_zeros() / 8
}

/// Whether one of eight bytes is 0xFF: whether one of their complements is zero.
fn has_ff(word: u64) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    (!word).wrapping_sub(ONES) & word & HIGHEST != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads as many bits as there are, `step` at a time.
    fn read(data: &[u8], step: u32, times: usize) -> Vec<usize> {
        let mut bits = Bits::new(data);
        let next = |_| {
            bits.fill();
            let value = bits.peek(step);
            bits.skip(step);
            value
        };
        (0..times).map(next).collect()
    }

    #[test]
    fn bits_come_in_order_past_stuffed_zeros_and_however_many_are_taken() {
        let data = [
            0x12, 0xFF, 0, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xFF, 0, 0xF1, 0x23, 0x45,
        ];
        let plain = [
            0x12, 0xFF, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xFF, 0xF1, 0x23, 0x45,
        ];
        assert_eq!(read(&data, 8, 12), plain);
        let nibbles = plain.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        assert_eq!(read(&data, 4, 24), nibbles.collect::<Vec<_>>());
        let thirteen = read(&data, 13, 7);
        assert_eq!(thirteen[0], 0b0_0010_0101_1111);
        assert_eq!(thirteen[6], 0b0_1001_0001_1010);
    }

    #[test]
    fn bytes_are_plain_up_to_the_first_0xff_whatever_stands_beside_it() {
        let mut others = [0x00, 0x01, 0x7F, 0x80, 0xFE].into_iter().cycle();
        for first in (0..=8).flat_map(|first| [first; 5]) {
            let mut bytes = [0; 8].map(|_: u8| others.next().expect("for ever"));
            if let Some(byte) = bytes.get_mut(first) {
                *byte = 0xFF;
            }
            let found = plain_bytes(u64::from_be_bytes(bytes));
            assert_eq!(found as usize, first, "{bytes:02X?}");
        }
    }

    #[test]
    fn bits_are_the_same_wherever_a_stuffed_zero_stands_and_however_many_are_taken() {
        for at in 0..24 {
            let plain: Vec<u8> = (0..24)
                .map(|i| if i == at { 0xFF } else { 0xE1 + i })
                .collect();
            let stuffed = plain.iter().flat_map(|&byte| match byte {
                0xFF => vec![0xFF, 0],
                _ => vec![byte],
            });
            let stuffed: Vec<u8> = stuffed.collect();
            for step in 1..=16 {
                let bit = |i: u32| usize::from(plain[i as usize / 8] >> (7 - i % 8) & 1);
                let value = |i: u32| (i * step..(i + 1) * step).fold(0, |v, i| v << 1 | bit(i));
                let times = 192 / step;
                let expected: Vec<_> = (0..times).map(value).collect();
                assert_eq!(
                    read(&stuffed, step, times as usize),
                    expected,
                    "{at}, {step}"
                );
            }
        }
    }

    #[test]
    fn a_marker_is_seen_where_the_bits_end_and_nowhere_else() {
        let data = [0xAB, 0xFF, 0xD0, 0xCD, 0xFF, 0xFF, 0xD9];
        let mut bits = Bits::new(&data);
        assert_eq!(bits.marker(), None, "eight bits are left");
        bits.skip(3);
        assert_eq!(bits.marker(), Some(0xD0));
        bits.fill();
        assert_eq!(bits.peek(8), 0xCD);
        bits.skip(8);
        assert_eq!(bits.marker(), Some(0xD9), "filled up with another 0xFF");
        bits.fill();
        bits.skip(1);
        assert_eq!(bits.marker(), None, "beyond the end");
    }
}
