//! MediaPipe's selfie segmentation: what belongs to the person, hair included.

use std::sync::Arc;

use rten::ThreadPool;

use super::Face;
use super::network::Network;
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError};

const SIDE: usize = 256;

/// The region shown to the model, in distances from the eyes to the chin, and how far below the
/// eyes its middle lies. Our own numbers: head and shoulders, as in the pictures it was made for.
const REGION: f64 = 4.5;
const BELOW_EYES: f64 = 0.4;

/// From this probability a pixel belongs to the person. Our own number, the middle.
const PERSON: f32 = 0.5;

/// The crown is looked for in a band of this width about the middle of the face, and is where less
/// than this part of the band belongs to the person; in distances from the eyes to the chin. Our
/// own numbers: wide enough not to follow a single lock of hair.
const BAND: f64 = 0.7;
const LEAST_PART: f64 = 0.25;

/// Who belongs to the picture, around one face.
pub(crate) struct Silhouette {
    region: Region,
    /// Rows of probabilities.
    person: Vec<f32>,
}

pub(super) struct Segmenter(Network);

impl Segmenter {
    pub fn new(threads: &Arc<ThreadPool>) -> Result<Self, PortraitError> {
        let onnx = include_bytes!("../../models/silhouette.onnx");
        Network::load(onnx, &["activation_10"], threads).map(Self)
    }

    pub fn segment(&self, frame: &Frame, face: &Face) -> Result<Silhouette, PortraitError> {
        let chin = face.eyes_to_chin();
        let angle = face.pose.roll.to_radians();
        let region = Region {
            centre: face.between_eyes().moved(0.0, chin * BELOW_EYES, angle),
            width: chin * REGION,
            height: chin * REGION,
            angle,
            mirrored: false,
        };
        let mut values = frame.patch(&region, (SIDE, SIDE), Beyond::Edge);
        for value in &mut values {
            *value /= 255.0;
        }
        let results = self.0.run(&values, SIDE)?;
        match results.into_iter().next() {
            Some(person) if person.len() == SIDE * SIDE => Ok(Silhouette { region, person }),
            _ => Err(PortraitError::FaceModels),
        }
    }
}

impl Silhouette {
    /// The probability that a point of the frame belongs to the person; nothing outside of what
    /// was looked at.
    pub fn person_at(&self, point: Point) -> Option<f32> {
        let (u, v) = self.region.fractions(point);
        let within = (0.0..1.0).contains(&u) && (0.0..1.0).contains(&v);
        let cell = |share: f64| (share * SIDE as f64) as usize;
        within.then(|| self.person[cell(v) * SIDE + cell(u)])
    }

    /// How far the crown is above the line of the eyes, in pixels of the frame; nothing if the
    /// person does not end within what was looked at.
    pub fn crown(&self) -> Option<f64> {
        let half = (BAND / REGION / 2.0 * SIDE as f64) as usize;
        let band = SIDE / 2 - half..SIDE / 2 + half;
        let eyes = ((0.5 - BELOW_EYES / REGION) * SIDE as f64) as usize;
        let least = (LEAST_PART * band.len() as f64) as usize;
        let filled = |row: &usize| {
            let row = &self.person[row * SIDE..][..SIDE];
            row[band.clone()].iter().filter(|&&p| p >= PERSON).count() > least
        };
        let above = (0..eyes).rev().take_while(filled).count();
        (above < eyes).then(|| above as f64 * self.region.height / SIDE as f64)
    }
}
