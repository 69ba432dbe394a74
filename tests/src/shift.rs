//! What a station without a window is told to do until it is killed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use practice::{BreezeAccess, issuebadge};
use serde::{Deserialize, Serialize};

/// A shift at a counter that may end at any instant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shift {
    /// The desk's folder.
    pub folder: PathBuf,
    /// The keyring's.
    pub keyring: PathBuf,
    /// Where cards are ordered.
    pub breeze: BreezeAccess,
    /// Where badges are ordered.
    pub issuebadge: issuebadge::Access,
    /// What happens, by chance.
    pub seed: u64,
    /// How every name begins that is typed in this shift.
    pub names: String,
    /// What the operator has found at the services: by order its number there, or that it is not.
    pub answers: BTreeMap<String, Option<String>>,
    /// Nobody comes any more: settle what is there and end.
    pub last: bool,
}
