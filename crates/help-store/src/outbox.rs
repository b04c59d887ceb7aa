//! Requests on their way: what is queued, sent, failed or cancelled, and what the user may do about it.
//!
//! Delivery has its own way in, [`Courier`](crate::Courier). Every change here outlives a power cut: a request that
//! somebody was told is queued must be there, and a count of attempts that went back would send it twice.

use std::fmt;
use std::time::SystemTime;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::attachments::{self, Attachment, Owner};
use crate::store::{Durability, Refused, milliseconds, time};
use crate::{Content, DraftId, Store, StoreError};

pub(crate) const WHAT: &str = "the request";
/// How many cancelled requests are kept: they still have their attachments.
const CANCELLED_KEPT: u32 = 20;
/// How many sent requests are kept.
const SENT_KEPT: u32 = 200;
const COLUMNS: &str =
    "SELECT *, CASE state WHEN 'failed' THEN coalesce(ending, state) ELSE state END AS standing FROM outbox";

/// The caller's name for a request. It goes with it to the receiver, who can tell by it what came already.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(String);

impl RequestId {
    /// Takes an id as it is; it must be new for every request.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// Waits for its next attempt.
    Queued,
    /// An attempt was begun and has not ended, or its process has died.
    Sending,
    /// The receiver has acknowledged it.
    Sent,
    /// Everything is ready for the user to finish by hand; nobody will say that it arrived but the user.
    Prepared,
    /// It was refused, or given up; only the user's word sets it going again.
    Failed,
    /// An attempt ended, and nobody knows whether the receiver has the request.
    Unknown,
    /// The user took it back.
    Cancelled,
}

impl RequestState {
    const ALL: [Self; 7] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Prepared,
        Self::Failed,
        Self::Unknown,
        Self::Cancelled,
    ];

    /// The word for it in the file and in messages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Prepared => "prepared",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
        }
    }

    /// The values of the columns `state` and `ending`.
    pub(crate) fn columns(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Prepared | Self::Unknown => (Self::Failed.word(), Some(self.word())),
            other => (other.word(), None),
        }
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl FromSql for RequestState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = value.as_str()?;
        Self::ALL.into_iter().find(|state| state.word() == word).ok_or(FromSqlError::InvalidType)
    }
}

/// A request that is to be queued.
#[derive(Debug, Clone, Copy)]
pub struct NewRequest<'a> {
    /// Its id.
    pub id: &'a RequestId,
    /// What is sent.
    pub content: &'a Content,
    /// How it is sent, by the caller's name for it.
    pub transport: &'a str,
}

/// A request in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its id.
    pub id: RequestId,
    /// The form its draft filled in.
    pub form: String,
    /// What is sent.
    pub content: Content,
    /// How it is sent.
    pub transport: String,
    /// Where it stands.
    pub state: RequestState,
    /// How many attempts were begun.
    pub attempts: u32,
    /// When the next attempt is due; `None` unless it is queued.
    pub next_attempt_at: Option<SystemTime>,
    /// The receiver's name for it, once it is sent; what was prepared, once it is prepared.
    pub reference: Option<String>,
    /// Why the last attempt ended as it did, in the caller's words or code.
    pub reason: Option<String>,
    /// When it was queued.
    pub created_at: SystemTime,
    /// When its state changed last.
    pub changed_at: SystemTime,
    /// Its attachments in their order, without their bytes; none once it is sent.
    pub attachments: Vec<Attachment>,
}

impl Store {
    /// Turns a draft, as it was saved last, into a queued request: all of it or nothing. It is due at once.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when the draft was queued already or deleted; [`StoreError::Write`] also for an id that
    /// is there already; [`StoreError::Full`]. The draft is then as it was.
    pub fn queue(&self, draft: DraftId, request: NewRequest<'_>, now: SystemTime) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            let NewRequest { id, content, transport } = request;
            let sql =
                "INSERT INTO outbox (request_id, form, content, draft_content, transport, state, attempts,
                    next_attempt_at, created_at, changed_at)
                SELECT ?2, form, ?3, content, ?4, 'queued', 0, ?5, ?5, ?5 FROM draft WHERE id = ?1";
            let values = params![draft.0, id.0, content, transport, milliseconds(now)];
            if transaction.prepare_cached(sql)?.execute(values)? == 0 {
                return Err(StoreError::Missing { what: "the draft" }.into());
            }
            let hand_over = "UPDATE attachment SET draft = NULL, request = ?2 WHERE draft = ?1";
            transaction.execute(hand_over, [draft.0, transaction.last_insert_rowid()])?;
            transaction.execute("DELETE FROM draft WHERE id = ?1", [draft.0])?;
            Ok(())
        })
    }

    /// Lists the requests, the one queued last first.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn outbox(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        self.entries("ORDER BY sequence DESC", [])
    }

    /// Reads one request; `None` when there is none of this id (any more).
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn request(&self, id: &RequestId) -> Result<Option<OutboxEntry>, StoreError> {
        Ok(self.entries("WHERE request_id = ?1", [&id.0])?.pop())
    }

    /// Lists the requests whose next attempt is due, the one queued first first.
    ///
    /// One that changed "after" now is due too: the clock was set back, and the time to wait means nothing.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn due(&self, now: SystemTime) -> Result<Vec<OutboxEntry>, StoreError> {
        self.entries(
            "WHERE state = 'queued' AND (next_attempt_at <= ?1 OR changed_at > ?1) ORDER BY sequence",
            [milliseconds(now)],
        )
    }

    /// Tells when the next attempt after `now` is due; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn next_due(&self, now: SystemTime) -> Result<Option<SystemTime>, StoreError> {
        self.read("the outbox", |connection| {
            let sql =
                "SELECT min(next_attempt_at) FROM outbox WHERE state = 'queued' AND next_attempt_at > ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let at: Option<i64> = statement.query_row([milliseconds(now)], |row| row.get(0))?;
            Ok(at.map(time))
        })
    }

    /// Lists the requests that wait, due or not, the one queued first first.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn waiting(&self) -> Result<Vec<OutboxEntry>, StoreError> {
        self.entries("WHERE state = 'queued' ORDER BY sequence", [])
    }

    /// Makes a request that is neither being sent nor sent due at once, with another transport if one is given. The count of
    /// attempts goes on.
    ///
    /// # Errors
    /// [`StoreError::WrongState`], [`StoreError::Missing`], [`StoreError::Write`], [`StoreError::Full`].
    pub fn retry(&self, id: &RequestId, transport: Option<&str>, now: SystemTime) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            at_rest(transaction, id)?;
            let sql =
                "UPDATE outbox SET state = 'queued', next_attempt_at = ?3, changed_at = ?3, reason = NULL,
                reference = NULL, ending = NULL, transport = coalesce(?2, transport) WHERE request_id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id.0, transport, milliseconds(now)])?;
            Ok(())
        })
    }

    /// Takes the user's word that a prepared request, or one of unknown outcome, has arrived: it is sent, and its
    /// attachments are deleted.
    ///
    /// # Errors
    /// [`StoreError::WrongState`], [`StoreError::Missing`], [`StoreError::Write`], [`StoreError::Full`].
    pub fn settle(&self, id: &RequestId, now: SystemTime) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| match state(transaction, id)? {
            RequestState::Prepared | RequestState::Unknown => Ok(write_sent(transaction, id, None, now)?),
            found => Err(StoreError::WrongState { found }.into()),
        })?;
        self.tidy_after(id);
        Ok(())
    }

    /// Takes a request back that is neither being sent nor sent. It stays in the list with its attachments, as one of the twenty
    /// cancelled last queued, and can be edited or retried.
    ///
    /// # Errors
    /// [`StoreError::WrongState`], [`StoreError::Missing`], [`StoreError::Write`], [`StoreError::Full`].
    pub fn cancel(&self, id: &RequestId, now: SystemTime) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            at_rest(transaction, id)?;
            let sql = "UPDATE outbox SET state = 'cancelled', ending = NULL, next_attempt_at = NULL, changed_at = ?2
                WHERE request_id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id.0, milliseconds(now)])?;
            prune(transaction, id, RequestState::Cancelled, CANCELLED_KEPT)?;
            Ok(())
        })
    }

    /// Turns a request that is neither being sent nor sent back into the draft it was, with its attachments: all of it or
    /// nothing. Queued again, it should get a new id unless no attempt was made.
    ///
    /// # Errors
    /// [`StoreError::WrongState`], [`StoreError::Missing`], [`StoreError::Write`], [`StoreError::Full`].
    pub fn edit(&self, id: &RequestId, now: SystemTime) -> Result<DraftId, StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| {
            at_rest(transaction, id)?;
            let sql = "INSERT INTO draft (form, content, created_at, changed_at)
                SELECT form, draft_content, created_at, ?2 FROM outbox WHERE request_id = ?1";
            transaction.execute(sql, params![id.0, milliseconds(now)])?;
            let draft = transaction.last_insert_rowid();
            let hand_over = "UPDATE attachment SET draft = ?2, request = NULL
                WHERE request = (SELECT sequence FROM outbox WHERE request_id = ?1)";
            transaction.execute(hand_over, params![id.0, draft])?;
            transaction.execute("DELETE FROM outbox WHERE request_id = ?1", [&id.0])?;
            Ok(DraftId(draft))
        })
    }

    /// Deletes a request that neither waits nor is being sent from the list, with its attachments.
    ///
    /// # Errors
    /// [`StoreError::WrongState`], [`StoreError::Missing`], [`StoreError::Write`], [`StoreError::Full`].
    pub fn forget_request(&self, id: &RequestId) -> Result<(), StoreError> {
        self.change(WHAT, Durability::PowerCut, |transaction| match state(transaction, id)? {
            found @ (RequestState::Queued | RequestState::Sending) => {
                Err(StoreError::WrongState { found }.into())
            }
            _ => {
                transaction.execute("DELETE FROM outbox WHERE request_id = ?1", [&id.0])?;
                Ok(())
            }
        })
    }

    /// Makes space once a request is sent: for the attachments of sent requests and the oldest of them nobody asks again.
    /// What there is no space for now is made up for later.
    pub(crate) fn tidy_after(&self, sent: &RequestId) {
        let _ = self.discard_delivered();
        let _ = self.change(WHAT, Durability::Crash, |transaction| {
            Ok(prune(transaction, sent, RequestState::Sent, SENT_KEPT)?)
        });
    }

    /// Deletes the attachments of sent requests.
    pub(crate) fn discard_delivered(&self) -> Result<(), StoreError> {
        self.change("the attachments", Durability::Crash, |transaction| {
            let sql =
                "DELETE FROM attachment WHERE request IN (SELECT sequence FROM outbox WHERE state = 'sent')";
            transaction.prepare_cached(sql)?.execute([])?;
            Ok(())
        })
    }

    fn entries(&self, rest: &str, values: impl rusqlite::Params) -> Result<Vec<OutboxEntry>, StoreError> {
        self.read("the outbox", |connection| {
            let snapshot = connection.unchecked_transaction()?;
            let mut statement = snapshot.prepare_cached(&format!("{COLUMNS} {rest}"))?;
            statement.query_and_then(values, |row| entry(&snapshot, row))?.collect()
        })
    }
}

/// Reads a request's state; fails when there is no such request.
pub(crate) fn state(transaction: &Transaction<'_>, id: &RequestId) -> Result<RequestState, Refused> {
    let mut statement = transaction.prepare_cached(&format!("{COLUMNS} WHERE request_id = ?1"))?;
    let found = statement.query_row([&id.0], |row| row.get("standing")).optional()?;
    found.ok_or_else(|| StoreError::Missing { what: WHAT }.into())
}

/// Deletes the oldest requests in a state beyond the number kept, never the one that came into it just now.
pub(crate) fn prune(
    transaction: &Transaction<'_>,
    newest: &RequestId,
    state: RequestState,
    kept: u32,
) -> rusqlite::Result<()> {
    let sql = "DELETE FROM outbox WHERE state = ?2 AND request_id <> ?1 AND sequence NOT IN
        (SELECT sequence FROM outbox WHERE state = ?2 AND request_id <> ?1 ORDER BY sequence DESC LIMIT ?3)";
    let others = kept.saturating_sub(1);
    transaction.prepare_cached(sql)?.execute(params![newest.0, state.word(), others]).map(drop)
}

/// Fails for a request that is being sent, because it may be under way already, or was sent.
fn at_rest(transaction: &Transaction<'_>, id: &RequestId) -> Result<(), Refused> {
    match state(transaction, id)? {
        found @ (RequestState::Sending | RequestState::Sent) => Err(StoreError::WrongState { found }.into()),
        _ => Ok(()),
    }
}

/// Writes down that the receiver has a request, in whatever state it is; a reference that is known stays.
pub(crate) fn write_sent(
    transaction: &Transaction<'_>,
    id: &RequestId,
    reference: Option<&str>,
    now: SystemTime,
) -> rusqlite::Result<()> {
    let sql =
        "UPDATE outbox SET state = 'sent', ending = NULL, reference = coalesce(?2, reference), reason = NULL,
        draft_content = NULL, next_attempt_at = NULL, changed_at = ?3 WHERE request_id = ?1";
    transaction.prepare_cached(sql)?.execute(params![id.0, reference, milliseconds(now)]).map(drop)
}

fn entry(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<OutboxEntry> {
    Ok(OutboxEntry {
        id: RequestId(row.get("request_id")?),
        form: row.get("form")?,
        content: row.get("content")?,
        transport: row.get("transport")?,
        state: row.get("standing")?,
        attempts: row.get("attempts")?,
        next_attempt_at: row.get::<_, Option<i64>>("next_attempt_at")?.map(time),
        reference: row.get("reference")?,
        reason: row.get("reason")?,
        created_at: time(row.get("created_at")?),
        changed_at: time(row.get("changed_at")?),
        attachments: attachments::list(connection, Owner::Request(row.get("sequence")?))?,
    })
}
