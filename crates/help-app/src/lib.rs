//! The use cases behind the window and the command line, without a window.
//!
//! [`HelpApp`] opens the pack and the user's file and answers everything the window asks, in the shapes of [`dto`], which
//! are also the TypeScript types of the interface. [`cli`] reads the program's arguments. The desktop shell only hands
//! calls through; tests drive this crate.

mod address;
mod app;
mod autostart;
mod built_in;
pub mod cli;
mod crashes;
mod diagnose;
pub mod dto;
mod error;
pub mod first_screen;
mod folders;
mod kept;
pub mod log;
mod nearest;
mod owner;
mod policy;
mod search;
mod self_test;
mod settings;
mod start;
mod support;
mod system;
mod words;

pub use address::parse_address;
pub use app::{BUILD, HelpApp, OpenOptions, VERSION};
pub use diagnose::{Examined, Screen};
pub use error::{AppError, ErrorCode};
pub use folders::Folders;
pub use help_policy::{HardwareAcceleration, Key, Layer, Machine, Policy, system_sources};
pub use help_store::WindowState;
pub use help_support::transport::{SecretString, SecretsError};
pub use owner::Owner;
pub use policy::live::log_problem;
pub use self_test::{
    Check, CheckResult, CheckedPart, Desktop, Display, OLDEST_WEB_VIEW, SelfTest, judge_web_view,
};
pub use settings::language_of_locale;
pub use support::{Keyring, OutboxSent, Round, Surroundings, Watch};
