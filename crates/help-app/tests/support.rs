//! From a draft to a delivered request, over the user's file and the policy, without a window.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime};

use common::{now, options};
use help_app::dto::{FieldType, RequestKind, RequestStatus, TransportKind};
use help_app::{ErrorCode, HelpApp, Watch};
use serde_json::{Value, json};

const PICTURE: &[u8] = b"not really a picture";

/// The help with a user's file and documents in `folder`, and these mandatory policies.
fn open(folder: &Path, policies: &[(&str, Value)]) -> HelpApp {
    HelpApp::open(&options(Some(folder), "ru_RU.UTF-8", policies)).unwrap()
}

fn filled() -> BTreeMap<String, String> {
    [
        ("subject", "Не слышно собеседника"),
        ("area", "calls"),
        ("steps", "1. Позвонить.\n2. Тишина."),
        ("name", "Иван Иванов"),
        ("email", "ivanov@example.com"),
    ]
    .map(|(field, value)| (field.to_owned(), value.to_owned()))
    .into()
}

/// A complete draft with a file.
fn begun(app: &HelpApp) -> i64 {
    let context = ["Статья: Меня не слышно".to_owned()];
    let draft = app.new_draft(RequestKind::Problem, "", &context, now()).unwrap();
    let id = i64::from(draft.id);
    app.save_draft(id, &filled(), now()).unwrap();
    app.attach(id, "../../снимок\u{202e}.png", PICTURE, now()).unwrap();
    id
}

fn send(app: &HelpApp, id: i64, transport: TransportKind) -> help_app::dto::SentView {
    let seen = app.preview(id, [7; 10], now()).unwrap().request;
    app.send(id, &seen, transport, now()).unwrap()
}

#[test]
fn a_draft_survives_reopening_and_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let id = {
        let app = open(folder.path(), &[]);
        let draft = app.new_draft(RequestKind::Problem, "Нет звука", &[], now()).unwrap();
        assert_eq!(draft.values["subject"], "Нет звука");
        let problems = app.preview(draft.id.into(), [7; 10], now()).unwrap().problems;
        let problems: Vec<_> =
            problems.iter().map(|found| (found.field.as_str(), found.code.as_str())).collect();
        assert_eq!(problems, [("area", "missing"), ("steps", "missing")]);
        assert_eq!(
            app.send(draft.id.into(), "", TransportKind::File, now()).unwrap_err().code,
            ErrorCode::Invalid
        );
        app.save_draft(draft.id.into(), &filled(), now()).unwrap();
        i64::from(draft.id)
    };
    let app = open(folder.path(), &[]);
    assert_eq!(app.draft(id).unwrap().values, filled());
    let support = app.support().unwrap();
    assert_eq!(support.drafts[0].subject, "Не слышно собеседника");
    app.delete_draft(id).unwrap();
    assert_eq!(app.draft(id).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(app.save_draft(id, &filled(), now()).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn a_form_is_worded_in_the_readers_language() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    for kind in [RequestKind::Problem, RequestKind::Feature] {
        let form = app.new_draft(kind, "", &[], now()).unwrap().form;
        for field in &form.fields {
            assert!(!field.label.is_empty(), "{}", field.id);
            assert_eq!(field.kind == FieldType::Choice, !field.choices.is_empty(), "{}", field.id);
            assert!(field.choices.iter().all(|choice| !choice.label.is_empty()), "{}", field.id);
        }
        assert!(form.hints["messages"][0].contains("роутинга"));
    }
}

#[test]
fn a_request_is_saved_as_a_file_with_all_that_the_preview_showed() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    let id = begun(&app);
    let preview = app.preview(id, [7; 10], now()).unwrap();
    assert!(
        preview.text.contains("Позвонить.") && preview.text.contains("Статья: Меня не слышно"),
        "{}",
        preview.text
    );
    assert_eq!(preview.attachments.len(), 1);

    // Only what was seen is sent.
    app.save_draft(id, &filled(), now()).unwrap();
    assert_eq!(
        app.send(id, &preview.request, TransportKind::File, now()).unwrap_err().code,
        ErrorCode::Changed
    );
    let sent = send(&app, id, TransportKind::File);
    assert_eq!((sent.request.status, sent.open), (RequestStatus::Sent, None));
    let path = sent.request.reference.unwrap();
    assert!(Path::new(&path).starts_with(folder.path().join("documents/eXpress Help")), "{path}");
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names.iter().all(|name| !name.contains("..") && !name.contains('\u{202e}')), "{names:?}");
    let mut text = String::new();
    archive.by_name("request.txt").unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text.replace("\r\n", "\n"), preview.text);
    let attached = names.iter().find(|name| name.starts_with("attachments/")).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(attached).unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, PICTURE);
    assert!(app.support().unwrap().drafts.is_empty());
}

#[test]
fn the_mail_program_is_prepared() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[("SupportEmailTo", json!("support@example.com"))]);
    let offered = app.support().unwrap().transports;
    assert_eq!(offered[0].kind, TransportKind::Mailto);
    assert_eq!(offered[0].destination, "support@example.com");
    let sent = send(&app, begun(&app), TransportKind::Mailto);
    assert_eq!(sent.request.status, RequestStatus::Prepared);
    assert!(sent.open.unwrap().starts_with("mailto:support@example.com?subject="));
    let kept = fs::read_dir(sent.request.reference.unwrap()).unwrap().count();
    assert!(kept > 0, "the attached file is not beside it");
}

/// Policies with a mail server at a port that was free a moment ago.
fn nobody_listens(transports: &[&str]) -> [(&'static str, Value); 5] {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    [
        ("SupportTransports", json!(transports)),
        ("SupportEmailTo", json!("support@example.com")),
        ("SmtpHost", json!("127.0.0.1")),
        ("SmtpPort", json!(port)),
        ("SmtpSecurity", json!("none")),
    ]
}

#[test]
fn a_server_that_is_not_there_leaves_the_request_waiting_and_another_way_open() {
    let folder = tempfile::tempdir().unwrap();
    let policies = nobody_listens(&["smtp", "file"]);
    let app = open(folder.path(), &policies);
    let sent = send(&app, begun(&app), TransportKind::Smtp).request;
    assert_eq!((sent.status, sent.attempts), (RequestStatus::Waiting, 0), "nothing waits for a server here");
    let watch = Watch { now: &now, ending: &|| false, changed: &|| {} };
    // The second time it is not due yet: nothing is tried.
    for _ in 0..2 {
        app.deliver_due(&watch).unwrap();
        let waiting = &app.support().unwrap().requests[0];
        assert_eq!(
            (waiting.status, waiting.attempts, waiting.reason.as_deref()),
            (RequestStatus::Waiting, 1, Some("unreachable"))
        );
    }
    let other = app.retry_request(&sent.id, Some(TransportKind::File), now()).unwrap().request;
    assert_eq!((other.status, other.attempts), (RequestStatus::Sent, 2));
    assert_eq!(app.cancel_request(&sent.id, now()).unwrap_err().code, ErrorCode::Invalid);
    assert!(app.forget_request(&sent.id).unwrap().requests.is_empty());

    // Under OfflineOnly there is no such way at all.
    let offline: Vec<_> = policies.into_iter().chain([("OfflineOnly", json!(true))]).collect();
    let offered = open(folder.path(), &offline).support().unwrap().transports;
    assert_eq!(offered.iter().map(|way| way.kind).collect::<Vec<_>>(), [TransportKind::File]);
}

#[test]
fn what_another_program_previewed_is_not_sent_from_here() {
    let folder = tempfile::tempdir().unwrap();
    let [app, other] = [(); 2].map(|()| open(folder.path(), &[]));
    let id = begun(&app);
    let seen = app.preview(id, [7; 10], now()).unwrap().request;
    let mut changed = filled();
    changed.insert("steps".to_owned(), "written elsewhere".to_owned());
    other.save_draft(id, &changed, now()).unwrap();
    let seen_there = other.preview(id, [8; 10], now()).unwrap().request;
    assert_eq!(app.send(id, &seen, TransportKind::File, now()).unwrap_err().code, ErrorCode::Changed);
    other.send(id, &seen_there, TransportKind::File, now()).unwrap();
}

#[test]
fn policy_may_want_files_that_mail_programs_open() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[("SupportFileFormat", json!("eml"))]);
    let sent = send(&app, begun(&app), TransportKind::File).request;
    let path = sent.reference.unwrap();
    let mail = fs::read_to_string(&path).unwrap();
    assert!(path.ends_with(".eml") && mail.contains("Message-ID: <") && mail.contains("image/png"), "{path}");
}

fn deliver_at(app: &HelpApp, now: SystemTime) {
    app.deliver_due(&Watch { now: &|| now, ending: &|| false, changed: &|| {} }).unwrap();
}

#[test]
fn a_clock_that_is_set_back_keeps_nothing_waiting_and_changes_nothing_that_was_seen() {
    let a_year_before = now() - Duration::from_secs(365 * 86_400);
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &nobody_listens(&["smtp", "file"]));
    send(&app, begun(&app), TransportKind::Smtp);
    deliver_at(&app, now());
    let attempts = || app.support().unwrap().requests[0].attempts;
    let before = attempts();
    deliver_at(&app, a_year_before);
    assert_eq!(attempts(), before + 1);

    let id = begun(&app);
    let preview = app.preview(id, [8; 10], now()).unwrap();
    let sent = app.send(id, &preview.request, TransportKind::File, a_year_before).unwrap().request;
    deliver_at(&app, a_year_before);
    let entry = app.support().unwrap().requests.into_iter().find(|entry| entry.id == sent.id).unwrap();
    assert_eq!(entry.status, RequestStatus::Sent);
    assert!(preview.text.contains(&sent.id), "{}\n{}", sent.id, preview.text);
}

#[test]
fn a_request_that_waits_can_become_a_draft_again() {
    let folder = tempfile::tempdir().unwrap();
    let policies = nobody_listens(&["smtp"]);
    let app = open(folder.path(), &policies);
    let sent = send(&app, begun(&app), TransportKind::Smtp).request;
    let draft = app.edit_request(&sent.id, now()).unwrap();
    assert_eq!((draft.values, draft.attachments.len()), (filled(), 1));
    assert!(app.support().unwrap().requests.is_empty());
}

#[test]
fn policy_changes_the_forms_and_takes_them_away() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(
        folder.path(),
        &[(
            "RequestFields",
            json!({
                "hide": ["where"], "require": ["when"], "limits": { "files": 1 },
                "add": [{ "id": "asset-tag", "kind": "line", "label": { "ru": "Номер ПК", "en": "PC number" }, "required": true }]
            }),
        )],
    );
    let form = app.new_draft(RequestKind::Problem, "", &[], now()).unwrap().form;
    let field = |id: &str| form.fields.iter().find(|field| field.id == id);
    assert!(field("where").is_none());
    assert!(field("when").unwrap().required);
    assert_eq!(field("asset-tag").unwrap().label, "Номер ПК");
    assert_eq!(form.limits.files, 1);
    let id = begun(&app);
    assert_eq!(app.attach(id, "b.png", PICTURE, now()).unwrap_err().code, ErrorCode::Limit);
    assert!(
        open(folder.path(), &[("SupportTransports", json!([]))]).support().unwrap().transports.is_empty()
    );
}

#[test]
fn with_no_policy_there_are_the_mail_program_and_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let offered = open(folder.path(), &[]).support().unwrap().transports;
    assert_eq!(
        offered.iter().map(|way| way.kind).collect::<Vec<_>>(),
        [TransportKind::Mailto, TransportKind::File]
    );
}
