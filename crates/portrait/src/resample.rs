//! One resampling from stored pixels to finished ones: crop, scale, angle and EXIF orientation
//! are folded into a single affine map, so that the picture is touched as seldom as possible.

use crate::affine::Affine;
use crate::raster::Raster;
use crate::scaling::{Area, Pixels, Scaled, Scaling, bytes};
use crate::warp;
use crate::{PortraitError, Size};

/// Pixels around a turned area that the filters reach for.
const MARGIN: f64 = 4.0;

/// Pixels beyond what is seen that are looked at, in pixels of the result or of the raster, whichever
/// are larger: the margin, and what rounding to whole pixels adds.
pub(crate) const REACH: f64 = MARGIN + 2.0;

/// How pixels of a raster of a size are scaled first, so that `size` pixels can be filled; the pixel
/// of the raster that each shows is told by `map`, from the coordinates of the result to those of the raster.
///
/// Level crops that lie inside are one filtered scaling. All others are scaled to the resolution
/// of the result, level in stored pixels, and then turned by bicubic interpolation.
pub(crate) fn scaling(raster: Size, map: &Affine, size: Size) -> Scaling {
    let bounds = map.bounds(size);
    if is_level(raster, map, size) {
        let upright = map.xx.abs() < map.xy.abs();
        return Scaling {
            raster,
            area: clipped(bounds, 0.0, raster),
            size: if upright { size.turned() } else { size },
        };
    }
    let step = map.magnification().max(1.0);
    let area = whole_pixels(clipped(bounds, MARGIN * step, raster), raster);
    let near = Size {
        width: shrunk(area.width, step),
        height: shrunk(area.height, step),
    };
    Scaling {
        raster,
        area,
        size: near,
    }
}

/// Fills `size` pixels, each with what `map` says, scaled as [`scaling`] tells.
pub(crate) fn resample(pixels: Pixels, map: &Affine, size: Size) -> Result<Vec<u8>, PortraitError> {
    let raster = pixels.size();
    let scaling = scaling(raster, map, size);
    let scaled = pixels.scaled(&scaling)?;
    if is_level(raster, map, size) {
        return Ok(level(scaled, map, size));
    }
    let Scaling {
        area, size: near, ..
    } = scaling;
    let to_near = Affine::translation(-area.x, -area.y).then(Affine::scale(
        f64::from(near.width) / area.width,
        f64::from(near.height) / area.height,
    ));
    let map = map.then(to_near);
    Ok(scaled.made_into(bytes(size), |pixels, to| {
        warp::bicubic(pixels, &map, size, to);
    }))
}

fn is_level(raster: Size, map: &Affine, size: Size) -> bool {
    let longest = f64::from(size.width.max(size.height));
    map.keeps_axes(longest) && inside(map.bounds(size), raster)
}

fn inside([left, top, right, bottom]: [f64; 4], raster: Size) -> bool {
    let (width, height) = (f64::from(raster.width), f64::from(raster.height));
    left > -1e-3 && top > -1e-3 && right < width + 1e-3 && bottom < height + 1e-3
}

fn level(scaled: Scaled, map: &Affine, size: Size) -> Vec<u8> {
    let upright = map.xx.abs() < map.xy.abs();
    let pixels = Raster {
        size: scaled.size,
        rgb: scaled.into_rgb(),
    };
    if !upright && map.xx > 0.0 && map.yy > 0.0 {
        return pixels.rgb;
    }
    reordered(&pixels, map, size)
}

/// The same pixels in another order: turned by quarters, or mirrored.
fn reordered(scaled: &Raster, map: &Affine, size: Size) -> Vec<u8> {
    let stride = scaled.size.width as usize;
    let (last_x, last_y) = (stride - 1, scaled.size.height as usize - 1);
    let upright = map.xx.abs() < map.xy.abs();
    let (flip_x, flip_y) = (map.xx + map.xy < 0.0, map.yx + map.yy < 0.0);
    let mut rgb = Vec::with_capacity(scaled.rgb.len());
    for v in 0..size.height as usize {
        for u in 0..size.width as usize {
            let (x, y) = if upright { (v, u) } else { (u, v) };
            let x = if flip_x { last_x - x } else { x };
            let y = if flip_y { last_y - y } else { y };
            let at = (y * stride + x) * 3;
            rgb.extend_from_slice(&scaled.rgb[at..at + 3]);
        }
    }
    rgb
}

fn shrunk(length: f64, step: f64) -> u32 {
    (length / step).round().max(1.0) as u32
}

/// The part of the bounds, widened by a margin, that lies on the raster.
fn clipped([left, top, right, bottom]: [f64; 4], margin: f64, raster: Size) -> Area {
    let (whole_width, whole_height) = (f64::from(raster.width), f64::from(raster.height));
    let x = (left - margin).clamp(0.0, whole_width - 1.0);
    let y = (top - margin).clamp(0.0, whole_height - 1.0);
    let width = (right + margin).min(whole_width) - x;
    let height = (bottom + margin).min(whole_height) - y;
    Area {
        x,
        y,
        width: width.max(1.0),
        height: height.max(1.0),
    }
}

/// Grown to whole pixels, so that an area that is not scaled is copied and not blurred.
fn whole_pixels(area: Area, raster: Size) -> Area {
    let (x, y) = (area.x.floor(), area.y.floor());
    let width = (area.x + area.width).ceil().min(f64::from(raster.width)) - x;
    let height = (area.y + area.height).ceil().min(f64::from(raster.height)) - y;
    Area {
        x,
        y,
        width,
        height,
    }
}
