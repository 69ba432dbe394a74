//! What became of an attempt to order: the one place where that is decided.

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::gate::{self, Answer, Code, Complaint};
use crate::transport::{Broken, Reply};
use crate::wire;
use crate::{
    CredentialOrder, FieldName, FieldProblem, IssuingError, OrderStatus, Outcome, Receipt,
};

const OPERATION: &str = "CredentialOrderV1";

/// The end of one attempt.
#[derive(Debug, PartialEq)]
pub(super) enum Attempt {
    Ended(Outcome),
    /// The order was not looked at, because the token was not accepted.
    TokenRejected,
}

/// Judges what came back for an order.
pub(super) fn attempt(
    reply: Result<Reply, Broken>,
    request: &CredentialOrder,
    token: &SecretString,
    now: DateTime<Utc>,
) -> Attempt {
    let reply = match reply {
        Ok(reply) => reply,
        Err(Broken::NeverLeft(error)) => return Attempt::Ended(Outcome::NeverLeft(error)),
        Err(Broken::Lost(error)) => return Attempt::Ended(Outcome::Unknown(error)),
    };
    match gate::judge(reply, token, now) {
        Ok(answer) => answered(&answer, request),
        Err(error) => unanswered(error),
    }
}

/// Judges an attempt that ended before the order was sent, for want of a token.
pub(super) fn without_token(error: IssuingError) -> Outcome {
    match error {
        IssuingError::RateLimited { until } => Outcome::NotTaken { until, error },
        IssuingError::WrongSecret
        | IssuingError::SecretExpired
        | IssuingError::InvalidRequest
        | IssuingError::UnsupportedGrant
        | IssuingError::NotAuthenticated
        | IssuingError::Forbidden { .. } => Outcome::Blocked(error),
        _ => Outcome::NeverLeft(error),
    }
}

/// An answer that is not of the documented shape proves something in two cases only.
fn unanswered(error: IssuingError) -> Attempt {
    match error {
        IssuingError::RateLimited { until } => Attempt::Ended(Outcome::NotTaken { until, error }),
        IssuingError::NotAuthenticated => Attempt::TokenRejected,
        _ => Attempt::Ended(Outcome::Unknown(error)),
    }
}

fn answered(answer: &Answer, request: &CredentialOrder) -> Attempt {
    if let Some(receipt) = answer.value(OPERATION) {
        return Attempt::Ended(receipted(receipt.clone(), answer));
    }
    if answer.rejects_token() {
        return Attempt::TokenRejected;
    }
    Attempt::Ended(complained(answer, request))
}

/// A receipt counts beside errors, but not beside a status that says the service failed.
fn receipted(value: Value, answer: &Answer) -> Outcome {
    if answer.status.is_server_error() {
        return Outcome::Unknown(IssuingError::ServerFailed {
            status: answer.status.as_u16(),
        });
    }
    match receipt(value) {
        Ok(receipt) => Outcome::Accepted(Receipt {
            remarks: words(&answer.errors),
            ..receipt
        }),
        Err(error) => Outcome::Unknown(error),
    }
}

/// Without a receipt, only documented codes prove that there is no credential.
fn complained(answer: &Answer, request: &CredentialOrder) -> Outcome {
    let Some(first) = answer.errors.first() else {
        let failed = gate::by_status(answer.status);
        let path = format!("data.{OPERATION}");
        return Outcome::Unknown(failed.unwrap_or(IssuingError::OtherShape { path }));
    };
    if let Some(stray) = answer
        .errors
        .iter()
        .find(|e| matches!(e.code, Code::Undocumented(_)))
    {
        return Outcome::Unknown(meaning(stray, request));
    }
    if let Some(complaint) = answer.errors.iter().find(|e| e.code == Code::Forbidden)
        && !concerns_only_this(complaint, request)
    {
        return Outcome::Blocked(meaning(complaint, request));
    }
    let problems = answer
        .errors
        .iter()
        .map(|complaint| problem(complaint, request))
        .collect();
    Outcome::Refused {
        error: meaning(first, request),
        problems,
    }
}

/// FORBIDDEN says that the account may not order here. The next order would fare the same until
/// somebody gives the account a role or the tenant, so the connection stops, not this one order.
/// But an order for another user is also declined if that user lacks `allow_api`, and this is
/// nothing against the other orders, unless the words are about the tenant.
fn concerns_only_this(complaint: &Complaint, request: &CredentialOrder) -> bool {
    request.user_id.is_some() && !complaint.message.as_str().to_lowercase().contains("tenant")
}

fn meaning(complaint: &Complaint, request: &CredentialOrder) -> IssuingError {
    let message = complaint.message.clone();
    match &complaint.code {
        Code::Unauthenticated => IssuingError::NotAuthenticated,
        Code::Forbidden if concerns_only_this(complaint, request) => {
            IssuingError::BadInput { message }
        }
        Code::Forbidden => gate::forbidden(message, Some(&request.tenant)),
        Code::NotFound => missing(complaint, request),
        Code::BadUserInput => IssuingError::BadInput { message },
        Code::Undocumented(code) => IssuingError::UndocumentedCode {
            code: code.clone(),
            message,
        },
    }
}

/// NOT_FOUND does not say what. A template is all that a plain order can miss; with a linked
/// object, another user or a word about the tenant it may be something else.
fn missing(complaint: &Complaint, request: &CredentialOrder) -> IssuingError {
    let words = complaint.message.as_str().to_lowercase();
    if words.contains("tenant") {
        return IssuingError::UnknownTenant {
            tenant: request.tenant.clone(),
        };
    }
    let plain = request.object_id.is_none() && request.user_id.is_none();
    if plain || words.contains("template") {
        return IssuingError::TemplateNotFound {
            template: request.template.clone(),
        };
    }
    IssuingError::NotFound {
        message: complaint.message.clone(),
    }
}

fn problem(complaint: &Complaint, request: &CredentialOrder) -> FieldProblem {
    let problem = complaint.message.as_str();
    let user = complaint.code == Code::Forbidden && concerns_only_this(complaint, request);
    let field = match named_field(problem, request) {
        None if user => FieldName::new("userId").ok(),
        named => named.or_else(|| named_beside(problem)),
    };
    FieldProblem {
        field,
        problem: problem.to_owned(),
    }
}

/// The first field of the order that stands in quotes, as in `Field 'x' expects a date value`.
fn named_field(words: &str, request: &CredentialOrder) -> Option<FieldName> {
    let quoted = words.split(['\'', '"', '`', '‘', '’', '“', '”']);
    let names = || request.values.iter().map(|(name, _)| name);
    quoted
        .skip(1)
        .find_map(|word| names().find(|name| name.as_str() == word))
        .cloned()
}

/// What an order says beside its values, by the names the service has for it and those we have.
const BESIDE: [(&str, &str); 5] = [
    ("quantity", "quantity"),
    ("external_id", "externalId"),
    ("order_reference", "orderReference"),
    ("object_id", "objectId"),
    ("userId", "userId"),
];

fn named_beside(words: &str) -> Option<FieldName> {
    let quoted: Vec<&str> = words
        .split(['\'', '"', '`', '‘', '’', '“', '”'])
        .skip(1)
        .collect();
    let named = BESIDE.iter().find(|(theirs, _)| quoted.contains(theirs))?;
    FieldName::new(named.1).ok()
}

fn words(complaints: &[Complaint]) -> Vec<String> {
    complaints
        .iter()
        .map(|complaint| complaint.message.as_str().to_owned())
        .collect()
}

#[derive(Deserialize)]
struct WireReceipt {
    #[serde(default, rename = "_id", deserialize_with = "wire::text_or_number")]
    id: Option<String>,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    credential_number: Option<String>,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    status: Option<String>,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    created: Option<String>,
}

fn receipt(value: Value) -> Result<Receipt, IssuingError> {
    let place = format!("data.{OPERATION}");
    let read: WireReceipt = wire::part(value, &place)?;
    let id = read
        .id
        .ok_or_else(|| wire::other_shape(&format!("{place}._id")))?;
    Ok(Receipt {
        id,
        number: read.credential_number,
        status: read.status.map(status),
        created: read.created,
        public_url: None,
        remarks: Vec::new(),
    })
}

fn status(written: String) -> OrderStatus {
    match written.as_str() {
        "in_queue" => OrderStatus::InQueue,
        "requested" => OrderStatus::Requested,
        "waiting_for_approval" => OrderStatus::WaitingForApproval,
        _ => OrderStatus::Unlisted(written),
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
