//! The ways to support that policy offers, with their settings.

use std::path::PathBuf;

use help_policy::{SmtpAuth, SmtpSecurity, SupportFileFormat};
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
        let kinds = self.policy.support_transports();
        kinds.into_iter().filter_map(|kind| self.transport(kind)).collect()
    }

    /// A way with its settings; `None` when policy names it but does not say what it needs, or this version has no such way.
    fn transport(&self, kind: help_policy::TransportKind) -> Option<Box<dyn Transport>> {
        match kind {
            help_policy::TransportKind::Smtp => Some(Box::new(self.smtp()?)),
            help_policy::TransportKind::Mailto => Some(Box::new(MailtoTransport {
                to: self.addresses().to,
                folder: self.export_folder()?,
                longest: if cfg!(windows) { MailtoTransport::SHORT } else { 2 * MailtoTransport::SHORT },
            })),
            help_policy::TransportKind::File => Some(Box::new(self.file()?)),
            help_policy::TransportKind::Jsm => None,
        }
    }

    fn smtp(&self) -> Option<SmtpTransport> {
        let smtp = self.policy.smtp()?;
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
            addresses: self.addresses(),
            extra_ca_file: self.policy.extra_ca_file(),
            timeouts: Timeouts::default(),
            network: if self.policy.offline_only() { Network::Forbidden } else { Network::Allowed },
        };
        Some(SmtpTransport::new(settings, secrets))
    }

    /// One file in the folder for requests; `None` when there is no such folder.
    pub(super) fn file(&self) -> Option<FileTransport> {
        let (folder, addresses) = (self.export_folder()?, self.addresses());
        let format = match self.policy.support_file_format() {
            SupportFileFormat::Zip => FileFormat::Zip,
            SupportFileFormat::Eml => FileFormat::Eml,
        };
        Some(FileTransport { folder, format, addresses })
    }

    /// The offered ways that cannot take this request until it has the person's address.
    pub(super) fn needing_address(&self, request: &Request) -> Vec<TransportKind> {
        if self.addresses().from(request).is_some() {
            return Vec::new();
        }
        let offered = self.transports();
        offered.iter().map(|way| way.kind()).filter(|kind| *kind == TransportKind::Smtp).collect()
    }

    fn addresses(&self) -> MailAddresses {
        MailAddresses {
            to: self.policy.support_email_to().and_then(EmailAddress::parse),
            sender: self.policy.support_email_from().and_then(EmailAddress::parse),
        }
    }

    fn export_folder(&self) -> Option<PathBuf> {
        let documents = self.surroundings.documents.as_ref().map(|documents| documents.join(FOLDER));
        self.policy.support_export_dir().or(documents)
    }
}
