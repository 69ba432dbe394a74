//! IssueBadge: a REST service of digital badges, on a port of its own.
//!
//! It answers as the service's examples page and its own clients say. Where these are silent, or
//! contradict each other, the choice is a switch in [`Switches`].

mod access;
mod badges;
mod catalogue;
mod certificates;
mod changing;
mod expiry;
#[cfg(feature = "faults")]
mod faults;
mod input;
mod issued;
mod issuing;
mod key;
mod members;
mod metadata;
mod organizations;
mod pages;
mod paging;
mod pdf;
mod pictures;
mod qrcodes;
mod reading;
mod refusal;
mod routes;
mod shapes;
mod switches;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};

use self::{catalogue::Catalogue, issued::Issued, key::Key, qrcodes::QrCodes, refusal::Missing};
use crate::{Options, PracticeError, clock::OfficeClock, held::held};

pub(crate) use self::routes::routes;
pub use self::{
    access::Access,
    issued::{Action, HistoryEntry, IssuedBadge, Method, Revocation},
    switches::{
        ExpiryShape, FailedKey, FieldShape, ImageLimit, KeyScope, ListId, ListOrder, PublicPath,
        ReusedKey, StoredImages, Switches, Timestamps, Treatment, UnauthorizedShape, UnknownId,
    },
};
#[cfg(feature = "faults")]
pub use self::{
    catalogue::FieldKind,
    faults::{Calls, Fault, Faults, FieldChange, PlannedFault},
};

/// Everything the endpoints share.
pub(crate) struct IssueBadge {
    /// `http://127.0.0.1:PORT`.
    origin: String,
    key: Key,
    clock: OfficeClock,
    switches: Mutex<Switches>,
    catalogue: Mutex<Catalogue>,
    issued: Mutex<Issued>,
    codes: Mutex<QrCodes>,
}

/// What a handler is given.
type Shared = axum::extract::State<Arc<IssueBadge>>;
/// What a handler answers.
type Answer = Result<axum::response::Response, refusal::Refusal>;

/// The key of an office that was open before, or a new one.
fn key_of(options: &Options) -> Key {
    #[cfg(feature = "faults")]
    if let Some(known) = &options.issuebadge_reopened {
        return Key::known(&known.api_key);
    }
    #[cfg(not(feature = "faults"))]
    let _ = options;
    Key::random()
}

impl IssueBadge {
    pub(crate) fn new(options: &Options, port: u16) -> Result<Self, PracticeError> {
        let state = options.state.as_deref().map(issued::numbers_beside);
        Ok(Self {
            origin: format!("http://127.0.0.1:{port}"),
            key: key_of(options),
            clock: OfficeClock::new(options.clock.clone()),
            switches: Mutex::new(options.issuebadge),
            catalogue: Mutex::new(Catalogue::built_in()?),
            issued: Mutex::new(Issued::open(state)),
            codes: Mutex::default(),
        })
    }

    pub(crate) fn access(&self) -> Access {
        Access {
            base_url: self.origin.clone(),
            api_key: self.key.text().to_owned(),
        }
    }

    pub(crate) fn issued(&self) -> Vec<IssuedBadge> {
        held(&self.issued).all().to_vec()
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn switches(&self) -> Switches {
        *held(&self.switches)
    }

    fn unknown(&self, what: Missing) -> refusal::Refusal {
        refusal::Refusal::Missing(what, self.switches().unknown_id)
    }
}
