//! The built-in users, tenants and templates.

use std::{collections::HashMap, fmt, sync::Arc};

use serde::Deserialize;

use super::refusal::Refusal;
use crate::PracticeError;

/// The documented values of `field_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FieldType {
    String,
    Number,
    Boolean,
    Date,
    Buffer,
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Buffer => "buffer",
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub name: String,
    pub field_type: FieldType,
    pub manual_input: bool,
}

/// What becomes of an order, decided by the tenant's checkout flow; the documented statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Flow {
    InQueue,
    Requested,
    WaitingForApproval,
}

impl Flow {
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::InQueue => "in_queue",
            Self::Requested => "requested",
            Self::WaitingForApproval => "waiting_for_approval",
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct User {
    #[serde(rename = "_id")]
    pub id: String,
    pub user_id: String,
    pub email: String,
    allow_api: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Tenant {
    #[serde(rename = "_id")]
    pub id: String,
    pub flow: Flow,
}

#[derive(Debug)]
pub(super) struct Template {
    pub id: String,
    pub number: i32,
    pub name: String,
    pub type_name: String,
    pub tenant: String,
    pub batch: bool,
    pub fields: Vec<Field>,
}

impl Template {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Users (the first is the one the client acts as), tenants (the first is that user's primary
/// one; the user has access to all) and templates in the order in which they are listed.
pub(super) struct Catalogue {
    pub user: User,
    primary: Tenant,
    users: Vec<User>,
    tenants: Vec<Tenant>,
    templates: Vec<Arc<Template>>,
}

impl Catalogue {
    pub(super) fn built_in() -> Result<Self, PracticeError> {
        let table: Table = serde_json::from_str(include_str!("catalogue.json"))?;
        let fields = table.fields.by_name();
        let templates = table
            .templates
            .into_iter()
            .map(|row| row.resolve(&fields, &table.tenants));
        Ok(Self {
            templates: templates.collect::<Result<_, _>>()?,
            user: table
                .users
                .first()
                .cloned()
                .ok_or(PracticeError::CatalogueEmpty)?,
            primary: table
                .tenants
                .first()
                .cloned()
                .ok_or(PracticeError::CatalogueEmpty)?,
            users: table.users,
            tenants: table.tenants,
        })
    }

    pub(super) fn tenant_ids(&self) -> Vec<String> {
        self.tenants
            .iter()
            .map(|tenant| tenant.id.clone())
            .collect()
    }

    /// The tenant to order under: the user's primary one if none is named.
    pub(super) fn tenant(&self, id: Option<&str>) -> Result<&Tenant, Refusal> {
        let Some(id) = id else {
            return Ok(&self.primary);
        };
        let allowed = self.tenants.iter().find(|tenant| tenant.id == id);
        allowed.ok_or_else(|| Refusal::Tenant(id.to_owned()))
    }

    /// The templates of one or more tenants, as listed.
    pub(super) fn templates(&self, tenants: &[String]) -> Result<Vec<Arc<Template>>, Refusal> {
        if tenants.is_empty() {
            return Err(Refusal::NoTenant);
        }
        for id in tenants {
            self.tenant(Some(id))?;
        }
        let wanted = self
            .templates
            .iter()
            .filter(|template| tenants.contains(&template.tenant));
        Ok(wanted.cloned().collect())
    }

    /// A template of this tenant; those of other tenants do not exist under it.
    pub(super) fn template(&self, id: &str, tenant: &Tenant) -> Result<Arc<Template>, Refusal> {
        let matching = |row: &&Arc<Template>| row.id == id && row.tenant == tenant.id;
        self.templates
            .iter()
            .find(matching)
            .cloned()
            .ok_or(Refusal::UnknownTemplate)
    }

    /// Whether orders may be placed for this user, named by `_id` or `userId`.
    pub(super) fn orderable_for(&self, id: &str) -> Result<(), Refusal> {
        match self
            .users
            .iter()
            .find(|user| user.id == id || user.user_id == id)
        {
            None => Err(Refusal::UnknownUser),
            Some(user) if !user.allow_api => Err(Refusal::UserWithoutApi(id.to_owned())),
            Some(_) => Ok(()),
        }
    }

    #[cfg(feature = "faults")]
    pub(super) fn delete(&mut self, id: &str) -> bool {
        let before = self.templates.len();
        self.templates.retain(|template| template.id != id);
        self.templates.len() < before
    }
}

#[derive(Deserialize)]
struct Table {
    users: Vec<User>,
    tenants: Vec<Tenant>,
    fields: Fields,
    templates: Vec<Row>,
}

/// Names by type, separated by spaces.
#[derive(Deserialize)]
struct Fields {
    providable: HashMap<FieldType, String>,
    system: HashMap<FieldType, String>,
}

impl Fields {
    fn by_name(&self) -> HashMap<String, Field> {
        let groups = [(&self.providable, true), (&self.system, false)];
        let typed = groups.into_iter().flat_map(|(group, manual_input)| {
            group
                .iter()
                .map(move |(field_type, names)| (*field_type, names, manual_input))
        });
        let fields = typed.flat_map(|(field_type, names, manual_input)| {
            names.split_whitespace().map(move |name| Field {
                name: name.to_owned(),
                field_type,
                manual_input,
            })
        });
        fields.map(|field| (field.name.clone(), field)).collect()
    }
}

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "_id")]
    id: String,
    template_number: i32,
    name: String,
    type_name: String,
    tenant: String,
    batch: bool,
    fields: String,
}

impl Row {
    fn resolve(
        self,
        known: &HashMap<String, Field>,
        tenants: &[Tenant],
    ) -> Result<Arc<Template>, PracticeError> {
        let undescribed = |name: &str| PracticeError::CatalogueName {
            template: self.name.clone(),
            name: name.to_owned(),
        };
        if !tenants.iter().any(|tenant| tenant.id == self.tenant) {
            return Err(undescribed(&self.tenant));
        }
        let names = self.fields.split_whitespace();
        let fields = names.map(|name| known.get(name).cloned().ok_or_else(|| undescribed(name)));
        Ok(Arc::new(Template {
            fields: fields.collect::<Result<_, _>>()?,
            id: self.id,
            number: self.template_number,
            name: self.name,
            type_name: self.type_name,
            tenant: self.tenant,
            batch: self.batch,
        }))
    }
}
