//! What the program says of the machine and the network, without a window.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod common;

use std::net::TcpListener;
use std::path::PathBuf;

use common::{now, options};
use help_app::{Examined, HelpApp, Owner};
use serde_json::{Value, json};

const USER: &str = "ivanovivan";

fn open(locale: &str, policies: &[(&str, Value)]) -> HelpApp {
    HelpApp::open(&options(None, locale, policies)).unwrap()
}

fn examined() -> Examined {
    let home = PathBuf::from(format!("/home/{USER}"));
    Examined {
        data_folder: home.join(".local/share"),
        owner: Owner { user_name: Some(USER.to_owned()), home_folder: Some(home) },
        ..Examined::default()
    }
}

/// Nothing of the real environment.
fn empty(_: &str) -> Option<String> {
    None
}

/// A proxy that names the user.
fn with_proxy(name: &str) -> Option<String> {
    (name == "https_proxy").then(|| format!("http://{USER}:hunter2secret@proxy.example.com:3128"))
}

fn report(app: &HelpApp, environment: &dyn Fn(&str) -> Option<String>) -> (Value, String) {
    let json = app.diagnose_json(&examined(), environment, now()).unwrap();
    (serde_json::from_str(&json).unwrap(), json)
}

/// The verdict of the only step of a kind.
fn verdict<'a>(report: &'a Value, kind: &str) -> &'a str {
    let steps = report["network"]["steps"].as_array().unwrap();
    steps.iter().find(|step| step["kind"] == kind).unwrap()["verdict"].as_str().unwrap()
}

#[test]
fn nothing_names_the_user_or_a_secret() {
    let app = open("ru_RU.UTF-8", &[("SupportEmailTo", json!("support@example.com"))]);
    let (report, json) = report(&app, &with_proxy);
    for part in [USER, "hunter2secret", "support@example.com"] {
        assert!(!json.contains(part), "{part} in {json}");
    }
    let facts = report["facts"].as_array().unwrap();
    let value = |id: &str| &facts.iter().find(|fact| fact["id"] == id).unwrap()["value"]["value"];
    assert!(value("program-version").as_str().unwrap().starts_with(env!("CARGO_PKG_VERSION")));
    assert_eq!(value("policy-1"), "SupportEmailTo");
}

#[test]
fn targets_of_policy_are_tried_and_nothing_else() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let open_port = listener.local_addr().unwrap();
    // It takes every connection and says nothing.
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let check = |target: String, expected: &str| {
        let app = open("en_GB.UTF-8", &[("DiagnosticTargets", json!([target]))]);
        assert_eq!(verdict(&report(&app, &empty).0, "tcp"), expected);
    };
    check(open_port.to_string(), "fine");
    check(free.to_string(), "tcp-refused");
    let (without, _) = report(&open("en_GB.UTF-8", &[]), &empty);
    let steps = without["network"]["steps"].as_array().unwrap();
    assert!(steps.iter().all(|step| step["target"].is_null()), "{steps:?}");
}

#[test]
fn offline_nothing_is_contacted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let target = listener.local_addr().unwrap().to_string();
    let app = open("ru_RU.UTF-8", &[("DiagnosticTargets", json!([target])), ("OfflineOnly", json!(true))]);
    let (report, _) = report(&app, &empty);
    let steps = report["network"]["steps"].as_array().unwrap();
    let tried: Vec<_> = steps.iter().filter(|step| !step["target"].is_null()).collect();
    assert!(!tried.is_empty());
    assert!(tried.iter().all(|step| step["outcome"]["state"] == "skipped"), "{tried:?}");
    assert!(listener.accept().is_err(), "somebody connected");
}

#[test]
fn people_read_it_in_their_language() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    for (locale, words) in [
        (
            "ru_RU.UTF-8",
            ["  Версия программы: ", "  Соединение: сервер не принимает соединений\n    Попробуйте"],
        ),
        (
            "en_GB.UTF-8",
            ["  Version of the program: ", "  Connection: the server accepts no connections\n    Try"],
        ),
    ] {
        let app = open(locale, &[("DiagnosticTargets", json!([free]))]);
        let text = app.diagnose_text(&examined(), &empty, now()).unwrap();
        for part in words.into_iter().chain([&format!("\n{free}\n") as &str, "--article administration/"]) {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
