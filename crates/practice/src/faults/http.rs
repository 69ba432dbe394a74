//! The switches over HTTP, for a practice office in a process of its own.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{delete, get, post},
};
use serde::Deserialize;

use super::{Faults, PlannedFault};
use crate::OrderRecord;

pub(super) fn routes(faults: &Faults) -> Router {
    Router::new()
        .route("/practice/faults", get(waiting).post(plan).delete(clear))
        .route("/practice/orders", get(orders))
        .route("/practice/tokens", get(tokens))
        .route("/practice/clock", post(advance))
        .route("/practice/expire-tokens", post(expire_tokens))
        .route("/practice/templates/{id}", delete(delete_template))
        .with_state(faults.clone())
}

async fn waiting(State(faults): State<Faults>) -> Json<Vec<PlannedFault>> {
    Json(faults.waiting())
}

async fn plan(State(faults): State<Faults>, Json(plan): Json<PlannedFault>) -> StatusCode {
    faults.fail_next(plan.calls, plan.count, plan.fault);
    StatusCode::NO_CONTENT
}

async fn clear(State(faults): State<Faults>) -> StatusCode {
    faults.clear();
    StatusCode::NO_CONTENT
}

async fn orders(State(faults): State<Faults>) -> Json<Vec<OrderRecord>> {
    Json(faults.orders())
}

async fn tokens(State(faults): State<Faults>) -> Json<Vec<String>> {
    Json(faults.tokens())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Advance {
    /// Negative to put the clock back.
    advance_seconds: i64,
}

async fn advance(State(faults): State<Faults>, Json(by): Json<Advance>) -> StatusCode {
    let seconds = Duration::from_secs(by.advance_seconds.unsigned_abs());
    if by.advance_seconds < 0 {
        faults.put_back(seconds);
    } else {
        faults.advance(seconds);
    }
    StatusCode::NO_CONTENT
}

async fn expire_tokens(State(faults): State<Faults>) -> StatusCode {
    faults.expire_tokens();
    StatusCode::NO_CONTENT
}

async fn delete_template(State(faults): State<Faults>, Path(id): Path<String>) -> StatusCode {
    if faults.delete_template(&id) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}
