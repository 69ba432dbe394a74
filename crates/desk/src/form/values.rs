//! What is sent of a form.

use std::collections::BTreeMap;

use issuing::{FieldName, Image, Value};

use super::entry::{Entry, entries};
use super::{Form, problem};
use crate::boundary::{FieldProblem, FieldProblemCode};

impl Form<'_> {
    /// The values to send, in the template's order: one for each field that has one. Texts lose the
    /// white space around them and nothing else. `pictures` are the finished ones by field name;
    /// that none is left uncut is for [`Form::judge`] to say.
    ///
    /// # Errors
    /// Every field that stands in the way.
    pub fn values(
        &self,
        pictures: &BTreeMap<String, Image>,
    ) -> Result<Vec<(FieldName, Value)>, Vec<FieldProblem>> {
        let (mut values, mut problems) = (Vec::new(), Vec::new());
        for entry in entries(self.template, self.settings, &self.input.values) {
            match self.found(&entry, pictures) {
                Ok(Some(value)) => values.push((entry.field.name.clone(), value)),
                Ok(None) => {}
                Err(code) => problems.push(problem(entry.name(), code)),
            }
        }
        if problems.is_empty() {
            Ok(values)
        } else {
            Err(problems)
        }
    }

    fn found(
        &self,
        entry: &Entry<'_>,
        pictures: &BTreeMap<String, Image>,
    ) -> Result<Option<Value>, FieldProblemCode> {
        let value = if entry.shows_picture() {
            pictures.get(entry.name()).cloned().map(Value::Image)
        } else {
            entry.value(self.today)?
        };
        entry.complete(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;
    use issuing::Value;

    use crate::boundary::FieldProblemCode;
    use crate::form::sample::{Sample, hidden, pictures, required};

    fn sent(sample: &Sample) -> Vec<(String, Value)> {
        let values = sample.form().values(&BTreeMap::new()).unwrap();
        values
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect()
    }

    fn text(name: &str, text: &str) -> (String, Value) {
        (name.to_owned(), Value::Text(text.to_owned()))
    }

    #[test]
    fn every_type_is_sent_as_its_own_value_in_the_templates_order() {
        let sample = Sample::typed(&[
            ("cardValidUntilDate", "31.12.28"),
            ("hasFirstAid", "false"),
            ("accessLevel", "1 234,5"),
            ("personFirstName", "Kari"),
        ]);
        let values = sample.form().values(&pictures()).unwrap();
        let names: Vec<_> = values.iter().map(|(name, _)| name.as_str()).collect();
        let order = [
            "personFirstName",
            "accessLevel",
            "hasFirstAid",
            "cardValidUntilDate",
            "personPhoto1",
        ];
        assert_eq!(names, order);
        assert_eq!(
            values[1].1,
            Value::Number(serde_json::Number::from_f64(1234.5).unwrap())
        );
        assert_eq!(values[2].1, Value::Boolean(false));
        assert_eq!(
            values[3].1,
            Value::Date(NaiveDate::from_ymd_opt(2028, 12, 31).unwrap())
        );
        assert!(matches!(values[4].1, Value::Image(_)));
    }

    #[test]
    fn a_text_is_sent_as_typed_but_for_the_space_around_it() {
        let sample = Sample::typed(&[("personFullName", " A\u{30a}se  \u{202e}Bø 😀\n")]);
        assert_eq!(
            sent(&sample),
            [text("personFullName", "A\u{30a}se  \u{202e}Bø 😀")]
        );
    }

    #[test]
    fn an_empty_field_is_not_sent() {
        let sample = Sample::typed(&[("personFirstName", " "), ("accessLevel", "")]);
        assert_eq!(sent(&sample), []);
    }

    #[test]
    fn a_yes_or_no_that_is_neither_is_not_sent() {
        assert_eq!(sent(&Sample::typed(&[("hasFirstAid", "perhaps")])), []);
    }

    #[test]
    fn a_field_that_is_not_the_operators_is_not_sent() {
        let sample = Sample::typed(&[("cardNumber", "1"), ("notThere", "2")]);
        assert_eq!(sent(&sample), []);
    }

    #[test]
    fn a_hidden_field_is_sent_as_its_default_and_not_otherwise() {
        let sample = Sample::typed(&[("personCountryCode", "SE"), ("personEmail", "old")])
            .with(hidden("personCountryCode", "NO"))
            .with(hidden("personEmail", ""))
            .with(hidden("personPhoto1", ""));
        let values = sample.form().values(&pictures()).unwrap();
        assert_eq!(values.len(), 1);
        assert_eq!(values[0].1, Value::Text("NO".to_owned()));
    }

    #[test]
    fn every_field_in_the_way_is_named() {
        let sample = Sample::typed(&[("accessLevel", "high"), ("colour", "red")])
            .with(required("personFirstName"))
            .with(required("personPhoto1"));
        let problems = sample.form().values(&BTreeMap::new()).unwrap_err();
        let named: Vec<_> = problems
            .iter()
            .map(|p| (p.field.as_str(), p.problem))
            .collect();
        let expected = [
            ("personFirstName", FieldProblemCode::Required),
            ("accessLevel", FieldProblemCode::NotANumber),
            ("personPhoto1", FieldProblemCode::Required),
            ("colour", FieldProblemCode::UnlistedType),
        ];
        assert_eq!(named, expected);
    }
}
