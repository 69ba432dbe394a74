//! Chance that can be had again: the same seed gives the same throws.

/// Throws numbers, by the generator `SplitMix64` (Steele, Lea and Flood, 2014).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that throw what this seed gives.
    #[must_use]
    pub const fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// The next number, any of 64 bits.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to a limit, the limit not among them.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.throw() % limit.max(1)
    }

    /// One of some, unless there are none.
    pub fn one_of<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        let last = u64::try_from(some.len()).unwrap_or(u64::MAX);
        usize::try_from(self.below(last))
            .ok()
            .and_then(|at| some.get(at))
    }
}
