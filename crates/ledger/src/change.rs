use crate::columns::json;
use crate::delivery::find;
use crate::timeline::{self, Author};
use crate::{EventKind, Ledger, LedgerError, OrderId, Stamp, State};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Something done with a credential after its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was revoked, for a reason.
    Revoked(String),
    /// Its revocation was taken back.
    Reinstated,
    /// It got another last day.
    Expiry(NaiveDate),
}

impl Change {
    const fn standing(&self) -> Standing {
        let (revoked, expires_on) = match self {
            Self::Revoked(_) => (Some(true), None),
            Self::Reinstated => (Some(false), None),
            Self::Expiry(day) => (None, Some(*day)),
        };
        Standing {
            revoked,
            expires_on,
        }
    }

    /// What is asked for. Without the reason, which may quote the person: an entry of asking is
    /// never erased.
    const fn asked(&self) -> Asked {
        let (change, day) = match self {
            Self::Revoked(_) => (EventKind::Revoked, None),
            Self::Reinstated => (EventKind::Reinstated, None),
            Self::Expiry(day) => (EventKind::ExpiryChanged, Some(*day)),
        };
        Asked { change, day }
    }
}

/// A change that was asked for: the particulars of such an entry.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Asked {
    change: EventKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
}

impl Asked {
    /// Whether a credential that stands so has been changed; none if that is not told.
    fn is_done(self, standing: &Standing) -> Option<bool> {
        match self.change {
            EventKind::Revoked => standing.revoked,
            EventKind::Reinstated => standing.revoked.map(|revoked| !revoked),
            EventKind::ExpiryChanged => standing.expires_on.map(|day| Some(day) == self.day),
            _ => None,
        }
    }
}

/// How a credential stands at its service; what is not known is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it was revoked.
    pub revoked: Option<bool>,
    /// The last day it counts.
    pub expires_on: Option<NaiveDate>,
}

impl Ledger {
    /// Notes that a change of an accepted order's credential is asked for, before it is: whatever
    /// becomes of the answer, the ledger tells who wanted it.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the order is not accepted.
    pub fn ask_change(
        &self,
        id: OrderId,
        change: &Change,
        stamp: &Stamp,
    ) -> Result<(), LedgerError> {
        self.add_change(id, EventKind::ChangeAsked, &json!(change.asked()), stamp)
    }

    /// Notes that a change that was asked for was certainly not made.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the order is not accepted.
    pub fn note_no_change(
        &self,
        id: OrderId,
        change: &Change,
        stamp: &Stamp,
    ) -> Result<(), LedgerError> {
        self.add_change(id, EventKind::ChangeFailed, &json!(change.asked()), stamp)
    }

    fn add_change(
        &self,
        id: OrderId,
        kind: EventKind,
        details: &Value,
        stamp: &Stamp,
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Accepted])?;
            timeline::add(db, found.seq, stamp.into(), kind, details)
        })
    }

    /// Notes a change of an accepted order's credential.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the order is not accepted.
    pub fn note_change(
        &self,
        id: OrderId,
        change: &Change,
        stamp: &Stamp,
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            found.must_be(&[State::Accepted])?;
            let (kind, details) = match change {
                Change::Revoked(reason) => (EventKind::Revoked, json!({ "reason": reason })),
                Change::Reinstated => (EventKind::Reinstated, Value::Null),
                Change::Expiry(day) => (EventKind::ExpiryChanged, json!({ "day": day })),
            };
            stand(db, id, &change.standing())?;
            timeline::add(db, found.seq, stamp.into(), kind, &details)
        })
    }

    /// Notes how the service says that an accepted order's credential stands, and whether that is
    /// news. It is no entry of the timeline: nobody here did it.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn note_standing(&self, id: OrderId, standing: Standing) -> Result<bool, LedgerError> {
        self.write(|db| stand(db, id, &standing))
    }

    /// Notes what became of the change that was asked for last, if nobody knew that and the
    /// service tells it now; and whether it does.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn settle_change(
        &self,
        id: OrderId,
        standing: Standing,
        at: DateTime<Utc>,
    ) -> Result<bool, LedgerError> {
        self.write(|db| {
            let found = find(db, id)?;
            let Some(asked) = open_change(db, found.seq)? else {
                return Ok(false);
            };
            let Some(done) = asked.is_done(&standing) else {
                return Ok(false);
            };
            let mut details = json!(asked);
            details["done"] = json!(done);
            let author = Author::program(at);
            timeline::add(db, found.seq, author, EventKind::ChangeFound, &details)?;
            Ok(true)
        })
    }

    /// Keeps where an accepted order's credential can be seen with its receipt, if that does not
    /// tell, and says whether it does since. It is no entry of the timeline: nobody here did it.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn note_page(&self, id: OrderId, url: &str) -> Result<bool, LedgerError> {
        self.write(|db| {
            let mut update = db.prepare_cached(
                "UPDATE answer SET body = json_set(body, '$.url', ?2)
                 WHERE order_seq = (SELECT seq FROM orders WHERE id = ?1 AND state = ?3)
                 AND json_extract(body, '$.url') IS NULL",
            )?;
            Ok(update.execute(params![id, url, State::Accepted])? == 1)
        })
    }
}

fn stand(db: &Transaction<'_>, id: OrderId, standing: &Standing) -> Result<bool, LedgerError> {
    let mut update = db.prepare_cached(
        "UPDATE orders SET revoked = coalesce(?2, revoked), expires_on = coalesce(?3, expires_on)
         WHERE id = ?1 AND state = ?4
         AND (revoked IS NOT coalesce(?2, revoked) OR expires_on IS NOT coalesce(?3, expires_on))",
    )?;
    let day = standing.expires_on.map(|day| day.to_string());
    Ok(update.execute(params![id, standing.revoked, day, State::Accepted])? == 1)
}

/// The change that was asked for last, if nothing says what became of it.
fn open_change(db: &Transaction<'_>, seq: i64) -> Result<Option<Asked>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT kind, details FROM timeline WHERE order_seq = ? AND kind IN ('change_asked',
             'change_failed', 'change_found', 'revoked', 'reinstated', 'expiry_changed')
         ORDER BY seq DESC LIMIT 1",
    )?;
    let last = select.query_row([seq], |row| {
        let kind: EventKind = row.get(0)?;
        let open = kind == EventKind::ChangeAsked;
        open.then(|| json(row.get_ref(1)?)).transpose()
    });
    Ok(last.optional()?.flatten())
}
