use std::path::PathBuf;

#[cfg(feature = "faults")]
use crate::BreezeAccess;
use crate::{Clock, issuebadge};

/// How to open a practice office.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The loopback port of Breeze; 0 takes any free one.
    pub port: u16,
    /// The loopback port of IssueBadge; 0 takes any free one.
    pub issuebadge_port: u16,
    /// The file that keeps Breeze's numbers (and nothing else) between runs; none starts anew.
    /// IssueBadge's lie beside it: `practice-issuebadge.json` beside `practice.json`.
    pub state: Option<PathBuf>,
    /// Whether Breeze's documented rate limits hold.
    pub limits: Limits,
    /// Where the time comes from.
    pub clock: Clock,
    /// What Breeze does where its documentation is silent.
    pub undocumented: Undocumented,
    /// What IssueBadge does where its documentation is silent, or contradicts itself.
    pub issuebadge: issuebadge::Switches,
    /// An office that was open before and whose client is to be known again, as after an outage;
    /// none makes a new client.
    #[cfg(feature = "faults")]
    pub reopened: Option<BreezeAccess>,
    /// The same for IssueBadge: none makes a new key.
    #[cfg(feature = "faults")]
    pub issuebadge_reopened: Option<issuebadge::Access>,
}

/// Whether the documented rate limits hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Limits {
    /// 100 token requests per hour and client, 3600 GraphQL requests per hour and address.
    #[default]
    On,
    /// Nothing is counted; the headers always show a full window.
    Off,
}

/// Choices for behaviour that the documentation does not state, so that clients can be tried
/// against either.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undocumented {
    /// The HTTP status beside GraphQL errors.
    pub error_status: ErrorStatus,
    /// A `data:image/…;base64,` prefix in `base64_value`.
    pub data_uri_prefix: DataUriPrefix,
}

/// The HTTP status beside GraphQL errors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ErrorStatus {
    /// Always 200.
    AlwaysOk,
    /// 401 for a token that is missing or expired, else 200.
    #[default]
    UnauthorizedOnly,
    /// 401, 403, 404 or 400, as the documented table of HTTP statuses suggests.
    ByCode,
}

/// A `data:image/…;base64,` prefix in `base64_value`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DataUriPrefix {
    /// Taken off.
    #[default]
    Accepted,
    /// Not base64, and so not an image.
    Refused,
}
