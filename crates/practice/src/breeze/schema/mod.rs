//! The schema, with the names of Breeze's reference.

mod listing;
mod ordering;

use std::sync::Arc;

use async_graphql::{Context, EmptySubscription, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};

use self::{
    listing::{CredentialTemplate, CredentialTemplatePage, CredentialTemplateTypes},
    ordering::CredentialOrder,
};
pub(super) use self::{
    listing::{PaginationFilter, PaginationOptions},
    ordering::{CredentialOrderDataFieldInput, CredentialOrderInput},
};
use super::{Breeze, held, orders::Placing, paging, refusal::Refusal};

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
