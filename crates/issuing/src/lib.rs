//! The issuing services: templates, fields, values and orders; Breeze and IssueBadge behind one
//! trait.
//!
//! A caller holds a [`IssuingService`] and learns from [`IssuingService::order`] exactly one
//! [`Outcome`] for every attempt. Nothing here touches the disk or keeps an order: what was sent
//! and what came of it is for the caller to record.

mod account;
mod address;
mod badges;
pub mod breeze;
mod clock;
mod error;
mod expiry;
pub mod issuebadge;
mod issued;
mod limited;
mod limits;
mod names;
mod order;
mod outcome;
mod patience;
pub mod picture_url;
mod public_url;
mod server_text;
pub mod snippets;
mod template;
mod transport;
mod value;
mod wire;

pub use account::{Account, Allowance, CheckFailure, CheckStep};
pub use address::BaseUrl;
pub use badges::BadgeService;
pub use clock::Clock;
pub use error::{CertificateProblem, IssuingError, Stage, TextKind};
pub use expiry::{ExpiryRule, Period};
pub use issued::{
    Difference, HistoryAction, HistoryEntry, IssuedBadge, IssuedFilter, IssuedPage, LookUp,
    Standing,
};
pub use limited::{Email, IdempotencyKey, RecipientName, RevocationComments};
pub use names::{ExternalId, FieldName, TemplateId, TenantId};
pub use order::{BadgeOrder, CredentialOrder, OrderRequest};
pub use outcome::{FieldProblem, OrderStatus, Outcome, Receipt};
pub use patience::Patience;
pub use public_url::PublicUrl;
pub use server_text::ServerText;
pub use template::{BadgeDetails, Field, FieldType, FieldsTold, FilledBy, Template, TemplateKind};
pub use value::{Image, Value};

use async_trait::async_trait;
use chrono::{DateTime, Utc};

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

    /// Looks for an order of which no answer came, or whose key the service has seen before.
    /// `first_attempt` is when it was sent first, by this machine's clock. A service that cannot
    /// be asked says so.
    async fn look_up(&self, order: &OrderRequest, first_attempt: DateTime<Utc>) -> LookUp {
        let _ = (order, first_attempt);
        LookUp::CannotTell {
            error: IssuingError::CannotBeAsked,
            alike: Vec::new(),
        }
    }

    /// What can be done with issued badges, where the service issues them.
    fn badges(&self) -> Option<&dyn BadgeService> {
        None
    }

    /// What the service last said about how many calls are left, if it has said so.
    fn allowance(&self) -> Option<Allowance>;
}
