//! Telling whoever waits for it that a ledger was closed.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Knows whether a ledger was closed, and does not keep it open.
#[derive(Clone, Debug, Default)]
pub struct Closed(Arc<(Mutex<bool>, Condvar)>);

impl Closed {
    /// Blocks until the last who works with the ledger has let go of it and its files are closed,
    /// but no longer than `most`. Says whether they are.
    #[must_use]
    pub fn wait(&self, most: Duration) -> bool {
        let (closed, told) = &*self.0;
        let closed = closed.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = told.wait_timeout_while(closed, most, |closed| !*closed);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Tells it when dropped.
#[derive(Debug, Default)]
pub struct TellsClosed(pub Closed);

impl Drop for TellsClosed {
    fn drop(&mut self) {
        let (closed, told) = &*self.0.0;
        *closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.notify_all();
    }
}
