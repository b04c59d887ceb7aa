//! What is kept on this computer: counted, forgotten, and not kept where the user does not want it.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_app::dto::{
    FinderProgress, FolderName, KeptKind, RequestKind, SettingsPatch, StartPage, Target, TransportKind,
};
use help_app::{Folders, HelpApp, OpenOptions, Surroundings};

const NOW: SystemTime = UNIX_EPOCH;

fn open(home: &Path) -> HelpApp {
    let folders = Folders { data: home.join("data"), cache: home.join("cache"), log: home.join("log") };
    let options = OpenOptions {
        store: Some(folders.store()),
        locale: Some("ru_RU.UTF-8".to_owned()),
        surroundings: Surroundings { documents: Some(home.to_owned()), ..Surroundings::default() },
        folders: Some(folders),
        ..OpenOptions::default()
    };
    HelpApp::open(&options).unwrap()
}

fn patch(json: &str) -> SettingsPatch {
    serde_json::from_str(json).unwrap()
}

/// One of everything.
fn fill(home: &Path, app: &HelpApp) {
    fs::create_dir_all(home.join("log")).unwrap();
    fs::write(home.join("log/express-help.log"), "12345").unwrap();
    app.set_bookmark("login/qr-login", true, NOW).unwrap();
    app.remember_search("звук", NOW).unwrap();
    app.keep_finder_progress("no-sms", &FinderProgress::default()).unwrap();
    app.update_settings(&patch(r#"{ "startPage": "last" }"#)).unwrap();
    app.keep_place("express-help://section/login").unwrap();
    send_with_name(app);
    app.new_draft(RequestKind::Problem, "нет звука", &[], NOW).unwrap();
}

/// Sends a request that names its sender, and takes it off the list.
fn send_with_name(app: &HelpApp) {
    let draft = i64::from(app.new_draft(RequestKind::Feature, "темы", &[], NOW).unwrap().id);
    let typed = [("subject", "темы"), ("point", "тёмные"), ("name", "Иван")];
    let values = typed.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
    app.save_draft(draft, &values, NOW).unwrap();
    let seen = app.preview(draft, [7; 10], NOW).unwrap().request;
    let sent = app.send(draft, &seen, TransportKind::File, NOW).unwrap();
    app.forget_request(&sent.request.id).unwrap();
}

fn counts(app: &HelpApp) -> Vec<(KeptKind, u32)> {
    app.kept().unwrap().into_iter().map(|entry| (entry.kind, entry.count)).collect()
}

#[test]
fn each_kind_is_forgotten_alone() {
    let home = tempfile::tempdir().unwrap();
    let app = open(home.path());
    fill(home.path(), &app);
    let kinds = [
        KeptKind::Bookmarks,
        KeptKind::Searches,
        KeptKind::Finders,
        KeptKind::LastPlace,
        KeptKind::Person,
        KeptKind::Drafts,
        KeptKind::Log,
    ];
    let full = counts(&app);
    assert!(kinds.iter().all(|kind| full.contains(&(*kind, 1))), "{full:?}");
    assert!(app.kept().unwrap().iter().all(|entry| (entry.bytes > 0) == (entry.count > 0)));
    for (forgotten, kind) in kinds.iter().enumerate() {
        let left = app.forget_kept(&[*kind]).unwrap();
        for (position, other) in kinds.iter().enumerate() {
            let entry = left.iter().find(|entry| entry.kind == *other).unwrap();
            assert_eq!(entry.count, u32::from(position > forgotten), "{kind:?}: {other:?}");
        }
    }
    // The settings are no history.
    assert_eq!(app.settings().start_page, StartPage::Last);
}

#[test]
fn searches_are_not_kept_where_the_user_wants_none() {
    let home = tempfile::tempdir().unwrap();
    let app = open(home.path());
    app.remember_search("звук", NOW).unwrap();
    app.update_settings(&patch(r#"{ "keepSearches": false }"#)).unwrap();
    assert!(app.recent_searches().unwrap().is_empty());
    assert!(app.remember_search("sms", NOW).unwrap().is_empty());
    drop(app);
    let again = open(home.path());
    assert!(again.remember_search("sms", NOW).unwrap().is_empty());
    again.update_settings(&patch(r#"{ "keepSearches": true }"#)).unwrap();
    assert_eq!(again.remember_search("sms", NOW + Duration::from_secs(1)).unwrap(), ["sms"]);
}

#[test]
fn the_next_start_is_where_the_user_was_only_if_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let start = |app: &HelpApp| app.boot(None).unwrap().target;
    let article = "express-help://article/login/qr-login";
    let app = open(home.path());
    app.keep_place(article).unwrap();
    app.update_settings(&patch(r#"{ "startPage": "last" }"#)).unwrap();
    assert_eq!(start(&app), Target::Home, "kept before it was asked for");
    app.keep_place(article).unwrap();
    let expected = Target::Article { id: "login/qr-login".to_owned(), anchor: None };
    assert_eq!(start(&open(home.path())), expected);
    for no_page in ["express-help://search/x", "express-help://draft/5", "https://example.com", ""] {
        app.keep_place(no_page).unwrap();
        assert_eq!(start(&app), expected, "{no_page}");
    }
    app.keep_place("express-help://article/login/no-such-article").unwrap();
    assert_eq!(start(&app), Target::Home);
    app.keep_place("express-help://settings#reading").unwrap();
    assert_eq!(start(&app), Target::Settings { group: Some("reading".to_owned()) });
    app.update_settings(&patch(r#"{ "startPage": "home" }"#)).unwrap();
    app.update_settings(&patch(r#"{ "startPage": "last" }"#)).unwrap();
    assert_eq!(start(&app), Target::Home, "forgotten with the wish");
}

#[test]
fn corrections_are_off_for_other_programs_too() {
    let home = tempfile::tempdir().unwrap();
    let app = open(home.path());
    let corrected = |app: &HelpApp| {
        let answer: serde_json::Value =
            serde_json::from_str(&app.search_json("edtljvktybz").unwrap()).unwrap();
        answer["corrected"].clone()
    };
    assert_ne!(corrected(&app), serde_json::Value::Null);
    app.update_settings(&patch(r#"{ "corrections": false }"#)).unwrap();
    assert_eq!(corrected(&app), serde_json::Value::Null);
}

#[test]
fn folders_are_those_given() {
    let home = tempfile::tempdir().unwrap();
    let app = open(home.path());
    assert_eq!(app.folder(FolderName::Log).unwrap(), home.path().join("log"));
    let names: Vec<_> = app.folder_views().into_iter().map(|view| view.name).collect();
    assert_eq!(names, [FolderName::Data, FolderName::Log, FolderName::Cache]);
    let nowhere = HelpApp::open(&OpenOptions::default()).unwrap();
    assert!(nowhere.folder_views().is_empty() && nowhere.folder(FolderName::Data).is_err());
    assert!(nowhere.kept().unwrap().iter().all(|entry| entry.count == 0));
}
