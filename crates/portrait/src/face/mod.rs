//! Faces: where they are, how they are turned, and what belongs to the person.

mod convolutions;
mod detector;
mod finder;
mod iris;
#[cfg(test)]
pub(crate) mod lids_tests;
mod mesh;
mod network;
mod pose;
mod pupils;
mod search;
mod silhouette;
mod tracker;

use serde::{Deserialize, Serialize};

use crate::Point;
use crate::frame::Region;
pub use finder::Finder;
pub(crate) use finder::sort_for_portrait;
pub(crate) use mesh::Mesh;
#[cfg(test)]
pub(crate) use mesh::POINTS;
use mesh::point;
pub use pose::Pose;
pub(crate) use silhouette::Silhouette;
pub use tracker::Tracker;

/// An upright box in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Left side.
    pub x: f64,
    /// Upper side.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Points of a face in pixels. Left and right are those of the picture where the head is upright: a
/// person's right eye is the left one, as an onlooker sees it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Landmarks {
    /// The middle of the left pupil.
    pub left_eye: Point,
    /// The middle of the right pupil.
    pub right_eye: Point,
    /// The tip of the nose.
    pub nose: Point,
    /// The left corner of the mouth.
    pub mouth_left: Point,
    /// The right corner of the mouth.
    pub mouth_right: Point,
    /// The lowest point of the chin.
    pub chin: Point,
}

/// One face of a picture, in its pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The box around eyes, mouth, chin and forehead. Its upper side is the forehead, not the
    /// crown.
    pub bounds: Bounds,
    /// How surely this is a face, from 0 to 1.
    pub score: f64,
    /// Eyes, nose, mouth and chin.
    pub landmarks: Landmarks,
    /// How the head is turned.
    pub pose: Pose,
    /// The smaller of the two eyes' openings, in pixels.
    pub(crate) eyelid_gap: f64,
    pub(crate) mesh: Mesh,
}

impl Bounds {
    pub(crate) fn centre(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    pub(crate) fn area(&self) -> f64 {
        self.width * self.height
    }

    /// The area that both of two boxes cover.
    fn shared(&self, other: &Self) -> f64 {
        let shared = |a: f64, a_length: f64, b: f64, b_length: f64| {
            ((a + a_length).min(b + b_length) - a.max(b)).max(0.0)
        };
        shared(self.x, self.width, other.x, other.width)
            * shared(self.y, self.height, other.y, other.height)
    }

    /// The part of the smaller of two boxes that the other one covers.
    pub(crate) fn share_within(&self, other: &Self) -> f64 {
        let smaller = self.area().min(other.area());
        if smaller > 0.0 {
            self.shared(other) / smaller
        } else {
            0.0
        }
    }

    /// The part of the union of two boxes that both cover.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        let both = self.shared(other);
        let either = self.area() + other.area() - both;
        if either > 0.0 { both / either } else { 0.0 }
    }
}

impl Face {
    /// From a mesh whose pupils and eyelids are known.
    fn of(mesh: Mesh, eyes: [iris::Eye; 2], score: f64) -> Self {
        let [left, right] = eyes;
        let landmarks = Landmarks {
            left_eye: left.pupil,
            right_eye: right.pupil,
            nose: mesh.point(point::NOSE),
            mouth_left: mesh.point(point::MOUTH[0]),
            mouth_right: mesh.point(point::MOUTH[1]),
            chin: mesh.point(point::CHIN),
        };
        Self {
            bounds: mesh.bounds(),
            score,
            landmarks,
            pose: Pose::of(&mesh, left.pupil, right.pupil),
            eyelid_gap: left.gap.min(right.gap),
            mesh,
        }
    }

    /// From a mesh alone: a pupil is then thought in the middle between the corners of its eye,
    /// and the eye shut.
    #[cfg(test)]
    pub(crate) fn of_mesh(mesh: Mesh, score: f64) -> Self {
        let eyes = [point::LEFT_EYE, point::RIGHT_EYE].map(|[a, b]| iris::Eye {
            pupil: mesh.point(a).middle(mesh.point(b)),
            gap: 0.0,
        });
        Self::of(mesh, eyes, score)
    }

    /// The distance of the pupils, in pixels.
    pub fn eye_distance(&self) -> f64 {
        self.landmarks.left_eye.distance(self.landmarks.right_eye)
    }

    /// The point half-way between the pupils.
    pub fn between_eyes(&self) -> Point {
        self.landmarks.left_eye.middle(self.landmarks.right_eye)
    }

    /// From between the eyes to the chin, in pixels: the unit of most measures of a head.
    pub(crate) fn eyes_to_chin(&self) -> f64 {
        self.between_eyes().distance(self.landmarks.chin)
    }

    /// Where its mesh is looked for, that many times as wide.
    pub(crate) fn room(&self, times: f64) -> Region {
        let region = self.mesh.region();
        Region {
            width: region.width * times,
            height: region.height * times,
            ..region
        }
    }

    /// The distance of the lips' inner edges, in pixels.
    pub(crate) fn lip_gap(&self) -> f64 {
        self.mesh.gap(&[point::LIPS])
    }

    /// The outline of the face, from forehead to chin and back.
    pub(crate) fn outline(&self) -> impl Iterator<Item = Point> {
        point::OUTLINE.into_iter().map(|p| self.mesh.point(p))
    }

    /// The middles of the cheeks, left and right.
    pub(crate) fn cheeks(&self) -> [Point; 2] {
        point::CHEEKS.map(|p| self.mesh.point(p))
    }

    /// The same face in a copy of the picture that is `by` times as large.
    pub(crate) fn scaled(&self, by: f64) -> Self {
        let Landmarks {
            left_eye,
            right_eye,
            nose,
            mouth_left,
            mouth_right,
            chin,
        } = self.landmarks;
        let at = |point: Point| point.divided(1.0 / by);
        Self {
            bounds: Bounds {
                x: self.bounds.x * by,
                y: self.bounds.y * by,
                width: self.bounds.width * by,
                height: self.bounds.height * by,
            },
            score: self.score,
            landmarks: Landmarks {
                left_eye: at(left_eye),
                right_eye: at(right_eye),
                nose: at(nose),
                mouth_left: at(mouth_left),
                mouth_right: at(mouth_right),
                chin: at(chin),
            },
            pose: self.pose,
            eyelid_gap: self.eyelid_gap * by,
            mesh: self.mesh.scaled(by),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_overlap_by_what_both_cover_of_what_either_covers() {
        let bounds = |x, width| Bounds {
            x,
            y: 0.0,
            width,
            height: 10.0,
        };
        assert!((bounds(0.0, 10.0).overlap(&bounds(5.0, 10.0)) - 1.0 / 3.0).abs() < 1e-9);
        assert!(bounds(0.0, 10.0).overlap(&bounds(20.0, 5.0)) < 1e-9);
        assert!(
            bounds(0.0, 0.0).overlap(&bounds(0.0, 0.0)) < 1e-9,
            "no area, no share"
        );
    }
}
