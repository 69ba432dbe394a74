//! Reading members by the documented rules, and collecting what is wrong with them.

use std::{collections::BTreeMap, ops::RangeInclusive};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{members::Members, refusal::Refusal};

/// What is wrong, by member.
#[derive(Debug, Default)]
pub(super) struct Problems(BTreeMap<String, Vec<String>>);

impl Problems {
    pub(super) fn add(&mut self, member: &str, problem: String) {
        self.0.entry(member.to_owned()).or_default().push(problem);
    }

    pub(super) fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid(self))
        }
    }

    pub(super) fn as_json(&self) -> Value {
        json!(self.0)
    }
}

/// Members that are being read. Null and an empty text count as absent.
pub(super) struct Input<'a> {
    members: &'a Members,
    problems: Problems,
}

impl<'a> Input<'a> {
    pub(super) fn new(members: &'a Members) -> Self {
        Self {
            members,
            problems: Problems::default(),
        }
    }

    pub(super) fn done(self) -> Result<(), Refusal> {
        self.problems.done()
    }

    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.clone()),
            _ => self.problem(name, "must be a string."),
        }
    }

    pub(super) fn short_text(&mut self, name: &str, longest: usize) -> Option<String> {
        let text = self.text(name)?;
        if text.chars().count() > longest {
            let problem = format!("may not be greater than {longest} characters.");
            return self.problem(name, &problem);
        }
        Some(text)
    }

    /// The text, or a problem and an empty one.
    pub(super) fn required(&mut self, name: &str, text: Option<String>) -> String {
        if self.value(name).is_none() {
            self.problem::<()>(name, "is required.");
        }
        text.unwrap_or_default()
    }

    pub(super) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let text = self.text(name)?;
        match calendar_date(&text) {
            Some(date) => Some(date),
            None => self.problem(name, "does not match the format Y-m-d."),
        }
    }

    /// A truth, as JSON or as a form writes it.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        match self.value(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text == "true" || text == "1" => Some(true),
            Value::String(text) if text == "false" || text == "0" => Some(false),
            _ => self.problem(name, "must be true or false."),
        }
    }

    pub(super) fn count(&mut self, name: &str, range: RangeInclusive<usize>) -> Option<usize> {
        let value = self.value(name)?;
        let count = match value {
            Value::String(text) => text.parse().ok(),
            _ => value.as_u64().and_then(|count| usize::try_from(count).ok()),
        };
        match count.filter(|count| range.contains(count)) {
            Some(count) => Some(count),
            None => {
                let problem = format!("must be between {} and {}.", range.start(), range.end());
                self.problem(name, &problem)
            }
        }
    }

    pub(super) fn object(&mut self, name: &str) -> Option<Members> {
        match self.value(name)? {
            Value::Object(members) => Some(members.clone()),
            // PHP writes an empty object as an empty list.
            Value::Array(items) if items.is_empty() => None,
            _ => self.problem(name, "must be an object."),
        }
    }

    pub(super) fn texts(&mut self, name: &str) -> Vec<String> {
        let items = self.value(name).and_then(Value::as_array);
        let texts = items.map(|items| {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<_>>>().unwrap_or_default()
        });
        let texts = texts.unwrap_or_default();
        if texts.is_empty() {
            self.problem::<()>(name, "is required.");
        }
        texts
    }

    pub(super) fn problem<T>(&mut self, name: &str, problem: &str) -> Option<T> {
        let words = name.replace('_', " ");
        self.problems.add(name, format!("The {words} {problem}"));
        None
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        let value = self.members.get(name)?;
        Some(value).filter(|value| !value.is_null() && value.as_str() != Some(""))
    }
}

/// A date as documented: `YYYY-MM-DD` and nothing else.
pub(super) fn calendar_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    date.filter(|_| text.len() == 10)
}
