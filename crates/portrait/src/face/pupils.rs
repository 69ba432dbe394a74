//! Exactly where pupils are: MediaPipe's attention mesh, as far as it tells them.
//!
//! Its first part looks at a whole face and draws a mesh of its own; what its early layers make of the
//! face is cut out around each eye of that mesh, and a part for each side goes on from there. Numbers
//! below without a source of their own are those of the model `face_landmark_with_attention`.

use super::convolutions::Convolutions;
use super::mesh::point;
use crate::frame::{Beyond, Frame, Region};
use crate::{Point, PortraitError};

/// Pixels along a side of what is looked at.
const SIDE: usize = 192;

/// Pixels along a side of what the early layers make of it, and the numbers of each.
const SEEN: usize = 48;
const CHANNELS: usize = 32;

/// Pixels along a side of what is cut out around an eye.
const EYE: usize = 16;

/// How much larger than the box around an eye's points that is.
const ROOM: f64 = 1.5;

/// The steps along a side of an eye that its pupil is told in.
const STEPS: f64 = 64.0;

/// Points of a mesh around the left and the right eye: lids, socket and brow.
const AROUND: [[usize; 71]; 2] = [
    [
        33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110,
        24, 23, 22, 26, 112, 243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232,
        233, 244, 113, 225, 224, 223, 222, 221, 189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118,
        119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193,
    ],
    [
        263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255,
        339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449,
        450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295,
        372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417,
    ],
];

pub(super) struct Pupils {
    face: Convolutions,
    eyes: [Convolutions; 2],
}

impl Pupils {
    pub fn new() -> Result<Self, PortraitError> {
        let face = include_bytes!("../../models/attention.onnx");
        let left = include_bytes!("../../models/left_pupil.onnx");
        let right = include_bytes!("../../models/right_pupil.onnx");
        Ok(Self {
            face: Convolutions::load(face, SIDE, &["p_re_lu_3", "output_mesh"])?,
            eyes: [
                Convolutions::load(left, EYE, &["conv_left_iris"])?,
                Convolutions::load(right, EYE, &["conv_right_iris"])?,
            ],
        })
    }

    /// The pupils of the face that a region shows, left and right as seen in the picture, in pixels of
    /// the frame.
    pub fn of(&self, frame: &Frame, region: &Region) -> Result<[Point; 2], PortraitError> {
        let mut values = frame.patch(&shown(region, frame.pixel()), (SIDE, SIDE), Beyond::Edge);
        for value in &mut values {
            *value /= 255.0;
        }
        let results = self.face.run(&values)?;
        let [seen, mesh] = results.as_slice() else {
            return Err(PortraitError::FaceModels);
        };
        let corners = [point::LEFT_EYE, point::RIGHT_EYE];
        let eye = |side: usize| {
            let around = around(mesh, corners[side], &AROUND[side]);
            let results = self.eyes[side].run(&cut(seen, &around))?;
            match results.first().map(Vec::as_slice) {
                Some([across, down, ..]) => {
                    let [u, v] = [across, down].map(|&at| f64::from(at) / STEPS);
                    let Point { x, y } = around.at(u, v).divided(SIDE as f64);
                    Ok(region.at(x, y))
                }
                _ => Err(PortraitError::FaceModels),
            }
        };
        Ok([eye(0)?, eye(1)?])
    }
}

/// What MediaPipe 0.10.21 shows its model of a region: what lies half a pixel of the picture, less half
/// a pixel of what is shown, right of and below it. The model's answer is told in the region itself, as there.
fn shown(region: &Region, pixel: f64) -> Region {
    let share = 0.5 - 0.5 / SIDE as f64;
    let Point { x, y } = region.at(share, share);
    Region {
        centre: Point {
            x: x + pixel / 2.0,
            y: y + pixel / 2.0,
        },
        ..*region
    }
}

/// The place of an eye, level with its corners, in pixels of what is looked at.
fn around(mesh: &[f32], [left, right]: [usize; 2], points: &[usize]) -> Region {
    let at = |number: usize| {
        let [x, y] = [0, 1].map(|axis| mesh.get(3 * number + axis).copied().unwrap_or_default());
        Point {
            x: f64::from(x),
            y: f64::from(y),
        }
    };
    let level = Region {
        centre: at(left),
        width: 1.0,
        height: 1.0,
        angle: at(left).direction(at(right)),
        mirrored: false,
    };
    let mut ends = [[f64::INFINITY, f64::NEG_INFINITY]; 2];
    for &number in points {
        let (u, v) = level.fractions(at(number));
        for (end, to) in ends.iter_mut().zip([u, v]) {
            *end = [end[0].min(to), end[1].max(to)];
        }
    }
    let [[left, right], [top, bottom]] = ends;
    Region {
        centre: level.at((left + right) / 2.0, (top + bottom) / 2.0),
        width: (right - left) * ROOM,
        height: (bottom - top) * ROOM,
        ..level
    }
}

/// What the early layers made of an eye.
fn cut(seen: &[f32], eye: &Region) -> Vec<f32> {
    let mut values = vec![0.0; EYE * EYE * CHANNELS];
    for (number, pixel) in values.chunks_exact_mut(CHANNELS).enumerate() {
        let share = |n: usize| (n as f64 + 0.5) / EYE as f64;
        let Point { x, y } = eye.at(share(number % EYE), share(number / EYE));
        let [x, y] = [x, y].map(|at| at * SEEN as f64 / SIDE as f64 - 0.5);
        let inside = 0.0..=(SEEN - 1) as f64;
        if inside.contains(&x) && inside.contains(&y) {
            mix(pixel, seen, [x, y]);
        }
    }
    values
}

/// Between four pixels, by distance.
fn mix(pixel: &mut [f32], seen: &[f32], at: [f64; 2]) {
    let [(column, across), (row, down)] = at.map(|at| (at as usize, at.fract() as f32));
    for (row, weight) in [(row, 1.0 - down), (row + 1, down)] {
        for (column, weight) in [
            (column, weight * (1.0 - across)),
            (column + 1, weight * across),
        ] {
            // Beyond the last pixel, the weight is zero.
            let start = (row.min(SEEN - 1) * SEEN + column.min(SEEN - 1)) * CHANNELS;
            let from = seen.get(start..).unwrap_or_default();
            for (to, from) in pixel.iter_mut().zip(from) {
                *to += weight * from;
            }
        }
    }
}
