//! Changes of an issued badge. One whose answer is lost is never made again by the program: how
//! the badge stands then says what became of it.

use issuing::{BadgeService, IssuedBadge, IssuingError, RevocationComments, Stage, Standing};
use ledger::{Change, OrderId};

use crate::badges::{There, of_badge};
use crate::boundary::{BadgeChange, BadgeRef, Code, DeskEvent, IssuedBadgeView};
use crate::desk::Desk;
use crate::error::DeskError;

impl Desk {
    /// Changes a badge at its service, notes it in its order's timeline, and answers the badge as
    /// it is then. That it is asked for stands in the timeline before it is, so that neither a lost
    /// answer nor the end of the program hides who wanted it.
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
        let (wanted, noted) = wanted(change)?;
        // What is known of it, should the service not tell how it stands afterwards.
        let since = self.inner().changing.turn();
        let before = there.now().await?;
        self.keep_told(&there.connection, &before, since).await?;
        let revoked = matches!(before.standing, Standing::Revoked { .. });
        if revoked && matches!(wanted, Wanted::Revoked { .. }) {
            return Err(DeskError::named(Code::AlreadyRevoked, ""));
        }
        let end = match there.order {
            None => changed_at(&there, &wanted).await,
            Some(order) => self.asked(&there, order, (&wanted, &noted)).await?,
        };
        let issued = match end {
            End::Made(now) => now.map_or_else(|| known(before, &noted), |now| *now),
            End::NotMade(error) | End::Unclear(error) => return Err(error),
        };
        self.tell(DeskEvent::StationChanged);
        self.shown_badge(&there.connection, issued, since).await
    }

    /// Makes a change of an order's badge, one at a time, and writes down that it is asked for and
    /// how that ended. What is unclear is written down once the service tells.
    async fn asked(
        &self,
        there: &There,
        order: OrderId,
        (wanted, noted): (&Wanted, &Change),
    ) -> Result<End, DeskError> {
        let changing = &self.inner().changing;
        let _change = loop {
            match changing.begin(order) {
                Some(change) => break change,
                None => changing.until_ended(order).await,
            }
        };
        let change = noted.clone();
        self.change_order(order, move |ledger, stamp| {
            ledger.ask_change(order, &change, stamp)
        })
        .await?;
        let end = changed_at(there, wanted).await;
        let change = noted.clone();
        let made = match end {
            End::Made(_) => true,
            End::NotMade(_) => false,
            End::Unclear(_) => return Ok(end),
        };
        self.change_order(order, move |ledger, stamp| {
            if made {
                ledger.note_change(order, &change, stamp)
            } else {
                ledger.note_no_change(order, &change, stamp)
            }
        })
        .await?;
        Ok(end)
    }
}

/// How the asking for a change ended.
enum End {
    /// It was made, and the badge stands so, if the service tells.
    Made(Option<Box<IssuedBadge>>),
    /// It was certainly not made.
    NotMade(DeskError),
    /// The answer was lost: it may have been made, or may yet be.
    Unclear(DeskError),
}

fn wanted(change: BadgeChange) -> Result<(Wanted, Change), DeskError> {
    Ok(match change {
        BadgeChange::Revoke { reason, comments } => {
            let wanted = Wanted::revocation(reason.trim(), comments.trim())?;
            (wanted, Change::Revoked(reason.trim().to_owned()))
        }
        BadgeChange::Reinstate => (Wanted::Reinstated, Change::Reinstated),
        BadgeChange::Expiry { day } => (Wanted::Expiry(day), Change::Expiry(day)),
    })
}

/// Makes the change, and looks how the badge stands then.
async fn changed_at(there: &There, wanted: &Wanted) -> End {
    let badges = match there.badges() {
        Ok(badges) => badges,
        Err(error) => return End::NotMade(error),
    };
    match wanted.make(badges, &there.id).await {
        // The change is made: that the service does not tell of it at once is no failure of it.
        Ok(()) => End::Made(there.now().await.ok().map(Box::new)),
        Err(error) if is_certain(&error) => End::NotMade(of_badge(error)),
        Err(error) => seen(there.now().await.ok(), wanted, error),
    }
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
fn seen(now: Option<IssuedBadge>, wanted: &Wanted, error: IssuingError) -> End {
    let seen = now.as_ref().and_then(|badge| wanted.is_seen_in(badge));
    match seen {
        Some(true) => End::Made(now.map(Box::new)),
        Some(false) if says_no(&error) => End::NotMade(error.into()),
        Some(false) => End::Unclear(DeskError::named(Code::ChangeNotSeen, "")),
        None => End::Unclear(DeskError::named(Code::ChangeUnclear, "")),
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
