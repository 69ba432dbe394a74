//! `GET /issue/get`, `/issue/get/{id}` and `/issue/{id}/history`.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde_json::{Value, json};

use super::{
    Answer, Shared,
    input::Input,
    issued::{HistoryEntry, IssuedBadge},
    members,
    paging::Paging,
    refusal::Missing,
    shapes,
    switches::ListOrder,
};
use crate::held::held;

/// The rows of a page unless asked otherwise, from the vendor's command-line client.
const USUAL_PAGE: usize = 10;

/// Which issued badges are asked for.
struct Filter {
    badge_id: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

impl Filter {
    fn takes(&self, issued: &IssuedBadge) -> bool {
        let badge = self.badge_id.as_ref();
        badge.is_none_or(|id| *id == issued.badge_id)
            && contains(Some(&issued.recipient_name), self.name.as_ref())
            && contains(issued.recipient_email.as_ref(), self.email.as_ref())
    }
}

/// A partial match that does not mind capitals.
fn contains(text: Option<&String>, part: Option<&String>) -> bool {
    let Some(part) = part else { return true };
    text.is_some_and(|text| text.to_lowercase().contains(&part.to_lowercase()))
}

/// `GET /issue/get`.
pub(super) async fn list(
    State(office): Shared,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let query = members::of_query(query);
    let mut input = Input::new(&query);
    let filter = Filter {
        badge_id: input.text("badge_id"),
        name: input.text("recipient_name"),
        email: input.text("recipient_email"),
    };
    let paging = Paging::read(&mut input, USUAL_PAGE);
    input.done()?;
    let switches = office.switches();
    let issued = held(&office.issued);
    let mut found: Vec<_> = issued
        .all()
        .iter()
        .filter(|row| filter.takes(row))
        .collect();
    if switches.list_order == ListOrder::NewestFirst {
        found.reverse();
    }
    let data: Value = paging
        .of(&found)
        .map(|row| shapes::listed_issue(row, &office.origin, switches))
        .collect();
    let pagination = paging.told(found.len());
    Ok(Json(json!({ "success": true, "data": data, "pagination": pagination })).into_response())
}

/// `GET /issue/get/{id}`.
pub(super) async fn one(State(office): Shared, Path(id): Path<String>) -> Answer {
    let issued = held(&office.issued);
    let found = issued
        .find(&id)
        .ok_or_else(|| office.unknown(Missing::Issue))?;
    let data = shapes::issued(found, &office.origin, office.switches());
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `GET /issue/{id}/history`.
pub(super) async fn history(State(office): Shared, Path(id): Path<String>) -> Answer {
    let issued = held(&office.issued);
    let found = issued
        .find(&id)
        .ok_or_else(|| office.unknown(Missing::Issue))?;
    let timestamps = office.switches().timestamps;
    let entry = |entry: &HistoryEntry| {
        json!({
            "action": entry.action,
            "changed_by": entry.changed_by,
            "created_at": shapes::point(entry.created_at, timestamps),
        })
    };
    let history: Value = found.history.iter().map(entry).collect();
    let data = json!({ "issue_id": found.issue_id, "history": history });
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}
