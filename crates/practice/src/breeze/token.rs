//! `POST /oauth/token`: client credentials for an opaque token.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde_json::json;

use super::{Breeze, endpoint::is_json, held, random};

/// A token's life in seconds, from Breeze's guide to authentication.
const LIFE: i64 = 3600;

/// The tokens that were given out, each with the time of its end.
#[derive(Default)]
pub(super) struct Tokens(HashMap<String, DateTime<Utc>>);

impl Tokens {
    fn give(&mut self, token: String, now: DateTime<Utc>) {
        self.0.retain(|_, ends| *ends > now);
        self.0.insert(token, now + Duration::seconds(LIFE));
    }

    /// Whether this token was given out and has not ended.
    pub(super) fn holds(&self, token: &str, now: DateTime<Utc>) -> bool {
        self.0.get(token).is_some_and(|ends| *ends > now)
    }

    #[cfg(feature = "faults")]
    pub(super) fn given(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    #[cfg(feature = "faults")]
    pub(super) fn expire(&mut self) {
        self.0.clear();
    }
}

pub(super) fn routes(breeze: Arc<Breeze>) -> Router {
    Router::new()
        .route("/oauth/token", post(token))
        .with_state(breeze)
}

#[derive(Deserialize)]
struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// The documented errors of this endpoint.
enum Refused {
    Malformed,
    Missing(&'static str),
    GrantType,
    Client,
    TooMany { seconds: i64 },
}

async fn token(State(breeze): State<Arc<Breeze>>, headers: HeaderMap, body: Bytes) -> Response {
    match breeze.grant(is_json(&headers), &body, breeze.now()) {
        Ok(token) => Json(json!({
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": LIFE,
        }))
        .into_response(),
        Err(refused) => refused.into_response(),
    }
}

impl Breeze {
    fn grant(&self, json: bool, body: &[u8], now: DateTime<Utc>) -> Result<String, Refused> {
        let request = serde_json::from_slice::<TokenRequest>(body)
            .ok()
            .filter(|_| json);
        let request = request.ok_or(Refused::Malformed)?;
        let grant_type = request.grant_type.ok_or(Refused::Missing("grant_type"))?;
        let id = request.client_id.ok_or(Refused::Missing("client_id"))?;
        let secret = request
            .client_secret
            .ok_or(Refused::Missing("client_secret"))?;
        let standing = held(&self.token_windows).count(id.clone(), now);
        if standing.exceeded {
            return Err(Refused::TooMany {
                seconds: (standing.resets - now).num_seconds(),
            });
        }
        if grant_type != "client_credentials" {
            return Err(Refused::GrantType);
        }
        if id != self.client_id || secret != self.client_secret {
            return Err(Refused::Client);
        }
        let token = random();
        held(&self.tokens).give(token.clone(), now);
        Ok(token)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, error, description) = match self {
            Self::Malformed => (
                StatusCode::BAD_REQUEST,
                "invalid_request",
                "A JSON body is required".to_owned(),
            ),
            Self::Missing(name) => (
                StatusCode::BAD_REQUEST,
                "invalid_request",
                format!("Missing parameter: {name}"),
            ),
            Self::GrantType => (
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "Only client_credentials is supported".to_owned(),
            ),
            Self::Client => (
                StatusCode::UNAUTHORIZED,
                "invalid_client",
                "Invalid client credentials".to_owned(),
            ),
            Self::TooMany { seconds } => (
                StatusCode::TOO_MANY_REQUESTS,
                "too_many_requests",
                too_many(seconds),
            ),
        };
        (
            status,
            Json(json!({ "error": error, "error_description": description })),
        )
            .into_response()
    }
}

/// The documented sentence, with the seconds in its text as there.
pub(crate) fn too_many(seconds: i64) -> String {
    format!(
        "Rate limit exceeded for OAuth token requests. Maximum 100 requests per hour allowed. \
         Try again in {seconds} seconds."
    )
}
