//! Policy in files: what is merged, and every kind of file and folder that is refused, with the reason.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use help_policy::{
    Findings, JsonFile, JsonFolder, Key, Layer, Machine, Owner, Policy, PolicySource, Problem, Reason,
    system_sources,
};
use serde_json::{Value, json};

/// A base folder with `policies/managed` in it, owned by whoever runs the test.
struct Base {
    folder: tempfile::TempDir,
}

impl Base {
    fn new() -> Self {
        let base = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(base.managed()).unwrap();
        for folder in [base.path(""), base.path("policies"), base.managed()] {
            set_mode(&folder, 0o755);
        }
        base
    }

    fn path(&self, below: &str) -> PathBuf {
        // Joining an empty path would add a slash at the end.
        if below.is_empty() { self.folder.path().to_owned() } else { self.folder.path().join(below) }
    }

    fn managed(&self) -> PathBuf {
        self.path("policies/managed")
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.managed().join(name);
        fs::write(&path, content).unwrap();
        set_mode(&path, 0o644);
        path
    }

    fn owner(&self) -> Owner {
        Owner(fs::metadata(self.folder.path()).unwrap().uid())
    }

    /// Another user than the one who runs the test.
    fn stranger(&self) -> u32 {
        let Owner(me) = self.owner();
        me + 1_000
    }

    fn read_as(&self, owner: Owner) -> Findings {
        let folder = JsonFolder::new(self.folder.path(), "policies/managed", Layer::MachineMandatory);
        folder.owned_by(owner).read()
    }

    fn read(&self) -> Findings {
        self.read_as(self.owner())
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Expects one problem with a file or folder, and that the good file beside it is read all the same (or not).
fn check(findings: &Findings, path: &Path, expected: &Reason, others: Others) {
    let [Problem { source, key: None, reason, .. }] = findings.problems.as_slice() else {
        panic!("{:?}", findings.problems)
    };
    assert_eq!((source.place.as_str(), reason), (path.to_str().unwrap(), expected));
    assert_eq!(source.layer, Layer::MachineMandatory);
    let names: Vec<&str> = findings.settings.iter().map(|setting| setting.name.as_str()).collect();
    let wanted: &[&str] = if others == Others::Hold { &["Theme"] } else { &[] };
    assert_eq!(names, wanted);
}

#[derive(Clone, Copy, PartialEq)]
enum Others {
    Hold,
    Fall,
}

/// One bad file beside a good one.
fn check_content(content: impl AsRef<[u8]>, expected: &Reason) {
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let path = base.write("10-bad.json", content);
    check(&base.read(), &path, expected, Others::Hold);
}

#[test]
fn files_are_merged_in_the_order_of_their_names() {
    let base = Base::new();
    base.write("20-b.json", r#"{ "Theme": "light", "LogLevel": "warn" }"#);
    base.write("100-c.json", r#"{ "Theme": "system", "Audience": "admin" }"#);
    base.write("10-a.json", r#"{ "Theme": "dark", "SupportEmailTo": "support@example.com" }"#);
    base.write("30-broken-value.json", r#"{ "Theme": "purple" }"#);
    base.write("README.txt", "no policy");
    base.write(".draft.json", "{ broken");
    base.write("old.json~", "{ broken");
    let findings = base.read();
    assert_eq!(findings.problems, []);
    let policy = Policy::resolve([findings]);
    let entry = policy.entry(Key::Theme);
    // As bytes "100" stands before "20". The broken value of the last file leaves the word to the one before it.
    assert_eq!(entry.value, "light");
    assert!(entry.locked);
    assert_eq!(entry.source.place, base.managed().join("20-b.json").to_str().unwrap());
    assert_eq!(entry.problems[0].source.place, base.managed().join("30-broken-value.json").to_str().unwrap());
    assert_eq!(
        (policy.support_email_to(), policy.entry(Key::LogLevel).value.as_str()),
        (Some("support@example.com"), Some("warn"))
    );
}

#[test]
fn no_folder_is_no_problem() {
    for missing in ["policies/managed", "policies", ""] {
        let base = Base::new();
        let owner = base.owner();
        fs::remove_dir_all(base.path(missing)).unwrap();
        let folder =
            JsonFolder::new(base.path(""), "policies/managed", Layer::MachineMandatory).owned_by(owner);
        assert_eq!(folder.read(), Findings::default(), "{missing:?}");
    }
}

#[test]
fn files_of_others_are_refused() {
    let base = Base::new();
    base.write("10.json", r#"{ "Theme": "dark" }"#);
    let Owner(me) = base.owner();
    let findings = base.read_as(Owner(me + 1));
    check(&findings, &base.path(""), &Reason::WrongOwner { owner: me }, Others::Fall);
}

/// With real owners, where the test may change them.
#[test]
fn a_file_of_a_user_in_a_folder_of_root_is_refused() {
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let path = base.write("10-bad.json", r#"{ "OfflineOnly": false }"#);
    let owner = base.stranger();
    match std::os::unix::fs::chown(&path, Some(owner), None) {
        Ok(()) => check(&base.read(), &path, &Reason::WrongOwner { owner }, Others::Hold),
        // Only root may give files away. Then the test is an ordinary user, whose files root's rule refuses.
        Err(_) => {
            let Owner(me) = base.owner();
            check(
                &base.read_as(Owner::ROOT),
                &base.path(""),
                &Reason::WrongOwner { owner: me },
                Others::Fall,
            );
        }
    }
}

/// As above, for folders on the way and for a file that a link in the folder leads to.
#[test]
fn folders_of_a_user_and_links_to_files_of_a_user_are_refused() {
    let stranger = Base::new().stranger();
    let given_away = |path: &Path| std::os::unix::fs::chown(path, Some(stranger), None).is_ok();
    let expected = Reason::WrongOwner { owner: stranger };
    for below in ["policies", "policies/managed"] {
        let base = Base::new();
        base.write("10.json", r#"{ "Theme": "dark" }"#);
        let owner = base.owner();
        if given_away(&base.path(below)) {
            check(&base.read_as(owner), &base.path(below), &expected, Others::Fall);
        }
    }
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let target = base.write(".bad", r#"{ "Theme": "light" }"#);
    let link = base.managed().join("10-bad.json");
    symlink(".bad", &link).unwrap();
    if given_away(&target) {
        check(&base.read(), &link, &expected, Others::Hold);
    }
    // What everyone may write to is refused through a link as well, whoever runs the test.
    set_mode(&target, 0o666);
    assert!(!base.read().problems.is_empty());
    assert_eq!(base.read().settings.len(), 1);
}

#[test]
fn what_others_may_write_to_is_refused() {
    for mode in [0o664, 0o646, 0o666, 0o622] {
        let base = Base::new();
        base.write("20-good.json", r#"{ "Theme": "dark" }"#);
        let path = base.write("10-bad.json", r#"{ "Theme": "light" }"#);
        set_mode(&path, mode);
        let expected = Reason::WritableByOthers { mode: format!("{mode:o}") };
        check(&base.read(), &path, &expected, Others::Hold);
    }
    for (below, mode) in [("", 0o775), ("policies", 0o777), ("policies/managed", 0o1777)] {
        let base = Base::new();
        base.write("10.json", r#"{ "Theme": "dark" }"#);
        let path = base.path(below);
        set_mode(&path, mode);
        let expected = Reason::WritableByOthers { mode: format!("{mode:o}") };
        check(&base.read(), &path, &expected, Others::Fall);
        set_mode(&path, 0o755);
    }
}

#[test]
fn links_that_lead_out_are_refused() {
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let outside = base.path("outside.json");
    fs::write(&outside, r#"{ "Theme": "light" }"#).unwrap();
    let link = base.managed().join("10-bad.json");
    symlink(&outside, &link).unwrap();
    check(&base.read(), &link, &Reason::LeadsOutside, Others::Hold);

    fs::remove_file(&link).unwrap();
    symlink("../../outside.json", &link).unwrap();
    check(&base.read(), &link, &Reason::LeadsOutside, Others::Hold);

    // One that stays inside is followed.
    fs::remove_file(&link).unwrap();
    symlink("20-good.json", &link).unwrap();
    let findings = base.read();
    assert_eq!((findings.problems, findings.settings.len()), (vec![], 2));
}

#[test]
fn links_that_lead_nowhere_are_reported() {
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let link = base.managed().join("10-bad.json");
    for target in ["missing.json", "10-bad.json"] {
        symlink(target, &link).unwrap();
        let findings = base.read();
        assert!(matches!(findings.problems[0].reason, Reason::Unreadable { .. }), "{target}: {findings:?}");
        assert_eq!((findings.problems.len(), findings.settings.len()), (1, 1));
        fs::remove_file(&link).unwrap();
    }
}

#[test]
fn linked_folders_are_refused() {
    let base = Base::new();
    base.write("10.json", r#"{ "Theme": "dark" }"#);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(base.path("policies"), elsewhere.path().join("policies")).unwrap();
    symlink(elsewhere.path().join("policies"), base.path("policies")).unwrap();
    check(&base.read(), &base.path("policies"), &Reason::LinkedFolder, Others::Fall);
    fs::remove_file(base.path("policies")).unwrap();
    fs::write(base.path("policies"), "").unwrap();
    check(&base.read(), &base.path("policies"), &Reason::NotAFolder, Others::Fall);
}

#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let base = Base::new();
    base.write("20-good.json", r#"{ "Theme": "dark" }"#);
    let path = base.managed().join("10-bad.json");
    fs::create_dir(&path).unwrap();
    check(&base.read(), &path, &Reason::NotAFile, Others::Hold);
    fs::remove_dir(&path).unwrap();
    // Nobody writes to this pipe: opening it would wait for ever.
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    check(&base.read(), &path, &Reason::NotAFile, Others::Hold);
}

#[test]
fn large_files_and_large_folders_are_refused() {
    let padded = |length: usize| format!("{{ \"LogLevel\": \"warn\" }}{}", " ".repeat(length - 22));
    check_content(padded((1 << 20) + 1), &Reason::TooLarge { most: 1 << 20 });
    let base = Base::new();
    base.write("10.json", padded(1 << 20));
    assert_eq!((base.read().problems, base.read().settings.len()), (vec![], 1));

    for number in 0..200 {
        base.write(&format!("20-{number}.json"), "{}");
    }
    check(&base.read(), &base.managed(), &Reason::TooManyFiles { most: 200 }, Others::Fall);
}

#[test]
fn broken_contents_are_refused() {
    let invalid = |line, column| Reason::InvalidJson { line, column };
    check_content("", &invalid(1, 0));
    check_content("{ \"LogLevel\": \"warn\",\n}", &invalid(2, 1));
    check_content("{ \"LogLevel\": \"warn\" } x", &invalid(1, 24));
    check_content("{ // no comments\n}", &invalid(1, 3));
    check_content("{ \"LogLevel\": 'warn' }", &invalid(1, 15));
    check_content(b"{ \"LogLevel\": \"\xFF\" }", &invalid(1, 16));
    check_content("[".repeat(100_000), &invalid(1, 17));
    check_content(format!("[{}1]", "1,".repeat(200_000)), &invalid(1, 199_999));
    check_content(r#"{ "LogLevel": NaN }"#, &invalid(1, 15));
    check_content("[]", &Reason::NotAnObject);
    check_content("null", &Reason::NotAnObject);
    check_content(b"\xEF\xBB\xBF{}", &Reason::ByteOrderMark);
    check_content(b"\xFF\xFE{\0}\0", &Reason::ByteOrderMark);
}

#[test]
fn a_name_that_stands_twice_is_refused_at_any_depth() {
    let duplicate = |name: &str, line| Reason::DuplicateKey { name: name.to_owned(), line };
    check_content("{ \"LogLevel\": \"warn\",\n\"LogLevel\": \"info\" }", &duplicate("LogLevel", 2));
    check_content(r#"{ "LogLevel": "warn", "Log\u004cevel": "info" }"#, &duplicate("LogLevel", 1));
    check_content(
        "{ \"SupportContacts\": {\n\"phone\": \"1\",\n\"phone\": \"2\" } }",
        &duplicate("phone", 3),
    );
    check_content(r#"{ "a": [[{ "b": 1, "b": 1 }]] }"#, &duplicate("b", 1));
    let long = format!(r#"{{ "{0}": 1, "{0}": 2 }}"#, "\u{202e}".repeat(5_000));
    check_content(long, &duplicate(&"\u{FFFD}".repeat(100), 1));
}

#[test]
fn all_kinds_of_values_arrive_as_written() {
    let base = Base::new();
    let values =
        json!({ "a": null, "b": [true, -1, 18_446_744_073_709_551_615_u64, 1.5], "c": { "d": "я\n" } });
    base.write("10.json", values.to_string());
    let findings = base.read();
    let read: serde_json::Map<String, Value> =
        findings.settings.into_iter().map(|setting| (setting.name, setting.value)).collect();
    assert_eq!(Value::Object(read), values);
}

#[test]
fn a_single_file_is_read_by_the_same_rules() {
    let base = Base::new();
    let file = || {
        JsonFile::new(base.path(""), "policies/policies.json", Layer::MachineMandatory).owned_by(base.owner())
    };
    assert_eq!(file().read(), Findings::default());
    let path = base.path("policies/policies.json");
    fs::write(&path, r#"{ "Theme": "dark" }"#).unwrap();
    set_mode(&path, 0o644);
    assert_eq!(file().read().settings.len(), 1);
    set_mode(&path, 0o666);
    check(&file().read(), &path, &Reason::WritableByOthers { mode: "666".to_owned() }, Others::Fall);
    set_mode(&base.path("policies"), 0o777);
    let expected = Reason::WritableByOthers { mode: "777".to_owned() };
    check(&file().read(), &base.path("policies"), &expected, Others::Fall);
}

#[test]
fn the_sources_of_this_system_can_be_read() {
    let machine = Machine { user_name: Some("ivanov".to_owned()), ..Machine::default() };
    let findings: Vec<Findings> = system_sources(&machine).iter().map(|source| source.read()).collect();
    assert!(!findings.is_empty());
    assert_eq!(Policy::resolve(findings).entries().len(), Key::ALL.len());
}
