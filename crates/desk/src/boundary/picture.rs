//! Pictures as the user interface sees them; their bytes cross on their own, raw.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::VerdictView;

/// Where a picture came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PictureSource {
    /// The camera.
    Camera,
    /// A file chosen in the dialog.
    File,
    /// Dropped onto the window.
    Drop,
    /// The clipboard.
    Clipboard,
    /// A web address, sent as such.
    Address,
    /// The order that is ordered again.
    Order,
}

/// Where a picture belongs: what comes late, or twice, must not meet the next person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PicturePlace {
    /// The enrolment's id.
    pub enrolment: String,
    /// The image field.
    pub field: String,
}

/// A crop: a rectangle in pixels of the upright picture, turned about its own centre.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CropView {
    /// Left edge before turning, in pixels.
    pub x: f64,
    /// Top edge before turning, in pixels.
    pub y: f64,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Clockwise turn of the rectangle in degrees.
    pub angle: f64,
}

/// Width and height of a portrait in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortraitSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// The picture in one image field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PictureView {
    /// The field.
    pub field: String,
    /// Where it came from.
    pub source: PictureSource,
    /// Width of the upright picture in pixels.
    pub width: u32,
    /// Height of the upright picture in pixels.
    pub height: u32,
    /// The crop in force.
    pub crop: CropView,
    /// The size the portrait was cut to; none where the picture is sent by its address, or was cut
    /// by a version of this program that did not write it down.
    #[serde(default)]
    pub portrait: Option<PortraitSize>,
    /// The address, where the source is one.
    pub address: Option<String>,
    /// Counts up with every picture and every cut of this field, to tell stale ones.
    pub version: u32,
    /// The crop that is proposed for the face on it.
    #[serde(default)]
    pub proposed: Option<CropView>,
    /// The original is still kept, so that it can be cut otherwise.
    #[serde(default)]
    pub original: bool,
    /// What can be said about it, where it shows a face.
    #[serde(default)]
    pub verdict: Option<VerdictView>,
    /// It would have a verdict, but faces cannot be looked for on this computer.
    #[serde(default)]
    pub unjudged: bool,
}
