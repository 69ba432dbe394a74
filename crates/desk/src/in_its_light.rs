//! What a service answered, in the light of the order it was asked for.

use issuing::{FieldName, FieldProblem, IssuingError, Outcome, Template};
use ledger::{Event, EventKind, OrderDetail};

use crate::boundary::{Code, Problem};

/// What an order tells beyond what was sent of it.
pub(crate) struct Light {
    fields: Vec<FieldName>,
    forbidden_before: bool,
}

impl From<&OrderDetail> for Light {
    fn from(order: &OrderDetail) -> Light {
        let template = serde_json::from_str::<Template>(&order.template_body);
        let template = template.inspect_err(|error| {
            tracing::warn!(order = %order.order.id, at = error.column(), "its template is not known");
        });
        let fields = template.into_iter().flat_map(|template| template.fields);
        Light {
            fields: fields.map(|field| field.name).collect(),
            forbidden_before: order.timeline.iter().any(is_forbidden),
        }
    }
}

impl Light {
    /// A complaint that quotes a field stands at it, also where the field was left empty and so not
    /// sent. An order that is forbidden again, after its connection was found to be in order, is
    /// refused by itself: the others behind it may pass.
    pub fn shed_on(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Refused { error, problems } => Outcome::Refused {
                error,
                problems: problems.into_iter().map(|it| self.placed(it)).collect(),
            },
            Outcome::Blocked(error @ IssuingError::Forbidden { .. }) if self.forbidden_before => {
                let problems = Vec::new();
                Outcome::Refused { error, problems }
            }
            other => other,
        }
    }

    fn placed(&self, problem: FieldProblem) -> FieldProblem {
        let quoted = || {
            let words = problem.problem.split(['\'', '"', '`', '‘', '’', '“', '”']);
            let named = |word: &str| self.fields.iter().find(|name| name.as_str() == word);
            words.skip(1).find_map(named).cloned()
        };
        FieldProblem {
            field: problem.field.clone().or_else(quoted),
            ..problem
        }
    }
}

/// Only what the service itself forbade is written down with these codes.
fn is_forbidden(event: &Event) -> bool {
    let cause = event.details.get("cause").and_then(|cause| cause.as_str());
    let problem: Option<Problem> = cause.and_then(|json| serde_json::from_str(json).ok());
    let codes = [Code::NoRole, Code::UnknownTenant];
    event.kind == EventKind::Blocked && problem.is_some_and(|it| codes.contains(&it.code))
}
