//! The API key, and who may pass with which.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    Json,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use uuid::Uuid;

use super::{Answer, IssueBadge, Shared, members, refusal::Refusal};
use crate::held::held;

/// The number before the pipe, as in the vendor's samples.
const NUMBER: u32 = 158;

pub(super) struct Key {
    text: String,
    revoked: AtomicBool,
}

impl Key {
    /// A key of the documented form that nobody can guess.
    pub(super) fn random() -> Self {
        let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        Self {
            text: format!("{NUMBER}|{}", &token[..48]),
            revoked: AtomicBool::new(false),
        }
    }

    /// The key of an office that was open before.
    #[cfg(feature = "faults")]
    pub(super) fn known(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            revoked: AtomicBool::new(false),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    #[cfg(feature = "faults")]
    pub(super) fn revoke(&self, revoked: bool) {
        self.revoked.store(revoked, Ordering::SeqCst);
    }

    fn opens(&self, key: &str) -> bool {
        key == self.text && !self.revoked.load(Ordering::SeqCst)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// Lets those pass that bring the key as their bearer token.
pub(super) async fn require(
    State(office): Shared,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let known = bearer(request.headers()).is_some_and(|key| office.key.opens(key));
    if known {
        Ok(next.run(request).await)
    } else {
        Err(office.unauthorized("Unauthenticated."))
    }
}

/// `POST /validate-key`: the vendor's clients send no body, or the key once more.
pub(super) async fn validate(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let in_body = members.get("api_key").and_then(|key| key.as_str());
    let mut given = [bearer(&headers), in_body].into_iter().flatten().peekable();
    if given.peek().is_none() || !given.all(|key| office.key.opens(key)) {
        return Err(office.unauthorized("Invalid API key"));
    }
    let user = held(&office.catalogue).user().clone();
    let answer = json!({
        "success": true,
        "message": "API key is valid",
        "token_type": "Sanctum",
        "user": user,
    });
    Ok(Json(answer).into_response())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

impl IssueBadge {
    /// The documented answer to a key that is missing, wrong or revoked.
    pub(super) fn unauthorized(self: &Arc<Self>, message: &'static str) -> Refusal {
        Refusal::Unauthorized(self.switches().unauthorized, message)
    }
}
