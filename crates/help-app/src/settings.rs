//! The user's settings: read from the store, brought into range, laid between mandatory and recommended policy, written back
//! key by key.

use std::collections::BTreeMap;

use help_policy::{Key, Layer, Policy, Source};
use help_store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::dto::{Language, SettingLock, SettingName, Settings, SettingsPatch, Theme};
use crate::error::{AppError, ErrorCode};
use crate::policy::origin;

const ZOOM: &str = "zoom";
const CONTENTS_OPEN: &str = "contents-open";

/// The allowed page zoom.
const ZOOM_RANGE: std::ops::RangeInclusive<f64> = 0.5..=3.0;

/// A setting that policy knows too.
struct Shared {
    key: Key,
    setting: SettingName,
    /// Its name in the user's file; none where users cannot choose.
    stored: Option<&'static str>,
    /// The option of the command line.
    option: &'static str,
}

const SHARED: &[Shared] = &[
    Shared { key: Key::Language, setting: SettingName::Language, stored: Some("language"), option: "--lang" },
    Shared { key: Key::Theme, setting: SettingName::Theme, stored: Some("theme"), option: "--theme" },
    Shared { key: Key::Audience, setting: SettingName::Audience, stored: Some("audience"), option: "" },
    Shared { key: Key::Platform, setting: SettingName::Platform, stored: Some("platform"), option: "" },
    Shared { key: Key::ExternalLinks, setting: SettingName::ExternalLinks, stored: None, option: "" },
];

/// What the user chose, what the command line asked for, and what comes of both under the policy.
#[derive(Debug)]
pub(crate) struct Choices {
    policy: Policy,
    /// The language where nobody set one that the pack has.
    fallback: Language,
    languages: Vec<Language>,
    kept: BTreeMap<Key, Value>,
    for_this_run: BTreeMap<Key, Value>,
    current: Settings,
}

impl Choices {
    /// Reads what is in the store; what is missing there or makes no sense was not chosen. There must be a language.
    pub(crate) fn load(store: &Store, policy: Policy, fallback: Language, languages: Vec<Language>) -> Self {
        let stored =
            SHARED.iter().filter_map(|shared| Some((shared.key, store.get::<Value>(shared.stored?)?)));
        let current = Settings {
            language: fallback,
            theme: Theme::System,
            zoom: zoom_in_range(store.get(ZOOM).unwrap_or(1.0)),
            audience: crate::dto::Audience::User,
            platform: None,
            contents_open: store.get(CONTENTS_OPEN).unwrap_or(true),
            external_links: crate::dto::ExternalLinks::Confirm,
            locked: Vec::new(),
        };
        let kept = stored.collect();
        let mut choices = Self { policy, fallback, languages, kept, for_this_run: BTreeMap::new(), current };
        choices.settle();
        choices
    }

    /// What holds.
    pub(crate) fn settings(&self) -> &Settings {
        &self.current
    }

    /// The policy with the choices in their layers.
    pub(crate) fn in_force(&self) -> Policy {
        let kept = self.kept.iter().map(|choice| (choice, Layer::UserSettings));
        let all = kept.chain(self.for_this_run.iter().map(|choice| (choice, Layer::CommandLine)));
        all.fold(self.policy.clone(), |policy, ((key, value), layer)| {
            let option = SHARED.iter().find(|shared| shared.key == *key).map_or("", |shared| shared.option);
            let place = if layer == Layer::CommandLine { option } else { "" };
            policy.with_own(*key, value.clone(), Source::new(layer, place))
        })
    }

    /// Changes settings for this run. What policy has locked stays as it is.
    pub(crate) fn override_with(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.current.clone();
        change(&mut self.current);
        if !self.languages.contains(&self.current.language) {
            self.current.language = before.language;
        }
        for shared in SHARED {
            let (old, new) = (value_of(&before, shared.setting), value_of(&self.current, shared.setting));
            if old != new {
                self.for_this_run.insert(shared.key, new);
            }
        }
        self.settle();
    }

    /// Applies a patch and writes what changed.
    ///
    /// The settings are changed even when writing fails: the choice then holds until the program ends.
    /// # Errors
    /// `NotFound` for a language that there is not, `Invalid` for a setting that policy has locked, both before anything is
    /// changed; `Store` when the store cannot be written.
    pub(crate) fn apply(&mut self, store: &Store, patch: &SettingsPatch) -> Result<(), AppError> {
        let wanted = self.wanted(patch)?;
        let mut written = Ok(());
        let mut keep =
            |result: Result<(), AppError>| written = std::mem::replace(&mut written, Ok(())).and(result);
        for (shared, value) in wanted {
            self.for_this_run.remove(&shared.key);
            if let Some(name) = shared.stored {
                keep(write(store, name, &value));
            }
            self.kept.insert(shared.key, value);
        }
        if let Some(zoom) = patch.zoom {
            self.current.zoom = zoom_in_range(zoom);
            keep(write(store, ZOOM, &self.current.zoom));
        }
        if let Some(open) = patch.contents_open {
            self.current.contents_open = open;
            keep(write(store, CONTENTS_OPEN, &open));
        }
        self.settle();
        written
    }

    /// What a patch changes of the settings that policy knows too.
    fn wanted(&self, patch: &SettingsPatch) -> Result<Vec<(&'static Shared, Value)>, AppError> {
        if let Some(language) = patch.language.filter(|language| !self.languages.contains(language)) {
            return Err(help_pack::PackError::NoLanguage(language).into());
        }
        let mut wanted = Vec::new();
        for shared in SHARED {
            let Some(value) = patched(patch, shared.setting) else { continue };
            let lock = self.current.locked.iter().find(|lock| lock.setting == shared.setting);
            match lock {
                None => wanted.push((shared, value)),
                // Asking for what holds anyway is no attempt to change it.
                Some(_) if value == value_of(&self.current, shared.setting) => {}
                Some(_) => return Err(locked(shared.key)),
            }
        }
        Ok(wanted)
    }

    /// Works out what holds.
    fn settle(&mut self) {
        let policy = self.in_force();
        let chosen = typed::<Option<Language>>(&policy, Key::Language).flatten();
        let current = &mut self.current;
        current.language = chosen.filter(|chosen| self.languages.contains(chosen)).unwrap_or(self.fallback);
        current.theme = typed(&policy, Key::Theme).unwrap_or(current.theme);
        current.audience = typed(&policy, Key::Audience).unwrap_or(current.audience);
        current.platform = typed(&policy, Key::Platform).unwrap_or(current.platform);
        current.external_links = typed(&policy, Key::ExternalLinks).unwrap_or(current.external_links);
        current.locked = SHARED
            .iter()
            .map(|shared| (shared, policy.entry(shared.key)))
            .filter(|(_, entry)| entry.locked)
            .map(|(shared, entry)| SettingLock { setting: shared.setting, by: origin(&entry.source) })
            .collect();
    }
}

/// A value of policy as the type of the window, which has the same words; a test compares them.
fn typed<T: DeserializeOwned>(policy: &Policy, key: Key) -> Option<T> {
    serde_json::from_value(policy.entry(key).value.clone()).ok()
}

fn locked(key: Key) -> AppError {
    let message =
        format!("your organisation has set {key}; ask the administrator of this computer to change it");
    AppError::new(ErrorCode::Invalid, message)
}

fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn value_of(settings: &Settings, setting: SettingName) -> Value {
    match setting {
        SettingName::Language => json(settings.language),
        SettingName::Theme => json(settings.theme),
        SettingName::Audience => json(settings.audience),
        SettingName::Platform => json(settings.platform),
        SettingName::ExternalLinks => json(settings.external_links),
    }
}

/// What a patch asks for; none when it leaves the setting alone.
fn patched(patch: &SettingsPatch, setting: SettingName) -> Option<Value> {
    match setting {
        SettingName::Language => patch.language.map(json),
        SettingName::Theme => patch.theme.map(json),
        SettingName::Audience => patch.audience.map(json),
        SettingName::Platform => patch.platform.map(json),
        SettingName::ExternalLinks => None,
    }
}

fn write(store: &Store, name: &str, value: &impl Serialize) -> Result<(), AppError> {
    store.set(name, value).map_err(AppError::from)
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
    use crate::dto::{Audience, ExternalLinks, Platform};
    use help_policy::{Findings, Kind};

    fn load(store: &Store, policy: Policy) -> Choices {
        Choices::load(store, policy, Language::Ru, Language::ALL.to_vec())
    }

    #[test]
    fn patches_are_kept() {
        let store = Store::in_memory().unwrap();
        let mut choices = load(&store, Policy::default());
        let patch: SettingsPatch =
            serde_json::from_str(r#"{"theme":"dark","zoom":9,"platform":"ios","contentsOpen":false}"#)
                .unwrap();
        choices.apply(&store, &patch).unwrap();
        assert_eq!(choices.settings().zoom, 3.0);
        assert_eq!(load(&store, Policy::default()).settings(), choices.settings());

        let patch: SettingsPatch = serde_json::from_str(r#"{"platform":null}"#).unwrap();
        choices.apply(&store, &patch).unwrap();
        let settings = choices.settings();
        assert_eq!((settings.platform, settings.theme), (None, Theme::Dark));
        assert_eq!(load(&store, Policy::default()).settings(), settings);
        assert!(serde_json::from_str::<SettingsPatch>(r#"{"colour":"red"}"#).is_err());
    }

    #[test]
    fn nonsense_in_the_store_is_ignored() {
        let store = Store::in_memory().unwrap();
        store.set("theme", "purple").unwrap();
        store.set("language", &7).unwrap();
        store.set(ZOOM, "wide").unwrap();
        let choices = load(&store, Policy::default());
        let settings = choices.settings();
        assert_eq!((settings.theme, settings.zoom, settings.language), (Theme::System, 1.0, Language::Ru));
    }

    /// Every word of policy is one of the window's, and the other way round.
    #[test]
    fn policy_and_window_have_the_same_words() {
        fn check<T: DeserializeOwned>(key: Key, number: usize) {
            let Kind::Choice(words) = key.definition().kind else { panic!("{key} is no choice") };
            assert_eq!(words.len(), number, "{key}");
            for word in words {
                let values = [(key.name(), Value::from(*word), "test.json")];
                let policy = Policy::resolve([Findings::from_values(Layer::MachineMandatory, values)]);
                assert!(typed::<T>(&policy, key).is_some(), "{key} {word}");
            }
        }
        check::<Language>(Key::Language, 2);
        check::<Theme>(Key::Theme, 3);
        check::<Audience>(Key::Audience, 3);
        check::<Platform>(Key::Platform, 6);
        check::<ExternalLinks>(Key::ExternalLinks, 3);
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
