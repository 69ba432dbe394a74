//! How templates and issued badges are written, in every shape that a switch knows.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::{
    catalogue::{Badge, CustomField},
    expiry::ExpiryRule,
    issued::IssuedBadge,
    members::Members,
    pictures,
    switches::{ExpiryShape, FieldShape, ListId, StoredImages, Switches, Timestamps},
};

/// A row of `GET /badge/getall`.
pub(super) fn listed_badge(badge: &Badge, organization: &str, list_id: ListId) -> Value {
    let id = match list_id {
        ListId::Id => "id",
        ListId::BadgeId => "badge_id",
    };
    json!({
        id: badge.id,
        "name": badge.name,
        "description": badge.description,
        "organization_name": organization,
        "created_at": badge.created,
    })
}

/// The `data` of `GET /badge/{id}`.
pub(super) fn badge(badge: &Badge, organization: &str, switches: Switches) -> Value {
    let mut shown = listed_badge(badge, organization, ListId::Id);
    shown["custom_fields"] = fields(&badge.fields, switches.field_shape);
    shown["skills"] = json!(badge.skills);
    if let Value::Object(members) = &mut shown {
        members.extend(expiry(badge.expiry, switches.expiry_shape));
    }
    shown
}

fn fields(fields: &[CustomField], shape: FieldShape) -> Value {
    match shape {
        FieldShape::Untold => json!([]),
        FieldShape::ByKey => {
            let entries = fields.iter().map(|field| {
                let entry = json!({
                    "label": field.label, "type": field.kind, "required": field.required,
                });
                (field.name.clone(), entry)
            });
            Value::Object(entries.collect())
        }
        _ => fields
            .iter()
            .enumerate()
            .map(|(place, field)| item(place, field, shape))
            .collect(),
    }
}

fn item(place: usize, field: &CustomField, shape: FieldShape) -> Value {
    let CustomField {
        name,
        label,
        kind,
        required,
    } = field;
    match shape {
        FieldShape::DisplayNames => json!({ "name": label, "type": kind, "required": required }),
        FieldShape::KeyAndLabel => json!({
            "id": place + 1, "key": name, "label": label, "type": kind, "required": required,
        }),
        FieldShape::Prefixed => json!({
            "field_name": name, "field_label": label, "field_type": kind,
            "is_required": u8::from(*required),
        }),
        FieldShape::KeysOnly => json!(name),
        FieldShape::AsCreated | FieldShape::ByKey | FieldShape::Untold => {
            json!({ "name": name, "type": kind, "required": required })
        }
    }
}

fn expiry(rule: ExpiryRule, shape: ExpiryShape) -> Members {
    let (kind, value, unit, date) = match rule {
        ExpiryRule::Never => ("never", None, None, None),
        ExpiryRule::On { date } => ("date", None, None, Some(date)),
        ExpiryRule::After { count, unit } => ("duration", Some(count), Some(unit.word()), None),
    };
    let shown = match shape {
        ExpiryShape::Words => json!({ "expiration_rule": rule.words() }),
        ExpiryShape::Parts => json!({
            "expiration_type": kind, "expiration_value": value, "expiration_unit": unit,
            "expire_date": date,
        }),
        ExpiryShape::Nested if rule == ExpiryRule::Never => json!({ "expiration": null }),
        ExpiryShape::Nested => json!({
            "expiration": { "type": kind, "value": value, "unit": unit, "date": date },
        }),
        ExpiryShape::DateOnly => json!({ "expire_date": date }),
        ExpiryShape::Untold => json!({}),
    };
    shown.as_object().cloned().unwrap_or_default()
}

/// An issued badge, whole.
pub(super) fn issued(issued: &IssuedBadge, origin: &str, switches: Switches) -> Value {
    let metadata = match switches.stored_images {
        StoredImages::AsSent => issued.metadata.clone(),
        StoredImages::AsUrl => pictures::by_address(origin, issued),
    };
    json!({
        "issue_id": issued.issue_id,
        "recipient_name": issued.recipient_name,
        "recipient_email": issued.recipient_email,
        "recipient_phone": issued.recipient_phone,
        "badge_id": issued.badge_id,
        "badge_name": issued.badge_name,
        "organization_name": issued.organization_name,
        "issue_date": issued.issue_date,
        "expire_date": issued.expire_date,
        "serial_number": format!("{:06}", issued.serial_number),
        "memo": issued.memo,
        "public_url": issued.public_url,
        "pdf_url": issued.pdf_url,
        "metadata": Some(metadata).filter(|metadata| !metadata.is_empty()),
        "is_revoked": issued.revocation.is_some(),
        "revocation_reason": issued.revocation.as_ref().map(|revocation| &revocation.reason),
        "created_at": point(issued.created_at, switches.timestamps),
        "updated_at": point(issued.updated_at, switches.timestamps),
    })
}

/// A row of `GET /issue/get`.
pub(super) fn listed_issue(badge: &IssuedBadge, origin: &str, switches: Switches) -> Value {
    let mut shown = issued(badge, origin, switches);
    if let Value::Object(members) = &mut shown
        && switches.rows_hide_revocation
    {
        members.remove("is_revoked");
        members.remove("revocation_reason");
    }
    shown
}

pub(super) fn point(at: DateTime<Utc>, shape: Timestamps) -> String {
    match shape {
        Timestamps::Microseconds => at.to_rfc3339_opts(SecondsFormat::Micros, true),
        Timestamps::Seconds => at.format("%Y-%m-%d %H:%M:%S").to_string(),
        Timestamps::Days => at.format("%Y-%m-%d").to_string(),
    }
}
