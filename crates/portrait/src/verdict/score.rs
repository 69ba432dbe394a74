//! From values to scores of 0 to 100, as in OFIQ 1.0.3 where it has the measure.

use super::Measure;

/// A step from 0 to 1 with its middle at `middle`.
fn step(value: f64, middle: f64, width: f64) -> f64 {
    1.0 / (1.0 + (-(value - middle) / width).exp())
}

pub(super) fn score(measure: Measure, value: f64) -> f64 {
    use Measure as M;
    let score = match measure {
        M::SingleFace => 100.0 * (1.0 - value),
        M::EyeDistance => 100.0 * step(value, 70.0, 20.0),
        M::Yaw | M::Pitch | M::Roll => turned(value),
        M::EyesOpen => 100.0 * step(value, 0.02, 0.01),
        M::MouthClosed => 100.0 * (1.0 - step(value, 0.2, 0.06)),
        M::Brightness => 100.0 * step(value, 0.2, 0.05) * (1.0 - step(value, 0.8, 0.05)),
        M::UnderExposure => 120.0 * (0.832 - step(value, 0.92, 0.05)),
        M::OverExposure => 1.0 / (value + 0.01),
        M::DynamicRange => 12.5 * value,
        M::EvenLight => 100.0 * value.max(0.0).powf(0.3),
        M::MarginLeft | M::MarginRight => 100.0 * step(value, 0.9, 0.1),
        M::MarginAbove => 100.0 * step(value, 1.4, 0.1),
        M::MarginBelow => 100.0 * step(value, 1.8, 0.1),
        M::Background => 190.0 * (1.0 - step(value, 10.0, 100.0)),
        // The remaining ones are ours; OFIQ judges them by large models, or not at all. So is the
        // quantity of EvenLight, on OFIQ's curve.
        M::Sharpness => 100.0 * step(value, 0.06, 0.02),
        M::AboveCrown => 100.0 * step(value, 0.0, 0.01),
        M::Faces | M::Fit | M::Resolution => 100.0 * value.min(1.0),
        M::Compression => value,
    };
    score.clamp(0.0, 100.0)
}

fn turned(degrees: f64) -> f64 {
    let cos = degrees.to_radians().cos().max(0.0);
    100.0 * cos * cos
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_those_of_the_reference() {
        let near = |measure, value, expected: f64| {
            let found = score(measure, value);
            assert!((found - expected).abs() < 0.5, "{measure:?}: {found}");
        };
        near(Measure::EyeDistance, 120.0, 92.4);
        near(Measure::Yaw, 60.0, 25.0);
        near(Measure::MarginLeft, 0.9, 50.0);
        near(Measure::EyesOpen, 0.02, 50.0);
        near(Measure::MouthClosed, 0.0, 96.6);
        near(Measure::OverExposure, 0.0, 100.0);
        near(Measure::UnderExposure, 0.0, 99.8);
        near(Measure::DynamicRange, 8.0, 100.0);
        near(Measure::Background, 0.0, 99.7);
    }

    #[test]
    fn no_score_leaves_its_scale() {
        for value in [-1e9, -1.0, 0.0, 0.5, 1e9] {
            for measure in [
                Measure::SingleFace,
                Measure::EvenLight,
                Measure::Compression,
            ] {
                assert!((0.0..=100.0).contains(&score(measure, value)));
            }
        }
    }
}
