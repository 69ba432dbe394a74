//! What became of an attempt to order.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{FieldName, IssuingError, PublicUrl};

/// The one end of an attempt, as far as the transport can prove it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The order did not leave this machine; it may be sent again by itself.
    NeverLeft(IssuingError),
    /// The service said that it takes nothing for now.
    NotTaken {
        /// When it will again, if it named a time that is still to come.
        until: Option<DateTime<Utc>>,
        /// What it said.
        error: IssuingError,
    },
    /// The connection itself must be mended first; the order was not placed.
    Blocked(IssuingError),
    /// The service looked at the order and declined it.
    Refused {
        /// The reason as a whole.
        error: IssuingError,
        /// The reason field by field, as far as the service names fields.
        problems: Vec<FieldProblem>,
    },
    /// The order is placed.
    Accepted(Receipt),
    /// The order may or may not be placed; it must not be sent again by itself.
    Unknown(IssuingError),
    /// The service has seen the order's key before, so that an earlier attempt may have placed it:
    /// to be looked up, never to be ordered under another key.
    KeyUsed(IssuingError),
}

/// What a service has against an order. `Debug` leaves out its words: they may quote a value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field, if the service's words name one that was sent. For a badge this is a custom
    /// field, or a member of the order under its documented name (`name`, `email`, `phone`,
    /// `expire_date`, `issue_date`, `memo`, `badge_id`, `idempotency_key`).
    pub field: Option<FieldName>,
    /// The service's words.
    pub problem: String,
}

impl fmt::Debug for FieldProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldProblem")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

/// What a service answered to an order it placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The credential's id.
    pub id: String,
    /// The credential's number for people, as the service wrote it.
    pub number: Option<String>,
    /// Where the credential stands now.
    pub status: Option<OrderStatus>,
    /// When it was made, as the service wrote it; the format is not documented.
    pub created: Option<String>,
    /// Where the credential can be seen, as the service returned it.
    #[serde(default)]
    pub public_url: Option<PublicUrl>,
    /// What the service complained about beside the receipt, in its own words.
    pub remarks: Vec<String>,
}

/// Where a freshly ordered credential stands. The service adds names at will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// In the production queue.
    InQueue,
    /// In the tenant's cart; somebody has to check it out in Breeze.
    Requested,
    /// Somebody has to approve it first.
    WaitingForApproval,
    /// A status the documentation does not list, as the service wrote it.
    Unlisted(String),
}
