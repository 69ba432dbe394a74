//! The issued badges of this run, and the numbers that outlive it.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{refusal::Refusal, switches::KeyScope, switches::ReusedKey, switches::Switches};
use crate::state_file;

/// An issued badge as the practice office took it. It lives in memory for the run, and no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IssuedBadge {
    /// The `IssueId`.
    pub issue_id: String,
    /// How it was asked for.
    pub method: Method,
    /// Every member of the request as it was sent; of a GET all of them are text.
    pub request: Map<String, Value>,
    /// The template's id.
    pub badge_id: String,
    /// The template's name at that time.
    pub badge_name: String,
    /// The name of the template's organisation.
    pub organization_name: String,
    /// The recipient's full name.
    pub recipient_name: String,
    /// The recipient's e-mail address, if one was sent.
    pub recipient_email: Option<String>,
    /// The recipient's phone number, if one was sent.
    pub recipient_phone: Option<String>,
    /// The day of issue.
    pub issue_date: NaiveDate,
    /// The last day, from the request or from the template's own rule.
    pub expire_date: Option<NaiveDate>,
    /// The internal note.
    pub memo: Option<String>,
    /// The values of the custom fields as they were sent.
    pub metadata: Map<String, Value>,
    /// The caller's key, if one was sent.
    pub idempotency_key: Option<String>,
    /// Counts on from run to run.
    pub serial_number: u64,
    /// The address of its page, on loopback.
    pub public_url: String,
    /// The address of its certificate, if the template has a design for one.
    pub pdf_url: Option<String>,
    /// Whether the service would have sent an e-mail: there was an address.
    pub emailed: bool,
    /// Why it is revoked, if it is.
    pub revocation: Option<Revocation>,
    /// What was done to it since, oldest first.
    pub history: Vec<HistoryEntry>,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// How an issue was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// With a query.
    Get,
    /// With a body.
    Post,
}

/// Why a badge is revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// "Revoked via API" unless another reason was sent.
    pub reason: String,
    /// More words, if any were sent.
    pub comments: Option<String>,
}

/// Something that was done to an issued badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// What was done.
    pub action: Action,
    /// The name of the account's user.
    pub changed_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What the history of an issued badge tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was revoked.
    Revoked,
    /// Its revocation was taken back.
    Reinstated,
    /// Its expiry or its memo was changed.
    Updated,
}

/// What outlives a run, as it stands in the state file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Numbers {
    next_serial_number: u64,
    issued: u64,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            next_serial_number: 1,
            issued: 0,
        }
    }
}

/// The file for IssueBadge's numbers: `practice.json` has `practice-issuebadge.json` beside it.
pub(super) fn numbers_beside(state: &Path) -> PathBuf {
    let mut name = state.file_stem().unwrap_or_default().to_owned();
    name.push("-issuebadge");
    if let Some(extension) = state.extension() {
        name.push(".");
        name.push(extension);
    }
    state.with_file_name(name)
}

/// The issued badges, oldest first.
pub(super) struct Issued {
    all: Vec<IssuedBadge>,
    /// The keys of calls that failed, where those are used up.
    burned: HashSet<String>,
    numbers: Numbers,
    state: Option<PathBuf>,
}

/// The badge that was issued with this key before, and the answer to a used key.
pub(super) struct UsedKey<'a> {
    pub key: Option<&'a str>,
    pub badge_id: &'a str,
    pub switches: Switches,
}

impl Issued {
    pub(super) fn open(state: Option<PathBuf>) -> Self {
        Self {
            all: Vec::new(),
            burned: HashSet::new(),
            numbers: state.as_deref().map(state_file::load).unwrap_or_default(),
            state,
        }
    }

    pub(super) fn all(&self) -> &[IssuedBadge] {
        &self.all
    }

    pub(super) fn find(&self, id: &str) -> Option<&IssuedBadge> {
        self.all.iter().find(|issued| issued.issue_id == id)
    }

    pub(super) fn find_mut(&mut self, id: &str) -> Option<&mut IssuedBadge> {
        self.all.iter_mut().find(|issued| issued.issue_id == id)
    }

    /// Issues a badge, unless its key was used before.
    pub(super) fn issue(
        &mut self,
        used: &UsedKey<'_>,
        make: impl FnOnce(String, u64) -> IssuedBadge,
    ) -> Result<IssuedBadge, Refusal> {
        if let Some(existing) = self.with_key(used) {
            return match used.switches.reused_key {
                ReusedKey::ReturnsExisting => Ok(existing.clone()),
                refused => Err(Refusal::UsedKey(refused)),
            };
        }
        if used.key.is_some_and(|key| self.burned.contains(key)) {
            return Err(Refusal::UsedKey(used.switches.reused_key));
        }
        let issued = make(random_id(), self.take_number());
        self.all.push(issued.clone());
        Ok(issued)
    }

    /// Uses up the key of a call that failed.
    pub(super) fn burn(&mut self, key: &str) {
        self.burned.insert(key.to_owned());
    }

    fn with_key(&self, used: &UsedKey<'_>) -> Option<&IssuedBadge> {
        let key = used.key?;
        self.all.iter().find(|issued| {
            let in_scope = match used.switches.key_scope {
                KeyScope::Account => true,
                KeyScope::Badge => issued.badge_id == used.badge_id,
            };
            in_scope && issued.idempotency_key.as_deref() == Some(key)
        })
    }

    fn take_number(&mut self) -> u64 {
        let number = self.numbers.next_serial_number;
        self.numbers.next_serial_number += 1;
        self.numbers.issued += 1;
        if let Some(path) = &self.state
            && let Err(error) = state_file::save(path, &self.numbers)
        {
            tracing::warn!(%error, "the practice office's numbers were not saved");
        }
        number
    }
}

/// An opaque id as the vendor's samples show them: `W238GD8PK`, but longer, so that it is unique.
pub(super) fn random_id() -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bytes = Uuid::new_v4().into_bytes();
    let digits = bytes.iter().map(|byte| DIGITS[usize::from(byte % 32)]);
    digits.take(12).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_lie_beside_those_of_breeze() {
        let beside = |path: &str| numbers_beside(Path::new(path));
        assert_eq!(
            beside("/data/practice.json"),
            Path::new("/data/practice-issuebadge.json")
        );
        assert_eq!(beside("numbers"), Path::new("numbers-issuebadge"));
    }
}
