//! The one place that decides what an answer of the GraphQL endpoint is.

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::transport::Reply;
use crate::wire::{bare, other_shape};
use crate::{IssuingError, ServerText, TenantId, limits, wire};

/// An answer of the documented shape; `data` and `errors` may both be filled.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub data: Option<Map<String, Value>>,
    pub errors: Vec<Complaint>,
}

/// One entry of `errors`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub code: Code,
    pub message: ServerText,
}

/// The error codes of Breeze's guide "Error handling", and whatever else may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Code {
    Unauthenticated,
    Forbidden,
    NotFound,
    BadUserInput,
    /// Not documented, or missing (then empty).
    Undocumented(String),
}

impl Code {
    fn read(written: Option<&str>) -> Self {
        match written.unwrap_or_default() {
            "UNAUTHENTICATED" => Self::Unauthenticated,
            "FORBIDDEN" => Self::Forbidden,
            "NOT_FOUND" => Self::NotFound,
            "BAD_USER_INPUT" => Self::BadUserInput,
            other => Self::Undocumented(bare(other)),
        }
    }
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    data: Option<Map<String, Value>>,
    #[serde(default)]
    errors: Option<Vec<WireComplaint>>,
}

#[derive(Deserialize)]
struct WireComplaint {
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    extensions: Option<Extensions>,
}

#[derive(Deserialize)]
struct Extensions {
    #[serde(default)]
    code: Option<String>,
}

/// Judges an answer: the rate limit first, because its text is not GraphQL; then an address that
/// has moved; then the content, whatever the status says, because the documentation does not tell
/// which status comes with GraphQL errors; and the bare status only for want of better.
pub(super) fn judge(
    reply: Reply,
    token: &SecretString,
    now: DateTime<Utc>,
) -> Result<Answer, IssuingError> {
    turned_away(&reply, now)?;
    let status = reply.status;
    let envelope = reply.body.and_then(|body| envelope(&body));
    match envelope {
        Ok(envelope) if envelope.says_something() => Ok(envelope.answer(status, token)),
        Ok(_) => Err(by_status(status).unwrap_or(other_shape("data"))),
        Err(error) => Err(by_status(status).unwrap_or(error)),
    }
}

/// The two answers that count whatever their content is.
pub(super) fn turned_away(reply: &Reply, now: DateTime<Utc>) -> Result<(), IssuingError> {
    if reply.status == StatusCode::TOO_MANY_REQUESTS {
        return Err(IssuingError::RateLimited {
            until: limits::until(&reply.headers, now),
        });
    }
    if reply.status.is_redirection() {
        return Err(IssuingError::Moved {
            to: reply.destination(),
        });
    }
    Ok(())
}

/// The guide has FORBIDDEN for missing roles; of a tenant it is only if the words say so.
pub(super) fn forbidden(message: ServerText, tenant: Option<&TenantId>) -> IssuingError {
    let of_tenant = message.as_str().to_lowercase().contains("tenant");
    IssuingError::Forbidden {
        tenant: tenant.filter(|_| of_tenant).cloned(),
        message: Some(message),
    }
}

/// What a status means by itself, after the guide's table of HTTP statuses.
pub(super) fn by_status(status: StatusCode) -> Option<IssuingError> {
    match status.as_u16() {
        200..=299 => None,
        401 => Some(IssuingError::NotAuthenticated),
        403 => Some(IssuingError::Forbidden {
            tenant: None,
            message: None,
        }),
        404 => Some(IssuingError::NoSuchEndpoint),
        status @ 500..=599 => Some(IssuingError::ServerFailed { status }),
        status => Some(IssuingError::UnexpectedStatus { status }),
    }
}

fn envelope(body: &[u8]) -> Result<Envelope, IssuingError> {
    wire::part(wire::json(body)?, "answer")
}

impl Envelope {
    fn says_something(&self) -> bool {
        self.data.is_some()
            || self
                .errors
                .as_ref()
                .is_some_and(|errors| !errors.is_empty())
    }

    fn answer(self, status: StatusCode, token: &SecretString) -> Answer {
        let errors = self.errors.unwrap_or_default();
        let errors = errors
            .into_iter()
            .map(|error| error.complaint(token))
            .collect();
        Answer {
            status,
            data: self.data,
            errors,
        }
    }
}

impl WireComplaint {
    /// A service that echoes the token must not bring it onto the screen.
    fn complaint(self, token: &SecretString) -> Complaint {
        let code = self.extensions.and_then(|extensions| extensions.code);
        let message = self
            .message
            .unwrap_or_default()
            .replace(token.expose_secret(), "…");
        Complaint {
            code: Code::read(code.as_deref()),
            message: ServerText::new(&message),
        }
    }
}

impl Answer {
    /// The value of one operation, if the answer holds one.
    pub fn value(&self, operation: &str) -> Option<&Value> {
        self.data
            .as_ref()?
            .get(operation)
            .filter(|value| !value.is_null())
    }

    /// Whether the token was not accepted.
    pub fn rejects_token(&self) -> bool {
        let unauthenticated = self.errors.iter().any(|e| e.code == Code::Unauthenticated);
        unauthenticated || self.status == StatusCode::UNAUTHORIZED
    }

    /// The value of a query, or why there is none. A list that comes with errors is not whole.
    pub fn only(self, operation: &str) -> Result<Value, Trouble> {
        if self.rejects_token() {
            return Err(Trouble::Plain(IssuingError::NotAuthenticated));
        }
        if let Some(complaint) = self.errors.into_iter().next() {
            return Err(Trouble::Complaint(complaint));
        }
        if let Some(error) = by_status(self.status) {
            return Err(Trouble::Plain(error));
        }
        let value = self.data.and_then(|mut data| data.remove(operation));
        match value {
            Some(value) if !value.is_null() => Ok(value),
            _ => Err(Trouble::Plain(other_shape(&format!("data.{operation}")))),
        }
    }
}

/// Why a query has no value: a complaint means something else for every query.
#[derive(Debug)]
pub(super) enum Trouble {
    Plain(IssuingError),
    Complaint(Complaint),
}
