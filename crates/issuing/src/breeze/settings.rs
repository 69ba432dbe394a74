//! What a connection to Breeze is made of.

use secrecy::SecretString;

use crate::{BaseUrl, Patience, TenantId};

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
