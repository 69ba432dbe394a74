//! The station check: how the empty place in front of the camera is, and how it was before.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A frame of the live view of a camera, whoever is at the counter.
pub struct CameraFrame {
    /// What the camera sees, unmirrored; it may be smaller than what the camera gives.
    pub jpeg: Vec<u8>,
    /// The label of the camera.
    pub camera: String,
}

/// One thing that is measured of a place; the formulas stand in `docs/portrait.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckMeasure {
    /// The mean luminance, 0 to 1.
    Light,
    /// The darker half against its opposite one, 0 to 1.
    EvenLight,
    /// How far colours are from the usual one, in CIELAB.
    Colour,
    /// How far shadows and objects stand out, as a part of the mean luminance.
    Patches,
    /// The mean luminance gradient, in steps of 255.
    Pattern,
    /// The sharpness of a printed card.
    Focus,
}

/// What to do about a place. Sides are those that the camera sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckAdvice {
    /// It is too dark.
    MoreLight,
    /// It is too bright.
    LessLight,
    /// The left half is the darker one.
    LightFromLeft,
    /// The right half is.
    LightFromRight,
    /// The upper half is.
    LightFromAbove,
    /// The lower half is.
    LightFromBelow,
    /// There are several colours, of things or of lamps.
    OneColour,
    /// A shadow or an object stands out.
    ClearBackground,
    /// The wall has a pattern.
    PlainBackground,
    /// What is held up is not sharp.
    Focus,
}

/// One measure of a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckedMeasure {
    /// What was measured.
    pub measure: CheckMeasure,
    /// In the unit that [`CheckMeasure`] names.
    pub value: f64,
    /// What to do; nothing if it is good.
    pub advice: Option<CheckAdvice>,
    /// What it was on the last day before.
    pub before: Option<f64>,
    /// It is clearly otherwise than on that day.
    pub differs: bool,
}

/// The last check of the place in front of one camera.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StationCheckView {
    /// The label of the camera.
    pub camera: String,
    /// When the place was judged.
    pub at: DateTime<Utc>,
    /// That was today.
    pub today: bool,
    /// When it was on the last day before.
    pub before: Option<DateTime<Utc>>,
    /// What was measured, the most important first; the focus only if a card was held up.
    pub measures: Vec<CheckedMeasure>,
}

/// What was seen of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PlaceSeen {
    /// Somebody is in the picture, and the place is not judged.
    Person,
    /// Nobody is.
    Empty {
        /// How it is.
        check: StationCheckView,
    },
}

/// What was seen of a card that is to be held up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
pub struct CardSeen {
    /// How sharp it is; nothing if no card is seen.
    pub focus: Option<CheckedMeasure>,
}
