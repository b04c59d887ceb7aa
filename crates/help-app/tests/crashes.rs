//! Reports of crashes on their way to support: told of once, offered among the technical information, masked.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use common::{now, options};
use help_app::dto::{DiagnosisScope, DiagnosticsLine, NoticeCode, RequestKind};
use help_app::{ErrorCode, Examined, Folders, HelpApp, Owner};
use serde_json::{Value, json};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const TEXT: &str =
    "eXpress Help 0.1.0\nthread worker\ncannot read /home/ivanovivan/x of ivanov@example.com\n";

fn open(folder: &Path, policies: &[(&str, Value)]) -> HelpApp {
    let mut options = options(Some(folder), "ru_RU.UTF-8", policies);
    let [data, cache, log] = ["", "cache", "log"].map(|name| folder.join(name));
    options.folders = Some(Folders { data, cache, log });
    HelpApp::open(&options).unwrap()
}

fn crash(folder: &Path, name: &str, written_at: SystemTime) {
    let log = folder.join("log");
    fs::create_dir_all(&log).unwrap();
    fs::write(log.join(name), TEXT).unwrap();
    File::options().write(true).open(log.join(name)).unwrap().set_modified(written_at).unwrap();
}

/// Whether the window is told of a crash when it begins.
fn tells(app: &HelpApp) -> bool {
    app.boot(None).unwrap().notices.iter().any(|notice| notice.code == NoticeCode::Crashed)
}

fn examined() -> Examined {
    let owner = Owner { user_name: Some("ivanovivan".to_owned()), home_folder: None };
    Examined { owner, ..Examined::default() }
}

#[test]
fn a_crash_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!tells(&open(folder.path(), &[])));
    crash(folder.path(), "crash-1000.txt", now() - DAY);
    // Looking at the outbox or searching from the command line opens the help too, and tells nobody.
    drop(open(folder.path(), &[]));
    let app = open(folder.path(), &[]);
    assert_eq!([tells(&app), tells(&app)], [true, false]);
    assert!(!tells(&open(folder.path(), &[])));
    crash(folder.path(), "crash-2000.txt", now());
    assert!(tells(&open(folder.path(), &[])));
}

#[test]
fn what_did_not_close_the_program_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &[]);
    crash(folder.path(), "crash-1000.txt", now());
    app.ended_well();
    assert!(!tells(&open(folder.path(), &[])));
    // The report is offered all the same.
    assert!(!open(folder.path(), &[]).crash_report(&examined(), now()).unwrap().is_empty());
}

#[test]
fn nobody_is_told_of_what_cannot_be_sent() {
    for (policies, written_at) in [
        (&[("SupportTransports", json!([]))][..], now()),
        (&[("AttachDiagnostics", json!("never"))], now()),
        (&[], now() - 15 * DAY),
    ] {
        let folder = tempfile::tempdir().unwrap();
        crash(folder.path(), "crash-1000.txt", written_at);
        assert!(!tells(&open(folder.path(), policies)), "{policies:?}");
    }
}

#[test]
fn the_newest_report_goes_along_masked_and_only_when_it_is_left_in() {
    let folder = tempfile::tempdir().unwrap();
    crash(folder.path(), "crash-1000.txt", now() - 2 * DAY);
    crash(folder.path(), "crash-2000.txt", now() - DAY);
    let app = open(folder.path(), &[]);
    let lines = app.crash_report(&examined(), now()).unwrap();
    let texts: Vec<_> = lines.iter().map(|line| line.line.as_str()).collect();
    assert_eq!(texts[..2], ["eXpress Help 0.1.0", "thread worker"]);
    // Three hours east of Greenwich.
    assert!(
        lines.iter().all(|line| line.group == "Отчёт о сбое программы, 19.11.2026, 12:30:05"),
        "{lines:#?}"
    );
    let all = texts.concat();
    assert!(all.contains("cannot read") && !all.contains("ivanovivan") && !all.contains("ivanov@"), "{all}");

    let id = i64::from(app.new_draft(RequestKind::Feature, "Тема", &[], now()).unwrap().id);
    let values =
        [("subject", "Тема"), ("point", "Смысл")].map(|(id, value)| (id.to_owned(), value.to_owned()));
    app.save_draft(id, &values.into(), now()).unwrap();
    let seen = |lines: &[DiagnosticsLine]| {
        app.set_diagnostics(id, lines.to_vec(), now()).unwrap();
        app.preview(id, [7; 10], now()).unwrap().text
    };
    assert!(seen(&lines).contains("thread worker"));
    let without = seen(&lines[..1]);
    assert!(without.contains("- eXpress Help 0.1.0") && !without.contains("thread worker"), "{without}");
}

#[test]
fn reports_are_among_the_technical_information() {
    let folder = tempfile::tempdir().unwrap();
    for (number, days) in [(1, 20), (2, 4), (3, 3), (4, 2), (5, 1)] {
        crash(folder.path(), &format!("crash-{number}000.txt"), now() - days * DAY);
    }
    let app = open(folder.path(), &[("OfflineOnly", json!(true))]);
    let mut ignore = |_| {};
    let view =
        |scope, tell: &mut dyn FnMut(_)| app.examine(1, scope, &examined(), &|_| None, now(), tell).unwrap();
    let lines = view(DiagnosisScope::Everything, &mut ignore).lines;
    let crashes: Vec<_> = lines.iter().filter(|line| line.id.starts_with("crash/")).collect();
    let mut groups: Vec<_> = crashes.iter().map(|line| line.group.as_str()).collect();
    groups.dedup();
    assert_eq!(groups.len(), 3, "{groups:?}");
    assert!(groups[0].ends_with("19.11.2026, 12:30:05"), "{groups:?}");
    let all: String = crashes.iter().map(|line| line.line.as_str()).collect();
    assert!(all.contains("thread worker") && !all.contains("ivanovivan"), "{all}");
    assert!(
        view(DiagnosisScope::Connection, &mut ignore).lines.iter().all(|line| !line.id.starts_with("crash/"))
    );
    let json: Value =
        serde_json::from_str(&app.diagnose_json(&examined(), &|_| None, now()).unwrap()).unwrap();
    assert_eq!(json["crashReports"].as_array().map(Vec::len), Some(3));
    assert_eq!(json["crashReports"][0][1], "thread worker");
}

#[test]
fn without_a_report_or_against_policy_none_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let code = |policies: &[(&str, Value)]| {
        open(folder.path(), policies).crash_report(&examined(), now()).unwrap_err().code
    };
    assert_eq!(code(&[]), ErrorCode::NotFound);
    crash(folder.path(), "crash-1000.txt", now());
    assert_eq!(code(&[("AttachDiagnostics", json!("never"))]), ErrorCode::Forbidden);
}
