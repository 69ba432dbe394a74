//! The members of a request, wherever they are.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequest as _, Multipart, Request},
    http::{HeaderMap, header},
};
use serde_json::{Map, Value};

/// What was sent, by name.
pub(super) type Members = Map<String, Value>;

/// The members of a JSON body. A body that is none has no members, and what is required is then
/// missing: the vendor's pages give no other answer to it.
pub(super) fn of_json(headers: &HeaderMap, body: &[u8]) -> Members {
    if !media_type(headers).eq_ignore_ascii_case("application/json") {
        return Members::new();
    }
    serde_json::from_slice(body).unwrap_or_default()
}

/// The members of a query: all of them are text.
pub(super) fn of_query(query: BTreeMap<String, String>) -> Members {
    query
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect()
}

/// The members of a form in parts. Of a file, only its name is kept.
pub(super) async fn of_form(request: Request) -> Members {
    let mut members = Members::new();
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return members;
    };
    while let Ok(Some(part)) = form.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let Ok(text) = part.bytes().await else {
            return members;
        };
        let value = file.unwrap_or_else(|| String::from_utf8_lossy(&text).into_owned());
        members.insert(name, Value::String(value));
    }
    members
}

/// Whether the body is a form in parts.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("multipart/form-data")
}

fn media_type(headers: &HeaderMap) -> &str {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim()
}
