//! Which layer wins, who may change the value, and what a bad value in the way does.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use help_policy::{Findings, Key, Layer, Policy, Reason, Severity};
use serde_json::{Value, json};

fn layer(layer: Layer, key: &str, value: Value) -> Findings {
    Findings::from_values(layer, [(key, value, format!("{layer:?}"))])
}

/// Gives the layer and value of a key.
fn winner(findings: Vec<Findings>, key: Key) -> (Layer, Value, bool) {
    let policy = Policy::resolve(findings);
    let entry = policy.entry(key);
    (entry.source.layer, entry.value.clone(), entry.locked)
}

#[test]
fn without_anything_every_value_is_built_in() {
    let policy = Policy::resolve([]);
    assert_eq!(policy.entries().len(), Key::ALL.len());
    for entry in policy.entries() {
        assert_eq!((entry.source.layer, entry.locked), (Layer::BuiltIn, false), "{}", entry.key);
        assert_eq!(entry.value, entry.key.definition().default_value());
    }
    assert_eq!(policy.problems().count(), 0);
}

#[test]
fn of_every_two_layers_the_stronger_wins_in_whatever_order_they_come() {
    for (index, strong) in Layer::ALL.into_iter().enumerate() {
        for weak in Layer::ALL.into_iter().skip(index + 1) {
            let strong_value = || layer(strong, "Theme", json!("dark"));
            let weak_value = || layer(weak, "Theme", json!("light"));
            let expected = (strong, json!("dark"), index < 2);
            assert_eq!(
                winner(vec![strong_value(), weak_value()], Key::Theme),
                expected,
                "{strong:?} {weak:?}"
            );
            assert_eq!(
                winner(vec![weak_value(), strong_value()], Key::Theme),
                expected,
                "{strong:?} {weak:?}"
            );
        }
    }
}

#[test]
fn the_order_is_the_documented_one() {
    use Layer::*;
    let documented = [
        MachineMandatory,
        UserMandatory,
        CommandLine,
        UserSettings,
        UserRecommended,
        MachineRecommended,
        BuiltIn,
    ];
    assert_eq!(Layer::ALL, documented);
    assert!(documented.is_sorted());
}

#[test]
fn within_a_layer_the_later_one_wins() {
    let first = layer(Layer::MachineMandatory, "Theme", json!("dark"));
    let second = layer(Layer::MachineMandatory, "Theme", json!("light"));
    let expected = (Layer::MachineMandatory, json!("light"), true);
    assert_eq!(winner(vec![first, second], Key::Theme), expected);
}

#[test]
fn a_bad_value_is_passed_over_and_reported_with_its_source() {
    for (index, bad) in Layer::ALL.into_iter().enumerate() {
        let below = Layer::ALL.get(index + 1).copied();
        let mut findings = vec![
            layer(bad, "Theme", json!("purple")),
            layer(bad, "ExternalLinks", json!("block")),
            layer(Layer::BuiltIn, "LogLevel", json!("debug")),
        ];
        findings.extend(below.map(|below| layer(below, "Theme", json!("dark"))));
        let policy = Policy::resolve(findings);
        let entry = policy.entry(Key::Theme);
        let expected = below.map_or((Layer::BuiltIn, "system"), |below| (below, "dark"));
        assert_eq!((entry.source.layer, entry.value.as_str().unwrap()), expected);
        let [problem] = entry.problems.as_slice() else { panic!("{:?}", entry.problems) };
        assert_eq!((problem.source.layer, problem.source.place.as_str()), (bad, format!("{bad:?}").as_str()));
        assert!(matches!(problem.reason, Reason::NotAllowed { .. }), "{problem:?}");
        // Its neighbours are not disturbed.
        assert_eq!(policy.entry(Key::ExternalLinks).value, "block");
        assert_eq!(policy.entry(Key::LogLevel).value, "debug");
    }
}

#[test]
fn a_bad_value_below_the_one_in_force_is_reported_too() {
    let policy = Policy::resolve([
        layer(Layer::MachineMandatory, "Theme", json!("dark")),
        layer(Layer::MachineRecommended, "Theme", json!(3)),
    ]);
    let entry = policy.entry(Key::Theme);
    assert_eq!((entry.value.as_str(), entry.problems.len()), (Some("dark"), 1));
    assert_eq!(entry.problems[0].source.layer, Layer::MachineRecommended);
}

#[test]
fn machine_only_keys_are_taken_from_the_machine_alone() {
    for from in Layer::ALL {
        let policy = Policy::resolve([layer(from, "OfflineOnly", json!(true))]);
        let entry = policy.entry(Key::OfflineOnly);
        let taken = matches!(from, Layer::MachineMandatory | Layer::MachineRecommended | Layer::BuiltIn);
        assert_eq!(policy.offline_only(), taken, "{from:?}");
        let reasons: Vec<&Reason> = entry.problems.iter().map(|problem| &problem.reason).collect();
        let expected: &[&Reason] = if taken { &[] } else { &[&Reason::MachineOnly] };
        assert_eq!(reasons, expected, "{from:?}");
    }
}

/// The letter M of the documentation.
#[test]
fn these_keys_are_machine_only() {
    let marked: Vec<&str> = Key::ALL
        .iter()
        .filter(|key| key.definition().reach == help_policy::Reach::MachineOnly)
        .map(|key| key.name())
        .collect();
    let expected = "OfflineOnly UpdateMode UpdateEndpoints UpdateChannel UpdatePin ContentPacks ContentTrustedKeys \
                    RequireSignedPacks SupportEmailFrom SmtpHost SmtpPort SmtpSecurity SmtpAuth JsmBaseUrl JsmServiceDeskId \
                    JsmRequestTypes ExtraCaFile";
    assert_eq!(marked.join(" "), expected);
}

#[test]
fn unknown_keys_warn_and_show_no_value() {
    let secret = layer(Layer::MachineMandatory, "SmtpPassword", json!("hunter2"));
    let policy = Policy::resolve([
        secret.clone(),
        layer(Layer::MachineMandatory, "theme", json!("dark")),
        layer(Layer::MachineMandatory, "Th\u{1b}[31m\neme", json!("dark")),
    ]);
    let found: Vec<(Option<&str>, &Reason, Severity)> = policy
        .general_problems()
        .iter()
        .map(|problem| (problem.key.as_deref(), &problem.reason, problem.severity))
        .collect();
    let unknown = |meant| Reason::UnknownKey { meant };
    assert_eq!(
        found,
        [
            (Some("Th\u{FFFD}[31m\u{FFFD}eme"), &unknown(None), Severity::Warning),
            (Some("theme"), &unknown(Some(Key::Theme)), Severity::Warning),
            (Some("SmtpPassword"), &unknown(None), Severity::Warning),
        ]
    );
    assert_eq!(policy.entry(Key::Theme).value, "system");
    assert!(!format!("{policy:?} {secret:?}").contains("hunter2"));
}

#[test]
fn values_that_do_not_go_together_are_reported() {
    let check = |values: &[(&str, Value)], key: Key, expected: &[Reason]| {
        let values = values.iter().map(|(key, value)| (*key, value.clone(), "a file"));
        let policy = Policy::resolve([Findings::from_values(Layer::MachineMandatory, values)]);
        let reasons: Vec<Reason> = policy.entry(key).problems.iter().map(|p| p.reason.clone()).collect();
        assert_eq!(reasons, expected);
    };
    let needs = |key| Reason::Needs { key };
    let proxy = ("ProxyUrl", json!("http://proxy.example.com:3128"));
    check(&[("ProxyMode", json!("manual"))], Key::ProxyMode, &[needs(Key::ProxyUrl)]);
    check(&[("ProxyMode", json!("manual")), proxy], Key::ProxyMode, &[]);
    let both = ("SupportTransports", json!(["smtp", "jsm"]));
    let missing = [Key::SmtpHost, Key::SupportEmailTo, Key::JsmBaseUrl, Key::JsmServiceDeskId].map(needs);
    check(&[both], Key::SupportTransports, &missing);
    let clear = [("SmtpSecurity", json!("none")), ("SmtpAuth", json!("keyring"))];
    check(&clear, Key::SmtpAuth, &[Reason::PasswordInTheClear]);
    check(&clear[1..], Key::SmtpAuth, &[]);
}

#[test]
fn the_table_crosses_as_json() {
    let policy = Policy::resolve([layer(Layer::MachineMandatory, "SmtpPort", json!(0))]);
    let table = serde_json::to_value(&policy).unwrap();
    let entry = table["entries"].as_array().unwrap().iter().find(|entry| entry["key"] == "SmtpPort").unwrap();
    let expected = json!({
        "key": "SmtpPort", "value": null, "source": { "layer": "built-in", "place": "" }, "locked": false,
        "problems": [{
            "source": { "layer": "machine-mandatory", "place": "MachineMandatory" },
            "key": "SmtpPort", "part": null, "severity": "error",
            "reason": { "code": "out-of-range", "least": 1, "most": 65535 },
        }],
    });
    assert_eq!(*entry, expected);
}
