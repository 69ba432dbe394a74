//! The inverse discrete cosine transform at 16, 8, 4, 2 or 1 pixels a side.
//!
//! A block of fewer than 8 pixels is made of its lowest frequencies only: the rest is what a smaller
//! picture cannot show. One of 16 has no more frequencies than one of 8: it is the same block,
//! twice as large. With `N` pixels a side,
//! `f(x) = 1/2 sum c(u) F(u) cos((2x + 1) u pi / 2N)`, where `c(0)` is the root of a half, each way.

use std::f32::consts::FRAC_1_SQRT_2;
use std::ops::{Add, Mul, Sub};

use wide::{f32x4, i32x4};

/// Frequencies that a block has, each way, as it is stored.
pub(super) const STORED: usize = 8;

/// The 64 frequencies of a block in whole steps, column by column, and a place for those that are
/// not needed.
pub(super) type Levels = [i32; STORED * STORED + 1];

/// The place of those that are not needed.
pub(super) const UNUSED: u8 = 64;

/// What the levels are multiplied by before they are transformed, in the same order.
pub(super) type Factors = [f32; STORED * STORED];

/// What a frequency is multiplied by, one way.
pub(super) fn factor(frequency: usize, side: usize) -> f32 {
    let middle = frequency == 0 || 2 * frequency == side;
    if middle { FRAC_1_SQRT_2 / 2.0 } else { 0.5 }
}

/// Where a block lies among the samples of its strip.
pub(super) struct Place<'a> {
    pub samples: &'a mut [u8],
    pub stride: usize,
}

/// In their order of storing, frequencies before this one are among the four lowest, each way.
const LOW: usize = 10;

/// Writes the samples of one block of `side` x `side` pixels. In their order of storing, there are
/// zeros only from frequency `reach` on.
#[inline(always)]
pub(super) fn block(levels: &Levels, factors: &Factors, reach: usize, side: usize, place: Place) {
    match side {
        _ if reach <= 1 => flat(levels, factors, side, place),
        16 if reach <= LOW => square::<4, 8, 16>(levels, factors, place, |f| line_of_16(low(f))),
        16 => square::<8, 8, 16>(levels, factors, place, line_of_16),
        8 if reach <= LOW => square::<4, 8, 8>(levels, factors, place, |f| line_of_8(low(f))),
        8 => square::<8, 8, 8>(levels, factors, place, line_of_8),
        4 => square_of_4(levels, factors, place),
        2 => square::<2, 2, 2>(levels, factors, place, line_of_2),
        _ => square::<1, 1, 1>(levels, factors, place, |[f]| [f]),
    }
}

/// Frequencies of which only the four lowest are there.
#[inline(always)]
fn low([a, b, c, d]: [f32; 4]) -> [f32; STORED] {
    [a, b, c, d, 0.0, 0.0, 0.0, 0.0]
}

/// Writes a block that is all of one value.
#[inline(always)]
fn flat(levels: &Levels, factors: &Factors, side: usize, place: Place) {
    let Place { samples, stride } = place;
    let value = sample(levels[0] as f32 * factors[0]);
    for row in samples.chunks_mut(stride).take(side) {
        row[..side].fill(value);
    }
}

/// `N` x `N` pixels of the `F` x `F` lowest of `K` x `K` frequencies.
#[inline(always)]
fn square<const F: usize, const K: usize, const N: usize>(
    levels: &Levels,
    factors: &Factors,
    place: Place,
    line: impl Fn([f32; F]) -> [f32; N],
) {
    let mut across = [[0.0; F]; F];
    let steps = levels.chunks_exact(K).zip(factors.chunks_exact(K));
    for (row, (levels, factors)) in across.iter_mut().zip(steps) {
        for (i, to) in row.iter_mut().enumerate() {
            *to = levels[i] as f32 * factors[i];
        }
    }
    let across = each_column(&across, &line);
    let down = each_column(&transposed(&across), &line);
    // All of them before the first is written: only so does the compiler do several at once.
    let mut block = [[0; N]; N];
    for (row, values) in block.iter_mut().zip(&down) {
        for (to, value) in row.iter_mut().zip(values) {
            *to = sample(*value);
        }
    }
    let Place { samples, stride } = place;
    for (row, values) in samples.chunks_mut(stride).zip(&block) {
        row[..N].copy_from_slice(values);
    }
}

/// 4 x 4 pixels. Four numbers at a time by name: of so few the compiler does one after the other.
#[inline(always)]
fn square_of_4(levels: &Levels, factors: &Factors, place: Place) {
    let four = |row: usize| {
        let level = |i: usize| levels[4 * row + i];
        let factor = |i: usize| factors[4 * row + i];
        f32x4::from_i32x4(i32x4::new([0, 1, 2, 3].map(level)))
            * f32x4::new([0, 1, 2, 3].map(factor))
    };
    let across = line_of_4([four(0), four(1), four(2), four(3)]);
    let down = line_of_4(f32x4::transpose(across));
    let Place { samples, stride } = place;
    for (row, values) in samples.chunks_mut(stride).zip(down) {
        row[..4].copy_from_slice(&values.to_array().map(sample));
    }
}

/// The transform of each column, side by side, so that the compiler does several at once.
#[inline(always)]
fn each_column<const F: usize, const N: usize, const C: usize>(
    rows: &[[f32; C]; F],
    line: impl Fn([f32; F]) -> [f32; N],
) -> [[f32; C]; N] {
    let mut all = [[0.0; C]; N];
    for column in 0..C {
        let values = line(std::array::from_fn(|row| rows[row][column]));
        for (row, value) in all.iter_mut().zip(values) {
            row[column] = value;
        }
    }
    all
}

#[inline(always)]
fn transposed<const A: usize, const B: usize>(rows: &[[f32; B]; A]) -> [[f32; A]; B] {
    std::array::from_fn(|y| std::array::from_fn(|x| rows[x][y]))
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
fn line_of_4<T>([a, b, c, d]: [T; 4]) -> [T; 4]
where
    T: Copy + Add<Output = T> + Sub<Output = T> + Mul<f32, Output = T>,
{
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

/// cos(n pi / 32) for n = 0 to 16.
const QUARTER: [f32; 17] = [
    1.0,
    0.995_184_7,
    0.980_785_25,
    0.956_940_35,
    0.923_879_5,
    0.881_921_3,
    0.831_469_6,
    0.773_010_43,
    FRAC_1_SQRT_2,
    0.634_393_3,
    0.555_570_25,
    0.471_396_74,
    0.382_683_43,
    0.290_284_66,
    0.195_090_32,
    0.098_017_14,
    0.0,
];

/// cos((2 x + 1) u pi / 32) for four frequencies `u` and eight pixels `x`.
const fn cosines(frequencies: [usize; 4]) -> [[f32; 4]; 8] {
    let mut all = [[0.0; 4]; 8];
    let mut cell = 0;
    while cell < 32 {
        let (x, i) = (cell / 4, cell % 4);
        let angle = (2 * x + 1) * frequencies[i] % 64;
        let half = if angle > 32 { 64 - angle } else { angle };
        all[x][i] = if half > 16 {
            -QUARTER[32 - half]
        } else {
            QUARTER[half]
        };
        cell += 1;
    }
    all
}

const EVEN: [[f32; 4]; 8] = cosines([0, 2, 4, 6]);
const ODD: [[f32; 4]; 8] = cosines([1, 3, 5, 7]);

#[inline(always)]
fn line_of_16(f: [f32; 8]) -> [f32; 16] {
    let dot = |cosines: [f32; 4], [a, b, c, d]: [f32; 4]| {
        a * cosines[0] + b * cosines[1] + c * cosines[2] + d * cosines[3]
    };
    let mut line = [0.0; 16];
    for x in 0..8 {
        let even = dot(EVEN[x], [f[0], f[2], f[4], f[6]]);
        let odd = dot(ODD[x], [f[1], f[3], f[5], f[7]]);
        (line[x], line[15 - x]) = (even + odd, even - odd);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::plan::place;
    use super::*;

    /// The sum as it stands at the head of this file, without any cleverness.
    fn slowly(plain: &[f64; 64], side: usize, x: usize, y: usize) -> f64 {
        let part = |at: usize, f: usize| {
            let c = if f == 0 { 0.5_f64.sqrt() } else { 1.0 };
            let angle = (2 * at + 1) as f64 * f as f64 * std::f64::consts::PI / (2 * side) as f64;
            c / 2.0 * angle.cos()
        };
        let kept = side.min(STORED);
        let terms = (0..kept).flat_map(|u| (0..kept).map(move |v| (u, v)));
        terms
            .map(|(u, v)| plain[v * 8 + u] * part(x, u) * part(y, v))
            .sum()
    }

    /// A sample's place in a strip of ten columns more than it needs.
    fn drawn(levels: &Levels, factors: &Factors, side: usize, reach: usize) -> Vec<u8> {
        let mut samples = vec![0; side * (side + 2)];
        let stride = side + 2;
        let place = Place {
            samples: &mut samples,
            stride,
        };
        block(levels, factors, reach, side, place);
        let rows = samples.chunks(stride);
        rows.flat_map(|row| row[..side].to_vec()).collect()
    }

    #[test]
    fn every_size_is_the_sum_of_its_cosines() {
        let plain: [i32; 64] = std::array::from_fn(|i| ((i as i32 * 7919 + 13) % 61) - 30);
        for side in [1, 2, 4, 8, 16] {
            let kept = side.min(STORED);
            let (mut levels, mut factors, mut used) = ([0; 65], [0.0; 64], [0.0; 64]);
            for (u, v) in (0..kept).flat_map(|u| (0..kept).map(move |v| (u, v))) {
                levels[u * kept + v] = plain[v * 8 + u];
                factors[u * kept + v] = factor(u, side) * factor(v, side);
                used[v * 8 + u] = f64::from(plain[v * 8 + u]);
            }
            let samples = drawn(&levels, &factors, side, STORED * STORED);
            for (x, y) in (0..side).flat_map(|x| (0..side).map(move |y| (x, y))) {
                let expected = (slowly(&used, side, x, y) + 128.0).clamp(0.0, 255.0);
                let off = (f64::from(samples[y * side + x]) - expected).abs();
                assert!(off < 0.51, "{side}: {off} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_block_without_detail_is_the_same_either_way() {
        for side in [1, 2, 4, 8, 16] {
            let (mut levels, mut factors) = ([0; 65], [0.0; 64]);
            (levels[0], factors[0]) = (-300, factor(0, side) * factor(0, side));
            let short = drawn(&levels, &factors, side, 1);
            let long = drawn(&levels, &factors, side, STORED * STORED);
            assert_eq!(short, long, "{side}");
        }
    }

    #[test]
    fn a_block_is_the_same_whether_it_is_known_how_far_it_goes_or_not() {
        for (side, reach) in [1, 2, 4, 8, 16]
            .into_iter()
            .flat_map(|side| (1..=64).map(move |reach| (side, reach)))
        {
            let kept = side.min(STORED);
            let (mut levels, mut factors) = ([0; 65], [0.0; 64]);
            for number in 0..reach {
                let (row, column) = place(number);
                if row < kept && column < kept {
                    levels[column * kept + row] = (number as i32 * 7919 + 13) % 61 - 30;
                    factors[column * kept + row] = factor(row, side) * factor(column, side);
                }
            }
            let known = drawn(&levels, &factors, side, reach);
            let unknown = drawn(&levels, &factors, side, STORED * STORED);
            assert_eq!(known, unknown, "{side}, up to {reach}");
        }
    }
}
