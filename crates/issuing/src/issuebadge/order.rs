//! The content of an order, exactly as the documentation shows it.

use std::collections::HashSet;

use bytes::Bytes;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use url::Url;

use super::picture;
use crate::picture_url::OwnMachine;
use crate::{BadgeOrder, BaseUrl, FieldName, IssuingError, Value};

/// How the documentation writes a day.
const DAY: &str = "%Y-%m-%d";

/// The order's members in the documentation's order.
#[derive(Serialize)]
pub(crate) struct Body<'a> {
    badge_id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expire_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<&'a str>,
    idempotency_key: &'a str,
    #[serde(skip_serializing_if = "Map::is_empty")]
    metadata: Map<String, Json>,
}

/// The order as it is sent. Pictures of this machine are for a service that runs on it.
pub(crate) fn body(order: &BadgeOrder, pictures: OwnMachine) -> Result<Body<'_>, IssuingError> {
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.format(DAY).to_string());
    Ok(Body {
        badge_id: order.badge.as_str(),
        name: order.recipient.as_str(),
        email: order.email.as_ref().map(crate::Email::as_str),
        phone: given(order.phone.as_deref()),
        expire_date: day(order.expire_date),
        issue_date: day(order.issue_date),
        memo: given(order.memo.as_deref()),
        idempotency_key: order.idempotency_key.as_str(),
        metadata: metadata(order, pictures)?,
    })
}

/// The order for POST.
pub(super) fn json(order: &BadgeOrder, pictures: OwnMachine) -> Result<Bytes, IssuingError> {
    serde_json::to_vec(&body(order, pictures)?)
        .map(Bytes::from)
        .map_err(|_| IssuingError::InvalidRequest)
}

/// The order for GET: an address that says everything, which is why it can say little.
pub(crate) fn address(order: &BadgeOrder, root: &BaseUrl) -> Result<Url, IssuingError> {
    if !order.metadata.is_empty() {
        return Err(IssuingError::NotByGet);
    }
    let body = body(order, OwnMachine::Refused)?;
    let members = [
        ("badge_id", Some(body.badge_id)),
        ("name", Some(body.name)),
        ("email", body.email),
        ("phone", body.phone),
        ("expire_date", body.expire_date.as_deref()),
        ("issue_date", body.issue_date.as_deref()),
        ("memo", body.memo),
        ("idempotency_key", Some(body.idempotency_key)),
    ];
    let filled = members
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    Url::parse_with_params(&root.endpoint("issue/create"), filled)
        .map_err(|_| IssuingError::InvalidAddress)
}

/// An empty optional text is one that was not given.
fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn metadata(order: &BadgeOrder, own: OwnMachine) -> Result<Map<String, Json>, IssuingError> {
    let mut names = HashSet::new();
    let entries = order.metadata.iter().map(|(name, value)| {
        if !names.insert(name) {
            let field = name.clone();
            return Err(IssuingError::FieldTwice { field });
        }
        Ok((name.to_string(), typed(name, value, own)?))
    });
    entries.collect()
}

fn typed(name: &FieldName, value: &Value, own: OwnMachine) -> Result<Json, IssuingError> {
    Ok(match value {
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(number) => Json::Number(number.clone()),
        Value::Date(day) => Json::from(day.format(DAY).to_string()),
        Value::Image(image) => Json::from(picture::written(name, image, own)?),
        Value::Boolean(_) => {
            let field = name.clone();
            return Err(IssuingError::TypeNotTaken { field });
        }
    })
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
