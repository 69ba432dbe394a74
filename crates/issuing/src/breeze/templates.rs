//! The templates of one tenant, page by page.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::wire::{self, other_shape};
use crate::{Field, FieldName, FieldType, FilledBy, IssuingError, Template, TemplateId};
use crate::{TemplateKind, TenantId};

pub(super) const OPERATION: &str = "CredentialTemplatesV2";
const DOCUMENT: &str = include_str!("documents/templates.graphql");

/// How many templates a page holds: the default of 10 makes many calls. The documentation names
/// no maximum; see [`Paging::without_limit`].
const PAGE: u32 = 100;

/// More pages than any tenant has: 100,000 templates.
const MOST_PAGES: u32 = 1000;

#[derive(Serialize)]
struct Body<'a> {
    query: &'a str,
    variables: Variables<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Variables<'a> {
    tenant_ids: [&'a str; 1],
    pagination: Paging,
}

/// Which page to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Paging {
    page: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u32>,
}

impl Paging {
    /// The first page, a long one.
    pub const FIRST: Paging = Paging {
        page: 1,
        limit: Some(PAGE),
    };

    /// The same page in the service's own length, in case the long one is too long for it.
    pub fn without_limit(self) -> Option<Paging> {
        self.limit.map(|_| Paging {
            limit: None,
            ..self
        })
    }

    /// The page after this one.
    pub fn next(self) -> Result<Paging, IssuingError> {
        if self.page >= MOST_PAGES {
            return Err(IssuingError::EndlessPages);
        }
        Ok(Paging {
            page: self.page + 1,
            ..self
        })
    }
}

/// One page.
pub(super) struct Page {
    pub templates: Vec<Template>,
    /// How many templates all pages hold together.
    pub total: u32,
    pub more: bool,
}

/// The content of the question for a page.
pub(super) fn body(tenant: &TenantId, pagination: Paging) -> Result<Bytes, IssuingError> {
    let variables = Variables {
        tenant_ids: [tenant.as_str()],
        pagination,
    };
    let body = Body {
        query: DOCUMENT,
        variables,
    };
    serde_json::to_vec(&body)
        .map(Bytes::from)
        .map_err(|_| IssuingError::InvalidRequest)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePage {
    docs: Vec<WireTemplate>,
    #[serde(default)]
    total_docs: Option<u32>,
    #[serde(default)]
    page: Option<u32>,
    #[serde(default)]
    total_pages: Option<u32>,
    #[serde(default)]
    has_next_page: Option<bool>,
}

#[derive(Deserialize)]
struct WireTemplate {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    type_name: Option<String>,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    order_type: Option<String>,
    #[serde(default, deserialize_with = "wire::text_or_number")]
    template_number: Option<String>,
    #[serde(default)]
    template_fields: Option<WireFields>,
}

#[derive(Deserialize)]
struct WireFields {
    #[serde(default)]
    all_used_fields: Option<Vec<WireField>>,
}

#[derive(Deserialize)]
struct WireField {
    name: String,
    #[serde(default)]
    field_type: Option<String>,
    #[serde(default)]
    manual_input: Option<bool>,
}

/// Reads a page.
pub(super) fn page(value: Value, tenant: &TenantId) -> Result<Page, IssuingError> {
    let place = format!("data.{OPERATION}");
    let page: WirePage = wire::part(value, &place)?;
    let more = page.has_next();
    let templates = page.docs.into_iter().map(|doc| template(doc, tenant));
    let templates = templates.collect::<Result<Vec<_>, _>>()?;
    let here = u32::try_from(templates.len()).unwrap_or(u32::MAX);
    Ok(Page {
        templates,
        total: page.total_docs.unwrap_or(here),
        more,
    })
}

impl WirePage {
    fn has_next(&self) -> bool {
        let counted = || {
            self.page
                .zip(self.total_pages)
                .is_some_and(|(page, of)| page < of)
        };
        self.has_next_page.unwrap_or_else(counted)
    }
}

fn template(doc: WireTemplate, tenant: &TenantId) -> Result<Template, IssuingError> {
    let id =
        TemplateId::new(doc.id).map_err(|_| other_shape(&format!("data.{OPERATION}.docs._id")))?;
    let fields = doc
        .template_fields
        .and_then(|fields| fields.all_used_fields);
    Ok(Template {
        name: doc
            .name
            .filter(|name| !name.trim().is_empty())
            .unwrap_or(id.to_string()),
        kind: kind(doc.type_name.unwrap_or_default()),
        tenant: Some(tenant.clone()),
        also_of: Vec::new(),
        number: doc.template_number,
        order_type: doc.order_type,
        fields: fields
            .unwrap_or_default()
            .into_iter()
            .filter_map(field)
            .collect(),
        badge: None,
        id,
    })
}

fn kind(written: String) -> TemplateKind {
    match written.as_str() {
        "TPL_CardCredential" => TemplateKind::Card,
        "TPL_MobileCredential" => TemplateKind::Mobile,
        _ => TemplateKind::Unlisted(written),
    }
}

/// A field without a name cannot be ordered, so it is none.
fn field(wire: WireField) -> Option<Field> {
    let kind = field_type(wire.field_type.unwrap_or_default());
    let filled_by = filled_by(&kind, wire.manual_input);
    Some(Field {
        name: FieldName::new(wire.name).ok()?,
        kind,
        filled_by,
        label: None,
        required: false,
    })
}

fn field_type(written: String) -> FieldType {
    match written.as_str() {
        "string" => FieldType::Text,
        "number" => FieldType::Number,
        "boolean" => FieldType::Boolean,
        "date" => FieldType::Date,
        "buffer" => FieldType::Image,
        _ => FieldType::Unlisted(written),
    }
}

/// Pictures are the documented exception: they may be supplied although `manual_input` is false.
/// Where it is missing, offering the field loses less than hiding it.
fn filled_by(kind: &FieldType, manual_input: Option<bool>) -> FilledBy {
    match (kind, manual_input) {
        (FieldType::Image, _) => FilledBy::Operator,
        (_, Some(false)) => FilledBy::IssuingService,
        (_, Some(true) | None) => FilledBy::Operator,
    }
}

#[cfg(test)]
mod tests {
    use super::{Paging, body, page};
    use crate::{FieldType, FilledBy, IssuingError, TemplateKind, TenantId};
    use serde_json::json;

    fn tenant() -> TenantId {
        TenantId::new("tenant_abc123").unwrap()
    }

    #[test]
    fn the_documented_sample_is_read() {
        let value = json!({"docs":[{"_id":"template_card123","name":"Company ID Card",
            "type_name":"TPL_CardCredential","template_fields":{"all_used_fields":[
            {"name":"personFirstName","field_type":"string"},
            {"name":"personPhoto1","field_type":"buffer"},
            {"name":"cardValidUntilDate","field_type":"date"}]}}]});
        let read = page(value, &tenant()).unwrap();
        let template = &read.templates[0];
        let kinds: Vec<_> = template
            .fields
            .iter()
            .map(|field| field.kind.clone())
            .collect();
        assert_eq!(kinds, [FieldType::Text, FieldType::Image, FieldType::Date]);
        assert_eq!(template.kind, TemplateKind::Card);
        assert_eq!(template.tenant, Some(tenant()));
        assert_eq!((read.total, read.more), (1, false));
    }

    #[test]
    fn a_field_is_filled_by_whom_the_documentation_says() {
        let fields = [
            json!({"name":"a","field_type":"string","manual_input":true}),
            json!({"name":"b","field_type":"string","manual_input":false}),
            json!({"name":"c","field_type":"buffer","manual_input":false}),
            json!({"name":"d","field_type":"colour"}),
            json!({"name":" ","field_type":"string"}),
        ];
        let fields = json!({"all_used_fields": fields});
        let value = json!({"docs":[{"_id":"t","template_fields":fields}]});
        let template = page(value, &tenant()).unwrap().templates.remove(0);
        let by: Vec<_> = template
            .fields
            .iter()
            .map(|field| field.filled_by)
            .collect();
        use FilledBy::{IssuingService, Operator};
        assert_eq!(by, [Operator, IssuingService, Operator, Operator]);
        assert_eq!(
            template.fields[3].kind,
            FieldType::Unlisted("colour".into())
        );
        assert_eq!(template.name, "t");
    }

    #[test]
    fn a_page_of_another_shape_is_named() {
        let error = page(json!({"docs":[{"name":"no id"}]}), &tenant())
            .err()
            .unwrap();
        let path = "data.CredentialTemplatesV2.docs[0]".to_owned();
        assert_eq!(error, IssuingError::OtherShape { path });
    }

    #[test]
    fn a_page_is_asked_for_with_its_limit_or_without() {
        let sent = |paging| -> serde_json::Value {
            let body: serde_json::Value =
                serde_json::from_slice(&body(&tenant(), paging).unwrap()).unwrap();
            body["variables"].clone()
        };
        let first = json!({"tenantIds":["tenant_abc123"],"pagination":{"page":1,"limit":100}});
        assert_eq!(sent(Paging::FIRST), first);
        let second = Paging::FIRST.without_limit().unwrap().next().unwrap();
        let short = json!({"tenantIds":["tenant_abc123"],"pagination":{"page":2}});
        assert_eq!(sent(second), short);
    }
}
