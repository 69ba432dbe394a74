//! Judging the values of an order by the documented rules, and by no other.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
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

/// A calendar date, alone or with a time, in the extended or the basic form; the zone may be left
/// out. Weeks and days of the year are ISO 8601 too, and are not known here.
fn is_iso_8601(text: &str) -> bool {
    match text.split_once('T') {
        None => is_calendar_date(text),
        Some((date, time)) => is_calendar_date(date) && is_time_of_day(without_zone(time)),
    }
}

fn is_calendar_date(text: &str) -> bool {
    let form = match text.len() {
        10 => "%Y-%m-%d",
        8 => "%Y%m%d",
        _ => return false,
    };
    NaiveDate::parse_from_str(text, form).is_ok()
}

fn without_zone(time: &str) -> &str {
    if let Some(local) = time.strip_suffix('Z') {
        return local;
    }
    match time.rfind(['+', '-']).map(|at| time.split_at(at)) {
        Some((local, offset)) if is_hour_and_minute(&offset[1..]) => local,
        _ => time,
    }
}

fn is_hour_and_minute(text: &str) -> bool {
    let form = match text.len() {
        5 => "%H:%M",
        4 => "%H%M",
        2 => return text.parse::<u8>().is_ok_and(|hour| hour < 24),
        _ => return false,
    };
    NaiveTime::parse_from_str(text, form).is_ok()
}

fn is_time_of_day(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let form = match whole.len() {
        8 => "%H:%M:%S",
        6 => "%H%M%S",
        _ => return !text.contains('.') && is_hour_and_minute(text),
    };
    digits && NaiveTime::parse_from_str(whole, form).is_ok()
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
            "2035-12-31T12:00:00",
            "2035-12-31T12:00Z",
            "2035-12-31T12:00:00.123456+0100",
            "20351231",
            "20351231T120000Z",
            "2035-12-31T12-05",
        ] {
            assert!(is_iso_8601(date), "{date} is a date");
        }
        for text in [
            "31.12.2035",
            "2035-13-01",
            "2035-1-1",
            "2035-12-31 12:00:00Z",
            "2035-12-31T",
            "2035-12-31T25:00:00Z",
            "2035-12-31T12:00:00.Z",
            "2035-12-31T12:00:00Z+1",
            "2035-12-31Tæ0:00",
            "",
            "soon",
        ] {
            assert!(!is_iso_8601(text), "{text} is no date");
        }
    }
}
