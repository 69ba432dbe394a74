//! Pictures that few programs write: they are taken, cut and ordered as any other.

use std::io::Cursor;

use desk::boundary::{OrderState, PictureSource};
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use practice::RecordedValue;

use crate::stage::{PORTRAIT, Stage, named, photo};

fn portrait() -> RgbImage {
    image::load_from_memory(PORTRAIT).unwrap().into_rgb8()
}

/// In inks, as a press wants it; without black, each ink is what its colour lacks.
fn cmyk() -> Vec<u8> {
    let portrait = portrait();
    let inks: Vec<u8> = portrait
        .pixels()
        .flat_map(|pixel| pixel.0.map(|it| 255 - it).into_iter().chain([0]))
        .collect();
    let [width, height] = [portrait.width(), portrait.height()].map(|it| it as u16);
    let mut bytes = Vec::new();
    let encoder = Encoder::new(&mut bytes, 95);
    encoder
        .encode(&inks, width, height, ColorType::Cmyk)
        .unwrap();
    bytes
}

fn of_sixteen_bits() -> Vec<u8> {
    let deep = DynamicImage::from(portrait()).into_rgb16();
    let mut bytes = Cursor::new(Vec::new());
    deep.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The portrait, and then nothing but grey.
fn animated() -> Vec<u8> {
    let first = portrait();
    let grey = RgbImage::from_pixel(first.width(), first.height(), image::Rgb([128; 3]));
    let frames = [first, grey].map(|it| Frame::new(DynamicImage::from(it).into_rgba8()));
    let mut bytes = Vec::new();
    GifEncoder::new(&mut bytes).encode_frames(frames).unwrap();
    bytes
}

#[tokio::test]
async fn a_picture_in_inks_of_sixteen_bits_or_of_several_frames_arrives_as_a_portrait() {
    let stage = Stage::open().await;
    for (what, bytes) in [
        ("CMYK", cmyk()),
        ("16 bits", of_sixteen_bits()),
        ("animated", animated()),
    ] {
        let form = stage.chosen("Company ID Card").await;
        stage.desk.save_enrolment(named(&form)).await.unwrap();
        let taken = stage
            .desk
            .take_picture(photo(&form), PictureSource::File, bytes);
        let verdict = taken.await.unwrap().verdict;
        assert_eq!(verdict.map(|it| it.faces), Some(1), "{what}");
        let order = stage.order(&form).await;
        assert_eq!(order.row.state, OrderState::Accepted, "{what}: {order:?}");
        let placed = stage.office.orders().pop().unwrap();
        let Some(RecordedValue::Image {
            format,
            width,
            height,
            ..
        }) = placed.values.get("personPhoto1")
        else {
            panic!("{what}: {:?}", placed.values)
        };
        assert_eq!((&**format, *width, *height), ("jpg", 720, 960), "{what}");
    }
}
