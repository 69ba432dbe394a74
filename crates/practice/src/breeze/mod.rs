//! Breeze: the token endpoint and the GraphQL endpoint.

mod catalogue;
mod endpoint;
mod image;
mod limit;
mod numbers;
pub(crate) mod orders;
mod paging;
mod refusal;
mod schema;
mod token;
mod values;

use std::{
    net::IpAddr,
    sync::{Arc, Mutex},
};

use axum::Router;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use self::{
    catalogue::Catalogue,
    limit::Windows,
    orders::{OrderRecord, Orders},
    token::Tokens,
};
use crate::{BreezeAccess, Options, PracticeError, Undocumented, clock::OfficeClock, held::held};

#[cfg(feature = "faults")]
pub(crate) use endpoint::{TOO_MANY as TOO_MANY_CALLS, error_body, unauthenticated};
#[cfg(feature = "faults")]
pub(crate) use token::too_many as too_many_tokens;

/// Token requests per hour and client, from Breeze's guide to rate limits.
const TOKENS_PER_HOUR: u32 = 100;
/// GraphQL requests per hour and address, from the same guide.
pub(crate) const CALLS_PER_HOUR: u32 = 3600;

/// Everything the two endpoints share.
pub(crate) struct Breeze {
    client_id: String,
    client_secret: String,
    clock: OfficeClock,
    undocumented: Undocumented,
    catalogue: Mutex<Catalogue>,
    tokens: Mutex<Tokens>,
    token_windows: Mutex<Windows<String>>,
    call_windows: Mutex<Windows<IpAddr>>,
    orders: Mutex<Orders>,
}

/// The two endpoints over one state.
pub(crate) fn routes(breeze: &Arc<Breeze>) -> Router {
    token::routes(Arc::clone(breeze)).merge(endpoint::routes(Arc::clone(breeze)))
}

impl Breeze {
    pub(crate) fn new(options: Options) -> Result<Self, PracticeError> {
        let (client_id, client_secret) = client(&options);
        Ok(Self {
            client_id,
            client_secret,
            clock: OfficeClock::new(options.clock),
            undocumented: options.undocumented,
            catalogue: Mutex::new(Catalogue::built_in()?),
            tokens: Mutex::default(),
            token_windows: Mutex::new(Windows::new(TOKENS_PER_HOUR, options.limits)),
            call_windows: Mutex::new(Windows::new(CALLS_PER_HOUR, options.limits)),
            orders: Mutex::new(Orders::open(options.state)),
        })
    }

    pub(crate) fn access(&self, port: u16) -> BreezeAccess {
        BreezeAccess {
            base_url: format!("http://127.0.0.1:{port}"),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.clone(),
            tenant_ids: held(&self.catalogue).tenant_ids(),
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn orders(&self) -> Vec<OrderRecord> {
        held(&self.orders).placed().to_vec()
    }
}

#[cfg(feature = "faults")]
impl Breeze {
    pub(crate) fn advance(&self, by: std::time::Duration) {
        self.clock.advance(by);
    }

    pub(crate) fn put_back(&self, by: std::time::Duration) {
        self.clock.put_back(by);
    }

    pub(crate) fn tokens(&self) -> Vec<String> {
        held(&self.tokens).given()
    }

    pub(crate) fn expire_tokens(&self) {
        held(&self.tokens).expire();
    }

    pub(crate) fn delete_template(&self, id: &str) -> bool {
        held(&self.catalogue).delete(id)
    }

    pub(crate) fn share_template(&self, id: &str, tenant: &str) -> bool {
        held(&self.catalogue).share(id, tenant)
    }

    pub(crate) fn drop_field(&self, template: &str, field: &str) -> bool {
        held(&self.catalogue).drop_field(template, field)
    }
}

/// The id and the secret of this run's OAuth client.
fn client(options: &Options) -> (String, String) {
    #[cfg(feature = "faults")]
    if let Some(known) = &options.reopened {
        return (known.client_id.clone(), known.client_secret.clone());
    }
    #[cfg(not(feature = "faults"))]
    let _ = options;
    (format!("oauth_{}", Uuid::new_v4().simple()), random())
}

/// 64 hexadecimal digits that nobody can guess.
fn random() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
