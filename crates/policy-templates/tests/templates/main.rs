//! The files for administrators: each is read back the way its system or the program reads it.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

#[cfg(unix)]
mod linux;
#[cfg(unix)]
mod macos;
mod windows;
mod xml;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use policy_templates::files;

/// Runs the program in a folder.
fn run(root: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_policy-templates");
    Command::new(program).arg(root).args(arguments).output().unwrap()
}

#[test]
fn what_differs_from_the_table_is_named() {
    let root = tempfile::tempdir().unwrap();
    assert!(!run(root.path(), &["--check"]).status.success(), "nothing is there yet");
    assert!(run(root.path(), &[]).status.success());
    assert!(run(root.path(), &["--check"]).status.success());
    let changed = root.path().join("packaging/policy/windows/ru-RU/express-help.adml");
    fs::write(&changed, fs::read_to_string(&changed).unwrap() + " ").unwrap();
    let output = run(root.path(), &["--check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("windows/ru-RU/express-help.adml"), "{said}");
    assert!(!said.contains("docs/policy.md"), "{said}");
    assert!(!run(root.path(), &["--other"]).status.success());
}

/// The text of a file that is made.
fn made(ending: &str) -> String {
    let mut found = files().unwrap().into_iter().filter(|file| file.path.ends_with(ending));
    let file = found.next().unwrap_or_else(|| panic!("no file ends with {ending}"));
    assert!(found.next().is_none(), "several files end with {ending}");
    file.text
}
