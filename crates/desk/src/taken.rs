//! A picture of the enrolment as it is kept: what the page sees of it, and how it came about.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use portrait::{Framing, Gate, Measure, Picture, Standards, Verdict};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::boundary::{
    CropView, PictureSource, PictureView, PortraitRecord, PortraitSettings, VerdictView,
};
use crate::looking::Findings;

/// The version of a picture that was not cut anew since it came into its field.
pub(crate) const AS_IT_CAME: u32 = 1;

/// One picture of an enrolment, beside its pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Taken {
    #[serde(flatten)]
    pub view: PictureView,
    /// What a look for faces gave; nothing where nobody has looked.
    #[serde(default)]
    pub look: Option<Look>,
    #[serde(default)]
    pub origin: Option<Origin>,
    /// The SHA-256 of the picture as it first came, in hexadecimal, of one that an order had before:
    /// it is the same picture still, under whatever name.
    #[serde(default)]
    pub first_sha256: Option<String>,
    /// Who said that it is used although it is blocked.
    #[serde(default)]
    pub allowed_by: Option<String>,
    /// What blocked it then: what blocks it only later was not seen by whoever said so.
    #[serde(default)]
    pub allowed: Vec<Measure>,
    /// The operator chose the crop.
    #[serde(default)]
    pub by_hand: bool,
    /// The crop as it was chosen, before it had to fit other templates.
    #[serde(default)]
    pub chosen: Option<CropView>,
    /// It came with the order that is ordered again, as it was taken for that.
    #[serde(default)]
    pub came_back: bool,
}

/// A look for faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Look {
    Found(Findings),
    /// Faces cannot be looked for on this computer.
    Failed,
}

/// Where a picture came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Origin {
    pub sha256: String,
    pub camera: Option<String>,
    pub by: String,
    pub station: String,
    pub at: DateTime<Utc>,
}

impl From<PictureView> for Taken {
    fn from(view: PictureView) -> Taken {
        Taken {
            view,
            look: None,
            origin: None,
            first_sha256: None,
            allowed_by: None,
            allowed: Vec::new(),
            by_hand: false,
            chosen: None,
            came_back: false,
        }
    }
}

impl Taken {
    /// It is cut as somebody wants it, or as it came: no face is followed.
    pub fn is_cut_as_it_is(&self) -> bool {
        use PictureSource::{Address, Order};
        self.by_hand || matches!(self.view.source, Address | Order)
    }

    /// Whether it was looked at for this family of crops; of an older one that is not known.
    pub fn is_framed_by(&self, family: &Framing) -> bool {
        match &self.look {
            Some(Look::Found(findings)) => findings.framing.is_none_or(|it| it == *family),
            _ => true,
        }
    }

    /// What the page sees of it; `original` says whether that is still kept.
    pub fn shown(&self, office: &PortraitSettings, original: bool) -> PictureView {
        let proposed = match &self.look {
            Some(Look::Found(findings)) => findings.proposed,
            _ => None,
        };
        PictureView {
            proposed,
            original,
            verdict: self.verdict(office),
            unjudged: self.look == Some(Look::Failed),
            ..self.view.clone()
        }
    }

    /// What the office's rules of today make of what was found.
    pub fn verdict(&self, office: &PortraitSettings) -> Option<VerdictView> {
        let Some(Look::Found(findings)) = &self.look else {
            return None;
        };
        let verdict = self.standards(office).judge(&findings.measured);
        let blocking = blocking(&verdict);
        let covers = !blocking.is_empty() && blocking.iter().all(|it| self.allowed.contains(it));
        let allowed_by = self.allowed_by.clone().filter(|_| covers);
        Some(VerdictView {
            instruction: verdict.instruction_beside(findings.unfit),
            passes: verdict.passes(),
            measures: verdict.0,
            faces: findings.faces,
            allowed_by: allowed_by.filter(|_| office.may_use_all_the_same),
        })
    }

    /// Uses it although it is blocked, because somebody says so; or no longer does.
    pub fn allow(&mut self, by: Option<String>, office: &PortraitSettings) {
        let verdict = match &self.look {
            Some(Look::Found(findings)) if by.is_some() => {
                self.standards(office).judge(&findings.measured)
            }
            _ => Verdict::default(),
        };
        self.allowed = blocking(&verdict);
        self.allowed_by = by;
    }

    /// Whether the office does not want it, and nobody may use it, or said so, all the same.
    pub fn is_blocked(&self, office: &PortraitSettings) -> bool {
        let verdict = self.verdict(office);
        verdict.is_some_and(|it| !it.passes && it.allowed_by.is_none())
    }

    /// A portrait that was ordered before was good enough then: nothing blocks it now.
    fn standards(&self, office: &PortraitSettings) -> Standards {
        let mut standards = office.standards();
        if self.was_ordered() {
            let blocking = standards.0.iter_mut().filter(|it| it.gate == Gate::Block);
            blocking.for_each(|rule| rule.gate = Gate::Advice);
        }
        standards
    }

    /// The SHA-256 of the picture as it came, where that is known.
    pub fn original_sha256(&self) -> Option<[u8; 32]> {
        bytes_of(self.sha256_in_hex()?)
    }

    /// The same in hexadecimal.
    pub fn sha256_in_hex(&self) -> Option<&String> {
        let own = self.origin.as_ref().map(|origin| &origin.sha256);
        own.or(self.first_sha256.as_ref())
    }

    /// The same, known to be the picture of this SHA-256, in hexadecimal.
    pub fn first_known_as(self, sha256: Option<String>) -> Taken {
        Taken {
            first_sha256: sha256,
            ..self
        }
    }

    /// Of one that was ordered by its address only the address is known, and not how it came here.
    fn was_ordered(&self) -> bool {
        match self.view.source {
            PictureSource::Order => true,
            PictureSource::Address => self.origin.is_none(),
            _ => self.came_back,
        }
    }

    /// The same, back from an order that is ordered again.
    pub fn back(mut self) -> Taken {
        self.view.version = AS_IT_CAME;
        self.came_back = true;
        self
    }

    /// It came with the order that is ordered again, and was neither taken nor cut anew since.
    pub fn is_as_ordered(&self) -> bool {
        self.was_ordered() && self.view.version == AS_IT_CAME
    }

    /// What is written down with the order.
    pub fn record(&self, office: &PortraitSettings) -> PortraitRecord {
        let origin = self.origin.as_ref();
        PortraitRecord {
            source: self.view.source,
            camera: origin.and_then(|it| it.camera.clone()),
            by: origin.map(|it| it.by.clone()).unwrap_or_default(),
            station: origin.map(|it| it.station.clone()).unwrap_or_default(),
            taken_at: origin.map(|it| it.at),
            original_sha256: self.sha256_in_hex().cloned(),
            crop: self.view.crop,
            verdict: self.verdict(office),
        }
    }
}

/// What keeps a portrait from being used.
fn blocking(verdict: &Verdict) -> Vec<Measure> {
    let wrong = verdict.0.iter().filter(|it| it.advice.is_some());
    let blocking = wrong.filter(|it| it.gate == Gate::Block);
    blocking.map(|it| it.measure).collect()
}

/// The SHA-256 of a picture as it came, in hexadecimal.
pub(crate) fn sha256_of(picture: &Picture) -> String {
    let hash = Sha256::digest(picture.bytes());
    hash.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes_of(sha256: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digits = sha256.as_bytes().chunks(2);
    for (byte, pair) in bytes.iter_mut().zip(digits) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    (sha256.len() == 64).then_some(bytes)
}
