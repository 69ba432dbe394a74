//! The face on a picture: where it is cut, and what was measured.

use std::sync::Arc;

use portrait::{Crop, Examiner, Framing, Measure, Measured, Picture, Standards, Subject, Unfit};
use serde::{Deserialize, Serialize};

use crate::boundary::{CropView, PortraitSize, Problem, TemplateSettings};
use crate::crops::output_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::taken::Look;

/// What was found on a picture, as it is cut, before anybody's rules are asked: those may change
/// while the form is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Findings {
    pub faces: u32,
    /// Why no crop was proposed; nothing once somebody chose one.
    pub unfit: Option<Unfit>,
    pub measured: Vec<Measured>,
    pub proposed: Option<CropView>,
    /// The family of crops that was asked for.
    #[serde(default)]
    pub framing: Option<Framing>,
}

/// A picture in memory, with the faces on it if they were looked for.
#[derive(Clone)]
pub(crate) struct Seen {
    pub picture: Arc<Picture>,
    pub subject: Option<Arc<Subject>>,
}

impl From<Arc<Picture>> for Seen {
    fn from(picture: Arc<Picture>) -> Seen {
        Seen {
            picture,
            subject: None,
        }
    }
}

/// A look at a face, by what a template and the office ask.
pub(crate) struct Study {
    examiner: Examiner,
    subject: Arc<Subject>,
}

impl Desk {
    /// Looks for the face on a picture, once. Without working models there is none: the picture is taken
    /// all the same.
    pub(crate) fn study(&self, seen: &mut Seen, settings: &TemplateSettings) -> Option<Study> {
        let study = self.studied(seen, settings);
        study
            .inspect_err(|error| {
                let code = Problem::from(error.clone()).code;
                tracing::warn!(?code, "a picture was taken without looking for a face");
            })
            .ok()
    }

    /// What looks at the pictures of a template, and holds them against these standards.
    pub(crate) fn examiner(
        &self,
        settings: &TemplateSettings,
        standards: Standards,
    ) -> Result<Examiner, DeskError> {
        Ok(Examiner {
            finder: self.inner().faces.finder()?,
            framing: self.framing(settings),
            output: output_of(self.portrait_size(settings)),
            standards,
        })
    }

    /// The family of crops of a template, else the office's.
    pub(crate) fn framing(&self, settings: &TemplateSettings) -> Framing {
        let family = settings.family.unwrap_or(self.settings().portrait.family);
        family.framing()
    }

    /// The size of a template's portraits, else the office's.
    pub(crate) fn portrait_size(&self, settings: &TemplateSettings) -> PortraitSize {
        let office = self.settings().portrait;
        PortraitSize {
            width: settings.output_width.unwrap_or(office.output_width),
            height: settings.output_height.unwrap_or(office.output_height),
        }
    }

    fn studied(&self, seen: &mut Seen, settings: &TemplateSettings) -> Result<Study, DeskError> {
        let examiner = self.examiner(settings, Standards(Vec::new()))?;
        let subject = match &seen.subject {
            Some(subject) => Arc::clone(subject),
            None => Arc::new(examiner.look(&seen.picture)?),
        };
        seen.subject = Some(Arc::clone(&subject));
        Ok(Study { examiner, subject })
    }
}

impl Study {
    /// Where the face is cut, if there is one with room about it.
    pub fn proposal(&self) -> Option<Crop> {
        self.examiner.judge(&self.subject).crop().map(rounded)
    }

    /// The same, or where there is no room about the face the crop on the picture that comes nearest:
    /// the middle of the picture may not even show it.
    pub fn cut(&self) -> Option<Crop> {
        let examination = self.examiner.judge(&self.subject);
        let crop = examination.crop().or_else(|| examination.nearest());
        crop.map(rounded)
    }

    /// What is found of a crop. One that somebody chose answers for itself where no other fits.
    pub fn findings(&self, crop: &Crop, chosen: bool) -> Findings {
        let examination = self.examiner.judge_crop(&self.subject, crop);
        let measured = examination.measured.iter();
        let told = measured.filter(|one| !chosen || one.measure != Measure::Fit);
        Findings {
            faces: u32::try_from(examination.faces.len()).unwrap_or(u32::MAX),
            unfit: examination.unfit().filter(|_| !chosen),
            proposed: examination.crop().map(rounded).map(CropView::from),
            measured: told.copied().map(short).collect(),
            framing: Some(self.examiner.framing),
        }
    }
}

/// A millionth of a pixel, or of whatever is measured: short enough to be read again as it was
/// written, and far below what can be told.
fn to_millionths(value: f64) -> f64 {
    const PARTS: f64 = 1e6;
    (value * PARTS).round() / PARTS
}

fn rounded(crop: Crop) -> Crop {
    Crop {
        x: to_millionths(crop.x),
        y: to_millionths(crop.y),
        width: to_millionths(crop.width),
        height: to_millionths(crop.height),
        angle: to_millionths(crop.angle),
    }
}

fn short(measured: Measured) -> Measured {
    Measured {
        value: to_millionths(measured.value),
        ..measured
    }
}

/// What a look gave, to be kept.
pub(crate) fn look_of(study: Option<&Study>, crop: &Crop, chosen: bool) -> Look {
    study.map_or(Look::Failed, |study| {
        Look::Found(study.findings(crop, chosen))
    })
}
