//! `POST /graphql`: the rate limit, the token, then the schema.

use std::sync::Arc;

use async_graphql::Request as Operation;
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    Breeze, held,
    limit::Standing,
    refusal::Refusal,
    schema::{self, Schema},
};
use crate::{ErrorStatus, server::Caller};

/// The documented text, which is not JSON.
pub(crate) const TOO_MANY: &str = "Too many requests from this IP, please try again later";

/// The largest body: several pictures of a modern camera in base64. Breeze documents none.
const LARGEST_BODY: usize = 128 * 1024 * 1024;

#[derive(Clone)]
struct Endpoint {
    breeze: Arc<Breeze>,
    schema: Schema,
}

pub(super) fn routes(breeze: Arc<Breeze>) -> Router {
    let limit = from_fn_with_state(Arc::clone(&breeze), limit);
    let endpoint = Endpoint {
        schema: schema::build(Arc::clone(&breeze)),
        breeze,
    };
    Router::new()
        .route("/graphql", post(graphql))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(limit)
        .with_state(endpoint)
}

async fn limit(
    State(breeze): State<Arc<Breeze>>,
    Extension(Caller(address)): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let standing = held(&breeze.call_windows).count(address, breeze.now());
    let mut response = if standing.exceeded {
        (StatusCode::TOO_MANY_REQUESTS, TOO_MANY).into_response()
    } else {
        next.run(request).await
    };
    show(&standing, response.headers_mut());
    response
}

fn show(standing: &Standing, headers: &mut HeaderMap) {
    headers.insert("X-RateLimit-Limit", standing.limit.into());
    headers.insert("X-RateLimit-Remaining", standing.remaining.into());
    headers.insert("X-RateLimit-Reset", standing.resets.timestamp().into());
}

async fn graphql(State(endpoint): State<Endpoint>, headers: HeaderMap, body: Bytes) -> Response {
    let Endpoint { breeze, schema } = endpoint;
    let now = breeze.now();
    if !breeze.knows(&headers, now) {
        return unauthenticated(&breeze);
    }
    let Some(operation) = parse(&headers, &body) else {
        let problem = error_body("BAD_REQUEST", "The body is not a GraphQL request in JSON");
        return (StatusCode::BAD_REQUEST, Json(problem)).into_response();
    };
    let mut answer = schema.execute(operation.data(now)).await;
    for error in &mut answer.errors {
        // Resolvers give every error its code, so this one came from the validation before them.
        let members = error.extensions.get_or_insert_default();
        if members.get("code").is_none() {
            members.set("code", "GRAPHQL_VALIDATION_FAILED");
        }
    }
    let code = answer
        .errors
        .first()
        .and_then(|error| error.extensions.as_ref()?.get("code"));
    let status = breeze.status(code);
    (status, Json(answer)).into_response()
}

fn parse(headers: &HeaderMap, body: &[u8]) -> Option<Operation> {
    serde_json::from_slice(body)
        .ok()
        .filter(|_| is_json(headers))
}

/// Whether the body is said to be JSON, as documented for both endpoints.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

impl Breeze {
    fn knows(&self, headers: &HeaderMap, now: DateTime<Utc>) -> bool {
        let bearer = headers.get(header::AUTHORIZATION).map(HeaderValue::to_str);
        let token = bearer
            .and_then(Result::ok)
            .and_then(|value| value.strip_prefix("Bearer "));
        token.is_some_and(|token| held(&self.tokens).holds(token, now))
    }

    fn status(&self, code: Option<&async_graphql::Value>) -> StatusCode {
        let code = match code {
            Some(async_graphql::Value::String(code)) => code.as_str(),
            _ => return StatusCode::OK,
        };
        match (self.undocumented.error_status, code) {
            (ErrorStatus::AlwaysOk, _) => StatusCode::OK,
            (_, "UNAUTHENTICATED") => StatusCode::UNAUTHORIZED,
            (ErrorStatus::UnauthorizedOnly, _) => StatusCode::OK,
            (ErrorStatus::ByCode, "FORBIDDEN") => StatusCode::FORBIDDEN,
            (ErrorStatus::ByCode, "NOT_FOUND") => StatusCode::NOT_FOUND,
            (ErrorStatus::ByCode, "INTERNAL_SERVER_ERROR") => StatusCode::INTERNAL_SERVER_ERROR,
            (ErrorStatus::ByCode, _) => StatusCode::BAD_REQUEST,
        }
    }
}

/// The documented answer to a token that is missing, made up or expired.
pub(crate) fn unauthenticated(breeze: &Breeze) -> Response {
    let status = breeze.status(Some(&Refusal::Token.code().into()));
    let mut body = error_body(Refusal::Token.code(), &Refusal::Token.to_string());
    if let Value::Object(members) = &mut body {
        // The documented sample of this error has no `data`.
        members.remove("data");
    }
    (status, Json(body)).into_response()
}

/// An answer of the documented shape with one error.
pub(crate) fn error_body(code: &str, message: &str) -> Value {
    json!({ "errors": [{ "message": message, "extensions": { "code": code } }], "data": null })
}
