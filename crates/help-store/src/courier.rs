//! Delivery: who may make attempts, and what became of them.
//!
//! Two programs at once must never both send, and a program that was killed must not block the next one. So there is
//! one [`Courier`] a file: it holds a lock of the system, which ends with its process, however that ends. Whoever has
//! the lock knows that a request in the state *sending* is nobody's any more, unless he sends it himself. A lease with
//! a time would need a clock that is never set back, and a guess how long the slowest mail server takes.
//!
//! Where a file system has no locks two couriers can exist. Then an attempt is still begun by one of them only, because
//! that is one change from *queued* to *sending*, and its number tells it from the attempts before and after.

use std::fs::File;
use std::sync::atomic::Ordering;
use std::time::SystemTime;

use rusqlite::params;

use crate::outbox::{self, RequestId, RequestState, WHAT};
use crate::store::{Durability, milliseconds};
use crate::{Store, StoreError, place};

/// How many sent requests are kept.
const SENT_KEPT: u32 = 200;

/// The right to deliver, until it is dropped. It opens no connection itself.
#[derive(Debug)]
pub struct Courier<'a> {
    store: &'a Store,
    lock: Option<File>,
}

/// An attempt that was counted and has to end: as sent, failed, or to be tried again later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    request: RequestId,
    number: u32,
}

impl Attempt {
    /// The request.
    #[must_use]
    pub fn request(&self) -> &RequestId {
        &self.request
    }

    /// Its number, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }
}

impl Store {
    /// Takes the right to deliver; `None` while another copy of the program or another thread has it. That one delivers
    /// what is queued meanwhile, if it asks for what is due once more before it ends.
    ///
    /// Call [`Courier::interrupted`] first.
    ///
    /// # Errors
    /// [`StoreError::Place`] when `<name>.outbox.lock` beside the file cannot be made.
    pub fn courier(&self) -> Result<Option<Courier<'_>>, StoreError> {
        if self.delivering.swap(true, Ordering::AcqRel) {
            return Ok(None);
        }
        // From here on dropping it lets others deliver.
        let mut courier = Courier { store: self, lock: None };
        if let Some(path) = &self.path {
            courier.lock = place::try_lock_outbox(path)?;
            if courier.lock.is_none() {
                return Ok(None);
            }
        }
        // What an earlier process had no time or no space for; nothing is lost when it fails once more.
        let _ = courier.discard_delivered();
        Ok(Some(courier))
    }
}

impl Courier<'_> {
    /// Lists the attempts that were begun and have not ended: their process died, or could not write down the end.
    ///
    /// Whether such a request arrived is unknown. Ask the receiver where it can be asked, then end the attempt.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn interrupted(&self) -> Result<Vec<Attempt>, StoreError> {
        self.store.read("the outbox", |connection| {
            let sql = "SELECT request_id, attempts FROM outbox WHERE state = 'sending' ORDER BY sequence";
            let mut statement = connection.prepare_cached(sql)?;
            let attempts = statement.query_map([], |row| {
                Ok(Attempt { request: RequestId::new(row.get::<_, String>(0)?), number: row.get(1)? })
            })?;
            attempts.collect()
        })
    }

    /// Counts an attempt before it is made; `None` when the request is not queued any more, so that it must not be sent.
    ///
    /// # Errors
    /// [`StoreError::Write`], [`StoreError::Full`]: do not send then.
    pub fn begin_attempt(&self, id: &RequestId, now: SystemTime) -> Result<Option<Attempt>, StoreError> {
        self.store.change(WHAT, Durability::PowerCut, |transaction| {
            let sql = "UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL,
                changed_at = ?2 WHERE request_id = ?1 AND state = 'queued' RETURNING attempts";
            let mut statement = transaction.prepare_cached(sql)?;
            let mut numbers =
                statement.query_map(params![id.as_str(), milliseconds(now)], |row| row.get(0))?;
            let number = numbers.next().transpose()?;
            Ok(number.map(|number| Attempt { request: id.clone(), number }))
        })
    }

    /// Ends an attempt: the receiver has acknowledged the request, under this name of its own if it gave one.
    ///
    /// Its attachments are deleted, and so are the oldest sent requests beyond two hundred. What was delivered is
    /// written down even if the request was taken for something else meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Write`], [`StoreError::Full`]: call it again later; until then the attempt counts as interrupted.
    /// [`StoreError::Missing`] when there is no such request.
    pub fn sent(
        &self,
        attempt: &Attempt,
        reference: Option<&str>,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        let id = &attempt.request;
        // Alone and small: a full disk may have the space for this and not for overwriting the attachments.
        self.store.change(WHAT, Durability::PowerCut, |transaction| {
            outbox::state(transaction, id)?;
            let sql = "UPDATE outbox SET state = 'sent', reference = ?2, reason = NULL, draft_content = NULL,
                next_attempt_at = NULL, changed_at = ?3 WHERE request_id = ?1";
            transaction.prepare_cached(sql)?.execute(params![id.as_str(), reference, milliseconds(now)])?;
            Ok(())
        })?;
        let _ = self.discard_delivered();
        let _ = self.store.change(WHAT, Durability::Crash, |transaction| {
            Ok(outbox::prune(transaction, id, RequestState::Sent, SENT_KEPT)?)
        });
        Ok(())
    }

    /// Ends an attempt that may succeed later: the request is queued again and due at the time given.
    ///
    /// # Errors
    /// As [`Courier::failed`].
    pub fn retry_later(
        &self,
        attempt: &Attempt,
        at: SystemTime,
        reason: &str,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        self.end(attempt, RequestState::Queued, Some(at), reason, now)
    }

    /// Ends an attempt that cannot succeed, or of which it cannot be known whether it did. Its attachments stay.
    ///
    /// # Errors
    /// [`StoreError::WrongState`] when the attempt has ended already; [`StoreError::Missing`], [`StoreError::Write`],
    /// [`StoreError::Full`].
    pub fn failed(&self, attempt: &Attempt, reason: &str, now: SystemTime) -> Result<(), StoreError> {
        self.end(attempt, RequestState::Failed, None, reason, now)
    }

    fn end(
        &self,
        attempt: &Attempt,
        state: RequestState,
        next_attempt_at: Option<SystemTime>,
        reason: &str,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        self.store.change(WHAT, Durability::PowerCut, |transaction| {
            let found = outbox::state(transaction, &attempt.request)?;
            let sql = "UPDATE outbox SET state = ?3, next_attempt_at = ?4, reason = ?5, changed_at = ?6
                WHERE request_id = ?1 AND attempts = ?2 AND state = 'sending'";
            let values = params![
                attempt.request.as_str(),
                attempt.number,
                state.word(),
                next_attempt_at.map(milliseconds),
                reason,
                milliseconds(now)
            ];
            match transaction.prepare_cached(sql)?.execute(values)? {
                0 => Err(StoreError::WrongState { found }.into()),
                _ => Ok(()),
            }
        })
    }

    fn discard_delivered(&self) -> Result<(), StoreError> {
        self.store.change("the attachments", Durability::Crash, |transaction| {
            let sql =
                "DELETE FROM attachment WHERE request IN (SELECT sequence FROM outbox WHERE state = 'sent')";
            transaction.prepare_cached(sql)?.execute([])?;
            Ok(())
        })
    }
}

impl Drop for Courier<'_> {
    /// Unlocked by name, because a program that is being started at this moment may have a copy of the handle.
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            let _ = lock.unlock();
        }
        self.store.delivering.store(false, Ordering::Release);
    }
}
