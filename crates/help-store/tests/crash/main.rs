//! Processes that are killed at random instants while they save, attach, queue and deliver.
//!
//! A parent starts this program again as writers (`writer.rs`), which tell it through a pipe what the store has promised
//! them, kills them, opens the file and holds the store to its promises (`promises.rs`). The receiver is a file of the
//! ids that arrived (`receiver.rs`). Every save that returned must be there, which is more than "none older than
//! two seconds".

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod chance;
mod promises;
mod receiver;
mod writer;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chance::Chance;
use help_store::Store;
use libtest_mimic::{Arguments, Trial};
use promises::Promises;
use receiver::Receiver;

/// Kills in each of the two trials.
const KILLS: u64 = 252;
/// Repeats a run, as far as the system's scheduling lets it.
const SEED: &str = "HELP_STORE_CRASH_SEED";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.get(1).is_some_and(|argument| argument == writer::ARGUMENT) {
        writer::write_until_killed(&arguments[2..]);
    }
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::from(since.subsec_nanos()) << 20 ^ since.as_secs()
    });
    eprintln!("{SEED}={seed}");
    let trial = |name, round: fn(&mut Lane), lives| {
        Trial::test(name, move || {
            let mut lane = Lane::new(seed);
            (0..KILLS / lives).for_each(|_| lane.round(round));
            lane.finish();
            Ok(())
        })
    };
    let trials = vec![
        trial("one_process_that_is_killed_loses_nothing", one_writer, 1),
        trial("two_processes_at_once_that_are_killed_lose_nothing", two_writers, 3),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// One file, its receiver, and what was promised about both.
struct Lane {
    folder: tempfile::TempDir,
    chance: Chance,
    lives: u64,
    promises: Promises,
    /// What the writers of this round said, writer by writer.
    said: Vec<String>,
}

/// A writer that runs.
struct Life {
    process: Child,
    listener: JoinHandle<String>,
}

fn one_writer(lane: &mut Lane) {
    let only = lane.start(0);
    lane.kill(only);
}

/// One is killed and replaced beside another that goes on.
fn two_writers(lane: &mut Lane) {
    let first = lane.start(0);
    let second = lane.start(1);
    lane.kill(first);
    let third = lane.start(0);
    lane.kill(second);
    lane.kill(third);
}

impl Lane {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, chance: Chance::new(seed), lives: 0, promises: Promises::default(), said: Vec::new() }
    }

    fn store_path(&self) -> PathBuf {
        self.folder.path().join("help.sqlite")
    }

    fn receiver(&self) -> Receiver {
        Receiver::at(self.folder.path())
    }

    fn round(&mut self, round: fn(&mut Self)) {
        round(self);
        for said in std::mem::take(&mut self.said) {
            self.promises.hear(&said);
        }
        check_file(&self.store_path());
        let opened = Store::open(&self.store_path(), SystemTime::now()).unwrap();
        assert_eq!(opened.set_aside, None, "the file was called damaged");
        self.promises.hold(&opened.store, &self.receiver());
    }

    /// Delivers what is left: in the end every request arrived exactly once.
    fn finish(self) {
        let store = Store::open(&self.store_path(), SystemTime::now()).unwrap().store;
        writer::deliver_all(&store, &self.receiver());
        self.promises.all_arrived(&self.receiver());
    }

    fn start(&mut self, writer: u64) -> Life {
        self.lives += 1;
        let mut process = Command::new(std::env::current_exe().unwrap())
            .arg(writer::ARGUMENT)
            .arg(self.folder.path())
            .args([writer, self.lives, self.chance.next()].map(|number| number.to_string()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = process.stdout.take().unwrap();
        let listener = std::thread::spawn(move || {
            let mut said = String::new();
            pipe.read_to_string(&mut said).unwrap();
            said
        });
        Life { process, listener }
    }

    /// The instant is the experiment: nothing is waited for.
    fn kill(&mut self, mut life: Life) {
        std::thread::sleep(Duration::from_millis(self.chance.within(5, 120)));
        life.process.kill().unwrap();
        let status = life.process.wait().unwrap();
        assert_ne!(status.code(), Some(writer::PANICKED), "a writer met with an error, see above");
        self.said.push(life.listener.join().unwrap());
    }
}

/// SQLite finds nothing wrong, in any page or between the tables.
fn check_file(path: &Path) {
    // Killed before it made a file.
    if !path.exists() {
        return;
    }
    let connection = rusqlite::Connection::open(path).unwrap();
    let finding: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(finding, "ok");
    let mut orphans = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!orphans.exists([]).unwrap(), "attachments without an owner");
}
