//! What support asks of a machine: facts about it, a check of its network, and a mask over what is nobody's business.
//!
//! Three ways in, which know nothing of each other:
//! - [`facts::gather`] lists what the machine and the program are;
//! - [`network::check`] tries the hosts that the caller names, step by step;
//! - [`redact::Redactor`] masks names, addresses and secrets in any of it.
//!
//! The crate words nothing for people: steps end in codes, facts have ids, and the window has the words. It writes no
//! file, keeps nothing, and sends nothing but what a check of the network needs.

pub mod facts;
pub mod network;
pub mod redact;

mod error;

pub use error::DiagnosticsError;
