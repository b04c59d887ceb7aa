//! Delivery: who may make attempts, and what became of them.
//!
//! Two programs at once must never both send, and a program that was killed must not block the next one. So there is
//! one [`Courier`] a file: it holds a lock of the system, which ends with its process, however that ends. Whoever has
//! the lock knows that a request in the state *sending* is nobody's any more, unless he sends it himself. A lease with
//! a time would need a clock that is never set back, and a guess how long the slowest mail server takes.
//!
//! Within one program couriers may work beside each other ([`Store::courier_beside`]): one talks to a slow server while
//! another saves a file. Which attempts nobody makes any more is looked up while the first of them comes into being.
//!
//! Where a file system has no locks two couriers can exist. Then an attempt is still begun by one of them only, because
//! that is one change from *queued* to *sending*, and its number tells it from the attempts before and after.

use std::fs::File;
use std::sync::{MutexGuard, PoisonError};
use std::time::SystemTime;

use rusqlite::params;

use crate::outbox::{self, RequestId, RequestState, WHAT};
use crate::store::{Durability, milliseconds};
use crate::{Store, StoreError, place};

/// The couriers of a store, and the lock of the system that they share.
#[derive(Debug, Default)]
pub(crate) struct Delivering {
    couriers: u32,
    lock: Option<File>,
}

impl Delivering {
    /// Unlocked by name, because a program that is being started at this moment may have a copy of the handle.
    fn release(&mut self) {
        if let Some(lock) = self.lock.take() {
            let _ = lock.unlock();
        }
    }
}

/// The right to deliver, until it is dropped. It opens no connection itself.
#[derive(Debug)]
pub struct Courier<'a> {
    store: &'a Store,
    interrupted: Vec<Attempt>,
}

/// An attempt that was counted and has to end: as sent, failed, or to be tried again later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    request: RequestId,
    number: u32,
    marked: bool,
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

    /// Whether an interrupted attempt had come so far that the receiver may have the request ([`Courier::mark`]).
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        self.marked
    }
}

impl Store {
    /// Takes the right to deliver; `None` while another copy of the program or another thread has it. That one delivers
    /// what is queued meanwhile, if it asks for what is due once more before it ends.
    ///
    /// See to [`Courier::interrupted`] first.
    ///
    /// # Errors
    /// [`StoreError::Place`] when `<name>.outbox.lock` beside the file cannot be made.
    pub fn courier(&self) -> Result<Option<Courier<'_>>, StoreError> {
        let delivering = self.lock_delivering();
        if delivering.couriers > 0 { Ok(None) } else { self.join(delivering) }
    }

    /// Takes the right to deliver beside other threads of this program; `None` while another program has it.
    ///
    /// For requests that are delivered without waiting for anybody, while a slow server keeps [`Store::courier`] busy.
    ///
    /// # Errors
    /// As [`Store::courier`].
    pub fn courier_beside(&self) -> Result<Option<Courier<'_>>, StoreError> {
        self.join(self.lock_delivering())
    }

    fn join(&self, mut delivering: MutexGuard<'_, Delivering>) -> Result<Option<Courier<'_>>, StoreError> {
        let mut interrupted = Vec::new();
        if delivering.couriers == 0 {
            if let Some(path) = &self.path {
                let Some(lock) = place::try_lock_outbox(path)? else { return Ok(None) };
                delivering.lock = Some(lock);
            }
            // Before anybody here begins an attempt, which would look like one of them.
            interrupted = self.interrupted().inspect_err(|_| delivering.release())?;
            // What an earlier process had no time or no space for; nothing is lost when it fails once more.
            let _ = self.discard_delivered();
        }
        delivering.couriers += 1;
        Ok(Some(Courier { store: self, interrupted }))
    }

    fn interrupted(&self) -> Result<Vec<Attempt>, StoreError> {
        self.read("the outbox", |connection| {
            let sql = "SELECT request_id, attempts, ending IS NOT NULL FROM outbox WHERE state = 'sending'
                ORDER BY sequence";
            let mut statement = connection.prepare_cached(sql)?;
            let attempts = statement.query_map([], |row| {
                let request = RequestId::new(row.get::<_, String>(0)?);
                Ok(Attempt { request, number: row.get(1)?, marked: row.get(2)? })
            })?;
            attempts.collect()
        })
    }

    fn lock_delivering(&self) -> MutexGuard<'_, Delivering> {
        self.delivering.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Courier<'_> {
    /// The attempts that were begun and had not ended when this program began to deliver: their process died, or could not
    /// write down the end.
    ///
    /// One that was not marked did not arrive. Whether a marked one did is unknown: ask the receiver where it can be asked.
    #[must_use]
    pub fn interrupted(&self) -> &[Attempt] {
        &self.interrupted
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
            Ok(number.map(|number| Attempt { request: id.clone(), number, marked: false }))
        })
    }

    /// Marks an attempt whose next step may make the receiver take the request: should the program end before the attempt
    /// does, nobody knows whether it arrived. Without the mark it surely did not.
    ///
    /// # Errors
    /// As [`Courier::failed`]: do not take that step then.
    pub fn mark(&self, attempt: &Attempt) -> Result<(), StoreError> {
        self.store.change(WHAT, Durability::PowerCut, |transaction| {
            let found = outbox::state(transaction, &attempt.request)?;
            let sql = "UPDATE outbox SET ending = 'unknown'
                WHERE request_id = ?1 AND attempts = ?2 AND state = 'sending'";
            match transaction.execute(sql, params![attempt.request.as_str(), attempt.number])? {
                0 => Err(StoreError::WrongState { found }.into()),
                _ => Ok(()),
            }
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
            Ok(outbox::write_sent(transaction, id, reference, now)?)
        })?;
        self.store.tidy_after(id);
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
        let end = End { state: RequestState::Queued, at: Some(at), reason: Some(reason), reference: None };
        self.end(attempt, &end, now)
    }

    /// Ends an attempt that cannot succeed. The attachments stay.
    ///
    /// # Errors
    /// [`StoreError::WrongState`] when the attempt has ended already; [`StoreError::Missing`], [`StoreError::Write`],
    /// [`StoreError::Full`].
    pub fn failed(&self, attempt: &Attempt, reason: &str, now: SystemTime) -> Result<(), StoreError> {
        let end = End { state: RequestState::Failed, at: None, reason: Some(reason), reference: None };
        self.end(attempt, &end, now)
    }

    /// Ends an attempt of which nobody knows whether the request arrived; the user decides ([`Store::settle`]). The
    /// attachments stay.
    ///
    /// # Errors
    /// As [`Courier::failed`].
    pub fn unknown(&self, attempt: &Attempt, reason: &str, now: SystemTime) -> Result<(), StoreError> {
        let end = End { state: RequestState::Unknown, at: None, reason: Some(reason), reference: None };
        self.end(attempt, &end, now)
    }

    /// Ends an attempt that the user finishes by hand; what was prepared is kept as the reference. The attachments stay.
    ///
    /// # Errors
    /// As [`Courier::failed`].
    pub fn prepared(
        &self,
        attempt: &Attempt,
        reference: Option<&str>,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        self.end(attempt, &End { state: RequestState::Prepared, at: None, reason: None, reference }, now)
    }

    fn end(&self, attempt: &Attempt, end: &End<'_>, now: SystemTime) -> Result<(), StoreError> {
        let (state, ending) = end.state.columns();
        self.store.change(WHAT, Durability::PowerCut, |transaction| {
            let found = outbox::state(transaction, &attempt.request)?;
            let sql = "UPDATE outbox SET state = ?3, ending = ?4, next_attempt_at = ?5, reason = ?6, reference = ?7,
                changed_at = ?8 WHERE request_id = ?1 AND attempts = ?2 AND state = 'sending'";
            let values = params![
                attempt.request.as_str(),
                attempt.number,
                state,
                ending,
                end.at.map(milliseconds),
                end.reason,
                end.reference,
                milliseconds(now)
            ];
            match transaction.prepare_cached(sql)?.execute(values)? {
                0 => Err(StoreError::WrongState { found }.into()),
                _ => Ok(()),
            }
        })
    }
}

/// How an attempt ends.
struct End<'a> {
    state: RequestState,
    at: Option<SystemTime>,
    reason: Option<&'a str>,
    reference: Option<&'a str>,
}

impl Drop for Courier<'_> {
    fn drop(&mut self) {
        let mut delivering = self.store.lock_delivering();
        delivering.couriers -= 1;
        if delivering.couriers == 0 {
            delivering.release();
        }
    }
}
