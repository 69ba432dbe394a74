//! MediaPipe's iris model: where a pupil is, and how far an eye is open. Where exactly a pupil is, on a
//! shot, the attention mesh says.

use super::convolutions::Convolutions;
use super::mesh::{Mesh, point};
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError};

const SIDE: usize = 64;

/// How much larger than an eye its region is, as in MediaPipe's graph
/// `iris_landmark_landmarks_to_roi`.
const ROOM: f64 = 2.3;

/// Pairs of points of the upper and the lower eyelid in the contour of an eye.
const LIDS: [[usize; 2]; 3] = [[11, 3], [12, 4], [13, 5]];

/// One eye, in pixels of the frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eye {
    pub pupil: Point,
    /// The distance of the eyelids.
    pub gap: f64,
}

pub(super) struct Irises(Convolutions);

impl Irises {
    pub fn new() -> Result<Self, PortraitError> {
        let onnx = include_bytes!("../../models/iris.onnx");
        Convolutions::load(
            onnx,
            SIDE,
            &["output_eyes_contours_and_brows", "output_iris"],
        )
        .map(Self)
    }

    /// Both eyes, left and right as seen in the picture.
    pub fn eyes(&self, frame: &Frame, mesh: &Mesh) -> Result<[Eye; 2], PortraitError> {
        let [left, right] = [point::LEFT_EYE, point::RIGHT_EYE].map(|c| region(mesh, c));
        // The model knows one side of a face; the other is shown to it in a mirror.
        let right = Region {
            mirrored: true,
            ..right
        };
        Ok([self.eye(frame, &left)?, self.eye(frame, &right)?])
    }

    fn eye(&self, frame: &Frame, region: &Region) -> Result<Eye, PortraitError> {
        let mut values = frame.patch(region, (SIDE, SIDE), Beyond::Edge);
        for value in &mut values {
            *value /= 255.0;
        }
        let results = self.0.run(&values)?;
        let [contour, iris] = results.as_slice() else {
            return Err(PortraitError::FaceModels);
        };
        if iris.len() < 3 || contour.len() < 3 * 16 {
            return Err(PortraitError::FaceModels);
        }
        let at = |numbers: &[f32], i: usize| {
            let share = |k: usize| f64::from(numbers[3 * i + k]) / SIDE as f64;
            region.at(share(0), share(1))
        };
        let gap = |[upper, lower]: [usize; 2]| at(contour, upper).distance(at(contour, lower));
        Ok(Eye {
            pupil: at(iris, 0),
            gap: LIDS.into_iter().map(gap).sum::<f64>() / LIDS.len() as f64,
        })
    }
}

fn region(mesh: &Mesh, [left, right]: [usize; 2]) -> Region {
    let (left, right) = (mesh.point(left), mesh.point(right));
    let width = (right.x - left.x).abs().max((right.y - left.y).abs());
    let side = width * ROOM;
    Region {
        centre: left.middle(right),
        width: side,
        height: side,
        angle: left.direction(right),
        mirrored: false,
    }
}
