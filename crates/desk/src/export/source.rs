//! The orders of an export, read one after the other: a year of work is not held at once.

use ledger::{Ledger, LedgerError, OrderDetail, OrderId, Query};

use crate::boundary::ExportOrders;
use crate::error::DeskError;
use crate::history::{bare, ledger_query};
use crate::orders::order_id;

/// So many lines are looked up at once; the ledger gives no more.
const AT_ONCE: u32 = 500;

enum Which {
    Found(Query),
    Chosen(Vec<OrderId>),
}

/// Which orders, of which ledger.
pub struct Source<'a> {
    ledger: &'a Ledger,
    which: Which,
}

impl<'a> Source<'a> {
    pub fn of(ledger: &'a Ledger, orders: &ExportOrders) -> Result<Source<'a>, DeskError> {
        let which = match orders {
            ExportOrders::Found { query } => Which::Found(ledger_query(query.clone())?),
            ExportOrders::Chosen { orders } => {
                let ids = orders.iter().map(|id| order_id(id));
                Which::Chosen(ids.collect::<Result<_, _>>()?)
            }
        };
        Ok(Source { ledger, which })
    }

    /// Hands every order on, newest first, and says how many there were. One that is deleted
    /// meanwhile is left out; of one that cannot be read whole only the row is handed on.
    pub fn each(
        &self,
        take: &mut dyn FnMut(&OrderDetail) -> Result<(), DeskError>,
    ) -> Result<u32, DeskError> {
        let mut count = 0;
        let mut one = |id: OrderId| match self.ledger.order(id) {
            Ok(order) => {
                count += 1;
                take(&order)
            }
            Err(LedgerError::NotFound) => Ok(()),
            // One that is damaged must not keep the others here.
            Err(LedgerError::Damaged) => {
                let Ok(row) = self.ledger.row(id) else {
                    tracing::warn!(order = %id, "an order that cannot be read is not exported");
                    return Ok(());
                };
                count += 1;
                take(&bare(row))
            }
            Err(error) => Err(error.into()),
        };
        match &self.which {
            Which::Chosen(ids) => ids.iter().try_for_each(|id| one(*id))?,
            Which::Found(query) => self.all(query, &mut one)?,
        }
        Ok(count)
    }

    fn all(
        &self,
        query: &Query,
        one: &mut dyn FnMut(OrderId) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        let mut query = Query {
            after: None,
            limit: AT_ONCE,
            ..query.clone()
        };
        loop {
            let page = self.ledger.page(&query)?;
            page.orders.iter().try_for_each(|order| one(order.id))?;
            if page.next.is_none() {
                return Ok(());
            }
            query.after = page.next;
        }
    }
}
