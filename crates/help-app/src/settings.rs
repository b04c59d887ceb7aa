//! The user's settings: read from the store, brought into range, written back key by key.

use help_store::Store;
use serde::Serialize;

use crate::dto::{Audience, Language, Settings, SettingsPatch, Theme};
use crate::error::AppError;

const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const ZOOM: &str = "zoom";
const AUDIENCE: &str = "audience";
const PLATFORM: &str = "platform";
const CONTENTS_OPEN: &str = "contents-open";

/// The allowed page zoom.
const ZOOM_RANGE: std::ops::RangeInclusive<f64> = 0.5..=3.0;

/// The settings in the store; what is missing there or does not parse is the default.
pub(crate) fn load(store: &Store, default_language: Language) -> Settings {
    Settings {
        language: store.get(LANGUAGE).unwrap_or(default_language),
        theme: store.get(THEME).unwrap_or_default(),
        zoom: zoom_in_range(store.get(ZOOM).unwrap_or(1.0)),
        audience: store.get(AUDIENCE).unwrap_or(Audience::User),
        platform: store.get(PLATFORM),
        contents_open: store.get(CONTENTS_OPEN).unwrap_or(true),
    }
}

/// Applies a patch to `settings` and writes what changed.
///
/// `settings` is changed even when writing fails: the choice then holds until the program ends.
/// # Errors
/// When the store cannot be written.
pub(crate) fn apply(store: &Store, settings: &mut Settings, patch: &SettingsPatch) -> Result<(), AppError> {
    let mut written = Ok(());
    let mut write = |key: &str, value: &dyn ErasedValue| {
        if let Err(error) = value.write(store, key) {
            written = Err(error);
        }
    };
    if let Some(language) = patch.language {
        settings.language = language;
        write(LANGUAGE, &language);
    }
    if let Some(theme) = patch.theme {
        settings.theme = theme;
        write(THEME, &theme);
    }
    if let Some(zoom) = patch.zoom {
        settings.zoom = zoom_in_range(zoom);
        write(ZOOM, &settings.zoom);
    }
    if let Some(audience) = patch.audience {
        settings.audience = audience;
        write(AUDIENCE, &audience);
    }
    if let Some(platform) = patch.platform {
        settings.platform = platform;
        write(PLATFORM, &platform);
    }
    if let Some(open) = patch.contents_open {
        settings.contents_open = open;
        write(CONTENTS_OPEN, &open);
    }
    written
}

/// Lets values of several types go through one closure.
trait ErasedValue {
    fn write(&self, store: &Store, key: &str) -> Result<(), AppError>;
}

impl<T: Serialize> ErasedValue for T {
    fn write(&self, store: &Store, key: &str) -> Result<(), AppError> {
        store.set(key, self).map_err(AppError::from)
    }
}

fn zoom_in_range(zoom: f64) -> f64 {
    if zoom.is_finite() { zoom.clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end()) } else { 1.0 }
}

/// The interface's language for a first start: Russian, unless the system's language is another one.
///
/// `locale` is a POSIX locale (`ru_RU.UTF-8`) or a BCP 47 tag.
pub fn language_of_locale(locale: Option<&str>) -> Language {
    let tag = locale.unwrap_or("").to_ascii_lowercase();
    let primary = tag.split(['_', '-', '.', '@']).next().unwrap_or("");
    // Languages whose speakers here read Russian rather than English, and “no language”.
    match primary {
        "" | "c" | "posix" | "ru" | "be" | "kk" | "ky" | "uk" | "uz" | "tg" | "hy" | "az" | "tt" | "ba"
        | "cv" => Language::Ru,
        _ => Language::En,
    }
}

/// The theme, as the shell's window background needs it, when the user decided it.
pub(crate) fn is_dark(theme: Theme) -> Option<bool> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(false),
        Theme::Dark => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_kept() {
        let store = Store::in_memory().unwrap();
        let mut settings = load(&store, Language::Ru);
        let patch: SettingsPatch =
            serde_json::from_str(r#"{"theme":"dark","zoom":9,"platform":"ios","contentsOpen":false}"#)
                .unwrap();
        apply(&store, &mut settings, &patch).unwrap();
        assert_eq!(settings.zoom, 3.0);
        assert_eq!(load(&store, Language::Ru), settings);

        let patch: SettingsPatch = serde_json::from_str(r#"{"platform":null}"#).unwrap();
        apply(&store, &mut settings, &patch).unwrap();
        assert_eq!((settings.platform, settings.theme), (None, Theme::Dark));
        assert_eq!(load(&store, Language::Ru), settings);
        assert!(serde_json::from_str::<SettingsPatch>(r#"{"colour":"red"}"#).is_err());
    }

    #[test]
    fn nonsense_in_the_store_is_ignored() {
        let store = Store::in_memory().unwrap();
        store.set(THEME, "purple").unwrap();
        store.set(ZOOM, "wide").unwrap();
        let settings = load(&store, Language::En);
        assert_eq!((settings.theme, settings.zoom, settings.language), (Theme::System, 1.0, Language::En));
    }

    #[test]
    fn the_first_language_follows_the_system() {
        for (locale, expected) in [
            (None, Language::Ru),
            (Some("C.UTF-8"), Language::Ru),
            (Some("ru_RU.UTF-8"), Language::Ru),
            (Some("en_GB.UTF-8"), Language::En),
            (Some("de-DE"), Language::En),
        ] {
            assert_eq!(language_of_locale(locale), expected, "{locale:?}");
        }
    }
}
