//! Takes calls before the endpoints see them, or their answers before the callers do.

use std::time::Duration;

use axum::{
    Extension, Json,
    body::to_bytes,
    extract::{Query, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use super::super::{issuing, members};
use super::{Calls, Fault, Faults};
use crate::{
    faults::{
        answers::{BAD_GATEWAY, all_of, redirect, truncated},
        reset,
    },
    server::Cut,
};

pub(super) async fn spoil(
    State(faults): State<Faults>,
    Extension(cut): Extension<Cut>,
    request: Request,
    next: Next,
) -> Response {
    let calls = Calls::recognise(request.method(), request.uri().path());
    let Some(fault) = calls.and_then(|calls| faults.planned.take(calls)) else {
        return next.run(request).await;
    };
    match instead(&fault, &cut).await {
        Some(response) => {
            if calls == Some(Calls::Issue) && fails_in_the_service(&fault) {
                faults.office.burn(key_of(request).await.as_deref());
            }
            response
        }
        None => {
            let response = next.run(request).await;
            match fault {
                Fault::ListedLate => without_the_last(response, &faults).await,
                fault => afterwards(fault, &cut, response).await,
            }
        }
    }
}

/// Whether it is the service that fails, and not the way to it or its gate: then it has seen the
/// key.
fn fails_in_the_service(fault: &Fault) -> bool {
    matches!(fault, Fault::InternalError | Fault::Refused { .. })
}

/// The key of an issue that is asked for, by POST or GET.
async fn key_of(request: Request) -> Option<String> {
    let members = match Query::try_from_uri(request.uri()) {
        Ok(Query(query)) if request.method() == Method::GET => members::of_query(query),
        _ => {
            let (head, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.ok()?;
            members::of_json(&head.headers, &body)
        }
    };
    issuing::key_of(&members)
}

/// The answer of a fault that keeps the call from being worked on.
async fn instead(fault: &Fault, cut: &Cut) -> Option<Response> {
    Some(match fault {
        Fault::TooManyRequests { seconds } => too_many(*seconds),
        Fault::Refused {
            status,
            message,
            errors,
        } => refused(*status, message, errors),
        Fault::EmptyUnauthorized => StatusCode::UNAUTHORIZED.into_response(),
        Fault::InternalError => server_error(),
        Fault::HtmlBadGateway => bad_gateway(),
        Fault::ResetBeforeReading => reset(cut).await,
        Fault::Hang => std::future::pending().await,
        Fault::Redirect { to } => redirect(to),
        _ => return None,
    })
}

/// What becomes of the answer of a call that was worked on.
async fn afterwards(fault: Fault, cut: &Cut, response: Response) -> Response {
    match fault {
        Fault::HtmlBadGatewayAfterStoring => bad_gateway(),
        Fault::InternalErrorAfterStoring => server_error(),
        Fault::RefusedAfterStoring { message } => refused(200, &message, &Value::Null),
        Fault::ResetAfterStoring => reset(cut).await,
        Fault::HangAfterStoring => std::future::pending().await,
        Fault::Slow { millis } => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            response
        }
        Fault::Truncated => truncated(response).await,
        Fault::EmptyBody => StatusCode::OK.into_response(),
        Fault::OtherShape => Json(json!({ "result": [{ "ok": 1 }] })).into_response(),
        Fault::WithoutIssueId => changed(response, "IssueId", None).await,
        Fault::PublicUrl { url } => with_address(response, url).await,
        _ => response,
    }
}

fn too_many(seconds: Option<u32>) -> Response {
    let body = Json(json!({ "success": false, "message": "Too Many Attempts." }));
    let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
    if let Some(seconds) = seconds {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn refused(status: u16, message: &str, errors: &Value) -> Response {
    let mut body = json!({ "success": false, "message": message });
    if !errors.is_null() {
        body["errors"] = errors.clone();
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(body)).into_response()
}

fn server_error() -> Response {
    let body = Json(json!({ "message": "Server Error" }));
    (StatusCode::INTERNAL_SERVER_ERROR, body).into_response()
}

fn bad_gateway() -> Response {
    (StatusCode::BAD_GATEWAY, Html(BAD_GATEWAY)).into_response()
}

/// A list as it was before the badge that was issued last.
async fn without_the_last(response: Response, faults: &Faults) -> Response {
    let status = response.status();
    let mut answer: Value = serde_json::from_slice(&all_of(response).await.1).unwrap_or_default();
    let last = faults.issued().pop().map(|badge| badge.issue_id);
    if let Some(Value::Array(rows)) = answer.get_mut("data") {
        rows.retain(|row| row["issue_id"].as_str() != last.as_deref());
    }
    (status, Json(answer)).into_response()
}

/// A badge with another address, or without one: `publicUrl` where it was issued, `public_url`
/// among its data where it is shown.
async fn with_address(response: Response, url: Option<String>) -> Response {
    let status = response.status();
    let mut answer: Value = serde_json::from_slice(&all_of(response).await.1).unwrap_or_default();
    match answer.get_mut("data") {
        Some(data) => change(data, "public_url", url),
        None => change(&mut answer, "publicUrl", url),
    }
    (status, Json(answer)).into_response()
}

/// The answer with another value for a member, or without it.
async fn changed(response: Response, member: &str, value: Option<String>) -> Response {
    let status = response.status();
    let mut answer: Value = serde_json::from_slice(&all_of(response).await.1).unwrap_or_default();
    change(&mut answer, member, value);
    (status, Json(answer)).into_response()
}

fn change(object: &mut Value, member: &str, value: Option<String>) {
    let Value::Object(members) = object else {
        return;
    };
    match value {
        Some(value) => members.insert(member.to_owned(), Value::String(value)),
        None => members.remove(member),
    };
}
