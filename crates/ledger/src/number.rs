//! The numbers of orders that an operator found at the service and typed.

use crate::delivery::find;
use crate::fold::fold;
use crate::settle::keep_answer;
use crate::timeline;
use crate::{EventKind, Ledger, LedgerError, Order, OrderId, Receipt, Stamp, State, detail};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::json;

impl Ledger {
    /// Whether a number belongs to no other order of these connections.
    ///
    /// # Errors
    /// [`LedgerError::NumberTaken`] if it does, else what the database answered.
    pub fn is_free(
        &self,
        order: OrderId,
        number: &str,
        connections: &[String],
    ) -> Result<(), LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT id FROM orders WHERE connection_id = ? AND number = ? AND id <> ?",
        )?;
        for connection in connections {
            let taken = select.query_row(params![connection, number, order], |row| row.get(0));
            if let Some(order) = taken.optional()? {
                return Err(LedgerError::NumberTaken { order });
            }
        }
        Ok(())
    }

    /// Gives an order that an operator found at the service another number: the first was mistyped.
    /// The timeline keeps both.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if its number was not typed by an operator.
    pub fn correct_number(
        &self,
        id: OrderId,
        number: &str,
        stamp: &Stamp,
    ) -> Result<Order, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Accepted])?;
            let before = typed_number(db, found.seq)?;
            let before = before.ok_or(LedgerError::Forbidden { from: found.state })?;
            if before == number {
                return detail::order_by_seq(db, found.seq);
            }
            db.execute(
                "UPDATE orders SET number = ? WHERE seq = ?",
                params![number, found.seq],
            )?;
            let receipt = Receipt {
                number: Some(number.to_owned()),
                ..Receipt::default()
            };
            keep_answer(db, found.seq, &json!(receipt))?;
            find_by(db, found.seq, number, &before)?;
            let details = json!({ "number": number });
            let kind = EventKind::NumberCorrected;
            timeline::add(db, found.seq, stamp.into(), kind, &details)?;
            detail::order_by_seq(db, found.seq)
        })
    }
}

fn typed_number(db: &Transaction<'_>, seq: i64) -> Result<Option<String>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT number FROM orders WHERE seq = ? AND by_hand AND number IS NOT NULL",
    )?;
    Ok(select.query_row([seq], |row| row.get(0)).optional()?)
}

/// The number is the last of the words an order is found by.
fn find_by(db: &Transaction<'_>, seq: i64, number: &str, before: &str) -> Result<(), LedgerError> {
    let words: Option<String> = db
        .prepare_cached("SELECT words FROM search WHERE seq = ?")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    let Some(words) = words else { return Ok(()) };
    let others = words.strip_suffix(&fold(before)).unwrap_or(&words);
    db.prepare_cached("UPDATE search SET words = ? WHERE seq = ?")?
        .execute(params![
            format!("{} {}", others.trim_end(), fold(number)),
            seq
        ])?;
    Ok(())
}
