//! The custom fields of a template. The shape of the list is not documented; on creation a field
//! is `{name, type, required}`, and the list may be a JSON text.

use serde_json::Value;

use super::read::{self, Object};
use crate::{Field, FieldName, FieldType, FilledBy};

const KEYS: [&str; 5] = ["key", "field_key", "slug", "field_name", "metadata_key"];
const NAMES: [&str; 3] = ["name", "label", "title"];
const LABELS: [&str; 4] = ["label", "field_label", "title", "name"];
const TYPES: [&str; 4] = ["type", "field_type", "input_type", "data_type"];
const REQUIRED: [&str; 3] = ["required", "is_required", "mandatory"];

/// Reads the fields; none at all is not the same as none that can be read.
pub(super) fn fields(custom_fields: &Value) -> Option<Vec<Field>> {
    match custom_fields {
        Value::Array(items) => items.iter().map(|item| field(item, None)).collect(),
        Value::Object(items) => items
            .iter()
            .map(|(key, item)| field(item, Some(key)))
            .collect(),
        Value::String(text) if !text.trim().is_empty() => {
            let inner: Value = serde_json::from_str(text).ok()?;
            // A text within a text is no list any more.
            (!inner.is_string()).then(|| fields(&inner)).flatten()
        }
        _ => None,
    }
}

/// A field, which may be but a name, or the type under its key.
fn field(item: &Value, key: Option<&String>) -> Option<Field> {
    match (item, key) {
        (Value::Object(parts), _) => described(parts, key),
        (Value::String(kind), Some(key)) => plain(key, field_type(Some(kind))),
        (Value::String(name), None) => plain(name, FieldType::Text),
        _ => None,
    }
}

fn plain(name: &str, kind: FieldType) -> Option<Field> {
    Some(Field {
        name: FieldName::new(name).ok()?,
        kind,
        filled_by: FilledBy::Operator,
        label: None,
        required: false,
    })
}

fn described(parts: &Object, key: Option<&String>) -> Option<Field> {
    let name = key.cloned().or_else(|| read::text(parts, &KEYS));
    let name = name.or_else(|| read::text(parts, &NAMES))?;
    let kind = field_type(read::text(parts, &TYPES).as_deref());
    Some(Field {
        label: read::text(parts, &LABELS).filter(|label| *label != name),
        required: read::flag(parts, &REQUIRED).unwrap_or(false),
        ..plain(&name, kind)?
    })
}

/// The types that the documentation names, and names that can mean nothing else: what is chosen from
/// a list is sent as its text. A field without a type is a text, like the first of the documentation's
/// own.
fn field_type(written: Option<&str>) -> FieldType {
    let written = written.unwrap_or("text");
    match written.to_lowercase().as_str() {
        "text" | "string" | "textarea" | "select" | "dropdown" | "url" | "link" | "phone"
        | "tel" => FieldType::Text,
        "number" | "integer" | "numeric" | "decimal" | "float" => FieldType::Number,
        "date" => FieldType::Date,
        "email" | "e-mail" => FieldType::Email,
        "image" | "photo" | "picture" => FieldType::Image,
        _ => FieldType::Unlisted(written.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::fields;
    use crate::FieldType;
    use serde_json::{Value, json};

    /// Name, type, label and whether it is required, of one field.
    fn read(list: &Value) -> Vec<(String, FieldType, Option<String>, bool)> {
        let fields = fields(list).unwrap();
        fields
            .into_iter()
            .map(|f| (f.name.into(), f.kind, f.label, f.required))
            .collect()
    }

    #[test]
    fn a_field_is_read_in_each_of_its_forms() {
        let date = || ("completion_date".to_owned(), FieldType::Date);
        let named = |label: Option<&str>, required| {
            let (name, kind) = date();
            vec![(name, kind, label.map(str::to_owned), required)]
        };
        for (list, field) in [
            (
                json!([{"name": "completion_date", "type": "date", "required": true}]),
                named(None, true),
            ),
            (
                json!([{"name": "completion_date", "type": "date", "required": "1"}]),
                named(None, true),
            ),
            (
                json!([{"key": "completion_date", "name": "Completed", "field_type": "Date"}]),
                named(Some("Completed"), false),
            ),
            (
                json!({"completion_date": {"type": "date", "is_required": 1}}),
                named(None, true),
            ),
            (json!({"completion_date": "date"}), named(None, false)),
            (
                json!(r#"[{"name":"completion_date","type":"date"}]"#),
                named(None, false),
            ),
        ] {
            assert_eq!(read(&list), field, "{list}");
        }
    }

    #[test]
    fn every_type_is_recognised_and_an_unlisted_one_is_kept() {
        for (written, kind) in [
            ("text", FieldType::Text),
            ("number", FieldType::Number),
            ("date", FieldType::Date),
            ("email", FieldType::Email),
            ("image", FieldType::Image),
            ("Rating", FieldType::Unlisted("Rating".into())),
        ] {
            assert_eq!(read(&json!([{"name": "a", "type": written}]))[0].1, kind);
        }
        assert_eq!(read(&json!(["Employee ID"]))[0].1, FieldType::Text);
    }

    #[test]
    fn a_list_that_cannot_be_read_is_none_and_an_empty_one_is_empty() {
        assert_eq!(fields(&json!([])), Some(Vec::new()));
        for list in [
            json!([{"colour": "red"}]),
            json!([7]),
            json!("soon"),
            json!(null),
            json!("\"a\""),
        ] {
            assert_eq!(fields(&list), None, "{list}");
        }
    }
}
