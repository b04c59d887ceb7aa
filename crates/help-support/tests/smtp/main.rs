//! Delivery to a real mail server (exim4) and to servers that misbehave by script. Everything stays on the loopback interface.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

#[path = "../common/mod.rs"]
mod common;
mod real;
mod scripted;
mod settings;
