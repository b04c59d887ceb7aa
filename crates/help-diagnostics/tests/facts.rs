//! The list of facts about this machine, and its masking.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use help_diagnostics::facts::{Fact, FactGroup, FactValue, Given, Screen, gather, redacted};
use help_diagnostics::redact::{Known, Redactor};

fn given(log: &str) -> (Given, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let log_file = folder.path().join("program.log");
    std::fs::write(&log_file, log).unwrap();
    let given = Given {
        program_version: "0.1.0".to_owned(),
        corpus_version: "2026.1".to_owned(),
        web_view_version: Some("2.50.1".to_owned()),
        screens: vec![
            Screen { width: 2560, height: 1440, scale: 1.5 },
            Screen { width: 1920, height: 1080, scale: 1.0 },
        ],
        data_folder: folder.path().to_owned(),
        policy_names: vec!["OfflineOnly".to_owned(), "SmtpHost".to_owned()],
        log_file: Some(log_file),
        now: SystemTime::UNIX_EPOCH + Duration::from_secs(1_768_478_400),
    };
    (given, folder)
}

fn environment(name: &str) -> Option<String> {
    (name == "XDG_SESSION_TYPE").then(|| "wayland".to_owned())
}

fn texts(facts: &[Fact], group: FactGroup) -> Vec<(&str, String)> {
    let of_group = facts.iter().filter(|fact| fact.group == group);
    of_group.map(|fact| (fact.id.as_str(), fact.value.to_string())).collect()
}

#[test]
fn what_is_given_is_listed() {
    let (given, _folder) = given("one\ntwo\n");
    let facts = gather(&given, &environment);
    let pairs = |pairs: &[(&'static str, &str)]| {
        pairs.iter().map(|(id, text)| (*id, (*text).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(
        texts(&facts, FactGroup::Program),
        pairs(&[("program-version", "0.1.0"), ("corpus-version", "2026.1"), ("web-view-version", "2.50.1")])
    );
    assert_eq!(
        texts(&facts, FactGroup::Policy),
        pairs(&[("policy-1", "OfflineOnly"), ("policy-2", "SmtpHost")])
    );
    assert_eq!(texts(&facts, FactGroup::Log), pairs(&[("log-1", "one"), ("log-2", "two")]));
    let desktop = texts(&facts, FactGroup::Desktop);
    for expected in
        pairs(&[("session-type", "wayland"), ("screen-1", "2560×1440 @ 1.5"), ("screen-2", "1920×1080 @ 1")])
    {
        assert!(desktop.contains(&expected), "{desktop:?}");
    }
}

#[test]
fn the_machine_says_what_it_is() {
    let (given, _folder) = given("");
    let facts = gather(&given, &environment);
    for id in [
        "system-name",
        "kernel-version",
        "processor-architecture",
        "processor-threads",
        "memory-total",
        "disk-total",
    ] {
        let fact = facts.iter().find(|fact| fact.id == id).unwrap_or_else(|| panic!("{id}: {facts:?}"));
        assert!(![FactValue::Number(0), FactValue::Bytes(0)].contains(&fact.value), "{fact:?}");
    }
}

#[test]
fn ids_are_kebab_case_and_stand_once() {
    let (given, _folder) = given("one\ntwo\n");
    let facts = gather(&given, &environment);
    let mut seen = HashSet::new();
    for Fact { id, .. } in &facts {
        assert!(seen.insert(id), "{id} stands twice");
        assert!(
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{id}"
        );
    }
}

#[test]
fn facts_are_masked() {
    let log = "start of ivanov at 10.0.0.5\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n\
               end of version 1.2.3.4 at 10.0.0.5\n";
    let (mut given, _folder) = given(log);
    given.program_version = "0.1.0 built by ivanov".to_owned();
    let known = Known { user_names: vec!["ivanov".to_owned()], ..Known::default() };
    let (mut redactor, _) = Redactor::new(&known, &[]);
    let facts = redacted(gather(&given, &environment), &mut redactor);
    assert_eq!(facts[0].value, FactValue::Text("0.1.0 built by <user-1>".to_owned()));
    let log: Vec<_> = texts(&facts, FactGroup::Log).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        log,
        [
            "start of <user-1> at <private-address-1>",
            "<secret-1>",
            "end of version 1.2.3.4 at <private-address-1>"
        ]
    );
}

#[test]
fn facts_are_json() {
    let facts = [
        Fact { id: "memory-total".to_owned(), group: FactGroup::System, value: FactValue::Bytes(1024) },
        Fact {
            id: "locale".to_owned(),
            group: FactGroup::Desktop,
            value: FactValue::Text("ru-RU".to_owned()),
        },
    ];
    let expected = serde_json::json!([
        { "id": "memory-total", "group": "system", "value": { "type": "bytes", "value": 1024 } },
        { "id": "locale", "group": "desktop", "value": { "type": "text", "value": "ru-RU" } },
    ]);
    assert_eq!(serde_json::to_value(facts).unwrap(), expected);
}
