//! What the window may ask, one thin file an area. Every command is listed in `capabilities/main.json`.

pub(crate) mod article;
pub(crate) mod diagnosis;
pub(crate) mod finder;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod shell;
pub(crate) mod support;

use std::sync::Arc;

use help_app::HelpApp;

/// The open help as tauri keeps it.
pub(crate) type App<'a> = tauri::State<'a, Arc<HelpApp>>;
