//! The ways to support that policy offers, with their settings.

use std::path::PathBuf;

use help_policy::{Policy, SmtpAuth, SmtpSecurity, SupportFileFormat};
use help_support::mail::MailAddresses;
use help_support::transport::{
    FileFormat, FileTransport, MailtoTransport, Network, Secrets, Security, SmtpSettings, SmtpTransport,
    Timeouts,
};
use help_support::{EmailAddress, Request, Transport};

use crate::app::HelpApp;
use crate::dto::TransportKind;

/// The folder below the user's documents that holds requests saved as files.
const FOLDER: &str = "eXpress Help";

impl HelpApp {
    /// The ways to support in policy's order.
    pub(super) fn transports(&self) -> Vec<Box<dyn Transport>> {
        let policy = self.policy();
        let kinds = policy.support_transports();
        kinds.into_iter().filter_map(|kind| self.transport(kind, &policy)).collect()
    }

    /// A way with its settings; `None` when policy names it but does not say what it needs, or this version has no such way.
    fn transport(&self, kind: help_policy::TransportKind, policy: &Policy) -> Option<Box<dyn Transport>> {
        match kind {
            help_policy::TransportKind::Smtp => Some(Box::new(self.smtp(policy)?)),
            help_policy::TransportKind::Mailto => Some(Box::new(MailtoTransport {
                to: addresses(policy).to,
                folder: self.export_folder(policy)?,
                longest: if cfg!(windows) { MailtoTransport::SHORT } else { 2 * MailtoTransport::SHORT },
            })),
            help_policy::TransportKind::File => Some(Box::new(self.file_under(policy)?)),
            help_policy::TransportKind::Jsm => None,
        }
    }

    fn smtp(&self, policy: &Policy) -> Option<SmtpTransport> {
        let smtp = policy.smtp()?;
        let secrets: Option<Box<dyn Secrets>> = match smtp.auth {
            SmtpAuth::None => None,
            SmtpAuth::Keyring => Some(Box::new(self.keeper.clone())),
        };
        let settings = SmtpSettings {
            host: smtp.host,
            port: smtp.port,
            security: match smtp.security {
                SmtpSecurity::Tls => Security::Tls,
                SmtpSecurity::Starttls => Security::Starttls,
                SmtpSecurity::None => Security::None,
            },
            addresses: addresses(policy),
            extra_ca_file: policy.extra_ca_file(),
            timeouts: Timeouts::default(),
            network: if policy.offline_only() { Network::Forbidden } else { Network::Allowed },
        };
        Some(SmtpTransport::new(settings, secrets))
    }

    /// One file in the folder for requests; `None` when there is no such folder.
    pub(super) fn file(&self) -> Option<FileTransport> {
        self.file_under(&self.policy())
    }

    fn file_under(&self, policy: &Policy) -> Option<FileTransport> {
        let (folder, addresses) = (self.export_folder(policy)?, addresses(policy));
        let format = match policy.support_file_format() {
            SupportFileFormat::Zip => FileFormat::Zip,
            SupportFileFormat::Eml => FileFormat::Eml,
        };
        Some(FileTransport { folder, format, addresses })
    }

    /// The offered ways that cannot take this request until it has the person's address.
    pub(super) fn needing_address(&self, request: &Request) -> Vec<TransportKind> {
        if addresses(&self.policy()).from(request).is_some() {
            return Vec::new();
        }
        let offered = self.transports();
        offered.iter().map(|way| way.kind()).filter(|kind| *kind == TransportKind::Smtp).collect()
    }

    fn export_folder(&self, policy: &Policy) -> Option<PathBuf> {
        let documents = self.surroundings.documents.as_ref().map(|documents| documents.join(FOLDER));
        policy.support_export_dir().or(documents)
    }
}

fn addresses(policy: &Policy) -> MailAddresses {
    MailAddresses {
        to: policy.support_email_to().and_then(EmailAddress::parse),
        sender: policy.support_email_from().and_then(EmailAddress::parse),
    }
}
