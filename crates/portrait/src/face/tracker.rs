use std::sync::Arc;

use super::finder::{LEAST_SCORE, sort_for_portrait};
use super::{Face, Finder};
use crate::PortraitError;
use crate::frame::Frame;

/// Follows a face from one frame of a live view to the next, which costs far less than finding it
/// anew: it is looked for where it just was, and only now and then the whole frame is searched
/// for others.
///
/// Its pupils are the middles of the eyes; [`Finder::find`] knows them exactly.
pub struct Tracker {
    finder: Arc<Finder>,
    followed: Option<Face>,
    others: Vec<Face>,
    frames: u32,
}

/// Every so many frames the whole frame is searched for others. Our own number: about two looks
/// a second.
const SEARCH_EVERY: u32 = 8;

impl Tracker {
    /// A tracker that has seen nothing yet.
    pub fn new(finder: Arc<Finder>) -> Self {
        Self {
            finder,
            followed: None,
            others: Vec::new(),
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
        if self.followed.is_none() {
            self.search(frame)?;
        } else if self.frames.is_multiple_of(SEARCH_EVERY) {
            self.others = self.new_faces(frame)?;
        }
        Ok(self.followed.iter().chain(&self.others).cloned().collect())
    }

    /// Looks for the followed face where it was.
    fn step(&mut self, frame: &Frame) -> Result<(), PortraitError> {
        let Some(face) = self.followed.take() else {
            return Ok(());
        };
        let mesh = self.finder.mesh(frame, &face.mesh.region())?;
        let score = mesh.score;
        let still = score >= LEAST_SCORE;
        self.followed = still.then(|| Face::of_mesh(mesh, score));
        Ok(())
    }

    fn search(&mut self, frame: &Frame) -> Result<(), PortraitError> {
        self.others.clear();
        let mut faces = self.new_faces(frame)?;
        sort_for_portrait(&mut faces, frame);
        let mut faces = faces.into_iter();
        self.followed = faces.next();
        self.others = faces.collect();
        Ok(())
    }

    /// Faces of the whole frame that are not the followed one.
    fn new_faces(&self, frame: &Frame) -> Result<Vec<Face>, PortraitError> {
        let known = self.followed.as_ref().map(|face| face.bounds);
        let mut faces = Vec::new();
        for found in self.finder.detect_live(frame, self.frames)? {
            if known.is_some_and(|k| k.overlap(&found.bounds) > SAME_FACE) {
                continue;
            }
            if let Some(mesh) = self.finder.settled(frame, &found)? {
                faces.push(Face::of_mesh(mesh, found.score));
            }
        }
        Ok(faces)
    }
}

/// A box that shares more than this part with the followed face is that face. Our own number:
/// a detector's box and a mesh's differ.
const SAME_FACE: f64 = 0.2;
