//! Drafts of requests: saved while the user writes, so that a crash or a power cut takes at most the last keystrokes.
//!
//! A draft is ordered by when it was begun, and by its id rather than the clock, which can be set back.

use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::attachments::{self, Attachment, Owner};
use crate::store::{Durability, milliseconds, time};
use crate::{Content, Store, StoreError};

const WHAT: &str = "the draft";
const COLUMNS: &str = "SELECT id, form, content, created_at, changed_at FROM draft";

/// Names a draft; never given to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub(crate) i64);

impl From<i64> for DraftId {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<DraftId> for i64 {
    fn from(id: DraftId) -> Self {
        id.0
    }
}

/// A request that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name in this file.
    pub id: DraftId,
    /// The form it fills in, by the caller's name for it.
    pub form: String,
    /// What was entered.
    pub content: Content,
    /// When it was begun.
    pub created_at: SystemTime,
    /// When it was saved last.
    pub changed_at: SystemTime,
    /// Its attachments in their order, without their bytes.
    pub attachments: Vec<Attachment>,
}

impl Store {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`StoreError::Write`], [`StoreError::Full`].
    pub fn new_draft(&self, form: &str, content: &Content, now: SystemTime) -> Result<DraftId, StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            let sql = "INSERT INTO draft (form, content, created_at, changed_at) VALUES (?1, ?2, ?3, ?3)";
            transaction.prepare_cached(sql)?.execute(params![form, content, milliseconds(now)])?;
            Ok(DraftId(transaction.last_insert_rowid()))
        })
    }

    /// Saves what was entered, in place of what was there. Cheap enough for every second: the disk is waited for once.
    ///
    /// A draft that is gone is not made again: a save that comes late must not bring back what was just queued.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it was queued or deleted; [`StoreError::Write`], [`StoreError::Full`].
    pub fn save_draft(&self, id: DraftId, content: &Content, now: SystemTime) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            let sql = "UPDATE draft SET content = ?2, changed_at = ?3 WHERE id = ?1";
            match transaction.prepare_cached(sql)?.execute(params![id.0, content, milliseconds(now)])? {
                0 => Err(StoreError::Missing { what: WHAT }.into()),
                _ => Ok(()),
            }
        })
    }

    /// Lists the drafts, the one begun last first.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        self.read("the drafts", |connection| {
            let snapshot = connection.unchecked_transaction()?;
            let mut statement = snapshot.prepare_cached(&format!("{COLUMNS} ORDER BY id DESC"))?;
            statement.query_and_then([], |row| draft(&snapshot, row))?.collect()
        })
    }

    /// Reads one draft; `None` when it was queued or deleted.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn draft(&self, id: DraftId) -> Result<Option<Draft>, StoreError> {
        self.read(WHAT, |connection| {
            let snapshot = connection.unchecked_transaction()?;
            let mut statement = snapshot.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
            statement.query_row([id.0], |row| draft(&snapshot, row)).optional()
        })
    }

    /// Deletes a draft and its attachments; doing so twice is not an error.
    ///
    /// # Errors
    /// [`StoreError::Write`], [`StoreError::Full`].
    pub fn delete_draft(&self, id: DraftId) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            transaction.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }
}

fn draft(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Draft> {
    let id = row.get("id")?;
    Ok(Draft {
        id: DraftId(id),
        form: row.get("form")?,
        content: row.get("content")?,
        created_at: time(row.get("created_at")?),
        changed_at: time(row.get("changed_at")?),
        attachments: attachments::list(connection, Owner::Draft(id))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    fn at(second: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(second)
    }

    fn text(text: &str) -> Content {
        Content::of(text).unwrap()
    }

    #[test]
    fn drafts_are_listed_by_when_they_were_begun_even_with_the_clock_set_back() {
        let store = Store::in_memory().unwrap();
        let first = store.new_draft("problem", &text("звук"), at(500)).unwrap();
        let second = store.new_draft("feature", &text("dark"), at(20)).unwrap();
        store.save_draft(first, &text("нет звука"), at(10)).unwrap();
        let drafts = store.drafts().unwrap();
        assert_eq!(drafts.iter().map(|draft| draft.id).collect::<Vec<_>>(), [second, first]);
        let expected = Draft {
            id: first,
            form: "problem".to_owned(),
            content: text("нет звука"),
            created_at: at(500),
            changed_at: at(10),
            attachments: Vec::new(),
        };
        assert_eq!(drafts[1], expected);
        assert_eq!(store.draft(first).unwrap(), Some(expected));
    }

    #[test]
    fn a_deleted_draft_does_not_come_back() {
        let store = Store::in_memory().unwrap();
        let id = store.new_draft("problem", &text("one"), at(1)).unwrap();
        store.delete_draft(id).unwrap();
        store.delete_draft(id).unwrap();
        let error = store.save_draft(id, &text("late"), at(2)).unwrap_err();
        assert!(matches!(error, StoreError::Missing { what: WHAT }), "{error}");
        assert_eq!(store.draft(id).unwrap(), None);
        assert_ne!(
            store.new_draft("problem", &text("two"), at(3)).unwrap(),
            id,
            "an id is never given again"
        );
    }
}
