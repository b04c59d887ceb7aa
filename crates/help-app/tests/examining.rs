//! The examination that the window shows while it runs: its lines, what ends it, and that nothing in it names the user.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use common::{now, options};
use help_app::dto::{
    DiagnosisEnd, DiagnosisEvent, DiagnosisLine, DiagnosisReach, DiagnosisScope, DiagnosisVerdict,
    DiagnosisView, DiagnosticsLine, DiagnosticsOffer, RequestKind,
};
use help_app::{ErrorCode, Examined, HelpApp, Owner, Screen};
use serde_json::{Value, json};

const USER: &str = "ivanovivan";

fn open(folder: Option<&Path>, locale: &str, policies: &[(&str, Value)]) -> HelpApp {
    HelpApp::open(&options(folder, locale, policies)).unwrap()
}

fn empty(_: &str) -> Option<String> {
    None
}

/// Examines the network and gives what was told on the way beside the end.
fn examine(app: &HelpApp) -> (DiagnosisView, Vec<DiagnosisEvent>) {
    let mut told = Vec::new();
    let mut tell = |event| told.push(event);
    let view = app.examine(1, DiagnosisScope::Connection, &Examined::default(), &empty, now(), &mut tell);
    (view.unwrap(), told)
}

fn line<'a>(lines: &'a [DiagnosisLine], id: &str) -> &'a DiagnosisLine {
    lines.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no {id} in {lines:#?}"))
}

/// A port nobody listens on.
fn closed() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A small web server on loopback.
fn serving(answer: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 1024];
            // The first connection says hello in TLS: it is cut, as servers without TLS do.
            let begins = stream.read(&mut request).map(|length| request[..length].starts_with(b"GET "));
            if begins.is_ok_and(|plain| plain) {
                stream.write_all(answer.as_bytes()).unwrap();
            }
        }
    });
    address
}

#[test]
fn lines_come_one_after_the_other_in_an_order_that_stays() {
    let address = serving("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let app = open(None, "ru_RU.UTF-8", &[("DiagnosticTargets", json!([address.to_string()]))]);
    let (view, told) = examine(&app);
    let [DiagnosisEvent::Planned { lines: planned }, found @ ..] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(planned.iter().all(|line| line.verdict == DiagnosisVerdict::Pending));
    let ids = |lines: &[DiagnosisLine]| lines.iter().map(|line| line.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(planned), ids(&view.lines));
    assert_eq!(found.len(), planned.len());
    for event in found {
        let DiagnosisEvent::Found { line: told } = event else { panic!("{event:?}") };
        assert_eq!(told, line(&view.lines, &told.id));
    }
    assert_eq!((view.reach, view.end), (DiagnosisReach::Servers, DiagnosisEnd::Complete));
    let connected = line(&view.lines, &format!("step/tcp/{address}"));
    assert_eq!(connected.group, address.to_string());
    assert_eq!((connected.label.as_str(), connected.verdict), ("Соединение", DiagnosisVerdict::Good));
    assert_eq!(connected.line, format!("{address}, Соединение: отвечает {address}"));
    let answered = line(&view.lines, &format!("step/http/{address}"));
    assert_eq!((answered.text.as_str(), answered.verdict), ("код ответа 200", DiagnosisVerdict::Good));
}

#[test]
fn what_does_not_work_comes_with_advice_and_an_article() {
    let address = closed();
    for (locale, text, advice) in [
        ("ru_RU.UTF-8", "сервер не принимает соединений", "Попробуйте другую сеть"),
        ("en_GB.UTF-8", "the server accepts no connections", "Try another network"),
    ] {
        let app = open(None, locale, &[("DiagnosticTargets", json!([address.to_string()]))]);
        let (view, _) = examine(&app);
        let refused = line(&view.lines, &format!("step/tcp/{address}"));
        assert_eq!((refused.text.as_str(), refused.verdict), (text, DiagnosisVerdict::Bad));
        assert!(refused.advice.as_ref().unwrap().starts_with(advice));
        let article = refused.article.as_ref().unwrap();
        assert_eq!(article.id, "administration/network-requirements");
        assert!(!article.title.is_empty());
        let skipped = line(&view.lines, &format!("step/http/{address}"));
        assert_eq!(skipped.verdict, DiagnosisVerdict::Unknown);
    }
}

#[test]
fn without_servers_and_offline_it_says_so_and_contacts_nobody() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let target = json!([listener.local_addr().unwrap().to_string()]);
    for (policies, reach, words) in [
        (vec![], DiagnosisReach::NoServers, "организация их не указала"),
        (
            vec![("DiagnosticTargets", target), ("OfflineOnly", json!(true))],
            DiagnosisReach::Offline,
            "организация запретила программе выходить в сеть",
        ),
    ] {
        let (view, _) = examine(&open(None, "ru_RU.UTF-8", &policies));
        assert_eq!(view.reach, reach);
        assert!(line(&view.lines, "servers").text.contains(words));
        assert!(view.lines.iter().all(|line| line.id.matches('/').count() < 2), "{:#?}", view.lines);
        assert!(!line(&view.lines, "step/interfaces").text.is_empty());
    }
    assert!(listener.accept().is_err(), "somebody connected");
}

/// A server that takes a connection and keeps silent, so that the check hangs until it is stopped.
fn silent() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

#[test]
fn it_is_stopped_and_a_new_one_takes_its_place() {
    let (_listener, address) = silent();
    let app = open(None, "ru_RU.UTF-8", &[("DiagnosticTargets", json!([address.to_string()]))]);
    let connected = format!("step/tcp/{address}");
    let begin = |run: u64, begun: mpsc::Sender<()>| {
        let mut tell = |event| {
            if matches!(&event, DiagnosisEvent::Found { line } if line.id == connected) {
                let _ = begun.send(());
            }
        };
        let scope = DiagnosisScope::Connection;
        app.examine(run, scope, &Examined::default(), &empty, now(), &mut tell).unwrap()
    };
    std::thread::scope(|scope| {
        let (first_begun, wait_first) = mpsc::channel();
        let first = scope.spawn(|| begin(1, first_begun));
        wait_first.recv().unwrap();
        let (second_begun, wait_second) = mpsc::channel();
        let second = scope.spawn(|| begin(2, second_begun));
        let first = first.join().unwrap();
        wait_second.recv().unwrap();
        app.stop_examining(1);
        assert!(!second.is_finished());
        app.stop_examining(2);
        let second = second.join().unwrap();
        for view in [first, second] {
            assert_eq!(view.end, DiagnosisEnd::Stopped);
            let cut = line(&view.lines, &format!("step/tls/{address}"));
            assert_eq!((cut.text.as_str(), cut.verdict), ("остановлено", DiagnosisVerdict::Unknown));
        }
    });
}

/// Everything there is to mask, in facts, in steps and in the log.
#[test]
fn nothing_names_the_user_or_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("program.log");
    let token = "ghp_0123456789abcdefABCDEF0123456789abcd";
    std::fs::write(
        &log,
        format!(
            "opened /home/{USER}/.local/share/express-help/user.sqlite\n\
             signed in as {USER} from 10.1.2.3, mail ivanov@example.com\n\
             Authorization: Bearer {token}\n\
             asset PC-004217 ready\n"
        ),
    )
    .unwrap();
    let policies = [
        ("SupportEmailTo", json!("support@example.com")),
        ("RedactPatterns", json!(["PC-[0-9]+", "secret-host"])),
        ("DiagnosticTargets", json!([closed().to_string(), "secret-host.invalid:443"])),
    ];
    let app = open(None, "ru_RU.UTF-8", &policies);
    let home = PathBuf::from(format!("/home/{USER}"));
    let examined = Examined {
        data_folder: home.join(".local/share"),
        owner: Owner { user_name: Some(USER.to_owned()), home_folder: Some(home) },
        web_view_version: Some(format!("2.50 of {USER}")),
        screens: vec![Screen { width: 1920, height: 1080, scale: 1.25 }],
        log_file: Some(log),
    };
    let environment = |name: &str| match name {
        "https_proxy" => Some(format!("http://{USER}:hunter2secret@10.9.8.7:3128")),
        "XDG_CURRENT_DESKTOP" => Some(format!("{USER}-desktop on PC-004218")),
        _ => None,
    };
    let mut told = Vec::new();
    let mut tell = |event| told.push(serde_json::to_string(&event).unwrap());
    let scope = DiagnosisScope::Everything;
    let view = app.examine(1, scope, &examined, &environment, now(), &mut tell).unwrap();
    // Ids name lines to the window and are never shown: what a pattern masks of a target may stand in them.
    let shown: Vec<_> = view
        .lines
        .iter()
        .flat_map(|line| [&line.group, &line.label, &line.text, &line.line])
        .map(String::as_str)
        .collect();
    let shown = shown.join("\n");
    let secrets = ["hunter2secret", token, "10.9.8.7", "10.1.2.3", "example.com", "PC-00421"];
    for secret in secrets.into_iter().chain([USER]) {
        assert!(!shown.contains(secret), "{secret} in {shown}");
        assert!(!told.concat().contains(secret), "{secret} was told");
    }
    assert!(!shown.contains("secret-host"), "{shown}");
    let text = app.diagnose_text(&examined, &environment, now()).unwrap();
    for secret in secrets.into_iter().chain([USER, "secret-host"]) {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    // What is not masked, so that all of this has been looked at.
    for (id, words) in [
        ("fact/policy-1", "SupportEmailTo"),
        ("fact/screen-1", "1920×1080, масштаб 1.25"),
        ("fact/web-view-version", "2.50 of <user-1>"),
        ("fact/desktop-name", "<user-1>-desktop on <hidden-1>"),
        ("fact/log-1", "opened <home-1>/.local"),
        ("fact/log-4", "asset <hidden-2> ready"),
        ("step/proxy", "в системе настроен прокси; "),
    ] {
        let text = &line(&view.lines, id).text;
        assert!(text.contains(words), "{id}: {text}");
    }
}

fn chosen(lines: &[(&str, &str)]) -> Vec<DiagnosticsLine> {
    let line =
        |(group, line): &(&str, &str)| DiagnosticsLine { group: (*group).into(), line: (*line).into() };
    lines.iter().map(line).collect()
}

#[test]
fn chosen_lines_stay_with_the_draft_and_are_sent_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let lines = chosen(&[("Система", "Ядро: 6.1"), ("Диск", "Свободно на диске: 7 ГиБ")]);
    let id = {
        let app = open(Some(folder.path()), "ru_RU.UTF-8", &[]);
        let draft = app.new_draft(RequestKind::Feature, "Темы", &[], now()).unwrap();
        assert_eq!(draft.diagnostics.offer, DiagnosticsOffer::Ask);
        assert!(!draft.diagnostics.gathered && draft.diagnostics.lines.is_empty());
        app.set_diagnostics(draft.id.into(), lines.clone(), now()).unwrap();
        i64::from(draft.id)
    };
    let app = open(Some(folder.path()), "ru_RU.UTF-8", &[]);
    let values = [("subject", "Темы"), ("point", "Для чатов")].map(|(id, value)| (id.into(), value.into()));
    app.save_draft(id, &values.into(), now()).unwrap();
    let draft = app.draft(id).unwrap();
    assert!(draft.diagnostics.gathered);
    assert_eq!(draft.diagnostics.lines, lines);
    let preview = app.preview(id, [7; 10], now()).unwrap();
    assert!(preview.text.contains("- Ядро: 6.1\n- Свободно на диске: 7 ГиБ\n"), "{}", preview.text);
    // Taking a line out breaks the seal: what was seen is no longer what would leave.
    app.set_diagnostics(id, lines[..1].to_vec(), now()).unwrap();
    let refused = app.send(id, &preview.request, help_app::dto::TransportKind::File, now()).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Changed);
    let preview = app.preview(id, [7; 10], now()).unwrap();
    assert!(preview.text.contains("Ядро") && !preview.text.contains("Диск"), "{}", preview.text);
    app.set_diagnostics(id, Vec::new(), now()).unwrap();
    let left = app.draft(id).unwrap().diagnostics;
    assert!(left.gathered && left.lines.is_empty());
}

#[test]
fn policy_decides_whether_anything_goes_along() {
    let folder = tempfile::tempdir().unwrap();
    let lines = chosen(&[("Система", "Ядро: 6.1")]);
    let id = {
        let app = open(Some(folder.path()), "ru_RU.UTF-8", &[("AttachDiagnostics", json!("always"))]);
        let draft = app.new_draft(RequestKind::Feature, "Темы", &[], now()).unwrap();
        assert_eq!(draft.diagnostics.offer, DiagnosticsOffer::Always);
        app.set_diagnostics(draft.id.into(), lines.clone(), now()).unwrap();
        i64::from(draft.id)
    };
    let app = open(Some(folder.path()), "ru_RU.UTF-8", &[("AttachDiagnostics", json!("never"))]);
    assert_eq!(app.draft(id).unwrap().diagnostics.offer, DiagnosticsOffer::Never);
    assert_eq!(app.set_diagnostics(id, lines, now()).unwrap_err().code, ErrorCode::Invalid);
    let values = [("subject", "Темы"), ("point", "Для чатов")].map(|(id, value)| (id.into(), value.into()));
    app.save_draft(id, &values.into(), now()).unwrap();
    let text = app.preview(id, [7; 10], now()).unwrap().text;
    assert!(text.contains("Для чатов") && !text.contains("Ядро"), "{text}");
    assert_eq!(examine(&app).0.offer, DiagnosticsOffer::Never);
}

/// The form and its technical information are saved by two commands, often in the same moment.
#[test]
fn two_commands_at_once_do_not_undo_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(Some(folder.path()), "ru_RU.UTF-8", &[]);
    let id = i64::from(app.new_draft(RequestKind::Feature, "", &[], now()).unwrap().id);
    let (form, lines) = (&|round: i32| format!("form {round}"), &|round: i32| format!("line {round}"));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..150 {
                let values = [("point".to_owned(), form(round))];
                app.save_draft(id, &values.into(), now()).unwrap();
                assert_eq!(app.draft(id).unwrap().values["point"], form(round));
            }
        });
        scope.spawn(|| {
            for round in 0..150 {
                app.set_diagnostics(id, chosen(&[("", &lines(round))]), now()).unwrap();
                assert_eq!(app.draft(id).unwrap().diagnostics.lines[0].line, lines(round));
            }
        });
    });
}
