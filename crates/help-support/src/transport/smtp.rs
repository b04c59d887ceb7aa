//! Delivery to a mail server.
//!
//! Encryption never falls back: a server that does not offer what the settings ask for gets nothing. Certificates are checked
//! against the system's trusted ones and the extra file. The secret is asked for when it is needed and kept nowhere here.

use std::fmt;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use lettre::transport::smtp::authentication::{Credentials as MailCredentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::commands::{Auth, Data, Mail, Quit, Rcpt};
use lettre::transport::smtp::extension::{Extension, ServerInfo};
use lettre::transport::smtp::response::{Response, Severity};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::conversation::{Conversation, Timeouts, Trouble, said};
use super::stream::Trust;
use super::{Delivery, Mark, Network, ReasonCode, Reference, Transport, TransportKind};
use crate::mail::{self, MailAddresses};
use crate::outbox::Attempt;
use crate::parcel::Parcel;
use crate::request::EmailAddress;
use crate::text;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314); usually port 465.
    Tls,
    /// TLS agreed upon in the clear (RFC 3207); usually port 587. Without it nothing is sent.
    Starttls,
    /// None; nobody signs in then.
    None,
}

impl Security {
    /// The usual port.
    #[must_use]
    pub fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

/// The name and the secret for signing in; the secret shows in no output.
pub struct Credentials {
    /// The name.
    pub user: String,
    /// The secret.
    pub secret: SecretString,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").finish_non_exhaustive()
    }
}

/// The keeper of secrets cannot be asked.
#[derive(Debug, thiserror::Error)]
#[error("cannot ask the system's keyring: {source}. Unlock it, or enter the password when asked")]
pub struct SecretsError {
    /// What the system said.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// Where secrets come from: the system's keyring, or the person.
pub trait Secrets: Send + Sync {
    /// The credentials for a server; `None` when there are none.
    ///
    /// # Errors
    /// [`SecretsError`] when the keeper cannot be asked.
    fn credentials(&self, host: &str) -> Result<Option<Credentials>, SecretsError>;
}

/// A mail server and how to talk to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// The name of the server; certificates are checked against it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Receiver and sender.
    pub addresses: MailAddresses,
    /// Further trusted certificates, in PEM.
    pub extra_ca_file: Option<PathBuf>,
    /// How long the server may take.
    pub timeouts: Timeouts,
    /// Whether sockets may be opened.
    pub network: Network,
}

/// Delivery to a mail server, with or without signing in.
pub struct SmtpTransport {
    settings: SmtpSettings,
    secrets: Option<Box<dyn Secrets>>,
}

impl SmtpTransport {
    /// A transport; without `secrets` nobody signs in. Nothing is opened yet.
    #[must_use]
    pub fn new(settings: SmtpSettings, secrets: Option<Box<dyn Secrets>>) -> Self {
        Self { settings, secrets }
    }

    /// Everything up to the message. A failure here means that the server surely has nothing.
    fn prepare(&self, from: &EmailAddress, to: &EmailAddress) -> Result<Conversation, Delivery> {
        let credentials = self.credentials()?;
        let trust = match self.settings.security {
            Security::None => None,
            Security::Tls | Security::Starttls => Some(self.trust()?),
        };
        let mut conversation = Conversation::connect(&self.resolve()?, self.settings.timeouts)
            .map_err(|error| connecting_failed(&error))?;
        if let (Security::Tls, Some(trust)) = (self.settings.security, &trust) {
            conversation.encrypt(trust).map_err(early)?;
        }
        conversation.greeting().map_err(early)?;
        let mut server = conversation.hello().map_err(early)?;
        if let (Security::Starttls, Some(trust)) = (self.settings.security, &trust) {
            if !server.supports_feature(Extension::StartTls) {
                return Err(Delivery::rejected(ReasonCode::EncryptionRefused, "no STARTTLS"));
            }
            conversation.starttls(trust).map_err(encrypting_failed)?;
            server = conversation.hello().map_err(early)?;
        }
        if let Some(credentials) = credentials {
            sign_in(&mut conversation, &server, credentials)?;
        }
        let sender = Mail::new(Some(from.address().clone()), Vec::new());
        conversation.command(sender, 250).map_err(early)?;
        // 251 is "will forward" (RFC 5321, section 4.2.3): as good as 250.
        let receiver = conversation.ask(Rcpt::new(to.address().clone(), Vec::new())).map_err(early)?;
        if !receiver.has_code(250) && !receiver.has_code(251) {
            return Err(early(Trouble::Reply(receiver)));
        }
        conversation.command(Data, 354).map_err(early)?;
        Ok(conversation)
    }

    fn credentials(&self) -> Result<Option<Credentials>, Delivery> {
        let Some(secrets) = &self.secrets else { return Ok(None) };
        if self.settings.security == Security::None {
            return Err(Delivery::rejected(ReasonCode::SecretUnprotected, ""));
        }
        match secrets.credentials(&self.settings.host) {
            Ok(Some(credentials)) => Ok(Some(credentials)),
            Ok(None) => Err(Delivery::rejected(ReasonCode::SecretMissing, "")),
            Err(error) => Err(Delivery::rejected(ReasonCode::SecretMissing, &error.to_string())),
        }
    }

    fn trust(&self) -> Result<Trust, Delivery> {
        Trust::of_system(&self.settings.host, self.settings.extra_ca_file.as_deref())
            .map_err(|problem| Delivery::rejected(ReasonCode::TrustUnavailable, &problem))
    }

    fn resolve(&self) -> Result<Vec<SocketAddr>, Delivery> {
        let unknown = |detail: &str| Delivery::retry(ReasonCode::NameNotFound, detail);
        let name = (self.settings.host.as_str(), self.settings.port);
        let addresses: Vec<SocketAddr> =
            name.to_socket_addrs().map_err(|error| unknown(&error.to_string()))?.collect();
        if addresses.is_empty() { Err(unknown("no address")) } else { Ok(addresses) }
    }
}

impl Transport for SmtpTransport {
    fn kind(&self) -> TransportKind {
        TransportKind::Smtp
    }

    fn destination(&self) -> String {
        let SmtpSettings { host, port, addresses, .. } = &self.settings;
        let to = addresses.to.as_ref().map_or_else(String::new, |to| format!("{to} "));
        text::line(&format!("{to}({host}:{port})"), 400)
    }

    fn deliver_marked(&self, parcel: &Parcel, _attempt: Attempt, mark: Mark<'_>) -> Delivery {
        if self.settings.network == Network::Forbidden {
            return Delivery::rejected(ReasonCode::NetworkForbidden, "");
        }
        let addresses = &self.settings.addresses;
        let Some(to) = &addresses.to else { return Delivery::rejected(ReasonCode::Misconfigured, "") };
        let Some(from) = addresses.from(parcel.request()) else {
            return Delivery::rejected(ReasonCode::AddressMissing, "");
        };
        let message = match mail::message(parcel, addresses) {
            Ok(message) => message,
            Err(error) => return Delivery::rejected(ReasonCode::Unwritable, &error.to_string()),
        };
        let mut conversation = match self.prepare(from, to) {
            Ok(conversation) => conversation,
            Err(delivery) => return delivery,
        };
        // Without its end a server throws the message away (RFC 5321, section 4.1.1.4): still safe to repeat.
        if let Err(trouble) = conversation.message(&message) {
            return early(trouble);
        }
        if let Err(reason) = mark() {
            return Delivery::RetryLater { after: None, reason };
        }
        match conversation.end_of_message() {
            Ok(reply) => {
                // Politeness only: the mail is delivered whatever comes back.
                let _ = conversation.ask(Quit);
                let message_id = mail::message_id(&parcel.request().id);
                Delivery::Delivered {
                    reference: Reference::Mail { message_id, answer: text::line(&said(&reply), 200) },
                }
            }
            Err(Trouble::Reply(reply)) => refused(&reply, ReasonCode::Refused),
            Err(Trouble::Connection(error)) => Delivery::unknown(connection_code(&error), &error.to_string()),
            Err(Trouble::Garbled(text)) => Delivery::unknown(ReasonCode::NotUnderstood, &text),
        }
    }
}

fn sign_in(
    conversation: &mut Conversation,
    server: &ServerInfo,
    credentials: Credentials,
) -> Result<(), Delivery> {
    let Some(mechanism) = server.get_auth_mechanism(DEFAULT_MECHANISMS) else {
        return Err(Delivery::rejected(ReasonCode::SignInRefused, "neither PLAIN nor LOGIN"));
    };
    let credentials = MailCredentials::new(credentials.user, credentials.secret.expose_secret().to_owned());
    let unusable = |error: lettre::transport::smtp::Error| {
        Delivery::rejected(ReasonCode::SignInRefused, &error.to_string())
    };
    let command = Auth::new(mechanism, credentials.clone(), None).map_err(unusable)?;
    let mut reply = conversation.ask(command).map_err(early)?;
    // LOGIN asks for the name and then for the secret; more questions are none of ours.
    for _ in 0..2 {
        if !reply.has_code(334) {
            break;
        }
        let answer = Auth::new_from_response(mechanism, credentials.clone(), &reply).map_err(unusable)?;
        reply = conversation.ask(answer).map_err(early)?;
    }
    if reply.has_code(235) { Ok(()) } else { Err(refused(&reply, ReasonCode::SignInRefused)) }
}

/// What a refusing reply means: 4yz may be repeated, everything else not.
fn refused(reply: &Response, final_code: ReasonCode) -> Delivery {
    // Not the server's words after signing in: some repeat what they were sent.
    let detail = if final_code == ReasonCode::SignInRefused { reply.code().to_string() } else { said(reply) };
    match reply.code().severity {
        Severity::TransientNegativeCompletion => Delivery::retry(ReasonCode::TryLater, &detail),
        Severity::PermanentNegativeCompletion => Delivery::rejected(final_code, &detail),
        _ => Delivery::retry(ReasonCode::NotUnderstood, &detail),
    }
}

/// What trouble means while the server surely has nothing.
fn early(trouble: Trouble) -> Delivery {
    match trouble {
        Trouble::Reply(reply) => refused(&reply, ReasonCode::Refused),
        Trouble::Garbled(text) => Delivery::retry(ReasonCode::NotUnderstood, &text),
        Trouble::Connection(error) => match tls_error(&error) {
            Some(tls) => tls_failed(tls),
            None => Delivery::retry(connection_code(&error), &error.to_string()),
        },
    }
}

/// A server that does not encrypt answers STARTTLS with 5yz.
fn encrypting_failed(trouble: Trouble) -> Delivery {
    match trouble {
        Trouble::Reply(reply) => refused(&reply, ReasonCode::EncryptionRefused),
        other => early(other),
    }
}

fn connecting_failed(error: &io::Error) -> Delivery {
    let code = match connection_code(error) {
        ReasonCode::ConnectionLost => ReasonCode::Unreachable,
        other => other,
    };
    Delivery::retry(code, &error.to_string())
}

/// A certificate does not become right by trying again, and the person or the administrator must know: final.
fn tls_failed(error: &rustls::Error) -> Delivery {
    let code = match error {
        rustls::Error::InvalidCertificate(_) => ReasonCode::CertificateRefused,
        _ => ReasonCode::EncryptionRefused,
    };
    Delivery::rejected(code, &error.to_string())
}

fn tls_error(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

fn connection_code(error: &io::Error) -> ReasonCode {
    match error.kind() {
        // A socket's own time limit shows as WouldBlock on Unix and as TimedOut on Windows.
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => ReasonCode::TimedOut,
        _ => ReasonCode::ConnectionLost,
    }
}
