use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::{ImageFormat, RgbImage};
use practice::{DataUriPrefix, Options, RecordedValue, Undocumented};
use serde_json::{Value, json};

use crate::client::{Visit, code, message};

/// A picture of 6 by 8 pixels.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(6, 8, image::Rgb([200, 120, 40]))
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn photo(value: &str) -> Value {
    json!([{ "data_field": "personPhoto1", "base64_value": value }])
}

#[tokio::test]
async fn a_picture_is_read_whatever_its_format() {
    let visit = Visit::begin().await;
    for (format, extension) in [
        (ImageFormat::Jpeg, "jpg"),
        (ImageFormat::Png, "png"),
        (ImageFormat::WebP, "webp"),
    ] {
        let bytes = picture(format);
        let answer = visit.order_data(photo(&STANDARD.encode(&bytes))).await;
        assert_eq!(code(&answer), "", "{extension}");
        let order = visit.office.orders().pop().unwrap();
        let expected = RecordedValue::Image {
            format: extension.to_owned(),
            width: 6,
            height: 8,
            bytes: bytes.len(),
        };
        assert_eq!(order.values["personPhoto1"], expected);
    }
}

#[tokio::test]
async fn what_is_no_whole_picture_in_base64_is_refused() {
    let visit = Visit::begin().await;
    let png = picture(ImageFormat::Png);
    let truncated = STANDARD.encode(&png[..png.len() / 2]);
    for value in [
        "",
        "not base64!",
        &STANDARD.encode("plain text"),
        &truncated,
    ] {
        let answer = visit.order_data(photo(value)).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{value}");
        assert!(message(&answer).contains("'personPhoto1'"));
    }
    assert!(visit.office.orders().is_empty());
}

#[tokio::test]
async fn whether_a_data_prefix_is_taken_is_a_switch() {
    let value = format!(
        "data:image/jpeg;base64,{}",
        STANDARD.encode(picture(ImageFormat::Jpeg))
    );
    for (data_uri_prefix, expected) in [
        (DataUriPrefix::Accepted, ""),
        (DataUriPrefix::Refused, "BAD_USER_INPUT"),
    ] {
        let undocumented = Undocumented {
            data_uri_prefix,
            ..Undocumented::default()
        };
        let visit = Visit::with(Options {
            undocumented,
            ..Options::default()
        })
        .await;
        assert_eq!(code(&visit.order_data(photo(&value)).await), expected);
    }
}

#[tokio::test]
async fn a_large_picture_is_taken() {
    let visit = Visit::begin().await;
    let mut bytes = picture(ImageFormat::Jpeg);
    // Readers stop at the end of the picture; what follows only makes the request large.
    bytes.resize(6 * 1024 * 1024, 0);
    assert_eq!(
        code(&visit.order_data(photo(&STANDARD.encode(bytes))).await),
        ""
    );
}
