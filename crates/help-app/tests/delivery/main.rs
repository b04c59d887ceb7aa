//! Delivery in rounds, what the person decides about its outcome, and signing in, without a window.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

#[path = "../common/mod.rs"]
mod common;
mod harness;
mod outbox;
mod signing_in;

use std::cell::Cell;
use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::time::Duration;

use harness::{Part, Server, begun, chance, nobody, now, only, open, round, send, server_at};
use help_app::dto::{RequestStatus, TransportKind};
use help_app::{ErrorCode, Round, Watch};
use serde_json::json;

#[test]
fn sending_waits_for_no_server_and_a_round_delivers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::Takes);
    let app = open(folder.path(), &server_at(server.port), None);
    let sent = send(&app, TransportKind::Smtp);
    assert_eq!((sent.request.status, sent.request.attempts, sent.open), (RequestStatus::Waiting, 0, None));
    let changes = Cell::new(0);
    let watch = Watch { now: &now, ending: &|| false, changed: &|| changes.set(changes.get() + 1) };
    assert_eq!(app.deliver_due(&watch).unwrap(), Round::Done(None));
    assert_eq!((only(&app).status, changes.get()), (RequestStatus::Sent, 2));
    let heard = server.heard();
    assert!(heard.contains("MAIL FROM:<ivanov@example.com>") && !heard.contains("Reply-To"), "{heard}");
}

#[test]
fn a_round_tells_when_the_next_attempt_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &server_at(nobody()), None);
    send(&app, TransportKind::Smtp);
    let Round::Done(Some(next)) = round(&app) else { panic!("nothing is due") };
    let wait = next.duration_since(now()).unwrap();
    assert!((30..=60).contains(&wait.as_secs()), "{wait:?}");
    // A clock that was set back: the time to wait means nothing.
    let before = || now() - Duration::from_secs(86_400);
    app.deliver_due(&Watch { now: &before, ending: &|| false, changed: &|| {} }).unwrap();
    assert_eq!(only(&app).attempts, 2);
}

/// The server says nothing at all while a file is saved and another program would like to deliver.
#[test]
fn a_slow_server_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let policies = server_at(silent.local_addr().unwrap().port());
    let app = open(folder.path(), &policies, None);
    let slow = send(&app, TransportKind::Smtp).request.id;
    std::thread::scope(|scope| {
        let delivering = scope.spawn(|| round(&app));
        let (connection, _) = silent.accept().unwrap();
        assert_eq!(round(&open(folder.path(), &policies, None)), Round::Elsewhere);
        let saved = send(&app, TransportKind::File).request;
        assert_eq!(saved.status, RequestStatus::Sent);
        assert!(send(&app, TransportKind::Mailto).open.is_some());
        assert_eq!(app.cancel_request(&slow, now()).unwrap_err().code, ErrorCode::Invalid);
        drop(connection);
        delivering.join().unwrap();
    });
    let requests = app.support().unwrap().requests;
    let slow = requests.iter().find(|request| request.id == slow).unwrap();
    assert_eq!((slow.status, slow.reason.as_deref()), (RequestStatus::Waiting, Some("connection-lost")));
}

#[test]
fn of_a_mail_that_may_have_arrived_the_person_decides() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::HangsUp);
    let app = open(folder.path(), &server_at(server.port), None);
    let id = send(&app, TransportKind::Smtp).request.id;
    round(&app);
    let unknown = only(&app);
    assert_eq!(
        (unknown.status, unknown.reason.as_deref()),
        (RequestStatus::Unknown, Some("connection-lost"))
    );
    // Nothing is tried again by itself.
    assert_eq!((round(&app), only(&app).attempts), (Round::Done(None), 1));
    assert_eq!(app.retry_request(&id, None, now()).unwrap().request.status, RequestStatus::Waiting);
    assert_eq!(app.settle_request(&id, now()).unwrap_err().code, ErrorCode::Invalid);

    let second = Server::start(Part::HangsUp);
    let app = open(folder.path(), &server_at(second.port), None);
    round(&app);
    let settled = app.settle_request(&id, now()).unwrap().requests.remove(0);
    assert_eq!((settled.status, settled.reason, settled.exportable), (RequestStatus::Sent, None, false));
}

#[test]
fn a_program_that_ends_holds_back_what_has_not_been_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::EndsProgram);
    let app = open(folder.path(), &server_at(server.port), None);
    send(&app, TransportKind::Smtp);
    let ends = std::sync::Arc::clone(&server.program_ends);
    app.deliver_due(&Watch { now: &now, ending: &|| ends.load(Ordering::Acquire), changed: &|| {} }).unwrap();
    assert!(!server.heard().ends_with("\r\n.\r\n"));
    let waiting = only(&app);
    assert_eq!((waiting.status, waiting.reason.as_deref()), (RequestStatus::Waiting, Some("program-ended")));
    // The next start sends it at once.
    let server = Server::start(Part::Takes);
    let app = open(folder.path(), &server_at(server.port), None);
    round(&app);
    assert_eq!(only(&app).status, RequestStatus::Sent);
}

#[test]
fn a_prepared_mail_is_opened_again_sent_another_way_or_settled() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), &server_at(nobody()), None);
    let id = send(&app, TransportKind::Mailto).request.id;
    for attempts in 2..4 {
        let again = app.retry_request(&id, None, now()).unwrap();
        assert!(again.open.unwrap().starts_with("mailto:support@example.com?"));
        assert_eq!((again.request.status, again.request.attempts), (RequestStatus::Prepared, attempts));
    }
    assert_eq!(round(&app), Round::Done(None), "a mail program is not opened for nobody");
    let settled = app.settle_request(&id, now()).unwrap().requests.remove(0);
    assert_eq!(settled.status, RequestStatus::Sent);
    let id = send(&app, TransportKind::Mailto).request.id;
    let saved = app.retry_request(&id, Some(TransportKind::File), now()).unwrap().request;
    assert_eq!(saved.status, RequestStatus::Sent);
    let id = send(&app, TransportKind::Mailto).request.id;
    assert_eq!(app.edit_request(&id, now()).unwrap().attachments.len(), 1);
}

#[test]
fn a_copy_is_saved_in_every_state_that_has_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::Takes);
    let app = open(folder.path(), &server_at(server.port), None);
    let id = send(&app, TransportKind::Smtp).request.id;
    let check = |status: RequestStatus| {
        let before = only(&app);
        assert_eq!((before.status, before.exportable), (status, true));
        let path = app.export_request(&id).unwrap();
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut attached = String::new();
        archive.by_name("attachments/a.txt").unwrap().read_to_string(&mut attached).unwrap();
        assert_eq!((attached.as_str(), only(&app)), ("attached", before));
    };
    check(RequestStatus::Waiting);
    app.retry_request(&id, Some(TransportKind::Mailto), now()).unwrap();
    check(RequestStatus::Prepared);
    app.cancel_request(&id, now()).unwrap();
    check(RequestStatus::Cancelled);
    app.retry_request(&id, Some(TransportKind::Smtp), now()).unwrap();
    round(&app);
    assert_eq!((only(&app).status, only(&app).exportable), (RequestStatus::Sent, false));
    assert_eq!(app.export_request(&id).unwrap_err().code, ErrorCode::Invalid);
    assert_eq!(app.export_request("none").unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn a_mail_needs_an_address_that_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let preview = |policies: &harness::Policies, email: &str| {
        let app = open(folder.path(), policies, None);
        let id = begun(&app, email);
        let preview = app.preview(id, chance(id), now()).unwrap();
        let seen = preview.request.clone();
        let problems: Vec<_> = preview.problems.into_iter().map(|found| (found.field, found.code)).collect();
        let refused = app.send(id, &seen, TransportKind::Smtp, now()).is_err();
        (problems, preview.needs_address, refused)
    };
    let several = server_at(nobody());
    assert_eq!(preview(&several, ""), (vec![], vec![TransportKind::Smtp], true));
    assert_eq!(preview(&several, "ivanov@example.com"), (vec![], vec![], false));
    let mut one = several.clone();
    one[0].1 = json!(["smtp"]);
    assert_eq!(preview(&one, ""), (vec![("email".to_owned(), "missing".to_owned())], vec![], true));
    // A form that does not ask for the address cannot say that it is missing.
    let hidden = [one.clone(), vec![("RequestFields", json!({ "hide": ["email"] }))]].concat();
    assert_eq!(preview(&hidden, ""), (vec![], vec![TransportKind::Smtp], true));
    let configured = [one, vec![("SupportEmailFrom", json!("help@example.com"))]].concat();
    assert_eq!(preview(&configured, ""), (vec![], vec![], false));
}

#[test]
fn the_configured_sender_sends_and_the_person_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Part::Takes);
    let mut policies = server_at(server.port);
    policies.push(("SupportEmailFrom", json!("help@example.com")));
    let app = open(folder.path(), &policies, None);
    send(&app, TransportKind::Smtp);
    round(&app);
    let heard = server.heard();
    assert!(heard.contains("MAIL FROM:<help@example.com>"), "{heard}");
    assert!(heard.contains("\r\nReply-To: ivanov@example.com\r\n"), "{heard}");
}
