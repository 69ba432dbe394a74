//! The issuing services: templates, fields, values and orders; Breeze behind one trait.
//!
//! A caller holds a [`IssuingService`] and learns from [`IssuingService::order`] exactly one
//! [`Outcome`] for every attempt. Nothing here touches the disk or keeps an order: what was sent
//! and what came of it is for the caller to record.

mod account;
mod address;
pub mod breeze;
mod clock;
mod error;
mod names;
mod order;
mod outcome;
pub mod picture_url;
mod template;
mod transport;
mod value;

pub use account::{Account, Allowance, CheckFailure, CheckStep};
pub use address::BaseUrl;
pub use clock::Clock;
pub use error::{CertificateProblem, IssuingError, ServerText, Stage};
pub use names::{ExternalId, FieldName, TemplateId, TenantId};
pub use order::OrderRequest;
pub use outcome::{FieldProblem, OrderStatus, Outcome, Receipt};
pub use template::{Field, FieldType, FilledBy, Template, TemplateKind};
pub use value::{Image, Value};

use async_trait::async_trait;

/// One account with one issuing service.
#[async_trait]
pub trait IssuingService: Send + Sync {
    /// Walks the whole way of a new connection: credentials, account, first page of templates.
    ///
    /// # Errors
    /// The first step that failed, and why.
    async fn check(&self) -> Result<Account, CheckFailure>;

    /// Asks the cheapest authenticated question, to learn whether orders would get through.
    ///
    /// # Errors
    /// Why they would not.
    async fn probe(&self) -> Result<(), IssuingError>;

    /// Reads every page of the templates of every tenant of this account.
    ///
    /// # Errors
    /// The first failure; a list is either whole or not given at all.
    async fn templates(&self) -> Result<Vec<Template>, IssuingError>;

    /// Sends an order once and says what became of it. It is never sent again from here, unless
    /// the service proved that it did not look at the first attempt.
    async fn order(&self, request: &OrderRequest) -> Outcome;

    /// What the service last said about how many calls are left, if it has said so.
    fn allowance(&self) -> Option<Allowance>;
}
