//! What is asked of a portrait, and what can be said about one.

use chrono::{DateTime, Utc};
use portrait::{Advice, Framing, Judged, Rule, Standards};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CropView, PictureSource, PortraitSides};

/// How a head sits in a portrait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CropFamily {
    /// Head and shoulders, as on most cards.
    #[default]
    Badge,
    /// Closer, as in passports.
    Passport,
}

impl CropFamily {
    /// The geometry of the family.
    #[must_use]
    pub fn framing(self) -> Framing {
        match self {
            CropFamily::Badge => Framing::BADGE,
            CropFamily::Passport => Framing::PASSPORT,
        }
    }
}

/// What the office asks of portraits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PortraitSettings {
    /// How heads are cut, where a template says nothing else.
    pub family: CropFamily,
    /// Width of finished portraits in pixels, where a template says nothing else; as
    /// [`PortraitSides`] allows.
    pub output_width: u32,
    /// Height of finished portraits in pixels, likewise.
    pub output_height: u32,
    /// The rules that differ from the usual ones.
    pub rules: Vec<Rule>,
    /// An operator may use a portrait that is blocked, and says so with their name.
    pub may_use_all_the_same: bool,
}

impl Default for PortraitSettings {
    fn default() -> Self {
        let PortraitSides { width, height, .. } = PortraitSides::default();
        PortraitSettings {
            family: CropFamily::Badge,
            output_width: width,
            output_height: height,
            rules: Vec::new(),
            may_use_all_the_same: true,
        }
    }
}

impl PortraitSettings {
    /// The usual rules with those of the office in their place.
    #[must_use]
    pub fn standards(&self) -> Standards {
        let own = |usual: Rule| {
            let mut rules = self.rules.iter();
            rules.find(|rule| rule.measure == usual.measure).copied()
        };
        let usual = Standards::default().0.into_iter();
        Standards(usual.map(|rule| own(rule).unwrap_or(rule)).collect())
    }

    /// Whether every rule can be kept: no lower bound lies above its upper one.
    #[must_use]
    pub fn can_be_kept(&self) -> bool {
        let possible = |rule: &Rule| match (rule.least, rule.most) {
            (Some(least), Some(most)) => least <= most,
            _ => true,
        };
        self.rules.iter().all(possible)
    }
}

/// What can be said about a portrait as it is cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VerdictView {
    /// Everything that was measured, the most important first.
    pub measures: Vec<Judged>,
    /// The one thing to say first; none if all is well.
    pub instruction: Option<Advice>,
    /// Nothing blocks. Advice may remain.
    pub passes: bool,
    /// How many faces there are.
    pub faces: u32,
    /// Who said that it is used although it is blocked.
    pub allowed_by: Option<String>,
}

/// A portrait of an order: how it came about and what was said about it then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortraitRecord {
    /// Where the picture came from.
    pub source: PictureSource,
    /// The label of the camera, where one took it.
    pub camera: Option<String>,
    /// Who took it in; empty where that was not written down.
    pub by: String,
    /// From which station.
    pub station: String,
    /// When.
    pub taken_at: Option<DateTime<Utc>>,
    /// The SHA-256 of the original in hexadecimal; the original itself is not kept.
    pub original_sha256: Option<String>,
    /// The crop, in pixels of the original.
    pub crop: CropView,
    /// The verdict, where there is one: a signature has none.
    pub verdict: Option<VerdictView>,
}

#[cfg(test)]
mod tests {
    use portrait::{Gate, Measure, Rule, Standards};

    use super::PortraitSettings;

    #[test]
    fn an_office_that_set_one_rule_follows_the_usual_ones_in_all_others() {
        let rule = Rule {
            measure: Measure::Yaw,
            gate: Gate::Block,
            least: Some(-5.0),
            most: Some(5.0),
        };
        let office = PortraitSettings {
            rules: vec![rule],
            ..PortraitSettings::default()
        };
        let differing: Vec<Rule> = office.standards().0;
        let usual = Standards::default().0;
        assert_eq!(differing.len(), usual.len());
        let pairs = differing.iter().zip(&usual);
        let changed: Vec<_> = pairs.filter(|(own, usual)| own != usual).collect();
        assert_eq!(changed.len(), 1);
        assert_eq!(*changed[0].0, rule);
    }

    #[test]
    fn bounds_that_contradict_each_other_cannot_be_kept() {
        let bounds = |least, most| PortraitSettings {
            rules: vec![Rule {
                measure: Measure::Brightness,
                gate: Gate::Advice,
                least,
                most,
            }],
            ..PortraitSettings::default()
        };
        assert!(bounds(Some(0.2), Some(0.8)).can_be_kept());
        assert!(bounds(None, Some(0.8)).can_be_kept());
        assert!(!bounds(Some(0.8), Some(0.2)).can_be_kept());
    }
}
