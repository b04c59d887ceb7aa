//! The program's log: one file that turns over, structured, without anything that is nobody's business.
//!
//! Every line is one JSON object with `timestamp`, `level`, `message`, `target` and the event's own fields. Only the
//! program's own crates write: libraries log what they like, texts of requests and searches among it. What those crates hand
//! over is masked all the same, by the rules of the diagnosis, before it reaches the disk.

mod crash;
mod kept;
mod masked;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use file_rotate::compression::Compression;
use file_rotate::suffix::AppendCount;
use file_rotate::{ContentLimit, FileRotate};
use help_policy::{LogLevel, Policy};
use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::owner::Owner;
pub use crash::{CrashReport, report_crashes};
pub(crate) use kept::{amount, clear};
use masked::Masked;

/// Name of the log in its folder; older parts have `.1` and `.2` at the end.
pub const LOG_NAME: &str = "express-help.log";
/// Bytes after which a new file is begun.
const LONGEST: usize = 1 << 20;
/// How many older parts are kept.
const OLDER_PARTS: usize = 2;
/// The crates whose events are written.
const OWN: [&str; 4] = ["express_help", "help_app", "help_store", "help_support"];

/// Keeps the log open; dropped at the end of the program, it writes what is still on its way.
#[derive(Debug)]
pub struct Log {
    _worker: WorkerGuard,
}

/// Begins the log of this process in `folder`. Events are written by a thread of their own.
///
/// # Errors
/// When the folder cannot be made or written to; the program goes on without a log.
pub fn start(folder: &Path, policy: &Policy, owner: &Owner) -> io::Result<Log> {
    let path = prepared(folder)?;
    let (policy_of_thread, owner) = (policy.clone(), owner.clone());
    let file = Masked::new(move || owner.redactor(&policy_of_thread, Vec::new()), rotating(&path));
    let (writer, worker) = tracing_appender::non_blocking(file);
    // Another log of this process stays the one, which happens in tests only.
    let _ = tracing::subscriber::set_global_default(subscriber(writer, policy.log_level()));
    Ok(Log { _worker: worker })
}

/// Makes the folder for the user alone and tries whether the log can be written.
fn prepared(folder: &Path) -> io::Result<PathBuf> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let path = folder.join(LOG_NAME);
    options().open(&path)?;
    Ok(path)
}

fn options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn rotating(path: &Path) -> impl Write + Send + 'static {
    let limit = ContentLimit::BytesSurpassed(LONGEST);
    FileRotate::new(path, AppendCount::new(OLDER_PARTS), limit, Compression::None, Some(options()))
}

fn subscriber(writer: NonBlocking, level: LogLevel) -> impl tracing::Subscriber + Send + Sync {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    };
    let own = Targets::new().with_targets(OWN.map(|target| (target, level)));
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(writer);
    tracing_subscriber::registry().with(lines.with_filter(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_events_are_written_masked_and_others_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let owner = Owner {
            user_name: Some("ivanovivan".to_owned()),
            home_folder: Some(PathBuf::from("/home/ivanovivan")),
        };
        let path = prepared(&folder.path().join("deep")).unwrap();
        let file = Masked::new(move || owner.redactor(&Policy::default(), Vec::new()), rotating(&path));
        let (writer, worker) = tracing_appender::non_blocking(file);
        tracing::subscriber::with_default(subscriber(writer, LogLevel::Info), || {
            tracing::info!(target: "help_app::a", place = "/home/ivanovivan/x \"quoted\"", count = 3, "kept");
            tracing::warn!(target: "help_app::b", "mail to ivanov@example.com, password=hunter2secret");
            tracing::debug!(target: "help_app::a", "too detailed");
            tracing::error!(target: "tantivy::query", "somebody else's");
        });
        drop(worker);
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!((lines[0]["message"].as_str(), lines[0]["count"].as_i64()), (Some("kept"), Some(3)));
        assert_eq!(lines[0]["level"], "INFO");
        for secret in ["ivanovivan", "ivanov@example.com", "hunter2secret", "detailed", "else's"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }

    #[test]
    fn old_parts_make_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = prepared(folder.path()).unwrap();
        let mut file = rotating(&path);
        let line = vec![b'x'; LONGEST / 2 + 1];
        for _ in 0..12 {
            file.write_all(&line).unwrap();
        }
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [LOG_NAME, "express-help.log.1", "express-help.log.2"]);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(start(&file, &Policy::default(), &Owner::default()).is_err());
    }
}
