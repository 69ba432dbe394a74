use std::sync::Arc;

use super::finder::{LEAST_SCORE, same_face, sort_for_portrait, weight};
use super::{Face, Finder};
use crate::PortraitError;
use crate::frame::Frame;

/// Follows a face from one frame of a live view to the next, which costs far less than finding it
/// anew: it is looked for where it just was, and only now and then the whole frame is searched
/// for others. Whoever is clearly larger or nearer to the middle by then is followed instead.
///
/// Pupils and eyelids are those of the iris model, at each frame: the mesh alone hardly follows lids.
pub struct Tracker {
    finder: Arc<Finder>,
    /// The followed one first, then the others as they were when they were last looked for.
    faces: Vec<Face>,
    frames: u32,
}

/// Every so many frames the whole frame is searched for others. Our own number: of twelve frames a
/// second, three. Whoever steps in is seen before half a second of green has passed, and in one of
/// the four frames of a burst.
const SEARCH_EVERY: u32 = 4;

impl Tracker {
    /// A tracker that has seen nothing yet.
    pub fn new(finder: Arc<Finder>) -> Self {
        Self {
            finder,
            faces: Vec::new(),
            frames: 0,
        }
    }

    /// The faces of the next frame: first the one that is followed, then the others as they were
    /// when they were last looked for.
    ///
    /// # Errors
    ///
    /// [`PortraitError::FaceModels`] if a model fails.
    pub fn follow(&mut self, frame: &Frame) -> Result<Vec<Face>, PortraitError> {
        self.frames = self.frames.wrapping_add(1);
        self.step(frame)?;
        let width = frame.size().width;
        if self.faces.is_empty() {
            let mut found = self.search(frame)?;
            sort_for_portrait(&mut found, width);
            self.faces = apart(found);
        } else if self.frames.is_multiple_of(SEARCH_EVERY) {
            let found = self.search(frame)?;
            self.faces.truncate(1);
            self.faces.extend(found);
            self.faces = chosen(apart(std::mem::take(&mut self.faces)), width);
        }
        Ok(self.faces.clone())
    }

    /// Looks for the followed face where it was. It may have settled on one of the others.
    fn step(&mut self, frame: &Frame) -> Result<(), PortraitError> {
        let mut faces = std::mem::take(&mut self.faces);
        let Some(followed) = faces.first_mut() else {
            return Ok(());
        };
        let mesh = self.finder.mesh(frame, &followed.mesh.region())?;
        if mesh.score >= LEAST_SCORE {
            let score = mesh.score;
            *followed = self.finder.face(frame, mesh, score)?;
            self.faces = apart(faces);
        }
        Ok(())
    }

    /// Faces of the whole frame whose boxes are not that of the followed one.
    fn search(&self, frame: &Frame) -> Result<Vec<Face>, PortraitError> {
        let known = self.faces.first().map(|face| face.bounds);
        let mut faces = Vec::new();
        for found in self.finder.detect_live(frame, self.frames)? {
            if known.is_some_and(|k| k.overlap(&found.bounds) > SAME_FACE) {
                continue;
            }
            let Some(mesh) = self.finder.settled(frame, &found)? else {
                continue;
            };
            if !self.finder.is_doubtful(frame, &mesh, found.score)? {
                faces.push(self.finder.face(frame, mesh, found.score)?);
            }
        }
        Ok(faces)
    }
}

/// A box that shares more than this part with the followed face is that face. Our own number:
/// a detector's box and a mesh's differ.
const SAME_FACE: f64 = 0.2;

/// Another face is followed once it weighs this much more than the one that is. Our own number:
/// two people side by side, who move a little, do not take turns.
const CLEARLY: f64 = 1.3;

/// Each face once: two boxes may settle on the same one, and nobody who is alone is two.
fn apart(faces: Vec<Face>) -> Vec<Face> {
    let mut told: Vec<Face> = Vec::new();
    for face in faces {
        if !told
            .iter()
            .any(|known| same_face(&known.bounds, &face.bounds))
        {
            told.push(face);
        }
    }
    told
}

/// The first stays the first, unless another one weighs clearly more.
fn chosen(mut faces: Vec<Face>, frame_width: u32) -> Vec<Face> {
    let weight = |face: &Face| weight(&face.bounds, frame_width);
    let followed = faces.first().map_or(0.0, weight);
    let heaviest = faces
        .iter()
        .enumerate()
        .max_by(|(_, a), (_, b)| weight(a).total_cmp(&weight(b)));
    if let Some((at, _)) = heaviest.filter(|(_, face)| weight(face) > CLEARLY * followed) {
        faces.swap(0, at);
    }
    faces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::Mesh;
    use crate::face::mesh::POINTS;

    const WIDTH: u32 = 1000;

    /// A face in a box with this middle and this side, at half height.
    fn face(middle: f64, side: f64) -> Face {
        let point = |n: usize| {
            let off = if n.is_multiple_of(2) { -0.5 } else { 0.5 };
            [middle + off * side, 500.0 + off * side, 0.0]
        };
        let points = (0..POINTS).map(point).collect();
        Face::of_mesh(Mesh { points, score: 1.0 }, 1.0)
    }

    fn first_of(followed: Face, other: Face) -> f64 {
        chosen(vec![followed, other], WIDTH)[0].bounds.width
    }

    #[test]
    fn only_who_weighs_clearly_more_is_followed_instead() {
        assert_eq!(first_of(face(400.0, 100.0), face(600.0, 110.0)), 100.0);
        assert_eq!(first_of(face(400.0, 100.0), face(600.0, 120.0)), 120.0);
        let aside = "at the side one counts for less";
        assert_eq!(
            first_of(face(400.0, 100.0), face(950.0, 120.0)),
            100.0,
            "{aside}"
        );
        assert_eq!(chosen(Vec::new(), WIDTH), Vec::new());
    }

    #[test]
    fn meshes_that_settled_on_the_same_face_are_one() {
        let faces = vec![
            face(400.0, 100.0),
            face(410.0, 110.0),
            face(700.0, 60.0),
            face(702.0, 60.0),
        ];
        let told: Vec<f64> = apart(faces).iter().map(|f| f.bounds.width).collect();
        assert_eq!(told, [100.0, 60.0]);
    }
}
