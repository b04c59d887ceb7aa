//! Attachments of drafts and requests. They are copied into the file when added: what happens to the file they came
//! from no longer matters.
//!
//! A draft's attachments can be changed, a request's cannot: those are what the user agreed to send. Names are kept as
//! they come and mean nothing here; whoever writes a file by such a name makes it harmless first.

use std::fmt;
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::store::{Durability, Refused, milliseconds};
use crate::{DraftId, Store, StoreError};

const WHAT: &str = "the attachment";

/// Names an attachment; stays the same when its draft is queued, and is never given to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttachmentId(i64);

impl From<i64> for AttachmentId {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<AttachmentId> for i64 {
    fn from(id: AttachmentId) -> Self {
        id.0
    }
}

/// An attachment without its bytes; [`Store::attachment_bytes`] has those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in this file.
    pub id: AttachmentId,
    /// The name of the file it came from, as given.
    pub name: String,
    /// Its media type, as given.
    pub media_type: String,
    /// Length in bytes.
    pub size: u64,
}

/// What is to be attached.
#[derive(Clone, Copy)]
pub struct NewAttachment<'a> {
    /// The name of the file.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// How much may be attached to one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentLimits {
    /// Number of attachments.
    pub count: u64,
    /// Bytes of one of them.
    pub each: u64,
    /// Bytes of all together.
    pub total: u64,
}

/// A limit that an attachment would exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentLimit {
    /// So many attachments at most.
    Count(u64),
    /// So many bytes at most in one.
    Each(u64),
    /// So many bytes at most in all.
    Total(u64),
}

impl fmt::Display for AttachmentLimit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(formatter, "there may be no more than {count}"),
            Self::Each(bytes) => write!(formatter, "it may have no more than {bytes} bytes"),
            Self::Total(bytes) => write!(formatter, "all together may have no more than {bytes} bytes"),
        }
    }
}

/// To whom attachments belong, by the key of its table.
#[derive(Clone, Copy)]
pub(crate) enum Owner {
    Draft(i64),
    Request(i64),
}

impl Store {
    /// Copies an attachment to the end of a draft's.
    ///
    /// # Errors
    /// [`StoreError::OverLimit`], [`StoreError::Missing`] when the draft was queued or deleted,
    /// [`StoreError::Write`], [`StoreError::Full`]; nothing is added then.
    pub fn add_attachment(
        &self,
        draft: DraftId,
        attachment: NewAttachment<'_>,
        limits: AttachmentLimits,
        now: SystemTime,
    ) -> Result<AttachmentId, StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            touch(transaction, draft, now)?;
            check_limits(transaction, draft, size(&attachment), limits)?;
            insert(transaction, draft, &attachment)
        })
    }

    /// Puts another file in the place of a draft's attachment, under a new id: whoever still holds the old one must not change
    /// what it has not seen. Afterwards the bytes that were replaced are in neither the file nor its log, unless another
    /// program is reading the file at that moment; then they go with the next such change or at the end.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not the draft's, [`StoreError::OverLimit`], [`StoreError::Write`],
    /// [`StoreError::Full`]; the old file stays then.
    pub fn replace_attachment(
        &self,
        draft: DraftId,
        replaced: AttachmentId,
        attachment: NewAttachment<'_>,
        limits: AttachmentLimits,
        now: SystemTime,
    ) -> Result<AttachmentId, StoreError> {
        let id = self.change(WHAT, Durability::PowerCut, |transaction| {
            touch(transaction, draft, now)?;
            let sql = "DELETE FROM attachment WHERE id = ?1 AND draft = ?2 RETURNING position";
            let position: Option<i64> = transaction
                .prepare_cached(sql)?
                .query_row([replaced.0, draft.0], |row| row.get(0))
                .optional()?;
            let Some(position) = position else { return Err(StoreError::Missing { what: WHAT }.into()) };
            check_limits(transaction, draft, size(&attachment), limits)?;
            let id = insert(transaction, draft, &attachment)?;
            let sql = "UPDATE attachment SET position = ?2 WHERE id = ?1";
            transaction.prepare_cached(sql)?.execute([id.0, position])?;
            Ok(id)
        })?;
        // `secure_delete` overwrites the old bytes in the main file, but the log still has them. Where this fails, the file is
        // replaced all the same, and the end of the program tries again.
        let _ = self.flush();
        Ok(id)
    }

    /// Takes an attachment away from its draft.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not there or its draft was queued; [`StoreError::Write`],
    /// [`StoreError::Full`].
    pub fn remove_attachment(&self, id: AttachmentId) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            let sql = "DELETE FROM attachment WHERE id = ?1 AND draft IS NOT NULL";
            match transaction.prepare_cached(sql)?.execute([id.0])? {
                0 => Err(StoreError::Missing { what: WHAT }.into()),
                _ => Ok(()),
            }
        })
    }

    /// Puts a draft's attachments in this order. Those not named follow in the order they had: another window may have
    /// added one. Names of attachments that are not the draft's are passed over.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the draft was queued or deleted; [`StoreError::Write`], [`StoreError::Full`].
    pub fn reorder_attachments(
        &self,
        draft: DraftId,
        order: &[AttachmentId],
        now: SystemTime,
    ) -> Result<(), StoreError> {
        self.change("the order of the attachments", Durability::PowerCut, |transaction| {
            touch(transaction, draft, now)?;
            let mut ids: Vec<AttachmentId> =
                list(transaction, Owner::Draft(draft.0))?.iter().map(|attachment| attachment.id).collect();
            // The sort is stable, so those not named keep their order.
            ids.sort_by_key(|id| order.iter().position(|wanted| wanted == id).unwrap_or(order.len()));
            let mut statement =
                transaction.prepare_cached("UPDATE attachment SET position = ?2 WHERE id = ?1")?;
            for (id, position) in ids.iter().zip(0i64..) {
                statement.execute(params![id.0, position])?;
            }
            Ok(())
        })
    }

    /// Reads the bytes of a draft's or a request's attachment.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it was removed, or its request was acknowledged; [`StoreError::Read`].
    pub fn attachment_bytes(&self, id: AttachmentId) -> Result<Vec<u8>, StoreError> {
        let bytes = self.read(WHAT, |connection| {
            let sql = "SELECT bytes FROM attachment_bytes WHERE attachment = ?1";
            connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()
        })?;
        bytes.ok_or(StoreError::Missing { what: WHAT })
    }
}

/// Lists attachments in their order.
pub(crate) fn list(connection: &Connection, owner: Owner) -> rusqlite::Result<Vec<Attachment>> {
    let (condition, key) = match owner {
        Owner::Draft(key) => ("draft = ?1", key),
        Owner::Request(key) => ("request = ?1", key),
    };
    let sql =
        format!("SELECT id, name, media_type, size FROM attachment WHERE {condition} ORDER BY position, id");
    let mut statement = connection.prepare_cached(&sql)?;
    let attachments = statement.query_map([key], |row| {
        Ok(Attachment {
            id: AttachmentId(row.get("id")?),
            name: row.get("name")?,
            media_type: row.get("media_type")?,
            size: row.get::<_, i64>("size")?.cast_unsigned(),
        })
    })?;
    attachments.collect()
}

fn size(attachment: &NewAttachment<'_>) -> u64 {
    attachment.bytes.len() as u64
}

/// Notes the change in the draft; fails when there is none.
fn touch(transaction: &Transaction<'_>, draft: DraftId, now: SystemTime) -> Result<(), Refused> {
    let sql = "UPDATE draft SET changed_at = ?2 WHERE id = ?1";
    match transaction.prepare_cached(sql)?.execute([draft.0, milliseconds(now)])? {
        0 => Err(StoreError::Missing { what: "the draft" }.into()),
        _ => Ok(()),
    }
}

fn check_limits(
    transaction: &Transaction<'_>,
    draft: DraftId,
    added: u64,
    limits: AttachmentLimits,
) -> Result<(), Refused> {
    let present = list(transaction, Owner::Draft(draft.0))?;
    let total = present.iter().map(|attachment| attachment.size).sum::<u64>().saturating_add(added);
    let limit = if added > limits.each {
        AttachmentLimit::Each(limits.each)
    } else if present.len() as u64 >= limits.count {
        AttachmentLimit::Count(limits.count)
    } else if total > limits.total {
        AttachmentLimit::Total(limits.total)
    } else {
        return Ok(());
    };
    Err(StoreError::OverLimit { limit }.into())
}

fn insert(
    transaction: &Transaction<'_>,
    draft: DraftId,
    attachment: &NewAttachment<'_>,
) -> Result<AttachmentId, Refused> {
    let sql = "INSERT INTO attachment (draft, position, name, media_type, size) VALUES
        (?1, (SELECT coalesce(max(position) + 1, 0) FROM attachment WHERE draft = ?1), ?2, ?3, ?4)";
    let NewAttachment { name, media_type, bytes } = attachment;
    let size = size(attachment).cast_signed();
    transaction.prepare_cached(sql)?.execute(params![draft.0, name, media_type, size])?;
    let id = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO attachment_bytes (attachment, bytes) VALUES (?1, ?2)")?
        .execute(params![id, bytes])?;
    Ok(AttachmentId(id))
}
