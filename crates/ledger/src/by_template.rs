//! Orders that are found by words of their template's name. A name is the same for a hundred thousand
//! orders, so it is in no index of words: the few templates are looked through instead.

use crate::counts::ordered_templates;
use crate::fold::fold;
use crate::{LedgerError, Query};
use rusqlite::Connection;

/// A word is taken for the beginning of one of a template's name from so many letters on.
const FEWEST: usize = 4;

/// The orders of a template in whose name some of the words begin.
pub struct ByTemplate<'a> {
    /// The query, for this template alone.
    pub query: Query,
    /// The words that are left to be found in its orders.
    pub words: Vec<&'a str>,
}

/// Every template that a query lets through and in whose name one of the words begins.
pub fn by_template<'a>(
    db: &Connection,
    query: &Query,
    words: &[&'a str],
) -> Result<Vec<ByTemplate<'a>>, LedgerError> {
    if !query.by_template || !words.iter().copied().any(is_long) {
        return Ok(Vec::new());
    }
    let mut templates = ordered_templates(db)?;
    templates.retain(|it| query.template.as_ref().is_none_or(|id| *id == it.id));
    let found = templates.into_iter().filter_map(|template| {
        let name = format!(" {}", fold(&template.name));
        let left: Vec<&str> = words
            .iter()
            .filter(|word| !stands_in(&name, word))
            .copied()
            .collect();
        let query = Query {
            template: Some(template.id),
            ..query.clone()
        };
        (left.len() < words.len()).then_some(ByTemplate { query, words: left })
    });
    Ok(found.collect())
}

/// Whoever types the first letters of a name is not to be shown every "Card" there is.
fn stands_in(name: &str, word: &str) -> bool {
    is_long(word) && name.contains(&format!(" {word}"))
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= FEWEST
}
