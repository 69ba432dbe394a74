//! What can honestly be said about a portrait, and what to do about it.
//!
//! The formulas stand in `docs/portrait.md`. Most follow OFIQ 1.0.3, the reference implementation
//! of ISO/IEC 29794-5, which gives scores from 0 to 100 and no thresholds: whether a measure only
//! advises or blocks, and from which value, is for an office to say ([`Standards`]).

mod background;
mod judge;
mod light;
#[cfg(test)]
mod measures_tests;
mod score;
mod sharpness;
mod standards;
mod swatch;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Unfit;
pub(crate) use judge::{Scene, measure};
pub(crate) use sharpness::variance;
pub use standards::{Gate, Rule, Standards};
pub(crate) use swatch::luminance;

/// One thing that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    /// How many faces there are.
    Faces,
    /// The area of the largest other face, as a part of the one that is cut, at most 1.
    SingleFace,
    /// The distance of the pupils in pixels of the picture, as if the head looked straight.
    EyeDistance,
    /// How much of the crop about the head the picture has room for, 0 to 1.
    Fit,
    /// Degrees to the right side of the picture.
    Yaw,
    /// Degrees upwards.
    Pitch,
    /// Degrees clockwise, before the crop makes the head upright.
    Roll,
    /// Eyelid to eyelid, of the less open eye, in distances from the eyes to the chin.
    EyesOpen,
    /// Lip to lip, in distances from the eyes to the chin.
    MouthClosed,
    /// Variance of the Laplacian around the eyes against their contrast; grain is deducted.
    Sharpness,
    /// The mean luminance of the face, 0 to 1, of light: 0.2 is 124 of 255 as stored.
    Brightness,
    /// The part of the face with a tenth of the luminance of white at most.
    UnderExposure,
    /// The part of the face that is nearly white.
    OverExposure,
    /// The entropy of the face's luminance, of light, in bits.
    DynamicRange,
    /// How much the cheeks' luminances, as stored, have in common, 0 to 1.
    EvenLight,
    /// From the left pupil to the left side of the portrait, in distances of the eyes.
    MarginLeft,
    /// From the right pupil to the right side, in the same unit.
    MarginRight,
    /// From the eyes to the upper side of the portrait, in distances from the eyes to the chin.
    MarginAbove,
    /// From the eyes to the lower side, in the same unit.
    MarginBelow,
    /// Free room above the crown, as a part of the portrait's height.
    AboveCrown,
    /// The mean luminance gradient of the background, or how far its colours are apart.
    Background,
    /// Pixels of the picture for one of the portrait, along a line.
    Resolution,
    /// The quality that a JPEG was stored with, 1 to 100, told by its quantisation.
    Compression,
}

/// What to do about a measure. The words for it are the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Advice {
    /// There is no face.
    ShowFace,
    /// Only one person may be in the picture.
    OnePerson,
    /// The face is too small.
    ComeCloser,
    /// The face is too large, or cut off.
    StepBack,
    /// Towards the left side of the picture.
    MoveLeft,
    /// Towards the right side of the picture.
    MoveRight,
    /// Towards the upper side of the picture.
    MoveUp,
    /// Towards the lower side of the picture.
    MoveDown,
    /// The head is turned aside.
    LookStraight,
    /// The head looks down.
    ChinUp,
    /// The head looks up.
    ChinDown,
    /// The head leans to one side.
    HeadUpright,
    /// An eye is closed, or nearly.
    OpenEyes,
    /// The mouth is open.
    CloseMouth,
    /// The face is not sharp: it moved, or the focus is elsewhere.
    HoldStill,
    /// The face is too dark.
    MoreLight,
    /// The face is too bright.
    LessLight,
    /// The face has hardly any contrast.
    MoreContrast,
    /// The left half of the face, as seen in the picture, is the darker one.
    LightFromLeft,
    /// The right half of the face is the darker one.
    LightFromRight,
    /// The background is not plain.
    PlainBackground,
    /// The picture has too few pixels, or was stored too small.
    BetterPicture,
    /// The picture has too few pixels for a face that fills it already.
    MorePixels,
}

/// One measure of one portrait, before anybody's rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// What was measured.
    pub measure: Measure,
    /// In the unit that [`Measure`] names; always finite.
    pub value: f64,
    /// What to do about a value that is too small; nothing if nobody can help it, as a face that is
    /// dark in good light.
    pub small: Option<Advice>,
    /// What to do about a value that is too large.
    pub large: Option<Advice>,
}

/// One measure of one portrait.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
pub struct Judged {
    /// What was measured.
    pub measure: Measure,
    /// In the unit that [`Measure`] names.
    pub value: f64,
    /// From 0 to 100.
    pub score: f64,
    /// What it means if the value is out of bounds.
    pub gate: Gate,
    /// What to do; nothing if the value is within bounds, or the gate is off.
    pub advice: Option<Advice>,
}

/// Everything that could be measured, the most important first. What could not be measured, such
/// as the background of a live frame, is not in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Verdict(pub Vec<Judged>);

impl Verdict {
    /// Whether nothing blocks. Advice may remain.
    pub fn passes(&self) -> bool {
        !self
            .0
            .iter()
            .any(|j| j.gate == Gate::Block && j.advice.is_some())
    }

    /// The one thing to say first: what blocks, then what is advised.
    pub fn instruction(&self) -> Option<Advice> {
        let first = |gate| self.0.iter().find(|j| j.gate == gate && j.advice.is_some());
        first(Gate::Block).or_else(|| first(Gate::Advice))?.advice
    }

    /// The same, where no crop lies on the picture: what blocks is still said first. Somebody who is
    /// too near for the crop and too small for the picture cannot help it: the picture is too small.
    /// Of a face at the edge, which may be cut off, nobody knows how small it is: it comes into the
    /// picture first.
    pub fn instruction_beside(&self, unfit: Option<Unfit>) -> Option<Advice> {
        let is_off = self.of(Measure::Fit).is_some_and(|j| j.gate == Gate::Off);
        let unfit = unfit.filter(|_| !is_off);
        let blocks = self.instruction().filter(|_| !self.passes());
        match (blocks, unfit) {
            (Some(Advice::ComeCloser), Some(Unfit::StepBack)) => {
                return Some(Advice::MorePixels);
            }
            (Some(Advice::ComeCloser), Some(aside)) => return Some(aside.into()),
            _ => {}
        }
        blocks
            .or_else(|| unfit.map(Advice::from))
            .or_else(|| self.instruction())
    }

    /// The judgement of one measure.
    pub fn of(&self, measure: Measure) -> Option<&Judged> {
        self.0.iter().find(|judged| judged.measure == measure)
    }
}
