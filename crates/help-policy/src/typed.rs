//! The policy in force as types, key by key, for those who act on it.

use std::path::PathBuf;

use regex::Regex;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::form::{Target, compile};
use crate::key::Key;
use crate::objects::{Contacts, RequestFields, RequestTypes};
use crate::options::{
    AttachDiagnostics, Audience, ExternalLinks, HardwareAcceleration, Language, LogLevel, Platform,
    ProxyMode, SmtpAuth, SmtpSecurity, SupportFileFormat, Theme, TransportKind,
};
use crate::policy::Policy;

/// The mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// Its name or address; an IPv6 address stands in brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// How the program identifies itself.
    pub auth: SmtpAuth,
}

/// Jira Service Management.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jsm {
    /// Its address, without a slash at the end.
    pub base_url: String,
    /// Number or key of the service desk.
    pub service_desk_id: String,
    /// Numbers of the request types.
    pub request_types: RequestTypes,
}

/// How connections leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// As the system says.
    System,
    /// Without a proxy.
    Direct,
    /// Through this one.
    Manual {
        /// Its address.
        url: String,
        /// What is reached without it.
        bypass: Vec<String>,
    },
}

impl Policy {
    /// A value as a type that holds every value its key may have.
    pub(crate) fn typed<T: DeserializeOwned>(&self, key: Key) -> T {
        T::deserialize(&self.entry(key).value).expect("a value is checked against the type of its key")
    }

    fn text(&self, key: Key) -> Option<&str> {
        self.entry(key).value.as_str()
    }

    fn is_on(&self, key: Key) -> bool {
        self.entry(key).value == Value::Bool(true)
    }

    /// Tells whether no connection may be opened (`OfflineOnly`).
    #[must_use]
    pub fn offline_only(&self) -> bool {
        self.is_on(Key::OfflineOnly)
    }

    /// The ways to support, in order (`SupportTransports`). Under `OfflineOnly` those that need a connection are left out.
    #[must_use]
    pub fn support_transports(&self) -> Vec<TransportKind> {
        let mut transports: Vec<TransportKind> = self.typed(Key::SupportTransports);
        if self.offline_only() {
            transports.retain(|kind| matches!(kind, TransportKind::Mailto | TransportKind::File));
        }
        transports
    }

    /// How to reach support without the form (`SupportContacts`).
    #[must_use]
    pub fn support_contacts(&self) -> Contacts {
        self.typed(Key::SupportContacts)
    }

    /// The mail address of support (`SupportEmailTo`).
    #[must_use]
    pub fn support_email_to(&self) -> Option<&str> {
        self.text(Key::SupportEmailTo)
    }

    /// The mail address that requests by smtp come from (`SupportEmailFrom`).
    #[must_use]
    pub fn support_email_from(&self) -> Option<&str> {
        self.text(Key::SupportEmailFrom)
    }

    /// The folder for requests saved as a file (`SupportExportDir`).
    #[must_use]
    pub fn support_export_dir(&self) -> Option<PathBuf> {
        self.text(Key::SupportExportDir).map(PathBuf::from)
    }

    /// What a request saved as a file is (`SupportFileFormat`).
    #[must_use]
    pub fn support_file_format(&self) -> SupportFileFormat {
        self.typed(Key::SupportFileFormat)
    }

    /// The mail server (`Smtp…`); none without `SmtpHost`.
    ///
    /// A port that is not set is the usual one: 465 for TLS (RFC 8314), 587 for STARTTLS (RFC 6409), 25 (RFC 5321).
    #[must_use]
    pub fn smtp(&self) -> Option<Smtp> {
        let host = self.text(Key::SmtpHost)?.to_owned();
        let security = self.typed(Key::SmtpSecurity);
        let usual = match security {
            SmtpSecurity::Tls => 465,
            SmtpSecurity::Starttls => 587,
            SmtpSecurity::None => 25,
        };
        let port = self.typed::<Option<u16>>(Key::SmtpPort).unwrap_or(usual);
        Some(Smtp { host, port, security, auth: self.typed(Key::SmtpAuth) })
    }

    /// Jira Service Management (`Jsm…`); none without its address and service desk.
    #[must_use]
    pub fn jsm(&self) -> Option<Jsm> {
        Some(Jsm {
            base_url: self.text(Key::JsmBaseUrl)?.trim_end_matches('/').to_owned(),
            service_desk_id: self.text(Key::JsmServiceDeskId)?.to_owned(),
            request_types: self.typed(Key::JsmRequestTypes),
        })
    }

    /// Changes to the request forms (`RequestFields`).
    #[must_use]
    pub fn request_fields(&self) -> RequestFields {
        self.typed(Key::RequestFields)
    }

    /// Whether diagnostics go with a request (`AttachDiagnostics`).
    #[must_use]
    pub fn attach_diagnostics(&self) -> AttachDiagnostics {
        self.typed(Key::AttachDiagnostics)
    }

    /// Tells whether pictures may be attached (`AllowScreenshots`).
    #[must_use]
    pub fn allow_screenshots(&self) -> bool {
        self.is_on(Key::AllowScreenshots)
    }

    /// What is to be masked in diagnostics (`RedactPatterns`); each may take 1 MiB of memory at most.
    #[must_use]
    pub fn redact_patterns(&self) -> Vec<Regex> {
        let patterns: Vec<String> = self.typed(Key::RedactPatterns);
        patterns.iter().filter_map(|pattern| compile(pattern).ok()).collect()
    }

    /// What the network check tries (`DiagnosticTargets`).
    #[must_use]
    pub fn diagnostic_targets(&self) -> Vec<Target> {
        let targets: Vec<String> = self.typed(Key::DiagnosticTargets);
        targets.iter().filter_map(|target| Target::parse(target)).collect()
    }

    /// How connections leave (`Proxy…`). `manual` without an address is as the system says, and reported.
    #[must_use]
    pub fn proxy(&self) -> Proxy {
        match (self.typed(Key::ProxyMode), self.text(Key::ProxyUrl)) {
            (ProxyMode::Direct, _) => Proxy::Direct,
            (ProxyMode::Manual, Some(url)) => {
                Proxy::Manual { url: url.to_owned(), bypass: self.typed(Key::ProxyBypass) }
            }
            (ProxyMode::System | ProxyMode::Manual, _) => Proxy::System,
        }
    }

    /// The file of further trusted authorities (`ExtraCaFile`).
    #[must_use]
    pub fn extra_ca_file(&self) -> Option<PathBuf> {
        self.text(Key::ExtraCaFile).map(PathBuf::from)
    }

    /// What a link to the outside does (`ExternalLinks`).
    #[must_use]
    pub fn external_links(&self) -> ExternalLinks {
        self.typed(Key::ExternalLinks)
    }

    /// The language (`Language`); none is the system's.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.typed(Key::Language)
    }

    /// The colours (`Theme`).
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.typed(Key::Theme)
    }

    /// The article shown at the start (`StartArticle`).
    #[must_use]
    pub fn start_article(&self) -> Option<&str> {
        self.text(Key::StartArticle)
    }

    /// For whom articles are shown first (`Audience`).
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.typed(Key::Audience)
    }

    /// The platform whose instructions come first (`Platform`).
    #[must_use]
    pub fn platform(&self) -> Option<Platform> {
        self.typed(Key::Platform)
    }

    /// Whether the window is drawn with the graphics card (`HardwareAcceleration`).
    #[must_use]
    pub fn hardware_acceleration(&self) -> HardwareAcceleration {
        self.typed(Key::HardwareAcceleration)
    }

    /// How much is written to the log (`LogLevel`).
    #[must_use]
    pub fn log_level(&self) -> LogLevel {
        self.typed(Key::LogLevel)
    }

    /// Tells whether the developer tools are shut (`DisableDevTools`).
    #[must_use]
    pub fn disable_dev_tools(&self) -> bool {
        self.is_on(Key::DisableDevTools)
    }

    /// Tells whether users do not see the page with the policy (`HidePolicyPage`).
    #[must_use]
    pub fn hide_policy_page(&self) -> bool {
        self.is_on(Key::HidePolicyPage)
    }
}
