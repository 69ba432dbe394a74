//! What the service says when it does not do as asked.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    input::Problems,
    switches::{ReusedKey, UnauthorizedShape, UnknownId},
};

/// What was asked for and is not there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Missing {
    Badge,
    Issue,
    QrCode,
}

#[derive(Debug)]
pub(super) enum Refusal {
    Unauthorized(UnauthorizedShape, &'static str),
    Invalid(Problems),
    Missing(Missing, UnknownId),
    UsedKey(ReusedKey),
    AlreadyRevoked,
    NoDesign,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Unauthorized(shape, message) => return unauthorized(shape, message),
            Self::Invalid(problems) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                invalid(&problems.as_json()),
            ),
            Self::Missing(what, status) => (status.status(), failure(what.words())),
            Self::UsedKey(answer) => used_key(answer),
            Self::AlreadyRevoked => (
                StatusCode::CONFLICT,
                failure("This assertion has already been revoked"),
            ),
            Self::NoDesign => (
                StatusCode::NOT_FOUND,
                failure("No certificate design found for this badge"),
            ),
        };
        (status, Json(body)).into_response()
    }
}

impl Missing {
    fn words(self) -> &'static str {
        match self {
            Self::Badge => "Badge not found",
            Self::Issue => "Issued badge not found",
            Self::QrCode => "QR code not found",
        }
    }
}

impl UnknownId {
    fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn unauthorized(shape: UnauthorizedShape, message: &str) -> Response {
    let status = StatusCode::UNAUTHORIZED;
    match shape {
        UnauthorizedShape::Envelope => (status, Json(failure(message))).into_response(),
        UnauthorizedShape::MessageOnly => {
            (status, Json(json!({ "message": message }))).into_response()
        }
        UnauthorizedShape::EmptyBody => status.into_response(),
    }
}

/// The answers to a used key; none of these texts is documented.
fn used_key(answer: ReusedKey) -> (StatusCode, Value) {
    match answer {
        ReusedKey::ReturnsExisting | ReusedKey::Conflict => (
            StatusCode::CONFLICT,
            failure("Duplicate idempotency key: this request has already been processed"),
        ),
        ReusedKey::Unprocessable => {
            let taken = json!({
                "idempotency_key": ["The idempotency key has already been taken."],
            });
            (StatusCode::UNPROCESSABLE_ENTITY, invalid(&taken))
        }
        ReusedKey::BadRequest => (
            StatusCode::BAD_REQUEST,
            failure("This idempotency key has already been used"),
        ),
        ReusedKey::OkFailure => (
            StatusCode::OK,
            failure("A badge was already issued with this idempotency key"),
        ),
    }
}

/// The documented envelope of a failure.
pub(super) fn failure(message: &str) -> Value {
    json!({ "success": false, "message": message })
}

fn invalid(errors: &Value) -> Value {
    json!({ "success": false, "message": "Validation failed", "errors": errors })
}
