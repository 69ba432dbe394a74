//! The built-in users, tenants and templates.

mod table;

use std::{fmt, sync::Arc};

use serde::Deserialize;

use self::table::Table;
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

#[derive(Debug, Clone)]
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
        let table: Table = serde_json::from_str(include_str!("table.json"))?;
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

    /// Lists a template under another tenant as well; false if it is not there.
    #[cfg(feature = "faults")]
    pub(super) fn share(&mut self, id: &str, tenant: &str) -> bool {
        let Some(known) = self.templates.iter().find(|template| template.id == id) else {
            return false;
        };
        let mut shared = Template::clone(known);
        shared.tenant = tenant.to_owned();
        self.templates.push(Arc::new(shared));
        true
    }

    /// Takes a field out of a template; false if it was not there.
    #[cfg(feature = "faults")]
    pub(super) fn drop_field(&mut self, template: &str, field: &str) -> bool {
        let mut listed = self.templates.iter_mut();
        let Some(template) = listed.find(|listed| listed.id == template) else {
            return false;
        };
        let template = Arc::make_mut(template);
        let before = template.fields.len();
        template.fields.retain(|one| one.name != field);
        template.fields.len() < before
    }
}
