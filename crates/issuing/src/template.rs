//! What can be ordered.

use serde::{Deserialize, Serialize};

use crate::{ExpiryRule, FieldName, TemplateId, TenantId};

/// What a template makes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// A printed card.
    Card,
    /// A credential delivered to a phone.
    Mobile,
    /// A digital badge, shown on a web page.
    DigitalBadge,
    /// A kind the documentation does not list, as the service wrote it.
    Unlisted(String),
}

/// One thing that can be ordered, with the fields it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The service's id, to order by.
    pub id: TemplateId,
    /// The name for people.
    pub name: String,
    /// What it makes.
    pub kind: TemplateKind,
    /// The tenant it was listed for, and is to be ordered from; badges have none.
    pub tenant: Option<TenantId>,
    /// The other tenants it was listed for, and can be ordered from as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_of: Vec<TenantId>,
    /// The template's number, if it has one.
    pub number: Option<String>,
    /// The order type as the service wrote it; its values are not documented.
    pub order_type: Option<String>,
    /// The fields, in the service's order.
    pub fields: Vec<Field>,
    /// What only badges have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeDetails>,
}

/// What the template of a badge has beyond its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeDetails {
    /// What it stands for.
    pub description: Option<String>,
    /// Who issues it.
    pub organization: Option<String>,
    /// Whether its custom fields are known.
    pub fields: FieldsTold,
    /// How long it counts, if the service told.
    pub expiry: Option<ExpiryRule>,
    /// The skills it stands for.
    pub skills: Vec<String>,
}

/// Whether the custom fields of a badge are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldsTold {
    /// The service told them. A list it told that is empty may still mean that it does not tell,
    /// so that the operator can always describe fields.
    Told,
    /// The service was asked and did not tell; the operator has to describe them.
    NotTold,
    /// The service has not been asked about this one, so as not to use up its calls.
    NotAsked,
}

/// One value a template takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The service's name of it.
    pub name: FieldName,
    /// What kind of value it takes.
    pub kind: FieldType,
    /// Who supplies the value.
    pub filled_by: FilledBy,
    /// The service's name of it for people, if that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether the service demands a value. Breeze does not tell.
    #[serde(default)]
    pub required: bool,
}

/// What kind of value a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// A text.
    Text,
    /// An e-mail address; sent as a text.
    Email,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A calendar day.
    Date,
    /// A picture.
    Image,
    /// A type the documentation does not list, as the service wrote it. No value can be sent for
    /// it, because nobody knows under which key.
    Unlisted(String),
}

/// Who supplies a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilledBy {
    /// The operator, in the order.
    Operator,
    /// The issuing service by itself; it takes no value for it.
    IssuingService,
}
