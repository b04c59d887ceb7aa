//! The words that keys with a choice allow, as types.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants are the words of a choice.
macro_rules! choice {
    ($(#[$docs:meta])* $name:ident { $($(#[$variant_docs:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_docs])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// The words of policy for it.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
        }
    };
}

choice! {
    /// What the updater does.
    UpdateMode {
        /// Nothing.
        Off = "off",
        /// It says that there is a newer version.
        Notify = "notify",
        /// It installs newer versions.
        Auto = "auto",
    }
}
choice! {
    /// A way by which a request reaches support.
    TransportKind {
        /// By a mail server.
        Smtp = "smtp",
        /// By Jira Service Management.
        Jsm = "jsm",
        /// By the user's mail program.
        Mailto = "mailto",
        /// As a file that somebody carries.
        File = "file",
    }
}
choice! {
    /// How the connection to the mail server is protected. There is no falling back from one to another.
    SmtpSecurity {
        /// TLS from the first byte (RFC 8314, section 3).
        Tls = "tls",
        /// TLS after the command STARTTLS (RFC 3207).
        Starttls = "starttls",
        /// Not at all.
        None = "none",
    }
}
choice! {
    /// How the program identifies itself to the mail server.
    SmtpAuth {
        /// Not at all.
        None = "none",
        /// With a name and a password from the system's keyring.
        Keyring = "keyring",
    }
}
choice! {
    /// Whether diagnostics go with a request. The user sees every line in any case.
    AttachDiagnostics {
        /// They are not offered.
        Never = "never",
        /// The user decides.
        Ask = "ask",
        /// They are there from the start; the user can take lines out.
        Always = "always",
    }
}
choice! {
    /// What happens when the user follows a link to the outside.
    ExternalLinks {
        /// It opens.
        Open = "open",
        /// The user is shown the address and asked.
        Confirm = "confirm",
        /// It does not open; the address can be copied.
        Block = "block",
    }
}
choice! {
    /// A language of the interface and the articles.
    Language {
        /// Russian.
        Ru = "ru",
        /// English.
        En = "en",
    }
}
choice! {
    /// Light, dark, or as the system says.
    Theme {
        /// As the system says.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}
choice! {
    /// Who reads.
    Audience {
        /// An employee who uses the messenger.
        User = "user",
        /// An administrator of the organisation's server.
        Admin = "admin",
        /// First-line support.
        Support = "support",
    }
}
choice! {
    /// The platform whose instructions are shown first.
    Platform {
        /// The messenger in a browser.
        Web = "web",
        /// The messenger for Windows, macOS and Linux.
        Desktop = "desktop",
        /// iPhone and iPad.
        Ios = "ios",
        /// Android phones and tablets.
        Android = "android",
        /// The web interface for administrators.
        AdminPanel = "admin-panel",
        /// The organisation's server.
        Server = "server",
    }
}
choice! {
    /// Whether the window is drawn with the graphics card.
    HardwareAcceleration {
        /// As the system can.
        Auto = "auto",
        /// Without.
        Off = "off",
    }
}
choice! {
    /// How much is written to the log.
    LogLevel {
        /// Failures.
        Error = "error",
        /// Also what looks wrong.
        Warn = "warn",
        /// Also what happens.
        Info = "info",
        /// Also how.
        Debug = "debug",
        /// Everything.
        Trace = "trace",
    }
}
choice! {
    /// What a request saved as a file is.
    SupportFileFormat {
        /// An archive with the request as data and text, and the files.
        Zip = "zip",
        /// A mail with the files, as mail programs open it (RFC 5322).
        Eml = "eml",
    }
}
choice! {
    /// Where the proxy comes from; [`crate::Policy::proxy`] joins it with the address.
    ProxyMode {
        /// The system knows.
        System = "system",
        /// There is none.
        Direct = "direct",
        /// Policy names it.
        Manual = "manual",
    }
}
