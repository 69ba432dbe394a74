use std::sync::Arc;

use rten::ThreadPool;

use super::detector::{self, Detection, Detector};
use super::iris::Irises;
use super::mesh::{self, Mesh, Mesher};
use super::pupils::Pupils;
use super::silhouette::{Segmenter, Silhouette};
use super::{Bounds, Face};
use crate::frame::{Frame, Region};
use crate::{Point, PortraitError};

/// Finds faces. Holds the models, 6 MB of files; made once and shared.
///
/// Everything runs on one thread, so that a live view keeps the other cores.
pub struct Finder {
    detector: Detector,
    mesher: Mesher,
    irises: Irises,
    pupils: Pupils,
    segmenter: Segmenter,
}

/// A mesh that is less sure than this is no face: what looked like one to the detector is dropped.
/// The threshold of MediaPipe's graph `face_landmark_cpu`.
pub(super) const LEAST_SCORE: f64 = 0.5;

/// Not more faces of a live frame are looked at closer, those first that would be the portrait's. Our own
/// number: a portrait has one.
const MOST_FACES: usize = 4;

/// How many times a mesh is drawn anew around its own points when a face was just found. The
/// detector's box is coarse; the second time settles it.
const ROUNDS: usize = 2;

impl Finder {
    /// Reads the models that are part of the program.
    ///
    /// # Errors
    ///
    /// [`PortraitError::FaceModels`] if one cannot be read.
    pub fn new() -> Result<Self, PortraitError> {
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        Ok(Self {
            detector: Detector::new()?,
            mesher: Mesher::new()?,
            irises: Irises::new()?,
            pupils: Pupils::new()?,
            segmenter: Segmenter::new(&threads)?,
        })
    }

    /// All faces of a frame, with exact pupils: first the one for the portrait, which is large and
    /// near the middle.
    ///
    /// # Errors
    ///
    /// [`PortraitError::FaceModels`] if a model fails.
    pub fn find(&self, frame: &Frame) -> Result<Vec<Face>, PortraitError> {
        let mut faces = Vec::new();
        for found in self.search(frame)? {
            faces.push(self.exact(frame, found.mesh, found.score, &found.region)?);
        }
        sort_for_portrait(&mut faces, frame.size().width);
        Ok(faces)
    }

    /// A face as it looks on a frame that shows more of it now; nothing if it is none there.
    pub(crate) fn again(&self, frame: &Frame, face: &Face) -> Result<Option<Face>, PortraitError> {
        let Some(mesh) = self.settled_in(frame, &face.mesh.region())? else {
            return Ok(None);
        };
        let region = mesh.region();
        self.exact(frame, mesh, face.score, &region).map(Some)
    }

    /// A face of a shot: with the pupils that MediaPipe finds in a region.
    fn exact(
        &self,
        frame: &Frame,
        mesh: Mesh,
        score: f64,
        region: &Region,
    ) -> Result<Face, PortraitError> {
        let pupils = self.pupils.of(frame, region)?;
        let mut eyes = self.irises.eyes(frame, &mesh)?;
        for (eye, pupil) in eyes.iter_mut().zip(pupils) {
            eye.pupil = pupil;
        }
        Ok(Face::of(mesh, eyes, score))
    }

    /// A face of a mesh that settled: with the iris model's pupils and eyelids.
    pub(super) fn face(
        &self,
        frame: &Frame,
        mesh: Mesh,
        score: f64,
    ) -> Result<Face, PortraitError> {
        let eyes = self.irises.eyes(frame, &mesh)?;
        Ok(Face::of(mesh, eyes, score))
    }

    /// The boxes of the faces of a live frame, which stands upright and is soon followed by
    /// another: where the whole shows none, one part is looked at, each frame a different one.
    pub(super) fn detect_live(
        &self,
        frame: &Frame,
        number: u32,
    ) -> Result<Vec<Detection>, PortraitError> {
        let found = self.detect_in(frame, &detector::whole(frame))?;
        if found.is_empty() {
            return self.detect_in(frame, &part(frame, number as usize));
        }
        Ok(found)
    }

    pub(super) fn detector(&self) -> &Detector {
        &self.detector
    }

    fn detect_in(&self, frame: &Frame, region: &Region) -> Result<Vec<Detection>, PortraitError> {
        let found = self.detector.detect(frame, region)?;
        Ok(weightiest(found, frame.size().width))
    }

    pub(super) fn mesh(&self, frame: &Frame, region: &Region) -> Result<Mesh, PortraitError> {
        self.mesher.mesh(frame, region)
    }

    /// The mesh of a detection, if it is a face.
    pub(super) fn settled(
        &self,
        frame: &Frame,
        found: &Detection,
    ) -> Result<Option<Mesh>, PortraitError> {
        self.settled_in(frame, &mesh::region_of(found))
    }

    fn settled_in(&self, frame: &Frame, region: &Region) -> Result<Option<Mesh>, PortraitError> {
        let mut mesh = self.mesh(frame, region)?;
        for _ in 1..ROUNDS {
            if mesh.score < LEAST_SCORE {
                return Ok(None);
            }
            mesh = self.mesh(frame, &mesh.region())?;
        }
        Ok(Some(mesh).filter(|mesh| mesh.score >= LEAST_SCORE))
    }

    /// What belongs to the person of one face.
    pub(crate) fn silhouette(
        &self,
        frame: &Frame,
        face: &Face,
    ) -> Result<Silhouette, PortraitError> {
        self.segmenter.segment(frame, face)
    }
}

/// A part of a frame, half as wide as the whole: a face that is too small for the whole at 128 x
/// 128 pixels may be found in it.
fn part(frame: &Frame, number: usize) -> Region {
    let whole = detector::whole(frame);
    let (across, down) = PARTS[number % PARTS.len()];
    Region {
        centre: Point {
            x: whole.centre.x + across * f64::from(frame.size().width),
            y: whole.centre.y + down * f64::from(frame.size().height),
        },
        width: whole.width / 2.0,
        height: whole.height / 2.0,
        ..whole
    }
}

/// Where the middles of the parts lie, from the middle, in widths and heights of the frame.
const PARTS: [(f64, f64); 5] = [
    (0.0, 0.0),
    (-0.25, -0.25),
    (0.25, -0.25),
    (-0.25, 0.25),
    (0.25, 0.25),
];

/// Meshes that share more than this part settled on the same face. Our own number, the middle.
const SAME_MESH: f64 = 0.5;

/// Whether two meshes with these boxes settled on the same face.
pub(super) fn same_face(a: &Bounds, b: &Bounds) -> bool {
    a.overlap(b) > SAME_MESH
}

/// How much the face of a box is the one for the portrait: its area in square pixels, where a face at the edge
/// counts as half as large as one in the middle. Our own weights.
pub(super) fn weight(bounds: &Bounds, frame_width: u32) -> f64 {
    let middle = f64::from(frame_width) / 2.0;
    let off = (bounds.centre().x - middle).abs() / middle;
    bounds.area() * (1.0 - off.min(1.0) / 2.0)
}

/// As many as are looked at closer, the weightiest first.
fn weightiest(mut found: Vec<Detection>, frame_width: u32) -> Vec<Detection> {
    let weight = |one: &Detection| weight(&one.bounds, frame_width);
    found.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    found.truncate(MOST_FACES);
    found
}

/// The weightiest first.
pub(crate) fn sort_for_portrait(faces: &mut [Face], frame_width: u32) {
    let weight = |face: &Face| weight(&face.bounds, frame_width);
    faces.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(x: f64, side: f64, score: f64) -> Detection {
        let bounds = Bounds {
            x: x - side / 2.0,
            y: 0.0,
            width: side,
            height: side,
        };
        let eyes = [Point { x, y: 0.0 }; 2];
        Detection {
            bounds,
            score,
            eyes,
        }
    }

    #[test]
    fn the_portraits_face_is_looked_at_also_if_a_crowd_behind_it_is_told_more_surely() {
        let mut found: Vec<_> = (0..6)
            .map(|n| seen(100.0 + 150.0 * f64::from(n), 60.0, 0.9))
            .collect();
        found.push(seen(480.0, 200.0, 0.6));
        let chosen = weightiest(found, 1000);
        assert_eq!(chosen.len(), MOST_FACES);
        assert_eq!(chosen[0].bounds.width, 200.0);
    }
}
