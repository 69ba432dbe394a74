//! What became of an attempt to issue: the one place where that is decided.

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use secrecy::SecretString;

use super::gate::{self, Answer, Complaint};
use super::key_words::speak_of_used_key;
use super::receipt::receipt;
use crate::transport::{Broken, Reply};
use crate::{BadgeOrder, FieldName, FieldProblem, IssuingError, Outcome, wire};

/// The members of an order besides its custom fields.
const MEMBERS: [&str; 8] = [
    "badge_id",
    "name",
    "email",
    "phone",
    "expire_date",
    "issue_date",
    "memo",
    "idempotency_key",
];

/// Judges what came back for an order.
pub(super) fn outcome(
    reply: Result<Reply, Broken>,
    order: &BadgeOrder,
    key: &SecretString,
    now: DateTime<Utc>,
) -> Outcome {
    let reply = match reply {
        Ok(reply) => reply,
        Err(Broken::NeverLeft(error)) => return Outcome::NeverLeft(error),
        Err(Broken::Lost(error)) => return Outcome::Unknown(error),
    };
    match gate::judge(reply, key, now) {
        Ok(answer) => answered(&answer, order),
        Err(error) => unanswered(error),
    }
}

/// An answer without readable content proves something in two cases only.
fn unanswered(error: IssuingError) -> Outcome {
    match error {
        IssuingError::RateLimited { until } => Outcome::NotTaken { until, error },
        IssuingError::WrongKey => Outcome::Blocked(error),
        _ => Outcome::Unknown(error),
    }
}

fn answered(answer: &Answer, order: &BadgeOrder) -> Outcome {
    if answer.succeeds() {
        let missing = || Outcome::Unknown(wire::other_shape("IssueId"));
        return receipt(&answer.value).map_or_else(missing, Outcome::Accepted);
    }
    if answer.rejects_key() {
        return Outcome::Blocked(IssuingError::WrongKey);
    }
    if speak_of_used_key(answer) {
        let message = answer.message.clone();
        return Outcome::KeyUsed(IssuingError::KeyUsed { message });
    }
    declined(answer, order)
}

/// A failure that the documentation explains proves that nothing was issued. One that comes as a
/// success without naming a member explains nothing: it may have come after the badge was made.
fn declined(answer: &Answer, order: &BadgeOrder) -> Outcome {
    let message = answer.message.clone();
    let documented = answer.is_documented_failure();
    match answer.status.as_u16() {
        404 if answer.declines() => refused(answer, order, gone(answer, order)),
        400 | 422 if speaks_of_a_missing_badge(answer) => {
            refused(answer, order, gone(answer, order))
        }
        400 | 422 if documented => refused(answer, order, IssuingError::BadInput { message }),
        200..=299 if !answer.errors.is_empty() => {
            refused(answer, order, IssuingError::BadInput { message })
        }
        200..=299 => Outcome::Unknown(IssuingError::Declined { message }),
        _ => Outcome::Unknown(unexplained(answer.status)),
    }
}

fn unexplained(status: StatusCode) -> IssuingError {
    let status_alone = IssuingError::UnexpectedStatus {
        status: status.as_u16(),
    };
    gate::by_status(status).unwrap_or(status_alone)
}

/// The vendor's own tests expect that a badge that is not there may come under these, too.
fn speaks_of_a_missing_badge(answer: &Answer) -> bool {
    let words = answer.message.as_str().to_lowercase();
    answer.declines() && answer.errors.is_empty() && words == "badge not found"
}

/// All that an order refers to is its badge, unless the words name something else.
fn gone(answer: &Answer, order: &BadgeOrder) -> IssuingError {
    let message = answer.message.clone();
    let words = message.as_str().to_lowercase();
    if words.is_empty() || words.contains("badge") {
        let template = order.badge.clone();
        return IssuingError::TemplateNotFound { template };
    }
    IssuingError::NotFound { message }
}

fn refused(answer: &Answer, order: &BadgeOrder, error: IssuingError) -> Outcome {
    let named = answer.errors.iter().map(|complaint| FieldProblem {
        field: member(complaint, order),
        problem: complaint.message.as_str().to_owned(),
    });
    let mut problems: Vec<FieldProblem> = named.collect();
    if problems.is_empty() && !answer.message.as_str().is_empty() {
        problems.push(FieldProblem {
            field: None,
            problem: answer.message.as_str().to_owned(),
        });
    }
    Outcome::Refused { error, problems }
}

/// The member a complaint is about, if it was sent or could have been: a custom field by its own
/// name, with or without `metadata.` before it.
fn member(complaint: &Complaint, order: &BadgeOrder) -> Option<FieldName> {
    let name = complaint.member.as_deref()?;
    if let Some(field) = name.strip_prefix("metadata.") {
        return FieldName::new(field).ok();
    }
    let sent = || {
        order
            .metadata
            .iter()
            .any(|(field, _)| field.as_str() == name)
    };
    let known = MEMBERS.contains(&name) || sent();
    known.then(|| FieldName::new(name).ok()).flatten()
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
