//! Badges as their service keeps them.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{IssuingError, PublicUrl, Receipt, TemplateId};

/// An issued badge, as far as the service told. `Debug` leaves out everything about the person.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct IssuedBadge {
    /// The service's id of it (`IssueId`).
    pub id: String,
    /// Whom it names.
    pub recipient_name: Option<String>,
    /// Where it was sent.
    pub recipient_email: Option<String>,
    /// The recipient's telephone number.
    pub recipient_phone: Option<String>,
    /// The template.
    pub badge: Option<TemplateId>,
    /// The template's name.
    pub badge_name: Option<String>,
    /// Who issued it.
    pub organization: Option<String>,
    /// The day it counts from, as the service wrote it.
    pub issue_date: Option<String>,
    /// The last day it counts, as the service wrote it.
    pub expire_date: Option<String>,
    /// Its number for people.
    pub serial_number: Option<String>,
    /// The office's note.
    pub memo: Option<String>,
    /// Where it can be seen.
    pub public_url: Option<PublicUrl>,
    /// Where its certificate lies.
    pub pdf_url: Option<PublicUrl>,
    /// The custom fields' values, as the service wrote them.
    pub metadata: Map<String, Value>,
    /// When it was made, as the service wrote it; the format is not documented.
    pub created: Option<String>,
    /// When it was changed last, as the service wrote it.
    pub updated: Option<String>,
    /// Whether it counts.
    pub standing: Standing,
}

impl IssuedBadge {
    /// The receipt that the order of this badge would have had.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt {
            id: self.id.clone(),
            number: self.serial_number.clone(),
            status: None,
            created: self.created.clone(),
            public_url: self.public_url.clone(),
            remarks: Vec::new(),
        }
    }
}

impl fmt::Debug for IssuedBadge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedBadge")
            .field("id", &self.id)
            .field("badge", &self.badge)
            .field("created", &self.created)
            .finish_non_exhaustive()
    }
}

/// In what an issued badge is another one than an order's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It is of another template.
    Template,
    /// It names somebody else, or another e-mail address.
    Recipient,
    /// It was made before the order was first sent.
    Age,
}

/// Whether an issued badge counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It was not revoked.
    InForce,
    /// It was revoked.
    Revoked {
        /// Why, if that was noted.
        reason: Option<String>,
    },
    /// The service did not say; whether lists do is not documented.
    NotTold,
}

/// One thing that was done with an issued badge. `Debug` leaves out by whom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// What was done.
    pub action: HistoryAction,
    /// By whom, if that is told.
    pub by: Option<String>,
    /// When, as the service wrote it.
    pub at: Option<String>,
}

impl fmt::Debug for HistoryEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryEntry")
            .field("action", &self.action)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// What was done with an issued badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryAction {
    /// It was revoked.
    Revoked,
    /// Its revocation was taken back.
    Reinstated,
    /// An action the documentation does not list, as the service wrote it.
    Unlisted(String),
}

/// Which issued badges to browse. Name and address may be parts of the whole.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IssuedFilter {
    /// Only of this template.
    pub badge: Option<TemplateId>,
    /// Only with this in the recipient's name.
    pub recipient_name: Option<String>,
    /// Only with this in the recipient's e-mail address.
    pub recipient_email: Option<String>,
}

impl fmt::Debug for IssuedFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedFilter")
            .field("badge", &self.badge)
            .finish_non_exhaustive()
    }
}

/// One page of issued badges.
#[derive(Debug, Clone, PartialEq)]
pub struct IssuedPage {
    /// The badges, in the service's order.
    pub badges: Vec<IssuedBadge>,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many badges all pages hold together, if that is told.
    pub total: Option<u64>,
    /// Whether there is a page after this one.
    pub more: bool,
}

/// What a service knows about an order of which no answer came.
#[derive(Debug, Clone, PartialEq)]
pub enum LookUp {
    /// The order is there. Template, name and e-mail address agree exactly and it is newer than
    /// the first attempt; there is more than one if others ordered the same meanwhile. Whether
    /// one of them belongs to another order is for the caller to know.
    Found(Vec<IssuedBadge>),
    /// Everything that could have been the order was read, and none of it is.
    NotFound,
    /// It cannot be said.
    CannotTell {
        /// Why not.
        error: IssuingError,
        /// What looks like the order but is not proven to be, to show to the operator.
        alike: Vec<IssuedBadge>,
    },
}
