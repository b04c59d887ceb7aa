//! Example policies, and the examples of the table as each system writes them.

use std::fmt::Write;

use help_policy::{Definition, Form, Key, Kind};
use serde_json::Value;

use crate::TemplateFile;

/// Files of `policies/managed` and `policies/recommended` on Linux, and one for the program's folder on Windows, with the keys
/// that stand in each.
const FILES: &[(&str, &[Key])] = &[
    ("packaging/policy/linux/managed/10-program.json", &[Key::ExternalLinks, Key::ExtraCaFile]),
    (
        "packaging/policy/linux/managed/20-support.json",
        &[
            Key::SupportTransports,
            Key::SupportEmailTo,
            Key::SupportContacts,
            Key::SmtpHost,
            Key::SmtpPort,
            Key::SmtpSecurity,
            Key::RequestFields,
        ],
    ),
    ("packaging/policy/linux/managed/30-diagnostics.json", &[Key::DiagnosticTargets, Key::RedactPatterns]),
    (
        "packaging/policy/linux/recommended/10-defaults.json",
        &[Key::Language, Key::Theme, Key::Audience, Key::Platform, Key::StartArticle],
    ),
    (
        "packaging/policy/windows/policies.example.json",
        &[
            Key::ExternalLinks,
            Key::SupportTransports,
            Key::SupportEmailTo,
            Key::SmtpHost,
            Key::SmtpPort,
            Key::SmtpSecurity,
        ],
    ),
];

/// Makes the example policies.
pub(crate) fn files() -> impl Iterator<Item = TemplateFile> {
    FILES.iter().map(|(path, keys)| TemplateFile { path, text: policy_file(keys) })
}

fn policy_file(keys: &[Key]) -> String {
    // The text of the table, not a parsed value: its parts stand in the order in which one writes them.
    let lines: Vec<String> =
        keys.iter().map(|key| format!("  \"{key}\": {}", key.definition().example)).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// A key as it stands in a file on Linux.
pub(crate) fn on_linux(definition: &Definition) -> String {
    format!("\"{}\": {}", definition.key, definition.example)
}

/// The example as one enters it in the policy editor of Windows: a list has an item a line.
pub(crate) fn on_windows(definition: &Definition) -> String {
    match (definition.kind, definition.example_value()) {
        (Kind::Bool, value) => if value == Value::Bool(true) { "1" } else { "0" }.to_owned(),
        (Kind::Text(Form::Path), Value::String(path)) => windows_path(&path),
        (_, Value::String(text)) => text,
        (Kind::List(_), Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
        }
        _ => definition.example.to_owned(),
    }
}

/// The example as it stands in the registry below the policy key.
pub(crate) fn in_registry(definition: &Definition) -> String {
    let key = definition.key;
    match (definition.kind, definition.example_value()) {
        (Kind::List(_), Value::Array(items)) => {
            let mut lines = String::new();
            for (index, item) in items.iter().filter_map(Value::as_str).enumerate() {
                let separator = if index == 0 { "" } else { "\n" };
                let _ = write!(lines, r"{separator}{key}\{} = REG_SZ {item}", index + 1);
            }
            lines
        }
        (Kind::Bool | Kind::Integer { .. }, _) => format!("{key} = REG_DWORD {}", on_windows(definition)),
        _ => format!("{key} = REG_SZ {}", on_windows(definition)),
    }
}

/// The same file where Windows programs would have it.
fn windows_path(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!(r"C:\Example\{name}")
}
