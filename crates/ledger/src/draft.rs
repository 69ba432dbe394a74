use crate::columns::{in_time, to_millis};
use crate::{DraftId, Ledger, LedgerError};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// One enrolment that is not an order yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The id of the connection it is for.
    pub connection: String,
    /// All of it but the pictures' pixels, as JSON of which only `touched` and `pictures` are known here.
    pub body: String,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}

/// Which picture of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// As it came from the camera or the file.
    Original,
    /// As it will be sent.
    Portrait,
}

impl PictureKind {
    /// The number in the database: it must never change.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Original => 0,
            Self::Portrait => 1,
        }
    }
}

pub const COLUMNS: &str = "id, connection_id, body, saved_at";

/// Of the drafts in `draft`, those that did not become orders. The others' bytes are erased when
/// nobody waits: a picture of a camera has many.
pub const LIVE: &str = "NOT EXISTS (SELECT 1 FROM orders WHERE orders.draft = draft.id)";

pub fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        connection: row.get(1)?,
        body: row.get(2)?,
        saved_at: in_time(row.get(3)?)?,
    })
}

fn save(db: &Transaction<'_>, draft: &Draft) -> Result<(), LedgerError> {
    let Draft {
        id,
        connection,
        body,
        saved_at,
    } = draft;
    db.prepare_cached(
        "INSERT INTO draft (id, connection_id, body, saved_at) SELECT ?1, ?2, ?3, ?4
         WHERE NOT EXISTS (SELECT 1 FROM orders WHERE draft = ?1)
         ON CONFLICT (id) DO UPDATE SET connection_id = excluded.connection_id,
             body = excluded.body, saved_at = excluded.saved_at",
    )?
    .execute(params![id, connection, body, to_millis(*saved_at)])?;
    Ok(())
}

fn save_picture(
    db: &Transaction<'_>,
    id: DraftId,
    field: &str,
    kind: PictureKind,
    bytes: &[u8],
) -> Result<(), LedgerError> {
    let saved = db.execute(
        &format!(
            "INSERT OR REPLACE INTO draft_picture (draft, field, kind, bytes, kept_since)
             SELECT id, ?2, ?3, ?4, saved_at FROM draft WHERE id = ?1 AND {LIVE}"
        ),
        params![id, field, kind.number(), bytes],
    )?;
    if saved == 0 {
        return Err(LedgerError::NotFound);
    }
    Ok(())
}

impl Ledger {
    /// Saves a draft, new or changed. One that was ordered already is not saved again: a late
    /// autosave must not bring the last person back.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn save_draft(
        &self,
        id: DraftId,
        connection: &str,
        body: &str,
        at: DateTime<Utc>,
    ) -> Result<(), LedgerError> {
        let draft = Draft {
            id,
            connection: connection.to_owned(),
            body: body.to_owned(),
            saved_at: at,
        };
        self.write(|db| save(db, &draft))
    }

    /// Saves a draft together with pictures of one of its fields, in place of the ones it had: all
    /// of it or nothing, so that a picture that cannot be kept leaves the one before it whole.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if the draft was ordered already, otherwise what the disk or the
    /// database answered.
    pub fn save_draft_with_pictures(
        &self,
        draft: &Draft,
        field: &str,
        pictures: &[(PictureKind, &[u8])],
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            save(db, draft)?;
            pictures
                .iter()
                .try_for_each(|(kind, bytes)| save_picture(db, draft.id, field, *kind, bytes))
        })
    }

    /// One draft.
    ///
    /// # Errors
    /// What the database answered.
    pub fn draft(&self, id: DraftId) -> Result<Option<Draft>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM draft WHERE id = ? AND {LIVE}"
        ))?;
        Ok(select.query_row([id], draft).optional()?)
    }

    /// The drafts of a connection, the last begun first, whatever the clock said.
    ///
    /// # Errors
    /// What the database answered.
    pub fn drafts(&self, connection: &str) -> Result<Vec<Draft>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM draft WHERE connection_id = ? AND {LIVE} ORDER BY rowid DESC"
        ))?;
        Ok(select
            .query_map([connection], draft)?
            .collect::<Result<_, _>>()?)
    }

    /// Whether a draft came back with a backup or a copy, and so may have been ordered since.
    ///
    /// # Errors
    /// What the database answered.
    pub fn came_back(&self, id: DraftId) -> Result<bool, LedgerError> {
        let db = self.db();
        let mut select =
            db.prepare_cached("SELECT 1 FROM draft WHERE id = ? AND returned_at IS NOT NULL")?;
        Ok(select.exists([id])?)
    }

    /// Notes of a draft that it may have been ordered since: what it was made of came back.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn note_came_back(&self, id: DraftId, at: DateTime<Utc>) -> Result<(), LedgerError> {
        self.write(|db| {
            let sql = "UPDATE draft SET returned_at = ? WHERE id = ?";
            db.execute(sql, params![to_millis(at), id])?;
            Ok(())
        })
    }

    /// Drops a draft and its pictures. Dropping what is not there is fine.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn drop_draft(&self, id: DraftId) -> Result<(), LedgerError> {
        self.write_and_erase_later(|db| {
            let dropped = db.execute("DELETE FROM draft WHERE id = ?", [id])?;
            Ok(((), dropped > 0))
        })
    }

    /// Saves a picture of a draft in place of the one it had.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] if there is no such draft.
    pub fn save_draft_picture(
        &self,
        id: DraftId,
        field: &str,
        kind: PictureKind,
        bytes: &[u8],
    ) -> Result<(), LedgerError> {
        self.write(|db| save_picture(db, id, field, kind, bytes))
    }

    /// Copies both pictures of a field to another field, or another draft; an original is no newer
    /// there.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn copy_draft_picture(
        &self,
        (from, field): (DraftId, &str),
        (to, as_field): (DraftId, &str),
    ) -> Result<(), LedgerError> {
        self.write(|db| {
            db.execute(
                "INSERT OR REPLACE INTO draft_picture (draft, field, kind, bytes, kept_since)
                 SELECT ?3, ?4, kind, bytes, kept_since FROM draft_picture
                 WHERE draft = ?1 AND field = ?2
                 AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.draft = ?1)",
                params![from, field, to, as_field],
            )?;
            Ok(())
        })
    }

    /// The fields of a draft whose original is kept.
    ///
    /// # Errors
    /// What the database answered.
    pub fn draft_originals(&self, id: DraftId) -> Result<Vec<String>, LedgerError> {
        let db = self.db();
        let mut select = db.prepare_cached(
            "SELECT field FROM draft_picture WHERE draft = ?1 AND kind = ?2
                AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.draft = ?1)",
        )?;
        let kind = PictureKind::Original.number();
        Ok(select
            .query_map(params![id, kind], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Erases the originals that are kept since before a time; their portraits stay. Tells how many
    /// there were.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn forget_originals_before(&self, time: DateTime<Utc>) -> Result<usize, LedgerError> {
        self.write_then_erase(|db| {
            let erased = db.execute(
                "DELETE FROM draft_picture WHERE kind = ?1 AND coalesce(kept_since,
                     (SELECT saved_at FROM draft WHERE id = draft_picture.draft)) < ?2",
                params![PictureKind::Original.number(), to_millis(time)],
            )?;
            Ok((erased, erased > 0))
        })
    }

    /// A picture of a draft.
    ///
    /// # Errors
    /// What the database answered.
    pub fn draft_picture(
        &self,
        id: DraftId,
        field: &str,
        kind: PictureKind,
    ) -> Result<Option<Vec<u8>>, LedgerError> {
        self.read(|db| {
            let mut select = db.prepare_cached(
                "SELECT bytes FROM draft_picture WHERE draft = ?1 AND field = ?2 AND kind = ?3
                 AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.draft = ?1)",
            )?;
            let bytes = select.query_row(params![id, field, kind.number()], |row| row.get(0));
            Ok(bytes.optional()?)
        })
    }

    /// Drops both pictures of a field. Dropping what is not there is fine.
    ///
    /// # Errors
    /// What the disk or the database answered.
    pub fn drop_draft_picture(&self, id: DraftId, field: &str) -> Result<(), LedgerError> {
        self.write_and_erase_later(|db| {
            let sql = "DELETE FROM draft_picture WHERE draft = ? AND field = ?";
            let dropped = db.execute(sql, params![id, field])?;
            Ok(((), dropped > 0))
        })
    }
}
