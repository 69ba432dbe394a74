//! From an ONNX model to the steps that it means.

use std::collections::HashMap;

use rten_onnx::onnx::{AttributeProto, ModelProto, NodeProto, ValueInfoProto};

use super::kernels::WINDOW;
use super::map::{BORDER, GROUP, Shape};
use super::weights::{Weights, by_group, by_pixel, padded, weights};

/// One step. Maps are spoken of by their numbers.
pub(super) enum Step {
    Dense(Convolution),
    Depthwise(Convolution),
    Pool(Pooling),
}

/// A convolution, what is added to it, and how what is negative is bent.
pub(super) struct Convolution {
    pub from: usize,
    pub to: usize,
    /// A map that is added.
    pub past: Option<usize>,
    /// Pixels along a side that are looked at, from one to the next, and before the first pixel.
    pub side: usize,
    pub stride: usize,
    pub before: usize,
    /// Numbers side by side that a dense one looks at in a row of pixels.
    pub run: usize,
    /// Of a dense one, for each group of channels all that it looks at, group by group; of a
    /// depthwise one, for each pixel that it looks at all channels.
    pub weights: Vec<f32>,
    pub bias: Vec<f32>,
    /// What negative numbers are multiplied by.
    pub slopes: Vec<f32>,
}

/// The largest of 2 x 2.
pub(super) struct Pooling {
    pub from: usize,
    pub to: usize,
}

impl Step {
    pub fn to(&self) -> usize {
        match self {
            Self::Dense(it) | Self::Depthwise(it) => it.to,
            Self::Pool(it) => it.to,
        }
    }

    fn reads(&self, map: usize) -> bool {
        match self {
            Self::Dense(it) | Self::Depthwise(it) => it.from == map || it.past == Some(map),
            Self::Pool(it) => it.from == map,
        }
    }

    /// The map that is written, and those that are read.
    pub fn numbers(&mut self) -> (&mut usize, Vec<&mut usize>) {
        match self {
            Self::Dense(it) | Self::Depthwise(it) => {
                let from = [&mut it.from].into_iter().chain(&mut it.past);
                (&mut it.to, from.collect())
            }
            Self::Pool(it) => (&mut it.to, vec![&mut it.from]),
        }
    }
}

pub(super) struct Plan {
    pub steps: Vec<Step>,
    /// The shape of each map; the first is the input.
    pub shapes: Vec<Shape>,
    /// The map of each output, and its shape.
    pub outputs: Vec<(usize, Shape)>,
}

/// The steps of a network that looks at `side` x `side` pixels; nothing where it is of another kind.
pub(super) fn plan(onnx: &[u8], side: usize, outputs: &[&str]) -> Option<Plan> {
    let graph = ModelProto::parse_buf(onnx).ok()?.graph?;
    let input = graph.input.first()?;
    let channels = channels(input)?;
    let picture = Shape {
        height: side,
        width: side,
        channels,
        stored: channels,
    };
    let mut draft = Draft {
        weights: weights(&graph)?,
        values: HashMap::from([(input.name.clone()?, 0)]),
        shapes: vec![picture],
        steps: Vec::new(),
    };
    for node in &graph.node {
        draft.take(node)?;
    }
    let number = |name: &&str| draft.values.get(*name).map(|&map| (map, draft.shapes[map]));
    let outputs = outputs.iter().map(number).collect::<Option<_>>()?;
    Some(Plan {
        outputs,
        steps: draft.steps,
        shapes: draft.shapes,
    })
}

/// The numbers of each pixel of an input; they come last.
fn channels(input: &ValueInfoProto) -> Option<usize> {
    let shape = input
        .r#type
        .as_ref()?
        .tensor_type
        .as_ref()?
        .shape
        .as_ref()?;
    usize::try_from(shape.dim.last()?.dim_value?).ok()
}

/// What the nodes have said so far.
struct Draft {
    weights: HashMap<String, Weights>,
    /// The map that each value lies in.
    values: HashMap<String, usize>,
    shapes: Vec<Shape>,
    steps: Vec<Step>,
}

impl Draft {
    fn take(&mut self, node: &NodeProto) -> Option<()> {
        match node.op_type.as_deref()? {
            "Cast" => {
                let weights = self.weights.get(node.input.first()?)?.clone();
                self.weights.insert(node.output.first()?.clone(), weights);
            }
            "Conv" => self.convolution(node)?,
            "MaxPool" => self.pooling(node)?,
            "Add" => self.past(node)?,
            "Relu" => self.slopes(node, &[0.0])?,
            "PRelu" => {
                let slopes = self.weights.get(node.input.get(1)?)?.numbers.clone();
                self.slopes(node, &slopes)?;
            }
            // Maps have their channels last, and as many more as are asked for, as they are.
            "Transpose" | "Reshape" | "Pad" => {
                if let Some(&map) = self.values.get(node.input.first()?) {
                    self.values.insert(node.output.first()?.clone(), map);
                }
            }
            "Concat" => {}
            _ => return None,
        }
        Some(())
    }

    fn add(&mut self, node: &NodeProto, shape: Shape) -> Option<usize> {
        self.shapes.push(shape);
        let number = self.shapes.len() - 1;
        self.values.insert(node.output.first()?.clone(), number);
        Some(number)
    }

    fn convolution(&mut self, node: &NodeProto) -> Option<()> {
        let from = *self.values.get(node.input.first()?)?;
        let weights = self.weights.get(node.input.get(1)?)?.clone();
        let bias = self.weights.get(node.input.get(2)?)?.numbers.clone();
        let shape = self.shapes[from];
        let Geometry {
            kind,
            side,
            stride,
            before,
            to,
        } = Geometry::of(node, shape, &weights)?;
        let run = if side == 1 {
            shape.channels
        } else {
            side * shape.stored
        };
        let convolution = Convolution {
            from,
            to: self.add(node, to)?,
            past: None,
            side,
            stride,
            before,
            run,
            weights: match kind {
                Kind::Dense => by_group(&weights, to.stored, run),
                Kind::Depthwise => by_pixel(&weights, to.stored),
            },
            bias: padded(&bias, to.stored),
            slopes: vec![1.0; to.stored],
        };
        self.steps.push(match kind {
            Kind::Dense => Step::Dense(convolution),
            Kind::Depthwise => Step::Depthwise(convolution),
        });
        Some(())
    }

    fn pooling(&mut self, node: &NodeProto) -> Option<()> {
        let from = *self.values.get(node.input.first()?)?;
        let Shape {
            height,
            width,
            channels,
            ..
        } = self.shapes[from];
        let square = ["kernel_shape", "strides"].map(|name| numbers_of(node, name));
        let unpadded = numbers_of(node, "pads").is_none_or(|pads| pads == [0; 4]);
        if square != [Some(vec![2, 2]), Some(vec![2, 2])] || !unpadded {
            return None;
        }
        let to = self.add(node, Shape::grouped(height / 2, width / 2, channels))?;
        self.steps.push(Step::Pool(Pooling { from, to }));
        Some(())
    }

    /// Where the dense convolution is that writes a value which nobody has looked at yet.
    fn unread(&self, value: &str) -> Option<usize> {
        let map = *self.values.get(value)?;
        let at = self.steps.iter().rposition(|step| step.to() == map)?;
        let (step, later) = self.steps[at..].split_first()?;
        let read = later.iter().any(|step| step.reads(map));
        (matches!(step, Step::Dense(_)) && !read).then_some(at)
    }

    /// That convolution: what is done to its value is done at once, and the value is no more. It comes
    /// last from now on, since what is added to it may have been made after it: branches take turns.
    fn last(&mut self, value: &str) -> Option<&mut Convolution> {
        let step = self.steps.remove(self.unread(value)?);
        self.values.remove(value);
        self.steps.push(step);
        match self.steps.last_mut()? {
            Step::Dense(last) => Some(last),
            _ => None,
        }
    }

    fn past(&mut self, node: &NodeProto) -> Option<()> {
        let [a, b] = node.input.as_slice() else {
            return None;
        };
        let at = |value| self.unread(value);
        let (past, value) = if at(a) > at(b) { (b, a) } else { (a, b) };
        let [last, past] = [value, past].map(|value| self.values.get(value).copied());
        let (last, past) = (last?, past?);
        let (map, other) = (self.shapes[last], self.shapes[past]);
        let fits = (map.height, map.width) == (other.height, other.width)
            && other.stored <= map.stored
            && other.stored.is_multiple_of(GROUP);
        let last = self.last(value)?;
        let plain = last.past.is_none() && last.slopes.iter().all(|&slope| slope == 1.0);
        if !(fits && plain) {
            return None;
        }
        last.past = Some(past);
        let number = last.to;
        self.values.insert(node.output.first()?.clone(), number);
        Some(())
    }

    /// One slope for each channel, or one for all.
    fn slopes(&mut self, node: &NodeProto, slopes: &[f32]) -> Option<()> {
        let last = self.last(node.input.first()?)?;
        let (number, stored) = (last.to, last.slopes.len());
        let one = slopes.len() == 1;
        last.slopes = if one {
            vec![slopes[0]; stored]
        } else {
            padded(slopes, stored)
        };
        self.values.insert(node.output.first()?.clone(), number);
        (one || slopes.len() == self.shapes[number].channels).then_some(())
    }
}

enum Kind {
    Dense,
    Depthwise,
}

/// What a convolution looks at, and the shape of what it writes.
struct Geometry {
    kind: Kind,
    side: usize,
    stride: usize,
    before: usize,
    to: Shape,
}

impl Geometry {
    /// Nothing for one that the kernels cannot do: it has to be square, and to stay on the border.
    fn of(node: &NodeProto, shape: Shape, weights: &Weights) -> Option<Self> {
        let [outputs, inputs, side, across] = *weights.sides.as_slice() else {
            return None;
        };
        let pads = numbers_of(node, "pads").unwrap_or(vec![0; 4]);
        let (before, after) = (*pads.first()?, *pads.get(2)?);
        let stride = *numbers_of(node, "strides")?.first()?;
        let groups = *numbers_of(node, "group")?.first()?;
        let square = side == across && pads == [before, before, after, after];
        if !square || shape.height != shape.width || before.max(after) > BORDER {
            return None;
        }
        let room = (shape.height + before + after).checked_sub(side)?;
        let length = room.checked_div(stride)? + 1;
        let kind = if groups == 1 && inputs == shape.channels {
            Kind::Dense
        } else if [groups, outputs] == [shape.channels; 2] && [inputs, side] == [1, WINDOW] {
            Kind::Depthwise
        } else {
            return None;
        };
        Some(Self {
            kind,
            side,
            stride,
            before,
            to: Shape::grouped(length, length, outputs),
        })
    }
}

/// The whole numbers of an attribute; nothing where it is missing, or one of them is negative.
fn numbers_of(node: &NodeProto, name: &str) -> Option<Vec<usize>> {
    let named = |it: &&AttributeProto| it.name.as_deref() == Some(name);
    let found = node.attribute.iter().find(named)?;
    let numbers = found.ints.iter().chain(&found.i);
    numbers.map(|&it| usize::try_from(it).ok()).collect()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
