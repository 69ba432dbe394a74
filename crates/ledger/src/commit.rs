use crate::columns::to_millis;
use crate::delivery::{self, take};
use crate::detail;
use crate::fold::fold;
use crate::lookalike;
use crate::timeline::{self, Author};
use crate::{
    EventKind, Ledger, LedgerError, NewOrder, Order, OrderDetail, OrderId, State, StoredPicture,
    StoredValue,
};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

impl Ledger {
    /// Records an order with everything it is made of, all at once; its draft is none any more, and
    /// its bytes go with [`Ledger::finish_erasing`]. The same order, or the same draft, committed again is the order that is there already: pressing
    /// twice places one.
    ///
    /// # Errors
    /// What the disk or the database answered; nothing was recorded then.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an order is committed, not shared"
    )]
    pub fn commit(&self, order: NewOrder, at: DateTime<Utc>) -> Result<Order, LedgerError> {
        self.write_and_erase_later(|db| {
            let recorded = record(db, &order, at)?;
            Ok((detail::order_by_seq(db, recorded.seq)?, recorded.erased))
        })
    }

    /// As [`Ledger::commit`], and takes the order for sending in the same transaction, if nothing
    /// else of its connection is being sent: one writing to the disk where there would be two.
    /// Whoever gets it with all its parts is the only one, and has to settle it. An order that is
    /// there already is not taken.
    ///
    /// # Errors
    /// As [`Ledger::commit`].
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an order is committed, not shared"
    )]
    pub fn commit_and_claim(
        &self,
        order: NewOrder,
        at: DateTime<Utc>,
    ) -> Result<(Order, Option<OrderDetail>), LedgerError> {
        self.write_and_erase_later(|db| {
            let Recorded { seq, new, erased } = record(db, &order, at)?;
            let claimed = new.then(|| take(db, seq, order.id, at)).transpose()?;
            let placed = detail::order_by_seq(db, seq)?;
            Ok(((placed, claimed.flatten()), erased))
        })
    }
}

/// An order that is in the ledger.
struct Recorded {
    seq: i64,
    /// It was not there before.
    new: bool,
    /// Something was erased with it: its draft, or sensitive values of the order it corrects.
    erased: bool,
}

fn record(
    db: &Transaction<'_>,
    order: &NewOrder,
    at: DateTime<Utc>,
) -> Result<Recorded, LedgerError> {
    if let Some(seq) = placed_already(db, order)? {
        return Ok(Recorded {
            seq,
            new: false,
            erased: false,
        });
    }
    let seq = insert(db, order, at)?;
    insert_parts(db, seq, order)?;
    let author = Author {
        at,
        operator: Some((&order.by, &order.station)),
    };
    tell(db, seq, author, order)?;
    let replaced = order.replaces.map(|id| replace(db, id, author, order));
    Ok(Recorded {
        seq,
        new: true,
        erased: replaced.transpose()?.unwrap_or_default() || order.draft.is_some(),
    })
}

/// What the order's own timeline begins with.
fn tell(
    db: &Transaction<'_>,
    seq: i64,
    author: Author<'_>,
    order: &NewOrder,
) -> Result<(), LedgerError> {
    let because = order.reissue.as_ref();
    let details = because.map_or(Value::Null, |reason| json!({ "reissue": reason }));
    timeline::add(db, seq, author, EventKind::Committed, &details)?;
    match &order.anyway {
        Some(reason) => {
            let details = json!({ "reason": reason });
            timeline::add(db, seq, author, EventKind::OrderedAnyway, &details)
        }
        None => Ok(()),
    }
}

/// A refused order that another one corrects needs nobody any more; one that is reissued says so.
/// One that is not here any more stays as it is. Says whether sensitive values were erased.
fn replace(
    db: &Transaction<'_>,
    id: OrderId,
    author: Author<'_>,
    by: &NewOrder,
) -> Result<bool, LedgerError> {
    match (delivery::find(db, id), &by.reissue) {
        (Ok(found), _) if found.state == State::Refused => {
            delivery::deal_with(db, found.seq, author, EventKind::Corrected)
        }
        (Ok(found), Some(reason)) => {
            let details = json!({ "reissue": reason, "order": by.id });
            timeline::add(db, found.seq, author, EventKind::Reissued, &details)?;
            Ok(false)
        }
        (Ok(_) | Err(LedgerError::NotFound), _) => Ok(false),
        (Err(error), _) => Err(error),
    }
}

fn placed_already(db: &Transaction<'_>, order: &NewOrder) -> Result<Option<i64>, LedgerError> {
    let mut select =
        db.prepare_cached("SELECT seq FROM orders WHERE id = ?1 OR draft = ?2 ORDER BY seq")?;
    Ok(select
        .query_row(params![order.id, order.draft], |row| row.get(0))
        .optional()?)
}

fn insert(db: &Transaction<'_>, order: &NewOrder, at: DateTime<Utc>) -> Result<i64, LedgerError> {
    let body = template_body(db, &order.template.body)?;
    db.prepare_cached(
        "INSERT INTO orders (id, draft, replaces, state, connection_id, connection_name,
             environment, template_id, template_name, template_kind, template_body, person,
             external_id, by, station, committed_at, more, expires_on,
             reissue)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        order.id,
        order.draft,
        order.replaces,
        State::Waiting,
        order.connection.id,
        order.connection.name,
        order.connection.environment,
        order.template.id,
        order.template.name,
        order.template.kind,
        body,
        order.person,
        order.external_id,
        order.by,
        order.station,
        to_millis(at),
        order.more.to_string(),
        order.expires_on.map(|day| day.to_string()),
        order.reissue,
    ])?;
    Ok(db.last_insert_rowid())
}

/// A template's JSON is long and the same for a thousand orders.
fn template_body(db: &Transaction<'_>, body: &str) -> Result<i64, LedgerError> {
    let hash = Sha256::digest(body.as_bytes());
    let hash = hash.as_slice();
    db.prepare_cached("INSERT INTO template (hash, body) VALUES (?, ?) ON CONFLICT DO NOTHING")?
        .execute(params![hash, body])?;
    let mut select = db.prepare_cached("SELECT id FROM template WHERE hash = ?")?;
    Ok(select.query_row([hash], |row| row.get(0))?)
}

fn insert_parts(db: &Transaction<'_>, seq: i64, order: &NewOrder) -> Result<(), LedgerError> {
    db.prepare_cached("INSERT INTO request (order_seq, body) VALUES (?, ?)")?
        .execute(params![seq, order.request])?;
    for (position, value) in (0..).zip(&order.values) {
        insert_value(db, seq, position, value)?;
    }
    for (position, picture) in (0..).zip(&order.pictures) {
        insert_picture(db, seq, position, picture)?;
    }
    db.prepare_cached("INSERT INTO search (seq, words) VALUES (?, ?)")?
        .execute(params![seq, words(order)])?;
    lookalike::note(db, seq, &order.connection.id, &order.identities)
}

fn insert_value(
    db: &Transaction<'_>,
    seq: i64,
    position: i64,
    value: &StoredValue,
) -> Result<(), LedgerError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO value (order_seq, position, field, label, json, sensitive)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    let json = value.value.to_string();
    insert.execute(params![
        seq,
        position,
        value.field,
        value.label,
        json,
        value.sensitive
    ])?;
    Ok(())
}

fn insert_picture(
    db: &Transaction<'_>,
    seq: i64,
    position: i64,
    picture: &StoredPicture,
) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO picture (order_seq, position, field, jpeg, record, original_sha256)
         VALUES (?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        seq,
        position,
        picture.field,
        picture.jpeg,
        (!picture.record.is_null()).then(|| picture.record.to_string()),
        picture.original_sha256
    ])?;
    db.prepare_cached("INSERT INTO thumbnail (order_seq, position, jpeg) VALUES (?, ?, ?)")?
        .execute(params![seq, position, picture.thumbnail])?;
    Ok(())
}

/// What the search finds an order by: name, reference and the values made for it, never a
/// sensitive one.
fn words(order: &NewOrder) -> String {
    let mut words = fold(&order.person);
    let searchable = order
        .values
        .iter()
        .filter(|value| value.searchable && !value.sensitive);
    let values = searchable.map(|value| match &value.value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    });
    for text in order.external_id.clone().into_iter().chain(values) {
        let folded = fold(&text);
        if !folded.is_empty() {
            words.push(' ');
            words.push_str(&folded);
        }
    }
    words
}
