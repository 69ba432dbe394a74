//! Pictures that were sent as data URLs, and where the office shows them.

use std::io::Cursor;

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::ImageReader;
use serde_json::Value;

use super::{Shared, issued::IssuedBadge, members::Members};
use crate::held::held;

/// `data:TYPE;base64,TEXT`, as browsers make them of a file.
pub(super) struct DataUrl<'a> {
    pub whole: &'a str,
    media_type: &'a str,
    base64: &'a str,
}

impl<'a> DataUrl<'a> {
    pub(super) fn parse(whole: &'a str) -> Option<Self> {
        let (media_type, base64) = whole.strip_prefix("data:")?.split_once(";base64,")?;
        Some(Self {
            whole,
            media_type,
            base64,
        })
    }

    /// Bytes after decoding, without decoding.
    pub(super) fn decoded_length(&self) -> usize {
        self.base64.trim_end_matches('=').len() * 3 / 4
    }

    /// Whether it holds a picture of a format that the practice office knows.
    pub(super) fn is_picture(&self) -> bool {
        let decoded = self.decode().unwrap_or_default();
        ImageReader::new(Cursor::new(decoded))
            .with_guessed_format()
            .is_ok_and(|reader| reader.into_dimensions().is_ok())
    }

    fn decode(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.base64).ok()
    }
}

/// The metadata with the address of each picture in the picture's place.
pub(super) fn by_address(origin: &str, issued: &IssuedBadge) -> Members {
    let shown = issued
        .metadata
        .iter()
        .enumerate()
        .map(|(place, (name, value))| {
            let picture = value.as_str().and_then(DataUrl::parse);
            let value = match picture {
                Some(_) => Value::String(format!("{origin}/storage/{}/{place}", issued.issue_id)),
                None => value.clone(),
            };
            (name.clone(), value)
        });
    shown.collect()
}

/// `GET /storage/{issue}/{place}`.
pub(super) async fn show(
    State(office): Shared,
    Path((id, place)): Path<(String, usize)>,
) -> Response {
    let issued = held(&office.issued);
    let value = issued
        .find(&id)
        .and_then(|issued| issued.metadata.values().nth(place));
    let picture = value.and_then(Value::as_str).and_then(DataUrl::parse);
    let known = picture.and_then(|picture| {
        // Anything but a picture could be a page with scripts of its own.
        let safe = picture.media_type.starts_with("image/") && !picture.media_type.contains("svg");
        Some((
            picture.media_type.to_owned(),
            picture.decode().filter(|_| safe)?,
        ))
    });
    match known {
        Some((media_type, bytes)) => ([(header::CONTENT_TYPE, media_type)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
