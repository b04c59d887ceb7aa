//! Name and address that the person sets once and finds in every form.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::path::Path;

use common::{now, options};
use help_app::dto::{KeptKind, Person, RequestKind};
use help_app::{ErrorCode, HelpApp};
use serde_json::json;

fn open(folder: &Path) -> HelpApp {
    HelpApp::open(&options(Some(folder), "ru_RU.UTF-8", &[])).unwrap()
}

fn person(name: &str, email: &str) -> Person {
    Person { name: name.to_owned(), email: email.to_owned() }
}

/// What a new draft has of them, and what it says was filled in.
fn filled(app: &HelpApp) -> (Person, usize) {
    let draft = app.new_draft(RequestKind::Problem, "", &[], now()).unwrap();
    let value = |field: &str| draft.values.get(field).cloned().unwrap_or_default();
    (Person { name: value("name"), email: value("email") }, draft.filled.len())
}

#[test]
fn what_is_set_is_filled_into_the_next_request_until_it_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    assert_eq!(app.person(), Person::default());
    let kept = app.set_person(&person(" Иван Иванов ", "ivanov@example.com")).unwrap();
    assert_eq!(kept, person("Иван Иванов", "ivanov@example.com"));
    let app = open(folder.path());
    assert_eq!((app.person(), filled(&app)), (kept.clone(), (kept, 2)));
    let only_address = person("", "ivanov@example.com");
    assert_eq!(app.set_person(&only_address).unwrap(), only_address);
    assert_eq!(filled(&app), (only_address, 1));
    app.set_person(&person(" ", "")).unwrap();
    assert_eq!(filled(&app), (Person::default(), 0));
    let kept = app.kept().unwrap();
    assert_eq!(kept.iter().find(|entry| entry.kind == KeptKind::Person).unwrap().count, 0);
}

#[test]
fn what_is_no_name_and_no_address_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let before = app.set_person(&person("Иван", "")).unwrap();
    for wrong in [
        person("Иван", "ivanov"),
        person("Иван", "ivanov@example.com\nBcc: all@example.com"),
        person("Иван\r\nBcc: all@example.com", ""),
        person(&"и".repeat(301), ""),
    ] {
        assert_eq!(app.set_person(&wrong).unwrap_err().code, ErrorCode::Invalid, "{wrong:?}");
    }
    assert_eq!(app.person(), before);
}

#[test]
fn a_form_without_these_fields_is_not_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).set_person(&person("Иван", "ivanov@example.com")).unwrap();
    let hidden = json!({ "hide": ["name"] });
    let app =
        HelpApp::open(&options(Some(folder.path()), "ru_RU.UTF-8", &[("RequestFields", hidden)])).unwrap();
    assert_eq!(filled(&app), (person("", "ivanov@example.com"), 1));
}
