use crate::Receipt;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// How one attempt to send an order ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Settlement {
    /// It never left: it waits for the next attempt.
    NeverLeft {
        /// Why, in the caller's own word.
        cause: String,
    },
    /// The service asked to wait.
    NotTaken {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The connection has to be mended first.
    Blocked {
        /// What is to be mended, in the caller's own word.
        cause: String,
    },
    /// The service refused it for good.
    Refused {
        /// The problems, opaque, without any value the person gave.
        problems: Value,
    },
    /// The service accepted it.
    Accepted {
        /// What it answered.
        receipt: Receipt,
    },
    /// Whether the service has it cannot be told.
    Unknown {
        /// What happened instead of an answer, in the caller's own word.
        cause: String,
    },
}

/// What an operator found out about an order whose outcome was unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The service has it.
    ItIsThere {
        /// The number it has there.
        number: String,
    },
    /// The service does not have it: it may be sent again.
    NotThere,
}
