//! Reading JSON: tolerant where the documentation is silent, named where it is not.

use serde::{Deserialize, Deserializer};
use serde_json::{Error, Value};

use crate::IssuingError;

/// Reads a whole answer as JSON.
pub(crate) fn json(body: &[u8]) -> Result<Value, IssuingError> {
    if body.trim_ascii().is_empty() {
        return Err(IssuingError::Empty);
    }
    serde_json::from_slice(body).map_err(|error| unreadable(body, &error))
}

/// JSON that stops in the middle was cut off; anything that does not begin as JSON is a page.
fn unreadable(body: &[u8], error: &Error) -> IssuingError {
    let begins_as_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
    if error.is_eof() && begins_as_json {
        IssuingError::Truncated
    } else {
        IssuingError::NotJson
    }
}

/// Takes a part of an answer as the type it is documented to be. `place` is its path.
pub(crate) fn part<'de, T: Deserialize<'de>>(value: Value, place: &str) -> Result<T, IssuingError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let within = error.path().to_string();
        let path = if within == "." {
            place.to_owned()
        } else {
            format!("{place}.{within}")
        };
        IssuingError::OtherShape { path }
    })
}

/// What of a code is fit for a log: the form that codes have, and no more than 64 of it.
pub(crate) fn bare(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .take(64)
        .collect()
}

/// An answer that differs from the documented one at `path`.
pub(crate) fn other_shape(path: &str) -> IssuingError {
    IssuingError::OtherShape {
        path: path.to_owned(),
    }
}

/// A text or a number, as it was written; anything else is as good as nothing. For members whose
/// type is not documented, or that may change between the two.
pub(crate) fn text_or_number<'de, D>(deserializer: D) -> Result<Option<String>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) if !text.trim().is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{json, part, text_or_number};
    use crate::IssuingError;
    use serde::Deserialize;

    #[test]
    fn what_is_not_an_answer_is_told_apart() {
        assert_eq!(json(b" \n"), Err(IssuingError::Empty));
        assert_eq!(json(b"<html><body>Bad gateway"), Err(IssuingError::NotJson));
        assert_eq!(json(b"Too many requests"), Err(IssuingError::NotJson));
        assert_eq!(
            json(b"{\"data\":{\"Me\":{\"_id\":\"us"),
            Err(IssuingError::Truncated)
        );
        assert_eq!(json(b"{\"data\":}"), Err(IssuingError::NotJson));
    }

    #[derive(Debug, Deserialize)]
    struct Sample {
        #[serde(default, deserialize_with = "text_or_number")]
        number: Option<String>,
        #[serde(default, rename = "list")]
        _list: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    struct Item {
        #[serde(rename = "name")]
        _name: String,
    }

    #[test]
    fn a_number_and_a_text_read_the_same() {
        for (written, read) in [
            (r#"{"number":1042}"#, Some("1042")),
            (r#"{"number":"1042"}"#, Some("1042")),
            (r#"{"number":""}"#, None),
            (r#"{"number":null}"#, None),
            (r#"{"number":{}}"#, None),
            (r"{}", None),
        ] {
            let sample: Sample = part(json(written.as_bytes()).unwrap(), "data").unwrap();
            assert_eq!(sample.number.as_deref(), read, "{written}");
        }
    }

    #[test]
    fn another_shape_is_named_with_its_place_and_without_its_content() {
        let value = json(br#"{"list":[{"name":"a"},{"name":7}]}"#).unwrap();
        let error = part::<Sample>(value, "data.Sample").unwrap_err();
        assert_eq!(
            error,
            IssuingError::OtherShape {
                path: "data.Sample.list[1].name".into()
            }
        );
    }
}
