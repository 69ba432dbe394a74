//! The schema, with the names of Breeze's reference.

use std::sync::Arc;

use async_graphql::{
    Context, EmptySubscription, Enum, ID, InputObject, Json, Object, Result, SimpleObject,
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{
    Breeze,
    catalogue::{Field, Template},
    held,
    orders::{OrderRecord, Placing},
    paging::{self, Page},
    refusal::Refusal,
};

pub(super) type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

pub(super) fn build(breeze: Arc<Breeze>) -> Schema {
    Schema::build(Query, Mutation, EmptySubscription)
        .data(breeze)
        .finish()
}

pub(super) struct Query;

#[Object]
impl Query {
    /// The user tied to the token.
    #[graphql(name = "Me")]
    async fn me(&self, ctx: &Context<'_>) -> Result<Me> {
        let user = held(&ctx.data::<Arc<Breeze>>()?.catalogue).user.clone();
        Ok(Me {
            id: user.id.into(),
            user_id: user.user_id,
            email: user.email,
        })
    }

    /// The templates of one or more tenants.
    #[graphql(name = "CredentialTemplatesV2")]
    async fn credential_templates_v2(
        &self,
        ctx: &Context<'_>,
        tenant_ids: Vec<ID>,
        credential_template_types: Option<Vec<Option<CredentialTemplateTypes>>>,
        pagination: Option<PaginationOptions>,
    ) -> Result<CredentialTemplatePage> {
        let tenants: Vec<String> = tenant_ids.into_iter().map(String::from).collect();
        let templates = held(&ctx.data::<Arc<Breeze>>()?.catalogue)
            .templates(&tenants)
            .map_err(Refusal::answer)?;
        let mut docs: Vec<_> = templates
            .iter()
            .map(|row| CredentialTemplate::of(row))
            .collect();
        if let Some(kinds) = credential_template_types {
            let kinds: Vec<_> = kinds
                .into_iter()
                .flatten()
                .map(|kind| kind.name())
                .collect();
            docs.retain(|doc| kinds.contains(&doc.type_name.as_str()));
        }
        let page = paging::page(docs, pagination.unwrap_or_default()).map_err(Refusal::answer)?;
        Ok(page.into())
    }
}

pub(super) struct Mutation;

#[Object]
impl Mutation {
    /// Orders one credential, or `quantity` of a batch template.
    #[graphql(name = "CredentialOrderV1")]
    async fn credential_order_v1(
        &self,
        ctx: &Context<'_>,
        credential: CredentialOrderInput,
        tenant_id: Option<ID>,
        user_id: Option<ID>,
    ) -> Result<CredentialOrder> {
        let breeze = Arc::clone(ctx.data::<Arc<Breeze>>()?);
        let placing = Placing {
            credential,
            tenant_id: tenant_id.map(String::from),
            user_id: user_id.map(String::from),
            now: *ctx.data::<DateTime<Utc>>()?,
        };
        // Reading pictures takes long, and an order once begun is placed even if the caller
        // hangs up.
        let placed = tokio::task::spawn_blocking(move || breeze.place(placing)).await;
        let record = placed
            .unwrap_or(Err(Refusal::Broken))
            .map_err(Refusal::answer)?;
        Ok(record.into())
    }
}

#[derive(SimpleObject)]
struct Me {
    #[graphql(name = "_id")]
    id: ID,
    user_id: String,
    email: String,
}

/// The documented kinds of template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
enum CredentialTemplateTypes {
    #[graphql(name = "TPL_CardCredential")]
    Card,
    #[graphql(name = "TPL_MobileCredential")]
    Mobile,
}

impl CredentialTemplateTypes {
    fn name(self) -> &'static str {
        match self {
            Self::Card => "TPL_CardCredential",
            Self::Mobile => "TPL_MobileCredential",
        }
    }
}

/// Which templates, in which order, how many at a time.
#[derive(Debug, Default, InputObject)]
pub(super) struct PaginationOptions {
    pub page: Option<i32>,
    pub limit: Option<i32>,
    pub offset: Option<i32>,
    pub sort: Option<String>,
    pub filter: Option<Vec<Option<PaginationFilter>>>,
}

/// One condition; the types of `value` and `operator` are not documented, nor is a default.
#[derive(Debug, InputObject)]
pub(super) struct PaginationFilter {
    pub field: String,
    pub value: Json<Value>,
    pub operator: Option<String>,
}

#[derive(SimpleObject)]
struct CredentialTemplatePage {
    docs: Vec<CredentialTemplate>,
    total_docs: usize,
    page: usize,
    total_pages: usize,
    has_next_page: bool,
}

impl From<Page<CredentialTemplate>> for CredentialTemplatePage {
    fn from(page: Page<CredentialTemplate>) -> Self {
        Self {
            docs: page.docs,
            total_docs: page.total,
            page: page.number,
            total_pages: page.pages,
            has_next_page: page.has_next,
        }
    }
}

#[derive(Clone, Serialize, SimpleObject)]
#[graphql(rename_fields = "snake_case")]
struct CredentialTemplate {
    #[serde(rename = "_id")]
    #[graphql(name = "_id")]
    id: String,
    name: String,
    type_name: String,
    order_type: String,
    template_number: i32,
    template_fields: TemplateFields,
}

impl CredentialTemplate {
    fn of(template: &Template) -> Self {
        let order_type = if template.batch { "batch" } else { "single" };
        Self {
            id: template.id.clone(),
            name: template.name.clone(),
            type_name: template.type_name.clone(),
            order_type: order_type.to_owned(),
            template_number: template.number,
            template_fields: TemplateFields {
                all_used_fields: template.fields.iter().map(UsedField::of).collect(),
            },
        }
    }
}

#[derive(Clone, Serialize, SimpleObject)]
#[graphql(rename_fields = "snake_case")]
struct TemplateFields {
    all_used_fields: Vec<UsedField>,
}

#[derive(Clone, Serialize, SimpleObject)]
#[graphql(rename_fields = "snake_case")]
struct UsedField {
    name: String,
    field_type: String,
    manual_input: bool,
}

impl UsedField {
    fn of(field: &Field) -> Self {
        Self {
            name: field.name.clone(),
            field_type: field.field_type.to_string(),
            manual_input: field.manual_input,
        }
    }
}

/// What is ordered.
#[derive(Debug, Clone, InputObject)]
#[graphql(rename_fields = "snake_case")]
pub(super) struct CredentialOrderInput {
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
pub(super) struct CredentialOrderDataFieldInput {
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
struct CredentialOrder {
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
