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
