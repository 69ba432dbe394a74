//! What `CredentialOrderV1` takes and gives.

use async_graphql::{ID, InputObject, SimpleObject};
use chrono::SecondsFormat;

use crate::breeze::orders::OrderRecord;

/// What is ordered.
#[derive(Debug, Clone, InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(in crate::breeze) struct CredentialOrderInput {
    pub template_id: ID,
    pub data: Vec<Option<CredentialOrderDataFieldInput>>,
    pub external_id: Option<String>,
    pub order_reference: Option<String>,
    pub object_id: Option<ID>,
    pub quantity: Option<i32>,
}

/// The value of one field: exactly one of the keys that end in `_value`.
#[derive(Debug, Clone, Default, InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(in crate::breeze) struct CredentialOrderDataFieldInput {
    pub data_field: String,
    pub string_value: Option<String>,
    pub number_value: Option<f64>,
    pub bool_value: Option<bool>,
    pub date_value: Option<String>,
    // The derived name would be base_64_value.
    #[graphql(name = "base64_value")]
    pub base64_value: Option<String>,
    pub url_value: Option<String>,
}

#[derive(SimpleObject)]
#[graphql(rename_fields = "snake_case")]
pub(in crate::breeze) struct CredentialOrder {
    #[graphql(name = "_id")]
    id: ID,
    credential_number: u64,
    status: String,
    created: String,
}

impl From<OrderRecord> for CredentialOrder {
    fn from(record: OrderRecord) -> Self {
        Self {
            id: record.id.into(),
            credential_number: record.credential_number,
            status: record.status,
            created: record.created.to_rfc3339_opts(SecondsFormat::Millis, true),
        }
    }
}
