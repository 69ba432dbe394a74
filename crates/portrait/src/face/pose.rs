use serde::{Deserialize, Serialize};

use super::mesh::{Mesh, point};
use crate::Point;

/// How a head is turned, in degrees; all are zero for a face that looks straight into the camera.
///
/// Roll is exact. Yaw and pitch are estimated from the depth that the mesh model guesses, which
/// is right to a few degrees near the front and too small far from it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// The head leans clockwise as seen in the picture: from the line through the pupils.
    pub roll: f64,
    /// The head looks to the right side of the picture.
    pub yaw: f64,
    /// The head looks up.
    pub pitch: f64,
}

/// The pitch that a straight face seems to have, in degrees, reckoned from forehead to chin and
/// from the outer corners of the eyes to those of the mouth. From the same points of MediaPipe's
/// canonical face: 0.217 further away over 17.665, and 1.110 nearer over 7.007.
const STRAIGHT: [f64; 2] = [-0.70, 9.00];

impl Pose {
    pub(super) fn of(mesh: &Mesh, left: Point, right: Point) -> Self {
        let roll = left.direction(right);
        let level = point::LEVEL.map(|pair| upright(mesh.between(pair), roll));
        let sum = |axis: usize| level.iter().map(|v| v[axis]).sum::<f64>();
        let yaw = sum(2).atan2(sum(0));
        Self {
            roll: roll.to_degrees(),
            yaw: yaw.to_degrees(),
            pitch: pitch(mesh, roll),
        }
    }
}

/// The mean of two estimates: one point errs more than two of them together.
fn pitch(mesh: &Mesh, roll: f64) -> f64 {
    let side = |i: usize| {
        let eye = [point::LEFT_EYE[0], point::RIGHT_EYE[1]][i];
        upright(mesh.between([eye, point::MOUTH[i]]), roll)
    };
    let middle = std::array::from_fn(|axis| side(0)[axis] + side(1)[axis]);
    let brow = upright(mesh.between([point::FOREHEAD, point::CHIN]), roll);
    let up = |v: [f64; 3]| -v[2].atan2(v[1]).to_degrees();
    (up(brow) - STRAIGHT[0] + up(middle) - STRAIGHT[1]) / 2.0
}

/// A vector, turned back by a roll in radians.
fn upright([x, y, z]: [f64; 3], roll: f64) -> [f64; 3] {
    let (sin, cos) = roll.sin_cos();
    [x * cos + y * sin, y * cos - x * sin, z]
}
