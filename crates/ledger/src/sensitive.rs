//! Fields that became sensitive after they were ordered.

use crate::fold::fold;
use crate::lookalike::spellings;
use crate::settle::erase_sensitive;
use crate::{Ledger, LedgerError};
use rusqlite::{Connection, Transaction, params};
use serde_json::{Value, json};

/// So many orders are looked at, or rewritten, at once: somebody at the counter waits for no more.
const AT_ONCE: u32 = 200;

/// A template that was ordered, at a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedTemplate {
    /// The connection's id.
    pub connection: String,
    /// The template's id.
    pub template: String,
}

impl Ledger {
    /// Every template that was ordered, with its connection.
    ///
    /// # Errors
    /// What the database answered.
    pub fn ordered_at_connections(&self) -> Result<Vec<OrderedTemplate>, LedgerError> {
        self.read(|db| {
            let mut select =
                db.prepare_cached("SELECT DISTINCT connection_id, template_id FROM tally")?;
            let all = select.query_map([], |row| {
                Ok(OrderedTemplate {
                    connection: row.get(0)?,
                    template: row.get(1)?,
                })
            })?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    /// Takes fields for sensitive in all orders of a template that have them otherwise: no search
    /// finds the order by them any more, nobody is told by them, and their values go as soon as the
    /// order is accepted or called off, at once if it was. Says how many orders that were. To be
    /// called again if it was interrupted.
    ///
    /// # Errors
    /// What the disk or the database answered; what was done until then is.
    /// [`LedgerError::Damaged`] if an order cannot be read; all others are done then.
    pub fn mark_sensitive(
        &self,
        of: &OrderedTemplate,
        fields: &[String],
    ) -> Result<u32, LedgerError> {
        let fields = json!(fields).to_string();
        let (mut marked, mut damaged, mut last) = (0, false, Some(0));
        while let Some(after) = last {
            let (open, next) = self.read(|db| still_open(db, of, &fields, after))?;
            match self.mark_all(&open, &fields) {
                // One that cannot be read must not keep the others.
                Err(LedgerError::Damaged) => {
                    for seq in open {
                        match self.mark_all(&[seq], &fields) {
                            Err(LedgerError::Damaged) => damaged = true,
                            done => marked += done?,
                        }
                    }
                }
                done => marked += done?,
            }
            last = next;
        }
        self.finish_erasing()?;
        if damaged {
            return Err(LedgerError::Damaged);
        }
        Ok(marked)
    }

    fn mark_all(&self, orders: &[i64], fields: &str) -> Result<u32, LedgerError> {
        if orders.is_empty() {
            return Ok(0);
        }
        self.write_and_erase_later(|db| {
            orders.iter().try_for_each(|seq| mark(db, *seq, fields))?;
            Ok((u32::try_from(orders.len()).unwrap_or(u32::MAX), true))
        })
    }
}

/// Of the next orders of a template those that have one of the fields open, and where to go on.
fn still_open(
    db: &Connection,
    of: &OrderedTemplate,
    fields: &str,
    after: i64,
) -> Result<(Vec<i64>, Option<i64>), LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT o.seq, EXISTS (
             SELECT 1 FROM value AS v WHERE v.order_seq = o.seq AND NOT v.sensitive
             AND v.field IN (SELECT value FROM json_each(?3))
         ) FROM orders AS o INDEXED BY orders_by_template
         WHERE o.template_id = ?2 AND o.connection_id = ?1 AND o.seq > ?4
         ORDER BY o.seq LIMIT ?5",
    )?;
    let rows = select.query_map(
        params![of.connection, of.template, fields, after, AT_ONCE],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let seen: Vec<(i64, bool)> = rows.collect::<Result<_, _>>()?;
    let open = seen.iter().filter(|(_, open)| *open).map(|(seq, _)| *seq);
    Ok((open.collect(), seen.last().map(|(seq, _)| *seq)))
}

fn mark(db: &Transaction<'_>, seq: i64, fields: &str) -> Result<(), LedgerError> {
    forget_identities(db, seq, fields)?;
    db.prepare_cached(
        "UPDATE value SET sensitive = 1
         WHERE order_seq = ? AND field IN (SELECT value FROM json_each(?))",
    )?
    .execute(params![seq, fields])?;
    search_without(db, seq)?;
    let ended: bool = db
        .prepare_cached("SELECT ended_at IS NOT NULL FROM orders WHERE seq = ?")?
        .query_row([seq], |row| row.get(0))?;
    if ended {
        erase_sensitive(db, seq)?;
    }
    Ok(())
}

/// The office's own reference stays with the order, as its name does, also where it was made of them.
fn forget_identities(db: &Transaction<'_>, seq: i64, fields: &str) -> Result<(), LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT json FROM value WHERE order_seq = ? AND json IS NOT NULL
         AND field IN (SELECT value FROM json_each(?))",
    )?;
    let values = select.query_map(params![seq, fields], |row| {
        crate::columns::json(row.get_ref(0)?)
    })?;
    for value in values {
        if let Some(text) = text_of(&value?) {
            db.prepare_cached(
                "DELETE FROM identity WHERE order_seq = ? AND kind <> 0
                 AND folded IN (SELECT value FROM json_each(?))",
            )?
            .execute(params![seq, spellings(&text).to_string()])?;
        }
    }
    Ok(())
}

/// Which of the other values the search knew is not kept; it is those whose words stand in what it
/// knew.
fn search_without(db: &Transaction<'_>, seq: i64) -> Result<(), LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT o.person, o.external_id, o.number, s.words FROM orders AS o
         JOIN search AS s ON s.seq = o.seq WHERE o.seq = ?",
    )?;
    let (person, reference, number, before) = select.query_row([seq], |row| {
        let texts: (String, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((texts.0, texts.1, texts.2, row.get::<_, String>(3)?))
    })?;
    let mut select = db.prepare_cached(
        "SELECT json FROM value WHERE order_seq = ? AND NOT sensitive AND json IS NOT NULL
         ORDER BY position",
    )?;
    let open = select.query_map([seq], |row| crate::columns::json(row.get_ref(0)?))?;
    let open: Vec<Value> = open.collect::<Result<_, _>>()?;
    let before = format!(" {before} ");
    let open = open.iter().filter_map(text_of).map(|text| fold(&text));
    let known = open.filter(|words| before.contains(&format!(" {words} ")));
    let kept = [Some(person), reference];
    let kept = kept.into_iter().flatten().map(|text| fold(&text));
    let number = number.map(|text| fold(&text));
    let words: Vec<String> = kept.chain(known).chain(number).collect();
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    db.prepare_cached("UPDATE search SET words = ?2 WHERE seq = ?1 AND words <> ?2")?
        .execute(params![seq, words.join(" ")])?;
    Ok(())
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
