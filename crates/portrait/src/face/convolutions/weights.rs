use std::collections::HashMap;

use rten_onnx::onnx::{DataType, GraphProto, TensorProto};
use rten_simd::f16;

use super::kernels::WINDOW;
use super::map::GROUP;

/// Numbers of a model, and how many there are each way.
#[derive(Clone)]
pub(super) struct Weights {
    pub sides: Vec<usize>,
    pub numbers: Vec<f32>,
}

/// Those that are floating point; of integers, none matters here.
pub(super) fn weights(graph: &GraphProto) -> Option<HashMap<String, Weights>> {
    let mut all = HashMap::new();
    for tensor in &graph.initializer {
        if let Some(numbers) = numbers(tensor) {
            let sides = tensor.dims.iter().map(|&side| usize::try_from(side).ok());
            let sides = sides.collect::<Option<_>>()?;
            all.insert(tensor.name.clone()?, Weights { sides, numbers });
        }
    }
    Some(all)
}

fn numbers(tensor: &TensorProto) -> Option<Vec<f32>> {
    let raw = tensor.raw_data.as_ref()?.borrow();
    let half = |bytes: &[u8]| f16::from_bits(u16::from_le_bytes([bytes[0], bytes[1]])).to_f32();
    let whole = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    match tensor.data_type? {
        DataType::FLOAT => Some(raw.chunks_exact(4).map(whole).collect()),
        DataType::FLOAT16 => Some(raw.chunks_exact(2).map(half).collect()),
        _ => None,
    }
}

pub(super) fn padded(numbers: &[f32], length: usize) -> Vec<f32> {
    let mut all = numbers.to_vec();
    all.resize(length, 0.0);
    all
}

/// From one channel after the other to one pixel after the other.
pub(super) fn by_pixel(weights: &Weights, stored: usize) -> Vec<f32> {
    let taps = WINDOW * WINDOW;
    let mut all = vec![0.0; taps * stored];
    for (channel, numbers) in weights.numbers.chunks_exact(taps).enumerate() {
        for (tap, number) in numbers.iter().enumerate() {
            all[tap * stored + channel] = *number;
        }
    }
    all
}

/// From outputs, inputs and pixels to groups of outputs, pixels, inputs and the outputs of each.
pub(super) fn by_group(weights: &Weights, stored: usize, run: usize) -> Vec<f32> {
    let [_, inputs, side, _] = *weights.sides.as_slice() else {
        return Vec::new();
    };
    // Where a pixel has more numbers than mean something, those are not looked at.
    let pixel = run / side;
    let mut all = vec![0.0; stored * side * run];
    for (at, number) in weights.numbers.iter().enumerate() {
        let (output, rest) = (at / (inputs * side * side), at % (inputs * side * side));
        let (input, place) = (rest / (side * side), rest % (side * side));
        let (down, along) = (place / side, place % side);
        let tap = down * run + along * pixel + input;
        let group = (output / GROUP) * side * run;
        all[(group + tap) * GROUP + output % GROUP] = *number;
    }
    all
}
