use std::sync::Arc;

use crate::closer::closer;
use crate::face::{Face, Finder, Silhouette, Tracker};
use crate::frame::Frame;
use crate::framing::{Framing, Proposal, Unfit, propose};
use crate::verdict::{Advice, Measured, Scene, Standards, Verdict, measure};
use crate::{Crop, Output, Picture, PortraitError, Size};

/// Finds the face, proposes the crop and gives the verdict, by what a template and an office ask.
#[derive(Clone)]
pub struct Examiner {
    /// Shared, because its models are large.
    pub finder: Arc<Finder>,
    /// How the head sits in the portrait.
    pub framing: Framing,
    /// The portrait's size gives the ratio of the crop.
    pub output: Output,
    /// What is asked of a portrait.
    pub standards: Standards,
}

/// What an [`Examiner`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct Examination {
    /// All faces, in pixels of the upright picture; the portrait's first.
    pub faces: Vec<Face>,
    /// The crop for the first face; nothing without a face.
    pub proposal: Option<Proposal>,
    /// What was measured of the first face, for other rules.
    pub measured: Vec<Measured>,
    /// What can be said about the first face.
    pub verdict: Verdict,
}

/// A picture with the faces that were found on it: another crop of it is judged without looking
/// for them again.
pub struct Subject {
    frame: Frame,
    /// In pixels of the frame.
    faces: Vec<Face>,
    silhouette: Option<Silhouette>,
    picture: Size,
    compression: Option<f64>,
}

/// The longer side of the copy of a picture that is examined. Our own number: a face of a quarter
/// of a portrait's width still has more pixels between the eyes than the iris model looks at.
const EXAMINED_SIDE: u32 = 1280;

impl Examiner {
    /// Examines a shot: pupils exact, with crown and background.
    ///
    /// # Errors
    ///
    /// As [`Examiner::look`].
    pub fn examine(&self, picture: &Picture) -> Result<Examination, PortraitError> {
        Ok(self.judge(&self.look(picture)?))
    }

    /// Finds the faces of a shot, for [`Examiner::judge`] and [`Examiner::judge_crop`].
    ///
    /// # Errors
    ///
    /// `FaceModels`; `TooMuchMemory` and the others of [`Picture::frame`].
    pub fn look(&self, picture: &Picture) -> Result<Subject, PortraitError> {
        let frame = picture.frame(EXAMINED_SIDE)?;
        let faces = self.finder.find(&frame)?;
        let (frame, faces) = closer(&self.finder, picture, frame, faces)?;
        let silhouette = match faces.first() {
            Some(face) => Some(self.finder.silhouette(&frame, face)?),
            None => None,
        };
        Ok(Subject {
            frame,
            faces,
            silhouette,
            picture: picture.upright_size(),
            compression: picture.stored_quality(),
        })
    }

    /// Proposes the crop of a subject and judges it.
    pub fn judge(&self, subject: &Subject) -> Examination {
        self.concluded(&Looked::at(subject), None)
    }

    /// Judges a crop that somebody else chose, in pixels of the upright picture.
    pub fn judge_crop(&self, subject: &Subject, crop: &Crop) -> Examination {
        self.concluded(&Looked::at(subject), Some(crop))
    }

    /// Examines one frame of a live view, following the face from the last one. `shot` is the size
    /// of a shot of the same view in pixels, which the frame may be a smaller copy of: pixels are
    /// counted in the shot, and points are told in its pixels.
    ///
    /// # Errors
    ///
    /// `FaceModels`.
    pub fn glance(
        &self,
        tracker: &mut Tracker,
        frame: &Frame,
        shot: Size,
    ) -> Result<Examination, PortraitError> {
        let looked = Looked {
            frame,
            faces: &tracker.follow(frame)?,
            silhouette: None,
            picture: shot,
            compression: None,
        };
        Ok(self.concluded(&looked, None))
    }

    /// Judges the crop that was chosen, or else the one that is proposed.
    fn concluded(&self, looked: &Looked, chosen: Option<&Crop>) -> Examination {
        let Looked {
            frame,
            faces,
            silhouette,
            picture,
            compression,
        } = looked;
        let scale = f64::from(picture.width) / f64::from(frame.size().width);
        let output = Size {
            width: self.output.width,
            height: self.output.height,
        };
        let crown = silhouette.and_then(Silhouette::crown);
        let proposal = faces
            .first()
            .map(|face| propose(face, crown, frame.size(), &self.framing, output));
        let chosen = chosen.map(|crop| crop.scaled(1.0 / scale));
        let crop = chosen.or_else(|| proposal.and_then(|p| p.crop()));
        let scene = Scene {
            frame,
            faces,
            crop,
            proposal,
            silhouette: *silhouette,
            scale,
            output_width: f64::from(output.width),
            compression: *compression,
        };
        let measured = measure(&scene);
        Examination {
            faces: faces.iter().map(|face| face.scaled(scale)).collect(),
            proposal: proposal.map(|p| p.scaled(scale)),
            verdict: self.standards.judge(&measured),
            measured,
        }
    }
}

/// What was seen on one frame, before it is judged.
struct Looked<'a> {
    frame: &'a Frame,
    faces: &'a [Face],
    silhouette: Option<&'a Silhouette>,
    picture: Size,
    compression: Option<f64>,
}

impl<'a> Looked<'a> {
    fn at(subject: &'a Subject) -> Self {
        Self {
            frame: &subject.frame,
            faces: &subject.faces,
            silhouette: subject.silhouette.as_ref(),
            picture: subject.picture,
            compression: subject.compression,
        }
    }
}

impl Examination {
    /// The proposed crop, if there is one.
    pub fn crop(&self) -> Option<Crop> {
        self.proposal.and_then(|proposal| proposal.crop())
    }

    /// The one thing to say first; nothing if all is well.
    pub fn instruction(&self) -> Option<Advice> {
        self.verdict.instruction_beside(self.unfit())
    }

    /// Why no crop lies on the picture, if none does.
    pub fn unfit(&self) -> Option<Unfit> {
        match self.proposal {
            Some(Proposal::Unfit { why, .. }) => Some(why),
            _ => None,
        }
    }

    /// Where no crop has room, the one on the picture that comes nearest to the family's, in
    /// pixels of the upright picture: [`Proposal::nearest`]. Nothing if a crop was proposed, or if
    /// there is no face.
    pub fn nearest(&self) -> Option<Crop> {
        self.proposal.and_then(Proposal::nearest)
    }
}

impl From<Unfit> for Advice {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::StepBack => Self::StepBack,
            Unfit::MoveLeft => Self::MoveLeft,
            Unfit::MoveRight => Self::MoveRight,
            Unfit::MoveUp => Self::MoveUp,
            Unfit::MoveDown => Self::MoveDown,
        }
    }
}
