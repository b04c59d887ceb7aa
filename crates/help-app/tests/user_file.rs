//! What the program remembers for the user, and what it says when it cannot.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_app::dto::{
    Column, Language, Motion, NoticeCode, Platform, Settings, SettingsPatch, StartPage, Theme,
};
use help_app::{ErrorCode, HelpApp, OpenOptions, WindowState};

const FIRST: &str = "support/contact-support";
const SECOND: &str = "support/what-to-attach";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn open(store: &Path, locale: &str) -> HelpApp {
    let options = OpenOptions {
        store: Some(store.to_owned()),
        locale: Some(locale.to_owned()),
        now: Some(at(1_795_167_005)),
        ..OpenOptions::default()
    };
    HelpApp::open(&options).unwrap()
}

fn patch(json: &str) -> SettingsPatch {
    serde_json::from_str(json).unwrap()
}

fn bookmarks(app: &HelpApp, language: Language) -> Vec<String> {
    app.bookmarks(language).unwrap().into_iter().map(|bookmark| bookmark.id).collect()
}

#[test]
fn settings_survive_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("help.sqlite");
    let app = open(&store, "en_GB.UTF-8");
    assert_eq!(app.settings().language, Language::En);
    let all = r#"{"language":"ru","theme":"dark","zoom":1.25,"audience":"admin","platform":"ios","contentsOpen":false,
        "column":"wide","motion":"reduce","corrections":false,"keepSearches":false,"startPage":"last"}"#;
    let changed = app.update_settings(&patch(all)).unwrap();
    assert_eq!(
        (changed.language, changed.theme, changed.platform),
        (Language::Ru, Theme::Dark, Some(Platform::Ios))
    );
    assert_eq!(
        (changed.column, changed.motion, changed.start_page),
        (Column::Wide, Motion::Reduce, StartPage::Last)
    );
    assert!(!changed.corrections && !changed.keep_searches);
    assert_eq!(app.is_dark(), Some(true));
    drop(app);
    let again = open(&store, "en_GB.UTF-8");
    assert_eq!(again.settings(), changed);
    assert_eq!(again.boot(None).unwrap().settings, changed);
}

/// Changes settings and compares what came of it.
fn check_patch(json: &str, expected: impl Fn(&Settings) -> bool) {
    let app = HelpApp::open(&OpenOptions::default()).unwrap();
    let changed = app.update_settings(&patch(json)).unwrap();
    assert!(expected(&changed), "{json}: {changed:?}");
    assert_eq!(app.settings(), changed);
}

#[test]
fn values_are_brought_into_their_range() {
    check_patch("{}", |settings| settings.zoom == 1.0 && settings.theme == Theme::System);
    check_patch(r#"{"zoom":0.01}"#, |settings| settings.zoom == 0.5);
    check_patch(r#"{"zoom":1e300}"#, |settings| settings.zoom == 3.0);
    check_patch(r#"{"zoom":-1}"#, |settings| settings.zoom == 0.5);
    check_patch(r#"{"platform":null}"#, |settings| settings.platform.is_none());
}

#[test]
fn what_the_command_line_asks_for_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("help.sqlite");
    let app = open(&store, "ru_RU.UTF-8");
    app.override_settings(|settings| {
        settings.language = Language::En;
        settings.theme = Theme::Dark;
    });
    assert_eq!((app.settings().language, app.is_dark()), (Language::En, Some(true)));
    drop(app);
    assert_eq!(open(&store, "ru_RU.UTF-8").settings().theme, Theme::System);
}

#[test]
fn bookmarks_survive_and_are_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("help.sqlite");
    let app = open(&store, "ru");
    app.set_bookmark(FIRST, true, at(10)).unwrap();
    let listed = app.set_bookmark(SECOND, true, at(20)).unwrap();
    assert_eq!(listed.iter().map(|bookmark| bookmark.id.as_str()).collect::<Vec<_>>(), [SECOND, FIRST]);
    assert_eq!(listed[1].title, app.article(Language::Ru, FIRST).unwrap().title);
    drop(app);
    let app = open(&store, "ru");
    assert_eq!(bookmarks(&app, Language::Ru), [SECOND, FIRST]);
    assert_eq!(
        app.bookmarks(Language::En).unwrap()[1].title,
        app.article(Language::En, FIRST).unwrap().title
    );
    app.set_bookmark(SECOND, false, at(30)).unwrap();
    app.set_bookmark("no/such", false, at(30)).unwrap();
    assert_eq!(bookmarks(&app, Language::Ru), [FIRST]);
    assert_eq!(app.set_bookmark("no/such", true, at(30)).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn the_window_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("help.sqlite");
    let app = open(&store, "ru");
    assert_eq!(app.window_state(), None);
    let state = WindowState { x: Some(-5), y: Some(7), width: 900, height: 600, maximized: true };
    app.set_window_state(&state).unwrap();
    app.flush().unwrap();
    drop(app);
    assert_eq!(open(&store, "ru").window_state(), Some(state));
}

#[test]
fn a_damaged_file_is_set_aside_with_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("help.sqlite");
    fs::write(&store, "no database".repeat(500)).unwrap();
    let app = open(&store, "ru");
    let notices = app.boot(None).unwrap().notices;
    assert_eq!(notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [NoticeCode::StoreSetAside]);
    let aside = notices[0].details.clone().unwrap();
    assert_eq!(fs::read(aside).unwrap(), "no database".repeat(500).into_bytes());
    app.set_bookmark(FIRST, true, at(10)).unwrap();
    drop(app);
    let again = open(&store, "ru");
    assert_eq!(
        (again.boot(None).unwrap().notices, bookmarks(&again, Language::Ru)),
        (Vec::new(), vec![FIRST.to_owned()])
    );
}

/// A folder stands where the file should be: nothing can be kept, but everything else works.
#[test]
fn a_file_that_cannot_be_opened_costs_memory_only() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), "ru");
    let notices = app.boot(None).unwrap().notices;
    assert_eq!(notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [NoticeCode::StoreUnavailable]);
    assert!(notices[0].details.as_ref().unwrap().contains("Check that"), "{notices:?}");
    app.update_settings(&patch(r#"{"theme":"light"}"#)).unwrap();
    app.set_bookmark(FIRST, true, at(10)).unwrap();
    assert_eq!((app.is_dark(), bookmarks(&app, Language::Ru)), (Some(false), vec![FIRST.to_owned()]));
}

#[test]
fn a_system_that_does_not_follow_is_told_once_until_it_has_followed() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("user.sqlite");
    let told = |app: &HelpApp| {
        let notices = app.boot(None).unwrap().notices;
        notices.into_iter().map(|notice| (notice.code, notice.details)).collect::<Vec<_>>()
    };
    let notice = [(NoticeCode::AutostartFailed, Some("read-only".to_owned()))];
    for (has_followed, expected) in
        [(false, &notice[..]), (false, &[]), (true, &[]), (false, &notice), (false, &[])]
    {
        let app = open(&store, "ru_RU.UTF-8");
        if has_followed {
            app.autostart_followed();
        } else {
            app.autostart_failed("read-only");
        }
        assert_eq!(told(&app), expected);
        assert_eq!(told(&app), [], "a reload says nothing again");
    }
}
