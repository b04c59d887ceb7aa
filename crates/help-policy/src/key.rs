//! The names of the keys. What a key means stands in the table ([`crate::definitions`]).

use std::fmt;

use serde::{Serialize, Serializer};

/// Declares the enum, the list of all and the names from one list, so that none can be forgotten.
macro_rules! keys {
    ($($name:ident),+ $(,)?) => {
        /// A key of the policy. It is written the same way on every system; the table describes each.
        #[allow(missing_docs, reason = "the table of definitions describes every key in two languages")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $($name),+ }

        impl Key {
            /// Every key, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name under which administrators set it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
        }
    };
}

keys! {
    OfflineOnly,
    UpdateMode, UpdateEndpoints, UpdateChannel, UpdatePin,
    ContentPacks, ContentTrustedKeys, RequireSignedPacks,
    SupportTransports, SupportContacts, SupportEmailTo, SupportEmailFrom, SupportExportDir,
    SupportFileFormat,
    SmtpHost, SmtpPort, SmtpSecurity, SmtpAuth,
    JsmBaseUrl, JsmServiceDeskId, JsmRequestTypes,
    RequestFields, AttachDiagnostics, AllowScreenshots, RedactPatterns, DiagnosticTargets,
    ProxyMode, ProxyUrl, ProxyBypass, ExtraCaFile,
    ExternalLinks, Language, Theme, StartArticle, Audience, Platform, Autostart,
    HardwareAcceleration, LogLevel, DisableDevTools, HidePolicyPage,
}

impl Key {
    /// Finds a key by its exact name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }

    /// Finds a key by its name in any case, as the Windows registry compares names.
    #[must_use]
    pub fn from_name_in_any_case(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
