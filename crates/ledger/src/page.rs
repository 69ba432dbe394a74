use crate::plan::Plan;
use crate::{Ledger, LedgerError, Order, State, detail};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};

/// The most rows of one page.
const MOST: u32 = 500;

/// Which orders to show. What is left empty does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In one of these states.
    pub states: Vec<State>,
    /// Of this connection.
    pub connection: Option<String>,
    /// Of this template.
    pub template: Option<String>,
    /// Confirmed at this time or later.
    pub from: Option<DateTime<Utc>>,
    /// Confirmed before this time.
    pub until: Option<DateTime<Utc>>,
    /// With this status of the service.
    pub service_status: Option<String>,
    /// Checked out in the service, or not.
    pub checked_out: Option<bool>,
    /// Of the refused ones, only those that were neither corrected nor set aside.
    pub open_only: bool,
    /// With all these words in name, reference, number or a searchable value: the start of a word
    /// from one letter, any part of it from three.
    pub text: String,
    /// Of the text, also the start of a word of the template's name, from four letters. Whoever looks
    /// for a person does not ask for it: a template may be called like one.
    pub by_template: bool,
    /// After the last row of the page before.
    pub after: Option<Cursor>,
    /// So many rows, 1 to 500.
    pub limit: u32,
}

/// Where a page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub(crate) i64);

/// Some orders, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The orders.
    pub orders: Vec<Order>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Cursor>,
}

impl Ledger {
    /// A page of orders, newest first.
    ///
    /// # Errors
    /// What the database answered.
    pub fn page(&self, query: &Query) -> Result<Page, LedgerError> {
        let db = self.db();
        let limit = query.limit.clamp(1, MOST) as usize;
        let mut rows = Vec::new();
        for plan in Plan::all(&db, query, limit + 1)? {
            run(&db, &plan, &mut rows)?;
        }
        rows.sort_by_key(|(seq, _)| std::cmp::Reverse(*seq));
        rows.dedup_by_key(|(seq, _)| *seq);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(seq, _)| Cursor(*seq));
        Ok(Page {
            orders: rows.into_iter().map(|(_, order)| order).collect(),
            next,
        })
    }
}

fn run(db: &Connection, plan: &Plan, rows: &mut Vec<(i64, Order)>) -> Result<(), LedgerError> {
    let mut select = db.prepare_cached(&plan.sql)?;
    let found = select.query_map(params_from_iter(&plan.params), |row| {
        Ok((row.get(detail::SEQ)?, detail::order(row)?))
    })?;
    for row in found {
        rows.push(row?);
    }
    Ok(())
}
