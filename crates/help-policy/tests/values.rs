//! Every type of value: what is taken, what is refused and why, and what the typed getters make of it.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::PathBuf;

use help_policy::{
    AddedFieldKind, Findings, Form, Key, Kind, Language, Layer, Platform, Policy, Proxy, Reason, SmtpAuth,
    SmtpSecurity, SupportFileFormat, Target, Theme, TransportKind, Words, definitions,
};
use serde_json::{Value, json};

fn policy(values: Value) -> Policy {
    let Value::Object(values) = values else { panic!("an object is wanted") };
    let values = values.into_iter().map(|(key, value)| (key, value, "a file"));
    Policy::resolve([Findings::from_values(Layer::MachineMandatory, values)])
}

/// Gives the reasons why a value is refused, or an empty list when it is in force.
fn reasons(key: Key, value: &Value) -> Vec<Reason> {
    let policy = policy(json!({ key.name(): value }));
    let entry = policy.entry(key);
    let relevant = |reason: &Reason| !matches!(reason, Reason::Needs { .. });
    let reasons: Vec<Reason> = entry.problems.iter().map(|p| p.reason.clone()).filter(relevant).collect();
    let in_force = entry.source.layer == Layer::MachineMandatory;
    assert_eq!(in_force, reasons.is_empty(), "{key} {value}: {reasons:?}");
    reasons
}

/// A check of many texts for a key whose type is a text or a list of texts.
fn check_form(key: Key, good: &[&str], bad: &[&str]) {
    let is_list = matches!(key.definition().kind, Kind::List(_));
    let value = |text: &str| if is_list { json!([text]) } else { json!(text) };
    for text in good {
        assert_eq!(reasons(key, &value(text)), [], "{key}: {text:?}");
    }
    for text in bad {
        let reasons = reasons(key, &value(text));
        let [Reason::Malformed { .. }] = reasons.as_slice() else { panic!("{key}: {text:?} {reasons:?}") };
    }
}

#[test]
fn every_key_refuses_values_of_other_types() {
    let samples = [json!(null), json!(true), json!(7), json!(1.5), json!("¿"), json!([]), json!({})];
    for definition in definitions() {
        let fits = |value: &Value| match definition.kind {
            Kind::Bool => value.is_boolean(),
            Kind::Integer { .. } => value.is_number(),
            Kind::Text(_) | Kind::Choice(_) => value.is_string(),
            Kind::List(_) => value.is_array(),
            Kind::Object(_) => value.is_object(),
        };
        for value in samples.iter().filter(|value| !fits(value)) {
            let found = reasons(definition.key, value);
            assert!(matches!(found.as_slice(), [Reason::WrongType { .. }]), "{} {value}", definition.key);
        }
    }
}

#[test]
fn every_word_of_every_choice_is_taken_and_has_a_type() {
    for definition in definitions() {
        for word in definition.kind.allowed().unwrap_or_default() {
            let is_list = matches!(definition.kind, Kind::List(_));
            let value = if is_list { json!([word]) } else { json!(word) };
            assert_eq!(reasons(definition.key, &value), [], "{} {word}", definition.key);
            read_everything(&policy(json!({ definition.key.name(): value })));
        }
        if matches!(definition.kind, Kind::Choice(_)) {
            for word in ["", "OFF", " off", "on"] {
                let found = reasons(definition.key, &json!(word));
                assert!(matches!(found.as_slice(), [Reason::NotAllowed { .. }]), "{} {word}", definition.key);
            }
        }
    }
}

/// Calls every getter: none may fail on what the checks let through.
fn read_everything(policy: &Policy) {
    let _ = (policy.support_contacts(), policy.support_transports(), policy.smtp(), policy.jsm());
    let _ = (policy.request_fields(), policy.attach_diagnostics(), policy.redact_patterns());
    let _ = (policy.diagnostic_targets(), policy.proxy(), policy.external_links(), policy.language());
    let _ = (policy.theme(), policy.audience(), policy.platform(), policy.log_level());
    let _ = (policy.hardware_acceleration(), policy.start_article());
}

#[test]
fn numbers_have_bounds() {
    for good in [1, 25, 65_535] {
        assert_eq!(reasons(Key::SmtpPort, &json!(good)), []);
    }
    for bad in [json!(0), json!(-1), json!(65_536), json!(u64::MAX), json!(25.0), json!(1e300)] {
        assert_eq!(reasons(Key::SmtpPort, &bad), [Reason::OutOfRange { least: 1, most: 65_535 }], "{bad}");
    }
}

#[test]
fn texts_are_bounded_and_visible() {
    for key in [Key::SupportEmailTo, Key::SmtpHost, Key::UpdateChannel, Key::StartArticle] {
        for empty in ["", "   "] {
            assert!(matches!(reasons(key, &json!(empty)).as_slice(), [Reason::Length { .. }]), "{key}");
        }
        let long = "a".repeat(100_000);
        assert!(matches!(reasons(key, &json!(long)).as_slice(), [Reason::Length { .. }]), "{key}");
        for hidden in ["a\r\nBcc: b@example.com", "a\0", "a\u{202e}b", "\u{feff}a", "a\u{200b}b", "a\u{85}"] {
            assert_eq!(reasons(key, &json!(hidden)), [Reason::InvisibleCharacters], "{key} {hidden:?}");
        }
    }
}

#[test]
fn hosts_and_targets() {
    let good =
        ["mail.example.com", "mail", "почта.example.com", "192.0.2.1", "[2001:db8::1]", "a_b.example.com"];
    let bad =
        ["mail example", "mail/", "mail:25", "1", "0x7f.1", "a%41", "a..b", "2001:db8::1", "a@b", "[::1"];
    check_form(Key::SmtpHost, &good, &bad);
    let good = ["cts.example.com:443", "192.0.2.1:1", "[2001:db8::1]:65535"];
    let bad = [
        "cts.example.com",
        ":443",
        "a:",
        "a:0",
        "a:65536",
        "a:+80",
        "a:4 4",
        "::1:443",
        "https://a:443",
        "a:b:443",
    ];
    check_form(Key::DiagnosticTargets, &good, &bad);
}

#[test]
fn targets_are_parsed() {
    let targets = ["CTS.Example.com:443", "пример.example:80", "[2001:DB8::1]:8443", "nonsense"];
    let policy = policy(json!({ "DiagnosticTargets": targets }));
    let target = |host: &str, port| Target { host: host.to_owned(), port };
    let expected =
        [target("cts.example.com", 443), target("xn--e1afmkfd.example", 80), target("2001:db8::1", 8443)];
    assert_eq!(policy.diagnostic_targets(), expected);
    assert_eq!(expected[2].to_string(), "[2001:db8::1]:8443");
    let [problem] = policy.entry(Key::DiagnosticTargets).problems.as_slice() else { panic!() };
    assert_eq!(problem.part.as_deref(), Some("[3]"));
    assert_eq!(problem.reason, Reason::Malformed { form: Form::Target });
}

#[test]
fn mail_addresses() {
    let good = ["support@example.com", "a.b+c@example.com", "support@пример.example"];
    let bad = ["support", "@example.com", "a@", "a@b@example.com", "a..b@example.com", ".a@example.com"];
    check_form(Key::SupportEmailTo, &good, &bad);
    check_form(Key::SupportEmailFrom, &good, &bad);
    let bad = [
        "Support <a@example.com>",
        "a@example.com, b@example.com",
        "a@[192.0.2.1]",
        "я@example.com",
        "\"a b\"@c",
    ];
    check_form(Key::SupportEmailTo, &[], &bad);
}

#[test]
fn addresses() {
    let bad = [
        "example.com",
        "https://",
        "https:example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
    ];
    check_form(Key::UpdateEndpoints, &["https://example.com/updates?x=1"], &bad);
    check_form(
        Key::UpdateEndpoints,
        &[],
        &[
            "http://example.com",
            "https://exa mple.com",
            "https:\\\\example.com",
            "https://example.com/a b",
            "https://example.com\\a",
        ],
    );
    let good = [
        "https://jira.example.com",
        "https://example.com:8443/jira/",
        "http://localhost:8080",
        "http://[::1]",
    ];
    check_form(
        Key::JsmBaseUrl,
        &good,
        &["http://jira.example.com", "https://a.example?x", "https://a.example#x"],
    );
    check_form(
        Key::JsmBaseUrl,
        &["http://127.0.0.1:1"],
        &["http://localhost.example.com", "ftp://localhost"],
    );
    let good = ["http://proxy.example.com:3128", "socks5://192.0.2.1:1080", "https://proxy.example.com/"];
    check_form(
        Key::ProxyUrl,
        &good,
        &["proxy.example.com:3128", "http://proxy.example.com/x", "ftp://a.example"],
    );
    let good =
        ["localhost", ".example.com", "*.example.com", "10.0.0.0/8", "2001:db8::/32", "192.0.2.1", "::1"];
    check_form(
        Key::ProxyBypass,
        &good,
        &["10.0.0.0/33", "10.0.0.0/", "*", "a b", "*.*.example", "/8", "::/129"],
    );
}

#[test]
fn addresses_with_a_password_are_refused_and_never_repeated() {
    for (key, address) in [
        (Key::ProxyUrl, json!("http://ivanov:hunter2@proxy.example.com:3128")),
        (Key::ProxyUrl, json!("nonsense://ivanov:hunter2@")),
        (Key::JsmBaseUrl, json!("https://hunter2@jira.example.com")),
        (Key::UpdateEndpoints, json!(["https://a:hunter2@example.com/"])),
        (Key::ContentPacks, json!(["https://a:hunter2@example.com/a.helppack"])),
        (Key::SupportContacts, json!({ "portal": "https://a:hunter2@example.com" })),
    ] {
        assert_eq!(reasons(key, &address), [Reason::Credentials], "{key}");
        let policy = policy(json!({ key.name(): address }));
        assert!(!format!("{policy:?}").contains("hunter2"), "{key}");
        assert!(!policy.problems().any(|problem| problem.reason.to_string().contains("hunter2")), "{key}");
    }
}

#[test]
fn names_versions_keys_and_articles() {
    check_form(Key::UpdateChannel, &["stable", "beta-2"], &["a b", "a/b", "стабильный"]);
    check_form(Key::JsmServiceDeskId, &["12", "SUP"], &["../1", "1?x", "1 2", "..", "-1"]);
    check_form(Key::UpdatePin, &["1", "1.4", "1.4.2"], &["v1", "1.", "1.2.3.4", "1.x", "*"]);
    check_form(
        Key::StartArticle,
        &["login/qr-login", "index"],
        &["/login", "login/", "../x", "Login", "a//b", "a#b"],
    );
    let key = format!("RW{}", "A".repeat(54));
    check_form(
        Key::ContentTrustedKeys,
        &[&key],
        &["RW", &key[1..], &format!("{key}A"), &key.replace('A', "!")],
    );
}

#[cfg(unix)]
#[test]
fn paths_are_absolute() {
    check_form(
        Key::ExtraCaFile,
        &["/etc/ssl/own.pem", "/etc/своё.pem"],
        &["own.pem", "../own.pem", "~/own.pem"],
    );
    check_form(
        Key::ContentPacks,
        &["/srv/a.helppack", "https://a.example/a"],
        &["a.helppack", "http://a.example/a"],
    );
    let policy = policy(json!({ "SupportExportDir": "/srv/requests" }));
    assert_eq!(policy.support_export_dir(), Some(PathBuf::from("/srv/requests")));
    assert_eq!(policy.extra_ca_file(), None);
}

#[test]
fn of_a_list_the_good_items_remain() {
    let policy =
        policy(json!({ "RedactPatterns": ["TKT-\\d+", "(", 7, "TKT-\\d+", "a{1000}{1000}{1000}", ""] }));
    let patterns: Vec<String> = policy.redact_patterns().iter().map(ToString::to_string).collect();
    assert_eq!(patterns, ["TKT-\\d+"]);
    let entry = policy.entry(Key::RedactPatterns);
    assert_eq!(entry.value, json!(["TKT-\\d+"]));
    let problems: Vec<(&str, &Reason)> =
        entry.problems.iter().map(|problem| (problem.part.as_deref().unwrap(), &problem.reason)).collect();
    assert_eq!(problems.len(), 5, "{problems:?}");
    assert_eq!(problems[0], ("[1]", &Reason::Pattern { detail: "unclosed group".to_owned() }));
    assert_eq!(problems[1], ("[2]", &Reason::WrongType { expected: "text", found: "integer" }));
    assert_eq!(problems[2], ("[3]", &Reason::Repeated));
    assert!(matches!(problems[3], ("[4]", Reason::Pattern { .. })), "{:?}", problems[3]);
    assert!(matches!(problems[4], ("[5]", Reason::Length { .. })), "{:?}", problems[4]);
}

#[test]
fn a_list_of_nothing_but_mistakes_does_not_hide_the_form() {
    let broken = policy(json!({ "SupportTransports": ["smpt"] }));
    assert_eq!(broken.support_transports(), [TransportKind::Mailto, TransportKind::File]);
    assert_eq!(policy(json!({ "SupportTransports": [] })).support_transports(), []);
    let many = json!((0..1_001).map(|number| format!("TKT-{number}")).collect::<Vec<_>>());
    assert_eq!(reasons(Key::RedactPatterns, &many), [Reason::TooManyItems { most: 1_000 }]);
}

#[test]
fn offline_leaves_only_ways_without_a_connection() {
    let all = json!(["jsm", "file", "smtp", "mailto"]);
    let online = policy(json!({ "SupportTransports": all }));
    use TransportKind::{File, Jsm, Mailto, Smtp};
    assert_eq!(online.support_transports(), [Jsm, File, Smtp, Mailto]);
    let offline = policy(json!({ "SupportTransports": all, "OfflineOnly": true }));
    assert_eq!(offline.support_transports(), [File, Mailto]);
}

#[test]
fn the_mail_server_has_its_usual_port() {
    assert_eq!(policy(json!({ "SmtpPort": 25 })).smtp(), None);
    for (security, port) in [("tls", 465), ("starttls", 587), ("none", 25)] {
        let smtp =
            policy(json!({ "SmtpHost": "mail.example.com", "SmtpSecurity": security })).smtp().unwrap();
        assert_eq!((smtp.port, smtp.auth), (port, SmtpAuth::None));
    }
    let values = json!({ "SmtpHost": "mail.example.com", "SmtpPort": 2525, "SmtpAuth": "keyring" });
    let smtp = policy(values).smtp().unwrap();
    assert_eq!((smtp.port, smtp.security, smtp.auth), (2525, SmtpSecurity::Starttls, SmtpAuth::Keyring));
}

#[test]
fn jira_needs_address_and_desk() {
    let base = json!({ "JsmBaseUrl": "https://jira.example.com/", "JsmRequestTypes": { "problem": "10" } });
    assert_eq!(policy(base.clone()).jsm(), None);
    let mut whole = base;
    whole["JsmServiceDeskId"] = json!("4");
    let jsm = policy(whole).jsm().unwrap();
    assert_eq!((jsm.base_url.as_str(), jsm.service_desk_id.as_str()), ("https://jira.example.com", "4"));
    assert_eq!((jsm.request_types.problem.as_deref(), jsm.request_types.feature), (Some("10"), None));
}

#[test]
fn the_proxy_is_one_of_three() {
    assert_eq!(policy(json!({})).proxy(), Proxy::System);
    assert_eq!(policy(json!({ "ProxyMode": "direct" })).proxy(), Proxy::Direct);
    assert_eq!(policy(json!({ "ProxyMode": "manual" })).proxy(), Proxy::System);
    let url = "http://proxy.example.com:3128".to_owned();
    let manual = policy(json!({ "ProxyMode": "manual", "ProxyUrl": url, "ProxyBypass": ["localhost"] }));
    assert_eq!(manual.proxy(), Proxy::Manual { url, bypass: vec!["localhost".to_owned()] });
}

#[test]
fn simple_getters_follow_the_table() {
    let built_in = policy(json!({}));
    assert!(built_in.allow_screenshots() && !built_in.offline_only() && !built_in.hide_policy_page());
    assert_eq!((built_in.language(), built_in.theme(), built_in.platform()), (None, Theme::System, None));
    assert_eq!((built_in.support_email_to(), built_in.start_article()), (None, None));
    assert_eq!(built_in.support_email_from(), None);
    assert_eq!(built_in.support_file_format(), SupportFileFormat::Zip);
    let set = policy(json!({
        "AllowScreenshots": false, "Language": "en", "Theme": "dark", "Platform": "admin-panel",
        "SupportEmailTo": "support@example.com", "StartArticle": "login/qr-login",
        "SupportEmailFrom": "help@example.com",
        "SupportFileFormat": "eml",
        "DisableDevTools": true, "HidePolicyPage": true,
    }));
    assert!(!set.allow_screenshots() && set.disable_dev_tools() && set.hide_policy_page());
    assert_eq!(
        (set.language(), set.theme(), set.platform()),
        (Some(Language::En), Theme::Dark, Some(Platform::AdminPanel))
    );
    assert_eq!(
        (set.support_email_to(), set.start_article()),
        (Some("support@example.com"), Some("login/qr-login"))
    );
    assert_eq!(set.support_email_from(), Some("help@example.com"));
    assert_eq!(set.support_file_format(), SupportFileFormat::Eml);
}

#[test]
fn contacts_speak_both_languages() {
    let contacts = policy(json!({ "SupportContacts": {
        "organization": "Example", "hours": { "ru": "пн–пт 9–18", "en": "Mon–Fri 9–18" }, "phone": "+7 000 000-00-00",
        "portal": "https://support.example.com", "knowledgeBase": "http://wiki.example.com/",
    } }))
    .support_contacts();
    assert_eq!(contacts.organization, Some(Words::Same("Example".to_owned())));
    assert_eq!(contacts.hours.as_ref().unwrap().in_language(Language::En), "Mon–Fri 9–18");
    assert_eq!(contacts.hours.as_ref().unwrap().in_language(Language::Ru), "пн–пт 9–18");
    assert_eq!(contacts.knowledge_base.as_deref(), Some("http://wiki.example.com/"));
}

/// The part of an object that is to blame.
fn check_part(key: Key, value: Value, part: Option<&str>) {
    let policy = policy(json!({ key.name(): value }));
    let entry = policy.entry(key);
    assert_eq!(entry.source.layer, Layer::BuiltIn, "{value}");
    let [problem] = entry.problems.as_slice() else { panic!("{value}: {:?}", entry.problems) };
    assert_eq!(problem.part.as_deref(), part, "{value}: {problem:?}");
    assert!(!problem.reason.to_string().contains("hunter2"), "{problem:?}");
}

#[test]
fn objects_are_taken_whole_or_not_at_all() {
    let contacts = Key::SupportContacts;
    check_part(contacts, json!({ "organisation": "x" }), None);
    check_part(contacts, json!({ "phone": { "hunter2": 1 } }), None);
    check_part(contacts, json!({ "phone": "a\nb" }), Some("phone"));
    check_part(contacts, json!({ "organization": { "ru": "а" } }), None);
    check_part(contacts, json!({ "hours": { "ru": "а", "en": "" } }), Some("hours"));
    check_part(contacts, json!({ "portal": "javascript:alert(1)" }), Some("portal"));
    check_part(Key::JsmRequestTypes, json!({ "problem": 10 }), None);
    check_part(Key::JsmRequestTypes, json!({ "problem": "1/2" }), Some("problem"));

    let fields = Key::RequestFields;
    check_part(fields, json!({ "limits": { "files": "hunter2" } }), None);
    check_part(fields, json!({ "add": [{ "id": "a", "kind": "hunter2", "label": "A" }] }), None);
    check_part(fields, json!({ "hide": ["company", "A B"] }), Some("hide[1]"));
    check_part(fields, json!({ "hide": ["a"], "require": ["b", "a"] }), Some("require[1]"));
    check_part(fields, json!({ "limits": { "files": 101 } }), Some("limits.files"));
    check_part(fields, json!({ "limits": { "fileBytes": 0 } }), Some("limits.fileBytes"));
    check_part(fields, json!({ "limits": { "totalBytes": u64::MAX } }), Some("limits.totalBytes"));
    check_part(fields, json!({ "limits": { "files": -1 } }), None);
    let line = |id: &str| json!({ "id": id, "kind": "line", "label": "A" });
    check_part(fields, json!({ "add": [line("a"), line("a")] }), Some("add[1].id"));
    check_part(fields, json!({ "add": [line("A")] }), Some("add[0].id"));
    check_part(fields, json!({ "add": vec![line("a"); 51] }), Some("add"));
    check_part(
        fields,
        json!({ "add": [{ "id": "a", "kind": "choice", "label": "A" }] }),
        Some("add[0].choices"),
    );
    let with = |name: &str, value: Value| {
        let mut field = line("a");
        field[name] = value;
        json!({ "add": [field] })
    };
    check_part(fields, with("choices", json!([{ "value": "1", "label": "1" }])), Some("add[0].choices"));
    check_part(fields, with("label", json!("")), Some("add[0].label"));
    check_part(fields, with("maxLength", json!(0)), Some("add[0].maxLength"));
    check_part(fields, with("forms", json!(["other"])), None);
}

#[test]
fn request_fields_are_typed() {
    let fields = policy(json!({ "RequestFields": {
        "hide": ["company"], "require": ["phone"],
        "add": [{
            "id": "office", "kind": "choice", "label": { "ru": "Офис", "en": "Office" }, "required": true,
            "choices": [{ "value": "north", "label": { "ru": "Северный", "en": "North" } }], "forms": ["problem"],
        }],
        "limits": { "files": 5, "fileBytes": 1_048_576 },
    } }))
    .request_fields();
    assert_eq!((fields.hide, fields.require), (vec!["company".to_owned()], vec!["phone".to_owned()]));
    assert_eq!((fields.limits.files, fields.limits.file_bytes), (Some(5), Some(1_048_576)));
    assert_eq!(fields.limits.total_bytes, None);
    let [field] = fields.add.as_slice() else { panic!() };
    assert_eq!((field.kind, field.required, field.max_length), (AddedFieldKind::Choice, true, None));
    assert_eq!(field.choices[0].label.in_language(Language::En), "North");
}
