use std::borrow::Cow;

use super::*;
use crate::raster::Extent;
use crate::scaling::{Area, Pixels, Scaling};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use proptest::prelude::*;

const SIZE: Size = Size {
    width: 77,
    height: 45,
};

/// Slow waves of colour, as on a face, and a hard edge.
fn waves() -> Vec<u8> {
    let pixel = |x: u32, y: u32| {
        let wave = |period: f64, at: u32| 110.0 + 90.0 * (f64::from(at) / period).sin();
        let edge = if x > 40 { 30.0 } else { 0.0 };
        [wave(9.0, x) + edge, wave(14.0, y), wave(23.0, x + y)].map(|c| c as u8)
    };
    (0..SIZE.height)
        .flat_map(|y| (0..SIZE.width).flat_map(move |x| pixel(x, y)))
        .collect()
}

fn encoded(set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    encoded_of(&waves(), 92, set)
}

fn encoded_of(rgb: &[u8], quality: u8, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    set(&mut encoder);
    let (width, height) = (SIZE.width as u16, SIZE.height as u16);
    encoder
        .encode(rgb, width, height, ColorType::Rgb)
        .expect("a JPEG");
    bytes
}

fn sampled(factor: SamplingFactor, restarts: u16) -> Vec<u8> {
    encoded(|encoder| {
        encoder.set_sampling_factor(factor);
        encoder.set_restart_interval(restarts);
    })
}

fn baseline(bytes: &[u8], divisor: u32) -> Option<Raster> {
    decoded(bytes, divisor, Part::whole(SIZE)).map(|(raster, _)| raster)
}

/// The pixels of a part, and where they lie.
fn decoded(bytes: &[u8], divisor: u32, part: Part) -> Option<(Raster, Extent)> {
    let wish = Wish {
        reach: 1.0,
        part,
        scaling: &|_| None,
    };
    let Piece { pixels, extent } = baseline::decode(bytes, SIZE, divisor, &wish)?;
    match pixels {
        Pixels::Whole(raster) => Some((raster.into_owned(), extent)),
        Pixels::Lowered(_) => None,
    }
}

/// How bright each pixel is, as JPEG weighs the colours.
fn luma(raster: &Raster) -> impl Iterator<Item = f64> + Clone {
    let weighed = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(f64::from);
        0.299 * red + 0.587 * green + 0.114 * blue
    };
    raster.rgb.chunks_exact(3).map(weighed)
}

#[test]
fn plain_jpegs_of_every_size_look_as_the_general_decoder_shows_them() {
    let whole = [1, 2, 4, 8].map(|divisor| (SamplingFactor::F_1_1, divisor));
    let halved = [1, 2, 4, 8].map(|divisor| (SamplingFactor::F_2_2, divisor));
    let kinds = whole.into_iter().chain(halved);
    for ((factor, divisor), restarts) in kinds.flat_map(|k| [(k, 0), (k, 1), (k, 3)]) {
        let bytes = sampled(factor, restarts);
        let ours = baseline(&bytes, divisor).expect("a plain JPEG");
        let header = header(&bytes).expect("a JPEG");
        let theirs = general(&bytes, &header, divisor).expect("a JPEG");
        assert_eq!(ours.size, theirs.size);
        let off = luma(&ours).zip(luma(&theirs)).map(|(a, b)| (a - b).abs());
        let mean = off.clone().sum::<f64>() / off.clone().count() as f64;
        assert!(mean < 1.5, "{factor:?} by {divisor}: {mean} steps off");
        // The general decoder makes halved colours coarser still before it spreads them.
        let colours = ours.rgb.iter().zip(&theirs.rgb);
        let most = colours.map(|(a, b)| a.abs_diff(*b)).max();
        let exact = divisor == 1 && factor == SamplingFactor::F_1_1;
        assert!(!exact || most < Some(3), "{factor:?}: {most:?}");
    }
}

#[test]
fn a_part_of_a_picture_has_the_pixels_of_the_whole() {
    let part = Part {
        left: 21,
        top: 17,
        right: 50,
        bottom: 30,
    };
    for (factor, divisor) in [SamplingFactor::F_1_1, SamplingFactor::F_2_2]
        .into_iter()
        .flat_map(|factor| [1, 2, 4, 8].map(|divisor| (factor, divisor)))
    {
        for restarts in [0, 1, 3] {
            let bytes = sampled(factor, restarts);
            let whole = baseline(&bytes, divisor).expect("a plain JPEG");
            let (raster, extent) = decoded(&bytes, divisor, part).expect("a plain JPEG");
            assert_eq!(extent.whole, whole.size);
            assert!(extent.left * divisor <= 21 && extent.top * divisor <= 17);
            let Size { width, height } = extent.size;
            assert!((extent.left + width) * divisor >= 50 && (extent.top + height) * divisor >= 30);
            assert!(width < whole.size.width && height < whole.size.height);
            assert_eq!(raster.rgb, cut_out(&whole, extent));
        }
    }
}

fn cut_out(whole: &Raster, extent: Extent) -> Vec<u8> {
    let Size { width, height } = extent.size;
    let rows = whole.rgb.chunks_exact(whole.size.width as usize * 3);
    let rows = rows.skip(extent.top as usize).take(height as usize);
    rows.flat_map(|row| &row[extent.left as usize * 3..][..width as usize * 3])
        .copied()
        .collect()
}

#[test]
fn rows_that_are_scaled_while_they_are_decoded_are_those_that_are_scaled_afterwards() {
    for (factor, divisor) in [SamplingFactor::F_1_1, SamplingFactor::F_2_2]
        .into_iter()
        .flat_map(|factor| [1, 2, 4, 8].map(|divisor| (factor, divisor)))
    {
        let bytes = sampled(factor, 3);
        let whole = baseline(&bytes, divisor).expect("a plain JPEG");
        let scaling = Scaling {
            raster: whole.size,
            area: Area {
                x: 1.25,
                y: 0.5,
                width: f64::from(whole.size.width) - 3.0,
                height: f64::from(whole.size.height) - 2.0,
            },
            size: Size {
                width: whole.size.width / 2,
                height: whole.size.height / 2,
            },
        };
        let wish = Wish {
            reach: 1.0,
            part: Part::whole(SIZE),
            scaling: &|_| Some(scaling),
        };
        let piece = baseline::decode(&bytes, SIZE, divisor, &wish).expect("a plain JPEG");
        assert!(matches!(piece.pixels, Pixels::Lowered(_)));
        let [ours, theirs] = [piece.pixels, Pixels::Whole(Cow::Owned(whole))]
            .map(|pixels| pixels.scaled(&scaling).expect("a part").into_rgb());
        assert_eq!(ours, theirs, "{factor:?} by {divisor}");
    }
}

#[test]
fn what_lies_below_the_part_is_not_read_and_what_is_wrong_before_it_is_found() {
    let part = Part {
        left: 0,
        top: 0,
        right: 10,
        bottom: 8,
    };
    let good = sampled(SamplingFactor::F_1_1, 0);
    let cut = &good[..good.len() * 3 / 4];
    assert!(baseline(cut, 1).is_none());
    assert!(decoded(cut, 1, part).is_some());
    let lower = Part {
        top: 38,
        bottom: 45,
        ..part
    };
    assert!(decoded(cut, 1, lower).is_none());
    assert!(decoded(&good, 1, lower).is_some());
}

#[test]
fn what_is_not_plain_or_not_in_order_is_left_to_the_general_decoder() {
    assert!(baseline(&sampled(SamplingFactor::F_2_1, 0), 2).is_none());
    assert!(baseline(&encoded(|e| e.set_progressive(true)), 2).is_none());
    let good = sampled(SamplingFactor::F_1_1, 3);
    for length in [2, 100, good.len() / 2, good.len() - 3, good.len() - 2] {
        assert!(baseline(&good[..length], 1).is_none(), "{length} bytes");
    }
    let second = good
        .windows(2)
        .position(|w| w == [0xFF, 0xD1])
        .expect("a restart");
    let mut wrong = good.clone();
    wrong[second + 1] = 0xD3;
    assert!(baseline(&wrong, 1).is_none(), "restarts in another order");
    assert!(baseline(&good, 1).is_some());
}

#[test]
fn a_part_of_too_many_pixels_is_decoded_coarser() {
    let square = |side| {
        Part::whole(Size {
            width: side,
            height: side,
        })
    };
    assert_eq!(fitting(1, square(7_000)), 1);
    assert_eq!(fitting(1, square(10_000)), 2);
    assert_eq!(fitting(4, square(10_000)), 4);
    assert_eq!(fitting(8, square(100)), 8);
}

#[test]
fn a_decoder_that_would_take_too_much_makes_a_coarser_picture_or_none() {
    let info = |side: u16, coding_process| ImageInfo {
        width: side,
        height: side,
        pixel_format: PixelFormat::RGB24,
        coding_process,
    };
    let sequential = |side| affordable(&info(side, CodingProcess::DctSequential), 1);
    assert_eq!(sequential(8_000), Ok(1));
    assert_eq!(sequential(10_000), Ok(2));
    let progressive = affordable(&info(10_000, CodingProcess::DctProgressive), 1);
    assert_eq!(progressive.err(), Some(PortraitError::TooMuchMemory));
}

/// How blue and how red each pixel of a picture is beyond its brightness, moved by so many pixels,
/// without what the move uncovers.
fn colourfulness(rgb: &[u8], (right, down): (usize, usize)) -> Vec<f64> {
    let (width, height) = (SIZE.width as usize, SIZE.height as usize);
    let mut found = Vec::new();
    for (y, x) in (2..height).flat_map(|y| (2..width).map(move |x| (y, x))) {
        let at = ((y - down) * width + x - right) * 3;
        let [red, green, blue] = [rgb[at], rgb[at + 1], rgb[at + 2]].map(f64::from);
        let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        found.extend([red - luma, blue - luma]);
    }
    found
}

fn apart(one: &[f64], other: &[f64]) -> f64 {
    let sum: f64 = one.iter().zip(other).map(|(a, b)| (a - b).abs()).sum();
    sum / one.len() as f64
}

#[test]
fn halved_colours_at_full_size_are_those_of_the_picture_and_at_their_places() {
    let ours = baseline(&sampled(SamplingFactor::F_2_2, 0), 1).expect("a plain JPEG");
    let drawn = waves();
    let found = colourfulness(&ours.rgb, (0, 0));
    let off = apart(&found, &colourfulness(&drawn, (0, 0)));
    assert!(off < 4.0, "{off} steps off");
    for aside in [(1, 0), (0, 1), (1, 1), (2, 0), (0, 2)] {
        let moved = apart(&found, &colourfulness(&drawn, aside));
        assert!(
            moved > off,
            "{moved} at {aside:?}, {off} where it was drawn"
        );
    }
    let other_way = colourfulness(&drawn, (1, 1));
    let moved = apart(
        &colourfulness(&ours.rgb, (1, 1)),
        &colourfulness(&drawn, (0, 0)),
    );
    assert!(moved > off && apart(&found, &other_way) > off);
}

/// Black and white without order: the longest codes with the largest numbers behind them.
fn noise() -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if state >> 63 == 0 { 0 } else { 255 }
    };
    (0..SIZE.width * SIZE.height * 3).map(|_| next()).collect()
}

#[test]
fn the_longest_codes_one_after_the_other_are_read_as_the_general_decoder_reads_them() {
    for (factor, restarts) in [SamplingFactor::F_1_1, SamplingFactor::F_2_2]
        .into_iter()
        .flat_map(|factor| [(factor, 0), (factor, 1)])
    {
        let bytes = encoded_of(&noise(), 100, |encoder| {
            encoder.set_sampling_factor(factor);
            encoder.set_restart_interval(restarts);
        });
        let ours = baseline(&bytes, 1).expect("a plain JPEG");
        let header = header(&bytes).expect("a JPEG");
        let theirs = general(&bytes, &header, 1).expect("a JPEG");
        let off = luma(&ours).zip(luma(&theirs)).map(|(a, b)| (a - b).abs());
        let mean = off.clone().sum::<f64>() / off.count() as f64;
        let most = if factor == SamplingFactor::F_1_1 {
            0.5
        } else {
            40.0
        };
        assert!(mean < most, "{factor:?}, {restarts}: {mean} steps off");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_part_has_the_pixels_of_the_whole(
        (left, right) in (0..77_u32).prop_flat_map(|left| (Just(left), left + 1..=77)),
        (top, bottom) in (0..45_u32).prop_flat_map(|top| (Just(top), top + 1..=45)),
        halved in any::<bool>(), divisor in prop::sample::select(vec![1, 2, 4, 8]),
        restarts in 0..4_u16,
    ) {
        let factor = if halved { SamplingFactor::F_2_2 } else { SamplingFactor::F_1_1 };
        let bytes = sampled(factor, restarts);
        let part = Part { left, top, right, bottom };
        let whole = baseline(&bytes, divisor).expect("a plain JPEG");
        let (raster, extent) = decoded(&bytes, divisor, part).expect("a plain JPEG");
        let Size { width, height } = extent.size;
        prop_assert!(extent.left * divisor <= left && extent.top * divisor <= top);
        let end = |start: u32, length: u32, of: u32| ((start + length) * divisor).min(of);
        prop_assert!(end(extent.left, width, SIZE.width) >= right);
        prop_assert!(end(extent.top, height, SIZE.height) >= bottom);
        prop_assert_eq!(&raster.rgb, &cut_out(&whole, extent));
    }
}
