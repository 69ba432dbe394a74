//! Reading members whose name or type is not certain.

use serde_json::{Map, Value};

pub(super) type Object = Map<String, Value>;

/// The first of these members that holds a text or a number, as it was written.
pub(super) fn text(object: &Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| words(object.get(*name)?))
}

/// A text or a number, as it was written.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The first of these members that says yes or no: as such, as 1 or 0, or as the text of either.
pub(super) fn flag(object: &Object, names: &[&str]) -> Option<bool> {
    names.iter().find_map(|name| yes_or_no(object.get(*name)?))
}

fn yes_or_no(value: &Value) -> Option<bool> {
    if let Value::Bool(yes) = value {
        return Some(*yes);
    }
    match words(value)?.to_lowercase().as_str() {
        "1" | "true" | "yes" => Some(true),
        "0" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// The first of these members that counts something.
pub(super) fn count(object: &Object, names: &[&str]) -> Option<u64> {
    names
        .iter()
        .find_map(|name| words(object.get(*name)?)?.parse().ok())
}

/// The list of an answer: itself, its `data`, or the `data` of its `data`.
pub(super) fn list(answer: &Value) -> Option<&Vec<Value>> {
    let data = answer.get("data");
    let inner = data.and_then(|data| data.get("data"));
    [Some(answer), data, inner]
        .into_iter()
        .flatten()
        .find_map(Value::as_array)
}

/// The one thing of an answer: its `data`, or itself.
pub(super) fn one(answer: &Value) -> Option<&Object> {
    answer
        .get("data")
        .and_then(Value::as_object)
        .or(answer.as_object())
}

#[cfg(test)]
mod tests {
    use super::{count, flag, list, one, text};
    use serde_json::json;

    #[test]
    fn a_member_is_read_in_each_of_its_forms() {
        let object = json!({"a": " x ", "b": 7, "c": "12", "d": "", "e": "0", "f": true, "g": 1});
        let object = object.as_object().unwrap();
        assert_eq!(text(object, &["d", "a"]).as_deref(), Some("x"));
        assert_eq!(text(object, &["b"]).as_deref(), Some("7"));
        assert_eq!(count(object, &["a", "c"]), Some(12));
        assert_eq!(
            [flag(object, &["e"]), flag(object, &["f"])],
            [Some(false), Some(true)]
        );
        assert_eq!(
            [flag(object, &["g"]), flag(object, &["a"])],
            [Some(true), None]
        );
    }

    #[test]
    fn a_list_is_found_in_each_of_its_places() {
        for answer in [
            json!([1]),
            json!({"data": [1]}),
            json!({"data": {"data": [1]}}),
        ] {
            assert_eq!(list(&answer), Some(&vec![json!(1)]), "{answer}");
        }
        assert_eq!(list(&json!({"data": {"id": 1}})), None);
        assert!(one(&json!({"data": {"id": 1}})).unwrap().contains_key("id"));
        assert!(one(&json!({"id": 1})).unwrap().contains_key("id"));
        assert_eq!(one(&json!([1])), None);
    }
}
