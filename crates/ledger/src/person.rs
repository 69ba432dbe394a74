//! What is kept of one person.

use crate::draft::{self, Draft};
use crate::fold::fold;
use crate::lookalike::spellings;
use crate::{Ledger, LedgerError, Order, OrderId, Query, detail};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many orders of one person are found at the most.
const MOST: u32 = 200;

/// A text that is looked for: all its words, in whatever order and however they are written.
#[derive(Clone, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        Self(words.map(str::to_owned).collect())
    }

    /// Whether each of them stands in a text; never if there is none.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let folded = fold(text);
        let has = |word: &String| folded.split(' ').any(|one| one == word);
        !self.0.is_empty() && self.0.iter().all(has)
    }
}

/// By what an order is taken for one of a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It is the order that was asked about, or shares an e-mail address, an employee number or, at
    /// the same connection, the office's own reference with it.
    ByIdentity,
    /// It is for somebody of the same name.
    ByName,
    /// What was looked for stands in it.
    ByWords,
}

/// What the ledger keeps of a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traces {
    /// Orders, newest first, 200 at the most.
    pub orders: Vec<(Order, Told)>,
    /// Orders of others whose card this person collected, newest first.
    pub collected: Vec<Order>,
    /// Drafts, the last begun first.
    pub drafts: Vec<Draft>,
    /// There are more orders than these.
    pub more: bool,
}

impl Ledger {
    /// The orders that a search for a text finds, and the drafts in which each of its words stands.
    ///
    /// # Errors
    /// What the database answered.
    pub fn traces_of(&self, text: &str) -> Result<Traces, LedgerError> {
        let words = Words::of(text);
        if words.0.is_empty() {
            return Ok(Traces::default());
        }
        let page = self.page(&Query {
            text: text.to_owned(),
            limit: MOST,
            ..Query::default()
        })?;
        let orders = page.orders.into_iter().map(|order| (order, Told::ByWords));
        Ok(Traces {
            orders: orders.collect(),
            collected: self.collected_by(&words)?,
            drafts: self.drafts_with(&[words])?,
            more: page.next.is_some(),
        })
    }

    /// The orders of the person of an order, and the drafts in which the person's name, e-mail
    /// address or employee number stands.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such order.
    pub fn traces_of_person_of(&self, id: OrderId) -> Result<Traces, LedgerError> {
        let order = detail::whole(&self.db(), id)?.order;
        let (name, mut words) = (fold(&order.person), self.identities_of(id)?);
        let named = self.traces_of(&order.person)?;
        let same_name = named.orders.into_iter().map(|(other, _)| other);
        let same_name = same_name.filter(|other| fold(&other.person) == name);
        let mut found: BTreeMap<OrderId, (Order, Told)> = BTreeMap::new();
        for (other, told) in same_name
            .map(|other| (other, Told::ByName))
            .chain(
                self.of_same_identity(id)?
                    .into_iter()
                    .map(|it| (it, Told::ByIdentity)),
            )
            .chain([(order.clone(), Told::ByIdentity)])
        {
            found.insert(other.id, (other, told));
        }
        let mut orders: Vec<_> = found.into_values().collect();
        orders.sort_by_key(|(other, _)| std::cmp::Reverse(other.committed_at));
        words.push(Words::of(&order.person));
        Ok(Traces {
            orders,
            collected: named.collected,
            drafts: self.drafts_with(&words)?,
            more: named.more,
        })
    }

    /// Their office's own reference is left out: a number alone may stand in anybody's draft.
    fn identities_of(&self, id: OrderId) -> Result<Vec<Words>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT folded FROM identity WHERE kind <> 0
             AND order_seq = (SELECT seq FROM orders WHERE id = ?)",
        )?;
        let texts = select.query_map([id], |row| row.get::<_, String>(0))?;
        let words = texts.map(|text| Ok(Words::of(&text?)));
        words.collect()
    }

    fn of_same_identity(&self, id: OrderId) -> Result<Vec<Order>, LedgerError> {
        let db = self.db();
        let mine = spelled(&db, id)?;
        let mut select = db.prepare_cached(&format!(
            "SELECT DISTINCT {} FROM json_each(?1) AS mine
             CROSS JOIN json_each(mine.value, '$.spellings') AS spelling
             CROSS JOIN (SELECT DISTINCT connection_id AS id FROM tally) AS c
             CROSS JOIN identity AS theirs ON theirs.connection_id = c.id
                 AND theirs.kind = mine.value ->> 'kind' AND theirs.folded = spelling.value
             CROSS JOIN orders AS o ON o.seq = theirs.order_seq
             WHERE mine.value ->> 'kind' <> 0
                 OR mine.value ->> 'connection' = theirs.connection_id
             ORDER BY o.seq DESC LIMIT ?2",
            detail::COLUMNS
        ))?;
        let orders = select.query_map(params![mine, MOST], detail::order)?;
        Ok(orders.collect::<Result<_, _>>()?)
    }

    /// The orders whose card was handed over to somebody of these names.
    fn collected_by(&self, words: &Words) -> Result<Vec<Order>, LedgerError> {
        let db = self.db();
        let mut names = db.prepare_cached(
            "SELECT DISTINCT handed_to FROM orders INDEXED BY orders_handed_over
             WHERE handed_to IS NOT NULL AND handed_to <> ''",
        )?;
        let mut found = Vec::new();
        for name in names.query_map([], |row| row.get::<_, String>(0))? {
            let name = name?;
            if words.are_in(&name) {
                let mut select = db.prepare_cached(&format!(
                    "SELECT {} FROM orders AS o INDEXED BY orders_handed_over
                     WHERE o.handed_to = ? ORDER BY o.seq DESC",
                    detail::COLUMNS
                ))?;
                for order in select.query_map([name], detail::order)? {
                    found.push(order?);
                }
            }
        }
        Ok(found)
    }

    /// The drafts in which all the words of one of these texts stand, in whatever field.
    fn drafts_with(&self, texts: &[Words]) -> Result<Vec<Draft>, LedgerError> {
        let mut drafts = self.all_drafts()?;
        drafts.retain(|draft| texts.iter().any(|words| words.are_in(&draft.body)));
        Ok(drafts)
    }

    fn all_drafts(&self) -> Result<Vec<Draft>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(&format!(
            "SELECT {} FROM draft WHERE {} ORDER BY rowid DESC",
            draft::COLUMNS,
            draft::LIVE
        ))?;
        let drafts = select.query_map([], draft::draft)?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }
}

/// By what an order is told, as JSON, each in every spelling that other orders may have of it.
fn spelled(db: &Connection, id: OrderId) -> Result<String, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT kind, connection_id, folded FROM identity
         WHERE order_seq = (SELECT seq FROM orders WHERE id = ?)",
    )?;
    let rows = select.query_map([id], |row| {
        let (kind, connection, folded): (u8, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let spellings = spellings(&folded);
        Ok(json!({ "kind": kind, "connection": connection, "spellings": spellings }))
    })?;
    let all: Vec<Value> = rows.collect::<Result<_, _>>()?;
    Ok(json!(all).to_string())
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_however_they_are_written_but_only_whole_and_together() {
        let words = Words::of("Åse BJØRKÅS-Østbø");
        assert!(words.are_in("{\"last\":\"bjorkas ostbo\",\"first\":\"Aase\"}"));
        assert!(!words.are_in("Åse Bjørkås"), "one of them is missing");
        assert!(!Words::of("Ås").are_in("Åse"), "a part of another");
        assert!(!Words::of(" - ").are_in("anything"));
    }
}
