//! Backups.

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The passphrase of a backup as it is typed. It crosses in this direction only.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(transparent)]
pub struct TypedPassphrase(#[specta(type = String)] pub SecretString);

/// A backup that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackedUpView {
    /// How many orders it holds.
    pub orders: u32,
    /// Whether it stands in the list of files that were made of the ledger.
    pub listed: bool,
}

/// What a backup put in the place of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RestoredView {
    /// When the backup was made.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// At which station.
    pub station: String,
    /// How many of its orders were not finished and are of unknown outcome now.
    pub unknown: u32,
    /// Where the ledger is that was here.
    pub set_aside: Option<String>,
}
