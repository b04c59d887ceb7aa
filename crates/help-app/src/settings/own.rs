//! The settings that policy does not know: read from the store, brought into range, written back.

use std::ops::RangeInclusive;

use help_store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::write;
use crate::dto::{
    Audience, Column, ExternalLinks, Language, Motion, Settings, SettingsPatch, StartPage, Theme,
};
use crate::error::AppError;

const ZOOM: &str = "zoom";
const CONTENTS_OPEN: &str = "contents-open";
const COLUMN: &str = "column";
const MOTION: &str = "motion";
const CORRECTIONS: &str = "corrections";
const KEEP_SEARCHES: &str = "keep-searches";

/// The allowed page zoom.
const ZOOM_RANGE: RangeInclusive<f64> = 0.5..=3.0;

/// What holds where nobody chose.
pub(super) fn defaults(language: Language) -> Settings {
    Settings {
        language,
        theme: Theme::System,
        zoom: 1.0,
        audience: Audience::User,
        platform: None,
        contents_open: true,
        column: Column::default(),
        motion: Motion::default(),
        corrections: true,
        keep_searches: true,
        start_page: StartPage::default(),
        start_article: None,
        autostart: false,
        external_links: ExternalLinks::Confirm,
        policy_page: true,
        locked: Vec::new(),
        recommended: Vec::new(),
    }
}

/// Takes what is in the store; what makes no sense there was not chosen.
pub(super) fn read(store: &Store, settings: &mut Settings) {
    fn take<T: DeserializeOwned>(store: &Store, name: &str, into: &mut T) {
        if let Some(kept) = store.get(name) {
            *into = kept;
        }
    }
    take(store, ZOOM, &mut settings.zoom);
    settings.zoom = zoom_in_range(settings.zoom);
    take(store, CONTENTS_OPEN, &mut settings.contents_open);
    take(store, COLUMN, &mut settings.column);
    take(store, MOTION, &mut settings.motion);
    take(store, CORRECTIONS, &mut settings.corrections);
    take(store, KEEP_SEARCHES, &mut settings.keep_searches);
}

/// Changes what a patch asks for and writes it.
/// # Errors
/// When the store cannot be written; everything is changed all the same.
pub(super) fn apply(store: &Store, patch: &SettingsPatch, settings: &mut Settings) -> Result<(), AppError> {
    fn put<T: Serialize + Copy>(
        store: &Store,
        name: &str,
        wanted: Option<T>,
        into: &mut T,
    ) -> Result<(), AppError> {
        let Some(value) = wanted else { return Ok(()) };
        *into = value;
        write(store, name, &value)
    }
    let zoom = patch.zoom.map(zoom_in_range);
    [
        put(store, ZOOM, zoom, &mut settings.zoom),
        put(store, CONTENTS_OPEN, patch.contents_open, &mut settings.contents_open),
        put(store, COLUMN, patch.column, &mut settings.column),
        put(store, MOTION, patch.motion, &mut settings.motion),
        put(store, CORRECTIONS, patch.corrections, &mut settings.corrections),
        put(store, KEEP_SEARCHES, patch.keep_searches, &mut settings.keep_searches),
    ]
    .into_iter()
    .collect()
}

fn zoom_in_range(zoom: f64) -> f64 {
    if zoom.is_finite() { zoom.clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end()) } else { 1.0 }
}
