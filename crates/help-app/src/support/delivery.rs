//! Delivery: the ways policy offers, and what is due.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use help_policy::SmtpSecurity;
use help_store::{Attempt, Content, Courier, RequestId, Store};
use help_support::mail::MailAddresses;
use help_support::transport::{
    FileFormat, FileTransport, Handover, MailtoTransport, Network, Reason, ReasonCode, Security,
    SmtpSettings, SmtpTransport, Timeouts,
};
use help_support::{
    AttachmentId, AttachmentSource, Delivery, EmailAddress, Parcel, Request, SupportError, Transport, outbox,
};

use super::views::Outcome;
use crate::app::HelpApp;
use crate::error::AppError;

/// The folder below the user's documents that holds requests saved as files.
const FOLDER: &str = "eXpress Help";

impl HelpApp {
    /// The ways to support in policy's order.
    pub(super) fn transports(&self) -> Vec<Box<dyn Transport>> {
        let kinds = self.policy.support_transports();
        kinds.into_iter().filter_map(|kind| self.transport(kind)).collect()
    }

    /// A way with its settings; `None` when policy names it but does not say what it needs, or this version has no such way.
    fn transport(&self, kind: help_policy::TransportKind) -> Option<Box<dyn Transport>> {
        let to = self.policy.support_email_to().and_then(EmailAddress::parse);
        let addresses = MailAddresses { to: to.clone(), sender: None };
        match kind {
            help_policy::TransportKind::Smtp => {
                let smtp = self.policy.smtp()?;
                let settings = SmtpSettings {
                    host: smtp.host,
                    port: smtp.port,
                    security: match smtp.security {
                        SmtpSecurity::Tls => Security::Tls,
                        SmtpSecurity::Starttls => Security::Starttls,
                        SmtpSecurity::None => Security::None,
                    },
                    addresses,
                    extra_ca_file: self.policy.extra_ca_file(),
                    timeouts: Timeouts::default(),
                    network: if self.policy.offline_only() { Network::Forbidden } else { Network::Allowed },
                };
                Some(Box::new(SmtpTransport::new(settings, None)))
            }
            help_policy::TransportKind::Mailto => Some(Box::new(MailtoTransport {
                to,
                folder: self.export_folder()?,
                longest: if cfg!(windows) { MailtoTransport::SHORT } else { 2 * MailtoTransport::SHORT },
            })),
            help_policy::TransportKind::File => Some(Box::new(FileTransport {
                folder: self.export_folder()?,
                format: FileFormat::Zip,
                addresses,
            })),
            help_policy::TransportKind::Jsm => None,
        }
    }

    fn export_folder(&self) -> Option<PathBuf> {
        let documents = self.surroundings.documents.as_ref().map(|documents| documents.join(FOLDER));
        self.policy.support_export_dir().or(documents)
    }

    /// Delivers every request that is due. The answer has the addresses to open, by request.
    ///
    /// Another program that is delivering already does it in place of this one.
    /// # Errors
    /// When the user's file cannot be read or written: no attempt is made that could not be counted.
    pub fn deliver_due(&self, now: SystemTime) -> Result<BTreeMap<RequestId, String>, AppError> {
        let mut open = BTreeMap::new();
        let Some(courier) = self.store.courier()? else { return Ok(open) };
        for attempt in courier.interrupted()? {
            // Mail, files and mail programs cannot be asked; the person is told and decides.
            courier.failed(
                &attempt,
                &said(ReasonCode::ConnectionLost, "the program ended while sending"),
                now,
            )?;
        }
        for entry in self.store.due(now)? {
            let Some(attempt) = courier.begin_attempt(&entry.id, now)? else { continue };
            let delivery = self.deliver(&entry.content, &entry.transport, &attempt);
            if let Some(address) = finish(&courier, &attempt, delivery, now)? {
                open.insert(entry.id, address);
            }
        }
        Ok(open)
    }

    fn deliver(&self, content: &Content, transport: &str, attempt: &Attempt) -> Delivery {
        let Some(offered) = self.transports().into_iter().find(|offered| offered.kind().name() == transport)
        else {
            let reason = Reason::new(ReasonCode::Misconfigured, "this way is not offered any more");
            return Delivery::Rejected { reason };
        };
        let Ok(request) = content.decode::<Request>() else {
            let reason = Reason::new(ReasonCode::Unwritable, "the request was written by another version");
            return Delivery::Rejected { reason };
        };
        match Parcel::load(request, &Files(&self.store)) {
            Ok(parcel) => offered.deliver(&parcel, outbox::Attempt(attempt.number())),
            Err(error) => Delivery::Rejected { reason: unreadable(&error) },
        }
    }
}

/// Writes down how an attempt ended; the answer is an address to open.
fn finish(
    courier: &Courier<'_>,
    attempt: &Attempt,
    delivery: Delivery,
    now: SystemTime,
) -> Result<Option<String>, AppError> {
    match delivery {
        Delivery::Delivered { reference } => {
            sent(courier, attempt, &Outcome::Delivered(reference), now)?;
            Ok(None)
        }
        Delivery::Prepared { handover } => {
            let Handover { address, .. } = &handover;
            let address = address.clone();
            sent(courier, attempt, &Outcome::Prepared(handover), now)?;
            Ok(Some(address))
        }
        Delivery::RetryLater { after, reason } => {
            let wait = outbox::wait(outbox::Attempt(attempt.number()), after, spread(attempt));
            courier.retry_later(attempt, now + wait, &json(&reason), now)?;
            Ok(None)
        }
        Delivery::Rejected { reason } | Delivery::Unknown { reason } => {
            courier.failed(attempt, &json(&reason), now)?;
            Ok(None)
        }
    }
}

fn sent(
    courier: &Courier<'_>,
    attempt: &Attempt,
    outcome: &Outcome,
    now: SystemTime,
) -> Result<(), AppError> {
    Ok(courier.sent(attempt, serde_json::to_string(outcome).ok().as_deref(), now)?)
}

/// A number that differs from request to request, so that many programs do not try again at the same instant.
fn spread(attempt: &Attempt) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (attempt.request(), attempt.number()).hash(&mut hasher);
    hasher.finish()
}

fn said(code: ReasonCode, detail: &str) -> String {
    json(&Reason::new(code, detail))
}

fn json(reason: &Reason) -> String {
    serde_json::to_string(reason).unwrap_or_default()
}

fn unreadable(error: &SupportError) -> Reason {
    Reason::new(ReasonCode::Unwritable, &error.to_string())
}

/// The files of requests in the user's file.
struct Files<'a>(&'a Store);

impl AttachmentSource for Files<'_> {
    fn read(&self, id: &AttachmentId) -> io::Result<Vec<u8>> {
        let id: i64 = id.0.parse().map_err(io::Error::other)?;
        self.0.attachment_bytes(id.into()).map_err(io::Error::other)
    }
}
