//! A crash leaves a report that names nobody. In a process of its own: the hook is one for all threads.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::PathBuf;

use help_app::log::{CrashReport, report_crashes};
use help_app::{Owner, Policy};

#[test]
fn a_crash_leaves_a_masked_report() {
    let folder = tempfile::tempdir().unwrap();
    let owner = Owner {
        user_name: Some("ivanovivan".to_owned()),
        home_folder: Some(PathBuf::from("/home/ivanovivan")),
    };
    report_crashes(folder.path(), &Policy::default(), &owner);
    let thread = std::thread::Builder::new().name("worker".to_owned());
    let panicked = thread.spawn(|| panic!("cannot read /home/ivanovivan/{}", "x")).unwrap().join();
    assert!(panicked.is_err());
    let reports = CrashReport::in_folder(folder.path());
    assert_eq!(reports.len(), 1);
    let text = std::fs::read_to_string(&reports[0].path).unwrap();
    assert!(
        text.contains("thread worker") && text.contains("cannot read") && text.contains("crash.rs:"),
        "{text}"
    );
    assert!(!text.contains("ivanovivan"), "{text}");
}
