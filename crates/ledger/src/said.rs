//! What was said of an order in words: by the service that did not take it, or by an operator who
//! ordered it all the same, took it back or handed it over. Words may quote a person, so they go when
//! the values go.

use crate::{LedgerError, State};
use rusqlite::{Transaction, params};

/// What is kept of words. The numbers are [`State`]s: a receipt stays, without its remarks.
const PARTS: [&str; 4] = [
    "UPDATE timeline SET details = 'null' WHERE order_seq = ?1 AND details <> 'null'
     AND kind IN ('refused', 'blocked', 'never_left', 'unknown', 'ordered_anyway', 'revoked')",
    "UPDATE timeline SET details = json_set(details, '$.errors', json('[]'))
     WHERE order_seq = ?1 AND kind = 'accepted' AND details ->> '$.errors' <> '[]'",
    "UPDATE answer SET body = json_set(body, '$.errors', json('[]'))
     WHERE order_seq = ?1 AND body ->> '$.errors' <> '[]'
     AND EXISTS (SELECT 1 FROM orders WHERE seq = ?1 AND state = ?2)",
    "DELETE FROM answer
     WHERE order_seq = ?1 AND EXISTS (SELECT 1 FROM orders WHERE seq = ?1 AND state <> ?2)",
];

/// Erases the words of one order, and says how many places they stood in.
pub fn erase_words(db: &Transaction<'_>, seq: i64) -> Result<usize, LedgerError> {
    let mut gone = 0;
    for part in PARTS {
        let mut erase = db.prepare_cached(part)?;
        gone += match erase.parameter_count() {
            1 => erase.execute([seq])?,
            _ => erase.execute(params![seq, State::Accepted])?,
        };
    }
    gone += erase_collector(db, seq)?;
    gone += db
        .prepare_cached("UPDATE orders SET cause = NULL WHERE seq = ? AND cause IS NOT NULL")?
        .execute([seq])?;
    Ok(gone)
}

/// Erases the name of whoever collected the card of one order, and says how many places it stood in.
pub fn erase_collector(db: &Transaction<'_>, seq: i64) -> Result<usize, LedgerError> {
    let in_timeline = db
        .prepare_cached(
            "UPDATE timeline SET details = json_set(details, '$.to', '')
             WHERE order_seq = ? AND kind = 'handed_over' AND details ->> '$.to' <> ''",
        )?
        .execute([seq])?;
    let on_order = db
        .prepare_cached("UPDATE orders SET handed_to = '' WHERE seq = ? AND handed_to <> ''")?
        .execute([seq])?;
    Ok(in_timeline + on_order)
}
