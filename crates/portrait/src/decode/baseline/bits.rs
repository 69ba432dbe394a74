/// The bits of a scan, most significant first, without the zeros that are stuffed after 0xFF.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Bits that were taken from the bytes, the next one on top.
    buffer: u64,
    count: u32,
    /// Zeros that were made up after the end, in bits.
    missing: u32,
}

/// After filling, there are at least so many bits: two codes of sixteen and what follows them.
const FILLED: u32 = 56;

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            buffer: 0,
            count: 0,
            missing: 0,
        }
    }

    /// Makes sure that 32 bits can be looked at.
    #[inline]
    pub fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        let next = self.bytes.get(self.at..self.at + 8);
        if let Some(Ok(eight)) = next.map(<[u8; 8]>::try_from) {
            let word = u64::from_be_bytes(eight);
            if !has_marker_byte(word) {
                let taken = (64 - self.count) / 8;
                self.buffer |= word >> self.count;
                self.count += taken * 8;
                // What did not fit as a whole byte is read again.
                self.buffer &= u64::MAX << (64 - self.count);
                self.at += taken as usize;
                return;
            }
        }
        self.fill_slowly();
    }

    #[cold]
    fn fill_slowly(&mut self) {
        while self.count <= FILLED {
            let byte = match self.bytes.get(self.at..) {
                Some([0xFF, 0, ..]) => {
                    self.at += 2;
                    0xFF
                }
                Some([0xFF, ..] | []) | None => {
                    self.missing += 8;
                    0
                }
                Some([byte, ..]) => {
                    self.at += 1;
                    *byte
                }
            };
            self.buffer |= u64::from(byte) << (FILLED - self.count);
            self.count += 8;
        }
    }

    /// The next bits, at most 32, without taking them.
    #[inline]
    pub fn peek(&self, count: u32) -> usize {
        (self.buffer >> (64 - count)) as usize
    }

    #[inline]
    pub fn skip(&mut self, count: u32) {
        self.buffer <<= count;
        self.count = self.count.saturating_sub(count);
    }

    /// The number that is stored in so many bits, 1 to 16: the first half of them is negative.
    #[inline]
    pub fn number(&mut self, count: u32) -> i32 {
        let bits = self.peek(count) as i32;
        self.skip(count);
        extended(bits, count)
    }

    /// Whether bits were taken that are not there.
    #[inline]
    pub fn ran_out(&self) -> bool {
        self.missing > self.count
    }

    /// Goes on after restart marker `number`.
    pub fn restart(&mut self, number: usize) -> Option<()> {
        self.fill_slowly();
        let marker = [0xFF, 0xD0 + number as u8];
        let padding = self.count.checked_sub(self.missing)?;
        let here = self.bytes.get(self.at..self.at + 2)? == marker;
        if padding >= 8 || !here {
            return None;
        }
        *self = Self {
            at: self.at + 2,
            ..Self::new(self.bytes)
        };
        Some(())
    }

    /// Whether nothing but the end of the picture follows.
    pub fn ends_the_picture(&mut self) -> bool {
        self.fill_slowly();
        let padding = self.count.checked_sub(self.missing);
        let end = self.bytes.get(self.at..self.at + 2);
        padding.is_some_and(|bits| bits < 8) && end == Some(&[0xFF, 0xD9])
    }
}

/// Whether one of eight bytes is 0xFF.
#[inline]
fn has_marker_byte(word: u64) -> bool {
    let ones = 0x0101_0101_0101_0101_u64;
    let zeros_of = !word;
    zeros_of.wrapping_sub(ones) & !zeros_of & (ones << 7) != 0
}

#[inline]
pub(super) fn extended(bits: i32, count: u32) -> i32 {
    if bits < 1 << (count - 1) {
        bits - (1 << count) + 1
    } else {
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_in_order_without_stuffing() {
        let bytes = [0xA5, 0xFF, 0x00, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xFF, 0xD9];
        let mut bits = Bits::new(&bytes);
        let read: Vec<_> = [0xA5, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9]
            .iter()
            .map(|_| {
                bits.fill();
                let byte = bits.peek(8);
                bits.skip(8);
                byte
            })
            .collect();
        assert_eq!(read, [0xA5, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert!(!bits.ran_out() && bits.ends_the_picture());
        bits.skip(8);
        assert!(bits.ran_out(), "what is not there was taken");
    }

    #[test]
    fn a_marker_byte_is_seen_in_every_place() {
        assert!((0..8).all(|place| has_marker_byte(0xFF << (8 * place))));
        assert!(!has_marker_byte(0xFEFE_FE80_7F01_00FE));
    }

    #[test]
    fn numbers_are_signed_by_their_first_bit() {
        let numbers: Vec<_> = (0..4).map(|bits| extended(bits, 2)).collect();
        assert_eq!(numbers, [-3, -2, 2, 3]);
    }
}
