//! What a draft carries beside its fields: where the person came from, who they are, and a subject of any length.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::{now, options};
use help_app::dto::{DraftView, RequestKind, TransportKind};
use help_app::{ErrorCode, HelpApp};

fn open(folder: &Path) -> HelpApp {
    HelpApp::open(&options(Some(folder), "ru_RU.UTF-8", &[])).unwrap()
}

fn values(more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let usual = [("subject", "Тема"), ("point", "Суть")];
    usual.iter().chain(more).map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect()
}

fn begun(app: &HelpApp, context: &[String]) -> DraftView {
    app.new_draft(RequestKind::Feature, "", context, now()).unwrap()
}

/// Sends a request in which this was typed.
fn send(app: &HelpApp, typed: &[(&str, &str)]) {
    let id = i64::from(begun(app, &[]).id);
    app.save_draft(id, &values(typed), now()).unwrap();
    let seen = app.preview(id, [id as u8; 10], now()).unwrap().request;
    app.send(id, &seen, TransportKind::File, now()).unwrap();
}

#[test]
fn lines_about_where_one_came_from_can_be_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let lines = ["Искали: нет звука", "Статья «Меня не слышно»"].map(str::to_owned);
    let id = i64::from(begun(&app, &lines).id);
    app.save_draft(id, &values(&[]), now()).unwrap();
    let seen = app.preview(id, [7; 10], now()).unwrap().request;
    app.set_context(id, &lines[1..], now()).unwrap();
    assert_eq!(app.send(id, &seen, TransportKind::File, now()).unwrap_err().code, ErrorCode::Changed);
    drop(app);
    let app = open(folder.path());
    assert_eq!(app.draft(id).unwrap().context, lines[1..]);
    let text = app.preview(id, [7; 10], now()).unwrap().text;
    assert!(!text.contains("Искали") && text.contains("Меня не слышно"), "{text}");
    assert_eq!(app.set_context(id + 1, &[], now()).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn changes_at_the_same_time_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = i64::from(begun(&app, &[]).id);
    for round in 0..20 {
        let number = round.to_string();
        let typed = values(&[("purpose", &number)]);
        std::thread::scope(|scope| {
            scope.spawn(|| app.save_draft(id, &typed, now()).unwrap());
            scope.spawn(|| app.set_context(id, std::slice::from_ref(&number), now()).unwrap());
            scope.spawn(|| app.preview(id, [7; 10], now()).unwrap());
        });
        let draft = app.draft(id).unwrap();
        assert_eq!((&draft.values["purpose"], &draft.context[0]), (&number, &number));
    }
}

#[test]
fn who_asked_is_filled_into_the_next_request() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    assert!(begun(&app, &[]).filled.is_empty());
    send(&app, &[("name", " Иван Иванов "), ("email", "ivanov@example.com")]);
    send(&app, &[("name", ""), ("email", "ivan@example.com")]);
    drop(app);
    let app = open(folder.path());
    let next = begun(&app, &[]);
    assert_eq!(next.filled, ["email", "name"]);
    assert_eq!(
        (next.values["name"].as_str(), next.values["email"].as_str()),
        ("Иван Иванов", "ivan@example.com")
    );
    // What was changed is no longer what was filled in, also after a restart.
    let id = i64::from(next.id);
    let mut changed = next.values;
    changed.insert("name".to_owned(), "Пётр".to_owned());
    app.save_draft(id, &changed, now()).unwrap();
    assert_eq!(app.draft(id).unwrap().filled, ["email"]);
    app.forget_person(id, now()).unwrap();
    let left = app.draft(id).unwrap();
    assert_eq!((left.values.get("email"), left.values["name"].as_str()), (None, "Пётр"));
    assert!(left.filled.is_empty());
    let next = begun(&app, &[]);
    assert!(next.filled.is_empty() && !next.values.contains_key("email"));
}

#[test]
fn a_subject_of_any_length_is_shortened_and_kept_whole_in_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = i64::from(begun(&app, &[]).id);
    let subject = format!("Начало {} конец", "длинной темы ".repeat(7_690));
    assert!((99_900..=100_000).contains(&subject.chars().count()));
    app.save_draft(id, &values(&[("subject", &subject)]), now()).unwrap();
    assert_eq!(app.draft(id).unwrap().values["subject"], subject);
    let preview = app.preview(id, [7; 10], now()).unwrap();
    assert!(preview.problems.is_empty());
    assert!(
        preview.subject.chars().count() <= 250 && preview.subject.starts_with("Начало"),
        "{}",
        preview.subject
    );
    // Gaps become one space, as in every field of one line; no word is lost.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&preview.text).contains(&words(&subject)), "{} characters", preview.text.chars().count());
    // What is longer than any text may be is not cut in silence.
    app.save_draft(id, &values(&[("subject", &"я".repeat(100_001))]), now()).unwrap();
    let problems = app.preview(id, [7; 10], now()).unwrap().problems;
    assert_eq!((problems[0].code.as_str(), problems[0].limit), ("too-long", Some(100_000)));
}
