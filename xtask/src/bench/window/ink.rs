//! How much of a finished window is there.

use super::screen::Look;
use std::collections::HashMap;

/// What a finished window shows besides its ground: text, lines, pictures, other surfaces.
pub struct Ink(Vec<(usize, u32)>);

impl Ink {
    /// What of `after` was not there `before` and is not the ground, which is the most common
    /// new colour: a window that is still blank may have it already. None if there is only ground.
    pub fn between(before: &Look, after: &Look) -> Option<Self> {
        let changed = before
            .iter()
            .zip(after)
            .enumerate()
            .filter(|(_, (old, new))| old != new);
        let changed: Vec<_> = changed.map(|(at, (_, new))| (at, *new)).collect();
        let ground = most_common(changed.iter().map(|(_, colour)| *colour))?;
        let ink: Vec<_> = changed
            .into_iter()
            .filter(|(_, colour)| *colour != ground)
            .collect();
        (!ink.is_empty()).then_some(Self(ink))
    }

    /// The part of it that is on the screen, from 0 to 1.
    pub fn share(&self, now: &Look) -> f64 {
        let there = self
            .0
            .iter()
            .filter(|(at, colour)| now.get(*at) == Some(colour))
            .count();
        there as f64 / self.0.len() as f64
    }
}

fn most_common(colours: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts = HashMap::new();
    colours.for_each(|colour| *counts.entry(colour).or_insert(0) += 1);
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(colour, _)| colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: u32 = 0;
    const PAPER: u32 = 0xFF_FF_FF;
    const TEXT: u32 = 0x33_33_33;

    #[test]
    fn a_blank_window_has_none_of_the_ink() {
        let before = vec![BLACK; 10];
        let blank = [[PAPER; 8].as_slice(), &[BLACK; 2]].concat();
        let half = [[PAPER; 6].as_slice(), &[TEXT, PAPER], &[BLACK; 2]].concat();
        let finished = [[PAPER; 6].as_slice(), &[TEXT; 2], &[BLACK; 2]].concat();
        let ink = Ink::between(&before, &finished).expect("there is text");
        assert_eq!(ink.share(&before), 0.0);
        assert_eq!(ink.share(&blank), 0.0);
        assert_eq!(ink.share(&half), 0.5);
        assert_eq!(ink.share(&finished), 1.0);
    }

    #[test]
    fn a_window_that_stays_blank_has_no_ink() {
        assert!(Ink::between(&vec![BLACK; 4], &vec![PAPER; 4]).is_none());
        assert!(Ink::between(&vec![BLACK; 4], &vec![BLACK; 4]).is_none());
    }
}
