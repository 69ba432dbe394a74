use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueView};

use crate::PortraitError;

/// One of the models in `models/`, ready to run.
pub(super) struct Network {
    model: Model,
    input: NodeId,
    /// Outputs, in the order in which they were asked for by name.
    outputs: Vec<NodeId>,
    threads: Arc<ThreadPool>,
}

impl Network {
    /// Reads an ONNX model of one input.
    pub fn load(
        onnx: &'static [u8],
        outputs: &[&str],
        threads: &Arc<ThreadPool>,
    ) -> Result<Self, PortraitError> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        // The 16-bit weights have to lie at even addresses, which only a copy promises.
        let model = options
            .load(onnx.to_vec())
            .map_err(|_| PortraitError::FaceModels)?;
        let named = |name: &&str| model.node_id(name).map_err(|_| PortraitError::FaceModels);
        let outputs = outputs.iter().map(named).collect::<Result<_, _>>()?;
        let input = *model.input_ids().first().ok_or(PortraitError::FaceModels)?;
        Ok(Self {
            model,
            input,
            outputs,
            threads: Arc::clone(threads),
        })
    }

    /// Runs the model on one picture of `side` x `side` pixels.
    pub fn run(&self, values: &[f32], side: usize) -> Result<Vec<Vec<f32>>, PortraitError> {
        let failed = || PortraitError::FaceModels;
        let channels = values.len() / (side * side);
        let input =
            ValueView::from_shape([1, side, side, channels], values).map_err(|_| failed())?;
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.threads)));
        let results = self
            .model
            .run(
                vec![(self.input, input.into())],
                &self.outputs,
                Some(options),
            )
            .map_err(|_| failed())?;
        results
            .into_iter()
            .map(|value| {
                value
                    .into_tensor::<f32>()
                    .map(|t| t.into_data())
                    .ok_or_else(failed)
            })
            .collect()
    }
}

/// The probability that a network means by a number.
pub(super) fn sigmoid(number: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(number)).exp())
}
