//! What an order was made of, until it comes to an end: its pictures as they were taken, and what is
//! known of them. Whoever has to order it again can cut them anew.

use crate::draft::LIVE;
use crate::{DraftId, Ledger, LedgerError, OrderId, PictureKind};
use rusqlite::{OptionalExtension, Transaction, params};

/// Nothing is made of it any more.
const SPENT: &str = "EXISTS
    (SELECT 1 FROM orders WHERE orders.draft = draft.id AND orders.ended_at IS NOT NULL)";

/// Erases the drafts that became orders, except for the pictures of an order that has come to no end.
pub fn drop_ordered(db: &Transaction<'_>) -> Result<(), LedgerError> {
    db.execute(&format!("DELETE FROM draft WHERE {SPENT}"), [])?;
    db.execute(
        &format!(
            "UPDATE draft SET body = CASE WHEN json_valid(body)
                 THEN json_object('pictures', json(coalesce(body -> '$.pictures', '{{}}')))
                 ELSE '{{}}' END
             WHERE NOT {LIVE} AND CASE WHEN json_valid(body)
                 THEN json_type(body, '$.values') IS NOT NULL ELSE 1 END"
        ),
        [],
    )?;
    Ok(())
}

/// Erases what an order was made of: without the order it would be a draft again.
pub fn drop_draft_of(db: &Transaction<'_>, order: i64) -> Result<(), LedgerError> {
    db.prepare_cached("DELETE FROM draft WHERE id = (SELECT draft FROM orders WHERE seq = ?)")?
        .execute([order])?;
    Ok(())
}

/// Whether something is kept of the draft that an order was made of.
pub fn has_a_draft(db: &Transaction<'_>, order: i64) -> Result<bool, LedgerError> {
    let sql = "SELECT 1 FROM draft WHERE id = (SELECT draft FROM orders WHERE seq = ?)";
    Ok(db.prepare_cached(sql)?.exists([order])?)
}

impl Ledger {
    /// The body of the draft that an order was made of, while it is kept: until the order has come to
    /// an end, and without what was typed.
    ///
    /// # Errors
    /// What the database answered.
    pub fn body_of_order(&self, order: OrderId) -> Result<Option<String>, LedgerError> {
        self.read(|db| {
            let mut select = db.prepare_cached(
                "SELECT body FROM draft WHERE id = (SELECT draft FROM orders WHERE id = ?)",
            )?;
            Ok(select.query_row([order], |row| row.get(0)).optional()?)
        })
    }

    /// Copies both pictures of an order's field to a draft, if the original is still kept; it is no
    /// newer there. Tells whether it was.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn bring_pictures_back(
        &self,
        order: OrderId,
        field: &str,
        to: DraftId,
    ) -> Result<bool, LedgerError> {
        self.write(|db| {
            let original = PictureKind::Original.number();
            let copied = db.execute(
                "INSERT OR REPLACE INTO draft_picture (draft, field, kind, bytes, kept_since)
                 SELECT ?3, field, kind, bytes, kept_since FROM draft_picture AS kept
                 WHERE field = ?2 AND draft = (SELECT draft FROM orders WHERE id = ?1)
                 AND EXISTS (SELECT 1 FROM draft_picture AS original
                     WHERE original.draft = kept.draft AND original.field = kept.field
                     AND original.kind = ?4)",
                params![order, field, to, original],
            )?;
            Ok(copied > 0)
        })
    }
}
