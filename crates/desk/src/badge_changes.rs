//! Changes of an issued badge. One whose answer is lost is never made again by the program: how
//! the badge stands then says what became of it.

use issuing::{BadgeService, IssuedBadge, IssuingError, RevocationComments, Stage, Standing};
use ledger::Change;

use crate::badges::{There, of_badge};
use crate::boundary::{BadgeChange, BadgeRef, Code, DeskEvent, IssuedBadgeView};
use crate::desk::Desk;
use crate::error::DeskError;

impl Desk {
    /// Changes a badge at its service, notes it in its order's timeline, and answers the badge as
    /// it is then.
    ///
    /// # Errors
    /// It was revoked before, the comments are too long, the answer was lost and the badge stands
    /// as it did or does not tell, or as [`Desk::issued_badge`].
    pub async fn change_badge(
        &self,
        badge: BadgeRef,
        change: BadgeChange,
    ) -> Result<IssuedBadgeView, DeskError> {
        let there = self.there(badge).await?;
        // What is known of it, should the service not tell how it stands afterwards.
        let before = there.now().await?;
        let revokes = matches!(change, BadgeChange::Revoke { .. });
        if revokes && matches!(before.standing, Standing::Revoked { .. }) {
            self.keep_told(&there.connection, &before).await?;
            return Err(DeskError::named(Code::AlreadyRevoked, ""));
        }
        let (noted, issued) = changed_at(&there, before, change).await?;
        if let Some(order) = there.order {
            self.change_order(order, move |ledger, stamp| {
                ledger.note_change(order, &noted, stamp)
            })
            .await?;
        }
        self.tell(DeskEvent::StationChanged);
        self.shown_badge(&there.connection, issued).await
    }
}

/// Makes the change and answers what to note, and the badge as it stands then.
async fn changed_at(
    there: &There,
    before: IssuedBadge,
    change: BadgeChange,
) -> Result<(Change, IssuedBadge), DeskError> {
    let (wanted, noted) = match change {
        BadgeChange::Revoke { reason, comments } => {
            let wanted = Wanted::revocation(reason.trim(), comments.trim())?;
            (wanted, Change::Revoked(reason.trim().to_owned()))
        }
        BadgeChange::Reinstate => (Wanted::Reinstated, Change::Reinstated),
        BadgeChange::Expiry { day } => (Wanted::Expiry(day), Change::Expiry(day)),
    };
    let made = wanted.make(there.badges()?, &there.id).await;
    if let Err(error) = &made
        && is_certain(error)
    {
        return Err(of_badge(error.clone()));
    }
    let now = there.now().await;
    let issued = match made {
        // The change is made: that the service does not tell of it at once is no failure of it.
        Ok(()) => now.unwrap_or_else(|_| known(before, &noted)),
        Err(error) => seen(now, &wanted, error)?,
    };
    Ok((noted, issued))
}

/// How a badge shall stand.
enum Wanted {
    Revoked {
        reason: Option<String>,
        comments: Option<RevocationComments>,
    },
    Reinstated,
    Expiry(chrono::NaiveDate),
}

impl Wanted {
    fn revocation(reason: &str, comments: &str) -> Result<Wanted, DeskError> {
        let comments = match comments {
            "" => None,
            text => Some(RevocationComments::new(text)?),
        };
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        Ok(Wanted::Revoked { reason, comments })
    }

    async fn make(&self, badges: &dyn BadgeService, id: &str) -> Result<(), IssuingError> {
        match self {
            Wanted::Revoked { reason, comments } => {
                let reason = reason.as_deref();
                badges.revoke(id, reason, comments.as_ref()).await
            }
            Wanted::Reinstated => badges.reinstate(id).await,
            Wanted::Expiry(day) => badges.change_expiry(id, *day).await,
        }
    }

    /// Whether a badge stands so; nothing if the service does not tell.
    fn is_seen_in(&self, badge: &IssuedBadge) -> Option<bool> {
        let revoked = match badge.standing {
            Standing::InForce => Some(false),
            Standing::Revoked { .. } => Some(true),
            Standing::NotTold => None,
        };
        match self {
            Wanted::Revoked { .. } => revoked,
            Wanted::Reinstated => revoked.map(|revoked| !revoked),
            Wanted::Expiry(day) => {
                let told = badge.expire_date.as_deref()?;
                Some(told.starts_with(&day.to_string()))
            }
        }
    }
}

/// Whether a failure proves that nothing was changed: no connection was made, or the answer is one
/// that the documentation explains.
fn is_certain(error: &IssuingError) -> bool {
    use IssuingError as E;
    matches!(
        error,
        E::Unreachable
            | E::NameNotFound
            | E::Certificate { .. }
            | E::TimedOut {
                stage: Stage::Connecting
            }
            | E::RateLimited { .. }
            | E::WrongKey
            | E::NotFound { .. }
            | E::BadInput { .. }
            | E::AlreadyRevoked
    )
}

/// What became of a change whose answer proves nothing, by how the badge stands now.
fn seen(
    now: Result<IssuedBadge, DeskError>,
    wanted: &Wanted,
    error: IssuingError,
) -> Result<IssuedBadge, DeskError> {
    let unclear = || DeskError::named(Code::ChangeUnclear, "");
    let now = now.map_err(|_| unclear())?;
    match wanted.is_seen_in(&now) {
        Some(true) => Ok(now),
        Some(false) if says_no(&error) => Err(error.into()),
        Some(false) => Err(DeskError::named(Code::ChangeNotSeen, "")),
        None => Err(unclear()),
    }
}

/// Whether it was an answer that says no, in whatever words, and no answer that was lost.
fn says_no(error: &IssuingError) -> bool {
    use IssuingError as E;
    matches!(
        error,
        E::Declined { .. } | E::Forbidden { .. } | E::NoSuchEndpoint | E::Moved { .. }
    )
}

/// A badge as it stands after a change that its service took.
fn known(mut badge: IssuedBadge, change: &Change) -> IssuedBadge {
    match change {
        Change::Revoked(reason) => {
            badge.standing = Standing::Revoked {
                reason: Some(reason.clone()).filter(|it| !it.is_empty()),
            };
        }
        Change::Reinstated => badge.standing = Standing::InForce,
        Change::Expiry(day) => badge.expire_date = Some(day.to_string()),
    }
    badge
}
