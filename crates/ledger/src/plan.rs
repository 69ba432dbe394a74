//! How a page is found without reading what is not shown. Reading a row costs its decryption, so
//! the way with the fewest rows is chosen here, from counts that are kept, not left to guesses.

use crate::by_template::{ByTemplate, by_template};
use crate::columns::to_millis;
use crate::detail::COLUMNS;
use crate::fold::fold;
use crate::{LedgerError, Query, State};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use std::fmt::Write as _;

/// So few rows are faster read than looked up in the index of words.
const FEW: u64 = 2_000;

/// No count is kept by the service's status; the lists it is used for are short.
const GUESSED: u64 = 5_000;

/// Parts of words are found from this many letters on: the length of an index entry.
const PART: usize = 3;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// One statement.
pub struct Plan {
    pub sql: String,
    pub params: Vec<Value>,
}

impl Plan {
    /// The statements whose rows together, newest first and each once, make the page.
    pub fn all(db: &Connection, query: &Query, rows: usize) -> Result<Vec<Self>, LedgerError> {
        let Some(range) = Range::of(db, query)? else {
            return Ok(Vec::new());
        };
        let folded = fold(&query.text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let mut plans = Self::of_words(db, (query, &words), &range, rows)?;
        for ByTemplate { query, words } in by_template(db, query, &words)? {
            plans.extend(Self::of_words(db, (&query, &words), &range, rows)?);
        }
        Ok(plans)
    }

    fn of_words(
        db: &Connection,
        (query, words): (&Query, &[&str]),
        range: &Range,
        rows: usize,
    ) -> Result<Vec<Self>, LedgerError> {
        let states: Vec<Option<State>> = match query.states.as_slice() {
            [] => vec![None],
            states => State::ALL
                .into_iter()
                .filter(|s| states.contains(s))
                .map(Some)
                .collect(),
        };
        let ways = states
            .into_iter()
            .map(|state| Way::narrowest(db, query, state)?.within(db, range, words.is_empty()))
            .collect::<Result<Vec<_>, _>>()?;
        if !words.is_empty() && ways.iter().map(|way| way.rows).sum::<u64>() > FEW {
            return Ok(vec![Builder::by_words(query, range, words).finish(rows)]);
        }
        let plans = ways.iter().filter(|way| way.rows > 0);
        Ok(plans
            .map(|way| Builder::by_way(query, range, way, words).finish(rows))
            .collect())
    }
}

/// The numbers of the orders that can be on the page, both ends in it.
struct Range {
    first: i64,
    last: i64,
}

impl Range {
    fn of(db: &Connection, query: &Query) -> Result<Option<Self>, LedgerError> {
        let mut range = Self {
            first: 0,
            last: i64::MAX,
        };
        if query.from.is_some() || query.until.is_some() {
            let from = query
                .from
                .map_or(i64::MIN, |time| to_millis(time).div_euclid(MILLIS_PER_DAY));
            let until = query
                .until
                .map_or(i64::MAX, |time| to_millis(time).div_euclid(MILLIS_PER_DAY));
            let mut select = db.prepare_cached(
                "SELECT min(first), max(last) FROM day WHERE day BETWEEN ? AND ?",
            )?;
            let ends = select.query_row(params![from, until], |row| {
                Ok(row.get::<_, Option<i64>>(0)?.zip(row.get(1)?))
            })?;
            let Some((first, last)) = ends else {
                return Ok(None);
            };
            range = Self { first, last };
        }
        if let Some(after) = query.after {
            range.last = range.last.min(after.0.saturating_sub(1));
        }
        Ok(Some(range))
    }
}

/// One way to the orders of a state: the index that leads to the fewest.
struct Way {
    state: Option<State>,
    index: Option<&'static str>,
    rows: u64,
}

impl Way {
    fn narrowest(
        db: &Connection,
        query: &Query,
        state: Option<State>,
    ) -> Result<Self, LedgerError> {
        let mut ways = vec![(tally(db, None, None, None)?, None)];
        if let Some(state) = state {
            ways.push((tally(db, None, None, Some(state))?, Some("orders_by_state")));
        }
        if let Some(template) = &query.template {
            ways.push((
                tally(db, None, Some(template), None)?,
                Some("orders_by_template"),
            ));
        }
        if let Some(connection) = &query.connection {
            ways.push((
                tally(db, Some(connection), None, None)?,
                Some("orders_by_connection"),
            ));
        }
        if query.service_status.is_some() && query.text.is_empty() {
            ways.push((GUESSED, Some("orders_by_service_status")));
        }
        let narrowest = ways.into_iter().min_by_key(|(rows, _)| *rows);
        let (rows, index) = narrowest.unwrap_or_default();
        Ok(Self { state, index, rows })
    }
}

impl Way {
    /// As it is between the ends of a range. What no word is looked for in need not be counted: a
    /// page of it ends when it is full.
    fn within(mut self, db: &Connection, range: &Range, any: bool) -> Result<Self, LedgerError> {
        let all = range.last.saturating_sub(range.first).saturating_add(1);
        if any || self.rows <= FEW || all == i64::MAX {
            return Ok(self);
        }
        let counted = match (self.state, self.index) {
            (Some(state), Some("orders_by_state")) => Some(count(db, range, state)?),
            _ => None,
        };
        let all = u64::try_from(all).unwrap_or(0);
        self.rows = counted.unwrap_or(self.rows).min(all);
        Ok(self)
    }
}

/// How many orders of a state are in a range, as far as it matters. Reads a few pages of the index.
fn count(db: &Connection, range: &Range, state: State) -> Result<u64, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT count(*) FROM (SELECT 1 FROM orders INDEXED BY orders_by_state
         WHERE state = ? AND seq BETWEEN ? AND ? LIMIT ?)",
    )?;
    let most = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
    let rows: i64 = select.query_row(params![state, range.first, range.last, most], |row| {
        row.get(0)
    })?;
    Ok(rows.unsigned_abs())
}

fn tally(
    db: &Connection,
    connection: Option<&str>,
    template: Option<&str>,
    state: Option<State>,
) -> Result<u64, LedgerError> {
    let mut select = db.prepare_cached(
        "SELECT sum(orders) FROM tally WHERE (?1 IS NULL OR connection_id = ?1)
         AND (?2 IS NULL OR template_id = ?2) AND (?3 IS NULL OR state = ?3)",
    )?;
    let sum: Option<i64> =
        select.query_row(params![connection, template, state], |row| row.get(0))?;
    Ok(sum.map_or(0, i64::unsigned_abs))
}

/// A statement in the making.
struct Builder {
    sql: String,
    params: Vec<Value>,
}

impl Builder {
    /// By the index of words: that of parts if a word is long enough, else that of beginnings.
    /// Words too short for the index of parts, and those that it knows in pieces only, are looked
    /// for in what it finds.
    fn by_words(query: &Query, range: &Range, words: &[&str]) -> Self {
        let (long, short): (Vec<&str>, Vec<&str>) =
            words.iter().partition(|word| word.chars().count() >= PART);
        let by_parts = !long.is_empty();
        let (table, matched, left) = if by_parts {
            let pieces: Vec<String> = long.iter().flat_map(|word| pieces(word)).collect();
            let in_pieces = |word: &&&str| word.chars().count() != PART;
            let left = words.iter().filter(in_pieces).copied().collect();
            ("part", all_of(&pieces, ""), left)
        } else {
            ("word", all_of(&short, "*"), Vec::new())
        };
        let search = if left.is_empty() {
            ""
        } else {
            "CROSS JOIN search AS s ON s.seq = f.rowid"
        };
        let mut this = Self {
            sql: format!(
                "SELECT {COLUMNS} FROM {table} AS f {search} CROSS JOIN orders AS o
                 WHERE {table} MATCH ? AND f.rowid BETWEEN ? AND ? AND o.seq = f.rowid"
            ),
            params: vec![matched.into(), range.first.into(), range.last.into()],
        };
        this.contains(&left);
        if !query.states.is_empty() {
            let states: Vec<_> = query
                .states
                .iter()
                .map(|s| s.number().to_string())
                .collect();
            // Writing to a String cannot fail.
            let _ = write!(this.sql, " AND o.state IN ({})", states.join(", "));
        }
        this.filters(query);
        this.sql.push_str(" ORDER BY f.rowid DESC");
        this
    }

    fn by_way(query: &Query, range: &Range, way: &Way, words: &[&str]) -> Self {
        let hint = way.index.map_or("NOT INDEXED".to_owned(), |index| {
            format!("INDEXED BY {index}")
        });
        let search = if words.is_empty() {
            ""
        } else {
            "CROSS JOIN search AS s ON s.seq = o.seq"
        };
        let mut this = Self {
            sql: format!(
                "SELECT {COLUMNS} FROM orders AS o {hint} {search} WHERE o.seq BETWEEN ? AND ?"
            ),
            params: vec![range.first.into(), range.last.into()],
        };
        this.contains(words);
        if let Some(state) = way.state {
            this.and("o.state = ?", i64::from(state.number()));
        }
        this.filters(query);
        this.sql.push_str(" ORDER BY o.seq DESC");
        this
    }

    fn filters(&mut self, query: &Query) {
        if let Some(connection) = &query.connection {
            self.and("o.connection_id = ?", connection.clone());
        }
        if let Some(template) = &query.template {
            self.and("o.template_id = ?", template.clone());
        }
        if let Some(status) = &query.service_status {
            self.and("o.service_status = ?", status.clone());
        }
        if let Some(from) = query.from {
            self.and("o.committed_at >= ?", to_millis(from));
        }
        if let Some(until) = query.until {
            self.and("o.committed_at < ?", to_millis(until));
        }
        if query.open_only {
            self.sql
                .push_str(" AND (o.state <> 4 OR o.dealt_with_at IS NULL)");
        }
        match query.checked_out {
            Some(true) => self.sql.push_str(" AND o.checked_out_at IS NOT NULL"),
            Some(false) => self.sql.push_str(" AND o.checked_out_at IS NULL"),
            None => {}
        }
    }

    fn contains(&mut self, words: &[&str]) {
        for word in words {
            if word.chars().count() >= PART {
                self.and("instr(s.words, ?) > 0", (*word).to_owned());
            } else {
                self.and("instr(' ' || s.words, ?) > 0", format!(" {word}"));
            }
        }
    }

    fn and(&mut self, condition: &str, param: impl Into<Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.params.push(param.into());
    }

    fn finish(mut self, rows: usize) -> Plan {
        self.sql.push_str(" LIMIT ?");
        self.params
            .push(i64::try_from(rows).unwrap_or(i64::MAX).into());
        Plan {
            sql: self.sql,
            params: self.params,
        }
    }
}

/// The entries of the index of parts that cover a word. Where each of them stands in an order costs
/// more to find out than to look at the few orders that have them all.
fn pieces(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let last = letters.len().saturating_sub(PART);
    let starts = (0..last).step_by(PART).chain([last]);
    let piece = |start: usize| letters.iter().skip(start).take(PART).collect();
    starts.map(piece).collect()
}

/// Folded words hold letters and digits only: nothing in them can end the quotes.
fn all_of(words: &[impl std::fmt::Display], after: &str) -> String {
    let quoted: Vec<_> = words
        .iter()
        .map(|word| format!("\"{word}\"{after}"))
        .collect();
    quoted.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn pieces_cover_a_word_to_its_last_letter() {
        assert_eq!(pieces("kar"), ["kar"]);
        assert_eq!(pieces("kari"), ["kar", "ari"]);
        assert_eq!(pieces("hansen"), ["han", "sen"]);
        assert_eq!(pieces("e123456"), ["e12", "345", "456"]);
        assert_eq!(pieces("李雷李雷"), ["李雷李", "雷李雷"]);
    }
}
