//! MediaPipe's face mesh: 468 points on a face that is roughly known.
//!
//! The points are numbered as in MediaPipe's canonical face. "Left" is the left side of the
//! picture, the person's right.

use super::convolutions::Convolutions;
use super::network::sigmoid;
use super::{Bounds, detector::Detection};
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError};

const SIDE: usize = 192;

/// Points of a mesh.
pub(crate) const POINTS: usize = 468;

/// How much larger than a face's box its region is, as in MediaPipe's graphs
/// `face_detection_front_detection_to_roi` and `face_landmark_landmarks_to_roi`.
const ROOM: f64 = 1.5;

/// Numbers of points that are spoken of here.
pub(super) mod point {
    /// Outer and inner corner of the left eye.
    pub const LEFT_EYE: [usize; 2] = [33, 133];
    /// Inner and outer corner of the right eye.
    pub const RIGHT_EYE: [usize; 2] = [362, 263];
    /// The tip of the nose.
    pub const NOSE: usize = 1;
    /// Left and right corner of the mouth.
    pub const MOUTH: [usize; 2] = [61, 291];
    /// The inner edges of the upper and the lower lip.
    pub const LIPS: [usize; 2] = [13, 14];
    /// The lowest point of the chin.
    pub const CHIN: usize = 152;
    /// The middles of the cheeks, below the eyes.
    pub const CHEEKS: [usize; 2] = [50, 280];
    /// The highest point of the mesh, on the forehead. The crown is above it.
    pub const FOREHEAD: usize = 10;
    /// Pairs of points that lie level on a face that looks straight ahead, left and right.
    pub const LEVEL: [[usize; 2]; 8] = [
        [33, 263],
        [133, 362],
        [61, 291],
        [234, 454],
        [127, 356],
        [58, 288],
        [172, 397],
        [54, 284],
    ];
    /// The outline of the face, clockwise from the forehead.
    pub const OUTLINE: [usize; 36] = [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];
}

/// A face's points: x and y in pixels of the frame, z in the same unit, growing away from the
/// camera.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mesh {
    pub points: Vec<[f64; 3]>,
    /// The probability that this is a face at all.
    pub score: f64,
}

pub(super) struct Mesher(Convolutions);

impl Mesher {
    pub fn new() -> Result<Self, PortraitError> {
        let onnx = include_bytes!("../../models/mesh.onnx");
        Convolutions::load(onnx, SIDE, &["conv2d_21", "conv2d_31"]).map(Self)
    }

    pub fn mesh(&self, frame: &Frame, region: &Region) -> Result<Mesh, PortraitError> {
        let mut values = frame.patch(region, (SIDE, SIDE), Beyond::Edge);
        for value in &mut values {
            *value /= 255.0;
        }
        let results = self.0.run(&values)?;
        let [numbers, flag] = results.as_slice() else {
            return Err(PortraitError::FaceModels);
        };
        let points: Vec<_> = numbers.chunks_exact(3).map(|n| placed(n, region)).collect();
        let score = flag.first().map(|&logit| sigmoid(logit));
        match score {
            Some(score) if points.len() == POINTS => Ok(Mesh { points, score }),
            _ => Err(PortraitError::FaceModels),
        }
    }
}

fn placed(numbers: &[f32], region: &Region) -> [f64; 3] {
    let [u, v, depth] = [0, 1, 2].map(|i| f64::from(numbers[i]) / SIDE as f64);
    let Point { x, y } = region.at(u, v);
    [x, y, depth * region.width]
}

/// Where to look for the mesh of a face that was detected.
pub(super) fn region_of(detection: &Detection) -> Region {
    let [left, right] = detection.eyes;
    around(&detection.bounds, left.direction(right))
}

fn around(bounds: &Bounds, angle: f64) -> Region {
    let side = bounds.width.max(bounds.height) * ROOM;
    Region {
        centre: bounds.centre(),
        width: side,
        height: side,
        angle,
        mirrored: false,
    }
}

impl Mesh {
    pub fn point(&self, number: usize) -> Point {
        let [x, y, _] = self.points.get(number).copied().unwrap_or_default();
        Point { x, y }
    }

    /// The vector from one point to another.
    pub fn between(&self, [from, to]: [usize; 2]) -> [f64; 3] {
        let at = |number: usize| self.points.get(number).copied().unwrap_or_default();
        let (a, b) = (at(from), at(to));
        std::array::from_fn(|i| b[i] - a[i])
    }

    /// The mean distance of pairs of points.
    pub fn gap(&self, pairs: &[[usize; 2]]) -> f64 {
        let length = |pair: &[usize; 2]| self.point(pair[0]).distance(self.point(pair[1]));
        pairs.iter().map(length).sum::<f64>() / pairs.len() as f64
    }

    /// The upright box around all points.
    pub fn bounds(&self) -> Bounds {
        let ends = |axis: usize| {
            let values = self.points.iter().map(|p| p[axis]);
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(value), high.max(value))
            })
        };
        let ((left, right), (top, bottom)) = (ends(0), ends(1));
        Bounds {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        }
    }

    /// Where to look for the same face again: in the next frame, or more exactly in this one.
    pub fn region(&self) -> Region {
        let [left, right] = [point::LEFT_EYE[0], point::RIGHT_EYE[1]].map(|p| self.point(p));
        around(&self.bounds(), left.direction(right))
    }

    /// Multiplied into another picture of the same content.
    pub fn scaled(&self, by: f64) -> Self {
        let points = self.points.iter().map(|p| p.map(|n| n * by)).collect();
        Self {
            points,
            score: self.score,
        }
    }
}
