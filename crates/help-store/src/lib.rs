//! The user's one SQLite file: settings, window state, bookmarks, drafts of requests and the outbox.
//!
//! The file survives crashes (write-ahead log), and the program survives a damaged file: it is renamed, never
//! deleted, and a new one is begun. This crate knows neither where the file belongs nor what time it is: the caller
//! passes both. It does not know what a setting or a request means, sends nothing, and keeps no articles.
//!
//! The way in is [`Store::open`]; when no file can be opened at all, [`Store::in_memory`]. Requests go
//! [`Store::new_draft`], [`Store::queue`], [`Store::courier`], [`Courier::begin_attempt`], [`Courier::sent`].

mod attachments;
#[cfg(test)]
mod bad_days;
mod bookmarks;
mod content;
mod courier;
mod damage;
mod drafts;
mod error;
mod examine;
mod kept;
mod migrations;
mod open;
mod outbox;
mod place;
mod recent;
mod settings;
mod store;
mod window_state;

pub use attachments::{Attachment, AttachmentId, AttachmentLimit, AttachmentLimits, NewAttachment};
pub use bookmarks::Bookmarked;
pub use content::Content;
pub use courier::{Attempt, Courier};
pub use drafts::{Draft, DraftId};
pub use error::StoreError;
pub use examine::Health;
pub use kept::{Amount, Records};
pub use open::Opened;
pub use outbox::{NewRequest, OutboxEntry, RequestId, RequestState};
pub use store::Store;
pub use window_state::WindowState;
