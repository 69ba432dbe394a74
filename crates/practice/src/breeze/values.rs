//! Judging the values of an order by the documented rules, and by no other.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use url::Url;

use super::{
    catalogue::{Field, FieldType, Template},
    image,
    orders::RecordedValue,
    refusal::Refusal,
    schema::CredentialOrderDataFieldInput,
};
use crate::DataUriPrefix;

/// The values by field, or the first thing wrong with them.
pub(super) fn judge(
    template: &Template,
    entries: Vec<CredentialOrderDataFieldInput>,
    prefix: DataUriPrefix,
) -> Result<BTreeMap<String, RecordedValue>, Refusal> {
    let mut values = BTreeMap::new();
    for entry in entries {
        let name = entry.data_field.clone();
        let field = template
            .field(&name)
            .ok_or_else(|| Refusal::UnknownField(name.clone()))?;
        if !field.manual_input && field.field_type != FieldType::Buffer {
            return Err(Refusal::SystemField(name));
        }
        let value = judge_one(field, entry, prefix)?;
        if values.insert(name.clone(), value).is_some() {
            return Err(Refusal::Repeated(name));
        }
    }
    Ok(values)
}

/// A value under the key it came with.
enum Given {
    String(String),
    Number(f64),
    Boolean(bool),
    Date(String),
    Base64(String),
    Url(String),
}

fn judge_one(
    field: &Field,
    entry: CredentialOrderDataFieldInput,
    prefix: DataUriPrefix,
) -> Result<RecordedValue, Refusal> {
    let name = || field.name.clone();
    let wrong_type = || Refusal::WrongType(name(), field.field_type);
    match (field.field_type, only(entry)?) {
        (FieldType::String, Given::String(text)) => Ok(RecordedValue::Text(text)),
        (FieldType::Number, Given::Number(number)) => Ok(RecordedValue::Number(number)),
        (FieldType::Boolean, Given::Boolean(answer)) => Ok(RecordedValue::Boolean(answer)),
        (FieldType::Date, Given::Date(date)) if is_iso_8601(&date) => Ok(RecordedValue::Text(date)),
        (FieldType::Buffer, Given::Base64(base64)) => {
            image::read(&base64, prefix).ok_or_else(|| Refusal::NotAnImage(name()))
        }
        (FieldType::Buffer, Given::Url(url)) if is_web_address(&url) => {
            Ok(RecordedValue::Text(url))
        }
        (FieldType::Buffer, Given::Url(_)) => Err(Refusal::NotAUrl(name())),
        _ => Err(wrong_type()),
    }
}

/// The one value of an entry.
fn only(entry: CredentialOrderDataFieldInput) -> Result<Given, Refusal> {
    let mut given = [
        entry.string_value.map(Given::String),
        entry.number_value.map(Given::Number),
        entry.bool_value.map(Given::Boolean),
        entry.date_value.map(Given::Date),
        entry.base64_value.map(Given::Base64),
        entry.url_value.map(Given::Url),
    ]
    .into_iter()
    .flatten();
    match (given.next(), given.next()) {
        (Some(value), None) => Ok(value),
        _ => Err(Refusal::NotOneValue(entry.data_field)),
    }
}

/// A calendar date, or a date with time and zone.
fn is_iso_8601(text: &str) -> bool {
    let separated = text.as_bytes().get(10).is_none_or(|byte| *byte == b'T');
    separated
        && (DateTime::parse_from_rfc3339(text).is_ok()
            || NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok_and(|_| text.len() == 10))
}

fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_8601_with_or_without_a_time() {
        for date in [
            "2035-12-31T12:00:00.000Z",
            "2035-12-31T12:00:00+01:00",
            "2035-12-31",
        ] {
            assert!(is_iso_8601(date), "{date} is a date");
        }
        for text in [
            "31.12.2035",
            "2035-13-01",
            "2035-1-1",
            "2035-12-31 12:00:00Z",
            "",
            "soon",
        ] {
            assert!(!is_iso_8601(text), "{text} is no date");
        }
    }
}
