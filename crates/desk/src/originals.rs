//! The originals of pictures: kept for a recrop, and for a day at the most.

use chrono::{DateTime, TimeDelta, Utc};

use crate::boundary::Problem;
use crate::desk::{Desk, lock};
use crate::error::DeskError;

/// So long an original is kept at the most, in hours; the next look would come too late for the 24
/// that the office is promised.
const KEPT: i64 = 23;

/// So often it is looked for those whose time is over, in hours.
const BETWEEN_LOOKS: i64 = 1;

impl Desk {
    /// Erases the originals whose time is over, also while the program was closed. A ledger that
    /// cannot be written keeps nobody from the counter: it is tried again.
    pub(crate) async fn forget_old_originals(&self) {
        let now = self.inner().clock.now();
        if !self.originals_are_due(now) {
            return;
        }
        let forgotten = self.blocking(move |desk| desk.forget_originals(now)).await;
        match forgotten {
            Ok(()) => *lock(&self.inner().originals_seen) = Some(now),
            Err(error) => {
                let code = Problem::from(error).code;
                tracing::warn!(?code, "the originals were not looked through");
            }
        }
    }

    /// A clock that was set back must not put it off.
    fn originals_are_due(&self, now: DateTime<Utc>) -> bool {
        let seen = *lock(&self.inner().originals_seen);
        seen.is_none_or(|seen| now < seen || now - seen >= TimeDelta::hours(BETWEEN_LOOKS))
    }

    fn forget_originals(&self, now: DateTime<Utc>) -> Result<(), DeskError> {
        let Ok(ledger) = self.ledger() else {
            return Ok(());
        };
        let forgotten = ledger.forget_originals_before(now - TimeDelta::hours(KEPT))?;
        if forgotten > 0 {
            *lock(&self.inner().last_picture) = None;
        }
        Ok(())
    }
}
