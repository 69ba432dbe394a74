//! What somebody asks SQLite who knows the tables.

use rusqlite::{Connection, Params, Row};
use uuid::Uuid;

use crate::Done;

/// As many columns as a list shows.
const LIST: &str = "o.seq, o.id, o.connection_id, o.connection_name, o.environment, o.template_id,
    o.template_name, o.template_kind, o.person, o.external_id, o.state, o.committed_at, o.by,
    o.station, o.claimed_at, o.not_before, o.cause, o.number, o.service_status, o.by_hand,
    o.arrived_at, o.checked_out_at, o.handed_to, o.handed_on, o.dealt_with_at, o.revoked,
    o.expires_on, o.reissue,
    CASE WHEN o.state = 7 OR o.dealt_with_at IS NOT NULL THEN (
        SELECT t.kind FROM timeline AS t WHERE t.order_seq = o.seq
        AND t.kind IN ('cancelled', 'closed', 'corrected', 'set_aside') ORDER BY t.seq DESC LIMIT 1
    ) END";

fn rows(db: &Connection, sql: &str, params: impl Params) -> Done<usize> {
    let mut select = db.prepare_cached(sql)?;
    let columns = select.column_count();
    let read = |row: &Row<'_>| -> rusqlite::Result<Vec<rusqlite::types::Value>> {
        (0..columns).map(|column| row.get(column)).collect()
    };
    let read = select.query_map(params, read)?;
    Ok(read.collect::<Result<Vec<_>, _>>()?.len())
}

/// The newest page.
pub fn first_page(db: &Connection) -> Done<usize> {
    rows(
        db,
        &format!("SELECT {LIST} FROM orders AS o ORDER BY o.seq DESC LIMIT 61"),
        [],
    )
}

/// The newest with a word or a part of one.
pub fn search(db: &Connection, text: &str) -> Done<usize> {
    let (table, matched) = matching(text);
    let sql = format!(
        "SELECT {LIST} FROM {table} AS f CROSS JOIN orders AS o
         WHERE {table} MATCH ? AND o.seq = f.rowid ORDER BY f.rowid DESC LIMIT 61"
    );
    rows(db, &sql, [matched])
}

/// The newest of a state and some days with a word or a part of one; `days` as first and last order.
pub fn filtered(db: &Connection, text: &str, state: i64, days: (i64, i64)) -> Done<usize> {
    let sql = format!(
        "SELECT {LIST} FROM orders AS o CROSS JOIN search AS s
         WHERE o.state = ?1 AND o.seq BETWEEN ?2 AND ?3 AND s.seq = o.seq
         AND instr(' ' || s.words, ' ' || ?4) > 0 ORDER BY o.seq DESC LIMIT 61"
    );
    rows(db, &sql, (state, days.0, days.1, text))
}

fn matching(text: &str) -> (&'static str, String) {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let long = words.iter().all(|word| word.len() >= 3);
    let (table, after) = if long { ("part", "") } else { ("word", "*") };
    let quoted: Vec<_> = words
        .iter()
        .map(|word| format!("\"{word}\"{after}"))
        .collect();
    (table, quoted.join(" AND "))
}

/// One order with everything.
pub fn detail(db: &Connection, id: Uuid) -> Done<usize> {
    let of = "order_seq = (SELECT seq FROM orders WHERE id = ?1)";
    let tables = [
        format!("SELECT {LIST} FROM orders AS o WHERE o.id = ?1"),
        "SELECT body FROM template WHERE id = (SELECT template_body FROM orders WHERE id = ?1)"
            .into(),
        format!("SELECT field, label, json, sensitive FROM value WHERE {of} ORDER BY position"),
        format!("SELECT field, record FROM picture WHERE {of} ORDER BY position"),
        format!("SELECT body FROM request WHERE {of}"),
        format!("SELECT body FROM answer WHERE {of}"),
        "SELECT id FROM orders WHERE replaces = ?1 ORDER BY seq DESC LIMIT 1".into(),
        format!("SELECT at, by, station, kind, details FROM timeline WHERE {of} ORDER BY seq"),
        format!("SELECT jpeg FROM thumbnail WHERE {of} ORDER BY position LIMIT 1"),
    ];
    let mut all = 0;
    for sql in tables {
        all += rows(db, &sql, [id.as_bytes()])?;
    }
    Ok(all)
}
