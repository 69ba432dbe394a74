//! The inverse discrete cosine transform at 8, 4, 2 or 1 points: of a block's 64 numbers only the
//! lowest frequencies are needed for a smaller picture.

use std::array;
use std::f32::consts::FRAC_1_SQRT_2;
use std::sync::LazyLock;

use super::Block;
use super::pixels::Plane;

/// What frequency `u` adds at point `x`, as `[u][x]`.
type Waves<const N: usize> = [[f32; N]; N];

fn waves<const N: usize>() -> Waves<N> {
    array::from_fn(|u| {
        array::from_fn(|x| {
            let angle = (2 * x + 1) as f32 * u as f32 * std::f32::consts::PI / (2 * N) as f32;
            0.5 * angle.cos() * if u == 0 { FRAC_1_SQRT_2 } else { 1.0 }
        })
    })
}

static EIGHT: LazyLock<Waves<8>> = LazyLock::new(waves);
static FOUR: LazyLock<Waves<4>> = LazyLock::new(waves);
static TWO: LazyLock<Waves<2>> = LazyLock::new(waves);

/// Writes a block of `size` x `size` values, around 128.
pub(super) fn transform(block: &Block, size: usize, plane: Plane) {
    let mean = block.numbers[0] / 8.0 + 128.0;
    match size {
        _ if block.rows | block.columns == 1 => plane.fill(size, mean),
        8 => write(&inverse(block, &EIGHT), plane),
        4 => write(&inverse(block, &FOUR), plane),
        2 => write(&inverse(block, &TWO), plane),
        _ => plane.fill(1, mean),
    }
}

fn write<const N: usize>(rows: &[[f32; N]; N], plane: Plane) {
    for (to, from) in plane.rows().zip(rows) {
        to[..N].copy_from_slice(from);
    }
}

/// Columns first, then rows; both are sums of whole rows, which the compiler lays side by side.
/// Most blocks have few frequencies, and what is not there is passed over.
#[inline]
fn inverse<const N: usize>(block: &Block, waves: &Waves<N>) -> [[f32; N]; N] {
    let mut columns = [[0.0; N]; N];
    for (v, wave) in waves.iter().enumerate() {
        let Some((numbers, _)) = block.numbers[v * 8..].split_first_chunk::<N>() else {
            break;
        };
        if block.rows >> v & 1 == 1 {
            for (column, weight) in columns.iter_mut().zip(wave) {
                add(column, numbers, *weight);
            }
        }
    }
    let mut rows = [[128.0; N]; N];
    for (u, wave) in waves.iter().enumerate() {
        if block.columns >> u & 1 == 1 {
            for (row, column) in rows.iter_mut().zip(&columns) {
                add(row, wave, column[u]);
            }
        }
    }
    rows
}

#[inline]
fn add<const N: usize>(sum: &mut [f32; N], values: &[f32; N], weight: f32) {
    for (to, value) in sum.iter_mut().zip(values) {
        *to += value * weight;
    }
}
