use crate::columns::{in_time, json, maybe_time};
use crate::{
    ConnectionSnapshot, HandOver, KeptValue, Ledger, LedgerError, Order, OrderDetail, OrderId,
    State, TemplateName, timeline,
};
use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// The columns that make an [`Order`], of orders named `o`. State 7 is a cancelled order.
pub const COLUMNS: &str = "o.id, o.connection_id, o.connection_name, o.environment, o.template_id,
    o.template_name, o.template_kind, o.person, o.external_id, o.state, o.committed_at, o.by,
    o.station, o.claimed_at, o.not_before, o.cause, o.number, o.service_status, o.by_hand,
    o.arrived_at, o.checked_out_at, o.handed_to, o.handed_on, o.seq, o.dealt_with_at, o.revoked,
    o.expires_on, o.reissue,
    CASE WHEN o.state = 7 OR o.dealt_with_at IS NOT NULL THEN (
        SELECT t.kind FROM timeline AS t WHERE t.order_seq = o.seq
        AND t.kind IN ('cancelled', 'closed', 'corrected', 'set_aside') ORDER BY t.seq DESC LIMIT 1
    ) END";

/// Where `seq` stands in [`COLUMNS`].
pub const SEQ: usize = 23;

pub fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order {
        id: row.get(0)?,
        connection: ConnectionSnapshot {
            id: row.get(1)?,
            name: row.get(2)?,
            environment: row.get(3)?,
        },
        template: TemplateName {
            id: row.get(4)?,
            name: row.get(5)?,
            kind: row.get(6)?,
        },
        person: row.get(7)?,
        external_id: row.get(8)?,
        state: row.get(9)?,
        committed_at: in_time(row.get(10)?)?,
        by: row.get(11)?,
        station: row.get(12)?,
        claimed_at: maybe_time(row.get(13)?)?,
        not_before: maybe_time(row.get(14)?)?,
        cause: row.get(15)?,
        number: row.get(16)?,
        service_status: row.get(17)?,
        confirmed_by_hand: row.get(18)?,
        arrived_at: maybe_time(row.get(19)?)?,
        checked_out_at: maybe_time(row.get(20)?)?,
        handed_over: hand_over(row)?,
        dealt_with_at: maybe_time(row.get(24)?)?,
        revoked: row.get(25)?,
        expires_on: day(row, 26)?,
        reissue: row.get(27)?,
        ended_by: row.get(28)?,
    })
}

fn hand_over(row: &Row<'_>) -> rusqlite::Result<Option<HandOver>> {
    let hand_over = |(to, on)| HandOver { to, on };
    Ok(row
        .get::<_, Option<_>>(21)?
        .zip(day(row, 22)?)
        .map(hand_over))
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text = row.get::<_, Option<String>>(column)?;
    let day = text.map(|text| text.parse()).transpose();
    day.map_err(|cause| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(cause))
    })
}

pub fn order_by_seq(db: &Connection, seq: i64) -> Result<Order, LedgerError> {
    let mut select =
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM orders AS o WHERE seq = ?"))?;
    Ok(select.query_row([seq], order)?)
}

impl Ledger {
    /// All that is known of an order, but for its pictures.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn order(&self, id: OrderId) -> Result<OrderDetail, LedgerError> {
        self.read(|db| whole(db, id))
    }

    /// What lists show of an order.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn row(&self, id: OrderId) -> Result<Order, LedgerError> {
        self.read(|db| {
            let mut select =
                db.prepare_cached(&format!("SELECT {COLUMNS} FROM orders AS o WHERE id = ?"))?;
            Ok(select.query_row([id], order)?)
        })
    }

    /// A picture of an order, as it is sent.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if the order has no picture in that field.
    pub fn picture(&self, id: OrderId, field: &str) -> Result<Vec<u8>, LedgerError> {
        self.read(|db| {
            let mut select = db.prepare_cached(
                "SELECT jpeg FROM picture WHERE order_seq = (SELECT seq FROM orders WHERE id = ?)
                 AND field = ?",
            )?;
            Ok(select.query_row(params![id, field], |row| row.get(0))?)
        })
    }

    /// The small picture of an order's first picture, if it has one.
    ///
    /// # Errors
    /// What the database answered.
    pub fn thumbnail(&self, id: OrderId) -> Result<Option<Vec<u8>>, LedgerError> {
        self.read(|db| {
            let mut select = db.prepare_cached(
                "SELECT jpeg FROM thumbnail WHERE order_seq = (SELECT seq FROM orders WHERE id = ?)
                 ORDER BY position LIMIT 1",
            )?;
            Ok(select.query_row([id], |row| row.get(0)).optional()?)
        })
    }
}

/// All of an order.
pub fn whole(db: &Connection, id: OrderId) -> Result<OrderDetail, LedgerError> {
    let (seq, template_body, replaces, more, pictures_erased_at, values_erased_at) = db
        .prepare_cached(
            "SELECT o.seq, t.body, o.replaces, coalesce(o.more, 'null'),
             nullif(o.pictures_erased_at, 0), o.values_erased_at FROM orders AS o
             JOIN template AS t ON t.id = o.template_body WHERE o.id = ?",
        )?
        .query_row([id], |row| {
            let more = json(row.get_ref(3)?)?;
            let (pictures, values) = (maybe_time(row.get(4)?)?, maybe_time(row.get(5)?)?);
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                more,
                pictures,
                values,
            ))
        })?;
    let order = order_by_seq(db, seq)?;
    Ok(OrderDetail {
        template_body,
        values: values(db, seq)?,
        pictures: pictures(db, seq)?,
        picture_records: picture_records(db, seq)?,
        request: request(db, seq)?,
        receipt: answer(db, seq, order.state, State::Accepted)?,
        problems: answer(db, seq, order.state, State::Refused)?,
        replaces,
        replaced_by: replaced_by(db, id)?,
        timeline: timeline::of(db, seq)?,
        pictures_erased_at,
        values_erased_at,
        more,
        order,
    })
}

/// What is kept of the values of an order.
pub fn values_of(db: &Connection, id: OrderId) -> Result<Vec<KeptValue>, LedgerError> {
    let mut select = db.prepare_cached("SELECT seq FROM orders WHERE id = ?")?;
    values(db, select.query_row([id], |row| row.get(0))?)
}

fn values(db: &Connection, seq: i64) -> Result<Vec<KeptValue>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT field, label, json, sensitive FROM value WHERE order_seq = ? ORDER BY position",
    )?;
    let values = select.query_map([seq], |row| {
        Ok(KeptValue {
            field: row.get(0)?,
            label: row.get(1)?,
            value: match row.get_ref(2)? {
                rusqlite::types::ValueRef::Null => None,
                text => Some(json(text)?),
            },
            sensitive: row.get(3)?,
        })
    })?;
    Ok(values.collect::<Result<_, _>>()?)
}

fn pictures(db: &Connection, seq: i64) -> Result<Vec<String>, LedgerError> {
    let mut select =
        db.prepare_cached("SELECT field FROM picture WHERE order_seq = ? ORDER BY position")?;
    Ok(select
        .query_map([seq], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

fn picture_records(db: &Connection, seq: i64) -> Result<BTreeMap<String, Value>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT field, record FROM picture WHERE order_seq = ? AND record IS NOT NULL",
    )?;
    Ok(select
        .query_map([seq], |row| Ok((row.get(0)?, json(row.get_ref(1)?)?)))?
        .collect::<Result<_, _>>()?)
}

fn request(db: &Connection, seq: i64) -> Result<Option<String>, LedgerError> {
    let mut select = db.prepare_cached("SELECT body FROM request WHERE order_seq = ?")?;
    Ok(select.query_row([seq], |row| row.get(0)).optional()?)
}

/// The answer means one thing in an accepted order and another in a refused one.
fn answer<T: DeserializeOwned>(
    db: &Connection,
    seq: i64,
    state: State,
    meant_in: State,
) -> Result<Option<T>, LedgerError> {
    if state != meant_in {
        return Ok(None);
    }
    let mut select = db.prepare_cached("SELECT body FROM answer WHERE order_seq = ?")?;
    Ok(select
        .query_row([seq], |row| json(row.get_ref(0)?))
        .optional()?)
}

fn replaced_by(db: &Connection, id: OrderId) -> Result<Option<OrderId>, LedgerError> {
    let mut select =
        db.prepare_cached("SELECT id FROM orders WHERE replaces = ? ORDER BY seq DESC LIMIT 1")?;
    Ok(select.query_row([id], |row| row.get(0)).optional()?)
}
