//! People who were ordered for before, found by what is typed of them.

use crate::fold::fold;
use crate::lookalike::with_reference;
use crate::{KeptValue, Ledger, LedgerError, Order, Query, State, detail};

/// So many of the newest orders that a text finds are looked through: the few people that can be
/// offered are among them, unless one had dozens of orders since.
const LOOKED_THROUGH: u32 = 60;

/// What came to nothing tells nothing of a person that was right.
const TELLING: [State; 6] = [
    State::Waiting,
    State::Sending,
    State::NotTaken,
    State::Blocked,
    State::Accepted,
    State::Unknown,
];

/// An order with what is kept of its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    /// The order.
    pub order: Order,
    /// Its values.
    pub values: Vec<KeptValue>,
}

impl Ledger {
    /// Orders of a connection with all words of a text in the name, the reference or one of these
    /// fields, newest first: the start of a word from one letter, any part of it from three; or with
    /// the text for their reference, employee number or e-mail address. Those that were refused or
    /// cancelled, and those whose values are erased, are left out; of many only the newest are seen.
    ///
    /// # Errors
    /// What the database answered.
    pub fn ordered_for(
        &self,
        connection: &str,
        text: &str,
        fields: &[&str],
    ) -> Result<Vec<Ordered>, LedgerError> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.page(&Query {
            states: TELLING.to_vec(),
            connection: Some(connection.to_owned()),
            text: text.to_owned(),
            limit: LOOKED_THROUGH,
            ..Query::default()
        })?;
        let db = self.db();
        let mut ordered = Vec::new();
        for order in found.orders {
            let values = detail::values_of(&db, order.id)?;
            let one = Ordered { order, values };
            if one.tells() && one.has(&words, fields) {
                ordered.push(one);
            }
        }
        for order in with_reference(&db, connection, text)? {
            let known = ordered.iter().any(|one| one.order.id == order.id);
            let values = detail::values_of(&db, order.id)?;
            let one = Ordered { order, values };
            if !known && one.tells() && TELLING.contains(&one.order.state) {
                ordered.push(one);
            }
        }
        ordered.sort_by_key(|one| std::cmp::Reverse(one.order.committed_at));
        Ok(ordered)
    }
}

impl Ordered {
    fn tells(&self) -> bool {
        self.values.iter().any(|kept| kept.value.is_some())
    }

    fn has(&self, words: &[&str], fields: &[&str]) -> bool {
        let values = self.values.iter();
        let values = values.filter(|kept| fields.contains(&kept.field.as_str()) && !kept.sensitive);
        let texts = values.filter_map(|kept| kept.value.as_ref()?.as_str());
        let whole = texts
            .chain([self.order.person.as_str()])
            .chain(self.order.external_id.as_deref());
        let whole = fold(&whole.collect::<Vec<_>>().join(" "));
        words.iter().all(|word| whole.contains(word))
    }
}
