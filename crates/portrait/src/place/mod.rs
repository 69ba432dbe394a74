//! A place where nobody stands yet: how light falls on it, what would be seen behind a person, and
//! whether the camera is in focus there.
//!
//! The formulas stand in `docs/portrait.md`. Which values are good is not said here.

mod card;
mod colour;
mod light;

use crate::Point;
use crate::frame::{Beyond, Frame, Region};
use crate::srgb::Luminances;
use crate::verdict::luminance;

pub use card::card_sharpness;

/// What was measured of the empty place, where a portrait shows the wall: the middle of the frame,
/// three quarters as wide as the frame is high, without the lower quarter, which shoulders cover.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The mean luminance, 0 to 1.
    pub light: f64,
    /// The mean luminance of the darker half against that of its opposite one, 0 to 1.
    pub evenness: f64,
    /// Which half is the darker one.
    pub darker: Half,
    /// How far colours are from the usual one, in CIELAB without its lightness: the 95th percentile.
    pub colour: f64,
    /// How far luminances are from an even or evenly falling one, as a part of the mean: the 95th
    /// percentile.
    pub patches: f64,
    /// The mean luminance gradient, as in the verdict on a portrait.
    pub pattern: f64,
}

/// A half of the place, as the camera sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// The left one.
    Left,
    /// The right one.
    Right,
    /// The upper one.
    Upper,
    /// The lower one.
    Lower,
}

/// The part of a frame's height that is looked at, and its greatest width in heights of the frame.
/// Our own numbers: below lie the shoulders of whoever fits the outline, beside it nothing of a
/// portrait of 3:4.
const PART: f64 = 0.75;

/// The side of the place in pixels, and of its cells. A portrait's background is judged at 192 x
/// 256 pixels; these are its upper three quarters.
const SIDE: usize = 192;
const CELL: usize = 16;
const CELLS: usize = SIDE / CELL;

/// The side of the place in pixels when its pattern is looked at: as large as in the verdict on a
/// portrait, whose width is four distances of the eyes of 81.3 pixels.
const PATTERN_SIDE: usize = 325;

impl Place {
    /// Measures the place that a frame of the live view shows.
    pub fn of(frame: &Frame) -> Self {
        let patch = |side| frame.patch(&region(frame), (side, side), Beyond::Edge);
        let rgb = patch(SIDE);
        let luminances: Vec<f32> = rgb.chunks_exact(3).map(luminance).collect();
        let cells = light::cells(&luminances);
        let steps = Luminances::new();
        let finer = patch(PATTERN_SIDE);
        let pattern: Vec<u8> = finer.chunks_exact(3).map(|rgb| steps.step(rgb)).collect();
        let (evenness, darker) = light::evenness(&cells);
        Self {
            light: light::mean(&cells) / 255.0,
            evenness,
            darker,
            colour: colour::spread(&rgb),
            patches: light::patches(&cells),
            pattern: light::gradient(&pattern),
        }
    }
}

/// The part of a frame that is looked at.
fn region(frame: &Frame) -> Region {
    let size = frame.size();
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    Region {
        centre: Point {
            x: width / 2.0,
            y: height * PART / 2.0,
        },
        width: width.min(height * PART),
        height: height * PART,
        angle: 0.0,
        mirrored: false,
    }
}
