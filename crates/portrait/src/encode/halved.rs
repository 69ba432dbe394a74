//! Rows of luminance and of chrominances that are halved already.
//!
//! The encoder would average each 2 x 2 pixels one by one; here it takes one of them, which is their
//! mean. The numbers are the encoder's own, to the last bit, up to the edge.

use jpeg_encoder::{ImageBuffer, JpegColorType, rgb_to_ycbcr};

use crate::widest::widest;

/// Pixels that are worked on at once; even, and twice that often even.
const BATCH: usize = 32;

/// Rows of red, green and blue for an encoder that keeps one chrominance of 2 x 2, the first.
pub(super) struct Halved<'a> {
    pub rgb: &'a [u8],
    pub width: u16,
    pub height: u16,
}

impl ImageBuffer for Halved<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let last = self.height - 1;
        let [upper, lower] = [y, (y + 1).min(last)].map(|y| self.row(y));
        // Of every second row, no chrominance is looked at; the last one also stands for those beyond.
        if y % 2 == 1 && y < last {
            let kept = buffers[0].len() + usize::from(self.width);
            widest(
                #[inline(always)]
                || luminance(upper, &mut buffers[0]),
            );
            buffers[1].resize(kept, 0);
            buffers[2].resize(kept, 0);
        } else {
            widest(
                #[inline(always)]
                || pair(upper, lower, buffers),
            );
        }
    }
}

impl Halved<'_> {
    fn row(&self, y: u16) -> &[u8] {
        let stride = usize::from(self.width) * 3;
        &self.rgb[usize::from(y) * stride..][..stride]
    }
}

/// The luminance of a row.
#[inline(always)]
fn luminance(row: &[u8], to: &mut Vec<u8>) {
    for pixels in row.chunks(BATCH * 3) {
        let [y, _, _] = converted(pixels);
        to.extend_from_slice(&y[..pixels.len() / 3]);
    }
}

/// The luminance of the upper row, and the mean chrominances of both.
#[inline(always)]
fn pair(upper: &[u8], lower: &[u8], [to_y, to_cb, to_cr, _]: &mut [Vec<u8>; 4]) {
    for (upper, lower) in upper.chunks(BATCH * 3).zip(lower.chunks(BATCH * 3)) {
        let count = upper.len() / 3;
        let [y, upper_cb, upper_cr] = converted(upper);
        let [_, lower_cb, lower_cr] = converted(lower);
        to_y.extend_from_slice(&y[..count]);
        to_cb.extend_from_slice(&mean(&upper_cb, &lower_cb)[..count]);
        to_cr.extend_from_slice(&mean(&upper_cr, &lower_cr)[..count]);
    }
}

type Batch = [u8; BATCH];

/// Luminance and chrominances of up to a batch of pixels, the last of which goes on.
#[inline(always)]
fn converted(pixels: &[u8]) -> [Batch; 3] {
    match pixels.try_into() {
        Ok(whole) => planes(whole),
        Err(_) => planes(&continued(pixels)),
    }
}

#[cold]
#[inline(never)]
fn continued(pixels: &[u8]) -> [u8; BATCH * 3] {
    let last = pixels.len().saturating_sub(3);
    std::array::from_fn(|i| match pixels.get(i) {
        Some(value) => *value,
        None => pixels.get(last + i % 3).copied().unwrap_or_default(),
    })
}

#[inline(always)]
fn planes(pixels: &[u8; BATCH * 3]) -> [Batch; 3] {
    let mut planes = [[0; BATCH]; 3];
    for i in 0..BATCH {
        let (y, cb, cr) = rgb_to_ycbcr(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
        (planes[0][i], planes[1][i], planes[2][i]) = (y, cb, cr);
    }
    planes
}

/// The mean of each two columns of two rows, at the first, where the encoder looks; at the second its
/// own, with which the encoder goes on beyond the edge. Halves are rounded down and up in turn, as
/// libjpeg does it.
#[inline(always)]
fn mean(upper: &Batch, lower: &Batch) -> Batch {
    let mut means = [0; BATCH];
    for i in 0..BATCH / 2 {
        let [a, b] = [upper[2 * i], upper[2 * i + 1]].map(u16::from);
        let [c, d] = [lower[2 * i], lower[2 * i + 1]].map(u16::from);
        let rounding = 1 + i as u16 % 2;
        means[2 * i] = ((a + b + c + d + rounding) >> 2) as u8;
        means[2 * i + 1] = ((2 * (b + d) + rounding) >> 2) as u8;
    }
    means
}
