//! What values of the Windows registry mean, on every system.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use help_policy::{
    Findings, Hive, JsonFile, Key, Layer, Policy, PolicyKey, PolicySource, Reason, RegistryKey, RegistryValue,
};
use serde_json::{Value, json};

const PLACE: &str = r"HKLM\SOFTWARE\Policies\eXpress\Help";

fn text(text: &str) -> RegistryValue {
    RegistryValue::Text(text.to_owned())
}

fn key(values: &[(&str, RegistryValue)], keys: &[(&str, RegistryKey)]) -> RegistryKey {
    RegistryKey {
        values: values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        keys: keys.iter().map(|(name, key)| ((*name).to_owned(), key.clone())).collect(),
    }
}

fn policy(hive: Hive, key: RegistryKey) -> Policy {
    Policy::resolve([PolicyKey { hive, key }.read()])
}

/// Expects a value of the machine, or the reasons why there is none.
fn check(machine: RegistryKey, key: Key, expected: Result<Value, &[Reason]>) {
    let policy = policy(Hive::LocalMachine, machine);
    let entry = policy.entry(key);
    let reasons: Vec<Reason> = entry.problems.iter().map(|problem| problem.reason.clone()).collect();
    let reasons: Vec<Reason> = reasons.into_iter().filter(|r| !matches!(r, Reason::Needs { .. })).collect();
    match expected {
        Ok(value) => {
            assert_eq!((&entry.value, entry.source.layer), (&value, Layer::MachineMandatory), "{reasons:?}");
            assert_eq!(entry.source.place, format!(r"{PLACE}\{key}"));
            assert_eq!(reasons, []);
        }
        Err(expected) => {
            assert_eq!(entry.source.layer, Layer::BuiltIn);
            assert_eq!(reasons, expected);
            assert!(entry.problems.iter().all(|problem| problem.source.place == format!(r"{PLACE}\{key}")));
        }
    }
}

#[test]
fn every_type_has_its_form() {
    let one = |name: &str, value: RegistryValue| key(&[(name, value)], &[]);
    use RegistryValue::{Dword, Other};
    check(one("OfflineOnly", Dword(1)), Key::OfflineOnly, Ok(json!(true)));
    check(one("OfflineOnly", Dword(0)), Key::OfflineOnly, Ok(json!(false)));
    check(one("OfflineOnly", Dword(2)), Key::OfflineOnly, Err(&[Reason::OutOfRange { least: 0, most: 1 }]));
    let wrong = |expected, found| Reason::WrongType { expected, found };
    check(one("OfflineOnly", text("1")), Key::OfflineOnly, Err(&[wrong("bool", "text")]));
    check(one("OfflineOnly", Other), Key::OfflineOnly, Err(&[wrong("bool", "another")]));
    check(one("SmtpPort", Dword(2525)), Key::SmtpPort, Ok(json!(2525)));
    let range = Reason::OutOfRange { least: 1, most: 65_535 };
    check(one("SmtpPort", Dword(u32::MAX)), Key::SmtpPort, Err(&[range]));
    check(one("SmtpPort", text("25")), Key::SmtpPort, Err(&[wrong("integer", "text")]));
    check(one("SmtpHost", text("mail.example.com")), Key::SmtpHost, Ok(json!("mail.example.com")));
    check(one("SmtpHost", Dword(1)), Key::SmtpHost, Err(&[wrong("text", "integer")]));
    check(one("Theme", text("dark")), Key::Theme, Ok(json!("dark")));
    check(
        one("JsmRequestTypes", text(r#"{"problem":"10"}"#)),
        Key::JsmRequestTypes,
        Ok(json!({ "problem": "10" })),
    );
    let invalid = Reason::InvalidJson { line: 1, column: 1 };
    check(one("JsmRequestTypes", text("{")), Key::JsmRequestTypes, Err(&[invalid]));
    let twice = Reason::DuplicateKey { name: "problem".to_owned(), line: 1 };
    check(
        one("JsmRequestTypes", text(r#"{"problem":"1","problem":"2"}"#)),
        Key::JsmRequestTypes,
        Err(&[twice]),
    );
    check(one("JsmRequestTypes", text("[]")), Key::JsmRequestTypes, Err(&[wrong("object", "list")]));
}

#[test]
fn lists_are_numbered_subkeys() {
    let list = |values: &[(&str, RegistryValue)]| key(&[], &[("SupportTransports", key(values, &[]))]);
    let transports = Key::SupportTransports;
    check(
        list(&[("10", text("smtp")), ("9", text("file")), ("", text("x"))]),
        transports,
        Ok(json!(["file", "smtp"])),
    );
    // What Windows leaves behind when a list is taken back.
    let left_behind = policy(Hive::LocalMachine, list(&[]));
    assert_eq!(left_behind.entry(transports).source.layer, Layer::BuiltIn);
    assert_eq!(left_behind.problems().count(), 0);
    // How an empty list is written.
    check(key(&[("SupportTransports", text("[]"))], &[]), transports, Ok(json!([])));
    // As the command line of an installer gives it.
    let line = |written: &str| key(&[("SupportTransports", text(written))], &[]);
    check(line("mailto; file;"), transports, Ok(json!(["mailto", "file"])));
    check(line("mailto"), transports, Ok(json!(["mailto"])));
    check(list(&[("one", text("smtp"))]), transports, Err(&[Reason::NotNumbered]));
    let wrong = |found| Reason::WrongType { expected: "text", found };
    let bad = [("1", RegistryValue::Dword(7)), ("2", RegistryValue::Other)];
    check(list(&bad), transports, Err(&[wrong("integer"), wrong("null")]));
    let subkey = key(&[], &[("Theme", key(&[("1", text("dark"))], &[]))]);
    check(subkey, Key::Theme, Err(&[Reason::WrongType { expected: "choice", found: "list" }]));
}

#[test]
fn every_hive_and_subkey_is_a_layer() {
    let theme = || key(&[("Theme", text("dark"))], &[]);
    for (hive, mandatory, recommended) in [
        (Hive::LocalMachine, Layer::MachineMandatory, Layer::MachineRecommended),
        (Hive::CurrentUser, Layer::UserMandatory, Layer::UserRecommended),
    ] {
        assert_eq!(policy(hive, theme()).entry(Key::Theme).source.layer, mandatory);
        let below = key(&[], &[("recommended", theme())]);
        let policy = policy(hive, below);
        let entry = policy.entry(Key::Theme);
        assert_eq!((entry.source.layer, entry.locked), (recommended, false));
        assert!(
            entry.source.place.ends_with(r"\Policies\eXpress\Help\recommended\Theme"),
            "{}",
            entry.source.place
        );
    }
}

#[test]
fn names_are_compared_as_the_registry_does() {
    let machine = key(
        &[("THEME", text("dark")), ("SmtpPassword", text("hunter2")), ("", text("default"))],
        &[("redactpatterns", key(&[("1", text("x+"))], &[])), ("Nonsense", RegistryKey::default())],
    );
    let findings = PolicyKey { hive: Hive::LocalMachine, key: machine }.read();
    let policy = Policy::resolve([findings.clone()]);
    assert_eq!(policy.entry(Key::Theme).value, "dark");
    assert_eq!(policy.entry(Key::RedactPatterns).value, json!(["x+"]));
    let mut unknown: Vec<&str> =
        policy.general_problems().iter().map(|p| p.key.as_deref().unwrap()).collect();
    unknown.sort_unstable();
    assert_eq!(unknown, ["Nonsense", "SmtpPassword"]);
    assert!(!format!("{policy:?} {:?} {findings:?}", text("hunter2")).contains("hunter2"));
}

#[test]
fn the_user_cannot_unlock_what_the_machine_locks() {
    let key = |value: u32| key(&[("OfflineOnly", RegistryValue::Dword(value))], &[]);
    let machine = PolicyKey { hive: Hive::LocalMachine, key: key(1) }.read();
    let user = PolicyKey { hive: Hive::CurrentUser, key: key(0) }.read();
    let policy = Policy::resolve([machine, user]);
    assert!(policy.offline_only());
    assert_eq!(policy.entry(Key::OfflineOnly).problems[0].reason, Reason::MachineOnly);
}

/// The file beside the program stands below the registry, though both are the machine's mandatory layer.
#[test]
fn the_registry_wins_over_the_file_given_before_it() {
    let values = [("Theme", json!("light"), "policies.json"), ("LogLevel", json!("warn"), "policies.json")];
    let file = Findings::from_values(Layer::MachineMandatory, values);
    let registry = PolicyKey { hive: Hive::LocalMachine, key: key(&[("Theme", text("dark"))], &[]) }.read();
    let policy = Policy::resolve([file, registry]);
    assert_eq!(
        (policy.entry(Key::Theme).value.as_str(), policy.entry(Key::LogLevel).value.as_str()),
        (Some("dark"), Some("warn"))
    );
    let missing = JsonFile::new("/nonexistent", "policies/policies.json", Layer::MachineMandatory);
    assert_eq!(missing.read(), Findings::default());
}

#[test]
fn raw_values_are_decoded() {
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let check = |kind: u32, bytes: &[u8], expected: RegistryValue| {
        assert_eq!(RegistryValue::from_raw(kind, bytes), expected, "{kind} {bytes:?}");
    };
    check(1, &utf16("привет\0"), text("привет"));
    check(1, &utf16("no zero"), text("no zero"));
    check(1, &utf16("a\0b\0\0"), text("a\0b"));
    check(1, &[], text(""));
    check(1, &[0], RegistryValue::Other);
    check(1, &[0x00, 0xD8], RegistryValue::Other);
    check(4, &[1, 2, 0, 0], RegistryValue::Dword(513));
    check(4, &[1], RegistryValue::Other);
    check(11, &[0; 8], RegistryValue::Other);
    check(2, &utf16("%PATH%\0"), RegistryValue::Other);
    check(0, &[], RegistryValue::Other);
}
