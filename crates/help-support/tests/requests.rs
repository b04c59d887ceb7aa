//! From a draft to a request: what is checked, what is cleaned, what is left out.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use common::*;
use help_support::*;

fn errors(draft: &Draft) -> Vec<(String, FieldErrorCode)> {
    let errors = validated(draft).err().unwrap_or_default();
    errors.into_iter().map(|error| (error.field.to_string(), error.code)).collect()
}

#[test]
fn an_empty_draft_lacks_what_is_required() {
    let errors = errors(&Draft::new(RequestKind::Problem, Language::Ru));
    let missing = ["subject", "area", "steps"].map(|id| (id.to_owned(), FieldErrorCode::Missing));
    assert_eq!(errors, missing);
}

#[test]
fn values_are_checked_field_by_field() {
    use FieldErrorCode::*;
    let check = |field: &str, value: &str, expected: Option<FieldErrorCode>| {
        let found = errors(&draft(&[(field, value)]));
        let expected: Vec<_> = expected.map(|code| (field.to_owned(), code)).into_iter().collect();
        assert_eq!(found, expected, "{field}: {value:.50}");
    };
    check("subject", "\u{202E}\r\n\t", Some(Missing));
    check("subject", &"я".repeat(100_000), None);
    check("steps", &"я".repeat(20_000), None);
    check("steps", &"я".repeat(20_001), Some(TooLong { limit: 20_000, actual: 20_001 }));
    check("where", &"я".repeat(100_000), Some(TooLong { limit: 300, actual: 100_000 }));
    check("area", "calls", None);
    check("area", "Звонки", Some(NotOffered));
    check("email", "ivanov@example.com", None);
    check("email", "ivanov@example.com\r\nBcc: b@example.com", Some(NotAnAddress));
    check("when", "2026-11-23T16:05", None);
    check("when", "2026-11-23", None);
    check("when", "вчера", Some(NotADate));
    check("when", "2026-02-30", Some(NotADate));
    check("no-such-field", "x", None);
}

#[test]
fn files_are_checked_against_the_limits() {
    use FieldErrorCode::*;
    const FILE: u64 = 99 * 1024 * 1024 / 10;
    const TOTAL: u64 = 20 * 1024 * 1024;
    let check = |sizes: &[u64], expected: &[FieldErrorCode]| {
        let mut draft = draft(&[]);
        draft.attachments = sizes
            .iter()
            .map(|bytes| Attachment { bytes: *bytes, ..Files::default().attach("a.png", b"") })
            .collect();
        let found: Vec<_> = errors(&draft).into_iter().map(|(_, code)| code).collect();
        assert_eq!(found, expected, "{sizes:?}");
    };
    let large = |actual: u64| FileTooLarge { name: "a.png".to_owned(), limit: FILE, actual };
    check(&[], &[]);
    check(&[FILE, FILE], &[]);
    check(&[0; 20], &[]);
    check(&[0; 21], &[TooManyFiles { limit: 20, actual: 21 }]);
    check(&[FILE + 1], &[large(FILE + 1)]);
    let movie = 25 * 1024 * 1024;
    check(&[movie], &[large(movie), FilesTooLarge { limit: TOTAL, actual: movie }]);
    check(&[FILE, FILE, TOTAL - 2 * FILE + 1], &[FilesTooLarge { limit: TOTAL, actual: TOTAL + 1 }]);
    check(
        &[u64::MAX, u64::MAX],
        &[large(u64::MAX), large(u64::MAX), FilesTooLarge { limit: TOTAL, actual: u64::MAX }],
    );
}

#[test]
fn a_request_has_what_the_form_shows() {
    let mut draft = draft(&[
        ("platform", "web"),
        ("device", "hidden on the web"),
        ("when", "2026-11-23T16:05"),
        ("name", " Иванов\r\nИван "),
        ("email", "ivanov@example.com"),
        ("no-such-field", "x"),
    ]);
    draft.context = vec!["Запрос: код\r\nBcc: b@example.com".to_owned(), "\u{0}".to_owned()];
    let request = validated(&draft).unwrap();
    let answers: Vec<(&str, &str, &str)> = request
        .answers
        .iter()
        .map(|answer| (answer.field.as_str(), answer.value.as_str(), answer.shown.as_str()))
        .collect();
    assert_eq!(
        answers,
        [
            ("area", "sign-in", "«sign-in»"),
            ("when", "2026-11-23T16:05", "2026-11-23 16:05"),
            ("steps", "1. Открыть\n2. Войти", "1. Открыть\n2. Войти"),
            ("platform", "web", "«web»"),
        ]
    );
    assert_eq!(request.person.name.as_deref(), Some("Иванов Иван"));
    assert_eq!(request.person.email, Some(address("ivanov@example.com")));
    assert_eq!(request.context, ["Запрос: код Bcc: b@example.com"]);
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<Request>(&json).unwrap(), request);
}

#[test]
fn a_huge_subject_is_shortened_and_kept_whole_in_the_text() {
    let subject = "Не приходит код ".repeat(6250);
    let request = validated(&draft(&[("subject", &subject)])).unwrap();
    assert_eq!(request.subject.as_str().chars().count(), MAX_SUBJECT);
    assert_eq!(
        (request.answers[0].field.as_str(), request.answers[0].value.as_str()),
        ("subject", subject.trim())
    );
}

#[test]
fn files_of_one_request_have_different_names() {
    let mut files = Files::default();
    let mut draft = draft(&[]);
    draft.attachments = vec![files.attach("../a.png", b"1"), files.attach("A.png", b"2")];
    let request = validated(&draft).unwrap();
    let names: Vec<&str> = request.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a.png", "A (2).png"]);
    assert_eq!(
        Parcel::load(request, &files).unwrap().files().map(|(_, content)| content).collect::<Vec<_>>(),
        [b"1", b"2"]
    );
}

#[test]
fn files_that_are_gone_or_changed_are_not_sent() {
    let mut files = Files::default();
    let mut draft = draft(&[]);
    draft.attachments = vec![files.attach("a.png", b"seen")];
    let request = validated(&draft).unwrap();
    let id = request.attachments[0].id.clone();
    assert!(Parcel::load(request.clone(), &files).is_ok());
    files.0.insert(id.clone(), b"else".to_vec());
    let error = Parcel::load(request.clone(), &files).unwrap_err();
    assert!(matches!(error, SupportError::AttachmentChanged { name } if name == "a.png"));
    files.0.remove(&id);
    let error = Parcel::load(request, &files).unwrap_err();
    assert!(matches!(error, SupportError::ReadAttachment { name, .. } if name == "a.png"));
}
