//! Faces of a picture that nobody knows yet: upright or lying, large or small.

use std::f64::consts::{FRAC_PI_2, PI};

use super::detector::{self, Detection};
use super::finder::same_face;
use super::mesh::region_of;
use super::{Bounds, Finder, Mesh};
use crate::frame::{Frame, Region};
use crate::{Point, PortraitError, Size};

/// A face that was found, with its mesh.
pub(super) struct Found {
    pub mesh: Mesh,
    /// How sure the detector was.
    pub score: f64,
    /// Where the detector saw it.
    pub region: Region,
}

/// A face that is found this surely stands upright. Our own number: those of the test portraits that
/// stand on their heads are taken for upright ones with at most 0.73, those in order found with 0.89 to 0.94,
/// blurred or overexposed ones with 0.7 to 0.8.
const SURE: f64 = 0.85;

/// Not more faces are looked at closer in the whole, and as many again in its parts. Our own number:
/// more of them are no portrait, and cost 3 ms each.
const MOST_FACES: usize = 16;

/// Parts are halved down to this share of the longer side. Our own number: a face is found from 6 % of a
/// part's side on, so that quarters show those of 2 % of the picture's, as many as MediaPipe's full-range
/// detector does.
const SMALLEST_PART: f64 = 0.25;

/// No part is smaller, in pixels. Our own number: the detector sees it at twice its size.
const FEWEST_PIXELS: f64 = 64.0;

/// The steps between parts, in their sides. Our own number: a face that is too small for parts twice as
/// wide takes a quarter of the side at most, so that it lies whole in one of them.
const STEP: f64 = 0.7;

/// Where the largest face takes this share of a part's side, nobody is looked for in smaller parts. Our
/// own number: a face is found from 0.12 on, and one of less than 0.45 of the largest's side does not count
/// beside it (a fifth of the area).
const AMPLE: f64 = 0.26;

/// How wide a face of a part is looked at anew, in sides of its mesh's box. Our own numbers: about the
/// shares of a picture that the detector was made for.
const ANEW: [f64; 2] = [3.0, 4.5];

/// A face of a part is one if the detector is this sure when it looks anew, in the mean. Our own number:
/// roofs, flowers and motorcycles reach 0.72, faces of real groups 0.82 at least, most of them 0.9.
const SURE_ANEW: f64 = 0.77;

/// A mesh that is less sure than this, of a face that is not found for sure, may be that of a cat. Our own
/// number: a cat's has 0.6, those of 2,083 real faces 0.7 at least and nearly all of them 0.95.
const SURE_MESH: f64 = 0.9;

/// It is a face all the same if the detector is this sure when it looks anew, in the mean. Our own number:
/// the cat reaches nothing, a face with its colours inverted 0.37, real ones of such meshes 0.53 at least.
const FACE_ANEW: f64 = 0.45;

/// Of two boxes one belongs to the other if they share more than this part of the smaller. Our own
/// number: cheek to cheek, it is a tenth.
const WITHIN: f64 = 0.3;

impl Finder {
    /// All faces of a frame. Where the whole shows none for sure, those that lie on their side are looked
    /// for; then smaller ones, in parts, as long as one that counts could be missed.
    pub(super) fn search(&self, frame: &Frame) -> Result<Vec<Found>, PortraitError> {
        let whole = detector::whole(frame);
        let known = self.found_in(frame, &whole)?;
        let mut known = self.without_doubtful(frame, known)?;
        if surest(&known) < SURE {
            known = self.or_turned(frame, known)?;
        }
        let mut side = whole.width;
        let smallest = smallest_part(frame.size());
        while side > smallest && largest(&known) < AMPLE * side {
            side /= 2.0;
            known.extend(self.found_in_parts(frame, side)?);
            known = apart(known);
        }
        Ok(known)
    }

    /// The faces of a picture that lies on a side or stands on its head, if one is found there more
    /// surely: one that is seen the wrong way up may look like another, with eyes in its chin.
    fn or_turned(&self, frame: &Frame, upright: Vec<Found>) -> Result<Vec<Found>, PortraitError> {
        let whole = detector::whole(frame);
        let mut best = upright;
        for angle in [-FRAC_PI_2, FRAC_PI_2, PI] {
            let found = self.detector().detect(frame, &Region { angle, ..whole })?;
            let first = found.first().map_or(0.0, |first| first.score);
            if first <= surest(&best) {
                continue;
            }
            let found = self.meshes_of(frame, &found)?;
            let found = self.without_doubtful(frame, found)?;
            if surest(&found) > surest(&best) {
                best = found;
            }
        }
        Ok(best)
    }

    /// Those that the detector or the mesh is sure of, and those that the detector knows again.
    fn without_doubtful(
        &self,
        frame: &Frame,
        found: Vec<Found>,
    ) -> Result<Vec<Found>, PortraitError> {
        let mut faces = Vec::new();
        for face in found {
            if !self.is_doubtful(frame, &face.mesh, face.score)? {
                faces.push(face);
            }
        }
        Ok(faces)
    }

    /// Whether neither the detector nor the mesh is sure of a face, nor the detector when it looks anew.
    pub(super) fn is_doubtful(
        &self,
        frame: &Frame,
        mesh: &Mesh,
        score: f64,
    ) -> Result<bool, PortraitError> {
        let sure = score >= SURE || mesh.score >= SURE_MESH;
        Ok(!sure && self.sureness(frame, mesh)? < FACE_ANEW)
    }

    fn found_in(&self, frame: &Frame, region: &Region) -> Result<Vec<Found>, PortraitError> {
        self.meshes_of(frame, &self.detector().detect(frame, region)?)
    }

    /// The faces in overlapping square parts. A box that reaches beyond its part is left to the next.
    fn found_in_parts(&self, frame: &Frame, side: f64) -> Result<Vec<Found>, PortraitError> {
        let size = frame.size();
        let mut found = Vec::new();
        for part in parts(size, side) {
            let here = self.detector().detect(frame, &part)?;
            found.extend(
                here.into_iter()
                    .filter(|d| is_whole(&d.bounds, &part, size)),
            );
        }
        let mut faces = Vec::new();
        for found in self.meshes_of(frame, &detector::merged(found))? {
            let score = self.sureness(frame, &found.mesh)?;
            faces.extend((score >= SURE_ANEW).then_some(Found { score, ..found }));
        }
        Ok(faces)
    }

    /// How sure the detector is of a face that it is shown upright, in the middle and in a size that it
    /// was made for: what only looked like one in a corner does so no more.
    fn sureness(&self, frame: &Frame, mesh: &Mesh) -> Result<f64, PortraitError> {
        let bounds = mesh.bounds();
        let around = mesh.region();
        let mut sum = 0.0;
        for sides in ANEW {
            let side = bounds.width.max(bounds.height) * sides;
            let region = Region {
                width: side,
                height: side,
                ..around
            };
            let found = self.detector().detect(frame, &region)?;
            let here = found
                .iter()
                .filter(|d| d.bounds.share_within(&bounds) > WITHIN);
            sum += here.map(|d| d.score).fold(0.0, f64::max);
        }
        Ok(sum / ANEW.len() as f64)
    }

    fn meshes_of(&self, frame: &Frame, found: &[Detection]) -> Result<Vec<Found>, PortraitError> {
        let mut faces = Vec::new();
        for detection in found.iter().take(MOST_FACES) {
            let (score, region) = (detection.score, region_of(detection));
            let mesh = self.settled(frame, detection)?;
            faces.extend(mesh.map(|mesh| Found {
                mesh,
                score,
                region,
            }));
        }
        Ok(apart(faces))
    }
}

/// The score of the surest of some faces; zero for none.
fn surest(faces: &[Found]) -> f64 {
    faces.iter().map(|face| face.score).fold(0.0, f64::max)
}

/// The side of a square as large as the largest face's box; zero for none.
fn largest(faces: &[Found]) -> f64 {
    let areas = faces.iter().map(|face| face.mesh.bounds().area());
    areas.fold(0.0, f64::max).sqrt()
}

/// Each face once, the surest first.
fn apart(mut faces: Vec<Found>) -> Vec<Found> {
    faces.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut told: Vec<Found> = Vec::new();
    for face in faces {
        let bounds = face.mesh.bounds();
        let is_known = |known: &Found| {
            let known = known.mesh.bounds();
            same_face(&known, &bounds) || known.share_within(&bounds) > WITHIN
        };
        if !told.iter().any(is_known) {
            told.push(face);
        }
    }
    told
}

/// The side of the smallest parts of a picture: of a panorama, no more than its height.
fn smallest_part(size: Size) -> f64 {
    let [width, height] = [size.width, size.height].map(f64::from);
    let share = width.max(height) * SMALLEST_PART;
    share.min(width.min(height)).max(FEWEST_PIXELS)
}

/// Squares of this side that cover a picture, each overlapping the next.
fn parts(size: Size, side: f64) -> impl Iterator<Item = Region> {
    let [across, down] = [size.width, size.height].map(|length| middles(f64::from(length), side));
    down.into_iter().flat_map(move |y| {
        across.clone().into_iter().map(move |x| Region {
            centre: Point { x, y },
            width: side,
            height: side,
            angle: 0.0,
            mirrored: false,
        })
    })
}

/// The middles of parts along a length.
fn middles(length: f64, side: f64) -> Vec<f64> {
    let room = length - side;
    if room <= 0.0 {
        return vec![length / 2.0];
    }
    let steps = (room / (STEP * side)).ceil();
    (0..=steps as usize)
        .map(|n| side / 2.0 + room * n as f64 / steps)
        .collect()
}

/// Whether a box lies in a part of a picture, as far as that goes on beyond the part.
fn is_whole(bounds: &Bounds, part: &Region, size: Size) -> bool {
    let inside = |start: f64, length: f64, middle: f64, end: u32| {
        let (from, to) = (middle - part.width / 2.0, middle + part.width / 2.0);
        (from <= 0.0 || start >= from) && (to >= f64::from(end) || start + length <= to)
    };
    inside(bounds.x, bounds.width, part.centre.x, size.width)
        && inside(bounds.y, bounds.height, part.centre.y, size.height)
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
