//! What a connection to Breeze is made of.

use std::time::Duration;

use secrecy::SecretString;

use crate::{BaseUrl, TenantId};

/// One account with Breeze. `Debug` leaves the secret out.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where Breeze is: [`BaseUrl::TEST`], [`BaseUrl::PRODUCTION`] or another one.
    pub base_url: BaseUrl,
    /// The OAuth client's id.
    pub client_id: String,
    /// The OAuth client's secret.
    pub client_secret: SecretString,
    /// The tenants whose templates are listed; Breeze cannot tell them, its administrator does.
    pub tenants: Vec<TenantId>,
    /// How long to wait.
    pub patience: Patience,
}

/// How long to wait before time has run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection to be made.
    pub connecting: Duration,
    /// For one call from its beginning to the last byte of its answer.
    pub answering: Duration,
}

impl Default for Patience {
    /// Our own choice, the documentation names none: 10 seconds for a connection, which outlasts
    /// two lost packets, and 60 for a call, long enough for a picture over a slow office line.
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(10),
            answering: Duration::from_secs(60),
        }
    }
}
