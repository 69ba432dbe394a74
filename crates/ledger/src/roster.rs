//! The roster: people that the office knows from a list of its own, to be offered at the counter.

use crate::columns::{in_time, json, to_millis};
use crate::fold::fold;
use crate::retention::count;
use crate::{Ledger, LedgerError};
use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// Behind every word that begins with another one: the last character there is.
const LAST: char = char::MAX;

/// A person of the roster. The number is never given twice, also not to one of another roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RosterPersonId(i64);

impl fmt::Display for RosterPersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RosterPersonId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// One line of a roster to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRosterPerson {
    /// The name for lists.
    pub name: String,
    /// Values by field name, as they would be typed. Never a sensitive one.
    pub values: BTreeMap<String, String>,
    /// By what the person is found: the start of each word of it.
    pub found_by: String,
}

/// A roster to be kept in place of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRoster {
    /// The name of the file it came from.
    pub file: String,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// The columns of the file that are not kept, by their headings.
    pub unused: Vec<String>,
    /// Its people.
    pub people: Vec<NewRosterPerson>,
}

/// The roster that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The name of the file it came from.
    pub file: String,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    /// The columns of the file that are not kept, by their headings.
    pub unused: Vec<String>,
    /// How many people it has now.
    pub people: u32,
}

/// Somebody in the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPerson {
    /// The person.
    pub id: RosterPersonId,
    /// The name for lists.
    pub name: String,
    /// Values by field name.
    pub values: BTreeMap<String, String>,
}

impl Ledger {
    /// Keeps a roster in place of the one before, which is erased to the last byte: all of it, or
    /// nothing changes.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn replace_roster(&self, roster: &NewRoster) -> Result<(), LedgerError> {
        self.write_then_erase(|db| {
            let erased = clear(db)?;
            db.execute(
                "INSERT INTO roster (id, imported_at, file, unused) VALUES (1, ?, ?, ?)",
                params![
                    to_millis(roster.imported_at),
                    roster.file,
                    json!(roster.unused).to_string()
                ],
            )?;
            roster
                .people
                .iter()
                .try_for_each(|person| insert(db, person))?;
            Ok(((), erased))
        })
    }

    /// Erases the roster to the last byte. Removing what is not there is fine.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn remove_roster(&self) -> Result<(), LedgerError> {
        self.write_then_erase(|db| Ok(((), clear(db)?)))
    }

    /// The roster, if there is one.
    ///
    /// # Errors
    /// What the database answered.
    pub fn roster(&self) -> Result<Option<Roster>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT imported_at, file, unused, (SELECT count(*) FROM roster_person) FROM roster",
        )?;
        let roster = select.query_row([], |row| {
            Ok(Roster {
                imported_at: in_time(row.get(0)?)?,
                file: row.get(1)?,
                unused: json(row.get_ref(2)?)?,
                people: row.get(3)?,
            })
        });
        Ok(roster.optional()?)
    }

    /// People of the roster with words that begin like every word of a text, by name. A text
    /// without a word finds nobody.
    ///
    /// # Errors
    /// What the database answered.
    pub fn roster_people(&self, text: &str, limit: u32) -> Result<Vec<RosterPerson>, LedgerError> {
        let begins = "word >= ? AND word < ?";
        let ends = |word: &str| vec![word.to_owned().into(), format!("{word}{LAST}").into()];
        self.with_words(text, begins, &ends, Some(limit))
    }

    /// Everybody in the roster who has each word of a text, whole: who is meant when a person is to
    /// be forgotten.
    ///
    /// # Errors
    /// What the database answered.
    pub fn roster_people_with(&self, text: &str) -> Result<Vec<RosterPerson>, LedgerError> {
        let whole = |word: &str| vec![word.to_owned().into()];
        self.with_words(text, "word = ?", &whole, None)
    }

    /// One person of the roster.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if nobody has the number any more.
    pub fn roster_person(&self, id: RosterPersonId) -> Result<RosterPerson, LedgerError> {
        let db = self.db();
        let mut select =
            db.prepare_cached("SELECT id, name, body FROM roster_person WHERE id = ?")?;
        Ok(select.query_row([id.0], person)?)
    }

    /// Those who have, for each word of a text, a word as the condition says, whose parameters are
    /// made of it. The longest word leads: it has the fewest.
    fn with_words(
        &self,
        text: &str,
        condition: &str,
        of_word: &dyn Fn(&str) -> Vec<Value>,
        limit: Option<u32>,
    ) -> Result<Vec<RosterPerson>, LedgerError> {
        let folded = fold(text);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let having = format!("p.id IN (SELECT person FROM roster_word WHERE {condition})");
        let sql = format!(
            "SELECT p.id, p.name, p.body FROM roster_person AS p WHERE {}
             ORDER BY p.name COLLATE NOCASE, p.id LIMIT ?",
            vec![having; words.len()].join(" AND ")
        );
        let mut parameters: Vec<Value> = words.into_iter().flat_map(of_word).collect();
        parameters.push(limit.map_or(-1, i64::from).into());
        let db = self.db();
        let mut select = db.prepare_cached(&sql)?;
        let people = select.query_map(params_from_iter(parameters), person)?;
        Ok(people.collect::<Result<_, _>>()?)
    }
}

fn person(row: &Row<'_>) -> rusqlite::Result<RosterPerson> {
    Ok(RosterPerson {
        id: RosterPersonId(row.get(0)?),
        name: row.get(1)?,
        values: json(row.get_ref(2)?)?,
    })
}

/// How many there were.
pub fn delete_people(db: &Transaction<'_>, ids: &[RosterPersonId]) -> Result<u32, LedgerError> {
    let mut gone = 0;
    for id in ids {
        gone += db.execute("DELETE FROM roster_person WHERE id = ?", [id.0])?;
    }
    Ok(count(gone))
}

/// Whether there was anything.
fn clear(db: &Transaction<'_>) -> Result<bool, LedgerError> {
    let mut gone = 0;
    for table in ["roster_word", "roster_person", "roster"] {
        gone += db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(gone > 0)
}

fn insert(db: &Transaction<'_>, person: &NewRosterPerson) -> Result<(), LedgerError> {
    db.prepare_cached("INSERT INTO roster_person (name, body) VALUES (?, ?)")?
        .execute(params![person.name, json!(person.values).to_string()])?;
    let id = db.last_insert_rowid();
    let mut insert =
        db.prepare_cached("INSERT INTO roster_word VALUES (?, ?) ON CONFLICT DO NOTHING")?;
    for word in fold(&person.found_by)
        .split(' ')
        .filter(|it| !it.is_empty())
    {
        insert.execute(params![word, id])?;
    }
    Ok(())
}
