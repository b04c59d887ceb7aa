//! Reading, changing and locking of settings.

use super::*;
use crate::dto::{Audience, ExternalLinks, Platform};
use help_policy::{Findings, Kind};

fn load(store: &Store, policy: Policy) -> Choices {
    Choices::load(store, Arc::new(policy), Language::Ru, Language::ALL.to_vec())
}

#[test]
fn patches_are_kept() {
    let store = Store::in_memory().unwrap();
    let mut choices = load(&store, Policy::default());
    let patch: SettingsPatch =
        serde_json::from_str(r#"{"theme":"dark","zoom":9,"platform":"ios","contentsOpen":false}"#).unwrap();
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
    store.set("zoom", "wide").unwrap();
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
