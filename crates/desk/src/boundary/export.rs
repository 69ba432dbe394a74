//! Orders as a file.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{HistoryQuery, OrderState, ReissueReason};

/// What kind of file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// A table as text, for any spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// The timelines, one entry as JSON on each line.
    AuditLog,
}

/// Which orders go into it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ExportOrders {
    /// Those the history finds; an empty question finds all.
    Found {
        /// The question.
        query: HistoryQuery,
    },
    /// These.
    Chosen {
        /// Their ids.
        orders: Vec<String>,
    },
}

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportColumn {
    /// When it was confirmed.
    OrderedAt,
    /// The person.
    Person,
    /// The credential's number.
    Number,
    /// The office's identifier.
    ExternalId,
    /// The template's name.
    Template,
    /// The connection's name.
    Connection,
    /// Where it stands.
    State,
    /// The service's status.
    Status,
    /// Why it repeats another one.
    Reissue,
    /// Where a badge can be seen.
    PublicUrl,
    /// When it arrived.
    ArrivedAt,
    /// The day it was handed over.
    HandedOverOn,
    /// Whom it was handed to.
    HandedOverTo,
    /// The operator.
    By,
    /// The station.
    Station,
    /// What was ordered, a column for each field that is not sensitive.
    Values,
}

/// A column and what stands above it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TitledColumn {
    /// What it holds.
    pub column: ExportColumn,
    /// Its title in the language of the page; the fields have their own.
    pub title: String,
}

/// An export.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// What kind of file.
    pub format: ExportFormat,
    /// Which orders.
    pub orders: ExportOrders,
    /// The columns from left to right; the audit log has none.
    pub columns: Vec<TitledColumn>,
    /// What the states are called in the language of the page.
    pub states: BTreeMap<OrderState, String>,
    /// What an order that an operator closed is called there: its state alone does not tell.
    pub closed: String,
    /// What the reasons are called in the language of the page.
    pub reasons: BTreeMap<ReissueReason, String>,
}

/// A file that was made of the ledger, which no deletion reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What kind; none if it was a backup.
    pub format: Option<ExportFormat>,
    /// Where it was written.
    pub file: String,
    /// How many orders it holds.
    pub orders: u32,
}
