//! Sorting, filtering and cutting lists into pages, by the members of what is listed.

use std::cmp::Ordering;

use serde::Serialize;
use serde_json::Value;

use super::{
    refusal::Refusal,
    schema::{PaginationFilter, PaginationOptions},
};

/// The documented default.
const DEFAULT_LIMIT: i32 = 10;

/// A page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<T> {
    pub docs: Vec<T>,
    pub total: usize,
    pub number: usize,
    pub pages: usize,
    pub has_next: bool,
}

/// The page that the options ask for.
pub(super) fn page<T: Serialize + Clone>(
    docs: Vec<T>,
    options: PaginationOptions,
) -> Result<Page<T>, Refusal> {
    let limit = at_least("limit", options.limit.unwrap_or(DEFAULT_LIMIT), 1)?;
    let number = at_least("page", options.page.unwrap_or(1), 1)?;
    let skip = match options.offset {
        Some(offset) => at_least("offset", offset, 0)?,
        None => (number - 1).saturating_mul(limit),
    };
    let mut rows: Vec<(T, Value)> = docs.into_iter().map(with_members).collect();
    for filter in options.filter.into_iter().flatten().flatten() {
        let condition = Condition::parse(filter)?;
        rows.retain(|(_, members)| condition.holds(members));
    }
    if let Some(sort) = options.sort {
        order(&mut rows, &sort);
    }
    let total = rows.len();
    Ok(Page {
        docs: rows
            .into_iter()
            .skip(skip)
            .take(limit)
            .map(|(doc, _)| doc)
            .collect(),
        total,
        number: skip / limit + 1,
        pages: total.div_ceil(limit).max(1),
        has_next: skip.saturating_add(limit) < total,
    })
}

fn at_least(name: &'static str, value: i32, least: i32) -> Result<usize, Refusal> {
    let number = usize::try_from(value).ok().filter(|_| value >= least);
    number.ok_or(Refusal::TooSmall(name, least))
}

fn with_members<T: Serialize>(doc: T) -> (T, Value) {
    let members = serde_json::to_value(&doc).unwrap_or_default();
    (doc, members)
}

fn order<T>(rows: &mut [(T, Value)], sort: &str) {
    let (field, backwards) = match sort.strip_prefix('-') {
        Some(field) => (field, true),
        None => (sort, false),
    };
    rows.sort_by(|(_, a), (_, b)| {
        let ordering = compare(&a[field], &b[field]).unwrap_or(Ordering::Equal);
        if backwards {
            ordering.reverse()
        } else {
            ordering
        }
    });
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64()?.partial_cmp(&b.as_f64()?),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

/// A filter with one of the documented operators.
struct Condition {
    field: String,
    operator: Operator,
    value: Value,
}

#[derive(Clone, Copy)]
enum Operator {
    Equal,
    Unequal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    In,
    Like,
}

impl Condition {
    fn parse(filter: PaginationFilter) -> Result<Self, Refusal> {
        let operator = match filter.operator.as_deref() {
            None | Some("eq" | "exact") => Operator::Equal,
            Some("ne") => Operator::Unequal,
            Some("gt") => Operator::Greater,
            Some("gte") => Operator::GreaterOrEqual,
            Some("lt") => Operator::Less,
            Some("lte") => Operator::LessOrEqual,
            Some("in") => Operator::In,
            Some("like") => Operator::Like,
            Some(other) => return Err(Refusal::Operator(other.to_owned())),
        };
        Ok(Self {
            field: filter.field,
            operator,
            value: filter.value.0,
        })
    }

    fn holds(&self, members: &Value) -> bool {
        let found = &members[self.field.as_str()];
        let ordering = compare(found, &self.value);
        match self.operator {
            Operator::Equal => *found == self.value,
            Operator::Unequal => *found != self.value,
            Operator::Greater => ordering.is_some_and(Ordering::is_gt),
            Operator::GreaterOrEqual => ordering.is_some_and(Ordering::is_ge),
            Operator::Less => ordering.is_some_and(Ordering::is_lt),
            Operator::LessOrEqual => ordering.is_some_and(Ordering::is_le),
            Operator::In => self
                .value
                .as_array()
                .is_some_and(|values| values.contains(found)),
            Operator::Like => like(found, &self.value),
        }
    }
}

/// Contains, whatever the case. Wildcards are not documented.
fn like(found: &Value, part: &Value) -> bool {
    match (found.as_str(), part.as_str()) {
        (Some(found), Some(part)) => found.to_lowercase().contains(&part.to_lowercase()),
        _ => false,
    }
}
