//! Policy that changes while the program runs: what follows at once, what waits for a start, and what the user chose.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_app::dto::{
    DiagnosisEnd, DiagnosisEvent, DiagnosisScope, Language, PolicyEntry, PolicyLayer, RequestKind,
    SettingName, SettingsPatch, StartPage,
};
use help_app::{ErrorCode, Examined, HelpApp, OpenOptions, Policy, Surroundings};
use help_policy::{Findings, Layer, Problem, Reason, Source};
use serde_json::{Value, json};

const PLACE: &str = "/etc/express-help/policies/managed/10.json";

fn policy(layer: Layer, values: &[(&str, Value)]) -> Policy {
    let values = values.iter().map(|(key, value)| (*key, value.clone(), PLACE));
    Policy::resolve([Findings::from_values(layer, values)])
}

fn mandatory(values: &[(&str, Value)]) -> Policy {
    policy(Layer::MachineMandatory, values)
}

fn open(policy: Policy) -> HelpApp {
    let documents = std::env::temp_dir();
    let options = OpenOptions {
        locale: Some("ru_RU.UTF-8".to_owned()),
        policy,
        surroundings: Surroundings { documents: Some(documents), ..Surroundings::default() },
        ..OpenOptions::default()
    };
    HelpApp::open(&options).unwrap()
}

fn patch(json: Value) -> SettingsPatch {
    serde_json::from_value(json).unwrap()
}

fn entry(app: &HelpApp, key: &str) -> PolicyEntry {
    app.policy_view().entries.into_iter().find(|entry| entry.key == key).unwrap()
}

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005)
}

/// Every setting that the organisation can set follows and comes back, and the user's choice with it.
#[test]
fn settings_follow_and_come_back() {
    for (key, by_policy, name, by_user) in [
        ("Language", json!("en"), "language", json!("ru")),
        ("Theme", json!("dark"), "theme", json!("light")),
        ("Audience", json!("support"), "audience", json!("admin")),
        ("Platform", json!("ios"), "platform", json!("web")),
    ] {
        let app = open(Policy::default());
        app.update_settings(&patch(json!({ name: by_user.clone() }))).unwrap();
        let value = || serde_json::to_value(app.settings()).unwrap()[name].clone();

        app.adopt_policy(mandatory(&[(key, by_policy.clone())]));
        assert_eq!((value(), app.settings().locked.len()), (by_policy.clone(), 1), "{key}");
        let refused = app.update_settings(&patch(json!({ name: by_user.clone() }))).unwrap_err();
        assert_eq!(refused.code, ErrorCode::Invalid, "{key}");

        app.adopt_policy(policy(Layer::MachineRecommended, &[(key, by_policy.clone())]));
        assert_eq!((value(), app.settings().locked.len()), (by_user.clone(), 0), "{key}");
        assert!(app.settings().recommended.iter().any(|advice| !advice.followed), "{key}");

        app.adopt_policy(Policy::default());
        assert_eq!((value(), app.settings().recommended.len()), (by_user.clone(), 0), "{key}");
    }
}

#[test]
fn what_the_command_line_asked_for_outlives_a_change() {
    let app = open(Policy::default());
    app.override_settings(|settings| settings.language = Language::En);
    app.adopt_policy(policy(Layer::MachineRecommended, &[("Language", json!("ru"))]));
    assert_eq!(app.settings().language, Language::En);
    app.adopt_policy(mandatory(&[("Language", json!("ru"))]));
    assert_eq!(app.settings().language, Language::Ru);
}

#[test]
fn forms_links_contacts_and_the_page_follow() {
    let app = open(Policy::default());
    let boot = app.boot(None).unwrap();
    assert!(boot.forms && boot.corpus.contacts.is_none() && boot.settings.policy_page);
    app.adopt_policy(mandatory(&[
        ("SupportTransports", json!([])),
        ("ExternalLinks", json!("block")),
        ("HidePolicyPage", json!(true)),
        ("SupportContacts", json!({ "organization": { "ru": "Пример", "en": "Example" }, "phone": "12-34" })),
    ]));
    let boot = app.boot(None).unwrap();
    assert!(!boot.forms && !boot.settings.policy_page);
    assert!(app.support().unwrap().transports.is_empty());
    assert!(app.check_external("https://example.com/").is_err());
    assert_eq!(app.policy_page(Language::Ru).unwrap_err().code, ErrorCode::NotFound);
    for (language, name) in [(Language::Ru, "Пример"), (Language::En, "Example")] {
        let contacts = app.corpus(language).unwrap().contacts.unwrap();
        assert_eq!(
            (contacts.organization.as_deref(), contacts.phone.as_deref()),
            (Some(name), Some("12-34"))
        );
        assert_eq!((contacts.hours, contacts.portal, contacts.knowledge_base), (None, None, None));
    }
}

#[test]
fn a_refused_file_is_no_worse_than_at_a_start() {
    let refused = || {
        let source = Source::new(Layer::MachineMandatory, PLACE);
        let problem = Problem::of_source(source, Reason::WritableByOthers { mode: "666".to_owned() });
        Policy::resolve([Findings { problems: vec![problem], ..Findings::default() }])
    };
    let running = open(mandatory(&[("Theme", json!("dark"))]));
    running.adopt_policy(refused());
    let started = open(refused());
    assert_eq!(running.settings(), started.settings());
    assert_eq!(running.policy_view(), started.policy_view());
    assert_eq!(running.policy_view().problems[0].code, "writable-by-others");
}

/// Every key that a running program does not take over says so, and only while that matters.
#[test]
fn values_that_wait_for_the_next_start_say_so() {
    for (key, value) in [
        ("HardwareAcceleration", json!("off")),
        ("LogLevel", json!("debug")),
        ("DisableDevTools", json!(true)),
        ("StartArticle", json!("login/qr-login")),
    ] {
        let set = mandatory(&[(key, value.clone())]);
        let started = open(set.clone());
        assert!(entry(&started, key).next_start && !entry(&started, key).waiting, "{key}");
        let running = open(Policy::default());
        running.adopt_policy(set);
        assert_eq!((entry(&running, key).value, entry(&running, key).waiting), (value, true), "{key}");
        running.adopt_policy(Policy::default());
        assert!(!entry(&running, key).waiting, "{key}");
    }
    let running = open(Policy::default());
    running.adopt_policy(mandatory(&[("Theme", json!("dark"))]));
    assert!(!entry(&running, "Theme").next_start && !entry(&running, "Theme").waiting);
}

#[test]
fn a_start_page_of_the_users_own_is_its_source() {
    let recommended = policy(Layer::MachineRecommended, &[("StartArticle", json!("login/qr-login"))]);
    let app = open(recommended.clone());
    let source = |app: &HelpApp| (entry(app, "StartArticle").value, entry(app, "StartArticle").source.layer);
    assert_eq!(source(&app), (json!("login/qr-login"), PolicyLayer::MachineRecommended));
    for page in ["home", "last"] {
        app.update_settings(&patch(json!({ "startPage": page }))).unwrap();
        assert_eq!(source(&app), (Value::Null, PolicyLayer::UserSettings), "{page}");
        // It can still be chosen.
        assert_eq!(app.settings().start_article.as_deref(), Some("login/qr-login"));
    }
    app.adopt_policy(mandatory(&[("StartArticle", json!("login/sms-code-does-not-arrive"))]));
    assert_eq!(source(&app), (json!("login/sms-code-does-not-arrive"), PolicyLayer::MachineMandatory));
    assert_eq!(app.settings().start_page, StartPage::Article);
    assert!(app.settings().locked.iter().any(|lock| lock.setting == SettingName::StartPage));
    app.adopt_policy(recommended);
    app.update_settings(&patch(json!({ "reset": "startPage" }))).unwrap();
    assert_eq!(source(&app), (json!("login/qr-login"), PolicyLayer::MachineRecommended));
}

#[test]
fn a_draft_is_kept_and_its_form_follows() {
    let app = open(Policy::default());
    let draft = app.new_draft(RequestKind::Problem, "Нет звука", &[], now()).unwrap();
    app.adopt_policy(mandatory(&[
        ("SupportTransports", json!([])),
        ("AllowScreenshots", json!(false)),
        ("RequestFields", json!({ "hide": ["where"] })),
    ]));
    let kept = app.draft(draft.id.into()).unwrap();
    assert_eq!(kept.values, draft.values);
    assert!(draft.pictures && !kept.pictures);
    let has_where =
        |view: &help_app::dto::DraftView| view.form.fields.iter().any(|field| field.id == "where");
    assert!(has_where(&draft) && !has_where(&kept));
}

/// What the preview showed is what leaves: a change of policy between the two wants another look, one of the colours does not.
#[test]
fn a_preview_holds_as_long_as_policy_says_the_same_of_requests() {
    for (key, value, holds) in [
        ("Theme", json!("dark"), true),
        ("SupportEmailTo", json!("other@example.com"), false),
        ("SupportExportDir", json!("/srv/requests"), false),
        ("RequestFields", json!({ "hide": ["where"] }), false),
        ("AttachDiagnostics", json!("never"), false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let usual = [("SupportTransports", json!(["file"])), ("SupportExportDir", json!(folder.path()))];
        let app = open(mandatory(&usual));
        let draft = app.new_draft(RequestKind::Feature, "Тёмные темы", &[], now()).unwrap();
        let fields = draft.form.fields.iter().filter(|field| field.required);
        let values = fields.map(|field| {
            let value = field.choices.first().map_or("текст", |choice| choice.value.as_str());
            (field.id.clone(), value.to_owned())
        });
        app.save_draft(draft.id.into(), &values.collect(), now()).unwrap();
        let seen = app.preview(draft.id.into(), [7; 10], now()).unwrap();
        assert_eq!(seen.problems, [], "{key}");

        let mut changed = usual.to_vec();
        changed.retain(|(other, _)| *other != key);
        changed.push((key, value));
        app.adopt_policy(mandatory(&changed));
        let transport = help_app::dto::TransportKind::File;
        let sent = app.send(draft.id.into(), &seen.request, transport, now());
        match holds {
            true => assert!(sent.is_ok(), "{key}: {sent:?}"),
            false => {
                assert_eq!(sent.unwrap_err().code, ErrorCode::Changed, "{key}");
                assert!(app.draft(draft.id.into()).is_ok(), "{key}: it is still a draft");
                let again = app.preview(draft.id.into(), [8; 10], now()).unwrap();
                assert_ne!(again.request, seen.request, "{key}");
            }
        }
    }
}

#[test]
fn a_check_of_the_network_ends_when_connections_are_forbidden() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let target = listener.local_addr().unwrap().to_string();
    let targets = ("DiagnosticTargets", json!([target]));
    let app = open(mandatory(std::slice::from_ref(&targets)));
    let mut tell = |event| {
        if matches!(event, DiagnosisEvent::Planned { .. }) {
            app.adopt_policy(mandatory(&[targets.clone(), ("OfflineOnly", json!(true))]));
        }
    };
    let (scope, examined) = (DiagnosisScope::Connection, Examined::default());
    let view = app.examine(1, scope, &examined, &|_| None, now(), &mut tell).unwrap();
    assert_eq!(view.end, DiagnosisEnd::Stopped);
    assert!(listener.accept().is_err(), "somebody connected");
}
