//! How long a service may take.

use std::time::Duration;

/// How long to wait before time has run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection to be made.
    pub connecting: Duration,
    /// For one call from its beginning to the last byte of its answer.
    pub answering: Duration,
}

impl Default for Patience {
    /// Our own choice, the documentation names none: 10 seconds for a connection, which outlasts
    /// two lost packets, and 60 for a call, long enough for a picture over a slow office line.
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(10),
            answering: Duration::from_secs(60),
        }
    }
}
