//! An order's request as the ledger keeps it: everything to send it (again), pictures apart.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::NaiveDate;
use issuing::{CredentialOrder, FieldName, Image, TemplateId, TenantId, Value};
use ledger::{Ledger, OrderId};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::boundary::Code;
use crate::error::DeskError;

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
pub(crate) struct StoredRequest {
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

impl StoredRequest {
    pub fn of(request: &CredentialOrder) -> StoredRequest {
        let values = request
            .values
            .iter()
            .map(|(name, value)| (name.clone(), field(value)));
        StoredRequest {
            template: request.template.clone(),
            tenant: request.tenant.clone(),
            values: values.collect(),
            external_id: request.external_id.clone(),
            order_reference: request.order_reference.clone(),
            object_id: request.object_id.clone(),
            user_id: request.user_id.clone(),
            quantity: request.quantity,
            image_prefix: request.image_prefix,
        }
    }

    pub fn to_json(&self) -> Result<String, DeskError> {
        serde_json::to_string(self).map_err(|_| unreadable())
    }

    fn read(json: &str) -> Result<StoredRequest, DeskError> {
        serde_json::from_str(json).map_err(|_| unreadable())
    }

    /// The pictures that are sent by their addresses, by field.
    pub fn addresses(json: &str) -> Result<BTreeMap<String, Url>, DeskError> {
        let values = StoredRequest::read(json)?.values.into_iter();
        let addresses = values.filter_map(|(name, field)| match field {
            StoredField::PictureAddress(url) => Some((name.to_string(), url)),
            _ => None,
        });
        Ok(addresses.collect())
    }

    /// The whole request again, with the pictures that the ledger holds.
    pub fn restore(
        ledger: &Ledger,
        order: OrderId,
        json: &str,
    ) -> Result<CredentialOrder, DeskError> {
        let stored = StoredRequest::read(json)?;
        let values = stored.values.into_iter().map(|(name, field)| {
            let value = value(ledger, order, &name, field)?;
            Ok((name, value))
        });
        Ok(CredentialOrder {
            values: values.collect::<Result<_, DeskError>>()?,
            template: stored.template,
            tenant: stored.tenant,
            external_id: stored.external_id,
            order_reference: stored.order_reference,
            object_id: stored.object_id,
            user_id: stored.user_id,
            quantity: stored.quantity,
            image_prefix: stored.image_prefix,
        })
    }
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
            let jpeg = ledger.picture(order, name.as_str())?;
            Value::Image(Image::Jpeg(Bytes::from(jpeg)))
        }
    })
}

/// Without the words of the parser: they quote what they could not read, and that is personal.
fn unreadable() -> DeskError {
    DeskError::named(Code::LedgerFailed, "request")
}
