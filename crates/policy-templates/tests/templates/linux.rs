//! The JSON Schema and the example policies of Linux.

use boon::{Compiler, SchemaIndex, Schemas};
use help_policy::{Findings, Key, Layer, Policy, Severity, definitions};
use policy_templates::files;
use serde_json::{Value, json};

use crate::made;

/// The schema as it stands in the file, compiled; compiling checks it against the rules for schemas.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let text: Value = serde_json::from_str(&made(".schema.json")).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("file:///policy.schema.json", text).unwrap();
        let index = compiler.compile("file:///policy.schema.json", &mut schemas);
        Self { index: index.unwrap_or_else(|error| panic!("{error:#}")), schemas }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

fn policy(values: &Value) -> Policy {
    let values =
        values.as_object().unwrap().iter().map(|(key, value)| (key.as_str(), value.clone(), "a file"));
    Policy::resolve([Findings::from_values(Layer::MachineMandatory, values)])
}

/// Whether the program takes everything that is written.
fn program_accepts(values: &Value) -> bool {
    let policy = policy(values);
    let unknown = policy.general_problems().len();
    unknown == 0 && policy.problems().all(|problem| problem.severity == Severity::Warning)
}

#[test]
fn every_example_and_default_is_accepted() {
    let schema = Schema::new();
    let mut all = serde_json::Map::new();
    for definition in definitions() {
        let key = definition.key.name();
        assert!(schema.accepts(&json!({ key: definition.example_value() })), "{key}");
        if !definition.default_value().is_null() {
            assert!(schema.accepts(&json!({ key: definition.default_value() })), "{key}");
        }
        all.insert(key.to_owned(), definition.example_value());
    }
    assert!(schema.accepts(&Value::Object(all)) && schema.accepts(&json!({})));
}

/// Schema and program must agree.
#[test]
fn the_schema_and_the_program_give_the_same_verdict() {
    let schema = Schema::new();
    let check = |key: Key, accepted: bool, values: &[Value]| {
        for value in values {
            let file = json!({ key.name(): value });
            assert_eq!((schema.accepts(&file), program_accepts(&file)), (accepted, accepted), "{file}");
        }
    };
    let added = |field: Value| json!({ "add": [field] });
    let line = || json!({ "id": "a", "kind": "line", "label": "A" });
    check(Key::OfflineOnly, true, &[json!(true), json!(false)]);
    check(Key::OfflineOnly, false, &[json!(1), json!("true"), json!(null)]);
    check(Key::SmtpPort, true, &[json!(1), json!(65_535)]);
    check(Key::SmtpPort, false, &[json!(0), json!(65_536), json!("25"), json!(1.5)]);
    check(Key::Theme, true, &[json!("dark")]);
    check(Key::Theme, false, &[json!("Dark"), json!(""), json!(["dark"])]);
    check(
        Key::SmtpHost,
        true,
        &[json!("mail.example.com"), json!("[2001:db8::1]"), json!("почта.example.com")],
    );
    check(Key::SmtpHost, false, &[json!("mail.example.com:25"), json!("a b"), json!(""), json!("a@b")]);
    check(Key::SupportEmailTo, true, &[json!("support@example.com")]);
    check(
        Key::SupportEmailTo,
        false,
        &[json!("support"), json!("A <a@example.com>"), json!("a@b@example.com")],
    );
    check(Key::JsmBaseUrl, true, &[json!("https://jira.example.com"), json!("https://example.com/jira")]);
    check(
        Key::JsmBaseUrl,
        false,
        &[json!("jira.example.com"), json!("https://a:b@example.com"), json!("https://a/?b")],
    );
    check(Key::ProxyUrl, true, &[json!("http://proxy.example.com:3128"), json!("socks5://127.0.0.1:1080")]);
    check(
        Key::ProxyUrl,
        false,
        &[json!("proxy:3128"), json!("http://a:b@proxy:3128"), json!("http://proxy/x")],
    );
    check(Key::UpdatePin, true, &[json!("1"), json!("1.4.2")]);
    check(Key::UpdatePin, false, &[json!("1."), json!("1.2.3.4"), json!("v1")]);
    check(Key::StartArticle, true, &[json!("login/qr-login"), json!("a--b")]);
    check(Key::StartArticle, false, &[json!("../a"), json!("Login/a"), json!("a/"), json!("-a")]);
    check(Key::ExtraCaFile, true, &[json!("/etc/ssl/a.pem")]);
    check(Key::ExtraCaFile, false, &[json!("a.pem"), json!("")]);
    check(Key::SupportTransports, true, &[json!([]), json!(["file"])]);
    check(Key::SupportTransports, false, &[json!(["fax"]), json!("file"), json!([1])]);
    check(Key::DiagnosticTargets, true, &[json!(["cts.example.com:443", "[2001:db8::1]:1"])]);
    check(
        Key::DiagnosticTargets,
        false,
        &[json!(["cts.example.com"]), json!(["https://cts.example.com:443"])],
    );
    check(Key::ContentPacks, true, &[json!(["/srv/a.helppack", "https://help.example.com/a"])]);
    check(Key::ContentPacks, false, &[json!(["http://help.example.com/a"]), json!(["a.helppack"])]);
    check(Key::ContentTrustedKeys, false, &[json!(["RWQ"]), json!(["x".repeat(56)])]);
    check(
        Key::SupportContacts,
        true,
        &[json!({}), json!({ "hours": "9–18" }), json!({ "hours": { "ru": "а", "en": "b" } })],
    );
    check(
        Key::SupportContacts,
        false,
        &[
            json!({ "fax": "1" }),
            json!({ "hours": { "ru": "а" } }),
            json!({ "portal": "example.com" }),
            json!([]),
        ],
    );
    check(Key::JsmRequestTypes, false, &[json!({ "problem": 1 }), json!({ "other": "1" })]);
    let choice =
        json!({ "id": "a", "kind": "choice", "label": "A", "choices": [{ "value": "1", "label": "B" }] });
    check(
        Key::RequestFields,
        true,
        &[json!({}), added(line()), added(choice), json!({ "limits": { "files": 0 } })],
    );
    let mut with_choices = line();
    with_choices["choices"] = json!([{ "value": "1", "label": "B" }]);
    check(
        Key::RequestFields,
        false,
        &[
            json!({ "hide": ["A"] }),
            json!({ "limits": { "files": 101 } }),
            json!({ "limits": { "fileBytes": 0 } }),
            added(json!({ "id": "a", "kind": "line" })),
            added(json!({ "id": "a", "kind": "choice", "label": "A" })),
            added(json!({ "id": "a", "kind": "number", "label": "A" })),
            added(with_choices),
        ],
    );
    let unknown = json!({ "Teme": "dark" });
    assert_eq!((schema.accepts(&unknown), program_accepts(&unknown)), (false, false));
}

#[test]
fn the_example_policies_hold_as_they_are() {
    let schema = Schema::new();
    let mut seen = 0;
    let mut together = serde_json::Map::new();
    for file in files().unwrap() {
        if !file.path.contains("linux/managed/") && !file.path.contains("linux/recommended/") {
            continue;
        }
        let values: Value = serde_json::from_str(&file.text).unwrap();
        assert!(schema.accepts(&values), "{}", file.path);
        for (key, value) in values.as_object().unwrap() {
            assert!(together.insert(key.clone(), value.clone()).is_none(), "{key} stands in two examples");
        }
        seen += 1;
    }
    assert!(seen >= 4, "only {seen} examples");
    let policy = policy(&Value::Object(together));
    assert_eq!(policy.problems().count(), 0, "{:?}", policy.problems().collect::<Vec<_>>());
}

/// The page names every key, its description, and every code.
#[test]
fn the_pages_are_complete() {
    for (path, language) in
        [("docs/policy.md", help_policy::Language::En), ("docs/policy.ru.md", help_policy::Language::Ru)]
    {
        let page = made(path);
        assert!(!page.contains("{{"), "{path}");
        for definition in definitions() {
            assert!(page.contains(&format!("\n### {}\n", definition.key)), "{path} {}", definition.key);
            assert!(page.contains(definition.description(language)), "{path} {}", definition.key);
        }
        for reason in help_policy::Reason::examples() {
            let code = reason.code();
            assert!(page.contains(&format!("| `{code}` |")), "{path} {code}");
        }
    }
}
