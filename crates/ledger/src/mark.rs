use crate::columns::{json, to_millis};
use crate::delivery::find;
use crate::timeline;
use crate::{EventKind, HandOver, Ledger, LedgerError, Order, OrderId, Stamp, State, detail};
use rusqlite::{Transaction, params};
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

    /// Takes the last mark that stands back: what stood before it stands again. The timeline keeps
    /// both, but not the name of whoever was said to have collected the card.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if none stands.
    pub fn take_back_mark(&self, id: OrderId, stamp: &Stamp) -> Result<Order, LedgerError> {
        self.write_then_erase(|db| {
            let found = find(db, id)?;
            let mut standing = standing(db, found.seq)?;
            let Some(last) = standing.pop() else {
                return Err(LedgerError::Forbidden { from: found.state });
            };
            let erased = forget_collector(db, &last)?;
            let details = json!({ "mark": last.kind.name() });
            timeline::add(
                db,
                found.seq,
                stamp.into(),
                EventKind::MarkTakenBack,
                &details,
            )?;
            note(db, found.seq, &standing)?;
            Ok((detail::order_by_seq(db, found.seq)?, erased))
        })
    }
}

/// A mark in the timeline.
struct Standing {
    seq: i64,
    at: i64,
    kind: EventKind,
    details: Value,
}

/// The marks of an order that were not taken back, in their order.
fn standing(db: &Transaction<'_>, order: i64) -> Result<Vec<Standing>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT seq, at, kind, details FROM timeline WHERE order_seq = ? AND kind IN
         ('arrived', 'checked_out', 'handed_over', 'mark_taken_back') ORDER BY seq",
    )?;
    let marks = select.query_map([order], |row| {
        Ok(Standing {
            seq: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            details: json(row.get_ref(3)?)?,
        })
    })?;
    let mut standing = Vec::new();
    for mark in marks {
        match mark? {
            Standing {
                kind: EventKind::MarkTakenBack,
                ..
            } => drop(standing.pop()),
            mark => standing.push(mark),
        }
    }
    Ok(standing)
}

/// Nobody would find it there any more who is asked to forget that person.
fn forget_collector(db: &Transaction<'_>, mark: &Standing) -> Result<bool, LedgerError> {
    let erase = "UPDATE timeline SET details = json_set(details, '$.to', '')
         WHERE seq = ? AND kind = 'handed_over' AND details ->> '$.to' <> ''";
    Ok(db.execute(erase, [mark.seq])? > 0)
}

/// Writes on the order what its marks say together.
fn note(db: &Transaction<'_>, order: i64, marks: &[Standing]) -> Result<(), LedgerError> {
    let last = |kind: EventKind| marks.iter().rfind(|mark| mark.kind == kind);
    let at = |mark: &Standing| mark.at;
    let arrived = last(EventKind::Arrived).map(at);
    let said = last(EventKind::CheckedOut).map(at);
    let checked_out = said.or_else(|| marks.first().map(at));
    let handed = last(EventKind::HandedOver).map(|mark| &mark.details);
    let text = |name: &str| handed.and_then(|details| details[name].as_str());
    db.execute(
        "UPDATE orders SET arrived_at = ?, checked_out_at = ?, handed_to = ?, handed_on = ?
         WHERE seq = ?",
        params![arrived, checked_out, text("to"), text("on"), order],
    )?;
    Ok(())
}
