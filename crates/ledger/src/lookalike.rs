//! Orders that look like another one: of the same person, or with the same picture.

use crate::columns::to_millis;
use crate::fold::fold;
use crate::{Ledger, LedgerError, Order, OrderId, State, detail};
use chrono::{DateTime, Utc};
use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{Connection, Transaction, params};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// The most orders that are named: more would help nobody.
const MOST: u32 = 20;

/// Something by which a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// The office's own reference.
    ExternalId,
    /// The employee number.
    EmployeeNumber,
    /// The e-mail address.
    Email,
}

impl IdentityKind {
    /// The number in the database: it must never change.
    const fn number(self) -> u8 {
        match self {
            Self::ExternalId => 0,
            Self::EmployeeNumber => 1,
            Self::Email => 2,
        }
    }
}

impl ToSql for IdentityKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

/// What tells one person from others. Upper and lower case are one, and so is whatever looks the
/// same: a letter with its accent in one or in two, a digit of whatever width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What it is.
    pub kind: IdentityKind,
    /// As it is written.
    pub text: String,
}

impl Identity {
    fn folded(&self) -> String {
        folded(&self.text)
    }
}

fn folded(text: &str) -> String {
    let text: String = text.nfkc().collect();
    lower(&text)
}

fn lower(text: &str) -> String {
    text.trim().to_lowercase()
}

/// How a text may stand in the ledger, as JSON: folded, or as orders had it before it was,
/// with its accents beside the letters, or in them, or as it was typed.
pub fn spellings(text: &str) -> Value {
    let (composed, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
    json!([folded(text), lower(&composed), lower(&apart), lower(text)])
}

/// Whose orders are looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Among those of this connection.
    pub connection: String,
    /// Among those of this template.
    pub template: Option<String>,
    /// Confirmed at this time or later.
    pub since: DateTime<Utc>,
    /// Those with one of these.
    pub identities: Vec<Identity>,
    /// Neither this one nor those that it follows in its turn.
    pub replaces: Option<OrderId>,
}

/// An order that is, or may be, another one for the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// The order.
    pub order: Order,
    /// What is the same.
    pub same: Vec<IdentityKind>,
}

/// The order that is replaced, the one that it replaced, and so on.
const CHAIN: &str = "WITH RECURSIVE earlier (id) AS (SELECT :replaces UNION
    SELECT o.replaces FROM orders AS o JOIN earlier AS e ON o.id = e.id)";

/// Those, and whatever was ordered in the place of any of them.
const FAMILY: &str = ", later (id) AS (SELECT id FROM earlier WHERE id IS NOT NULL UNION
    SELECT o.id FROM orders AS o JOIN later AS l ON o.replaces = l.id)";

/// What came to nothing, or counts no more, is no other order. One that was closed may have come to
/// something all the same: only an operator who looked says that it did not.
fn counts() -> String {
    let (refused, cancelled) = (State::Refused.number(), State::Cancelled.number());
    format!(
        "o.state <> {refused} AND (o.state <> {cancelled} OR 'closed' = (
             SELECT t.kind FROM timeline AS t WHERE t.order_seq = o.seq
             AND t.kind IN ('cancelled', 'closed') ORDER BY t.seq DESC LIMIT 1
         )) AND NOT o.revoked
         AND o.id NOT IN (SELECT id FROM earlier WHERE id IS NOT NULL)"
    )
}

impl Ledger {
    /// Orders of the same person, newest first, 20 at most.
    ///
    /// # Errors
    /// What the database answered.
    pub fn same_person(&self, sought: &Sought) -> Result<Vec<Lookalike>, LedgerError> {
        let db = self.db();
        let mut found: Vec<Lookalike> = Vec::new();
        for identity in &sought.identities {
            for order in with_identity(&db, sought, identity)? {
                match found.iter_mut().find(|one| one.order.id == order.id) {
                    Some(known) if known.same.contains(&identity.kind) => {}
                    Some(known) => known.same.push(identity.kind),
                    None => found.push(Lookalike {
                        order,
                        same: vec![identity.kind],
                    }),
                }
            }
        }
        found.sort_by_key(|one| std::cmp::Reverse(one.order.committed_at));
        found.truncate(MOST as usize);
        Ok(found)
    }

    /// Orders that were made in the place of the one that is replaced, or of one that it follows,
    /// confirmed at this time or later; newest first, 20 at most.
    ///
    /// # Errors
    /// What the database answered.
    pub fn made_in_its_place(
        &self,
        replaces: OrderId,
        since: DateTime<Utc>,
    ) -> Result<Vec<Order>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(&format!(
            "{CHAIN}{FAMILY} SELECT {} FROM later JOIN orders AS o ON o.id = later.id
             WHERE o.committed_at >= :since AND {} ORDER BY o.seq DESC LIMIT {MOST}",
            detail::COLUMNS,
            counts()
        ))?;
        let named = rusqlite::named_params! { ":replaces": replaces, ":since": to_millis(since) };
        let orders = select.query_map(named, detail::order)?;
        Ok(orders.collect::<Result<_, _>>()?)
    }

    /// Orders of a connection with the same picture, by the SHA-256 of its original, for a person
    /// of another name; newest first, 20 at most. The order that is replaced, and those that it
    /// follows in its turn, are left out.
    ///
    /// # Errors
    /// What the database answered.
    pub fn same_picture(
        &self,
        connection: &str,
        original_sha256: &[u8; 32],
        person: &str,
        replaces: Option<OrderId>,
    ) -> Result<Vec<Order>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(&format!(
            "{CHAIN} SELECT DISTINCT {} FROM picture AS p INDEXED BY picture_by_original
             JOIN orders AS o ON o.seq = p.order_seq
             WHERE p.original_sha256 = :hash AND o.connection_id = :connection AND {}
             ORDER BY o.seq DESC",
            detail::COLUMNS,
            counts()
        ))?;
        let named = rusqlite::named_params! {
            ":replaces": replaces, ":hash": original_sha256.as_slice(), ":connection": connection,
        };
        let orders = select.query_map(named, detail::order)?;
        let orders: Vec<Order> = orders.collect::<Result<_, _>>()?;
        let name = fold(person);
        let others = orders
            .into_iter()
            .filter(|order| fold(&order.person) != name);
        Ok(others.take(MOST as usize).collect())
    }

    /// The office's references of all orders of a connection that were made for this one: its own,
    /// and those of its reissues.
    ///
    /// # Errors
    /// What the database answered.
    pub fn references_of(
        &self,
        connection: &str,
        external_id: &str,
    ) -> Result<Vec<String>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT o.external_id FROM identity AS i JOIN orders AS o ON o.seq = i.order_seq
             WHERE i.connection_id = ? AND i.kind = ? AND i.folded IN (SELECT value FROM json_each(?))
             AND o.external_id IS NOT NULL ORDER BY o.seq",
        )?;
        let kind = IdentityKind::ExternalId;
        let found = select.query_map(
            params![connection, kind, spellings(external_id).to_string()],
            |row| row.get(0),
        )?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn with_identity(
    db: &Connection,
    sought: &Sought,
    identity: &Identity,
) -> Result<Vec<Order>, LedgerError> {
    let mut select = db.prepare_cached(&format!(
        "{CHAIN} SELECT {} FROM identity AS i JOIN orders AS o ON o.seq = i.order_seq
         WHERE i.connection_id = :connection AND i.kind = :kind AND i.folded IN (SELECT value FROM json_each(:spellings))
         AND o.committed_at >= :since AND (:template IS NULL OR o.template_id = :template) AND {}
         ORDER BY i.order_seq DESC LIMIT {MOST}",
        detail::COLUMNS,
        counts()
    ))?;
    let named = rusqlite::named_params! {
        ":replaces": sought.replaces,
        ":connection": sought.connection,
        ":kind": identity.kind,
        ":spellings": spellings(&identity.text).to_string(),
        ":since": to_millis(sought.since),
        ":template": sought.template,
    };
    let orders = select.query_map(named, detail::order)?;
    Ok(orders.collect::<Result<_, _>>()?)
}

/// Orders of a connection with this text for a reference, employee number or e-mail address, newest
/// first, 20 at most.
pub fn with_reference(
    db: &Connection,
    connection: &str,
    text: &str,
) -> Result<Vec<Order>, LedgerError> {
    let mut select = db.prepare_cached(&format!(
        "SELECT DISTINCT {} FROM identity AS i JOIN orders AS o ON o.seq = i.order_seq
         WHERE i.connection_id = ? AND i.kind IN (0, 1, 2)
         AND i.folded IN (SELECT value FROM json_each(?))
         ORDER BY o.seq DESC LIMIT {MOST}",
        detail::COLUMNS
    ))?;
    let orders = select.query_map(
        params![connection, spellings(text).to_string()],
        detail::order,
    )?;
    Ok(orders.collect::<Result<_, _>>()?)
}

/// Notes by what an order is found again. What is empty tells nobody.
pub fn note(
    db: &Transaction<'_>,
    seq: i64,
    connection: &str,
    identities: &[Identity],
) -> Result<(), LedgerError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO identity (connection_id, kind, folded, order_seq) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING",
    )?;
    for identity in identities {
        let folded = identity.folded();
        if !folded.is_empty() {
            insert.execute(params![connection, identity.kind, folded, seq])?;
        }
    }
    Ok(())
}
