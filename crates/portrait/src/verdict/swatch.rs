//! A face, upright and at a fixed distance of the eyes, so that measures of different pictures
//! can be compared.

use std::slice::ChunksExact;

use crate::Point;
use crate::face::Face;
use crate::frame::{Beyond, Frame, Region};

/// The distance of the eyes in pixels of a swatch. Our own number: below what a good portrait has,
/// so that grain is averaged and upscaling shows as blur.
pub(super) const EYE_DISTANCE: f64 = 64.0;

/// The side of a swatch, and how far below the eyes its middle lies, in distances of the eyes:
/// from above the forehead to below the chin.
const SIDE: f64 = 4.0;
const BELOW_EYES: f64 = 0.5;

/// Pixels along one side.
pub(super) const PIXELS: usize = (EYE_DISTANCE * SIDE) as usize;

pub(super) struct Swatch {
    region: Region,
    /// Red, green and blue of 0 to 255, row by row.
    rgb: Vec<f32>,
}

/// A level box of a swatch: first and last column, first and last row, the last ones excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub left: usize,
    pub right: usize,
    pub top: usize,
    pub bottom: usize,
}

/// The luminance of ITU-R BT.709, of the stored (gamma-coded) values.
pub(crate) fn luminance(rgb: &[f32]) -> f32 {
    0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
}

impl Swatch {
    pub fn of(frame: &Frame, face: &Face) -> Self {
        let eyes = face.eye_distance();
        let angle = face.pose.roll.to_radians();
        let region = Region {
            centre: face.between_eyes().moved(0.0, BELOW_EYES * eyes, angle),
            width: SIDE * eyes,
            height: SIDE * eyes,
            angle,
            mirrored: false,
        };
        Self {
            region,
            rgb: frame.patch(&region, (PIXELS, PIXELS), Beyond::Edge),
        }
    }

    /// A point of the frame in pixels of the swatch.
    pub fn place(&self, point: Point) -> (f64, f64) {
        let (u, v) = self.region.fractions(point);
        (u * PIXELS as f64, v * PIXELS as f64)
    }

    /// A box about a point of the frame, in distances of the eyes; what lies outside is cut off.
    pub fn window(&self, point: Point, width: f64, height: f64) -> Window {
        let (x, y) = self.place(point);
        let cut = |at: f64| at.round().clamp(0.0, PIXELS as f64) as usize;
        let (across, down) = (width * EYE_DISTANCE / 2.0, height * EYE_DISTANCE / 2.0);
        Window {
            left: cut(x - across),
            right: cut(x + across),
            top: cut(y - down),
            bottom: cut(y + down),
        }
    }

    /// The colours of a row from one column to another one, which is excluded.
    pub fn row(&self, row: usize, from: usize, to: usize) -> ChunksExact<'_, f32> {
        let start = row * PIXELS;
        self.rgb[3 * (start + from)..3 * (start + to)].chunks_exact(3)
    }

    /// The luminances within a window, of the stored values.
    pub fn stored(&self, window: Window) -> impl Iterator<Item = u8> {
        (window.top..window.bottom)
            .flat_map(move |row| self.row(row, window.left, window.right))
            .map(|rgb| luminance(rgb) as u8)
    }
}
