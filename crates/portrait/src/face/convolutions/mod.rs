//! Networks that are nothing but convolutions, run quicker than by a general runtime.
//!
//! Detector, meshes, irises and pupils are of this kind: convolutions of all channels or of each by itself, what is
//! added to them, what is negative bent, and the largest of four. Done at once, with channels side
//! by side and the widest registers that the processor has, they take a quarter of the time. What is of
//! another kind is not loaded.

mod kernels;
mod map;
mod plan;
mod sharing;
mod weights;

use std::sync::{Mutex, PoisonError};

use rten_simd::SimdOp;

use crate::PortraitError;
use kernels::Steps;
use plan::Plan;

/// One of the models in `models/`, ready to run on the thread that asks.
pub(super) struct Convolutions {
    plan: Plan,
    /// What a run writes and the next one writes over.
    maps: Mutex<Vec<Vec<f32>>>,
}

impl Convolutions {
    /// Reads an ONNX model of one input, `side` x `side` pixels.
    pub fn load(onnx: &[u8], side: usize, outputs: &[&str]) -> Result<Self, PortraitError> {
        let plan = plan::plan(onnx, side, outputs).ok_or(PortraitError::FaceModels)?;
        let plan = sharing::shared(plan);
        let maps = plan.shapes.iter().map(|shape| shape.map()).collect();
        Ok(Self {
            plan,
            maps: Mutex::new(maps),
        })
    }

    /// Runs the model on one picture; of each output the pixels row by row.
    pub fn run(&self, values: &[f32]) -> Result<Vec<Vec<f32>>, PortraitError> {
        let input = &self.plan.shapes[0];
        if values.len() != input.height * input.width * input.stored {
            return Err(PortraitError::FaceModels);
        }
        // How far a run comes depends on no pixel: none ends early.
        let mut maps = self.maps.lock().unwrap_or_else(PoisonError::into_inner);
        input.write(&mut maps[0], values);
        let steps = Steps {
            steps: &self.plan.steps,
            shapes: &self.plan.shapes,
            maps: &mut maps,
        };
        steps.dispatch();
        let outputs = self.plan.outputs.iter();
        Ok(outputs
            .map(|(map, shape)| shape.read(&maps[*map]))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rten::ThreadPool;

    use super::*;
    use crate::face::network::Network;

    const DETECTOR: &[u8] = include_bytes!("../../../models/detector.onnx");
    const MESH: &[u8] = include_bytes!("../../../models/mesh.onnx");
    const IRIS: &[u8] = include_bytes!("../../../models/iris.onnx");
    const ATTENTION: &[u8] = include_bytes!("../../../models/attention.onnx");
    const PUPILS: [&[u8]; 2] = [
        include_bytes!("../../../models/left_pupil.onnx"),
        include_bytes!("../../../models/right_pupil.onnx"),
    ];
    const SILHOUETTE: &[u8] = include_bytes!("../../../models/silhouette.onnx");

    fn noise(count: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / 16_777_216.0
        };
        (0..count).map(|_| next()).collect()
    }

    /// The most that a number is off, as a part of the largest.
    fn apart(ours: &[f32], theirs: &[f32]) -> f32 {
        assert_eq!(ours.len(), theirs.len());
        let largest = theirs.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        let off = ours.iter().zip(theirs).map(|(a, b)| (a - b).abs());
        off.fold(0.0, f32::max) / largest
    }

    fn general(
        onnx: &'static [u8],
        outputs: &[&str],
        values: &[f32],
        side: usize,
    ) -> Vec<Vec<f32>> {
        let threads = Arc::new(ThreadPool::with_num_threads(1));
        let network = Network::load(onnx, outputs, &threads).expect("a model");
        network.run(values, side).expect("results")
    }

    #[test]
    fn a_mesh_has_the_numbers_of_the_general_runtime_at_every_run() {
        let outputs = ["conv2d_21", "conv2d_31"];
        let ours = Convolutions::load(MESH, 192, &outputs).expect("a model");
        for seed in [1, 2, 3] {
            let values = noise(192 * 192 * 3, seed);
            let found = ours.run(&values).expect("results");
            let expected = general(MESH, &outputs, &values, 192);
            for (found, expected) in found.iter().zip(&expected) {
                let off = apart(found, expected);
                assert!(off < 1e-4, "{off}");
            }
        }
    }

    #[test]
    fn a_detection_has_the_numbers_of_the_general_runtime() {
        let ours = [
            "regressor_8",
            "regressor_16",
            "classificator_8",
            "classificator_16",
        ];
        let ours = Convolutions::load(DETECTOR, 128, &ours).expect("a model");
        let values: Vec<f32> = noise(128 * 128 * 3, 5)
            .iter()
            .map(|v| v * 2.0 - 1.0)
            .collect();
        let found = ours.run(&values).expect("results");
        let expected = general(DETECTOR, &["regressors", "classificators"], &values, 128);
        for (found, expected) in found.chunks_exact(2).zip(&expected) {
            let off = apart(&found.concat(), expected);
            assert!(off < 1e-4, "{off}");
        }
    }

    #[test]
    fn an_iris_has_the_numbers_of_the_general_runtime() {
        let outputs = ["output_eyes_contours_and_brows", "output_iris"];
        let ours = Convolutions::load(IRIS, 64, &outputs).expect("a model");
        let values = noise(64 * 64 * 3, 7);
        let found = ours.run(&values).expect("results");
        let expected = general(IRIS, &outputs, &values, 64);
        for (found, expected) in found.iter().zip(&expected) {
            let off = apart(found, expected);
            assert!(off < 1e-4, "{off}");
        }
    }

    #[test]
    fn an_attention_mesh_and_its_pupils_have_the_numbers_of_the_general_runtime() {
        let check = |onnx, side: usize, channels: usize, output: &str| {
            let ours = Convolutions::load(onnx, side, &[output]).expect("a model");
            let values = noise(side * side * channels, 11);
            let found = ours.run(&values).expect("results");
            let expected = general(onnx, &[output], &values, side);
            let off = apart(&found[0], &expected[0]);
            assert!(off < 1e-4, "{output}: {off}");
        };
        check(ATTENTION, 192, 3, "output_mesh");
        check(PUPILS[0], 16, 32, "conv_left_iris");
        check(PUPILS[1], 16, 32, "conv_right_iris");
    }

    #[test]
    fn what_is_of_another_kind_or_size_is_refused() {
        assert!(Convolutions::load(SILHOUETTE, 256, &["activation_10"]).is_err());
        assert!(Convolutions::load(&MESH[..1000], 192, &["conv2d_21"]).is_err());
        assert!(Convolutions::load(MESH, 192, &["no such value"]).is_err());
        let mesh = Convolutions::load(MESH, 192, &["conv2d_31"]).expect("a model");
        assert!(mesh.run(&[0.0; 3]).is_err());
    }

    #[test]
    fn every_width_of_numbers_gives_the_same() {
        let mesh = Convolutions::load(MESH, 192, &["conv2d_21"]).expect("a model");
        let values = noise(192 * 192 * 3, 9);
        let found = mesh.run(&values).expect("results");
        let mut maps = mesh.maps.lock().expect("nobody failed");
        mesh.plan.shapes[0].write(&mut maps[0], &values);
        let steps = Steps {
            steps: &mesh.plan.steps,
            shapes: &mesh.plan.shapes,
            maps: &mut maps,
        };
        steps.eval(rten_simd::isa::GenericIsa::new());
        let (map, shape) = mesh.plan.outputs[0];
        let off = apart(&shape.read(&maps[map]), &found[0]);
        assert!(off < 1e-4, "{off}");
    }
}
