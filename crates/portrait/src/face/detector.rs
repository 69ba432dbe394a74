//! MediaPipe's short-range face detector: where faces are, roughly.
//!
//! It sees the whole picture at 128 x 128 pixels and answers, for each of 896 anchors, with a
//! score, a box and six points. Numbers below without a source of their own are those of
//! MediaPipe's graph `face_detection_short_range`.

use super::Bounds;
use super::convolutions::Convolutions;
use super::network::sigmoid;
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError};

const SIDE: usize = 128;

/// Anchors: two on each point of a 16 x 16 grid, then six on each of an 8 x 8 one.
const GRIDS: [(usize, usize); 2] = [(16, 2), (8, 6)];

/// Numbers per anchor: the box's middle and size, then six points.
const NUMBERS: usize = 16;

/// What the model says of each grid: the numbers, then the scores.
const OUTPUTS: [&str; 4] = [
    "regressor_8",
    "regressor_16",
    "classificator_8",
    "classificator_16",
];

/// Below this probability, nothing was found.
const LEAST_SCORE: f64 = 0.5;

/// Boxes that share more than this part of their union are one face.
const SAME_FACE: f64 = 0.3;

/// One candidate, in pixels of the frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detection {
    pub bounds: Bounds,
    pub score: f64,
    /// The eyes, left and right as seen in the picture.
    pub eyes: [Point; 2],
}

pub(super) struct Detector(Convolutions);

impl Detector {
    pub fn new() -> Result<Self, PortraitError> {
        let onnx = include_bytes!("../../models/detector.onnx");
        Convolutions::load(onnx, SIDE, &OUTPUTS).map(Self)
    }

    /// All faces of one region of a frame, the surest first.
    pub fn detect(&self, frame: &Frame, region: &Region) -> Result<Vec<Detection>, PortraitError> {
        let mut values = frame.patch(region, (SIDE, SIDE), Beyond::Black);
        for value in &mut values {
            *value = *value / 127.5 - 1.0;
        }
        let results = self.0.run(&values)?;
        let [fine, coarse, fine_scores, coarse_scores] = results.as_slice() else {
            return Err(PortraitError::FaceModels);
        };
        let numbers = fine
            .chunks_exact(NUMBERS)
            .chain(coarse.chunks_exact(NUMBERS));
        let candidates = anchors()
            .zip(numbers)
            .zip(fine_scores.iter().chain(coarse_scores))
            .map(|((anchor, numbers), &score)| (anchor, numbers, sigmoid(score)))
            .filter(|&(.., score)| score >= LEAST_SCORE)
            .map(|(anchor, numbers, score)| placed(anchor, numbers, score, region))
            .collect();
        Ok(merged(candidates))
    }
}

/// The square around a whole frame: what is missing is black.
pub(super) fn whole(frame: &Frame) -> Region {
    let size = frame.size();
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let side = width.max(height);
    Region {
        centre: Point {
            x: width / 2.0,
            y: height / 2.0,
        },
        width: side,
        height: side,
        angle: 0.0,
        mirrored: false,
    }
}

fn anchors() -> impl Iterator<Item = (f64, f64)> {
    GRIDS.into_iter().flat_map(|(cells, each)| {
        let middle = move |cell: usize| (cell as f64 + 0.5) / cells as f64;
        (0..cells * cells * each).map(move |i| {
            let cell = i / each;
            (middle(cell % cells), middle(cell / cells))
        })
    })
}

fn placed(anchor: (f64, f64), numbers: &[f32], score: f64, region: &Region) -> Detection {
    let number = |i: usize| f64::from(numbers[i]) / SIDE as f64;
    let point = |i: usize| region.at(anchor.0 + number(i), anchor.1 + number(i + 1));
    let middle = point(0);
    let (width, height) = (number(2) * region.width, number(3) * region.height);
    Detection {
        bounds: Bounds {
            x: middle.x - width / 2.0,
            y: middle.y - height / 2.0,
            width,
            height,
        },
        score,
        eyes: [point(4), point(6)],
    }
}

/// Candidates that lie on each other become one, weighed by their scores.
pub(super) fn merged(mut candidates: Vec<Detection>) -> Vec<Detection> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut faces = Vec::new();
    while let Some(&surest) = candidates.first() {
        let same = |other: &Detection| surest.bounds.overlap(&other.bounds) > SAME_FACE;
        let (alike, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(same);
        candidates = others;
        // A box without any area overlaps not even itself.
        candidates.retain(|other| other.bounds.width > 0.0 && other.bounds.height > 0.0);
        faces.extend(mean(&alike, surest.score));
    }
    faces
}

fn mean(alike: &[Detection], score: f64) -> Option<Detection> {
    let total: f64 = alike.iter().map(|d| d.score).sum();
    if total <= 0.0 {
        return None;
    }
    let weighed = |number: fn(&Detection) -> f64| {
        alike.iter().map(|d| d.score * number(d)).sum::<f64>() / total
    };
    let eye = |x: fn(&Detection) -> f64, y: fn(&Detection) -> f64| Point {
        x: weighed(x),
        y: weighed(y),
    };
    Some(Detection {
        bounds: Bounds {
            x: weighed(|d| d.bounds.x),
            y: weighed(|d| d.bounds.y),
            width: weighed(|d| d.bounds.width),
            height: weighed(|d| d.bounds.height),
        },
        score,
        eyes: [
            eye(|d| d.eyes[0].x, |d| d.eyes[0].y),
            eye(|d| d.eyes[1].x, |d| d.eyes[1].y),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(x: f64, score: f64) -> Detection {
        let eye = Point { x, y: 10.0 };
        Detection {
            bounds: Bounds {
                x,
                y: 0.0,
                width: 100.0,
                height: 100.0,
            },
            score,
            eyes: [eye, eye],
        }
    }

    #[test]
    fn there_is_an_anchor_for_every_number_of_the_model() {
        assert_eq!(anchors().count(), 896);
        assert_eq!(anchors().next(), Some((0.5 / 16.0, 0.5 / 16.0)));
        assert_eq!(anchors().last(), Some((7.5 / 8.0, 7.5 / 8.0)));
    }

    #[test]
    fn candidates_on_each_other_become_one_and_others_stay_apart() {
        let faces = merged(vec![
            detection(10.0, 0.6),
            detection(0.0, 0.9),
            detection(300.0, 0.8),
        ]);
        let places: Vec<_> = faces.iter().map(|f| f.bounds.x.round()).collect();
        assert_eq!(places, [4.0, 300.0]);
        assert!(
            (faces[0].score - 0.9).abs() < 1e-9,
            "the surest one's score"
        );
    }

    #[test]
    fn a_candidate_without_area_ends_the_search_instead_of_repeating_it() {
        let mut flat = detection(0.0, 0.9);
        flat.bounds.width = 0.0;
        assert!(merged(vec![flat, flat]).is_empty());
    }
}
