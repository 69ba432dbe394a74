use portrait::{Crop, Format, Output, PortraitError, Ratio};
use proptest::prelude::*;

use crate::fixtures::{GREY, corners, decoded, flat, jpeg, jpeg_with, read, with_app1};

/// The markers of a JPEG up to its pixels, with what follows each.
fn segments(jpeg: &[u8]) -> Vec<(u8, &[u8])> {
    let mut found = Vec::new();
    let mut rest = &jpeg[2..];
    while let [0xFF, marker, high, low, ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low])) + 2;
        found.push((*marker, &rest[4..length]));
        rest = &rest[length..];
        if *marker == 0xDA {
            break;
        }
    }
    found
}

/// JFIF, quantisation, frame, Huffman tables and scan: what a picture needs, and nothing more.
const NEEDED: [u8; 5] = [0xE0, 0xDB, 0xC0, 0xC4, 0xDA];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_crop_and_angle_gives_exactly_the_size_that_was_asked_for_and_no_metadata(
        width in 1..400_u32, height in 1..400_u32, quality in 1..=100_u8, density in 1..=1200_u16,
        x in 0.0..300.0_f64, y in 0.0..200.0_f64,
        crop_width in 1.0..500.0_f64, crop_height in 1.0..500.0_f64, angle in -400.0..400.0_f64,
    ) {
        let picture = read(with_app1(&jpeg(&corners(200, 300)), 6));
        let (left, top) = (x - crop_width / 2.0, y - crop_height / 2.0);
        let crop = Crop::new(left, top, crop_width, crop_height, angle).expect("a crop");
        let output = Output { width, height, quality, density };
        let portrait = picture.cut(&crop, &output).expect("a portrait");
        prop_assert_eq!((portrait.width, portrait.height), (width, height));
        prop_assert_eq!(decoded(&portrait.jpeg).dimensions(), (width, height));
        let mut kinds = segments(&portrait.jpeg).into_iter().map(|(marker, _)| marker);
        prop_assert!(kinds.all(|marker| NEEDED.contains(&marker)));
        prop_assert_eq!(read(portrait.jpeg).format(), Format::Jpeg);
    }
}

#[test]
fn a_portrait_carries_no_metadata_but_its_density() {
    let burdened = jpeg_with(&flat(300, 400, GREY), |encoder| {
        let exif = [b"Exif\0\0".as_slice(), &crate::fixtures::exif(3)].concat();
        encoder.add_app_segment(1, exif).expect("EXIF");
        encoder
            .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x/>".to_vec())
            .expect("XMP");
        encoder
            .add_app_segment(13, b"Photoshop 3.0\0".to_vec())
            .expect("IPTC");
        encoder.add_icc_profile(b"a profile").expect("ICC");
    });
    let picture = read(burdened);
    let crop = Crop::centred(picture.upright_size(), Ratio::default());
    let output = Output {
        density: 300,
        ..Output::default()
    };
    let cut = picture.cut(&crop, &output).expect("a portrait").jpeg;
    for jpeg in [cut.clone(), picture.preview(100).expect("a preview")] {
        assert!(
            segments(&jpeg)
                .iter()
                .all(|(marker, _)| NEEDED.contains(marker))
        );
    }
    let found = segments(&cut);
    let (_, jfif) = found
        .iter()
        .find(|(marker, _)| *marker == 0xE0)
        .expect("a JFIF header");
    assert_eq!(&jfif[..5], b"JFIF\0");
    assert_eq!(
        &jfif[7..12],
        &[1, 1, 44, 1, 44],
        "300 dots per inch, both ways"
    );
}

#[test]
fn a_portrait_has_half_the_colour_resolution_as_printers_expect() {
    let picture = read(jpeg(&flat(30, 40, GREY)));
    let crop = Crop::centred(picture.upright_size(), Ratio::default());
    let cut = picture
        .cut(&crop, &Output::default())
        .expect("a portrait")
        .jpeg;
    let found = segments(&cut);
    let (_, frame) = found
        .iter()
        .find(|(marker, _)| *marker == 0xC0)
        .expect("a baseline frame");
    assert_eq!(
        (frame[7], frame[10], frame[13]),
        (0x22, 0x11, 0x11),
        "4:2:0"
    );
}

#[test]
fn an_output_that_no_jpeg_can_have_is_refused() {
    let picture = read(jpeg(&flat(30, 40, GREY)));
    let crop = Crop::centred(picture.upright_size(), Ratio::default());
    let good = Output::default();
    for bad in [
        Output { width: 0, ..good },
        Output {
            height: 70_000,
            ..good
        },
        Output { quality: 0, ..good },
        Output {
            quality: 101,
            ..good
        },
        Output { density: 0, ..good },
    ] {
        assert_eq!(
            picture.cut(&crop, &bad).err(),
            Some(PortraitError::InvalidOutput),
            "{bad:?}"
        );
    }
}

#[test]
fn a_preview_is_never_larger_than_the_picture_or_than_asked_for() {
    let picture = read(jpeg(&corners(300, 200)));
    for (asked, expected) in [
        (1000, (300, 200)),
        (300, (300, 200)),
        (150, (150, 100)),
        (1, (1, 1)),
    ] {
        let preview = picture.preview(asked).expect("a preview");
        assert_eq!(decoded(&preview).dimensions(), expected);
    }
    assert_eq!(picture.preview(0), Err(PortraitError::InvalidOutput));
}

#[test]
fn a_picture_keeps_its_bytes_as_they_came() {
    let bytes = jpeg(&corners(30, 20));
    assert_eq!(read(bytes.clone()).bytes(), bytes);
}

#[test]
fn a_portrait_is_not_spelled_out_in_a_log() {
    let picture = read(jpeg(&flat(30, 40, GREY)));
    let crop = Crop::centred(picture.upright_size(), Ratio::default());
    let portrait = picture.cut(&crop, &Output::default()).expect("a portrait");
    let expected = format!("Portrait(720 x 960, {} bytes)", portrait.jpeg.len());
    assert_eq!(format!("{portrait:?}"), expected);
}
