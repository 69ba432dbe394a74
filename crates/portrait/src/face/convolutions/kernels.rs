//! The steps of a network, by the widest numbers that the processor has.
//!
//! `rten-simd` chooses the instructions while the program runs; whatever is called from
//! [`Steps::eval`] has to be inlined into it, or it is compiled without them.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, SimdOp};

use super::map::{GROUP, Shape};
use super::plan::{Convolution, Pooling, Step};

/// All steps of a network, on its maps.
pub(super) struct Steps<'a> {
    pub steps: &'a [Step],
    pub shapes: &'a [Shape],
    pub maps: &'a mut [Vec<f32>],
}

impl SimdOp for Steps<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Self {
            steps,
            shapes,
            maps,
        } = self;
        for step in steps {
            let number = step.to();
            let mut to = std::mem::take(&mut maps[number]);
            let sides = Sides {
                shapes,
                maps,
                to: shapes[number],
            };
            match step {
                Step::Dense(convolution) => dense(isa, convolution, &sides, &mut to),
                Step::Depthwise(convolution) => depthwise(isa, convolution, &sides, &mut to),
                Step::Pool(pooling) => pool(isa, pooling, &sides, &mut to),
            }
            maps[number] = to;
        }
    }
}

/// What a step reads, and the shape of what it writes.
struct Sides<'a> {
    shapes: &'a [Shape],
    maps: &'a [Vec<f32>],
    to: Shape,
}

/// Every output looks at every channel.
#[inline(always)]
fn dense<I: Isa>(isa: I, convolution: &Convolution, sides: &Sides, to: &mut [f32]) {
    // As many sums as fit the registers, and enough of them that none waits for itself. There are
    // no other widths than of 16, 8 and 4 numbers.
    let width = sides.to.width;
    let of = |tile: usize| width.is_multiple_of(tile);
    match isa.f32().len() {
        16 if of(8) => rows::<I, 8, 1>(isa, convolution, sides, to),
        16 if of(6) => rows::<I, 6, 1>(isa, convolution, sides, to),
        16 if of(3) => rows::<I, 3, 1>(isa, convolution, sides, to),
        16 => rows::<I, 1, 1>(isa, convolution, sides, to),
        8 if of(4) => rows::<I, 4, 2>(isa, convolution, sides, to),
        8 if of(3) => rows::<I, 3, 2>(isa, convolution, sides, to),
        8 => rows::<I, 1, 2>(isa, convolution, sides, to),
        _ if of(2) => rows::<I, 2, 4>(isa, convolution, sides, to),
        _ => rows::<I, 1, 4>(isa, convolution, sides, to),
    }
}

/// Row by row, group by group, `PIXELS` at a time: the weights of a group stay in the nearest
/// cache for a row.
#[inline(always)]
fn rows<I: Isa, const PIXELS: usize, const PARTS: usize>(
    isa: I,
    convolution: &Convolution,
    sides: &Sides,
    to: &mut [f32],
) {
    let Shape { height, width, .. } = sides.to;
    for row in 0..height {
        for group in 0..sides.to.stored / GROUP {
            for column in (0..width).step_by(PIXELS) {
                let place = Place { row, column, group };
                let sums = tile::<I, PIXELS, PARTS>(isa, convolution, sides, place);
                finish(isa, convolution, sides, place, (sums, &mut *to));
            }
        }
    }
}

/// The first pixel of a tile, and its group of channels.
#[derive(Clone, Copy)]
struct Place {
    row: usize,
    column: usize,
    group: usize,
}

/// The numbers of one group of channels, for some pixels side by side.
type Sums<I, const PIXELS: usize, const PARTS: usize> = [[<I as Isa>::F32; PARTS]; PIXELS];

#[inline(always)]
fn tile<I: Isa, const PIXELS: usize, const PARTS: usize>(
    isa: I,
    convolution: &Convolution,
    sides: &Sides,
    place: Place,
) -> Sums<I, PIXELS, PARTS> {
    let ops = isa.f32();
    let Convolution { side, stride, .. } = *convolution;
    let (shape, from) = (
        sides.shapes[convolution.from],
        &sides.maps[convolution.from],
    );
    let run = convolution.run;
    let weights = &convolution.weights[place.group * side * run * GROUP..][..side * run * GROUP];
    let first = shape.start(
        place.row * stride,
        place.column * stride,
        convolution.before,
    );
    let bias = ops.load_many::<PARTS>(&convolution.bias[place.group * GROUP..]);
    let mut sums = [bias; PIXELS];
    for (down, weights) in weights.chunks_exact(run * GROUP).enumerate() {
        let mut taps: [&[f32]; PIXELS] = [&[]; PIXELS];
        for (pixel, taps) in taps.iter_mut().enumerate() {
            let start = first + down * shape.stride() + pixel * stride * shape.stored;
            *taps = &from[start..][..run];
        }
        for (tap, weights) in (0..run).zip(weights.chunks_exact(GROUP)) {
            let weights = ops.load_many::<PARTS>(weights);
            for pixel in 0..PIXELS {
                let value = ops.splat(taps[pixel][tap]);
                for part in 0..PARTS {
                    sums[pixel][part] = ops.mul_add(value, weights[part], sums[pixel][part]);
                }
            }
        }
    }
    sums
}

/// Adds what goes past the convolution, bends what is negative, and writes it down.
#[inline(always)]
fn finish<I: Isa, const PIXELS: usize, const PARTS: usize>(
    isa: I,
    convolution: &Convolution,
    sides: &Sides,
    place: Place,
    (sums, to): (Sums<I, PIXELS, PARTS>, &mut [f32]),
) {
    let ops = isa.f32();
    let Place { row, column, group } = place;
    let slopes = ops.load_many::<PARTS>(&convolution.slopes[group * GROUP..]);
    let past = convolution.past.map(|past| (sides.shapes[past], past));
    // What has fewer channels adds nothing to the others.
    let past = past.filter(|(shape, _)| group * GROUP < shape.stored);
    for (pixel, mut sums) in sums.into_iter().enumerate() {
        if let Some((shape, number)) = past {
            let start = shape.start(row, column + pixel, 0) + group * GROUP;
            let past = ops.load_many::<PARTS>(&sides.maps[number][start..]);
            for part in 0..PARTS {
                sums[part] = ops.add(sums[part], past[part]);
            }
        }
        let start = sides.to.start(row, column + pixel, 0) + group * GROUP;
        let to = to[start..][..GROUP].chunks_exact_mut(ops.len());
        for ((sum, slope), to) in sums.into_iter().zip(slopes).zip(to) {
            let (above, below) = (ops.max(sum, ops.zero()), ops.min(sum, ops.zero()));
            ops.store(ops.mul_add(slope, below, above), to);
        }
    }
}

/// Pixels along a side of what a depthwise convolution looks at.
pub(super) const WINDOW: usize = 3;

/// Every output looks at its own channel only.
#[inline(always)]
fn depthwise<I: Isa>(isa: I, convolution: &Convolution, sides: &Sides, to: &mut [f32]) {
    let ops = isa.f32();
    let (shape, from) = (
        sides.shapes[convolution.from],
        &sides.maps[convolution.from],
    );
    let (channels, stride) = (shape.stored, convolution.stride);
    for row in 0..sides.to.height {
        for channel in (0..channels).step_by(ops.len()) {
            let bias = ops.load(&convolution.bias[channel..]);
            let mut weights = [bias; WINDOW * WINDOW];
            for (tap, weight) in weights.iter_mut().enumerate() {
                *weight = ops.load(&convolution.weights[tap * channels + channel..]);
            }
            let first = shape.start(row * stride, 0, convolution.before) + channel;
            let rows: [&[f32]; WINDOW] =
                std::array::from_fn(|down| &from[first + down * shape.stride()..]);
            let to = &mut to[sides.to.start(row, 0, 0) + channel..];
            for column in 0..sides.to.width {
                let mut sum = bias;
                for (down, row) in rows.iter().enumerate() {
                    for along in 0..WINDOW {
                        let at = (column * stride + along) * channels;
                        let weight = weights[down * WINDOW + along];
                        sum = ops.mul_add(ops.load(&row[at..]), weight, sum);
                    }
                }
                ops.store(sum, &mut to[column * channels..][..ops.len()]);
            }
        }
    }
}

/// The largest of four.
#[inline(always)]
fn pool<I: Isa>(isa: I, pooling: &Pooling, sides: &Sides, to: &mut [f32]) {
    let ops = isa.f32();
    let (shape, from) = (sides.shapes[pooling.from], &sides.maps[pooling.from]);
    let channels = shape.stored;
    for row in 0..sides.to.height {
        let upper = &from[shape.start(2 * row, 0, 0)..][..shape.width * channels];
        let lower = &from[shape.start(2 * row + 1, 0, 0)..][..shape.width * channels];
        let to = &mut to[sides.to.start(row, 0, 0)..][..sides.to.width * channels];
        let pairs = upper
            .chunks_exact(2 * channels)
            .zip(lower.chunks_exact(2 * channels));
        for (to, (upper, lower)) in to.chunks_exact_mut(channels).zip(pairs) {
            for at in (0..channels).step_by(ops.len()) {
                let beside = channels + at;
                let above = ops.max(ops.load(&upper[at..]), ops.load(&upper[beside..]));
                let below = ops.max(ops.load(&lower[at..]), ops.load(&lower[beside..]));
                ops.store(ops.max(above, below), &mut to[at..]);
            }
        }
    }
}
