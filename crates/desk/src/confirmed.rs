//! A badge of unknown outcome that the operator found: read at the service, compared, and kept.

use issuing::{Difference, IssuedBadge, IssuingError, OrderRequest};
use ledger::{OrderDetail, OrderId};
use url::Url;

use crate::boundary::{Code, ServiceKind};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::next_step::first_attempt;
use crate::order_view::kind_of;
use crate::problems::of_one_order;
use crate::request::StoredRequest;
use crate::settlement::kept;

impl Desk {
    /// The operator found a badge of unknown outcome and names it by its id or public address. The
    /// service is asked for it, so that everything known of it is kept and nobody else's badge is
    /// taken for it. Says whether the order is one of a badge at all.
    pub(crate) async fn confirm_badge(&self, id: OrderId, named: &str) -> Result<bool, DeskError> {
        let row = self
            .blocking(move |desk| Ok(desk.ledger()?.row(id)?))
            .await?;
        if kind_of(&row) != ServiceKind::IssueBadge {
            return Ok(false);
        }
        let detail = self
            .blocking(move |desk| desk.ledger()?.order(id).map_err(of_one_order))
            .await?;
        let issued = self.named_badge(&detail.order.connection.id, named).await?;
        let issued = self.of_this_order(detail, issued).await?;
        self.change_order(id, move |ledger, stamp| {
            let receipt = kept(issued.receipt(), &[]);
            ledger.found(id, &receipt, Some(stamp), stamp.at).map(drop)
        })
        .await?;
        Ok(true)
    }

    async fn named_badge(&self, connection: &str, named: &str) -> Result<IssuedBadge, DeskError> {
        let service = self.service(connection).await?;
        let none = || DeskError::named(Code::NoSuchBadge, "");
        let badges = service.badges().ok_or_else(none)?;
        let issued = badges.issued(&id_in(named)).await;
        issued.map_err(|error| match error {
            IssuingError::NotFound { .. } => none(),
            other => other.into(),
        })
    }

    async fn of_this_order(
        &self,
        detail: OrderDetail,
        issued: IssuedBadge,
    ) -> Result<IssuedBadge, DeskError> {
        let first = first_attempt(&detail.timeline).unwrap_or(detail.order.committed_at);
        let (id, json) = (detail.order.id, detail.request.unwrap_or_default());
        let request = self
            .blocking(move |desk| StoredRequest::restore(desk.ledger()?.as_ref(), id, &json))
            .await?;
        let OrderRequest::Badge(order) = request else {
            return Ok(issued);
        };
        match issued.differs_from(&order, first) {
            None => Ok(issued),
            Some(Difference::Template) => Err(DeskError::named(Code::BadgeOfOtherTemplate, "")),
            Some(Difference::Recipient) => Err(DeskError::named(Code::BadgeOfSomebodyElse, "")),
            Some(Difference::Age) => Err(DeskError::named(Code::BadgeOlder, "")),
        }
    }
}

/// A public address ends in the badge's id, whatever is asked or marked behind it.
fn id_in(named: &str) -> String {
    let named = named.trim();
    let address = Url::parse(named).ok();
    let parts = address.as_ref().and_then(Url::path_segments);
    let last = parts.and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
    let without_scheme = || {
        named
            .split(['?', '#'])
            .next()?
            .trim_end_matches('/')
            .rsplit('/')
            .next()
    };
    last.or_else(without_scheme).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::id_in;

    #[test]
    fn a_badge_is_named_by_its_id_or_by_any_form_of_its_address() {
        for named in [
            "A1b2",
            " A1b2 ",
            "https://badges.example.com/v/A1b2",
            "https://badges.example.com/v/A1b2/",
            "https://badges.example.com/v/A1b2?utm=mail&x=/y",
            "https://badges.example.com/issue/view/A1b2#top",
            "badges.example.com/v/A1b2?utm=mail",
        ] {
            assert_eq!(id_in(named), "A1b2", "{named}");
        }
    }
}
