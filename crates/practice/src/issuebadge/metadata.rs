//! Judging the values of custom fields by what is documented, and by what a switch adds.

use serde_json::Value;
use url::Url;

use super::{
    catalogue::{Badge, FieldKind},
    input::{Problems, calendar_date},
    members::Members,
    pictures::DataUrl,
    refusal::Refusal,
    switches::{ImageLimit, Switches, Treatment},
};

/// "Max 5MB" of the examples page, as PHP counts megabytes.
const LARGEST_DECODED: usize = 5 * 1024 * 1024;
/// The same as strictly as it can be read.
const LONGEST_TEXT: usize = 5_000_000;

/// Refuses values that break a rule, naming each of them.
pub(super) fn judge(badge: &Badge, metadata: &Members, switches: Switches) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    for (name, value) in metadata {
        if let Some(problem) = judge_one(badge, name, value, switches) {
            problems.add(&format!("metadata.{name}"), problem);
        }
    }
    if switches.missing_required == Treatment::Refused {
        for field in badge.fields.iter().filter(|field| field.required) {
            let value = metadata.get(&field.name);
            if value.is_none_or(|value| value.is_null() || value.as_str() == Some("")) {
                let problem = format!("The {} field is required.", field.label);
                problems.add(&format!("metadata.{}", field.name), problem);
            }
        }
    }
    problems.done()
}

fn judge_one(badge: &Badge, name: &str, value: &Value, switches: Switches) -> Option<String> {
    if is_too_large(value, switches.image_limit) {
        return Some(format!("The {name} image may not be greater than 5 MB."));
    }
    match badge.fields.iter().find(|field| field.name == name) {
        None if switches.unknown_metadata == Treatment::Refused => {
            Some(format!("The badge has no custom field {name}."))
        }
        Some(field) if switches.wrong_type == Treatment::Refused && !is_of(field.kind, value) => {
            Some(format!("The {name} is not a valid {}.", word(field.kind)))
        }
        _ => None,
    }
}

fn is_too_large(value: &Value, limit: ImageLimit) -> bool {
    let Some(picture) = value.as_str().and_then(DataUrl::parse) else {
        return false;
    };
    match limit {
        ImageLimit::Text => picture.whole.len() > LONGEST_TEXT,
        ImageLimit::Decoded => picture.decoded_length() > LARGEST_DECODED,
    }
}

/// Numbers may be texts too: the vendor's command-line client sends every value as one.
fn is_of(kind: FieldKind, value: &Value) -> bool {
    let text = value.as_str();
    match kind {
        FieldKind::Text => text.is_some(),
        FieldKind::Email => text.is_some_and(|text| text.contains('@')),
        FieldKind::Number => {
            value.is_number() || text.is_some_and(|text| text.parse::<f64>().is_ok())
        }
        FieldKind::Date => text.and_then(calendar_date).is_some(),
        FieldKind::Image => text.is_some_and(is_picture),
    }
}

fn is_picture(text: &str) -> bool {
    DataUrl::parse(text).is_some_and(|picture| picture.is_picture())
        || Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn word(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Email => "email",
        FieldKind::Number => "number",
        FieldKind::Date => "date",
        FieldKind::Image => "image",
    }
}
