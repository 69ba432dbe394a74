//! Takes calls before the endpoints see them, or their answers before the callers do.

use std::time::Duration;

use axum::{
    Extension, Json,
    body::{self, Body},
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Calls, Fault, Faults,
    answers::{BAD_GATEWAY, oauth, redirect, truncated, with_error},
};
use crate::{breeze, server::Cut};

pub(super) async fn spoil(
    State(faults): State<Faults>,
    Extension(cut): Extension<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let (calls, request) = match faults.recognise(request).await {
        Ok(recognised) => recognised,
        Err(response) => return response,
    };
    let mut clears = faults.planned.clears();
    match calls.and_then(|calls| faults.planned.take(calls).map(|fault| (calls, fault))) {
        None => next.run(request).await,
        Some((calls, fault)) => match faults.instead(calls, &fault, &cut).await {
            Some(response) => response,
            None => {
                let response = next.run(request).await;
                if fault == Fault::Held {
                    // The sender lives as long as the faults do.
                    drop(clears.changed().await);
                }
                faults.afterwards(&fault, &cut, response).await
            }
        },
    }
}

impl Faults {
    /// Which planned faults may meet this call. The body is read only if one waits for orders.
    async fn recognise(&self, request: Request) -> Result<(Option<Calls>, Request), Response> {
        match request.uri().path() {
            "/oauth/token" => return Ok((Some(Calls::Token), request)),
            "/graphql" => {}
            _ => return Ok((None, request)),
        }
        if !self.waiting().iter().any(|plan| plan.calls == Calls::Order) {
            return Ok((Some(Calls::Graphql), request));
        }
        let (head, body) = request.into_parts();
        let read = body::to_bytes(body, usize::MAX).await;
        let bytes = read.map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
        let calls = if is_order(&bytes) {
            Calls::Order
        } else {
            Calls::Graphql
        };
        Ok((Some(calls), Request::from_parts(head, Body::from(bytes))))
    }

    /// The answer of a fault that keeps the call from being worked on.
    async fn instead(&self, calls: Calls, fault: &Fault, cut: &Cut) -> Option<Response> {
        Some(match fault {
            Fault::TooManyRequests { seconds } => self.too_many(calls, *seconds),
            Fault::InternalError => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
            }
            Fault::HtmlBadGateway => (StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response(),
            Fault::ResetBeforeReading => reset(cut).await,
            Fault::Hang => std::future::pending().await,
            Fault::ExpiredToken if calls != Calls::Token => breeze::unauthenticated(&self.breeze),
            Fault::Redirect { to } => redirect(to),
            Fault::ErrorCode { code, message } if calls == Calls::Token => oauth(code, message),
            Fault::ErrorCode { code, message } => {
                Json(breeze::error_body(code, message)).into_response()
            }
            Fault::InvalidClient => oauth("invalid_client", "The client secret has expired"),
            _ => return None,
        })
    }

    /// What becomes of the answer of a call that was worked on.
    async fn afterwards(&self, fault: &Fault, cut: &Cut, response: Response) -> Response {
        match fault {
            Fault::ResetAfterCommitting => reset(cut).await,
            Fault::Slow { millis } => {
                tokio::time::sleep(Duration::from_millis(*millis)).await;
                response
            }
            Fault::ExpiredToken => {
                self.expire_tokens();
                response
            }
            Fault::EmptyBody => StatusCode::OK.into_response(),
            Fault::OtherShape => Json(json!({ "result": [{ "ok": 1 }] })).into_response(),
            Fault::Truncated => truncated(response).await,
            Fault::PartialSuccess => with_error(response).await,
            _ => response,
        }
    }

    fn too_many(&self, calls: Calls, seconds: Option<u32>) -> Response {
        let status = StatusCode::TOO_MANY_REQUESTS;
        if calls == Calls::Token {
            let description = match seconds {
                Some(seconds) => breeze::too_many_tokens(seconds.into()),
                None => "Rate limit exceeded for OAuth token requests.".to_owned(),
            };
            let body = json!({ "error": "too_many_requests", "error_description": description });
            return (status, Json(body)).into_response();
        }
        let mut response = (status, breeze::TOO_MANY_CALLS).into_response();
        if let Some(seconds) = seconds {
            let resets = self.breeze.now() + chrono::Duration::seconds(seconds.into());
            let headers = response.headers_mut();
            headers.insert("X-RateLimit-Limit", breeze::CALLS_PER_HOUR.into());
            headers.insert("X-RateLimit-Remaining", 0.into());
            headers.insert("X-RateLimit-Reset", resets.timestamp().into());
        }
        response
    }
}

fn is_order(body: &[u8]) -> bool {
    let request: Value = serde_json::from_slice(body).unwrap_or_default();
    request["query"]
        .as_str()
        .is_some_and(|query| query.contains("CredentialOrderV1"))
}

pub(crate) async fn reset(cut: &Cut) -> Response {
    cut.reset();
    // The connection ends this by dropping it.
    std::future::pending().await
}
