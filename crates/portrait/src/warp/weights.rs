use std::sync::LazyLock;

use wide::i16x8;

use super::{Row, STEPS, TAPS};

/// The weights of one step. In 2^-14ths, so that 1.14, the largest sum of two weights, fits.
pub(super) struct Weights {
    /// Of each column, as often as a colour has numbers.
    pub across: Row,
    /// Of each row, as often as two colours have.
    pub down: [i16x8; TAPS],
}

const WHOLE: f64 = 16_384.0;

/// The weights at -1, 0, 1 and 2 for each step of the way from 0 to 1: the cubic of Catmull and
/// Rom, which keeps straight gradients straight.
pub(super) static WEIGHTS: LazyLock<Box<[Weights; STEPS]>> = LazyLock::new(|| {
    let weights = |step: usize| catmull_rom(step as f64 / STEPS as f64);
    Box::new(std::array::from_fn(|step| Weights::of(weights(step))))
});

impl Weights {
    fn of(weights: [i16; TAPS]) -> Self {
        let [a, b, c, d] = weights;
        Self {
            across: [
                i16x8::new([a, a, a, a, b, b, b, b]),
                i16x8::new([c, c, c, c, d, d, d, d]),
            ],
            down: weights.map(i16x8::splat),
        }
    }
}

fn catmull_rom(t: f64) -> [i16; TAPS] {
    let (t2, t3) = (t * t, t * t * t);
    let [before, first, after] = [
        (2.0 * t2 - t - t3) / 2.0,
        (2.0 - 5.0 * t2 + 3.0 * t3) / 2.0,
        (t3 - t2) / 2.0,
    ]
    .map(|weight| (weight * WHOLE).round() as i16);
    [before, first, WHOLE as i16 - before - first - after, after]
}

#[cfg(test)]
mod tests {
    use super::super::LANES;
    use super::*;

    #[test]
    fn weights_sum_up_to_one_at_every_step() {
        for weights in WEIGHTS.iter() {
            let across = weights.across.map(i16x8::to_array);
            let sum: i32 = across
                .iter()
                .flatten()
                .step_by(LANES)
                .map(|&w| i32::from(w))
                .sum();
            assert_eq!(sum, 16_384);
            let down = weights.down.map(|w| i32::from(w.to_array()[0]));
            assert_eq!(down.iter().sum::<i32>(), 16_384);
        }
    }
}
