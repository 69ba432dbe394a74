//! What `CredentialTemplatesV2` takes and gives.

use async_graphql::{Enum, InputObject, Json, SimpleObject};
use serde::Serialize;
use serde_json::Value;

use crate::breeze::{
    catalogue::{Field, Template},
    paging::Page,
};

/// The documented kinds of template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(in crate::breeze) enum CredentialTemplateTypes {
    #[graphql(name = "TPL_CardCredential")]
    Card,
    #[graphql(name = "TPL_MobileCredential")]
    Mobile,
}

impl CredentialTemplateTypes {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Card => "TPL_CardCredential",
            Self::Mobile => "TPL_MobileCredential",
        }
    }
}

/// Which templates, in which order, how many at a time.
#[derive(Debug, Default, InputObject)]
pub(in crate::breeze) struct PaginationOptions {
    pub page: Option<i32>,
    pub limit: Option<i32>,
    pub offset: Option<i32>,
    pub sort: Option<String>,
    pub filter: Option<Vec<Option<PaginationFilter>>>,
}

/// One condition; the types of `value` and `operator` are not documented, nor is a default.
#[derive(Debug, InputObject)]
pub(in crate::breeze) struct PaginationFilter {
    pub field: String,
    pub value: Json<Value>,
    pub operator: Option<String>,
}

#[derive(SimpleObject)]
pub(in crate::breeze) struct CredentialTemplatePage {
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
pub(in crate::breeze) struct CredentialTemplate {
    #[serde(rename = "_id")]
    #[graphql(name = "_id")]
    id: String,
    name: String,
    pub(super) type_name: String,
    order_type: String,
    template_number: i32,
    template_fields: TemplateFields,
}

impl CredentialTemplate {
    pub(super) fn of(template: &Template) -> Self {
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
