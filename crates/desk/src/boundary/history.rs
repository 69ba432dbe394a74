//! The history as the user interface asks for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{OrderRow, OrderState};

/// What to show of the history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct HistoryQuery {
    /// Name, number, external id or template.
    pub search: String,
    /// Only these states; empty means all.
    pub states: Vec<OrderState>,
    /// Of the refused ones, only those neither corrected nor set aside.
    pub open_only: bool,
    /// Only orders with this status of the service, such as `requested`.
    pub status: Option<String>,
    /// Only this template (id).
    pub template: Option<String>,
    /// Only this connection (id).
    pub connection: Option<String>,
    /// From this day on, in local time.
    pub from: Option<NaiveDate>,
    /// Up to this day, in local time, it included.
    pub to: Option<NaiveDate>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// One page of the history, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// The lines.
    pub rows: Vec<OrderRow>,
    /// Where the next page begins; none at the end.
    pub cursor: Option<String>,
}

/// A template something was ordered of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrderedTemplate {
    /// The template's id.
    pub id: String,
    /// Its name when it was last ordered.
    pub name: String,
}

/// How many orders stand where, of one connection or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrderCounts {
    /// Waiting or not taken.
    pub waiting: u32,
    /// On their way.
    pub sending: u32,
    /// Unknown, blocked, or refused and neither corrected nor set aside: someone has to look.
    pub needs_you: u32,
    /// With a receipt.
    pub accepted: u32,
    /// Accepted with the status `requested`, neither checked out nor arrived.
    pub requested: u32,
    /// Nobody knows whether the service has them.
    pub unknown: u32,
    /// Held until the connection is mended.
    pub blocked: u32,
    /// Refused, also those that somebody has corrected or set aside.
    pub refused: u32,
    /// Taken back before they left, or closed without a receipt.
    pub cancelled: u32,
}
