//! The form engine: what is typed becomes values, and what stands in the way is named.
//!
//! Pure functions of what is given: the day is handed in, and nothing is read or written. The
//! documentation names no rule for any single value, so only what cannot be sent at all, or what
//! the office itself demands, is a problem; everything else is at most a warning.

pub mod badge;
mod dates;
mod entry;
mod face;
mod judge;
mod number;
mod of_person;
mod pattern;
mod person;
mod quantity;
mod request;
#[cfg(test)]
pub mod sample;
mod sensitive;
mod starting;
mod stored;
mod tenant;
mod values;
mod warnings;

pub use face::face_field;
pub use judge::PictureState;
pub use of_person::is_of_person;
pub use person::EMPLOYEE_NUMBER;
pub use quantity::quantity_offered;
pub use request::Ways;
pub use sensitive::{is_sensitive, sensitive_fields};
pub use starting::{carry_over, drop_what_was_started, left_behind, starting_values};
pub use stored::{StoredFormValue, as_typed, stored_values};
pub use tenant::{is_listed_by, tenants};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use issuing::Template;

use crate::boundary::{EnrolmentInput, FieldProblem, FieldProblemCode, Settings, TemplateSettings};

/// Texts by field name, as typed.
pub type Texts = BTreeMap<String, String>;

/// One form as it stands: the template, the office's wishes, what is typed, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// What is ordered.
    pub template: &'a Template,
    /// What the office set for this template.
    pub settings: &'a TemplateSettings,
    /// What the office set for all of them.
    pub office: &'a Settings,
    /// What is typed.
    pub input: &'a EnrolmentInput,
    /// The day at the counter.
    pub today: NaiveDate,
}

fn problem(field: &str, problem: FieldProblemCode) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        problem,
        detail: detail(field, problem),
    }
}

/// What is too long says how long it may be.
fn detail(field: &str, problem: FieldProblemCode) -> String {
    let most = badge::most(field).filter(|_| problem == FieldProblemCode::TooLong);
    most.map(|most| most.to_string()).unwrap_or_default()
}
