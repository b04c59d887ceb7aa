//! The user's settings: read from the store, brought into range, laid between mandatory and recommended policy, written back
//! key by key.

mod own;

use std::collections::BTreeMap;
use std::sync::Arc;

use help_policy::{Key, Layer, Policy, Source};
use help_store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::dto::{
    Language, SettingAdvice, SettingLock, SettingName, Settings, SettingsPatch, StartPage, Theme,
};
use crate::error::{AppError, ErrorCode};
use crate::policy::origin;

const START_PAGE: &str = "start-page";

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
    Shared { key: Key::Autostart, setting: SettingName::Autostart, stored: Some("autostart"), option: "" },
    Shared { key: Key::ExternalLinks, setting: SettingName::ExternalLinks, stored: None, option: "" },
];

/// What the user chose, what the command line asked for, and what comes of both under the policy.
#[derive(Debug)]
pub(crate) struct Choices {
    policy: Arc<Policy>,
    /// The language where nobody set one that the pack has.
    fallback: Language,
    languages: Vec<Language>,
    kept: BTreeMap<Key, Value>,
    for_this_run: BTreeMap<Key, Value>,
    /// The page at the start that the user chose.
    start: Option<StartPage>,
    current: Settings,
}

impl Choices {
    /// Reads what is in the store; what is missing there or makes no sense was not chosen. There must be a language.
    pub(crate) fn load(
        store: &Store,
        policy: Arc<Policy>,
        fallback: Language,
        languages: Vec<Language>,
    ) -> Self {
        let stored =
            SHARED.iter().filter_map(|shared| Some((shared.key, store.get::<Value>(shared.stored?)?)));
        let mut current = own::defaults(fallback);
        own::read(store, &mut current);
        let mut choices = Self {
            policy,
            fallback,
            languages,
            kept: stored.collect(),
            for_this_run: BTreeMap::new(),
            start: store.get(START_PAGE),
            current,
        };
        choices.settle();
        choices
    }

    /// What the organisation has set.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        Arc::clone(&self.policy)
    }

    /// Puts another policy in the place of the one before; what was chosen stays and counts as far as the new one lets it.
    pub(crate) fn adopt(&mut self, policy: Arc<Policy>) {
        self.policy = policy;
        self.settle();
    }

    /// What holds.
    pub(crate) fn settings(&self) -> &Settings {
        &self.current
    }

    /// The policy with the choices in their layers.
    pub(crate) fn in_force(&self) -> Policy {
        let kept = self.kept.iter().map(|choice| (choice, Layer::UserSettings));
        let all = kept.chain(self.for_this_run.iter().map(|choice| (choice, Layer::CommandLine)));
        let policy = all.fold(Policy::clone(&self.policy), |policy, ((key, value), layer)| {
            let option = SHARED.iter().find(|shared| shared.key == *key).map_or("", |shared| shared.option);
            let place = if layer == Layer::CommandLine { option } else { "" };
            policy.with_own(*key, value.clone(), Source::new(layer, place))
        });
        // A page of the user's own at the start is the choice of no article.
        match self.start {
            Some(_) => policy.with_own(Key::StartArticle, Value::Null, Source::new(Layer::UserSettings, "")),
            None => policy,
        }
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
        let start = self.wanted_start(patch)?;
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
        if let Some(page) = start {
            // The organisation's article is what comes of no choice.
            self.start = Some(page).filter(|page| *page != StartPage::Article);
            keep(match self.start {
                Some(page) => write(store, START_PAGE, &page),
                None => store.forget_setting(START_PAGE).map_err(AppError::from),
            });
        }
        keep(own::apply(store, patch, &mut self.current));
        if let Some(setting) = patch.reset {
            keep(self.reset(store, setting));
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

    /// The page at the start that a patch asks for.
    fn wanted_start(&self, patch: &SettingsPatch) -> Result<Option<StartPage>, AppError> {
        let is_locked = self.policy.entry(Key::StartArticle).locked;
        match patch.start_page {
            Some(page) if is_locked && page != self.current.start_page => Err(locked(Key::StartArticle)),
            Some(_) if is_locked => Ok(None),
            page => Ok(page),
        }
    }

    /// Gives up what the user chose.
    fn reset(&mut self, store: &Store, setting: SettingName) -> Result<(), AppError> {
        if setting == SettingName::StartPage {
            self.start = None;
            return Ok(store.forget_setting(START_PAGE)?);
        }
        let Some(shared) = SHARED.iter().find(|shared| shared.setting == setting) else { return Ok(()) };
        self.kept.remove(&shared.key);
        self.for_this_run.remove(&shared.key);
        shared.stored.map_or(Ok(()), |name| Ok(store.forget_setting(name)?))
    }

    /// The organisation's article, where there is one, unless the user may choose and has.
    fn start_page(&self) -> StartPage {
        let entry = self.policy.entry(Key::StartArticle);
        let of_policy = self.policy.start_article().map(|_| StartPage::Article);
        let chosen = self.start.filter(|_| !entry.locked);
        chosen.or(of_policy).unwrap_or_default()
    }

    /// What the organisation recommends among what the user may choose.
    fn recommended(&self) -> Vec<SettingAdvice> {
        let choosable = SHARED.iter().filter(|shared| shared.stored.is_some());
        let all = choosable
            .map(|shared| (shared.setting, shared.key, self.policy.entry(shared.key).value.clone()))
            .chain([(SettingName::StartPage, Key::StartArticle, json(StartPage::Article))]);
        all.filter_map(|(setting, key, value)| {
            let source = &self.policy.entry(key).source;
            let is_advice = matches!(source.layer, Layer::UserRecommended | Layer::MachineRecommended);
            let followed = value == value_of(&self.current, setting);
            is_advice.then(|| SettingAdvice { setting, value, followed, by: origin(source) })
        })
        .collect()
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
        current.autostart = typed(&policy, Key::Autostart).unwrap_or(false);
        current.external_links = typed(&policy, Key::ExternalLinks).unwrap_or(current.external_links);
        current.policy_page = !policy.hide_policy_page();
        // Also one that the user does not want: it can be chosen again.
        current.start_article = self.policy.start_article().map(ToOwned::to_owned);
        current.locked = SHARED
            .iter()
            .map(|shared| (shared.setting, shared.key))
            .chain([(SettingName::StartPage, Key::StartArticle)])
            .map(|(setting, key)| (setting, policy.entry(key)))
            .filter(|(_, entry)| entry.locked)
            .map(|(setting, entry)| SettingLock { setting, by: origin(&entry.source) })
            .collect();
        self.current.start_page = self.start_page();
        self.current.recommended = self.recommended();
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
        SettingName::StartPage => json(settings.start_page),
        SettingName::Autostart => json(settings.autostart),
    }
}

/// What a patch asks for; none when it leaves the setting alone.
fn patched(patch: &SettingsPatch, setting: SettingName) -> Option<Value> {
    match setting {
        SettingName::Language => patch.language.map(json),
        SettingName::Theme => patch.theme.map(json),
        SettingName::Audience => patch.audience.map(json),
        SettingName::Platform => patch.platform.map(json),
        SettingName::Autostart => patch.autostart.map(json),
        // Nobody chooses the one, and the other is no value of policy.
        SettingName::ExternalLinks | SettingName::StartPage => None,
    }
}

fn write(store: &Store, name: &str, value: &impl Serialize) -> Result<(), AppError> {
    store.set(name, value).map_err(AppError::from)
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
mod tests;
