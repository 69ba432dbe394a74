//! What is sent for an order, with placeholders for what is not shown.

use bytes::Bytes;
use serde_json::Value as Json;

use super::{HIDDEN, KEY, PICTURE, Setting};
use crate::issuebadge;
use crate::picture_url::OwnMachine;
use crate::{
    BadgeOrder, CredentialOrder, IdempotencyKey, Image, IssuingError, OrderRequest, Value,
};
use crate::{FieldName, breeze};

/// A POST request without its header lines.
pub(super) struct Content {
    pub address: String,
    pub body: Json,
}

impl Content {
    pub fn of(order: &OrderRequest, setting: Setting<'_>) -> Result<Self, IssuingError> {
        match order {
            OrderRequest::Credential(order) => credential(order, setting),
            OrderRequest::Badge(order) => badge(order, setting),
        }
    }
}

fn credential(order: &CredentialOrder, setting: Setting<'_>) -> Result<Content, IssuingError> {
    let order = CredentialOrder {
        values: without_pictures(&order.values),
        ..order.clone()
    };
    let mut body: Json = serde_json::from_slice(&breeze::order::body(&order)?)
        .map_err(|_| IssuingError::InvalidRequest)?;
    let entries = body
        .pointer_mut("/variables/credential/data")
        .and_then(Json::as_array_mut);
    for entry in entries
        .into_iter()
        .flatten()
        .filter_map(Json::as_object_mut)
    {
        let name = entry
            .get("data_field")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let hidden = setting.hidden.iter().any(|field| field.as_str() == name);
        for (key, value) in entry.iter_mut().filter(|(key, _)| *key != "data_field") {
            if key == "base64_value" {
                *value = format!("{}{PICTURE}", value.as_str().unwrap_or_default()).into();
            } else if hidden {
                *value = HIDDEN.into();
            }
        }
    }
    Ok(Content {
        address: setting.base_url.endpoint("graphql"),
        body,
    })
}

fn badge(order: &BadgeOrder, setting: Setting<'_>) -> Result<Content, IssuingError> {
    let order = BadgeOrder {
        metadata: without_pictures(&order.metadata),
        ..keyless(order)?
    };
    let body = issuebadge::order::body(&order, OwnMachine::Allowed)?;
    let mut body = serde_json::to_value(body).map_err(|_| IssuingError::InvalidRequest)?;
    for member in setting.hidden_members {
        if let Some(shown) = body.get_mut(member.name()) {
            *shown = HIDDEN.into();
        }
    }
    for (name, value) in &order.metadata {
        let Some(shown) = body
            .get_mut("metadata")
            .and_then(|all| all.get_mut(name.as_str()))
        else {
            continue;
        };
        if let Value::Image(Image::Jpeg(_)) = value {
            *shown = format!("{}{PICTURE}", shown.as_str().unwrap_or_default()).into();
        } else if setting.hidden.contains(name) {
            *shown = HIDDEN.into();
        }
    }
    let root = issuebadge::with_prefix(setting.base_url)?;
    Ok(Content {
        address: root.endpoint("issue/create"),
        body,
    })
}

/// The order with a placeholder for its key: an order that is made again is another one.
pub(super) fn keyless(order: &BadgeOrder) -> Result<BadgeOrder, IssuingError> {
    Ok(BadgeOrder {
        idempotency_key: IdempotencyKey::new(KEY)?,
        ..order.clone()
    })
}

/// Pictures of no bytes are written as the mere beginning of one.
fn without_pictures(values: &[(FieldName, Value)]) -> Vec<(FieldName, Value)> {
    let empty = |value: &Value| match value {
        Value::Image(Image::Jpeg(_)) => Value::Image(Image::Jpeg(Bytes::new())),
        other => other.clone(),
    };
    values
        .iter()
        .map(|(name, value)| (name.clone(), empty(value)))
        .collect()
}
