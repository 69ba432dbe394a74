//! MediaPipe's selfie segmentation: what belongs to the person, hair included.

use std::sync::Arc;

use rten::ThreadPool;

use super::Face;
use super::network::Network;
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError, Size};

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
    /// The frame's size, beyond which nothing was seen.
    frame: Size,
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
        let region = face.surroundings();
        let mut values = frame.patch(&region, (SIDE, SIDE), Beyond::Edge);
        for value in &mut values {
            *value /= 255.0;
        }
        let results = self.0.run(&values, SIDE)?;
        match results.into_iter().next() {
            Some(person) if person.len() == SIDE * SIDE => Ok(Silhouette {
                region,
                frame: frame.size(),
                person,
            }),
            _ => Err(PortraitError::FaceModels),
        }
    }
}

impl Face {
    /// Head and shoulders: as much as is looked at of the portrait's face.
    pub(crate) fn surroundings(&self) -> Region {
        let chin = self.eyes_to_chin();
        let angle = self.pose.roll.to_radians();
        Region {
            centre: self.between_eyes().moved(0.0, chin * BELOW_EYES, angle),
            width: chin * REGION,
            height: chin * REGION,
            angle,
            mirrored: false,
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

    /// How far the crown is above the line of the eyes, in pixels of the frame: no further than the
    /// frame's edge, where what is left of a head that is cut off ends. Nothing if the person does
    /// not end within what was looked at.
    pub fn crown(&self) -> Option<f64> {
        let half = (BAND / REGION / 2.0 * SIDE as f64) as usize;
        let band = SIDE / 2 - half..SIDE / 2 + half;
        let eyes = ((0.5 - BELOW_EYES / REGION) * SIDE as f64) as usize;
        let least = (LEAST_PART * band.len() as f64) as usize;
        let filled = |row: &usize| {
            let row = &self.person[row * SIDE..][..SIDE];
            row[band.clone()].iter().filter(|&&p| p >= PERSON).count() > least
        };
        // Beyond the frame the model was shown the edge over and over, and may call that hair.
        let above = (0..eyes)
            .rev()
            .take_while(|row| self.is_on_frame(*row) && filled(row))
            .count();
        (above < eyes).then(|| above as f64 * self.region.height / SIDE as f64)
    }

    /// Whether the middle of a row was on the frame.
    fn is_on_frame(&self, row: usize) -> bool {
        let Point { x, y } = self.region.at(0.5, (row as f64 + 0.5) / SIDE as f64);
        let Size { width, height } = self.frame;
        (0.0..f64::from(width)).contains(&x) && (0.0..f64::from(height)).contains(&y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 256 pixels of a frame whose upper side is `beyond` pixels below the region's, all of them
    /// person up to the row `top`.
    fn silhouette(beyond: f64, top: usize) -> Silhouette {
        let side = SIDE as f64;
        let region = Region {
            centre: Point {
                x: 500.0,
                y: side / 2.0 - beyond,
            },
            width: side,
            height: side,
            angle: 0.0,
            mirrored: false,
        };
        let person = (0..SIDE * SIDE).map(|at| f32::from(at / SIDE >= top));
        Silhouette {
            region,
            frame: Size {
                width: 1000,
                height: 1000,
            },
            person: person.collect(),
        }
    }

    #[test]
    fn a_crown_is_where_the_person_ends_and_no_higher_than_the_frame() {
        assert_eq!(silhouette(0.0, 40).crown(), Some(65.0));
        assert_eq!(silhouette(30.0, 40).crown(), Some(65.0), "it ends below");
        assert_eq!(silhouette(50.0, 40).crown(), Some(55.0), "it is cut off");
        assert_eq!(silhouette(50.0, 0).crown(), Some(55.0), "the edge repeats");
    }

    #[test]
    fn a_person_who_does_not_end_within_what_was_looked_at_has_no_crown() {
        assert_eq!(silhouette(0.0, 0).crown(), None);
    }
}
