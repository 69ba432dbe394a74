//! The wall clock, as something the composing layer hands in.

use chrono::{DateTime, Utc};

/// Tells the time. `chrono::Utc::now` is one; tests bring their own.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

impl<F> Clock for F
where
    F: Fn() -> DateTime<Utc> + Send + Sync,
{
    fn now(&self) -> DateTime<Utc> {
        self()
    }
}
