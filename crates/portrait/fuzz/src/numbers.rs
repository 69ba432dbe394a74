/// Takes numbers off the front of some bytes; where there are none left, zeros.
pub struct Numbers<'a>(pub &'a [u8]);

impl Numbers<'_> {
    /// The next bytes.
    pub fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        let count = N.min(self.0.len());
        let (next, rest) = self.0.split_at(count);
        bytes[..count].copy_from_slice(next);
        self.0 = rest;
        bytes
    }

    /// Any number that there is: huge, negative, infinite or none.
    pub fn any(&mut self) -> f64 {
        f64::from_bits(u64::from_le_bytes(self.take()))
    }

    /// A number near those of a small picture.
    pub fn near(&mut self) -> f64 {
        f64::from(i16::from_le_bytes(self.take())) / 64.0
    }

    /// From `least` on, `count` different values.
    pub fn among(&mut self, least: u32, count: u32) -> u32 {
        least + u32::from(u16::from_le_bytes(self.take())) % count
    }
}
