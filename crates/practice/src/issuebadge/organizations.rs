//! `/organization/…`: the issuing organisations.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use serde_json::json;

use super::{Answer, Shared, catalogue::Organization, input::Input, issued::random_id, members};
use crate::held::held;

/// `POST /organization/getall`; it is a POST indeed.
pub(super) async fn all(State(office): Shared) -> Answer {
    let catalogue = held(&office.catalogue);
    let data = catalogue.organizations();
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `POST /organization/create`.
pub(super) async fn create(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let name = input.text("name");
    let organization = Organization {
        id: random_id(),
        name: input.required("name", name),
        description: input.text("description").unwrap_or_default(),
    };
    input.done()?;
    let answer = json!({ "success": true, "organizationId": organization.id });
    held(&office.catalogue).add_organization(organization);
    Ok((StatusCode::ACCEPTED, Json(answer)).into_response())
}
