//! Failing on purpose, for tests: in the same process through [`Faults`], or over HTTP under
//! `/practice/` on IssueBadge's port for a process of its own.

mod http;
mod spoil;

use std::{sync::Arc, time::Duration};

use axum::{Router, http::Method, middleware::from_fn_with_state};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{IssueBadge, IssuedBadge, Switches, catalogue::CustomField, catalogue::FieldKind};
use crate::{faults::Planned, held::held};

/// A fault that waits for calls of IssueBadge.
pub type PlannedFault = crate::PlannedFault<Calls, Fault>;

/// Which calls a fault waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Calls {
    /// `POST /validate-key`.
    ValidateKey,
    /// `GET /badge/getall`.
    Badges,
    /// `GET /badge/{id}`.
    Badge,
    /// `POST` or `GET /issue/create`.
    Issue,
    /// `GET /issue/get`.
    Issues,
    /// `GET /issue/get/{id}`.
    Issued,
    /// `GET /issue/{id}/history`.
    History,
    /// `POST /issue/revoke`.
    Revoke,
    /// `PATCH /issue/{id}`.
    Update,
    /// `POST /certificate/generate` and `/certificate/batch/generate`.
    Certificate,
}

impl Calls {
    fn recognise(method: &Method, path: &str) -> Option<Self> {
        let path: Vec<&str> = path.strip_prefix("/api/v1/")?.split('/').collect();
        Some(match (method.as_str(), path.as_slice()) {
            ("POST", ["validate-key"]) => Self::ValidateKey,
            ("GET", ["badge", "getall"]) => Self::Badges,
            ("GET", ["badge", _]) => Self::Badge,
            ("GET" | "POST", ["issue", "create"]) => Self::Issue,
            ("GET", ["issue", "get"]) => Self::Issues,
            ("GET", ["issue", "get", _]) => Self::Issued,
            ("GET", ["issue", _, "history"]) => Self::History,
            ("POST", ["issue", "revoke"]) => Self::Revoke,
            ("PATCH", ["issue", _]) => Self::Update,
            ("POST", ["certificate", ..]) => Self::Certificate,
            _ => return None,
        })
    }
}

/// A way to fail. Unless it says otherwise, the call is not worked on at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Fault {
    /// 429 with a message.
    TooManyRequests {
        /// `Retry-After`; none leaves the end unsaid.
        seconds: Option<u32>,
    },
    /// A failure in the envelope; with status 200 it is `success: false` alone that tells.
    Refused {
        /// The HTTP status.
        status: u16,
        /// `message`.
        message: String,
        /// `errors`: lists of texts by member; null leaves it out.
        #[serde(default)]
        errors: Value,
    },
    /// The call is worked on to its end, and answered with 200, `success: false` and a message.
    RefusedAfterStoring {
        /// `message`.
        message: String,
    },
    /// 401 with nothing, whatever the key.
    EmptyUnauthorized,
    /// 500 with `{"message":"Server Error"}`.
    InternalError,
    /// The call is worked on to its end, and answered with 500 and `{"message":"Server Error"}`.
    InternalErrorAfterStoring,
    /// 502 with the HTML page of a proxy.
    HtmlBadGateway,
    /// The call is worked on to its end, and answered with 502 and the HTML page of a proxy.
    HtmlBadGatewayAfterStoring,
    /// A TCP reset before the body is read.
    ResetBeforeReading,
    /// The call is worked on to its end, then the connection is reset instead of answered.
    ResetAfterStoring,
    /// The call is worked on to its end, and answered so much later.
    Slow {
        /// Milliseconds between the work and the answer.
        millis: u64,
    },
    /// No answer, ever; the connection stays open.
    Hang,
    /// The call is worked on to its end, but there is no answer, ever.
    HangAfterStoring,
    /// The call is worked on to its end, but the answer breaks off in its middle: its
    /// `Content-Length` promises all of it.
    Truncated,
    /// 307 to another address.
    Redirect {
        /// The `Location`.
        to: String,
    },
    /// The call is worked on to its end, and answered with 200 and nothing.
    EmptyBody,
    /// The call is worked on to its end, and answered with 200 and JSON of no documented shape.
    OtherShape,
    /// The call is worked on to its end, and its answer says `success: true` without an `IssueId`.
    WithoutIssueId,
    /// A list that does not yet hold the badge that was issued last.
    ListedLate,
    /// The call is worked on to its end, and its answer has this `publicUrl`, or `public_url` among
    /// the data of a badge that is shown; null leaves it out.
    PublicUrl {
        /// What stands in the place of the address.
        url: Option<String>,
    },
}

/// How a custom field is changed; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldChange {
    /// Its new key.
    pub name: Option<String>,
    /// Its new type.
    #[serde(rename = "type")]
    pub kind: Option<FieldKind>,
    /// Whether it is required now.
    pub required: Option<bool>,
}

/// Makes the practice office's IssueBadge fail, and changes what is there. Clones steer the same
/// office.
#[derive(Clone)]
pub struct Faults {
    office: Arc<IssueBadge>,
    planned: Planned<Calls, Fault>,
}

impl Faults {
    pub(crate) fn new(office: Arc<IssueBadge>) -> Self {
        Self {
            office,
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

    /// The badges issued during this run, oldest first.
    pub fn issued(&self) -> Vec<IssuedBadge> {
        self.office.issued()
    }

    /// The choices for what is not documented, as they stand.
    pub fn switches(&self) -> Switches {
        self.office.switches()
    }

    /// Chooses anew; what was issued before stays as it is.
    pub fn set_switches(&self, switches: Switches) {
        *held(&self.office.switches) = switches;
    }

    /// Deletes a template; false if there was none with this id.
    pub fn delete_badge(&self, id: &str) -> bool {
        held(&self.office.catalogue).delete_badge(id)
    }

    /// Changes a custom field; false if there is none of this name in this template.
    pub fn change_field(&self, badge: &str, name: &str, change: FieldChange) -> bool {
        let mut found = false;
        held(&self.office.catalogue).change(badge, |badge| {
            let field = badge.fields.iter_mut().find(|field| field.name == name);
            found = field.is_some();
            if let Some(field) = field {
                change.apply(field);
            }
        });
        found
    }

    /// Takes a custom field away; false if there is none of this name in this template.
    pub fn delete_field(&self, badge: &str, name: &str) -> bool {
        let mut found = false;
        held(&self.office.catalogue).change(badge, |badge| {
            let before = badge.fields.len();
            badge.fields.retain(|field| field.name != name);
            found = badge.fields.len() < before;
        });
        found
    }

    /// Revokes the API key.
    pub fn revoke_key(&self) {
        self.office.key.revoke(true);
    }

    /// Makes the revoked key good again.
    pub fn restore_key(&self) {
        self.office.key.revoke(false);
    }

    /// Makes the key another account's, of this address.
    pub fn change_account(&self, email: &str) {
        held(&self.office.catalogue).change_email(email);
    }

    /// Puts the office's clock forward.
    pub fn advance(&self, by: Duration) {
        self.office.clock.advance(by);
    }
}

impl FieldChange {
    fn apply(self, field: &mut CustomField) {
        if let Some(name) = self.name {
            field.label.clone_from(&name);
            field.name = name;
        }
        field.kind = self.kind.unwrap_or(field.kind);
        field.required = self.required.unwrap_or(field.required);
    }
}
