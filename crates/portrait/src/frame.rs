use crate::detail::Detail;
use crate::raster::Raster;
use crate::widest::widest;
use crate::{Point, PortraitError, Size};

/// An upright sRGB picture that is looked at as a whole: a frame of the camera, or a smaller copy
/// of a [`Picture`](crate::Picture), made by [`Picture::frame`](crate::Picture::frame).
pub struct Frame {
    /// The picture itself, then halves of halves of it.
    levels: Vec<Raster>,
    /// Where there are more pixels than in the picture itself.
    detail: Option<Box<Detail>>,
    /// The side of a pixel of the picture that this is a copy of.
    pixel: f64,
}

/// What a patch shows beyond the edge of its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// Black, as the detector was trained.
    Black,
    /// The nearest pixel of the edge.
    Edge,
}

/// A turned square or rectangle of a frame, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    pub centre: Point,
    pub width: f64,
    pub height: f64,
    /// Clockwise, in radians.
    pub angle: f64,
    /// Whether left and right are exchanged.
    pub mirrored: bool,
}

/// Halving ends here, in pixels of the shorter side. Our own number: no model reads fewer than 64.
const SMALLEST: u32 = 64;

impl Frame {
    /// From rows of red, green and blue, three bytes a pixel.
    ///
    /// # Errors
    ///
    /// [`PortraitError::Damaged`] if there are not `3 * width * height` bytes, or none.
    pub fn from_rgb(size: Size, rgb: Vec<u8>) -> Result<Self, PortraitError> {
        if rgb.is_empty() || rgb.len() as u64 != bytes(size, 3) {
            return Err(PortraitError::Damaged);
        }
        let mut levels = vec![Raster { size, rgb }];
        while let Some(next) = levels.last().and_then(halved) {
            levels.push(next);
        }
        Ok(Self {
            levels,
            detail: None,
            pixel: 1.0,
        })
    }

    /// The same as a smaller copy of a picture of this width.
    #[must_use]
    pub(crate) fn copy_of(self, width: u32) -> Self {
        let pixel = f64::from(self.size().width) / f64::from(width.max(1));
        Self { pixel, ..self }
    }

    /// The side of a pixel of the picture that this is a copy of, in pixels of this one.
    pub(crate) fn pixel(&self) -> f64 {
        self.pixel
    }

    /// The same with more pixels for a part of it.
    #[must_use]
    pub(crate) fn with_detail(self, detail: Detail) -> Self {
        Self {
            detail: Some(Box::new(detail)),
            ..self
        }
    }

    /// From rows of red, green, blue and a fourth byte that is not looked at: what a page's canvas
    /// holds.
    ///
    /// # Errors
    ///
    /// [`PortraitError::Damaged`] if there are not `4 * width * height` bytes, or none.
    pub fn from_rgba(size: Size, rgba: &[u8]) -> Result<Self, PortraitError> {
        if rgba.len() as u64 != bytes(size, 4) {
            return Err(PortraitError::Damaged);
        }
        let mut rgb = vec![0; rgba.len() / 4 * 3];
        for (to, from) in rgb.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
            to.copy_from_slice(&from[..3]);
        }
        Self::from_rgb(size, rgb)
    }

    /// Width and height in pixels.
    pub fn size(&self) -> Size {
        self.levels[0].size
    }

    /// The pixels of a region, scaled to `width` x `height`: three numbers from 0 to 255 each, row
    /// by row. Neighbours are mixed, from the level that is nearest above in resolution; from the
    /// detail, if that shows the region and the frame has too few pixels for it.
    pub(crate) fn patch(&self, region: &Region, size: (usize, usize), beyond: Beyond) -> Vec<f32> {
        let (columns, rows) = size;
        let step = (region.width / columns as f64).min(region.height / rows as f64);
        let detail = self.detail.as_deref().filter(|_| step < 1.0);
        if let Some(detail) = detail.filter(|detail| detail.shows(region, self.size())) {
            return detail.patch(region, size, beyond);
        }
        let level = (step.max(1.0).log2() as usize).min(self.levels.len() - 1);
        let scale = f64::from(1_u32 << level);
        let raster = &self.levels[level];
        let mut values = vec![0.0; columns * rows * 3];
        for (v, row) in values.chunks_exact_mut(columns * 3).enumerate() {
            let down = (v as f64 + 0.5) / rows as f64;
            let at = |u: f64| region.at(u, down).divided(scale);
            let (from, to) = (at(0.5 / columns as f64), at(1.5 / columns as f64));
            let walk = Walk {
                at: [from.x, from.y].map(|x| fixed(x - 0.5)),
                step: [to.x - from.x, to.y - from.y].map(fixed),
            };
            widest(
                #[inline(always)]
                || fill(row, raster, walk, beyond),
            );
        }
        values
    }
}

/// Steps from one pixel of a row to the next.
#[derive(Clone, Copy)]
struct Walk {
    at: [i64; 2],
    step: [i64; 2],
}

/// Positions count in 2^-32 of a pixel; those far outside of any picture are all the same.
fn fixed(position: f64) -> i64 {
    (position.clamp(-1e6, 1e6) * 4_294_967_296.0) as i64
}

/// The pixel left of or above a position, and the way to the next one.
#[inline(always)]
fn split(position: i64) -> (i32, f32) {
    let way = (position as u32 >> 8) as f32 / 16_777_216.0;
    ((position >> 32) as i32, way)
}

#[inline(always)]
fn fill(row: &mut [f32], raster: &Raster, walk: Walk, beyond: Beyond) {
    let stride = raster.size.width as usize * 3;
    let Walk { mut at, step } = walk;
    for pixel in row.chunks_exact_mut(3) {
        let [(x, across), (y, down)] = at.map(split);
        match corners(raster, stride, x, y) {
            Some([upper, lower]) => {
                let rows = [upper, lower].map(|[near, far]| between(near, far, across));
                pixel.copy_from_slice(&between(rows[0], rows[1], down)[..3]);
            }
            None => pixel.copy_from_slice(&mixed(raster, [x, y], [across, down], beyond)),
        }
        at = [at[0] + step[0], at[1] + step[1]];
    }
}

/// A colour and one number more, as many as processors work on at once.
type Quad = [f32; 4];

/// The four pixels right of and below a place; nothing where one of them, or the number after the
/// last, is beyond the edge.
#[inline(always)]
fn corners(raster: &Raster, stride: usize, x: i32, y: i32) -> Option<[[Quad; 2]; 2]> {
    let Size { width, height } = raster.size;
    // What is negative is a very large number without its sign.
    let inside = (x as u32) < width - 1 && (y as u32) < height - 1;
    let start = (y as u32 as usize)
        .wrapping_mul(stride)
        .wrapping_add(x as u32 as usize * 3);
    let upper = raster.rgb.get(start..)?;
    let rows: [&[u8; 7]; 2] = [upper.first_chunk()?, upper.get(stride..)?.first_chunk()?];
    let quad = |row: &[u8; 7], at: usize| std::array::from_fn(|i| f32::from(row[at + i]));
    inside.then(|| rows.map(|row| [quad(row, 0), quad(row, 3)]))
}

#[inline(always)]
fn between(from: Quad, to: Quad, way: f32) -> Quad {
    std::array::from_fn(|i| from[i] + (to[i] - from[i]) * way)
}

impl Region {
    /// The point of the frame at fractions of the region.
    pub fn at(&self, u: f64, v: f64) -> Point {
        let share = if self.mirrored { 0.5 - u } else { u - 0.5 };
        let across = share * self.width;
        let down = (v - 0.5) * self.height;
        let (sin, cos) = self.angle.sin_cos();
        Point {
            x: self.centre.x + across * cos - down * sin,
            y: self.centre.y + across * sin + down * cos,
        }
    }

    /// From its left to its right end and from its upper to its lower one.
    pub fn reach(&self) -> [[f64; 2]; 2] {
        let (sin, cos) = self.angle.sin_cos();
        let (sin, cos) = (sin.abs() / 2.0, cos.abs() / 2.0);
        let across = self.width * cos + self.height * sin;
        let down = self.width * sin + self.height * cos;
        let Point { x, y } = self.centre;
        [[x - across, x + across], [y - down, y + down]]
    }

    /// The fractions of the region at a point of the frame.
    pub fn fractions(&self, point: Point) -> (f64, f64) {
        let (dx, dy) = (point.x - self.centre.x, point.y - self.centre.y);
        let (sin, cos) = self.angle.sin_cos();
        let across = (dx * cos + dy * sin) / self.width;
        let down = (dy * cos - dx * sin) / self.height;
        (
            0.5 + if self.mirrored { -across } else { across },
            0.5 + down,
        )
    }
}

fn bytes(size: Size, channels: u64) -> u64 {
    u64::from(size.width) * u64::from(size.height) * channels
}

/// Half as wide and half as high, each pixel the mean of four.
fn halved(raster: &Raster) -> Option<Raster> {
    let (width, height) = (raster.size.width / 2, raster.size.height / 2);
    if width.min(height) < SMALLEST {
        return None;
    }
    let stride = raster.size.width as usize * 3;
    let mut rgb = vec![0; width as usize * height as usize * 3];
    let targets = rgb.chunks_exact_mut(width as usize * 3);
    for (target, rows) in targets.zip(raster.rgb.chunks_exact(2 * stride)) {
        let (upper, lower) = rows.split_at(stride);
        widest(
            #[inline(always)]
            || means(target, upper, lower),
        );
    }
    Some(Raster {
        size: Size { width, height },
        rgb,
    })
}

/// The mean of each four pixels of two rows.
#[inline(always)]
fn means(target: &mut [u8], upper: &[u8], lower: &[u8]) {
    let pairs = upper.chunks_exact(6).zip(lower.chunks_exact(6));
    for (pixel, (a, b)) in target.chunks_exact_mut(3).zip(pairs) {
        for (i, channel) in pixel.iter_mut().enumerate() {
            let sum = [a[i], a[i + 3], b[i], b[i + 3]].map(u16::from);
            *channel = ((sum.iter().sum::<u16>() + 2) / 4) as u8;
        }
    }
}

/// Between four pixels, by distance, some of which may lie outside.
#[cold]
#[inline(never)]
fn mixed(raster: &Raster, at: [i32; 2], [across, down]: [f32; 2], beyond: Beyond) -> [f32; 3] {
    let [x, y] = at;
    let pixel = |x, y| pixel(raster, x, y, beyond);
    let upper = blend(pixel(x, y), pixel(x + 1, y), across);
    let lower = blend(pixel(x, y + 1), pixel(x + 1, y + 1), across);
    blend(upper, lower, down)
}

fn blend(a: [f32; 3], b: [f32; 3], share: f32) -> [f32; 3] {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share)
}

fn pixel(raster: &Raster, x: i32, y: i32, beyond: Beyond) -> [f32; 3] {
    let (width, height) = (raster.size.width as i32, raster.size.height as i32);
    let outside = x < 0 || y < 0 || x >= width || y >= height;
    if outside && beyond == Beyond::Black {
        return [0.0; 3];
    }
    let (x, y) = (x.clamp(0, width - 1), y.clamp(0, height - 1));
    let at = (y as usize * width as usize + x as usize) * 3;
    raster
        .rgb
        .get(at..at + 3)
        .map_or([0.0; 3], |p| [p[0], p[1], p[2]].map(f32::from))
}

#[cfg(test)]
#[path = "frame_tests.rs"]
mod tests;
