//! What a service tells of a badge, kept with the order that it came from.

use issuing::{IssuedBadge, PublicUrl, Standing};
use ledger::{Ledger, LedgerError, OrderId};

use crate::boundary::DeskEvent;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::in_flight::Turn;

impl Desk {
    /// Keeps how a badge stands and where it can be seen with its order, if it came from one of
    /// this desk, and answers which. `since` is the moment before the badge was asked for.
    pub(crate) async fn keep_told(
        &self,
        connection: &str,
        badge: &IssuedBadge,
        since: Turn,
    ) -> Result<Option<OrderId>, DeskError> {
        let (of, id) = (connection.to_owned(), badge.id.clone());
        let (standing, page) = (standing(badge), page(badge));
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let Some(order) = ledger.order_of_receipt(&of, &id)? else {
                return Ok(None);
            };
            let stands_otherwise = ledger.note_standing(order, standing)?;
            let has_a_page = match page {
                Some(page) => ledger.note_page(order, &page)?,
                None => false,
            };
            let settled = desk.settle_change(&ledger, (order, standing), since)?;
            if stands_otherwise || has_a_page || settled {
                let id = order.to_string();
                desk.tell(DeskEvent::OrderChanged { id });
            }
            Ok(Some(order))
        })
        .await
    }

    /// Writes down what became of a change whose answer was lost, unless one was under way while
    /// the badge was read: it may have been made a moment later.
    fn settle_change(
        &self,
        ledger: &Ledger,
        (order, standing): (OrderId, ledger::Standing),
        since: Turn,
    ) -> Result<bool, LedgerError> {
        if !self.inner().changing.quiet_since(since, order) {
            return Ok(false);
        }
        ledger.settle_change(order, standing, self.inner().clock.now())
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

/// The page that takes the place of one that was not told with the receipt: only one to open.
fn page(badge: &IssuedBadge) -> Option<String> {
    let told = badge.public_url.as_ref();
    told.filter(|url| url.openable().is_some())
        .map(PublicUrl::to_string)
}
