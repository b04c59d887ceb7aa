//! What an administrator can set: one table of all keys, and the one effective value of each with its origin.
//!
//! Values come in layers, from the machine's mandatory policy down to the built-in default ([`Layer`]). An invalid value is
//! ignored and reported, and disturbs neither other keys nor the layers below it. No secret ever stands in policy: there is
//! no key for one, addresses with a password are refused, and no message repeats a value. This crate opens no
//! connection and writes nothing. Problems are codes with data, and messages in Russian and English.
//!
//! The way in: [`system_sources`], each read with [`PolicySource::read`], then [`Policy::resolve`]. The table of keys
//! is [`definitions`].

mod bounded;
mod check;
mod definition;
mod form;
mod json;
mod key;
mod layer;
mod objects;
mod options;
mod policy;
mod preferences;
mod problem;
mod registry;
mod sources;
mod table;
mod trust;
mod typed;
#[cfg(windows)]
mod windows;
mod words;

pub use definition::{Area, Definition, Effect, Items, Kind, Reach, Shape, definitions};
pub use form::{Form, Target};
pub use json::{JsonFile, JsonFolder};
pub use key::Key;
pub use layer::{Layer, Source};
pub use objects::{
    AddedField, AddedFieldKind, AttachmentLimits, Contacts, FieldChoice, FormKind, RequestFields,
    RequestTypes, Words,
};
pub use options::{
    AttachDiagnostics, Audience, ExternalLinks, HardwareAcceleration, Language, LogLevel, Platform, SmtpAuth,
    SmtpSecurity, SupportFileFormat, Theme, TransportKind, UpdateMode,
};
pub use policy::{Entry, Policy};
pub use preferences::{DEFAULTS as PREFERENCES_DEFAULTS, DOMAIN as PREFERENCES_DOMAIN, ManagedPreferences};
pub use problem::{Problem, Reason, Severity};
pub use registry::{
    Hive, PATH as REGISTRY_PATH, PolicyKey, RECOMMENDED as REGISTRY_RECOMMENDED, RegistryKey, RegistryValue,
};
pub use sources::{Findings, Machine, PolicySource, Setting, system_sources};
pub use trust::Owner;
pub use typed::{Jsm, Proxy, Smtp};
#[cfg(windows)]
pub use windows::Registry;
