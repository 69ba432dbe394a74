//! The one place that decides what an answer of IssueBadge is.

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::read::{self, Object};
use crate::transport::Reply;
use crate::{IssuingError, ServerText, limits, wire};

/// The documented words about a key that is not accepted, in case they come under another status.
const KEY_REJECTED: [&str; 2] = ["Unauthenticated.", "Invalid API key"];

/// The least length of a part of a key that is taken out of what the service says.
const TELLING: usize = 8;

/// An answer in JSON.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub value: Value,
    /// What the service says about a failure as a whole.
    pub message: ServerText,
    /// What it says about single members.
    pub errors: Vec<Complaint>,
}

/// What the service says about one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// The member's name; with a dot where it lies within another.
    pub member: Option<String>,
    pub message: ServerText,
}

/// Judges an answer: the rate limit, the address and the key first, which count whatever the
/// content is; then the content; and the bare status only for want of better.
pub(super) fn judge(
    reply: Reply,
    key: &SecretString,
    now: DateTime<Utc>,
) -> Result<Answer, IssuingError> {
    turned_away(&reply, now)?;
    let status = reply.status;
    match reply.body.and_then(|body| wire::json(&body)) {
        Ok(value) => Ok(Answer::new(status, value, key)),
        Err(error) => Err(by_status(status).unwrap_or(error)),
    }
}

/// The answers that count whatever their content is.
pub(super) fn turned_away(reply: &Reply, now: DateTime<Utc>) -> Result<(), IssuingError> {
    match reply.status {
        StatusCode::TOO_MANY_REQUESTS => Err(IssuingError::RateLimited {
            until: limits::retry_after(&reply.headers, now),
        }),
        StatusCode::UNAUTHORIZED => Err(IssuingError::WrongKey),
        status if status.is_redirection() => {
            let to = reply.destination();
            Err(IssuingError::Moved { to })
        }
        _ => Ok(()),
    }
}

/// What a status means by itself.
pub(super) fn by_status(status: StatusCode) -> Option<IssuingError> {
    match status.as_u16() {
        200..=299 => None,
        401 => Some(IssuingError::WrongKey),
        403 => Some(IssuingError::Forbidden {
            tenant: None,
            message: None,
        }),
        404 => Some(IssuingError::NoSuchEndpoint),
        status @ 500..=599 => Some(IssuingError::ServerFailed { status }),
        status => Some(IssuingError::UnexpectedStatus { status }),
    }
}

impl Answer {
    fn new(status: StatusCode, value: Value, key: &SecretString) -> Self {
        let empty = Object::new();
        let object = value.as_object().unwrap_or(&empty);
        let message = said(object).map(|words| redacted(&words, key));
        let errors = complaints(object.get("errors"), key);
        Self {
            status,
            message: message.unwrap_or_else(|| ServerText::new("")),
            errors,
            value,
        }
    }

    /// Whether the content says that it failed.
    pub fn declines(&self) -> bool {
        let object = self.value.as_object();
        object.and_then(|object| read::flag(object, &["success"])) == Some(false)
    }

    /// Success is any status of 2xx and no `success: false`.
    pub fn succeeds(&self) -> bool {
        self.status.is_success() && !self.declines()
    }

    /// Whether the service does not accept the key.
    pub fn rejects_key(&self) -> bool {
        self.declines() && KEY_REJECTED.contains(&self.message.as_str())
    }

    /// Whether a failure has the documented shape.
    pub fn is_documented_failure(&self) -> bool {
        self.declines() || !self.errors.is_empty()
    }

    /// The content of an answer to a question, or why there is none.
    pub fn content(self) -> Result<Value, IssuingError> {
        if self.succeeds() {
            return Ok(self.value);
        }
        Err(self.failure())
    }

    /// What a failed question or change means.
    fn failure(self) -> IssuingError {
        if self.rejects_key() {
            return IssuingError::WrongKey;
        }
        let message = self.message;
        let revoked = message
            .as_str()
            .to_lowercase()
            .contains("already been revoked");
        match self.status.as_u16() {
            404 => IssuingError::NotFound { message },
            409 if revoked => IssuingError::AlreadyRevoked,
            400 | 409 | 422 => IssuingError::BadInput { message },
            200..=299 if !self.errors.is_empty() => IssuingError::BadInput { message },
            200..=299 => IssuingError::Declined { message },
            _ => by_status(self.status).unwrap_or(IssuingError::Declined { message }),
        }
    }
}

/// The words of a failure: `message` or `error`, which may hold the words in turn.
fn said(object: &Object) -> Option<String> {
    let within = |name: &str| read::text(object.get(name)?.as_object()?, &["message"]);
    read::text(object, &["message", "error"]).or_else(|| within("error"))
}

/// `errors` is documented as an object of lists; a list, or single texts, are as clear.
fn complaints(errors: Option<&Value>, key: &SecretString) -> Vec<Complaint> {
    match errors {
        Some(Value::Object(members)) => members
            .iter()
            .flat_map(|(member, said)| each(said).map(|words| complaint(Some(member), &words, key)))
            .collect(),
        Some(other) => each(other)
            .map(|words| complaint(None, &words, key))
            .collect(),
        None => Vec::new(),
    }
}

fn each(said: &Value) -> impl Iterator<Item = String> {
    let all = match said {
        Value::Array(all) => all.iter().filter_map(words).collect(),
        one => Vec::from_iter(words(one)),
    };
    all.into_iter()
}

fn words(said: &Value) -> Option<String> {
    read::words(said).or_else(|| read::text(said.as_object()?, &["message"]))
}

fn complaint(member: Option<&String>, words: &str, key: &SecretString) -> Complaint {
    Complaint {
        member: member.cloned(),
        message: redacted(words, key),
    }
}

/// A service that echoes the key must not bring it onto the screen, nor its part behind the pipe.
fn redacted(words: &str, key: &SecretString) -> ServerText {
    let key = key.expose_secret();
    let secret = key.split_once('|').map_or(key, |(_, secret)| secret);
    let words = words.replace(key, "…");
    if secret.len() < TELLING {
        return ServerText::new(&words);
    }
    ServerText::new(&words.replace(secret, "…"))
}

#[cfg(test)]
mod tests {
    use super::{Answer, redacted};
    use reqwest::StatusCode;
    use secrecy::SecretString;
    use serde_json::{Value, json};

    fn answer(status: u16, value: Value) -> Answer {
        let key = SecretString::from("158|canary-canary");
        Answer::new(StatusCode::from_u16(status).unwrap(), value, &key)
    }

    #[test]
    fn success_is_a_status_of_two_hundred_and_not_success_false() {
        for (status, value, success) in [
            (200, json!({"success": true}), true),
            (202, json!({"success": true}), true),
            (200, json!({}), true),
            (200, json!([]), true),
            (200, json!({"success": false}), false),
            (200, json!({"success": 0}), false),
            (200, json!({"success": "false"}), false),
            (400, json!({"success": true}), false),
        ] {
            assert_eq!(
                answer(status, value.clone()).succeeds(),
                success,
                "{status} {value}"
            );
        }
    }

    #[test]
    fn a_failure_has_its_name() {
        let no = |message: &str| json!({"success": false, "message": message});
        for (status, value, code) in [
            (401, no("Unauthenticated."), "wrong_key"),
            (200, no("Invalid API key"), "wrong_key"),
            (404, no("Badge not found"), "not_found"),
            (
                409,
                no("This assertion has already been revoked"),
                "already_revoked",
            ),
            (409, no("Conflict"), "bad_input"),
            (422, no("Validation failed"), "bad_input"),
            (200, no("Something"), "declined"),
            (
                200,
                json!({"success": false, "errors": {"name": "x"}}),
                "bad_input",
            ),
            (403, no("No"), "forbidden"),
            (500, no("Server Error"), "server_failed"),
            (418, no("Tea"), "unexpected_status"),
        ] {
            let error = answer(status, value.clone()).content().unwrap_err();
            assert_eq!(error.code(), code, "{status} {value}");
        }
    }

    #[test]
    fn words_are_read_wherever_they_stand() {
        for value in [
            json!({"message": "m"}),
            json!({"error": "m"}),
            json!({"error": {"message": "m"}}),
        ] {
            assert_eq!(answer(400, value.clone()).message.as_str(), "m", "{value}");
        }
        for (errors, member) in [
            (json!({"name": ["m"]}), Some("name")),
            (json!({"name": "m"}), Some("name")),
            (json!(["m"]), None),
            (json!([{"message": "m"}]), None),
            (json!("m"), None),
        ] {
            let answer = answer(422, json!({"errors": errors}));
            assert_eq!(answer.errors.len(), 1, "{errors}");
            assert_eq!(answer.errors[0].member.as_deref(), member);
            assert_eq!(answer.errors[0].message.as_str(), "m");
        }
    }

    #[test]
    fn an_echoed_key_is_taken_out_whole_or_in_part() {
        let key = SecretString::from("158|canary-canary");
        for words in ["key 158|canary-canary!", "key canary-canary!"] {
            let shown = redacted(words, &key);
            assert_eq!(shown.as_str(), "key …!");
        }
    }
}
