//! Opening real files: new, damaged, truncated, newer, and in places where nothing can be written.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_store::{Bookmarked, Store, StoreError};
use tempfile::TempDir;

/// 2026-11-20 09:30:05 UTC.
const STAMP: &str = "20261120-093005";

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005)
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    (folder, path)
}

/// Writes a store of several pages and closes it; gives its bytes.
fn real_file(path: &Path) -> Vec<u8> {
    let store = Store::open(path, now()).unwrap().store;
    for number in 0..150 {
        store.set_bookmark(&format!("section-{number}/an-article"), Bookmarked::Yes, now()).unwrap();
    }
    store.set("theme", "dark").unwrap();
    drop(store);
    fs::read(path).unwrap()
}

/// Opens what must be called damaged: the old content is set aside whole and an empty store works.
fn check_set_aside(path: &Path, content: &[u8], case: &str) {
    fs::write(path, content).unwrap();
    let opened = Store::open(path, now()).unwrap_or_else(|error| panic!("{case}: {error}"));
    let aside = opened.set_aside.unwrap_or_else(|| panic!("{case}: nothing was set aside"));
    assert!(aside.to_str().unwrap().contains(&format!("help.sqlite.damaged-{STAMP}")), "{case}: {aside:?}");
    assert_eq!(fs::read(&aside).unwrap(), content, "{case}");
    assert_eq!(opened.store.bookmarks().unwrap(), Vec::<String>::new(), "{case}");
    opened.store.set("theme", "light").unwrap();
    drop(opened.store);
    let again = Store::open(path, now()).unwrap();
    assert_eq!(again.set_aside, None, "{case}");
    assert_eq!(again.store.get::<String>("theme").as_deref(), Some("light"), "{case}");
    drop(again);
    fs::remove_file(aside).unwrap();
}

/// Bytes without a pattern that are the same in every run (xorshift64).
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let step = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    };
    (0..length).map(step).collect()
}

#[test]
fn a_new_file_is_made_with_its_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/help.sqlite");
    let opened = Store::open(&path, now()).unwrap();
    assert_eq!(opened.set_aside, None);
    opened.store.set("language", "ru").unwrap();
    drop(opened);
    let again = Store::open(&path, now()).unwrap();
    assert_eq!(again.set_aside, None);
    assert_eq!(again.store.get::<String>("language").as_deref(), Some("ru"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/help.sqlite");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let opened = Store::open(&path, now()).unwrap();
    opened.store.set("theme", "dark").unwrap();
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for name in ["help.sqlite", "help.sqlite-wal", "help.sqlite-shm", "help.sqlite.lock"] {
        assert_eq!(mode(&path.with_file_name(name)), 0o600, "{name}");
    }
    drop(opened);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    drop(Store::open(&path, now()).unwrap());
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn files_that_are_no_database_are_set_aside() {
    let (_folder, path) = place();
    check_set_aside(&path, b"", "zero length");
    check_set_aside(&path, b"x", "one byte");
    check_set_aside(&path, &noise(20_000), "noise");
    check_set_aside(&path, &[0; 12_288], "zeros");
    let sound = real_file(&path);
    check_set_aside(&path, &[&sound[..100], &noise(sound.len() - 100)].concat(), "noise after the header");
    check_set_aside(&path, &[&noise(16), &sound[16..]].concat(), "noise in place of the header");
}

#[test]
fn a_file_cut_anywhere_is_set_aside() {
    let (_folder, path) = place();
    let sound = real_file(&path);
    assert!(sound.len() > 16_000, "{} bytes are too few for this test", sound.len());
    for length in (0..sound.len()).step_by(512) {
        check_set_aside(&path, &sound[..length], &format!("{length} of {} bytes", sound.len()));
    }
    fs::write(&path, &sound).unwrap();
    assert_eq!(Store::open(&path, now()).unwrap().set_aside, None);
}

#[test]
fn noise_in_any_page_never_ends_in_an_error() {
    let (_folder, path) = place();
    let sound = real_file(&path);
    for start in (0..sound.len()).step_by(512) {
        let mut content = sound.clone();
        content[start..start + 512].copy_from_slice(&noise(512));
        fs::write(&path, &content).unwrap();
        let opened = Store::open(&path, now()).unwrap_or_else(|error| panic!("at {start}: {error}"));
        opened.store.bookmarks().unwrap_or_else(|error| panic!("at {start}: {error}"));
        opened.store.set("theme", "light").unwrap_or_else(|error| panic!("at {start}: {error}"));
    }
}

#[test]
fn the_log_goes_with_the_damaged_file() {
    let (_folder, path) = place();
    fs::write(&path, noise(4096)).unwrap();
    fs::write(path.with_file_name("help.sqlite-wal"), b"log").unwrap();
    fs::write(path.with_file_name("help.sqlite-shm"), b"index").unwrap();
    let opened = Store::open(&path, now()).unwrap();
    let aside = opened.set_aside.unwrap().to_str().unwrap().to_owned();
    assert_eq!(fs::read(format!("{aside}-wal")).unwrap(), b"log");
    assert_eq!(fs::read(format!("{aside}-shm")).unwrap(), b"index");
}

#[test]
fn a_file_whose_tables_are_gone_is_set_aside() {
    let (_folder, path) = place();
    real_file(&path);
    rusqlite::Connection::open(&path).unwrap().execute_batch("DROP TABLE bookmark").unwrap();
    assert!(Store::open(&path, now()).unwrap().set_aside.is_some());
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let (folder, path) = place();
    real_file(&path);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path, now()).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    let mut names: Vec<_> =
        folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["help.sqlite", "help.sqlite.lock"]);
}

/// The version number may still be in the log only, when the newer program crashed.
#[test]
fn a_newer_file_that_was_not_closed_is_left_as_it_is() {
    let (_folder, path) = place();
    real_file(&path);
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    let log_path = path.with_file_name("help.sqlite-wal");
    let (before, log) = (fs::read(&path).unwrap(), fs::read(&log_path).unwrap());
    drop(newer);
    fs::write(&path, &before).unwrap();
    fs::write(&log_path, &log).unwrap();
    let error = Store::open(&path, now()).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read(&log_path).unwrap(), log);
}

#[test]
fn places_that_cannot_be_written_are_errors() {
    let (folder, path) = place();
    fs::write(&path, b"a file, not a folder").unwrap();
    let below_a_file = path.join("help.sqlite");
    let mut places = vec![below_a_file, folder.path().to_path_buf()];
    if cfg!(target_os = "linux") {
        // No one can make files there, not even root, whom permissions do not stop.
        places.push(PathBuf::from("/proc/express-help/help.sqlite"));
    }
    for place in places {
        let error = Store::open(&place, now()).unwrap_err();
        assert!(matches!(error, StoreError::Place { .. }), "{place:?}: {error}");
    }
    let store = Store::in_memory().unwrap();
    store.set_bookmark("login/qr-login", Bookmarked::Yes, now()).unwrap();
    assert_eq!(store.bookmarks().unwrap(), ["login/qr-login"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = place();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let root = fs::write(folder.path().join("probe"), "").is_ok();
    let result = Store::open(&path, now());
    // Permissions do not stop root: there the file must simply work.
    assert_eq!(result.is_ok(), root);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
}
