//! The check of the network: what the machine is connected through, and how far each target can be reached.
//!
//! A target is tried in steps (name, connection, encryption, HTTP, clock), each with its own time limit; targets run
//! beside each other, and every step is handed over as soon as it ends. Nothing is contacted that the caller did not
//! name, and with [`Offline::Yes`] nothing at all: the [`Network`] is not touched then.
//!
//! What this does not do: send through a proxy, measure speed, retry, or log on anywhere.

mod cancellation;
mod certificate;
mod check;
mod context;
mod http;
mod interfaces;
mod local;
mod name;
mod portal;
mod proxy;
mod proxy_settings;
mod report;
mod target;
mod tls;
mod transport;
mod trust;

pub use cancellation::Cancellation;
pub use certificate::CertificateSummary;
pub use check::{Limits, Offline, Plan, check};
pub use interfaces::{Interface, InterfaceKind, InterfaceState, Link};
pub use local::{LocalNetwork, Vpn};
pub use portal::PortalProbe;
pub use proxy::{ProxyCredentials, ProxyMode, ProxySource, SystemProxy};
pub use report::{Evidence, NetworkReport, Outcome, SkipReason, Step, StepKind, TrustedBy, Verdict};
pub use target::{Service, Target};
pub use transport::{LookupFailure, Network, SystemNetwork};
