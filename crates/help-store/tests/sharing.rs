//! Several connections and processes on one file, and processes that die.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_store::{Bookmarked, Store};

const WRITES: u64 = 40;
/// Tells this test program that it is a writer: its name, then the file.
const WRITER: &str = "HELP_STORE_TEST_WRITER";
const FILE: &str = "HELP_STORE_TEST_FILE";

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005)
}

fn write_bookmarks(store: &Store, writer: &str) {
    for number in 0..WRITES {
        let id = format!("{writer}/{number}");
        store.set_bookmark(&id, Bookmarked::Yes, now() + Duration::from_secs(number)).unwrap();
    }
}

fn spawn_writer(name: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes_that_die_while_writing_lose_nothing", "--nocapture"])
        .env(WRITER, name)
        .env(FILE, path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Started again by itself as two writers that end without closing anything.
#[test]
fn processes_that_die_while_writing_lose_nothing() {
    if let (Some(writer), Some(path)) = (std::env::var_os(WRITER), std::env::var_os(FILE)) {
        let opened = Store::open(&PathBuf::from(path), now()).unwrap();
        write_bookmarks(&opened.store, writer.to_str().unwrap());
        std::process::abort();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let writers = ["first", "second"].map(|name| spawn_writer(name, &path));
    for mut writer in writers {
        assert!(!writer.wait().unwrap().success(), "the writer should have died");
    }
    assert!(path.with_file_name("help.sqlite-wal").metadata().unwrap().len() > 0, "no log: not a crash");
    let opened = Store::open(&path, now()).unwrap();
    assert_eq!(opened.set_aside, None);
    assert_eq!(opened.store.bookmarks().unwrap().len() as u64, 2 * WRITES);
}

#[test]
fn two_connections_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let [first, second] = [(); 2].map(|()| Store::open(&path, now()).unwrap().store);
    std::thread::scope(|scope| {
        scope.spawn(|| write_bookmarks(&first, "first"));
        scope.spawn(|| write_bookmarks(&second, "second"));
    });
    assert_eq!(first.bookmarks().unwrap().len() as u64, 2 * WRITES);
    assert_eq!(first.bookmarks().unwrap(), second.bookmarks().unwrap());
    first.set("theme", "dark").unwrap();
    assert_eq!(second.get::<String>("theme").as_deref(), Some("dark"));
}

/// Eight copies started at the same moment on no file at all: nobody sets aside what another has only begun.
#[test]
fn many_first_starts_at_once_make_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(Store::open(&path, now()).unwrap().set_aside, None));
        }
    });
}

#[test]
fn a_flushed_store_leaves_an_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let store = Store::open(&path, now()).unwrap().store;
    write_bookmarks(&store, "only");
    store.flush().unwrap();
    assert_eq!(path.with_file_name("help.sqlite-wal").metadata().unwrap().len(), 0);
}
