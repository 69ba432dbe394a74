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

/// Temples and the jaw below them, left and right: the outline tells pitch as well as the corners of a
/// mouth do, and no smile moves it.
const TEMPLES: [usize; 2] = [21, 251];
const JAW: [usize; 2] = [136, 365];

/// The pitch that a straight face seems to have, in degrees, reckoned from forehead to chin and
/// from the temples to the jaw. Our own numbers: the means of ten pictures of faces that look
/// straight (`docs/portrait.md`), as MediaPipe's canonical face does not.
const STRAIGHT: [f64; 2] = [-6.2, -1.1];

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
    let side = |i: usize| upright(mesh.between([TEMPLES[i], JAW[i]]), roll);
    let sides = std::array::from_fn(|axis| side(0)[axis] + side(1)[axis]);
    let brow = upright(mesh.between([point::FOREHEAD, point::CHIN]), roll);
    let up = |v: [f64; 3]| -v[2].atan2(v[1]).to_degrees();
    (up(brow) - STRAIGHT[0] + up(sides) - STRAIGHT[1]) / 2.0
}

/// A vector, turned back by a roll in radians.
fn upright([x, y, z]: [f64; 3], roll: f64) -> [f64; 3] {
    let (sin, cos) = roll.sin_cos();
    [x * cos + y * sin, y * cos - x * sin, z]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::POINTS;

    /// A face that looks straight, nodded up by some degrees and leaning by some.
    fn nodded(up: f64, lean: f64) -> Pose {
        let mut points = vec![[0.0; 3]; POINTS];
        let away = |degrees: f64, length: f64| -length * degrees.to_radians().tan();
        points[point::CHIN] = [0.0, 180.0, away(STRAIGHT[0], 180.0)];
        for (i, x) in [-70.0, 70.0].into_iter().enumerate() {
            points[TEMPLES[i]] = [x, 30.0, 40.0];
            points[JAW[i]] = [x, 150.0, 40.0 + away(STRAIGHT[1], 120.0)];
        }
        let (sin, cos) = up.to_radians().sin_cos();
        let (across, along) = lean.to_radians().sin_cos();
        for [x, y, z] in &mut points {
            (*y, *z) = (*y * cos + *z * sin, *z * cos - *y * sin);
            (*x, *y) = (*x * along - *y * across, *x * across + *y * along);
        }
        let right = Point {
            x: along,
            y: across,
        };
        Pose::of(
            &Mesh { points, score: 1.0 },
            Point { x: 0.0, y: 0.0 },
            right,
        )
    }

    #[test]
    fn a_nod_is_told_by_its_degrees_and_its_way_whatever_the_lean() {
        for up in [-20.0, 0.0, 20.0] {
            for lean in [-30.0, 0.0, 30.0] {
                let pose = nodded(up, lean);
                assert!((pose.pitch - up).abs() < 0.5, "{up}: {pose:?}");
                assert!((pose.roll - lean).abs() < 0.5, "{lean}: {pose:?}");
            }
        }
    }
}
