//! What is ordered.

use std::fmt;

use chrono::NaiveDate;

use crate::{Email, FieldName, IdempotencyKey, RecipientName, TemplateId, TenantId, Value};

/// One order, as it is to be sent, for the service that issues its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum OrderRequest {
    /// A card or a mobile credential, for Breeze.
    Credential(CredentialOrder),
    /// A digital badge, for IssueBadge.
    Badge(BadgeOrder),
}

impl OrderRequest {
    /// The template that is ordered.
    #[must_use]
    pub fn template(&self) -> &TemplateId {
        match self {
            Self::Credential(order) => &order.template,
            Self::Badge(order) => &order.badge,
        }
    }

    /// One entry per field that has a value.
    #[must_use]
    pub fn values(&self) -> &[(FieldName, Value)] {
        match self {
            Self::Credential(order) => &order.values,
            Self::Badge(order) => &order.metadata,
        }
    }
}

impl From<CredentialOrder> for OrderRequest {
    fn from(order: CredentialOrder) -> Self {
        Self::Credential(order)
    }
}

impl From<BadgeOrder> for OrderRequest {
    fn from(order: BadgeOrder) -> Self {
        Self::Badge(order)
    }
}

/// An order of a card or a mobile credential. `Debug` leaves out everything about the person.
#[derive(Clone, PartialEq)]
pub struct CredentialOrder {
    /// The template.
    pub template: TemplateId,
    /// The tenant to issue under; always sent, because a service's default may be another one.
    pub tenant: TenantId,
    /// One entry per field that has a value.
    pub values: Vec<(FieldName, Value)>,
    /// The office's own identifier, stored with the credential.
    pub external_id: Option<String>,
    /// A reference for the invoice.
    pub order_reference: Option<String>,
    /// An existing object of the service to link the credential to.
    pub object_id: Option<String>,
    /// The user to order on behalf of.
    pub user_id: Option<String>,
    /// How many, for templates that make batches; without it the service makes one.
    pub quantity: Option<u32>,
    /// Whether a picture goes out as a `data:` URI instead of bare base64. Off unless the office
    /// knows that its service wants it.
    pub image_prefix: bool,
}

impl fmt::Debug for CredentialOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialOrder")
            .field("template", &self.template)
            .field("tenant", &self.tenant)
            .field("values", &self.values)
            .field("quantity", &self.quantity)
            .finish_non_exhaustive()
    }
}

/// An order of a digital badge. `Debug` leaves out everything about the person.
#[derive(Clone, PartialEq)]
pub struct BadgeOrder {
    /// The badge to issue.
    pub badge: TemplateId,
    /// Whom it names.
    pub recipient: RecipientName,
    /// Where the service sends it, at once and beyond recall; without it nothing is sent.
    pub email: Option<Email>,
    /// The recipient's telephone number.
    pub phone: Option<String>,
    /// The last day it counts; without it the service reckons as the template says.
    pub expire_date: Option<NaiveDate>,
    /// The day it counts from; without it the service takes its own today.
    pub issue_date: Option<NaiveDate>,
    /// A note for the office itself.
    pub memo: Option<String>,
    /// One entry per custom field that has a value. There is no yes-or-no among their types.
    pub metadata: Vec<(FieldName, Value)>,
    /// What makes this order one and the same however often it is sent.
    pub idempotency_key: IdempotencyKey,
}

impl fmt::Debug for BadgeOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BadgeOrder")
            .field("badge", &self.badge)
            .field("expire_date", &self.expire_date)
            .field("issue_date", &self.issue_date)
            .field("metadata", &self.metadata)
            .finish_non_exhaustive()
    }
}
