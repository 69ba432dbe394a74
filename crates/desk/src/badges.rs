//! Digital badges after their order: seen, found again, shown.

use issuing::{
    BadgeService, HistoryAction, IssuedBadge, IssuedFilter, IssuingError, IssuingService,
    PublicUrl, Standing, TemplateId,
};
use ledger::OrderId;
use qrcode::QrCode;
use qrcode::render::svg;
use std::sync::Arc;

use crate::boundary::{
    BadgeEvent, BadgeRef, Code, IssuedBadgeView, IssuedPageView, IssuedQuery, StandingView,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::in_flight::Turn;
use crate::orders::order_id;
use crate::problems::of_one_order;

/// Pixels of a QR code's side on the screen, at least: half of a 720-pixel window, so that a phone
/// an arm away reads it.
const QR_SIDE: u32 = 360;

/// A badge at its service.
pub(crate) struct There {
    service: Arc<dyn IssuingService>,
    pub connection: String,
    pub id: String,
    /// The order of this desk that it came from.
    pub order: Option<OrderId>,
}

impl There {
    pub fn badges(&self) -> Result<&dyn BadgeService, DeskError> {
        self.service.badges().ok_or_else(no_badges)
    }

    /// How it stands.
    pub async fn now(&self) -> Result<IssuedBadge, DeskError> {
        self.badges()?.issued(&self.id).await.map_err(of_badge)
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
        let since = self.inner().changing.turn();
        let issued = there.now().await?;
        self.shown_badge(&there.connection, issued, since).await
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
        let since = self.inner().changing.turn();
        let page = badges.browse(&filter, query.page.max(1)).await?;
        let mut views = Vec::new();
        for badge in page.badges {
            views.push(self.shown_badge(&connection, badge, since).await?);
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
            BadgeRef::Issued(_) => None,
        };
        // A service that did not name it when it issued the badge may name it now.
        let written = match written {
            None => self.issued_badge(badge).await?.public_url,
            kept => kept,
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
            .blocking(move |desk| desk.ledger()?.order(id).map_err(of_one_order))
            .await?;
        Ok(detail.receipt.and_then(|receipt| receipt.url))
    }

    pub(crate) async fn there(&self, badge: BadgeRef) -> Result<There, DeskError> {
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

    /// A badge as the page shows it; what its service tells of it, asked for after `since`, is
    /// kept with its order.
    pub(crate) async fn shown_badge(
        &self,
        connection: &str,
        badge: IssuedBadge,
        since: Turn,
    ) -> Result<IssuedBadgeView, DeskError> {
        let order = self.keep_told(connection, &badge, since).await?;
        Ok(view(badge, order))
    }
}

/// What is not found here is a badge, and no value of an order.
pub(crate) fn of_badge(error: IssuingError) -> DeskError {
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
