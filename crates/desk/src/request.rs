//! An order's request as the ledger keeps it: everything to send it (again), pictures apart.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::NaiveDate;
use issuing::{
    BadgeOrder, CredentialOrder, Email, FieldName, IdempotencyKey, Image, OrderRequest,
    RecipientName, TemplateId, TenantId, Value,
};
use ledger::{Ledger, OrderId};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::boundary::{Code, MoreInput};
use crate::error::DeskError;
use crate::problems::of_one_order;

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
enum StoredField {
    Text(String),
    Number(serde_json::Number),
    Boolean(bool),
    Date(NaiveDate),
    /// The ledger's own picture of this field.
    Picture,
    PictureAddress(Url),
}

/// The request without the bytes of its pictures.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum StoredRequest {
    Badge(StoredBadge),
    Credential(StoredCredential),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct StoredCredential {
    template: TemplateId,
    tenant: TenantId,
    values: Vec<(FieldName, StoredField)>,
    external_id: Option<String>,
    order_reference: Option<String>,
    object_id: Option<String>,
    user_id: Option<String>,
    quantity: Option<u32>,
    image_prefix: bool,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct StoredBadge {
    badge: TemplateId,
    recipient: RecipientName,
    email: Option<Email>,
    phone: Option<String>,
    expire_date: Option<NaiveDate>,
    issue_date: Option<NaiveDate>,
    memo: Option<String>,
    metadata: Vec<(FieldName, StoredField)>,
    idempotency_key: IdempotencyKey,
}

impl From<&OrderRequest> for StoredRequest {
    fn from(request: &OrderRequest) -> StoredRequest {
        match request.clone() {
            OrderRequest::Credential(order) => StoredRequest::Credential(StoredCredential {
                values: fields(&order.values),
                template: order.template,
                tenant: order.tenant,
                external_id: order.external_id,
                order_reference: order.order_reference,
                object_id: order.object_id,
                user_id: order.user_id,
                quantity: order.quantity,
                image_prefix: order.image_prefix,
            }),
            OrderRequest::Badge(order) => StoredRequest::Badge(StoredBadge {
                metadata: fields(&order.metadata),
                badge: order.badge,
                recipient: order.recipient,
                email: order.email,
                phone: order.phone,
                expire_date: order.expire_date,
                issue_date: order.issue_date,
                memo: order.memo,
                idempotency_key: order.idempotency_key,
            }),
        }
    }
}

impl StoredRequest {
    pub fn to_json(&self) -> Result<String, DeskError> {
        serde_json::to_string(self).map_err(|_| unreadable())
    }

    fn read(json: &str) -> Result<StoredRequest, DeskError> {
        serde_json::from_str(json).map_err(|_| unreadable())
    }

    fn fields(self) -> Vec<(FieldName, StoredField)> {
        match self {
            StoredRequest::Credential(order) => order.values,
            StoredRequest::Badge(order) => order.metadata,
        }
    }

    /// The pictures that are sent by their addresses, by field.
    pub fn addresses(json: &str) -> Result<BTreeMap<String, Url>, DeskError> {
        let fields = StoredRequest::read(json)?.fields().into_iter();
        let addresses = fields.filter_map(|(name, field)| match field {
            StoredField::PictureAddress(url) => Some((name.to_string(), url)),
            _ => None,
        });
        Ok(addresses.collect())
    }

    /// What stood under "More", but for the office's own identifier.
    pub fn more(json: &str) -> Result<MoreInput, DeskError> {
        Ok(match StoredRequest::read(json)? {
            StoredRequest::Badge(_) => MoreInput::default(),
            StoredRequest::Credential(order) => MoreInput {
                external_id: String::new(),
                order_reference: order.order_reference.unwrap_or_default(),
                object_id: order.object_id.unwrap_or_default(),
                user_id: order.user_id.unwrap_or_default(),
                quantity: order.quantity.map(|it| it.to_string()).unwrap_or_default(),
                tenant: order.tenant.to_string(),
            },
        })
    }

    /// The whole request again, with the pictures that the ledger holds.
    pub fn restore(ledger: &Ledger, order: OrderId, json: &str) -> Result<OrderRequest, DeskError> {
        Ok(match StoredRequest::read(json)? {
            StoredRequest::Credential(stored) => OrderRequest::from(CredentialOrder {
                values: values(ledger, order, stored.values)?,
                template: stored.template,
                tenant: stored.tenant,
                external_id: stored.external_id,
                order_reference: stored.order_reference,
                object_id: stored.object_id,
                user_id: stored.user_id,
                quantity: stored.quantity,
                image_prefix: stored.image_prefix,
            }),
            StoredRequest::Badge(stored) => OrderRequest::from(BadgeOrder {
                metadata: values(ledger, order, stored.metadata)?,
                badge: stored.badge,
                recipient: stored.recipient,
                email: stored.email,
                phone: stored.phone,
                expire_date: stored.expire_date,
                issue_date: stored.issue_date,
                memo: stored.memo,
                idempotency_key: stored.idempotency_key,
            }),
        })
    }
}

fn fields(values: &[(FieldName, Value)]) -> Vec<(FieldName, StoredField)> {
    let stored = values.iter();
    stored
        .map(|(name, value)| (name.clone(), field(value)))
        .collect()
}

fn values(
    ledger: &Ledger,
    order: OrderId,
    fields: Vec<(FieldName, StoredField)>,
) -> Result<Vec<(FieldName, Value)>, DeskError> {
    let restored = fields.into_iter().map(|(name, field)| {
        let value = value(ledger, order, &name, field)?;
        Ok((name, value))
    });
    restored.collect()
}

fn field(value: &Value) -> StoredField {
    match value {
        Value::Text(text) => StoredField::Text(text.clone()),
        Value::Number(number) => StoredField::Number(number.clone()),
        Value::Boolean(yes) => StoredField::Boolean(*yes),
        Value::Date(date) => StoredField::Date(*date),
        Value::Image(Image::Jpeg(_)) => StoredField::Picture,
        Value::Image(Image::Url(url)) => StoredField::PictureAddress(url.clone()),
    }
}

fn value(
    ledger: &Ledger,
    order: OrderId,
    name: &FieldName,
    field: StoredField,
) -> Result<Value, DeskError> {
    Ok(match field {
        StoredField::Text(text) => Value::Text(text),
        StoredField::Number(number) => Value::Number(number),
        StoredField::Boolean(yes) => Value::Boolean(yes),
        StoredField::Date(date) => Value::Date(date),
        StoredField::PictureAddress(url) => Value::Image(Image::Url(url)),
        StoredField::Picture => {
            let picture = ledger.picture(order, name.as_str());
            let jpeg = picture.map_err(of_one_order)?;
            Value::Image(Image::Jpeg(Bytes::from(jpeg)))
        }
    })
}

/// Without the words of the parser: they quote what they could not read, and that is personal.
fn unreadable() -> DeskError {
    DeskError::named(Code::LedgerFailed, "request")
}
