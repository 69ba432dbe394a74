//! How light falls on a face.

use super::swatch::{PIXELS, Swatch};
use crate::face::Face;
use crate::srgb::Luminances;

/// Steps of luminance up to here are dark, from there on burnt out: as in OFIQ. A tenth of white is
/// 25 steps: where much of a dark skin lies in good light.
const DARK: usize = 25;
const WHITE: usize = 247;

/// The part of a face that is looked at when the brightest of it is asked for. Our own number: as
/// much as the whites of the eyes, or a gleam on the forehead, have.
const BRIGHTEST: f64 = 0.01;

/// The side of the squares on the cheeks, in distances of the eyes. Our own number: as much as
/// lies between nose and outline.
const CHEEK: f64 = 0.4;

/// Steps of stored luminance that are counted together when cheeks are compared. Our own number:
/// grain must not make equal cheeks differ. They are of the stored values, because all of a dark
/// skin would lie in two or three such groups of light.
const COARSE: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Light {
    pub mean: f64,
    pub dark: f64,
    pub white: f64,
    pub entropy: f64,
    /// The least luminance of the brightest hundredth, 0 to 1.
    pub brightest: f64,
    pub evenness: f64,
    /// Whether the left cheek is the darker one.
    pub left_is_darker: bool,
}

type Histogram = [f64; 256];

pub(super) fn light(swatch: &Swatch, face: &Face) -> Light {
    let whole = shares(within(swatch, face));
    let [left, right] = face.cheeks().map(|cheek| {
        let window = swatch.window(cheek, CHEEK, CHEEK);
        shares(swatch.stored(window))
    });
    let bits = |share: &f64| {
        if *share > 0.0 {
            -share * share.log2()
        } else {
            0.0
        }
    };
    Light {
        mean: mean(&whole) / 255.0,
        dark: whole[..=DARK].iter().sum(),
        white: whole[WHITE..].iter().sum(),
        entropy: whole.iter().map(bits).sum(),
        brightest: brightest(&whole) as f64 / 255.0,
        evenness: common(&left, &right),
        left_is_darker: mean(&left) < mean(&right),
    }
}

/// The luminances within the outline of a face.
fn within<'a>(swatch: &'a Swatch, face: &Face) -> impl Iterator<Item = u8> + use<'a> {
    let corners: Vec<_> = face.outline().map(|p| swatch.place(p)).collect();
    let luminances = Luminances::new();
    (0..PIXELS).flat_map(move |row| {
        let [from, to] = span(&corners, row as f64 + 0.5);
        let rgb = swatch.row(row, from, to);
        rgb.map(move |rgb| luminances.step(rgb))
    })
}

/// Where a level line crosses an outline, first and last. A face has no dents worth the trouble.
fn span(corners: &[(f64, f64)], y: f64) -> [usize; 2] {
    let next = corners.iter().cycle().skip(1);
    let (mut first, mut last) = (f64::INFINITY, f64::NEG_INFINITY);
    for (a, b) in corners.iter().zip(next) {
        if (a.1 <= y) != (b.1 <= y) {
            let x = a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1);
            (first, last) = (first.min(x), last.max(x));
        }
    }
    if first > last {
        return [0, 0];
    }
    [first, last].map(|x| x.round().clamp(0.0, PIXELS as f64) as usize)
}

/// The part of the values at each step of 255.
fn shares(values: impl Iterator<Item = u8>) -> Histogram {
    let mut counts = [0_u32; 256];
    for value in values {
        counts[usize::from(value)] += 1;
    }
    let total = counts.iter().sum::<u32>().max(1);
    counts.map(|count| f64::from(count) / f64::from(total))
}

/// The step that only the brightest part reaches.
fn brightest(shares: &Histogram) -> usize {
    let mut above = 0.0;
    let reached = |share: &f64| {
        above += share;
        above >= BRIGHTEST
    };
    shares.iter().rposition(reached).unwrap_or(0)
}

fn mean(shares: &Histogram) -> f64 {
    shares
        .iter()
        .enumerate()
        .map(|(step, share)| step as f64 * share)
        .sum()
}

/// The part that two histograms have in common.
fn common(a: &Histogram, b: &Histogram) -> f64 {
    let groups = a.chunks(COARSE).zip(b.chunks(COARSE));
    groups
        .map(|(a, b)| a.iter().sum::<f64>().min(b.iter().sum()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_line_crosses_an_outline_twice_or_not_at_all() {
        let square = [(10.0, 10.0), (30.0, 10.0), (30.0, 30.0), (10.0, 30.0)];
        assert_eq!(span(&square, 20.5), [10, 30]);
        assert_eq!(span(&square, 40.5), [0, 0]);
    }

    #[test]
    fn equal_halves_have_everything_in_common_and_black_and_white_nothing() {
        let black = shares([3; 9].into_iter());
        let white = shares([250; 9].into_iter());
        assert!((common(&black, &black) - 1.0).abs() < 1e-9);
        assert!(common(&black, &white) < 1e-9);
        assert!((mean(&white) - 250.0).abs() < 1e-9);
    }
}
