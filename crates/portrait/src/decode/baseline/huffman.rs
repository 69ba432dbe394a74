use super::bits::{Bits, extended};

/// Codes up to this length, with the number after them if there is room, are found in one look.
/// Our own number: two tables of that size stay in the nearest cache.
const LOOK: u32 = 11;

/// One table of codes.
pub(super) struct Codes {
    /// For the next bits: what they mean, if they are enough to tell.
    looks: Box<[Look; 1 << LOOK]>,
    /// The first code beyond those of each length, left-aligned in sixteen bits.
    beyond: [u32; 17],
    /// From a code to the place of its symbol, by length.
    offsets: [i32; 17],
    symbols: Vec<u8>,
}

/// What the next bits mean, in one word: the number after the code in the upper half, then the
/// symbol, then whether the number is within the bits, and how many of them are used. Zero if the
/// code is longer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Look(u32);

impl Look {
    fn new(value: i16, symbol: u8, bits: u32, whole: bool) -> Self {
        let value = u32::from(value as u16) << 16;
        Self(value | u32::from(symbol) << 8 | u32::from(whole) << 7 | bits)
    }

    #[inline]
    fn value(self) -> i32 {
        self.0 as i32 >> 16
    }

    #[inline]
    fn symbol(self) -> u8 {
        (self.0 >> 8) as u8
    }

    #[inline]
    fn whole(self) -> bool {
        self.0 & 0x80 != 0
    }

    #[inline]
    fn bits(self) -> u32 {
        self.0 & 0x1F
    }
}

impl Codes {
    /// From the number of codes of each length, 1 to 16, and the symbols in order.
    pub fn new(counts: &[u8], symbols: &[u8]) -> Option<Self> {
        let total: usize = counts.iter().map(|&count| usize::from(count)).sum();
        if counts.len() != 16 || total > 256 || symbols.len() < total {
            return None;
        }
        let mut codes = Self {
            looks: Box::new([Look::default(); 1 << LOOK]),
            beyond: [0; 17],
            offsets: [0; 17],
            symbols: symbols[..total].to_vec(),
        };
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, &count) in (1_u32..).zip(counts) {
            codes.offsets[length as usize] = place as i32 - code as i32;
            for &symbol in &codes.symbols[place..place + usize::from(count)] {
                enter(&mut codes.looks[..], code, length, symbol);
                code += 1;
            }
            place += usize::from(count);
            if code > 1 << length {
                return None;
            }
            codes.beyond[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Some(codes)
    }

    /// The zeros before the next number, and the number; zero ends a block, or stands for sixteen
    /// zeros.
    #[inline]
    pub fn next(&self, bits: &mut Bits) -> Option<(usize, i32)> {
        bits.fill();
        let look = self.looks[bits.peek(LOOK) & ((1 << LOOK) - 1)];
        if look.whole() {
            bits.skip(look.bits());
            return Some((usize::from(look.symbol() >> 4), look.value()));
        }
        self.next_slowly(bits, look)
    }

    #[inline]
    fn next_slowly(&self, bits: &mut Bits, look: Look) -> Option<(usize, i32)> {
        let symbol = self.symbol(bits, look)?;
        let count = u32::from(symbol & 15);
        let value = if count > 0 { bits.number(count) } else { 0 };
        Some((usize::from(symbol >> 4), value))
    }

    /// The difference of a direct current to the last one.
    #[inline]
    pub fn difference(&self, bits: &mut Bits) -> Option<i32> {
        bits.fill();
        let look = self.looks[bits.peek(LOOK) & ((1 << LOOK) - 1)];
        let count = u32::from(self.symbol(bits, look)?);
        match count {
            0 => Some(0),
            1..=15 => Some(bits.number(count)),
            _ => None,
        }
    }

    #[inline]
    fn symbol(&self, bits: &mut Bits, look: Look) -> Option<u8> {
        if look.bits() > 0 {
            bits.skip(code_length(look));
            return Some(look.symbol());
        }
        let sixteen = bits.peek(16) as u32;
        let length = (LOOK as usize + 1..=16).find(|&l| sixteen < self.beyond[l])?;
        let code = (sixteen >> (16 - length)) as i32;
        bits.skip(length as u32);
        let place = usize::try_from(code + self.offsets[length]).ok()?;
        self.symbols.get(place).copied()
    }
}

/// Bits of the code alone.
#[inline]
fn code_length(look: Look) -> u32 {
    let number = if look.whole() { look.symbol() & 15 } else { 0 };
    look.bits() - u32::from(number)
}

/// Enters a code at all bits that begin with it.
fn enter(looks: &mut [Look], code: u32, length: u32, symbol: u8) {
    if length > LOOK {
        return;
    }
    let rest = LOOK - length;
    let count = u32::from(symbol & 15);
    for tail in 0..1_u32 << rest {
        let Some(look) = looks.get_mut(((code << rest) | tail) as usize) else {
            return;
        };
        let whole = count <= rest;
        let value = if whole && count > 0 {
            extended((tail >> (rest - count)) as i32, count) as i16
        } else {
            0
        };
        let bits = length + if whole { count } else { 0 };
        *look = Look::new(value, symbol, bits, whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes 0, 10, 110 for the symbols 0x01, 0x00 and 0x12.
    fn codes() -> Codes {
        let mut counts = [0; 16];
        counts[..3].fill(1);
        Codes::new(&counts, &[0x01, 0x00, 0x12]).expect("a complete table")
    }

    #[test]
    fn codes_and_their_numbers_are_told_apart() {
        // 0 1 | 110 01 | 10 | padding
        let bytes = [0b0111_0011, 0b0111_1111, 0, 0, 0, 0, 0, 0];
        let mut bits = Bits::new(&bytes);
        let codes = codes();
        assert_eq!(codes.next(&mut bits), Some((0, 1)));
        assert_eq!(codes.next(&mut bits), Some((1, -2)));
        assert_eq!(codes.next(&mut bits), Some((0, 0)));
        assert_eq!(codes.next(&mut bits), None, "no such code");
    }

    #[test]
    fn tables_that_promise_too_many_codes_are_refused() {
        assert!(Codes::new(&[3; 16], &[0; 48]).is_none());
        assert!(Codes::new(&[1; 16], &[0; 3]).is_none());
    }
}
