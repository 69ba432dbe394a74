//! Digital badges after their order: seen, changed, found again, shown.

use issuing::{
    BadgeService, HistoryAction, IssuedBadge, IssuedFilter, IssuingError, IssuingService,
    PublicUrl, RevocationComments, Standing, TemplateId,
};
use ledger::{Change, OrderId};
use qrcode::QrCode;
use qrcode::render::svg;
use std::sync::Arc;

use crate::boundary::{
    BadgeChange, BadgeEvent, BadgeRef, Code, DeskEvent, IssuedBadgeView, IssuedPageView,
    IssuedQuery, StandingView,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::orders::order_id;

/// Pixels of a QR code's side on the screen, at least: half of a 720-pixel window, so that a phone
/// an arm away reads it.
const QR_SIDE: u32 = 360;

/// A badge at its service.
struct There {
    service: Arc<dyn IssuingService>,
    connection: String,
    id: String,
    /// The order of this desk that it came from.
    order: Option<OrderId>,
}

impl There {
    fn badges(&self) -> Result<&dyn BadgeService, DeskError> {
        self.service.badges().ok_or_else(no_badges)
    }
}

fn no_badges() -> DeskError {
    DeskError::named(Code::NoSuchBadge, "")
}

impl Desk {
    /// A badge as its service keeps it now.
    ///
    /// # Errors
    /// There is none, or the service does not answer as it should.
    pub async fn issued_badge(&self, badge: BadgeRef) -> Result<IssuedBadgeView, DeskError> {
        let there = self.there(badge).await?;
        let issued = there.badges()?.issued(&there.id).await;
        self.shown_badge(&there.connection, issued.map_err(of_badge)?)
            .await
    }

    /// What the service noted about a badge, in its order.
    ///
    /// # Errors
    /// As [`Desk::issued_badge`].
    pub async fn badge_history(&self, badge: BadgeRef) -> Result<Vec<BadgeEvent>, DeskError> {
        let there = self.there(badge).await?;
        let history = there.badges()?.history(&there.id).await;
        let events = history.map_err(of_badge)?.into_iter();
        Ok(events
            .map(|entry| BadgeEvent {
                action: match entry.action {
                    HistoryAction::Revoked => "revoked".to_owned(),
                    HistoryAction::Reinstated => "reinstated".to_owned(),
                    HistoryAction::Unlisted(word) => word,
                },
                by: entry.by,
                at: entry.at,
            })
            .collect())
    }

    /// Changes a badge at its service, notes it in its order's timeline, and answers the badge as
    /// it is then.
    ///
    /// # Errors
    /// It was revoked before, the comments are too long, or as [`Desk::issued_badge`].
    pub async fn change_badge(
        &self,
        badge: BadgeRef,
        change: BadgeChange,
    ) -> Result<IssuedBadgeView, DeskError> {
        let there = self.there(badge).await?;
        // What is known of it, should the service not tell how it stands afterwards.
        let before = there.badges()?.issued(&there.id).await.map_err(of_badge)?;
        let noted = change_at(there.badges()?, &there.id, change).await?;
        let known = changed(before, &noted);
        if let Some(order) = there.order {
            self.change_order(order, move |ledger, stamp| {
                ledger.note_change(order, &noted, stamp)
            })
            .await?;
        }
        self.tell(DeskEvent::StationChanged);
        // The change is made: that the service does not tell of it at once is no failure of it.
        let issued = there.badges()?.issued(&there.id).await.unwrap_or(known);
        self.shown_badge(&there.connection, issued).await
    }

    /// One page of everything the current connection has issued, from whatever desk.
    ///
    /// # Errors
    /// The connection issues no badges, or the service does not answer as it should.
    pub async fn browse_issued(&self, query: IssuedQuery) -> Result<IssuedPageView, DeskError> {
        let connection = self.connection()?.id;
        let service = self.service(&connection).await?;
        let wanted = |text: String| Some(text.trim().to_owned()).filter(|it| !it.is_empty());
        let filter = IssuedFilter {
            badge: query.badge.map(TemplateId::new).transpose()?,
            recipient_name: wanted(query.name),
            recipient_email: wanted(query.email),
        };
        let badges = service.badges().ok_or_else(no_badges)?;
        let page = badges.browse(&filter, query.page.max(1)).await?;
        let mut views = Vec::new();
        for badge in page.badges {
            views.push(self.shown_badge(&connection, badge).await?);
        }
        Ok(IssuedPageView {
            badges: views,
            page: page.page,
            total: page.total.and_then(|total| u32::try_from(total).ok()),
            more: page.more,
        })
    }

    /// A badge's certificate and a name for its file.
    ///
    /// # Errors
    /// The badge's template has no design for one, or as [`Desk::issued_badge`].
    pub async fn certificate(&self, badge: BadgeRef) -> Result<(String, Vec<u8>), DeskError> {
        let there = self.there(badge).await?;
        let pdf = there.badges()?.certificate(&there.id).await;
        let pdf = pdf.map_err(of_badge)?.to_vec();
        Ok((format!("{}.pdf", plain(&there.id)), pdf))
    }

    /// The public page of a badge, if it is one that may be opened.
    ///
    /// # Errors
    /// It has none, or as [`Desk::issued_badge`].
    pub async fn public_page(&self, badge: BadgeRef) -> Result<String, DeskError> {
        let written = match &badge {
            BadgeRef::Order(order) => self.kept_page(order).await?,
            BadgeRef::Issued(_) => self.issued_badge(badge.clone()).await?.public_url,
        };
        let openable = written.and_then(|url| PublicUrl::as_written(url).openable());
        let none = || DeskError::named(Code::NoPublicPage, "");
        Ok(openable.ok_or_else(none)?.to_string())
    }

    /// The public page of a badge as a QR code, as SVG.
    ///
    /// # Errors
    /// As [`Desk::public_page`]; or the address is longer than a QR code holds.
    pub async fn badge_qr(&self, badge: BadgeRef) -> Result<Vec<u8>, DeskError> {
        let url = self.public_page(badge).await?;
        let too_long = |_| DeskError::named(Code::NoPublicPage, "");
        let code = QrCode::new(url.as_bytes()).map_err(too_long)?;
        let drawn = code
            .render::<svg::Color<'_>>()
            .min_dimensions(QR_SIDE, QR_SIDE)
            .build();
        Ok(drawn.into_bytes())
    }

    async fn kept_page(&self, order: &str) -> Result<Option<String>, DeskError> {
        let id = order_id(order)?;
        let detail = self
            .blocking(move |desk| Ok(desk.ledger()?.order(id)?))
            .await?;
        Ok(detail.receipt.and_then(|receipt| receipt.url))
    }

    async fn there(&self, badge: BadgeRef) -> Result<There, DeskError> {
        match badge {
            BadgeRef::Order(order) => {
                let order = order_id(&order)?;
                let detail = self
                    .blocking(move |desk| Ok(desk.ledger()?.order(order)?))
                    .await?;
                let connection = detail.order.connection.id;
                let id = detail.receipt.and_then(|receipt| receipt.id);
                Ok(There {
                    service: self.service(&connection).await?,
                    connection,
                    id: id.ok_or_else(no_badges)?,
                    order: Some(order),
                })
            }
            BadgeRef::Issued(id) => self.issued_here(id).await,
        }
    }

    async fn issued_here(&self, id: String) -> Result<There, DeskError> {
        let connection = self.connection()?.id;
        let service = self.service(&connection).await?;
        let (of, receipt) = (connection.clone(), id.clone());
        let order = self
            .blocking(move |desk| Ok(desk.ledger()?.order_of_receipt(&of, &receipt)?))
            .await?;
        Ok(There {
            service,
            connection,
            id,
            order,
        })
    }

    async fn shown_badge(
        &self,
        connection: &str,
        badge: IssuedBadge,
    ) -> Result<IssuedBadgeView, DeskError> {
        let (of, id) = (connection.to_owned(), badge.id.clone());
        let standing = standing(&badge);
        let order = self
            .blocking(move |desk| {
                let ledger = desk.ledger()?;
                let order = ledger.order_of_receipt(&of, &id)?;
                if let Some(order) = order
                    && ledger.note_standing(order, standing)?
                {
                    let id = order.to_string();
                    desk.tell(DeskEvent::OrderChanged { id });
                }
                Ok(order)
            })
            .await?;
        Ok(view(badge, order))
    }
}

/// How the service says that a badge stands. A day is told first in whatever it writes of one.
fn standing(badge: &IssuedBadge) -> ledger::Standing {
    let day = badge.expire_date.as_deref().and_then(|text| text.get(..10));
    ledger::Standing {
        revoked: match badge.standing {
            Standing::InForce => Some(false),
            Standing::Revoked { .. } => Some(true),
            Standing::NotTold => None,
        },
        expires_on: day.and_then(|day| day.parse().ok()),
    }
}

/// A badge as it stands after a change that its service took.
fn changed(mut badge: IssuedBadge, change: &Change) -> IssuedBadge {
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

async fn change_at(
    badges: &dyn BadgeService,
    id: &str,
    change: BadgeChange,
) -> Result<Change, DeskError> {
    let (done, noted) = match change {
        BadgeChange::Revoke { reason, comments } => {
            let reason = reason.trim();
            let wanted = (!reason.is_empty()).then_some(reason);
            let comments = match comments.trim() {
                "" => None,
                text => Some(RevocationComments::new(text)?),
            };
            let done = badges.revoke(id, wanted, comments.as_ref()).await;
            (done, Change::Revoked(reason.to_owned()))
        }
        BadgeChange::Reinstate => (badges.reinstate(id).await, Change::Reinstated),
        BadgeChange::Expiry { day } => (badges.change_expiry(id, day).await, Change::Expiry(day)),
    };
    done.map_err(of_badge)?;
    Ok(noted)
}

/// What is not found here is a badge, and no value of an order.
fn of_badge(error: IssuingError) -> DeskError {
    match error {
        IssuingError::NotFound { .. } => no_badges(),
        other => other.into(),
    }
}

/// A text as part of a file's name.
fn plain(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    let kept: String = letters.take(64).collect();
    if kept.is_empty() {
        "badge".to_owned()
    } else {
        kept
    }
}

fn view(badge: IssuedBadge, order: Option<OrderId>) -> IssuedBadgeView {
    let url = badge.public_url.as_ref();
    IssuedBadgeView {
        openable: url.is_some_and(|url| url.openable().is_some()),
        public_url: url.map(ToString::to_string),
        id: badge.id,
        name: badge.recipient_name,
        email: badge.recipient_email,
        phone: badge.recipient_phone,
        badge: badge.badge.map(|badge| badge.to_string()),
        badge_name: badge.badge_name,
        organization: badge.organization,
        issue_date: badge.issue_date,
        expire_date: badge.expire_date,
        number: badge.serial_number,
        memo: badge.memo,
        metadata: badge
            .metadata
            .into_iter()
            .map(|(name, value)| (name, crate::form::as_typed(&value)))
            .collect(),
        created: badge.created,
        standing: match badge.standing {
            Standing::InForce => StandingView::InForce,
            Standing::Revoked { reason } => StandingView::Revoked { reason },
            Standing::NotTold => StandingView::NotTold,
        },
        order: order.map(|order| order.to_string()),
    }
}
