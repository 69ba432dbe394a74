use crate::columns::to_millis;
use crate::delivery::find;
use crate::timeline;
use crate::{EventKind, HandOver, Ledger, LedgerError, Order, OrderId, Stamp, State, detail};
use rusqlite::params;
use serde_json::{Value, json};

/// What an office notes about an accepted order, because no service tells it. A card that arrived
/// or was handed over has certainly been checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The card arrived at the office.
    Arrived,
    /// The card was checked out in the service.
    CheckedOut,
    /// The card was handed over.
    HandedOver(HandOver),
}

impl Ledger {
    /// Notes something about an accepted order. A second mark of the same kind takes the place of
    /// the first; the timeline keeps both.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the order is not accepted.
    pub fn mark(&self, id: OrderId, mark: &Mark, stamp: &Stamp) -> Result<Order, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Accepted])?;
            let at = to_millis(stamp.at);
            let (kind, details) = match mark {
                Mark::Arrived => {
                    let sql = "UPDATE orders SET arrived_at = ?1,
                        checked_out_at = coalesce(checked_out_at, ?1) WHERE seq = ?2";
                    db.execute(sql, params![at, found.seq])?;
                    (EventKind::Arrived, Value::Null)
                }
                Mark::CheckedOut => {
                    let sql = "UPDATE orders SET checked_out_at = ? WHERE seq = ?";
                    db.execute(sql, params![at, found.seq])?;
                    (EventKind::CheckedOut, Value::Null)
                }
                Mark::HandedOver(HandOver { to, on }) => {
                    let sql = "UPDATE orders SET handed_to = ?, handed_on = ?,
                        checked_out_at = coalesce(checked_out_at, ?) WHERE seq = ?";
                    db.execute(sql, params![to, on.to_string(), at, found.seq])?;
                    (EventKind::HandedOver, json!({ "to": to, "on": on }))
                }
            };
            timeline::add(db, found.seq, stamp.into(), kind, &details)?;
            detail::order_by_seq(db, found.seq)
        })
    }
}
