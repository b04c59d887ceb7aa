//! The states of a request on its way, and when the next attempt is due. It stores nothing and sends nothing.
//!
//! The attempt is counted in [`Entry::begin`], and the caller stores the entry before the transport is asked: a crash at any
//! instant then leaves `Sending` behind, which [`Entry::recover`] takes for an unknown outcome.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::request::RequestId;
use crate::transport::{Delivery, Handover, Lookup, Reason, Reference, TransportKind};

/// The wait after the first failed attempt.
const FIRST_WAIT: Duration = Duration::from_secs(60);
/// The longest wait between two attempts of our own choice.
const LONGEST_WAIT: Duration = Duration::from_secs(4 * 60 * 60);
/// The longest wait that a receiver can impose.
const LONGEST_WISH: Duration = Duration::from_secs(24 * 60 * 60);

/// The number of an attempt, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attempt(pub u32);

/// When the next attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// When the wait began, in seconds since 1970.
    pub since: i64,
    /// How long it is, in seconds.
    pub wait: u64,
}

impl Due {
    /// At once.
    #[must_use]
    pub fn at_once(now: i64) -> Self {
        Self { since: now, wait: 0 }
    }

    /// Whether the wait is over. Also when the clock shows a time before it began: a clock set back by a year must not hold a
    /// request for a year.
    #[must_use]
    pub fn is_over(self, now: i64) -> bool {
        now < self.since || now.saturating_sub(self.since).unsigned_abs() >= self.wait
    }
}

/// What is known of a request's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// It waits for its next attempt.
    Queued {
        /// When that may be made.
        due: Due,
        /// Why the last attempt failed; `None` before the first.
        reason: Option<Reason>,
    },
    /// An attempt was begun.
    Sending,
    /// The receiver has it.
    Sent {
        /// What to ask for; `None` where only the person says so.
        reference: Option<Reference>,
    },
    /// The person finishes by hand, and then says so.
    Prepared {
        /// What to open.
        handover: Handover,
    },
    /// The receiver may have it; the person decides whether to send it again.
    Unknown {
        /// What happened; `None` after a crash.
        reason: Option<Reason>,
    },
    /// The receiver does not have it; the person decides.
    Failed {
        /// Why.
        reason: Reason,
    },
    /// The person withdrew it.
    Cancelled,
}

/// What a person can ask of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Try again at once.
    Retry,
    /// Do not send it.
    Cancel,
    /// It was finished by hand, or support says that it has it.
    Done,
}

/// A change that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot change the request: it is in another state by now. Look at the list of requests again")]
pub struct NotNow;

/// One request on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The request.
    pub id: RequestId,
    /// The way it takes.
    pub transport: TransportKind,
    /// How many attempts were begun.
    pub attempts: Attempt,
    /// Where it is.
    #[serde(flatten)]
    pub state: State,
}

impl Entry {
    /// Queues a request: its first attempt is due at once. Times are seconds since 1970.
    #[must_use]
    pub fn queue(id: RequestId, transport: TransportKind, now: i64) -> Self {
        let state = State::Queued { due: Due::at_once(now), reason: None };
        Self { id, transport, attempts: Attempt(0), state }
    }

    /// Whether an attempt is to be made now.
    #[must_use]
    pub fn is_due(&self, now: i64) -> bool {
        matches!(&self.state, State::Queued { due, .. } if due.is_over(now))
    }

    /// Whether the files may be forgotten: the receiver has acknowledged, or the person gave up.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Sent { .. } | State::Cancelled)
    }

    /// Counts an attempt that is about to be made. Store the entry before making it.
    ///
    /// # Errors
    /// [`NotNow`] when no attempt is due.
    pub fn begin(&mut self, now: i64) -> Result<Attempt, NotNow> {
        if !self.is_due(now) {
            return Err(NotNow);
        }
        self.attempts = Attempt(self.attempts.0.saturating_add(1));
        self.state = State::Sending;
        Ok(self.attempts)
    }

    /// Takes the outcome of an attempt; `random` spreads the next ones.
    ///
    /// # Errors
    /// [`NotNow`] when no attempt was begun.
    pub fn finish(&mut self, delivery: Delivery, now: i64, random: u64) -> Result<(), NotNow> {
        if self.state != State::Sending {
            return Err(NotNow);
        }
        self.state = match delivery {
            Delivery::Delivered { reference } => State::Sent { reference: Some(reference) },
            Delivery::Prepared { handover } => State::Prepared { handover },
            Delivery::RetryLater { after, reason } => {
                let wait = back_off(self.attempts, random).max(after.unwrap_or_default().min(LONGEST_WISH));
                State::Queued { due: Due { since: now, wait: wait.as_secs() }, reason: Some(reason) }
            }
            Delivery::Rejected { reason } => State::Failed { reason },
            Delivery::Unknown { reason } => State::Unknown { reason: Some(reason) },
        };
        Ok(())
    }

    /// What is found at the start: an attempt that nobody finished has an unknown outcome.
    pub fn recover(&mut self) {
        if self.state == State::Sending {
            self.state = State::Unknown { reason: None };
        }
    }

    /// Takes what the receiver said when asked about an unknown outcome. A receiver that cannot be asked leaves it unknown.
    ///
    /// # Errors
    /// [`NotNow`] when the outcome is known.
    pub fn resolve(&mut self, lookup: Lookup, now: i64) -> Result<(), NotNow> {
        let State::Unknown { reason } = &self.state else { return Err(NotNow) };
        match lookup {
            Lookup::Found(reference) => self.state = State::Sent { reference: Some(reference) },
            Lookup::Absent => self.state = State::Queued { due: Due::at_once(now), reason: reason.clone() },
            Lookup::Impossible | Lookup::Failed(_) => {}
        }
        Ok(())
    }

    /// Does what the person asks.
    ///
    /// # Errors
    /// [`NotNow`] when the state does not allow it: nothing can be done while an attempt is made or after it succeeded.
    pub fn wish(&mut self, wish: Wish, now: i64) -> Result<(), NotNow> {
        let old = &self.state;
        self.state = match (wish, old) {
            (_, State::Sending | State::Sent { .. } | State::Cancelled) => return Err(NotNow),
            (Wish::Done, State::Prepared { .. } | State::Unknown { .. }) => State::Sent { reference: None },
            (Wish::Done, _) => return Err(NotNow),
            (Wish::Cancel, _) => State::Cancelled,
            (Wish::Retry, State::Queued { reason, .. } | State::Unknown { reason }) => {
                State::Queued { due: Due::at_once(now), reason: reason.clone() }
            }
            (Wish::Retry, State::Failed { reason }) => {
                State::Queued { due: Due::at_once(now), reason: Some(reason.clone()) }
            }
            (Wish::Retry, State::Prepared { .. }) => State::Queued { due: Due::at_once(now), reason: None },
        };
        Ok(())
    }
}

/// The wait after an attempt: doubled each time up to four hours, and of that a random part between half and all, so that
/// the PCs of an office do not come back together.
#[must_use]
pub fn back_off(attempt: Attempt, random: u64) -> Duration {
    let doublings = attempt.0.saturating_sub(1).min(16);
    let full = (FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT).as_secs();
    Duration::from_secs(full / 2 + random % (full - full / 2 + 1))
}

#[cfg(test)]
mod tests;
