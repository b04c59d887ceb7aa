//! Delivery: at once what waits for nobody, in rounds what is due.

use std::collections::BTreeSet;
use std::io;
use std::time::SystemTime;

use help_store::{Attempt, Courier, OutboxEntry, RequestId, Store, StoreError};
use help_support::transport::{Handover, Mark, Reason, ReasonCode};
use help_support::{AttachmentId, AttachmentSource, Delivery, Parcel, Request, SupportError, outbox};

use super::views::Outcome;
use crate::app::HelpApp;
use crate::dto::TransportKind;
use crate::error::AppError;

/// What a round of delivery needs of whoever makes it.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// The time.
    pub now: &'a dyn Fn() -> SystemTime,
    /// Whether the program is ending: no request is handed over any more that could still be held back.
    pub ending: &'a dyn Fn() -> bool,
    /// Called whenever the state of a request has changed.
    pub changed: &'a dyn Fn(),
}

/// What came of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Everything that was due had its attempt; the next one is due then, if ever.
    Done(Option<SystemTime>),
    /// Another program or thread is delivering.
    Elsewhere,
}

impl HelpApp {
    /// Delivers every request that is due. It may take as long as a slow mail server.
    ///
    /// A request for the mail program stays: nobody may be there to finish it.
    /// # Errors
    /// When the user's file cannot be read or written: no attempt is made that could not be counted.
    pub fn deliver_due(&self, watch: &Watch<'_>) -> Result<Round, AppError> {
        let Some(courier) = self.store.courier()? else { return Ok(Round::Elsewhere) };
        resolve_interrupted(&courier, watch)?;
        let mut tried = BTreeSet::new();
        loop {
            let now = (watch.now)();
            let mut due = self.store.due(now)?.into_iter();
            let next = due.find(|entry| needs_nobody(entry) && !tried.contains(&entry.id));
            let Some(entry) = next.filter(|_| !(watch.ending)()) else {
                return Ok(Round::Done(self.store.next_due(now)?));
            };
            self.attempt(&courier, &entry.id, watch)?;
            tried.insert(entry.id);
        }
    }

    /// Delivers everything that waits, due or not, and tells each request after its attempt. `None` when another program is
    /// delivering.
    /// # Errors
    /// As [`HelpApp::deliver_due`].
    pub(super) fn deliver_waiting(
        &self,
        watch: &Watch<'_>,
        tell: &mut dyn FnMut(&OutboxEntry),
    ) -> Result<Option<()>, AppError> {
        let Some(courier) = self.store.courier()? else { return Ok(None) };
        resolve_interrupted(&courier, watch)?;
        for entry in self.store.waiting()? {
            if needs_nobody(&entry) {
                self.attempt(&courier, &entry.id, watch)?;
            }
            if let Some(entry) = self.store.request(&entry.id)? {
                tell(&entry);
            }
        }
        Ok(Some(()))
    }

    /// Delivers one queued request at once if its way waits for nobody. The answer is an address to open.
    ///
    /// Should another program be delivering, the request waits.
    pub(super) fn deliver_here(&self, id: &RequestId, now: SystemTime) -> Result<Option<String>, AppError> {
        let entry = self.store.request(id)?;
        let kind = entry.and_then(|entry| TransportKind::from_name(&entry.transport));
        if !kind.is_some_and(TransportKind::is_local) {
            return Ok(None);
        }
        let Some(courier) = self.store.courier_beside()? else { return Ok(None) };
        let watch = Watch { now: &|| now, ending: &|| false, changed: &|| {} };
        self.attempt(&courier, id, &watch)
    }

    /// Makes one attempt, if the request is still queued. The answer is an address to open.
    fn attempt(
        &self,
        courier: &Courier<'_>,
        id: &RequestId,
        watch: &Watch<'_>,
    ) -> Result<Option<String>, AppError> {
        let Some(attempt) = courier.begin_attempt(id, (watch.now)())? else { return Ok(None) };
        (watch.changed)();
        let mark = || {
            if (watch.ending)() {
                return Err(Reason::new(ReasonCode::ProgramEnded, ""));
            }
            courier.mark(&attempt).map_err(|error| unmarked(&error))
        };
        // Read now: it may have been given another way since it was found due.
        let delivery = match self.store.request(id)? {
            Some(entry) => self.deliver(&entry, &attempt, &mark),
            None => return Ok(None),
        };
        let open = finish(courier, &attempt, delivery, (watch.now)())?;
        (watch.changed)();
        Ok(open)
    }

    fn deliver(&self, entry: &OutboxEntry, attempt: &Attempt, mark: Mark<'_>) -> Delivery {
        let offered = self.transports().into_iter().find(|way| way.kind().name() == entry.transport);
        let Some(way) = offered else {
            let reason = Reason::new(ReasonCode::Misconfigured, "this way is not offered any more");
            return Delivery::Rejected { reason };
        };
        match self.parcel(entry) {
            Ok(parcel) => way.deliver_marked(&parcel, outbox::Attempt(attempt.number()), mark),
            Err(reason) => Delivery::Rejected { reason },
        }
    }

    /// A request with the bytes of its files.
    pub(super) fn parcel(&self, entry: &OutboxEntry) -> Result<Parcel, Reason> {
        let unwritable = |detail: &str| Reason::new(ReasonCode::Unwritable, detail);
        let Ok(request) = entry.content.decode::<Request>() else {
            return Err(unwritable("the request was written by another version"));
        };
        Parcel::load(request, &Files(&self.store))
            .map_err(|error: SupportError| unwritable(&error.to_string()))
    }
}

/// Mail programs are opened for somebody who is there.
fn needs_nobody(entry: &OutboxEntry) -> bool {
    TransportKind::from_name(&entry.transport) != Some(TransportKind::Mailto)
}

/// Ends the attempts of a program that ended before they did. What did not arrive goes again; what may have arrived is left to
/// the person, because mail servers cannot be asked.
fn resolve_interrupted(courier: &Courier<'_>, watch: &Watch<'_>) -> Result<(), AppError> {
    let now = (watch.now)();
    for attempt in courier.interrupted() {
        let reason = json(&Reason::new(ReasonCode::ProgramEnded, ""));
        if attempt.may_have_arrived() {
            courier.unknown(attempt, &reason, now)?;
        } else {
            courier.retry_later(attempt, now, &reason, now)?;
        }
        (watch.changed)();
    }
    Ok(())
}

/// Says in the log what became of an attempt: its request by its id, and no more of it.
fn log(attempt: &Attempt, delivery: &Delivery) {
    let (outcome, reason) = match delivery {
        Delivery::Delivered { .. } => ("delivered", None),
        Delivery::Prepared { .. } => ("prepared", None),
        Delivery::RetryLater { reason, .. } => ("retry later", Some(reason.code)),
        Delivery::Rejected { reason } => ("rejected", Some(reason.code)),
        Delivery::Unknown { reason } => ("unknown", Some(reason.code)),
    };
    let (request, number) = (attempt.request().as_str(), attempt.number());
    tracing::info!(request, attempt = number, outcome, ?reason, "attempt");
}

/// Writes down how an attempt ended; the answer is an address to open.
fn finish(
    courier: &Courier<'_>,
    attempt: &Attempt,
    delivery: Delivery,
    now: SystemTime,
) -> Result<Option<String>, AppError> {
    log(attempt, &delivery);
    match delivery {
        Delivery::Delivered { reference } => {
            courier.sent(attempt, json_of(&Outcome::Delivered(reference)).as_deref(), now)?;
        }
        Delivery::Prepared { handover } => {
            let Handover { address, .. } = &handover;
            let address = address.clone();
            courier.prepared(attempt, json_of(&Outcome::Prepared(handover)).as_deref(), now)?;
            return Ok(Some(address));
        }
        Delivery::RetryLater { after, reason } => {
            // A program that ends leaves the attempt to the next one, which need not wait.
            let at = match reason.code {
                ReasonCode::ProgramEnded => now,
                _ => now + outbox::wait(outbox::Attempt(attempt.number()), after, spread(attempt)),
            };
            courier.retry_later(attempt, at, &json(&reason), now)?;
        }
        Delivery::Rejected { reason } => courier.failed(attempt, &json(&reason), now)?,
        Delivery::Unknown { reason } => courier.unknown(attempt, &json(&reason), now)?,
    }
    Ok(None)
}

/// A number that differs from request to request, so that many programs do not try again at the same instant.
fn spread(attempt: &Attempt) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (attempt.request(), attempt.number()).hash(&mut hasher);
    hasher.finish()
}

/// What could not be written down is not handed over: nobody would know of it.
fn unmarked(error: &StoreError) -> Reason {
    let code = match error {
        StoreError::Full { .. } => ReasonCode::DiskFull,
        _ => ReasonCode::CannotWrite,
    };
    Reason::new(code, &error.to_string())
}

fn json(reason: &Reason) -> String {
    json_of(reason).unwrap_or_default()
}

fn json_of(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// The files of requests in the user's file.
struct Files<'a>(&'a Store);

impl AttachmentSource for Files<'_> {
    fn read(&self, id: &AttachmentId) -> io::Result<Vec<u8>> {
        let id: i64 = id.0.parse().map_err(io::Error::other)?;
        self.0.attachment_bytes(id.into()).map_err(io::Error::other)
    }
}
