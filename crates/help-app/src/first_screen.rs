//! The first screen as the build draws it ahead: for which starts there is one, and what it is called.
//!
//! The name is a hash of everything the screen shows, so a screen that was drawn from other articles, by another version
//! or for other settings is never found.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::app::{HelpApp, OpenOptions};
use crate::dto::{About, Boot, Corpus, Target, Theme};
use crate::error::{AppError, ErrorCode};

/// A start whose first screen is drawn ahead.
#[derive(Debug, Serialize)]
pub struct FirstScreen {
    /// What [`name`] gives for such a start.
    pub name: String,
    /// What the window is drawn from.
    pub boot: Boot,
}

/// What the screen shows. Zoom does not change the page, and its introduction has nothing that depends on the reader or
/// the platform.
#[derive(Serialize)]
struct Shown<'a> {
    version: &'a str,
    corpus_date: &'a str,
    dark: bool,
    forms: bool,
    corpus: &'a Corpus,
}

/// The name of the first screen of a start; `None` when nobody draws it ahead: it shows more than the home page, or the
/// contents are closed.
/// # Errors
/// Never in practice: when the contents cannot be written as JSON.
pub fn name(boot: &Boot, dark: bool) -> Result<Option<String>, AppError> {
    let plain = boot.target == Target::Home
        && boot.settings.contents_open
        && boot.notices.is_empty()
        && boot.bookmarks.is_empty();
    if !plain {
        return Ok(None);
    }
    let About { version, corpus_date, .. } = &boot.about;
    let shown = Shown { version, corpus_date, dark, forms: boot.forms, corpus: &boot.corpus };
    let json = serde_json::to_vec(&shown).map_err(|error| {
        AppError::new(ErrorCode::Internal, "cannot name the first screen").because(&error)
    })?;
    let digest = Sha256::digest(json);
    Ok(Some(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()))
}

/// The first screens of the built-in help: every language, light and dark.
/// # Errors
/// When the built-in pack is damaged.
pub fn all() -> Result<Vec<FirstScreen>, AppError> {
    let app = HelpApp::open(&OpenOptions::default())?;
    let mut screens = Vec::new();
    for language in app.boot(None)?.corpus.languages {
        for theme in [Theme::Light, Theme::Dark] {
            app.override_settings(|settings| {
                settings.language = language;
                settings.theme = theme;
            });
            let boot = app.boot(None)?;
            let name = name(&boot, theme == Theme::Dark)?;
            screens.extend(name.map(|name| FirstScreen { name, boot }));
        }
    }
    Ok(screens)
}
