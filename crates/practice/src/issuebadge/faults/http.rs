//! The switches over HTTP, for a practice office in a process of its own.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{delete, get, patch, post},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Faults, FieldChange, IssuedBadge, PlannedFault, Switches};

pub(super) fn routes(faults: &Faults) -> Router {
    Router::new()
        .route("/practice/faults", get(waiting).post(plan).delete(clear))
        .route("/practice/issues", get(issued))
        .route("/practice/switches", get(switches).patch(switch))
        .route("/practice/clock", post(advance))
        .route("/practice/key", delete(revoke_key).post(restore_key))
        .route("/practice/badges/{id}", delete(delete_badge))
        .route(
            "/practice/badges/{id}/fields/{name}",
            patch(change_field).delete(delete_field),
        )
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

async fn issued(State(faults): State<Faults>) -> Json<Vec<IssuedBadge>> {
    Json(faults.issued())
}

async fn switches(State(faults): State<Faults>) -> Json<Switches> {
    Json(faults.switches())
}

/// Takes some of the switches; the others stay.
async fn switch(State(faults): State<Faults>, Json(changed): Json<Map<String, Value>>) -> Response {
    let mut all = json!(faults.switches());
    if let Value::Object(members) = &mut all {
        members.extend(changed);
    }
    match serde_json::from_value(all) {
        Ok(switches) => {
            faults.set_switches(switches);
            Json(faults.switches()).into_response()
        }
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).into_response(),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Advance {
    advance_seconds: u64,
}

async fn advance(State(faults): State<Faults>, Json(by): Json<Advance>) -> StatusCode {
    faults.advance(Duration::from_secs(by.advance_seconds));
    StatusCode::NO_CONTENT
}

async fn revoke_key(State(faults): State<Faults>) -> StatusCode {
    faults.revoke_key();
    StatusCode::NO_CONTENT
}

async fn restore_key(State(faults): State<Faults>) -> StatusCode {
    faults.restore_key();
    StatusCode::NO_CONTENT
}

async fn delete_badge(State(faults): State<Faults>, Path(id): Path<String>) -> StatusCode {
    done(faults.delete_badge(&id))
}

async fn change_field(
    State(faults): State<Faults>,
    Path((badge, name)): Path<(String, String)>,
    Json(change): Json<FieldChange>,
) -> StatusCode {
    done(faults.change_field(&badge, &name, change))
}

async fn delete_field(
    State(faults): State<Faults>,
    Path((badge, name)): Path<(String, String)>,
) -> StatusCode {
    done(faults.delete_field(&badge, &name))
}

fn done(found: bool) -> StatusCode {
    if found {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}
