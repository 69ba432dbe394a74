//! What outlives a run: numbers, and nothing about a person.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

use crate::state_file;

/// The first credential number of a new office, as in the documentation's sample.
const FIRST: u64 = 1042;

/// The numbers as they stand in the state file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Numbers {
    pub next_credential_number: u64,
    pub orders: u64,
    pub credentials: u64,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            next_credential_number: FIRST,
            orders: 0,
            credentials: 0,
        }
    }
}

impl Numbers {
    pub(super) fn load(path: &Path) -> Self {
        state_file::load(path)
    }

    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        state_file::save(path, self)
    }

    /// Takes the next number for an order of `quantity` credentials.
    pub(super) fn take(&mut self, quantity: u32) -> u64 {
        let number = self.next_credential_number;
        self.next_credential_number += u64::from(quantity);
        self.orders += 1;
        self.credentials += u64::from(quantity);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_takes_a_number_for_each() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.take(3), FIRST);
        assert_eq!(numbers.take(1), FIRST + 3);
    }
}
