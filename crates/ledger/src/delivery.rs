use crate::columns::{maybe_time, to_millis};
use crate::settle::{Next, confirm, end, erase_sensitive, settle};
use crate::timeline::{self, Author};
use crate::{
    Answer, EventKind, Ledger, LedgerError, Order, OrderDetail, OrderId, Settlement, Stamp, State,
    detail,
};
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};
use serde_json::Value;

/// An order found for a change.
pub struct Found {
    pub seq: i64,
    pub state: State,
    pub connection: String,
}

impl Found {
    pub fn must_be(&self, allowed: &[State]) -> Result<(), LedgerError> {
        if allowed.contains(&self.state) {
            Ok(())
        } else {
            Err(LedgerError::Forbidden { from: self.state })
        }
    }
}

pub fn find(db: &Transaction<'_>, id: OrderId) -> Result<Found, LedgerError> {
    let mut select =
        db.prepare_cached("SELECT seq, state, connection_id FROM orders WHERE id = ?")?;
    Ok(select.query_row([id], |row| {
        Ok(Found {
            seq: row.get(0)?,
            state: row.get(1)?,
            connection: row.get(2)?,
        })
    })?)
}

/// Takes an order for sending, if it waits and nothing else of its connection is being sent. One
/// that was tried at a time that is still to come waits no longer: the clock was set back since.
pub fn take(
    db: &Transaction<'_>,
    seq: i64,
    id: OrderId,
    at: DateTime<Utc>,
) -> Result<Option<OrderDetail>, LedgerError> {
    let mut update = db.prepare_cached(
        "UPDATE orders SET state = ?2, claimed_at = ?3, cause = NULL, not_before = NULL
         WHERE seq = ?1 AND (state = ?4 OR state = ?5 AND (not_before <= ?3 OR claimed_at > ?3))
         AND NOT EXISTS (SELECT 1 FROM orders AS other INDEXED BY orders_by_state
             WHERE other.state = ?2 AND other.connection_id = orders.connection_id)",
    )?;
    let (from, to) = ([State::Waiting, State::NotTaken], State::Sending);
    if update.execute(params![seq, to, to_millis(at), from[0], from[1]])? == 0 {
        return Ok(None);
    }
    let author = Author::program(at);
    timeline::add(db, seq, author, EventKind::Claimed, &Value::Null)?;
    detail::whole(db, id).map(Some)
}

/// A refused order leaves the list of those somebody has to look after; it is not sent any more,
/// so its sensitive values go. Says whether there were any.
pub fn deal_with(
    db: &Transaction<'_>,
    seq: i64,
    author: Author<'_>,
    kind: EventKind,
) -> Result<bool, LedgerError> {
    db.prepare_cached("UPDATE orders SET dealt_with_at = ? WHERE seq = ?")?
        .execute(params![to_millis(author.at), seq])?;
    timeline::add(db, seq, author, kind, &Value::Null)?;
    end(db, seq, author.at)?;
    erase_sensitive(db, seq)
}

/// The order is never sent any more, so its sensitive values go. Says whether there were any.
fn call_off(
    db: &Transaction<'_>,
    seq: i64,
    stamp: &Stamp,
    kind: EventKind,
) -> Result<bool, LedgerError> {
    Next::to(State::Cancelled).apply(db, seq, stamp.into(), kind)?;
    end(db, seq, stamp.at)?;
    erase_sensitive(db, seq)
}

impl Ledger {
    /// Makes every order that was being sent when the program ended one of unknown outcome, and
    /// says how many. To be called once, before anything is sent.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn recover(&self, at: DateTime<Utc>) -> Result<u32, LedgerError> {
        let next = Next::to(State::Unknown).because("interrupted");
        self.change_all(
            "SELECT seq FROM orders WHERE state = ?1 AND ?2 IS NULL",
            State::Sending,
            None,
            &move |db, seq| next.apply(db, seq, Author::program(at), EventKind::Interrupted),
        )
    }

    /// Lets the blocked orders of a connection wait again, after it was mended, and says how many.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn unblock(&self, connection: &str, at: DateTime<Utc>) -> Result<u32, LedgerError> {
        let next = Next::to(State::Waiting);
        self.change_all(
            "SELECT seq FROM orders INDEXED BY orders_by_state
             WHERE state = ?1 AND connection_id = ?2",
            State::Blocked,
            Some(connection),
            &move |db, seq| next.apply(db, seq, Author::program(at), EventKind::Unblocked),
        )
    }

    /// Lets one blocked order wait again, on an operator's word; says whether it was blocked.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn release(&self, id: OrderId, stamp: &Stamp) -> Result<bool, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            let blocked = found.state == State::Blocked;
            if blocked {
                let next = Next::to(State::Waiting);
                next.apply(db, found.seq, stamp.into(), EventKind::Unblocked)?;
            }
            Ok(blocked)
        })
    }

    fn change_all(
        &self,
        which: &str,
        state: State,
        connection: Option<&str>,
        change: &dyn Fn(&Transaction<'_>, i64) -> Result<(), LedgerError>,
    ) -> Result<u32, LedgerError> {
        self.write(|db| {
            let mut select = db.prepare(which)?;
            let orders = select.query_map(params![state, connection], |row| row.get(0))?;
            let orders: Vec<i64> = orders.collect::<Result<_, _>>()?;
            orders.iter().try_for_each(|seq| change(db, *seq))?;
            Ok(u32::try_from(orders.len()).unwrap_or(u32::MAX))
        })
    }

    /// The oldest order of a connection that may be sent now, but for those that are passed over; a
    /// clock that was set back holds up none.
    ///
    /// # Errors
    /// What the database answered.
    pub fn next_to_send(
        &self,
        connection: &str,
        at: DateTime<Utc>,
        passed_over: &[OrderId],
    ) -> Result<Option<OrderId>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT id FROM orders INDEXED BY orders_by_state
             WHERE (state = ?1 OR state = ?2 AND (not_before <= ?3 OR claimed_at > ?3))
             AND connection_id = ?4
             ORDER BY seq LIMIT 1 + ?5",
        )?;
        let (now, passed) = (
            to_millis(at),
            i64::try_from(passed_over.len()).unwrap_or(i64::MAX),
        );
        let mut ids = select.query_map(
            params![State::Waiting, State::NotTaken, now, connection, passed],
            |row| row.get(0),
        )?;
        let next = ids.find(|id| !id.as_ref().is_ok_and(|id| passed_over.contains(id)));
        Ok(next.transpose()?)
    }

    /// Until when the orders of a connection wait that were not taken: the longest of them.
    ///
    /// # Errors
    /// What the database answered.
    pub fn longest_wait(&self, connection: &str) -> Result<Option<DateTime<Utc>>, LedgerError> {
        let longest = "SELECT max(not_before) FROM orders INDEXED BY orders_by_state
             WHERE state = ? AND connection_id = ?";
        let db = self.db();
        let mut select = db.prepare_cached(longest)?;
        Ok(
            select.query_row(params![State::NotTaken, connection], |row| {
                maybe_time(row.get(0)?)
            })?,
        )
    }

    /// Every order of a connection whose outcome is unknown, the newest first.
    ///
    /// # Errors
    /// What the database answered.
    pub fn unknown(&self, connection: &str) -> Result<Vec<OrderId>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT id FROM orders INDEXED BY orders_by_state
             WHERE state = ? AND connection_id = ? ORDER BY seq DESC",
        )?;
        let ids = select.query_map(params![State::Unknown, connection], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Takes an order for sending, if it waits and nothing else of its connection is being sent.
    /// Whoever gets it is the only one, and has to settle it. What cannot be read is not taken.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn claim(
        &self,
        id: OrderId,
        at: DateTime<Utc>,
    ) -> Result<Option<OrderDetail>, LedgerError> {
        self.write(|db| take(db, find(db, id)?.seq, id, at))
    }

    /// Stops an order that waits and cannot be sent as it is kept, so that somebody looks after it;
    /// says whether it waited.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn stop(&self, id: OrderId, cause: &str, at: DateTime<Utc>) -> Result<bool, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            let waits = matches!(found.state, State::Waiting | State::NotTaken);
            if waits {
                let next = Next::to(State::Blocked).because(cause);
                next.apply(db, found.seq, Author::program(at), EventKind::Blocked)?;
            }
            Ok(waits)
        })
    }

    /// Records how the attempt to send an order ended. What was sensitive is erased; the moment
    /// for [`Ledger::finish_erasing`] is left to the caller.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it was not being sent.
    #[expect(clippy::needless_pass_by_value, reason = "an attempt is settled once")]
    pub fn settle(
        &self,
        id: OrderId,
        settlement: Settlement,
        at: DateTime<Utc>,
    ) -> Result<Order, LedgerError> {
        self.write_and_erase_later(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Sending])?;
            let author = Author::program(at);
            let erased = settle(db, found.seq, &settlement, author)?;
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }

    /// Records what an operator found out about an order of unknown outcome.
    ///
    /// # Errors
    /// [`LedgerError::NumberTaken`] if another order of the connection has that number,
    /// [`LedgerError::Forbidden`] if the outcome is not unknown.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is given once")]
    pub fn answer_unknown(
        &self,
        id: OrderId,
        answer: Answer,
        stamp: &Stamp,
    ) -> Result<Order, LedgerError> {
        self.write_then_erase(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Unknown])?;
            let erased = match &answer {
                Answer::ItIsThere { number } => confirm(db, &found, number.trim(), stamp)?,
                Answer::NotThere => {
                    let next = Next::to(State::Waiting);
                    next.apply(db, found.seq, stamp.into(), EventKind::NotThere)?;
                    false
                }
                Answer::Close => call_off(db, found.seq, stamp, EventKind::Closed)?,
            };
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }

    /// Cancels an order that has certainly not left, and erases its sensitive values.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it has left, or may have.
    pub fn cancel(&self, id: OrderId, stamp: &Stamp) -> Result<Order, LedgerError> {
        self.write_then_erase(|db| {
            let found = find(db, id)?;
            found.must_be(&State::NOT_LEFT)?;
            let erased = call_off(db, found.seq, stamp, EventKind::Cancelled)?;
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }

    /// Notes that nobody has to look after a refused order any more, and erases its sensitive
    /// values.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it was not refused.
    pub fn set_aside(&self, id: OrderId, stamp: &Stamp) -> Result<Order, LedgerError> {
        self.write_then_erase(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Refused])?;
            let erased = deal_with(db, found.seq, stamp.into(), EventKind::SetAside)?;
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }
}
