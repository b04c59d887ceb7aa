//! Which starts have a first screen that was drawn ahead.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::collections::BTreeSet;
use std::time::SystemTime;

use help_app::dto::{Language, SettingsPatch, Target};
use help_app::{HelpApp, OpenOptions, first_screen};

fn app(language: Language) -> HelpApp {
    let app = HelpApp::open(&OpenOptions::default()).unwrap();
    app.override_settings(|settings| settings.language = language);
    app
}

fn name(app: &HelpApp, target: Option<Target>) -> Option<String> {
    first_screen::name(&app.boot(target).unwrap(), false).unwrap()
}

#[test]
fn every_language_and_theme_has_one() {
    let drawn: Vec<String> = first_screen::all().unwrap().into_iter().map(|screen| screen.name).collect();
    let mut expected = Vec::new();
    for language in app(Language::Ru).boot(None).unwrap().corpus.languages {
        let boot = app(language).boot(None).unwrap();
        expected.extend([false, true].map(|dark| first_screen::name(&boot, dark).unwrap().unwrap()));
    }
    assert_eq!(drawn, expected);
    assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), drawn.len(), "{drawn:?}");
}

#[test]
fn what_does_not_show_does_not_matter() {
    let changed = app(Language::Ru);
    changed.override_settings(|settings| settings.zoom = 1.5);
    assert_eq!(name(&changed, None), name(&app(Language::Ru), None));
    assert_eq!(name(&changed, Some(Target::Home)), name(&changed, None));
}

#[test]
fn what_shows_more_or_less_has_none() {
    let app = app(Language::Ru);
    for target in [
        Target::Settings { group: None },
        Target::Search { query: "а".into() },
        Target::Article { id: "calls/no-sound".into(), anchor: None },
        Target::Section { id: "calls".into() },
    ] {
        assert_eq!(name(&app, Some(target.clone())), None, "{target:?}");
    }
    app.set_bookmark("calls/no-sound", true, SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(name(&app, None), None);
    app.set_bookmark("calls/no-sound", false, SystemTime::UNIX_EPOCH).unwrap();
    assert!(name(&app, None).is_some());
    app.update_settings(&SettingsPatch { contents_open: Some(false), ..SettingsPatch::default() }).unwrap();
    assert_eq!(name(&app, None), None);
}

#[test]
fn another_text_has_another_name() {
    let mut boot = app(Language::Ru).boot(None).unwrap();
    let before = first_screen::name(&boot, false).unwrap();
    boot.corpus.toc.sections[0].articles[0].title.push('!');
    assert_ne!(first_screen::name(&boot, false).unwrap(), before);
}

/// The script opens such blocks for the reader; the page that was drawn ahead cannot.
#[test]
fn the_introduction_is_the_same_for_every_reader() {
    for screen in first_screen::all().unwrap() {
        let html = screen.boot.corpus.home.html;
        assert!(!html.contains("callout") && !html.contains("class=\"tab"), "{html}");
    }
}

#[test]
fn without_forms_it_is_another_one() {
    let values = [("SupportTransports", serde_json::json!([]), "test.json")];
    let findings = help_policy::Findings::from_values(help_policy::Layer::MachineMandatory, values);
    let options = OpenOptions {
        policy: help_app::Policy::resolve([findings]),
        locale: Some("ru_RU.UTF-8".to_owned()),
        ..OpenOptions::default()
    };
    let without = HelpApp::open(&options).unwrap();
    assert!(!without.boot(None).unwrap().forms && app(Language::Ru).boot(None).unwrap().forms);
    assert_ne!(name(&without, None), name(&app(Language::Ru), None));
}
