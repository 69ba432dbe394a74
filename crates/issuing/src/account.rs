//! Who a connection acts as, and how far a check of it came.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::IssuingError;

/// The user a connection acts as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The service's own id of the user; empty if it tells none.
    pub id: String,
    /// The login name, or the name for people where the service tells no other.
    pub user_id: String,
    /// The e-mail address, if the service tells one.
    pub email: Option<String>,
    /// How many templates the connection's tenants offer together.
    pub templates: u32,
}

/// The steps of [`crate::IssuingService::check`], in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckStep {
    /// The credentials are proven: exchanged for a token, or, if they are a key, asked about.
    Token,
    /// The account behind the token is read.
    Account,
    /// The first page of each tenant's templates is read.
    Templates,
}

/// Where a check ended, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct CheckFailure {
    /// The step that failed; every earlier step went well.
    pub step: CheckStep,
    /// Why it failed.
    pub error: IssuingError,
}

/// How many calls a service still takes, as its last answer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Calls in one window, all together.
    pub limit: Option<u64>,
    /// Calls left in this window.
    pub remaining: u64,
    /// When the window ends.
    pub resets: Option<DateTime<Utc>>,
}
