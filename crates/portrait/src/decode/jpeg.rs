use image::metadata::Orientation;
use jpeg_decoder::{CodingProcess, Decoder, Error, ImageInfo, PixelFormat};

use super::{Header, MOST_MEMORY, baseline, orientation_of};
use crate::colour::cmyk_to_srgb;
use crate::raster::{Part, Piece, Raster};
use crate::{PortraitError, Size};

pub(super) fn header(bytes: &[u8]) -> Result<Header, PortraitError> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(|e| named(&e))?;
    let info = decoder.info().ok_or(PortraitError::Damaged)?;
    Ok(Header {
        stored: Size {
            width: info.width.into(),
            height: info.height.into(),
        },
        orientation: decoder
            .exif_data()
            .map_or(Orientation::NoTransforms, orientation_of),
        profile: decoder.icc_profile(),
    })
}

pub(super) fn pixels(
    bytes: &[u8],
    header: &Header,
    reach: f64,
    part: Part,
) -> Result<Piece, PortraitError> {
    let divisor = fitting(divisor(reach), part);
    match baseline::decode(bytes, header.stored, divisor, part) {
        Some(piece) => Ok(piece),
        None => general(bytes, header, divisor).map(Piece::from),
    }
}

/// The most bytes of pixels that are decoded for one portrait. Our own number: as much again, and more,
/// is taken for scaling and turning them.
const MOST_PIXELS: u64 = 150_000_000;

/// The divisor that was asked for, or a larger one where there would be too many pixels.
fn fitting(divisor: u32, part: Part) -> u32 {
    let area = u64::from(part.right - part.left) * u64::from(part.bottom - part.top);
    let coarser = [1, 2, 4].into_iter().filter(|&d| d >= divisor);
    coarser
        .into_iter()
        .find(|&d| 3 * area / u64::from(d * d) <= MOST_PIXELS)
        .unwrap_or(8)
}

/// Every other JPEG, and every one that is not in order.
fn general(bytes: &[u8], header: &Header, divisor: u32) -> Result<Raster, PortraitError> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().map_err(|e| named(&e))?;
    let info = decoder.info().ok_or(PortraitError::Damaged)?;
    let divisor = affordable(&info, divisor)?;
    let reduced = |side: u32| side.div_ceil(divisor) as u16;
    let (width, height) = decoder
        .scale(reduced(header.stored.width), reduced(header.stored.height))
        .map_err(|e| named(&e))?;
    let samples = decoder.decode().map_err(|e| named(&e))?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => samples,
        PixelFormat::L8 => samples.iter().flat_map(|&grey| [grey; 3]).collect(),
        PixelFormat::CMYK32 => cmyk_to_srgb(&samples, header.profile.as_deref()),
        PixelFormat::L16 => return Err(PortraitError::RareVariant),
    };
    Ok(Raster {
        size: Size {
            width: width.into(),
            height: height.into(),
        },
        rgb,
    })
}

/// The divisor that was asked for, or a larger one where the memory would not suffice: a coarser
/// picture is better than none. A progressive JPEG keeps two bytes for each of its samples until
/// its end; then each channel is there by itself and with the others, and grey becomes three.
fn affordable(info: &ImageInfo, divisor: u32) -> Result<u32, PortraitError> {
    let pixels = u64::from(info.width) * u64::from(info.height);
    let channels = info.pixel_format.pixel_bytes() as u64;
    let kept = match info.coding_process {
        CodingProcess::DctSequential => 0,
        CodingProcess::DctProgressive | CodingProcess::Lossless => 2 * channels * pixels,
    };
    let made = (2 * channels).max(channels + 3) * pixels;
    let fits = |d: &u32| kept + made / u64::from(d * d) <= MOST_MEMORY;
    let finest_first = [1, 2, 4, 8].into_iter().filter(|&d| d >= divisor);
    finest_first
        .into_iter()
        .find(fits)
        .ok_or(PortraitError::TooMuchMemory)
}

/// How far the discrete cosine transform may be cut short: an eighth, a quarter, a half, not.
fn divisor(reach: f64) -> u32 {
    [8, 4, 2]
        .into_iter()
        .find(|&d| 1.0 / f64::from(d) >= reach)
        .unwrap_or(1)
}

fn named(error: &Error) -> PortraitError {
    match error {
        Error::Unsupported(_) => PortraitError::RareVariant,
        Error::Io(_) => PortraitError::Truncated,
        Error::Format(_) | Error::Internal(_) => PortraitError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

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
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 92);
        set(&mut encoder);
        let (width, height) = (SIZE.width as u16, SIZE.height as u16);
        encoder
            .encode(&waves(), width, height, ColorType::Rgb)
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
        let whole = baseline::decode(bytes, SIZE, divisor, Part::whole(SIZE));
        whole.map(|piece| piece.raster)
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
                let piece = baseline::decode(&bytes, SIZE, divisor, part).expect("a plain JPEG");
                assert_eq!(piece.whole, whole.size);
                assert!(piece.left * divisor <= 21 && piece.top * divisor <= 17);
                let Size { width, height } = piece.raster.size;
                assert!(
                    (piece.left + width) * divisor >= 50 && (piece.top + height) * divisor >= 30
                );
                assert!(width < whole.size.width && height < whole.size.height);
                assert_eq!(piece.raster.rgb, cut_out(&whole, &piece));
            }
        }
    }

    fn cut_out(whole: &Raster, piece: &Piece) -> Vec<u8> {
        let Size { width, height } = piece.raster.size;
        let rows = whole.rgb.chunks_exact(whole.size.width as usize * 3);
        let rows = rows.skip(piece.top as usize).take(height as usize);
        rows.flat_map(|row| &row[piece.left as usize * 3..][..width as usize * 3])
            .copied()
            .collect()
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
        assert!(baseline::decode(cut, SIZE, 1, part).is_some());
        let lower = Part {
            top: 38,
            bottom: 45,
            ..part
        };
        assert!(baseline::decode(cut, SIZE, 1, lower).is_none());
        assert!(baseline::decode(&good, SIZE, 1, lower).is_some());
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
}
