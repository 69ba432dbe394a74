//! What can be ordered.

use serde::{Deserialize, Serialize};

use crate::{FieldName, TemplateId, TenantId};

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
    /// The tenant it was listed for, and is to be ordered from.
    pub tenant: TenantId,
    /// The template's number, if it has one.
    pub number: Option<String>,
    /// The order type as the service wrote it; its values are not documented.
    pub order_type: Option<String>,
    /// The fields, in the service's order.
    pub fields: Vec<Field>,
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
}

/// What kind of value a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// A text.
    Text,
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
