//! What is ordered.

use std::fmt;

use crate::{FieldName, TemplateId, TenantId, Value};

/// One order, as it is to be sent. `Debug` leaves out everything about the person.
#[derive(Clone, PartialEq)]
pub struct OrderRequest {
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

impl fmt::Debug for OrderRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderRequest")
            .field("template", &self.template)
            .field("tenant", &self.tenant)
            .field("values", &self.values)
            .field("quantity", &self.quantity)
            .finish_non_exhaustive()
    }
}
