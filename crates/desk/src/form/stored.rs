//! The values of an order as they are kept.

use std::fmt;

use issuing::{FieldName, Image, Value};

use super::{dates, is_sensitive, number};
use crate::boundary::{Settings, TemplateSettings};

/// One value to be kept. `Debug` leaves the value out: it is about a person.
#[derive(Clone, PartialEq)]
pub struct StoredFormValue {
    /// The field's name.
    pub field: String,
    /// A text, number or boolean as it is; a date as `YYYY-MM-DD`; a picture's address as text.
    pub json: serde_json::Value,
    /// Whether the search finds the order by it: texts that are not sensitive.
    pub searchable: bool,
    /// Whether it is masked, and erased once the order is accepted.
    pub sensitive: bool,
}

impl fmt::Debug for StoredFormValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredFormValue")
            .field("field", &self.field)
            .field("searchable", &self.searchable)
            .field("sensitive", &self.sensitive)
            .finish_non_exhaustive()
    }
}

/// The values of an order to be kept, in their order. Pictures given as bytes are not among them:
/// they are kept on their own.
pub fn stored_values(
    values: &[(FieldName, Value)],
    settings: &TemplateSettings,
    office: &Settings,
) -> Vec<StoredFormValue> {
    let kept = values.iter().filter_map(|(name, value)| {
        let sensitive = is_sensitive(name.as_str(), settings, office);
        Some(StoredFormValue {
            field: name.to_string(),
            json: json(value)?,
            searchable: matches!(value, Value::Text(_)) && !sensitive,
            sensitive,
        })
    });
    kept.collect()
}

/// A kept value as it would be typed, to be shown or ordered again.
pub fn as_typed(json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        serde_json::Value::Number(number) => number::as_typed(number),
        other => other.to_string(),
    }
}

fn json(value: &Value) -> Option<serde_json::Value> {
    match value {
        Value::Text(text) => Some(text.as_str().into()),
        Value::Number(number) => Some(number.clone().into()),
        Value::Boolean(yes) => Some((*yes).into()),
        Value::Date(date) => Some(dates::canonical(*date).into()),
        Value::Image(Image::Url(url)) => Some(url.as_str().into()),
        Value::Image(Image::Jpeg(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use issuing::Image;
    use serde_json::json;

    use super::{StoredFormValue, as_typed, stored_values};
    use crate::form::Form;
    use crate::form::sample::{Sample, pictures};

    const TYPED: [(&str, &str); 5] = [
        ("personFirstName", "Kari"),
        ("personPin", "0042"),
        ("accessLevel", "1 234,5"),
        ("hasFirstAid", "true"),
        ("cardValidUntilDate", "31.12.28"),
    ];

    fn kept(form: &Form<'_>, pictures: &BTreeMap<String, Image>) -> Vec<StoredFormValue> {
        stored_values(&form.values(pictures).unwrap(), form.settings, form.office)
    }

    fn named(field: &str) -> StoredFormValue {
        let all = kept(&Sample::typed(&TYPED).form(), &BTreeMap::new());
        all.into_iter().find(|value| value.field == field).unwrap()
    }

    #[test]
    fn every_type_is_kept_as_json_of_its_own() {
        assert_eq!(named("personFirstName").json, json!("Kari"));
        assert_eq!(named("accessLevel").json, json!(1234.5));
        assert_eq!(named("hasFirstAid").json, json!(true));
        assert_eq!(named("cardValidUntilDate").json, json!("2028-12-31"));
    }

    #[test]
    fn only_texts_that_are_not_sensitive_are_searched() {
        assert!(named("personFirstName").searchable);
        for field in [
            "personPin",
            "accessLevel",
            "hasFirstAid",
            "cardValidUntilDate",
        ] {
            assert!(!named(field).searchable, "{field}");
        }
        assert!(named("personPin").sensitive);
        assert!(!named("personFirstName").sensitive);
    }

    #[test]
    fn a_picture_is_kept_here_only_if_it_is_an_address() {
        let sample = Sample::typed(&[]);
        assert_eq!(kept(&sample.form(), &pictures()), []);
        let url = "https://hr.example.com/kari.jpg".parse().unwrap();
        let address = BTreeMap::from([("personPhoto1".to_owned(), Image::Url(url))]);
        let kept = kept(&sample.form(), &address);
        assert_eq!(kept[0].json, json!("https://hr.example.com/kari.jpg"));
        assert!(!kept[0].searchable);
    }

    #[test]
    fn an_order_is_typed_again_from_what_was_kept() {
        let first = kept(&Sample::typed(&TYPED).form(), &BTreeMap::new());
        let mut again = Sample::typed(&[]);
        again.input.values = first
            .iter()
            .map(|v| (v.field.clone(), as_typed(&v.json)))
            .collect();
        assert_eq!(again.input.values["accessLevel"], "1234.5");
        assert_eq!(kept(&again.form(), &BTreeMap::new()), first);
        assert_eq!(as_typed(&json!(null)), "");
    }

    #[test]
    fn debug_output_tells_nothing_of_the_value() {
        assert!(!format!("{:?}", named("personPin")).contains("0042"));
    }
}
