//! Answers as a broken server gives them.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    Json,
    body::{self, Body, Bytes, HttpBody},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use hyper::body::Frame;
use serde_json::{Value, json};

pub(crate) const BAD_GATEWAY: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\
    <body><h1>502 Bad Gateway</h1></body></html>\n";

pub(crate) fn redirect(to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::TEMPORARY_REDIRECT.into_response(),
    }
}

pub(super) fn oauth(error: &str, description: &str) -> Response {
    let status = if error == "invalid_client" {
        StatusCode::UNAUTHORIZED
    } else {
        StatusCode::BAD_REQUEST
    };
    let body = json!({ "error": error, "error_description": description });
    (status, Json(body)).into_response()
}

pub(super) async fn with_error(response: Response) -> Response {
    let mut answer: Value = serde_json::from_slice(&all_of(response).await.1).unwrap_or_default();
    answer["errors"] = json!([{
        "message": "Something else went wrong",
        "extensions": { "code": "INTERNAL_SERVER_ERROR" },
    }]);
    Json(answer).into_response()
}

pub(crate) async fn truncated(response: Response) -> Response {
    let (mut head, whole) = all_of(response).await;
    head.headers
        .insert(header::CONTENT_LENGTH, whole.len().into());
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(
        head,
        Body::new(BrokenOff {
            half: Some(half),
            flushed: false,
        }),
    )
}

pub(crate) async fn all_of(response: Response) -> (axum::http::response::Parts, Bytes) {
    let (head, body) = response.into_parts();
    (
        head,
        body::to_bytes(body, usize::MAX).await.unwrap_or_default(),
    )
}

/// Half a body, and then an error that makes the server drop the connection.
struct BrokenOff {
    half: Option<Bytes>,
    flushed: bool,
}

impl HttpBody for BrokenOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.flushed {
            // The server sends what it has when it has to wait; an error at once would drop it.
            self.flushed = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(std::io::ErrorKind::BrokenPipe.into())))
    }
}
