//! The inverse discrete cosine transform at 8, 4, 2 or 1 pixels a side.
//!
//! A block of fewer pixels is made of its lowest frequencies only: the rest is what a smaller
//! picture cannot show. With `N` pixels a side,
//! `f(x) = 1/2 sum c(u) F(u) cos((2x + 1) u pi / 2N)`, where `c(0)` is the root of a half, each way.

use std::f32::consts::FRAC_1_SQRT_2;

/// The 64 frequencies of a block, and a place for those that are not needed.
pub(super) type Frequencies = [f32; 65];

/// The place of those that are not needed.
pub(super) const UNUSED: u8 = 64;

/// What a frequency is multiplied by before [`block`], one way.
pub(super) fn factor(frequency: usize, side: usize) -> f32 {
    let middle = frequency == 0 || 2 * frequency == side;
    if middle { FRAC_1_SQRT_2 / 2.0 } else { 0.5 }
}

/// Where a block lies among the samples of its strip.
pub(super) struct Place<'a> {
    pub samples: &'a mut [u8],
    pub stride: usize,
}

/// Writes the samples of one block of `side` x `side` pixels. The frequencies stand column by
/// column.
pub(super) fn block(frequencies: &Frequencies, side: usize, place: Place) {
    match side {
        8 => square::<8>(frequencies, place, line_of_8),
        4 => square::<4>(frequencies, place, line_of_4),
        2 => square::<2>(frequencies, place, line_of_2),
        _ => square::<1>(frequencies, place, |[f]| [f]),
    }
}

/// Writes a block that is all of one value.
pub(super) fn flat(frequencies: &Frequencies, side: usize, place: Place) {
    let Place { samples, stride } = place;
    let value = sample(frequencies[0]);
    for row in samples.chunks_mut(stride).take(side) {
        row[..side].fill(value);
    }
}

#[inline(always)]
fn square<const N: usize>(
    frequencies: &Frequencies,
    place: Place,
    line: impl Fn([f32; N]) -> [f32; N],
) {
    let mut across = [[0.0; N]; N];
    for (row, values) in across.iter_mut().zip(frequencies.chunks_exact(N)) {
        row.copy_from_slice(values);
    }
    each_column(&mut across, &line);
    let mut down: [[f32; N]; N] = std::array::from_fn(|y| std::array::from_fn(|x| across[x][y]));
    each_column(&mut down, &line);
    let Place { samples, stride } = place;
    for (row, values) in samples.chunks_mut(stride).zip(&down) {
        for (to, value) in row[..N].iter_mut().zip(values) {
            *to = sample(*value);
        }
    }
}

/// The transform of each column, side by side, so that the compiler does several at once.
#[inline(always)]
fn each_column<const N: usize>(rows: &mut [[f32; N]; N], line: impl Fn([f32; N]) -> [f32; N]) {
    for column in 0..N {
        let values = line(std::array::from_fn(|row| rows[row][column]));
        for (row, value) in rows.iter_mut().zip(values) {
            row[column] = value;
        }
    }
}

/// From about zero to 0..=255. Adding 2^23 leaves the rounded number in the lowest bits, which is
/// quicker than a conversion that has to think of infinity.
#[inline(always)]
fn sample(value: f32) -> u8 {
    ((value + 128.0).clamp(0.0, 255.0) + 8_388_608.0).to_bits() as u8
}

#[inline(always)]
fn line_of_2([a, b]: [f32; 2]) -> [f32; 2] {
    [a + b, a - b]
}

/// cos(pi / 8) and cos(3 pi / 8).
const EIGHTHS: [f32; 2] = [0.923_879_5, 0.382_683_43];

#[inline(always)]
fn line_of_4([a, b, c, d]: [f32; 4]) -> [f32; 4] {
    let (sum, difference) = (a + c, a - c);
    let outer = b * EIGHTHS[0] + d * EIGHTHS[1];
    let inner = b * EIGHTHS[1] - d * EIGHTHS[0];
    [
        sum + outer,
        difference + inner,
        difference - inner,
        sum - outer,
    ]
}

/// cos(n pi / 16) for n = 1, 3, 5, 7.
const SIXTEENTHS: [f32; 4] = [0.980_785_3, 0.831_469_6, 0.555_570_2, 0.195_090_32];

#[inline(always)]
fn line_of_8(f: [f32; 8]) -> [f32; 8] {
    let even = line_of_4([f[0], f[2], f[4], f[6]]);
    let [p, q, r, s] = SIXTEENTHS;
    let odd = [
        f[1] * p + f[3] * q + f[5] * r + f[7] * s,
        f[1] * q - f[3] * s - f[5] * p - f[7] * r,
        f[1] * r - f[3] * p + f[5] * s + f[7] * q,
        f[1] * s - f[3] * r + f[5] * q - f[7] * p,
    ];
    [
        even[0] + odd[0],
        even[1] + odd[1],
        even[2] + odd[2],
        even[3] + odd[3],
        even[3] - odd[3],
        even[2] - odd[2],
        even[1] - odd[1],
        even[0] - odd[0],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum as it stands at the head of this file, without any cleverness.
    fn slowly(plain: &[f64; 64], side: usize, x: usize, y: usize) -> f64 {
        let part = |at: usize, f: usize| {
            let c = if f == 0 { 0.5_f64.sqrt() } else { 1.0 };
            let angle = (2 * at + 1) as f64 * f as f64 * std::f64::consts::PI / (2 * side) as f64;
            c / 2.0 * angle.cos()
        };
        let terms = (0..side).flat_map(|u| (0..side).map(move |v| (u, v)));
        terms
            .map(|(u, v)| plain[v * 8 + u] * part(x, u) * part(y, v))
            .sum()
    }

    #[test]
    fn every_size_is_the_sum_of_its_cosines() {
        let plain: [f64; 64] = std::array::from_fn(|i| ((i * 7919 + 13) % 61) as f64 - 30.0);
        for side in [1, 2, 4, 8] {
            let mut frequencies = [0.0; 65];
            for (u, v) in (0..side).flat_map(|u| (0..side).map(move |v| (u, v))) {
                let scale = factor(u, side) * factor(v, side);
                frequencies[u * side + v] = plain[v * 8 + u] as f32 * scale;
            }
            let mut samples = [0; 80];
            let place = Place {
                samples: &mut samples,
                stride: 10,
            };
            block(&frequencies, side, place);
            for (x, y) in (0..side).flat_map(|x| (0..side).map(move |y| (x, y))) {
                let expected = (slowly(&plain, side, x, y) + 128.0).clamp(0.0, 255.0);
                let off = (f64::from(samples[y * 10 + x]) - expected).abs();
                assert!(off < 0.51, "{side}: {off} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_block_without_detail_is_the_same_either_way() {
        for side in [1, 2, 4, 8] {
            let mut frequencies = [0.0; 65];
            frequencies[0] = -300.0 * factor(0, side) * factor(0, side);
            let (mut short, mut long) = ([0; 64], [0; 64]);
            flat(
                &frequencies,
                side,
                Place {
                    samples: &mut short,
                    stride: 8,
                },
            );
            block(
                &frequencies,
                side,
                Place {
                    samples: &mut long,
                    stride: 8,
                },
            );
            assert_eq!(short, long, "{side}");
        }
    }
}
