//! The live view: what is looked at, and what was seen in it.

use serde::Serialize;
use specta::Type;

use super::Advice;

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A frame of the live view.
pub struct LiveFrame {
    /// What the camera sees, unmirrored; it may be smaller than what the camera gives.
    pub jpeg: Vec<u8>,
    /// The size of a shot of this camera.
    pub shot: Pixels,
}

/// What was seen in a frame of the live view.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GlanceView {
    /// The one thing to do next; nothing if all is well.
    pub instruction: Option<Advice>,
    /// There is a face, and nothing is left to be said about it.
    pub good: bool,
    /// The face that is judged.
    pub face: Option<GlancedFace>,
}

/// A face in a frame; places are shares of the frame's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GlancedFace {
    /// The upper left corner of the box about forehead, cheeks and chin.
    pub from: Spot,
    /// Its lower right corner.
    pub to: Spot,
    /// The eye at the left side of the frame.
    pub left_eye: Spot,
    /// The eye at its right side.
    pub right_eye: Spot,
    /// How sharp it is, comparable with other frames of the same size.
    pub sharpness: f64,
    /// Both eyes are open.
    pub eyes_open: bool,
}

/// A place in a frame: shares of its width from the left and of its height from above.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Spot {
    /// From the left, 0 to 1.
    pub x: f64,
    /// From above, 0 to 1.
    pub y: f64,
}
