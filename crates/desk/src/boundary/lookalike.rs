//! Orders that look like the one that is about to be placed, and why somebody gets another one.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::OrderRow;

/// Why a person who had a credential gets another one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "camelCase")]
pub enum ReissueReason {
    /// It was lost.
    Lost,
    /// It is damaged.
    Damaged,
    /// It is to show another picture.
    NewPhoto,
    /// The person has another name.
    NewName,
    /// Its time is over.
    Expired,
}

/// By what two orders are of the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SameIn {
    /// The external id.
    ExternalId,
    /// The employee number.
    EmployeeNumber,
    /// The e-mail address.
    Email,
    /// It already replaces the same order.
    OrderedAgain,
}

/// An order that may be another one for the same person.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Lookalike {
    /// The order.
    pub row: OrderRow,
    /// What is the same.
    pub same: Vec<SameIn>,
}

/// What stands against placing an order at once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Lookalikes {
    /// Whom the form is about.
    pub person: String,
    /// Recent orders of the same person: to be ordered anyway, if there is a reason.
    pub orders: Vec<Lookalike>,
    /// Orders with the same picture under another name: not to be ordered.
    pub same_picture: Vec<OrderRow>,
    /// The field that holds that picture.
    pub picture_field: Option<String>,
    /// How many days back an order is recent.
    pub days: u32,
}
