//! What was found, summed up over all runs.

use std::fmt;
use std::fs;
use std::path::Path;

use journeys::{JourneyError, Step};
use serde::{Deserialize, Serialize};

/// Counts of one run or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How often a station was killed and its ledger compared.
    pub rounds: u64,
    /// The orders that were written down.
    pub orders: u64,
    /// Of these, accepted when everything was settled.
    pub accepted: u64,
    /// Orders that were of unknown outcome after a kill, counted at each.
    pub unknown: u64,
    /// Orders that were confirmed and are not there, or accepted and not at the service.
    pub lost: u64,
    /// Orders that the service holds more than once.
    pub doubled: u64,
    /// Orders whose state contradicts what the service holds.
    pub wrong_state: u64,
}

/// The sum of all runs, and what each state of the program had of it: a count says nothing of code
/// that was written after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    #[serde(flatten)]
    pub sum: Report,
    /// In the order of the runs; runs before these were of many states.
    #[serde(default)]
    pub commits: Vec<OfCommit>,
}

/// What was counted with one state of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfCommit {
    pub commit: String,
    #[serde(flatten)]
    pub counts: Report,
}

impl Kept {
    /// What a file holds; nothing yet if there is none.
    pub fn read(path: &Path) -> Step<Kept> {
        let Ok(text) = fs::read_to_string(path) else {
            return Ok(Kept::default());
        };
        serde_json::from_str(&text).map_err(|error| JourneyError::Answer {
            what: path.display().to_string(),
            error,
        })
    }

    pub fn write(&self, path: &Path) -> Step<()> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        fs::write(path, text + "\n").map_err(|error| JourneyError::Io {
            what: path.display().to_string(),
            error,
        })
    }

    pub fn add(&mut self, commit: &str, counts: &Report) {
        self.sum.add(counts);
        match self.commits.iter_mut().find(|one| one.commit == commit) {
            Some(one) => one.counts.add(counts),
            None => self.commits.push(OfCommit {
                commit: commit.to_owned(),
                counts: counts.clone(),
            }),
        }
    }
}

impl Report {
    pub fn add(&mut self, other: &Report) {
        self.rounds += other.rounds;
        self.orders += other.orders;
        self.accepted += other.accepted;
        self.unknown += other.unknown;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.wrong_state += other.wrong_state;
    }

    pub fn verdict(&self) -> Step<()> {
        match self.lost + self.doubled + self.wrong_state {
            0 => Ok(()),
            _ => Err(JourneyError::Soak(self.to_string())),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rounds, {} orders, {} accepted, {} unknown on the way: {} lost, {} doubled, {} in a wrong state",
            self.rounds,
            self.orders,
            self.accepted,
            self.unknown,
            self.lost,
            self.doubled,
            self.wrong_state
        )
    }
}
