//! `/badge/…`: the templates.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{FromRequest as _, Path, Query, Request, State},
    http::StatusCode,
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Answer, IssueBadge, Shared,
    catalogue::{Badge, CustomField, FieldKind},
    expiry::ExpiryRule,
    input::Input,
    issued::random_id,
    members::{self, Members},
    refusal::{Missing, Refusal},
    shapes,
};
use crate::held::held;

/// The most templates that are listed; nothing says how to get at more.
const MOST_LISTED: usize = 100;
/// Characters of a template's name and of its organisation's, from the vendor's API description.
const LONGEST_NAME: usize = 200;
/// Characters of a template's idempotency key, from the same place.
const LONGEST_KEY: usize = 80;

/// `GET /badge/getall`.
pub(super) async fn all(
    State(office): Shared,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let query = members::of_query(query);
    let mut input = Input::new(&query);
    let limit = input.count("limit", 1..=MOST_LISTED);
    input.done()?;
    let list_id = office.switches().list_id;
    let catalogue = held(&office.catalogue);
    let rows = catalogue.badges().iter().map(|badge| {
        let organization = catalogue.organization_name(&badge.organization);
        shapes::listed_badge(badge, &organization, list_id)
    });
    let data: Value = rows.take(limit.unwrap_or(MOST_LISTED)).collect();
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `GET /badge/{id}`.
pub(super) async fn one(State(office): Shared, Path(id): Path<String>) -> Answer {
    let catalogue = held(&office.catalogue);
    let badge = catalogue
        .badge(&id)
        .ok_or_else(|| office.unknown(Missing::Badge))?;
    let organization = catalogue.organization_name(&badge.organization);
    let data = shapes::badge(&badge, &organization, office.switches());
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `POST /badge/create`: a form in parts, or JSON as the Python SDK sends it.
pub(super) async fn create(State(office): Shared, request: Request) -> Answer {
    let headers = request.headers().clone();
    let members = if members::is_form(&headers) {
        members::of_form(request).await
    } else {
        let body = axum::body::Bytes::from_request(request, &()).await;
        members::of_json(&headers, &body.unwrap_or_default())
    };
    let (badge_id, organization_id) = office.create_badge(&members)?;
    let answer = json!({
        "success": true, "badgeId": badge_id, "organizationId": organization_id,
    });
    Ok((StatusCode::ACCEPTED, Json(answer)).into_response())
}

/// A field as it is described on creation; there is no image among the types then.
#[derive(Deserialize)]
struct NewField {
    name: String,
    #[serde(rename = "type")]
    kind: FieldKind,
    #[serde(default)]
    required: bool,
}

impl From<NewField> for CustomField {
    fn from(field: NewField) -> Self {
        Self {
            label: field.name.clone(),
            name: field.name,
            kind: field.kind,
            required: field.required,
        }
    }
}

impl IssueBadge {
    fn create_badge(self: &Arc<Self>, members: &Members) -> Result<(String, String), Refusal> {
        let mut input = Input::new(members);
        let name = input.short_text("name", LONGEST_NAME);
        let name = input.required("name", name);
        let description = input.text("description").unwrap_or_default();
        let organization = input.short_text("issuing_organization_name", LONGEST_NAME);
        input.short_text("idempotency_key", LONGEST_KEY);
        let expires = input.date("expire_date");
        let fields = new_fields(&mut input, members);
        input.done()?;
        let mut catalogue = held(&self.catalogue);
        let organization = match organization {
            Some(name) => catalogue.organization_of_name(&name, random_id()),
            None => catalogue.first_organization(),
        };
        let id = random_id();
        catalogue.add_badge(Badge {
            id: id.clone(),
            name,
            description,
            organization: organization.clone(),
            created: self.now().date_naive(),
            expiry: expires.map_or(ExpiryRule::Never, |date| ExpiryRule::On { date }),
            certificate: false,
            skills: Vec::new(),
            fields,
        });
        Ok((id, organization))
    }
}

/// The custom fields: JSON as text in a form, or an array in JSON.
fn new_fields(input: &mut Input<'_>, members: &Members) -> Vec<CustomField> {
    let fields = match members.get("custom_fields") {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::String(text)) => serde_json::from_str::<Vec<NewField>>(text),
        Some(value) => Vec::<NewField>::deserialize(value),
    };
    match fields {
        Ok(fields) => fields.into_iter().map(CustomField::from).collect(),
        Err(_) => {
            input.problem::<()>("custom_fields", "must be a list of {name, type, required}.");
            Vec::new()
        }
    }
}
