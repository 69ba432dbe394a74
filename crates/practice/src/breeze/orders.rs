//! Placing orders, and the log of those that were placed.

use std::{collections::BTreeMap, path::PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Breeze, catalogue::Template, held, numbers::Numbers, refusal::Refusal,
    schema::CredentialOrderInput, values,
};

/// An order as the practice office took it. It lives in memory for the run, and no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderRecord {
    /// The credential's `_id`: 24 hexadecimal digits, as in the documentation's samples.
    pub id: String,
    /// The number given to the credential; with a quantity, to the first of them.
    pub credential_number: u64,
    /// `in_queue`, `requested` or `waiting_for_approval`, by the tenant's flow.
    pub status: String,
    /// When it was placed.
    pub created: DateTime<Utc>,
    /// The tenant it was placed under.
    pub tenant_id: String,
    /// The template's `_id`.
    pub template_id: String,
    /// The template's name.
    pub template_name: String,
    /// The caller's own identifier, if one was sent.
    pub external_id: Option<String>,
    /// The reference for the invoice, if one was sent.
    pub order_reference: Option<String>,
    /// The linked object, if one was sent.
    pub object_id: Option<String>,
    /// The user it was ordered for, if one was sent.
    pub user_id: Option<String>,
    /// How many credentials: 1 unless a batch template was ordered with another quantity.
    pub quantity: u32,
    /// The values by field name.
    pub values: BTreeMap<String, RecordedValue>,
}

/// A value as it was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RecordedValue {
    /// A string, a date as it was written, or an image's URL.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// An image, without its pixels.
    Image {
        /// The usual extension of its format, for example `jpg`.
        format: String,
        /// Pixels across, as stored.
        width: u32,
        /// Pixels down, as stored.
        height: u32,
        /// Bytes after base64 was taken off.
        bytes: usize,
    },
}

/// An order to be placed.
pub(super) struct Placing {
    pub credential: CredentialOrderInput,
    pub tenant_id: Option<String>,
    pub user_id: Option<String>,
    pub now: DateTime<Utc>,
}

/// The placed orders, and the numbers that outlive the run.
pub(super) struct Orders {
    placed: Vec<OrderRecord>,
    numbers: Numbers,
    state: Option<PathBuf>,
}

impl Orders {
    pub(super) fn open(state: Option<PathBuf>) -> Self {
        let numbers = state.as_deref().map(Numbers::load).unwrap_or_default();
        Self {
            placed: Vec::new(),
            numbers,
            state,
        }
    }

    pub(super) fn placed(&self) -> &[OrderRecord] {
        &self.placed
    }

    fn commit(&mut self, quantity: u32, record: impl FnOnce(u64) -> OrderRecord) -> OrderRecord {
        let record = record(self.numbers.take(quantity));
        self.placed.push(record.clone());
        if let Some(path) = &self.state
            && let Err(error) = self.numbers.save(path)
        {
            tracing::warn!(%error, "the practice office's numbers were not saved");
        }
        record
    }
}

impl Breeze {
    /// Judges an order and places it. Takes as long as reading its pictures takes.
    pub(super) fn place(&self, placing: Placing) -> Result<OrderRecord, Refusal> {
        let Placing {
            credential,
            tenant_id,
            user_id,
            now,
        } = placing;
        let (tenant, template) = {
            let catalogue = held(&self.catalogue);
            if let Some(user) = &user_id {
                catalogue.orderable_for(user)?;
            }
            let tenant = catalogue.tenant(tenant_id.as_deref())?.clone();
            let template = catalogue.template(&credential.template_id, &tenant)?;
            (tenant, template)
        };
        let quantity = quantity(&template, credential.quantity)?;
        let entries = credential.data.into_iter().flatten().collect();
        let values = values::judge(&template, entries, self.undocumented.data_uri_prefix)?;
        Ok(
            held(&self.orders).commit(quantity, |credential_number| OrderRecord {
                id: Uuid::new_v4()
                    .simple()
                    .to_string()
                    .chars()
                    .take(24)
                    .collect(),
                credential_number,
                status: tenant.flow.status().to_owned(),
                created: now,
                tenant_id: tenant.id,
                template_id: template.id.clone(),
                template_name: template.name.clone(),
                external_id: credential.external_id,
                order_reference: credential.order_reference,
                object_id: credential.object_id.map(String::from),
                user_id,
                quantity,
                values,
            }),
        )
    }
}

fn quantity(template: &Template, asked: Option<i32>) -> Result<u32, Refusal> {
    match asked {
        None => Ok(1),
        Some(_) if !template.batch => Err(Refusal::QuantityWithoutBatch),
        Some(quantity) => u32::try_from(quantity)
            .ok()
            .filter(|quantity| *quantity > 0)
            .ok_or(Refusal::TooSmall("quantity", 1)),
    }
}
