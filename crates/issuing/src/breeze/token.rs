//! The token endpoint: its one request and what its answers mean.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::gate::{by_status, turned_away};
use crate::transport::Reply;
use crate::wire::{bare, other_shape};
use crate::{IssuingError, ServerText, limits, wire};

/// How long a token lives if the answer does not say: the documented default.
const DEFAULT_LIFE: TimeDelta = TimeDelta::seconds(3600);

/// A fresh token.
#[derive(Debug)]
pub(super) struct Granted {
    pub token: SecretString,
    pub life: TimeDelta,
}

#[derive(Serialize)]
struct Request<'a> {
    grant_type: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
    #[serde(default)]
    error_description: Option<String>,
}

#[derive(Deserialize)]
struct Grant {
    access_token: String,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    expires_in: Option<String>,
}

/// The content of the token request.
pub(super) fn request(client_id: &str, secret: &SecretString) -> Result<Bytes, IssuingError> {
    let request = Request {
        grant_type: "client_credentials",
        client_id,
        client_secret: secret.expose_secret(),
    };
    serde_json::to_vec(&request)
        .map(Bytes::from)
        .map_err(|_| IssuingError::InvalidRequest)
}

/// Judges the token endpoint's answer. Its errors are OAuth objects, never GraphQL ones.
pub(super) fn judge(reply: Reply, now: DateTime<Utc>) -> Result<Granted, IssuingError> {
    if reply.status == StatusCode::TOO_MANY_REQUESTS {
        return Err(IssuingError::RateLimited {
            until: reopens(&reply, now),
        });
    }
    turned_away(&reply, now)?;
    let answer = reply.body.and_then(|body| wire::json(&body));
    if let Some(refusal) = answer.as_ref().ok().and_then(refusal) {
        return Err(meaning(&refusal, now));
    }
    if let Some(error) = by_status(reply.status) {
        return Err(error);
    }
    granted(answer?)
}

fn reopens(reply: &Reply, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = reply
        .body
        .as_deref()
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    limits::until_in_words(&text, now).or_else(|| limits::until(&reply.headers, now))
}

fn refusal(answer: &Value) -> Option<Refusal> {
    Refusal::deserialize(answer).ok()
}

fn meaning(refusal: &Refusal, now: DateTime<Utc>) -> IssuingError {
    let words = refusal.error_description.as_deref().unwrap_or_default();
    match refusal.error.as_str() {
        // The one code stands for both; only the description tells that the secret was right.
        "invalid_client" if words.to_lowercase().contains("expire") => IssuingError::SecretExpired,
        "invalid_client" => IssuingError::WrongSecret,
        "invalid_request" => IssuingError::InvalidRequest,
        "unsupported_grant_type" => IssuingError::UnsupportedGrant,
        "too_many_requests" => IssuingError::RateLimited {
            until: limits::until_in_words(words, now),
        },
        // Words about credentials may quote them, and an undocumented code promises nothing.
        code => IssuingError::UndocumentedCode {
            code: bare(code),
            message: ServerText::new(""),
        },
    }
}

fn granted(answer: Value) -> Result<Granted, IssuingError> {
    let grant: Grant = wire::part(answer, "token")?;
    let token = grant.access_token;
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(other_shape("token.access_token"));
    }
    let seconds = grant.expires_in.and_then(|text| text.parse().ok());
    let life = seconds
        .and_then(TimeDelta::try_seconds)
        .unwrap_or(DEFAULT_LIFE);
    Ok(Granted {
        token: SecretString::from(token),
        life,
    })
}
