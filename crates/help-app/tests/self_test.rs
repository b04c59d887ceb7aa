//! What an administrator is told after a rollout.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::{Path, PathBuf};

use help_app::{Check, CheckResult, CheckedPart, Desktop, Display, HelpApp, OpenOptions, Policy, SelfTest};
use help_policy::{Findings, Layer};
use serde_json::json;
use tempfile::TempDir;

#[cfg(unix)]
const NO_FILE: &str = "/no/such/authorities.pem";
#[cfg(windows)]
const NO_FILE: &str = r"C:\no\such\authorities.pem";

fn run(options: &OpenOptions, web_view: &str, display: Display) -> SelfTest {
    let desktop = Desktop { web_view: Ok(web_view.to_owned()), display };
    SelfTest::run(options, &desktop, help_app::dto::Language::En)
}

/// Runs the test on a sound machine but for `options`; only `part` may end otherwise than well.
fn check(options: &OpenOptions, part: CheckedPart, expected: CheckResult, said: &str) {
    let test = run(options, "999.0", Display::Present);
    for Check { part: found, result, detail } in &test.checks {
        if *found == part {
            assert_eq!(*result, expected, "{part:?}: {detail}");
            assert!(detail.contains(said), "{part:?}: {detail}");
        } else {
            assert_eq!(*result, CheckResult::Passed, "{found:?}: {detail}");
        }
    }
    assert!(test.checks.iter().any(|check| check.part == part), "{part:?} was not checked");
    assert_eq!(test.passed, expected != CheckResult::Failed);
}

fn with_file(content: &[u8]) -> (TempDir, OpenOptions) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("user.sqlite");
    std::fs::write(&path, content).unwrap();
    (folder, OpenOptions { store: Some(path), ..OpenOptions::default() })
}

fn names(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_new_machine_passes_and_nothing_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let options =
        OpenOptions { store: Some(folder.path().join("deep/user.sqlite")), ..OpenOptions::default() };
    check(&options, CheckedPart::UserData, CheckResult::Passed, "first start");
    assert_eq!(names(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_file_in_use_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let options = OpenOptions { store: Some(folder.path().join("user.sqlite")), ..OpenOptions::default() };
    let _running = HelpApp::open(&options).unwrap();
    check(&options, CheckedPart::UserData, CheckResult::Passed, "user.sqlite");
}

#[test]
fn a_sound_file_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("user.sqlite");
    let options = OpenOptions { store: Some(path.clone()), ..OpenOptions::default() };
    drop(HelpApp::open(&options).unwrap());
    let before = (names(folder.path()), std::fs::read(&path).unwrap());
    check(&options, CheckedPart::UserData, CheckResult::Passed, "user.sqlite");
    assert!((names(folder.path()), std::fs::read(&path).unwrap()) == before, "something was changed");
}

#[test]
fn a_damaged_file_fails_and_stays() {
    let (folder, options) = with_file(b"no database at all");
    check(&options, CheckedPart::UserData, CheckResult::Failed, "damaged");
    assert_eq!(names(folder.path()), [options.store.unwrap()]);
}

#[test]
fn a_file_that_is_no_pack_fails() {
    let (folder, _) = with_file(b"no pack at all");
    let pack = Some(folder.path().join("user.sqlite"));
    check(
        &OpenOptions { pack, ..OpenOptions::default() },
        CheckedPart::Articles,
        CheckResult::Failed,
        "not a help pack",
    );
}

#[test]
fn policy_is_judged_by_its_problems() {
    for (key, value, expected, said) in [
        ("Theme", json!("dark"), CheckResult::Passed, "1"),
        ("Theme", json!(7), CheckResult::Failed, "site.json Theme"),
        ("Themes", json!("dark"), CheckResult::Warning, "site.json Themes"),
        ("ExtraCaFile", json!(NO_FILE), CheckResult::Failed, "ExtraCaFile"),
    ] {
        let findings = Findings::from_values(Layer::MachineMandatory, [(key, value, "site.json")]);
        let options = OpenOptions { policy: Policy::resolve([findings]), ..OpenOptions::default() };
        check(&options, CheckedPart::Policy, expected, said);
    }
}

#[test]
fn the_web_view_and_the_display_are_told() {
    let test = run(&OpenOptions::default(), "1.0", Display::Absent);
    let result = |part| test.checks.iter().find(|check| check.part == part).unwrap().result;
    assert_eq!(result(CheckedPart::WebView), CheckResult::Failed);
    assert_eq!(result(CheckedPart::Display), CheckResult::Warning);
    assert!(!test.passed);
    assert!(test.text(help_app::dto::Language::Ru).contains("ошибка"));
}
