use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::pixels;

const WIDTH: u16 = 117;
const HEIGHT: u16 = 91;

/// Waves of all directions and colours, with some noise.
fn picture() -> Vec<u8> {
    let mut state = 7_u32;
    let mut rgb = Vec::new();
    for y in 0..u32::from(HEIGHT) {
        for x in 0..u32::from(WIDTH) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 27) as f32;
            let wave = |a: f32, b: f32| ((x as f32 * a + y as f32 * b).sin() * 90.0 + 120.0) as u8;
            let grain = |c: u8| (f32::from(c) + noise) as u8;
            rgb.extend([wave(0.11, 0.02), wave(0.03, 0.09), wave(0.05, -0.06)].map(grain));
        }
    }
    rgb
}

fn jpeg(sampling: SamplingFactor, restart: u16, kind: ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(sampling);
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    let rgb = picture();
    let grey: Vec<u8> = rgb.iter().step_by(3).copied().collect();
    let samples = if kind == ColorType::Luma { &grey } else { &rgb };
    encoder
        .encode(samples, WIDTH, HEIGHT, kind)
        .expect("a JPEG");
    bytes
}

/// The mean distance of two pictures in steps of 255.
fn distance(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let sum: u32 = a
        .iter()
        .zip(b)
        .map(|(a, b)| u32::from(a.abs_diff(*b)))
        .sum();
    f64::from(sum) / a.len() as f64
}

/// The whole picture of a common decoder, each pixel the mean of those it covers.
fn reference(bytes: &[u8], divisor: usize) -> Vec<u8> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let samples = decoder.decode().expect("a readable picture");
    let info = decoder.info().expect("a header");
    let grey = info.pixel_format == jpeg_decoder::PixelFormat::L8;
    let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
    let at = |x: usize, y: usize, channel: usize| {
        let place = y * width + x;
        u32::from(if grey {
            samples[place]
        } else {
            samples[place * 3 + channel]
        })
    };
    let mean = |x: usize, y: usize, channel: usize| {
        let columns = x * divisor..((x + 1) * divisor).min(width);
        let rows = y * divisor..((y + 1) * divisor).min(height);
        let count = (columns.len() * rows.len()) as u32;
        let row = |y: usize| columns.clone().map(|x| at(x, y, channel)).sum::<u32>();
        (rows.map(row).sum::<u32>() / count) as u8
    };
    let mut reduced = Vec::new();
    for y in 0..height.div_ceil(divisor) {
        for x in 0..width.div_ceil(divisor) {
            reduced.extend([0, 1, 2].map(|channel| mean(x, y, channel)));
        }
    }
    reduced
}

#[test]
fn pixels_are_the_means_of_those_of_a_common_decoder() {
    let kinds = [
        (SamplingFactor::F_1_1, ColorType::Rgb),
        (SamplingFactor::F_1_1, ColorType::Luma),
        (SamplingFactor::F_2_2, ColorType::Rgb),
    ];
    for (sampling, kind) in kinds {
        for (restart, divisor) in [(0, 2), (0, 4), (0, 8), (3, 2), (3, 4), (3, 8)] {
            let bytes = jpeg(sampling, restart, kind);
            let ours = pixels(&bytes, divisor).expect("an ordinary picture");
            let distance = distance(&ours.rgb, &reference(&bytes, divisor as usize));
            assert!(distance < 4.0, "{kind:?} {restart} 1/{divisor}: {distance}");
        }
    }
}

#[test]
fn what_is_cut_off_or_unusual_is_left_to_others() {
    let whole = jpeg(SamplingFactor::F_2_2, 0, ColorType::Rgb);
    assert!(pixels(&whole, 2).is_some() && pixels(&whole, 1).is_none());
    for length in (0..whole.len()).step_by(7) {
        assert!(pixels(&whole[..length], 2).is_none(), "{length} bytes");
    }
    let wide = jpeg(SamplingFactor::F_2_1, 0, ColorType::Rgb);
    assert!(pixels(&wide, 2).is_none());
}

#[test]
fn no_damage_makes_it_panic() {
    let whole = jpeg(SamplingFactor::F_2_2, 5, ColorType::Rgb);
    for place in 2..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 1 << (place % 8);
        damaged[(place * 31) % whole.len()] ^= 0xFF;
        // Sizes from a damaged header are checked by the caller.
        let size = super::headers::Headers::read(&damaged);
        if size.is_some_and(|h| u32::from(h.width) * u32::from(h.height) < 1_000_000) {
            pixels(&damaged, 4);
        }
    }
}
