//! Is this base64 a picture?

use std::io::Cursor;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::ImageReader;

use super::orders::RecordedValue;
use crate::DataUriPrefix;

/// Reads a picture to its last pixel, so that a truncated one is found out; nothing if it is
/// none, or of a format the practice office cannot read.
pub(super) fn read(base64: &str, prefix: DataUriPrefix) -> Option<RecordedValue> {
    let bytes = STANDARD.decode(without_prefix(base64, prefix)).ok()?;
    let reader = ImageReader::new(Cursor::new(&bytes))
        .with_guessed_format()
        .ok()?;
    let format = reader.format()?.extensions_str().first()?;
    let picture = reader.decode().ok()?;
    Some(RecordedValue::Image {
        format: (*format).to_owned(),
        width: picture.width(),
        height: picture.height(),
        bytes: bytes.len(),
    })
}

fn without_prefix(base64: &str, prefix: DataUriPrefix) -> &str {
    match prefix {
        DataUriPrefix::Refused => base64,
        DataUriPrefix::Accepted => base64
            .strip_prefix("data:image/")
            .and_then(|rest| rest.split_once(";base64,"))
            .map_or(base64, |(_, rest)| rest),
    }
}
