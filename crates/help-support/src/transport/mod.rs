//! The ways a request leaves this PC, behind one trait.
//!
//! A transport makes one attempt and says what became of it; when the next one is due is the business of
//! [`crate::outbox`]. Nothing here decides which transport is used.

mod conversation;
mod file;
mod mailto;
mod smtp;
mod stream;
mod writing;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use conversation::Timeouts;
pub use file::{FileFormat, FileTransport};
pub use mailto::MailtoTransport;
pub use secrecy::SecretString;
pub use smtp::{Credentials, Secrets, SecretsError, Security, SmtpSettings, SmtpTransport};
pub use stream::count_authorities;

use crate::outbox::Attempt;
use crate::parcel::Parcel;
use crate::request::RequestId;
use crate::text;

/// The kinds of transport, as policy names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub enum TransportKind {
    /// A mail server.
    Smtp,
    /// The person's own mail program.
    Mailto,
    /// A file for an administrator.
    File,
}

impl TransportKind {
    const ALL: [Self; 3] = [Self::Smtp, Self::Mailto, Self::File];

    /// Whether it waits for nobody: it is over before the person looks up.
    #[must_use]
    pub fn is_local(self) -> bool {
        match self {
            Self::Mailto | Self::File => true,
            Self::Smtp => false,
        }
    }

    /// The name of the way.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Smtp => "smtp",
            Self::Mailto => "mailto",
            Self::File => "file",
        }
    }

    /// The way of this name; `None` for one of another version of the program.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whether sockets may be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// They may.
    Allowed,
    /// `OfflineOnly`: none is ever opened.
    Forbidden,
}

/// What a receiver can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Reference {
    /// The Message-ID, with its angle brackets, and what the server answered.
    Mail {
        /// The id.
        message_id: String,
        /// The server's words, often with its own number.
        answer: String,
    },
    /// The file that was written.
    File(PathBuf),
    /// The key of an issue in a tracker.
    Issue(String),
}

/// What the caller opens so that the person can finish by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The address to open with the system.
    pub address: String,
    /// The folder with the files to attach; `None` when there are none.
    pub folder: Option<PathBuf>,
    /// Whether the address has the whole text.
    pub completeness: Completeness,
}

/// Whether a text had to be shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Completeness {
    /// All of it is there.
    Whole,
    /// The rest is in `request.txt`.
    Shortened,
}

/// Why an attempt did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The cause.
    pub code: ReasonCode,
    /// What the server or the system said: one short line, from outside.
    pub detail: String,
}

impl Reason {
    /// A reason; what was said is cleaned and shortened.
    #[must_use]
    pub fn new(code: ReasonCode, detail: &str) -> Self {
        Self { code, detail: text::remark(detail) }
    }
}

/// The causes that the window has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// Policy forbids the network.
    NetworkForbidden,
    /// The settings lack the receiver, or contradict themselves.
    Misconfigured,
    /// Nobody is known whom the mail could come from.
    AddressMissing,
    /// The server's name is not known.
    NameNotFound,
    /// The server cannot be reached.
    Unreachable,
    /// The server took too long.
    TimedOut,
    /// The connection broke.
    ConnectionLost,
    /// The server said something that is not in the protocol.
    NotUnderstood,
    /// The server's certificate is not trusted.
    CertificateRefused,
    /// The trusted certificates of the system or of the extra file cannot be read.
    TrustUnavailable,
    /// The server offers no encryption although it is asked for, or encrypting failed.
    EncryptionRefused,
    /// The secret is not there.
    SecretMissing,
    /// The secret would cross the network in the clear.
    SecretUnprotected,
    /// The server does not take this name and secret, or no way of signing in fits.
    SignInRefused,
    /// The server asks to come back later.
    TryLater,
    /// The server refuses the request.
    Refused,
    /// The request cannot be put into the form that the transport needs.
    Unwritable,
    /// The file cannot be written.
    CannotWrite,
    /// The disk is full.
    DiskFull,
    /// The program ended before the attempt did.
    ProgramEnded,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Delivery {
    /// The receiver has it.
    Delivered {
        /// What to ask for.
        reference: Reference,
    },
    /// Everything is prepared; the person finishes by hand.
    Prepared {
        /// What to open.
        handover: Handover,
    },
    /// The receiver surely does not have it; another attempt may succeed.
    RetryLater {
        /// The wait that the receiver asked for; `None` leaves it to the outbox.
        after: Option<Duration>,
        /// The cause.
        reason: Reason,
    },
    /// The receiver does not have it and will not take it as it is.
    Rejected {
        /// The cause.
        reason: Reason,
    },
    /// The receiver may have it.
    Unknown {
        /// The cause.
        reason: Reason,
    },
}

impl Delivery {
    pub(crate) fn retry(code: ReasonCode, detail: &str) -> Self {
        Self::RetryLater { after: None, reason: Reason::new(code, detail) }
    }

    pub(crate) fn rejected(code: ReasonCode, detail: &str) -> Self {
        Self::Rejected { reason: Reason::new(code, detail) }
    }

    pub(crate) fn unknown(code: ReasonCode, detail: &str) -> Self {
        Self::Unknown { reason: Reason::new(code, detail) }
    }
}

/// What a receiver knows of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It has it.
    Found(Reference),
    /// It does not have it.
    Absent,
    /// It cannot be asked: mail goes one way.
    Impossible,
    /// Asking failed.
    Failed(Reason),
}

/// Writes down that the next step may make the receiver take the request. Where that fails the step must not be taken.
pub type Mark<'a> = &'a dyn Fn() -> Result<(), Reason>;

/// One way to deliver.
pub trait Transport: Send + Sync {
    /// Which way this is.
    fn kind(&self) -> TransportKind;

    /// Where requests go, for the preview: a server with the receiver's address, or a folder.
    fn destination(&self) -> String;

    /// Makes one attempt. The attempt was counted and stored before; `mark` is called before the step after which the
    /// receiver may have the request. A way that nobody takes responsibility for does not call it.
    fn deliver_marked(&self, parcel: &Parcel, attempt: Attempt, mark: Mark<'_>) -> Delivery;

    /// Makes one attempt that nobody keeps a record of.
    fn deliver(&self, parcel: &Parcel, attempt: Attempt) -> Delivery {
        self.deliver_marked(parcel, attempt, &|| Ok(()))
    }

    /// Asks the receiver whether it has a request, after an attempt whose outcome is unknown.
    fn find(&self, id: &RequestId) -> Lookup {
        let _ = id;
        Lookup::Impossible
    }
}
