//! What an operator does with an order afterwards: mark it, set it aside.

use chrono::NaiveDate;
use ledger::{HandOver, Mark};

use crate::boundary::{Code, OrderView};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::orders::order_id;
use crate::problems::of_one_order;

impl Desk {
    /// Marks a credential as arrived at this office.
    ///
    /// # Errors
    /// The order is not accepted.
    pub async fn mark_arrived(&self, order: String) -> Result<OrderView, DeskError> {
        self.mark(order, Mark::Arrived).await
    }

    /// Marks an order as checked out at the service by somebody.
    ///
    /// # Errors
    /// The order is not accepted.
    pub async fn mark_checked_out(&self, order: String) -> Result<OrderView, DeskError> {
        self.mark(order, Mark::CheckedOut).await
    }

    /// Marks a credential as handed over on a day, which is today if none is named.
    ///
    /// # Errors
    /// The order is not accepted, nobody is named, or the day is before the order's or to come.
    pub async fn mark_handed_over(
        &self,
        order: String,
        to: String,
        on: Option<NaiveDate>,
    ) -> Result<OrderView, DeskError> {
        let to = to.trim().to_owned();
        if to.is_empty() {
            return Err(DeskError::named(Code::SettingMissing, "to"));
        }
        let today = self.inner().clock.today();
        let on = on.unwrap_or(today);
        let ordered = self.day_of_order(&order).await?;
        if on < ordered || on > today {
            return Err(DeskError::named(Code::DayNotPossible, on.to_string()));
        }
        self.mark(order, Mark::HandedOver(HandOver { to, on }))
            .await
    }

    /// Takes the last mark of an order back: it was a slip.
    ///
    /// # Errors
    /// The order has no mark.
    pub async fn take_back_mark(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.take_back_mark(id, stamp).map(drop)
        })
        .await?;
        self.changed(order).await
    }

    /// Sets a refused order aside: nobody has to look after it any more.
    ///
    /// # Errors
    /// The order was not refused.
    pub async fn set_aside_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.set_aside(id, stamp).map(drop)
        })
        .await?;
        self.changed(order).await
    }

    async fn day_of_order(&self, order: &str) -> Result<NaiveDate, DeskError> {
        let id = order_id(order)?;
        self.blocking(move |desk| {
            let detail = desk.ledger()?.order(id).map_err(of_one_order)?;
            Ok(Clock::day_of(detail.order.committed_at))
        })
        .await
    }

    async fn mark(&self, order: String, mark: Mark) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.mark(id, &mark, stamp).map(drop)
        })
        .await?;
        self.changed(order).await
    }
}
