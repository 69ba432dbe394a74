use crate::{Ledger, LedgerError, State, TemplateName};
use rusqlite::Connection;

/// How many orders are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; State::ALL.len()]);

impl Counts {
    /// How many are in one state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        self.0[usize::from(state.number())]
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Ledger {
    /// How many orders are in each state, of one connection or of all. Reads kept counts, so that
    /// it costs the same for ten orders and for a million.
    ///
    /// # Errors
    /// What the database answered.
    pub fn counts(&self, connection: Option<&str>) -> Result<Counts, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT state, sum(orders) FROM tally WHERE ?1 IS NULL OR connection_id = ?1
             GROUP BY state",
        )?;
        let mut rows = select.query([connection])?;
        let mut counts = Counts::default();
        while let Some(row) = rows.next()? {
            let state: State = row.get(0)?;
            counts.0[usize::from(state.number())] = row.get::<_, i64>(1)?.unsigned_abs();
        }
        Ok(counts)
    }

    /// Every template something was ordered of, each under the name and kind of its newest order.
    /// Reads the kept counts and one order of each template.
    ///
    /// # Errors
    /// What the database answered.
    pub fn ordered_templates(&self) -> Result<Vec<TemplateName>, LedgerError> {
        ordered_templates(&self.db())
    }

    /// How many refused orders nobody has corrected or set aside yet, of one connection or of all.
    ///
    /// # Errors
    /// What the database answered.
    pub fn refused_and_open(&self, connection: Option<&str>) -> Result<u64, LedgerError> {
        let db = self.db();
        let mut count = db.prepare_cached(
            "SELECT count(*) FROM orders INDEXED BY orders_refused_and_open
             WHERE state = 4 AND dealt_with_at IS NULL
             AND (?1 IS NULL OR connection_id = ?1)",
        )?;
        Ok(count
            .query_row([connection], |row| row.get::<_, i64>(0))?
            .unsigned_abs())
    }
}

/// Every template something was ordered of, under the name and kind of its newest order.
pub fn ordered_templates(db: &Connection) -> Result<Vec<TemplateName>, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT template_id, template_name, template_kind FROM orders WHERE seq IN (
             SELECT (SELECT max(seq) FROM orders WHERE template_id = ordered.template_id)
             FROM (SELECT DISTINCT template_id FROM tally) AS ordered)",
    )?;
    let rows = select.query_map([], |row| {
        Ok(TemplateName {
            id: row.get(0)?,
            name: row.get(1)?,
            kind: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
