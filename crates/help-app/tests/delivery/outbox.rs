//! `--send-outbox`.

use std::net::TcpListener;

use help_app::dto::TransportKind;
use help_app::{HelpApp, OutboxSent, Watch};
use serde_json::Value;

use crate::harness::{Part, Server, nobody, now, open, round, send, server_at};

fn text(app: &HelpApp) -> (Vec<String>, OutboxSent) {
    let mut lines = Vec::new();
    let watch = Watch { now: &now, ending: &|| false, changed: &|| {} };
    let sent = app.send_outbox_text(&watch, &mut |line| lines.push(line.to_owned())).unwrap();
    (lines, sent)
}

fn json(app: &HelpApp) -> (Value, OutboxSent) {
    let watch = Watch { now: &now, ending: &|| false, changed: &|| {} };
    let (json, sent) = app.send_outbox_json(&watch).unwrap();
    (serde_json::from_str(&json).unwrap(), sent)
}

#[test]
fn everything_that_waits_is_sent_due_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &server_at(nobody()), None);
    assert_eq!(text(&app), (vec!["Нет обращений, которые ждут отправки.".to_owned()], OutboxSent::default()));
    let id = send(&app, TransportKind::Smtp).request.id;
    // Not due for a while after this.
    round(&app);
    let (lines, sent) = text(&app);
    let expected = [
        format!("{id}  ждёт следующей попытки: почтовый сервер недоступен"),
        "Отправлено: 0, ждёт: 1, не отправлено: 0, неизвестно: 0.".to_owned(),
    ];
    assert_eq!(lines, expected);
    assert!(!sent.is_clean());

    let server = Server::start(Part::Takes);
    let app = open(folder.path(), &server_at(server.port), None);
    let (lines, sent) = text(&app);
    assert_eq!(lines[0], format!("{id}  отправлено"));
    assert!(sent.is_clean() && sent.sent == 1, "{sent:?}");
    assert!(lines.iter().all(|line| !line.contains("Нет звука")), "a subject in {lines:?}");
}

#[test]
fn json_has_the_same_and_what_nobody_knows_is_not_success() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::HangsUp);
    let app = open(folder.path(), &server_at(server.port), None);
    let id = send(&app, TransportKind::Smtp).request.id;
    let (report, sent) = json(&app);
    let expected = serde_json::json!({
        "requests": [{ "id": id, "state": "unknown", "transport": "smtp", "reason": "connection-lost" }],
        "busy": false, "sent": 0, "waiting": 0, "failed": 0, "unknown": 1,
    });
    assert_eq!(report, expected);
    assert!(!sent.is_clean());
    // What is over is not looked at again.
    assert!(json(&app).1.is_clean());
}

#[test]
fn while_another_program_delivers_nothing_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let policies = server_at(silent.local_addr().unwrap().port());
    let app = open(folder.path(), &policies, None);
    send(&app, TransportKind::Smtp);
    std::thread::scope(|scope| {
        let delivering = scope.spawn(|| round(&app));
        let (connection, _) = silent.accept().unwrap();
        let (lines, sent) = text(&open(folder.path(), &policies, None));
        assert_eq!(lines, ["Обращения уже отправляет другая запущенная программа."]);
        assert!(sent.busy && !sent.is_clean());
        drop(connection);
        delivering.join().unwrap();
    });
}

#[test]
fn a_file_with_requests_that_cannot_be_opened_is_not_an_empty_outbox() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("user.sqlite")).unwrap();
    let app = open(folder.path(), &server_at(nobody()), None);
    let watch = Watch { now: &now, ending: &|| false, changed: &|| {} };
    let error = app.send_outbox_json(&watch).unwrap_err();
    assert!(error.message.contains("cannot be opened"), "{error}");
}
