//! From luminance and chrominance to red, green and blue, as JFIF 1.02 says:
//!
//! `r = y + 1.402 v`, `g = y - 0.344136 u - 0.714136 v`, `b = y + 1.772 u`, where `u` and `v` are
//! the chrominances less 128.

/// Pixels that are worked on at once.
const BATCH: usize = 64;

/// Fills rows of three bytes a pixel from one row of each channel.
#[inline(always)]
pub(super) fn row(rgb: &mut [u8], [y, cb, cr]: [&[u8]; 3]) {
    let channels = y.chunks(BATCH).zip(cb.chunks(BATCH)).zip(cr.chunks(BATCH));
    for (to, ((y, cb), cr)) in rgb.chunks_mut(BATCH * 3).zip(channels) {
        let mut planes = [[0_u8; BATCH]; 3];
        match (y.try_into(), cb.try_into(), cr.try_into()) {
            (Ok(y), Ok(cb), Ok(cr)) => batch(&mut planes, [y, cb, cr]),
            _ => batch(&mut planes, [y, cb, cr].map(padded).each_ref()),
        }
        woven(to, &planes);
    }
}

/// Writes the colours pixel by pixel: four pixels are three words, and a word is written as quickly
/// as a byte.
#[inline(always)]
fn woven(rgb: &mut [u8], planes: &[[u8; BATCH]; 3]) {
    let mut pixels = [0_u32; BATCH];
    for (i, pixel) in pixels.iter_mut().enumerate() {
        *pixel = u32::from_le_bytes([planes[0][i], planes[1][i], planes[2][i], 0]);
    }
    let mut fours = rgb.chunks_exact_mut(4 * 3);
    let mut last = 0;
    for (to, four) in (&mut fours).zip(pixels.chunks_exact(4)) {
        let [a, b, c, d] = [four[0], four[1], four[2], four[3]];
        to[..4].copy_from_slice(&(a | b << 24).to_le_bytes());
        to[4..8].copy_from_slice(&(b >> 8 | c << 16).to_le_bytes());
        to[8..].copy_from_slice(&(c >> 16 | d << 8).to_le_bytes());
        last += 4;
    }
    let rest = fours.into_remainder().chunks_exact_mut(3);
    for (to, pixel) in rest.zip(&pixels[last..]) {
        to.copy_from_slice(&pixel.to_le_bytes()[..3]);
    }
}

fn padded(values: &[u8]) -> [u8; BATCH] {
    let mut all = [0; BATCH];
    all[..values.len()].copy_from_slice(values);
    all
}

/// The sums wrap, which they never do, so that a build that looks for it is as quick.
#[inline(always)]
fn batch(planes: &mut [[u8; BATCH]; 3], [y, cb, cr]: [&[u8; BATCH]; 3]) {
    for i in 0..BATCH {
        let y = i16::from(y[i]);
        let [u, v] = [cb[i], cr[i]].map(|c| i16::from(c).wrapping_sub(128));
        let greenish = part(u, -0.344_136).wrapping_add(part(v, 0.285_864));
        let red = y.wrapping_add(v).wrapping_add(rounded(part(v, 0.402)));
        let green = y.wrapping_sub(v).wrapping_add(rounded(greenish));
        let blue = y
            .wrapping_add(u << 1)
            .wrapping_add(rounded(part(u, -0.228)));
        planes[0][i] = red.clamp(0, 255) as u8;
        planes[1][i] = green.clamp(0, 255) as u8;
        planes[2][i] = blue.clamp(0, 255) as u8;
    }
}

/// A part of a number, in sixteenths: what processors multiply eight at a time.
#[inline(always)]
fn part(number: i16, share: f64) -> i16 {
    let share = (share * 65_536.0) as i32;
    (i32::from(number << 4).wrapping_mul(share) >> 16) as i16
}

#[inline(always)]
fn rounded(sixteenths: i16) -> i16 {
    sixteenths.wrapping_add(8) >> 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_within_one_step_of_the_formula() {
        for (cb, cr) in (0..=255)
            .step_by(5)
            .flat_map(|b| (0..=255).map(move |r| (b, r)))
        {
            let y: Vec<u8> = (0..70).map(|i| i * 3).collect();
            let mut rgb = vec![0; 70 * 3];
            row(&mut rgb, [&y, &[cb; 70], &[cr; 70]]);
            let (u, v) = (f64::from(cb) - 128.0, f64::from(cr) - 128.0);
            for (pixel, y) in rgb.chunks_exact(3).zip(y.iter().map(|&y| f64::from(y))) {
                let exact = [
                    y + 1.402 * v,
                    y - 0.344_136 * u - 0.714_136 * v,
                    y + 1.772 * u,
                ];
                for (found, exact) in pixel.iter().zip(exact) {
                    let off = (f64::from(*found) - exact.clamp(0.0, 255.0)).abs();
                    assert!(off < 0.75, "{off} off at {y}, {cb}, {cr}");
                }
            }
        }
    }
}
