use crate::columns::to_millis;
use crate::delivery::Found;
use crate::fold::fold;
use crate::made_of::has_a_draft;
use crate::timeline::{self, Author};
use crate::{EventKind, LedgerError, Receipt, Stamp, State};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};

/// How one attempt to send an order ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Settlement {
    /// It never left: it waits for the next attempt.
    NeverLeft {
        /// Why, in the caller's own word.
        cause: String,
    },
    /// The service asked to wait.
    NotTaken {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// The connection has to be mended first.
    Blocked {
        /// What is to be mended, in the caller's own word.
        cause: String,
    },
    /// The service refused it for good.
    Refused {
        /// The problems, opaque, without any value the person gave.
        problems: Value,
    },
    /// The service accepted it.
    Accepted {
        /// What it answered.
        receipt: Receipt,
    },
    /// Whether the service has it cannot be told.
    Unknown {
        /// What happened instead of an answer, in the caller's own word.
        cause: String,
    },
}

/// What an operator found out about an order whose outcome was unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The service has it.
    ItIsThere {
        /// The number it has there.
        number: String,
    },
    /// The service does not have it: it may be sent again.
    NotThere,
    /// The service does not have it, and it is never to be sent again.
    Close,
}

/// The next state of an order, and what a list shows of the reason.
pub struct Next<'a> {
    state: State,
    cause: Option<&'a str>,
    not_before: Option<DateTime<Utc>>,
}

impl<'a> Next<'a> {
    pub const fn to(state: State) -> Self {
        Self {
            state,
            cause: None,
            not_before: None,
        }
    }

    pub const fn because(mut self, cause: &'a str) -> Self {
        self.cause = Some(cause);
        self
    }

    const fn not_before(mut self, time: DateTime<Utc>) -> Self {
        self.not_before = Some(time);
        self
    }

    pub fn apply(
        &self,
        db: &Transaction<'_>,
        seq: i64,
        author: Author<'_>,
        kind: EventKind,
    ) -> Result<(), LedgerError> {
        self.update(db, seq)?;
        let details = match (self.cause, self.not_before) {
            (Some(cause), _) => json!({ "cause": cause }),
            (None, Some(until)) => json!({ "until": until }),
            (None, None) => Value::Null,
        };
        timeline::add(db, seq, author, kind, &details)
    }

    fn update(&self, db: &Transaction<'_>, seq: i64) -> Result<(), LedgerError> {
        db.prepare_cached("UPDATE orders SET state = ?, cause = ?, not_before = ? WHERE seq = ?")?
            .execute(params![
                self.state,
                self.cause,
                self.not_before.map(to_millis),
                seq
            ])?;
        Ok(())
    }
}

/// Whether sensitive values were erased. An order that an earlier attempt may have placed is
/// certain only when it is accepted: any other end speaks of the last attempt alone.
pub fn settle(
    db: &Transaction<'_>,
    seq: i64,
    settlement: &Settlement,
    author: Author<'_>,
) -> Result<bool, LedgerError> {
    let (next, kind) = match settlement {
        Settlement::Accepted { receipt } => {
            timeline::add(db, seq, author, EventKind::Accepted, &json!(receipt))?;
            return accept(db, seq, receipt, author.at);
        }
        doubtful if may_be_placed(db, seq)? => {
            return still_unknown(db, seq, doubtful, author).map(|()| false);
        }
        Settlement::Refused { problems } => {
            Next::to(State::Refused).update(db, seq)?;
            keep_answer(db, seq, problems)?;
            timeline::add(db, seq, author, EventKind::Refused, problems)?;
            return Ok(false);
        }
        Settlement::NeverLeft { cause } => (
            Next::to(State::Waiting).because(cause),
            EventKind::NeverLeft,
        ),
        Settlement::NotTaken { until } => (
            Next::to(State::NotTaken).not_before(*until),
            EventKind::NotTaken,
        ),
        Settlement::Blocked { cause } => {
            (Next::to(State::Blocked).because(cause), EventKind::Blocked)
        }
        Settlement::Unknown { cause } => {
            (Next::to(State::Unknown).because(cause), EventKind::Unknown)
        }
    };
    next.apply(db, seq, author, kind)?;
    Ok(false)
}

/// Whether an earlier attempt may have placed the order, and nobody found since that it did not.
fn may_be_placed(db: &Transaction<'_>, seq: i64) -> Result<bool, LedgerError> {
    let timeline = timeline::of(db, seq)?;
    let doubt = |kind: EventKind| {
        matches!(
            kind,
            EventKind::Unknown | EventKind::Interrupted | EventKind::Restored
        )
    };
    let since = timeline.iter().rev().map(|event| event.kind);
    Ok(since
        .take_while(|kind| *kind != EventKind::NotThere)
        .any(doubt))
}

fn still_unknown(
    db: &Transaction<'_>,
    seq: i64,
    settlement: &Settlement,
    author: Author<'_>,
) -> Result<(), LedgerError> {
    let unknown = Next::to(State::Unknown);
    let said;
    let next = match settlement {
        Settlement::NeverLeft { cause }
        | Settlement::Blocked { cause }
        | Settlement::Unknown { cause } => unknown.because(cause),
        Settlement::NotTaken { until } => unknown.not_before(*until),
        Settlement::Refused { problems } => {
            said = problems.to_string();
            unknown.because(&said)
        }
        Settlement::Accepted { .. } => unknown,
    };
    next.apply(db, seq, author, EventKind::Unknown)
}

pub fn confirm(
    db: &Transaction<'_>,
    found: &Found,
    number: &str,
    stamp: &Stamp,
) -> Result<bool, LedgerError> {
    let taken = db
        .prepare_cached("SELECT id FROM orders WHERE connection_id = ? AND number = ?")?
        .query_row(params![found.connection, number], |row| row.get(0))
        .optional()?;
    if let Some(order) = taken {
        return Err(LedgerError::NumberTaken { order });
    }
    let details = json!({ "number": number });
    timeline::add(
        db,
        found.seq,
        stamp.into(),
        EventKind::ConfirmedByHand,
        &details,
    )?;
    db.execute("UPDATE orders SET by_hand = 1 WHERE seq = ?", [found.seq])?;
    let receipt = Receipt {
        number: Some(number.to_owned()),
        ..Receipt::default()
    };
    accept(db, found.seq, &receipt, stamp.at)
}

pub fn accept(
    db: &Transaction<'_>,
    seq: i64,
    receipt: &Receipt,
    at: DateTime<Utc>,
) -> Result<bool, LedgerError> {
    Next::to(State::Accepted).update(db, seq)?;
    end(db, seq, at)?;
    db.prepare_cached(
        "UPDATE orders SET number = ?, service_status = ?, receipt_id = ? WHERE seq = ?",
    )?
    .execute(params![receipt.number, receipt.status, receipt.id, seq])?;
    keep_answer(db, seq, &json!(receipt))?;
    if let Some(number) = &receipt.number {
        db.prepare_cached("UPDATE search SET words = words || ' ' || ? WHERE seq = ?")?
            .execute(params![fold(number), seq])?;
    }
    erase_sensitive(db, seq)
}

/// From here on the order is kept for as long as the office wants, and no longer.
pub fn end(db: &Transaction<'_>, seq: i64, at: DateTime<Utc>) -> Result<(), LedgerError> {
    db.prepare_cached("UPDATE orders SET ended_at = ? WHERE seq = ?")?
        .execute(params![to_millis(at), seq])?;
    Ok(())
}

pub fn keep_answer(db: &Transaction<'_>, seq: i64, body: &Value) -> Result<(), LedgerError> {
    db.prepare_cached("INSERT OR REPLACE INTO answer (order_seq, body) VALUES (?, ?)")?
        .execute(params![seq, body.to_string()])?;
    Ok(())
}

/// The request is erased with them: it holds them as they were to be sent.
pub fn erase_sensitive(db: &Transaction<'_>, seq: i64) -> Result<bool, LedgerError> {
    db.prepare_cached("DELETE FROM request WHERE order_seq = ?")?
        .execute([seq])?;
    let erased = db
        .prepare_cached("UPDATE value SET json = NULL WHERE order_seq = ? AND sensitive")?
        .execute([seq])?;
    Ok(erased > 0 || has_a_draft(db, seq)?)
}
