//! Failing on purpose, for tests: in the same process through [`Faults`], or over HTTP under
//! `/practice/` for a process of its own.

pub(crate) mod answers;
mod http;
mod planned;
mod spoil;

use std::{sync::Arc, time::Duration};

use axum::{Router, middleware::from_fn_with_state};
use serde::{Deserialize, Serialize};

pub use self::planned::PlannedFault;
pub(crate) use self::{planned::Planned, spoil::reset};
use crate::{OrderRecord, breeze::Breeze};

/// Which calls a fault waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Calls {
    /// `POST /oauth/token`.
    Token,
    /// Any `POST /graphql`.
    Graphql,
    /// A `POST /graphql` that carries the mutation `CredentialOrderV1`.
    Order,
}

/// A way to fail. Unless it says otherwise, the call is not worked on at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Fault {
    /// 429 as documented for the endpoint.
    TooManyRequests {
        /// Seconds until the window resets; none leaves the reset unsaid.
        seconds: Option<u32>,
    },
    /// 500 with a plain text.
    InternalError,
    /// 502 with the HTML page of a proxy.
    HtmlBadGateway,
    /// A TCP reset before the body is read. With [`Calls::Order`] the body has to be read to
    /// know the call, and the reset comes before anything is done with it.
    ResetBeforeReading,
    /// The call is worked on to its end, then the connection is reset instead of answered.
    ResetAfterCommitting,
    /// The call is worked on to its end, and answered so much later.
    Slow {
        /// Milliseconds between the work and the answer.
        millis: u64,
    },
    /// The call is worked on to its end, and answered when the faults are cleared.
    Held,
    /// No answer, ever; the connection stays open.
    Hang,
    /// The call is worked on to its end, but the answer breaks off in its middle: its
    /// `Content-Length` promises all of it.
    Truncated,
    /// GraphQL: the token is refused as expired. Token: a token is given out that is already
    /// expired, as are all others.
    ExpiredToken,
    /// 307 to another address.
    Redirect {
        /// The `Location`.
        to: String,
    },
    /// The call is worked on to its end, and answered with 200 and nothing.
    EmptyBody,
    /// The call is worked on to its end, and answered with 200 and JSON of no documented shape.
    OtherShape,
    /// The call is worked on to its end, and its answer also carries an error.
    PartialSuccess,
    /// GraphQL: one error with this code. Token: an OAuth error with this code.
    ErrorCode {
        /// `extensions.code`, or `error`.
        code: String,
        /// `message`, or `error_description`.
        message: String,
    },
    /// The OAuth error of a client whose secret has expired.
    InvalidClient,
}

/// Makes the practice office fail. Clones steer the same office.
#[derive(Clone)]
pub struct Faults {
    breeze: Arc<Breeze>,
    planned: Planned<Calls, Fault>,
}

impl Faults {
    pub(crate) fn new(breeze: Arc<Breeze>) -> Self {
        Self {
            breeze,
            planned: Planned::default(),
        }
    }

    /// Puts the faults in front of the endpoints, and their switches beside them.
    pub(crate) fn over(&self, routes: Router) -> Router {
        routes
            .layer(from_fn_with_state(self.clone(), spoil::spoil))
            .merge(http::routes(self))
    }

    /// Makes the next `count` of these calls fail, after the faults planned before.
    pub fn fail_next(&self, calls: Calls, count: u32, fault: Fault) {
        self.planned.add(PlannedFault {
            calls,
            count,
            fault,
        });
    }

    /// Forgets the faults that still wait.
    pub fn clear(&self) {
        self.planned.clear();
    }

    /// The faults that still wait.
    pub fn waiting(&self) -> Vec<PlannedFault> {
        self.planned.waiting()
    }

    /// The orders placed during this run, oldest first.
    pub fn orders(&self) -> Vec<OrderRecord> {
        self.breeze.orders()
    }

    /// Deletes a template; false if there was none with this id.
    pub fn delete_template(&self, id: &str) -> bool {
        self.breeze.delete_template(id)
    }

    /// Takes a field out of a template, as its designer may at any time; false if it was not there.
    pub fn drop_field(&self, template: &str, field: &str) -> bool {
        self.breeze.drop_field(template, field)
    }

    /// Lists a template for another tenant too; false if there was none with this id.
    pub fn share_template(&self, id: &str, tenant: &str) -> bool {
        self.breeze.share_template(id, tenant)
    }

    /// The tokens that were given out and have not ended, for tests that look where they are kept.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        self.breeze.tokens()
    }

    /// Makes every token that was given out worthless.
    pub fn expire_tokens(&self) {
        self.breeze.expire_tokens();
    }

    /// Puts the office's clock forward, also the machine's as the office sees it.
    pub fn advance(&self, by: Duration) {
        self.breeze.advance(by);
    }

    /// Puts the same clock back, as somebody does who corrects it.
    pub fn put_back(&self, by: Duration) {
        self.breeze.put_back(by);
    }
}
