//! The user's one SQLite file: settings, window state and bookmarks.
//!
//! The file survives crashes (write-ahead log), and the program survives a damaged file: it is renamed, never
//! deleted, and a new one is begun. This crate knows neither where the file belongs nor what time it is: the caller
//! passes both. It does not know what a setting means, and it keeps no articles.
//!
//! The way in is [`Store::open`]; when no file can be opened at all, [`Store::in_memory`].

mod bookmarks;
mod damage;
mod error;
mod migrations;
mod open;
mod place;
mod recent;
mod settings;
mod store;
mod window_state;

pub use bookmarks::Bookmarked;
pub use error::StoreError;
pub use open::Opened;
pub use store::Store;
pub use window_state::WindowState;
