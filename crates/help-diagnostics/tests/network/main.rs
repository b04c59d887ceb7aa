//! The check of the network against real sockets on loopback: servers that refuse, keep silent, break off, lie and answer.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod encrypting;
mod reaching;
mod servers;
mod stopping;
mod support;
mod talking;
