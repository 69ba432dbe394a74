use serde::{Deserialize, Serialize};
use specta::Type;

use super::score::score;
use super::{Judged, Measure, Measured, Verdict};

/// What a measure out of bounds does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Gate {
    /// Nothing: it is only shown.
    Off,
    /// It is said, and the portrait may be used.
    Advice,
    /// The portrait may not be used.
    Block,
}

/// The bounds of one measure, in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
pub struct Rule {
    /// Which measure.
    pub measure: Measure,
    /// What happens outside of the bounds.
    pub gate: Gate,
    /// The smallest good value.
    pub least: Option<f64>,
    /// The largest good value.
    pub most: Option<f64>,
}

/// What an office asks of a portrait: a rule for each measure. A measure without one is only shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Standards(pub Vec<Rule>);

impl Standards {
    /// Holds what was measured against these rules.
    pub fn judge(&self, measured: &[Measured]) -> Verdict {
        Verdict(measured.iter().map(|one| self.judged(one)).collect())
    }

    fn judged(&self, one: &Measured) -> Judged {
        let rule = self.rule(one.measure);
        let advice = if rule.least.is_some_and(|least| one.value < least) {
            one.small
        } else {
            one.large
        };
        let wrong = rule.gate != Gate::Off && !rule.holds(one.value);
        Judged {
            measure: one.measure,
            value: one.value,
            score: score(one.measure, one.value),
            gate: rule.gate,
            advice: advice.filter(|_| wrong),
        }
    }

    fn rule(&self, measure: Measure) -> Rule {
        let found = self.0.iter().find(|rule| rule.measure == measure);
        found.copied().unwrap_or(Rule {
            measure,
            gate: Gate::Off,
            least: None,
            most: None,
        })
    }
}

impl Rule {
    /// Whether a value lies within the bounds.
    pub fn holds(&self, value: f64) -> bool {
        self.least.is_none_or(|least| value >= least) && self.most.is_none_or(|most| value <= most)
    }
}

impl Default for Standards {
    /// Only what makes a portrait useless blocks: no or a second face, too few pixels, a blurred
    /// face, one that is black or burnt out. All else advises; the margins, which a family of crops
    /// already decides, are shown.
    ///
    /// Sources: 90 pixels and 8 degrees of roll as vendors quote them; yaw and pitch likewise 5
    /// degrees, widened by what the estimate errs; the lower middle of OFIQ's curve for
    /// brightness. The others are our own numbers, from what the test pictures show.
    fn default() -> Self {
        use Gate::{Advice, Block, Off};
        use Measure as M;
        let rules: [(Measure, Gate, Option<f64>, Option<f64>); 23] = [
            (M::Faces, Block, Some(1.0), None),
            (M::SingleFace, Block, None, Some(0.2)),
            (M::EyeDistance, Block, Some(90.0), None),
            (M::Fit, Advice, Some(1.0), None),
            (M::Yaw, Advice, Some(-8.0), Some(8.0)),
            (M::Pitch, Advice, Some(-12.0), Some(12.0)),
            (M::Roll, Advice, Some(-8.0), Some(8.0)),
            (M::EyesOpen, Advice, Some(0.045), None),
            (M::MouthClosed, Advice, None, Some(0.2)),
            (M::Sharpness, Block, Some(0.04), None),
            (M::Brightness, Advice, Some(0.2), Some(0.65)),
            (M::UnderExposure, Advice, None, Some(0.95)),
            (M::OverExposure, Advice, None, Some(0.1)),
            (M::DynamicRange, Block, Some(3.5), None),
            (M::EvenLight, Advice, Some(0.3), None),
            (M::MarginLeft, Off, Some(0.9), None),
            (M::MarginRight, Off, Some(0.9), None),
            (M::MarginAbove, Off, Some(1.1), None),
            (M::MarginBelow, Off, Some(1.4), None),
            (M::AboveCrown, Advice, Some(0.01), None),
            (M::Background, Advice, None, Some(20.0)),
            (M::Resolution, Advice, Some(0.5), None),
            (M::Compression, Advice, Some(50.0), None),
        ];
        let rule = |(measure, gate, least, most)| Rule {
            measure,
            gate,
            least,
            most,
        };
        Self(rules.map(rule).to_vec())
    }
}
