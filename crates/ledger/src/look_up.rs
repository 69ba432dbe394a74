use crate::columns::to_millis;
use crate::delivery::find;
use crate::settle::accept;
use crate::timeline::{self, Author};
use crate::{
    EventKind, Ledger, LedgerError, Order, OrderDetail, OrderId, Receipt, Stamp, State, detail,
};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a service knew of an order whose outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It has it.
    It,
    /// It does not have it.
    Nothing,
    /// It has something that cannot be told from it.
    Ambiguous,
    /// It answers, but not this question.
    NotTold,
}

impl Ledger {
    /// Takes an order of unknown outcome to be sent once more under the key it was sent with, if
    /// nothing else of its connection is being sent.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn claim_unknown(
        &self,
        id: OrderId,
        at: DateTime<Utc>,
    ) -> Result<Option<OrderDetail>, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            let claimed =
                db.prepare_cached(
                    "UPDATE orders SET state = ?2, claimed_at = ?3, cause = NULL, not_before = NULL
                     WHERE seq = ?1 AND state = ?4
                     AND NOT EXISTS (SELECT 1 FROM orders AS other INDEXED BY orders_by_state
                         WHERE other.state = ?2 AND other.connection_id = orders.connection_id)",
                )?
                .execute(params![
                    found.seq,
                    State::Sending,
                    to_millis(at),
                    State::Unknown
                ])? == 1;
            if !claimed {
                return Ok(None);
            }
            let author = Author::program(at);
            timeline::add(db, found.seq, author, EventKind::Claimed, &Value::Null)?;
            detail::whole(db, id).map(Some)
        })
    }

    /// Notes that the service was asked for an order and does not have it, or not for sure.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if its outcome is not unknown.
    pub fn note_look_up(
        &self,
        id: OrderId,
        finding: Finding,
        at: DateTime<Utc>,
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Unknown])?;
            let details = json!({ "found": finding });
            let author = Author::program(at);
            timeline::add(db, found.seq, author, EventKind::LookedUp, &details)
        })
    }

    /// Records that an order of unknown outcome is at the service: the program found it there, or,
    /// with a stamp, an operator did.
    ///
    /// # Errors
    /// [`LedgerError::NumberTaken`] if another order of any connection became the same credential,
    /// [`LedgerError::Forbidden`] if the outcome is not unknown.
    pub fn found(
        &self,
        id: OrderId,
        receipt: &Receipt,
        by: Option<&Stamp>,
        at: DateTime<Utc>,
    ) -> Result<Order, LedgerError> {
        self.write_then_erase(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Unknown])?;
            if let Some(id) = receipt.id.as_deref()
                && let Some(order) = owner(db, &found.connection, id)?
            {
                return Err(LedgerError::NumberTaken { order });
            }
            let (author, kind, details) = match by {
                Some(stamp) => {
                    db.execute("UPDATE orders SET by_hand = 1 WHERE seq = ?", [found.seq])?;
                    let details = json!({ "number": receipt.id });
                    (stamp.into(), EventKind::ConfirmedByHand, details)
                }
                None => {
                    let details = json!({ "found": Finding::It });
                    (Author::program(at), EventKind::LookedUp, details)
                }
            };
            timeline::add(db, found.seq, author, kind, &details)?;
            let erased = accept(db, found.seq, receipt, at)?;
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }

    /// The order that became the credential of an id: one of this connection, or else of another,
    /// because two connections may be ways to one account. An id is opaque and nobody else's.
    ///
    /// # Errors
    /// What the database answered.
    pub fn order_of_receipt(
        &self,
        connection: &str,
        receipt: &str,
    ) -> Result<Option<OrderId>, LedgerError> {
        owner(&self.db(), connection, receipt)
    }
}

fn owner(
    db: &rusqlite::Connection,
    connection: &str,
    receipt: &str,
) -> Result<Option<OrderId>, LedgerError> {
    // The index begins with the connection, and the tally knows all of them.
    let mut select = db.prepare_cached(
        "SELECT id FROM orders INDEXED BY orders_by_receipt
         WHERE connection_id IN (SELECT connection_id FROM tally)
         AND receipt_id = ?2 AND receipt_id IS NOT NULL
         ORDER BY connection_id = ?1 DESC, seq LIMIT 1",
    )?;
    Ok(select
        .query_row([connection, receipt], |row| row.get(0))
        .optional()?)
}
