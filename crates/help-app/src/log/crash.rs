//! Reports of crashes: text files on this computer, which the person may add to a request.

use std::backtrace::Backtrace;
use std::fs;
use std::io::{self, Read, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_policy::Policy;

use super::options;
use crate::app::{BUILD, VERSION};
use crate::owner::Owner;
use crate::system;

/// How many reports are kept.
const KEPT: usize = 5;
const PREFIX: &str = "crash-";
/// How long a report may be of use.
const RECENT: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// The most bytes of a report that are read: what it begins with says the most.
const LONGEST: u64 = 32 * 1024;
/// The most lines of a report that are read.
const MOST_LINES: usize = 200;

/// A report of a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrashReport {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was written.
    pub written_at: SystemTime,
}

impl CrashReport {
    /// The reports in a folder, the newest first. A folder that cannot be read has none, and what is no file is none.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut reports: Vec<Self> = entries
            .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX)))
            .filter_map(|entry| {
                // A pipe in the place of a report would be waited for, and a link leads elsewhere.
                let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                Some(Self { path: entry.path(), written_at: metadata.modified().ok()? })
            })
            .collect();
        reports.sort_by(|left, right| (right.written_at, &right.path).cmp(&(left.written_at, &left.path)));
        reports
    }

    /// The reports of the last 14 days, the newest first.
    pub(crate) fn recent(folder: &Path, now: SystemTime) -> Vec<Self> {
        let mut reports = Self::in_folder(folder);
        // One from the future was written before the clock was set back.
        reports.retain(|report| now.duration_since(report.written_at).map_or(true, |age| age <= RECENT));
        reports
    }

    /// The name of the file: later reports have later names.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The beginning of the text, without a last line that is cut: half an address cannot be masked. Control characters are
    /// taken out; a report that cannot be read has no text.
    pub(crate) fn text(&self) -> String {
        let mut bytes = Vec::new();
        let read = fs::File::open(&self.path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
        if read.is_err() {
            return String::new();
        }
        let text = String::from_utf8_lossy(&bytes);
        let whole = match text.rsplit_once('\n') {
            Some((whole, _)) if bytes.len() as u64 == LONGEST => whole,
            _ => &text,
        };
        let lines = whole.lines().map(|line| line.chars().filter(|letter| !letter.is_control()).collect());
        let lines: Vec<String> = lines.filter(|line: &String| !line.trim().is_empty()).collect();
        lines[..lines.len().min(MOST_LINES)].join("\n")
    }
}

/// From now on every panic of this process leaves a report in `folder`, masked like the log; the last five are kept. Standard
/// error has the message as before.
pub fn report_crashes(folder: &Path, policy: &Policy, owner: &Owner) {
    let (folder, policy, owner) = (folder.to_owned(), policy.clone(), owner.clone());
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        usual(info);
        let text = owner.redactor(&policy, Vec::new()).redact(&text(info, &Backtrace::force_capture()));
        // There is nobody left to tell that this failed.
        let _ = write(&folder, &text, SystemTime::now());
    }));
}

fn text(info: &PanicHookInfo<'_>, backtrace: &Backtrace) -> String {
    let thread = std::thread::current();
    let payload = info.payload();
    let formatted = payload.downcast_ref::<String>().map(String::as_str);
    let message = formatted.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    format!(
        "eXpress Help {VERSION} ({BUILD})\n{}\nthread {}\n{place}\n{message}\n\n{backtrace}\n",
        system::name(),
        thread.name().unwrap_or("without a name"),
    )
}

fn write(folder: &Path, text: &str, now: SystemTime) -> io::Result<()> {
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    options().open(folder.join(format!("{PREFIX}{seconds}.txt")))?.write_all(text.as_bytes())?;
    for old in CrashReport::in_folder(folder).into_iter().skip(KEPT) {
        fs::remove_file(old.path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_last_reports_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("express-help.log"), "").unwrap();
        for number in 1..=8u64 {
            write(folder.path(), &format!("crash {number}"), UNIX_EPOCH + Duration::from_secs(number))
                .unwrap();
        }
        let found = CrashReport::in_folder(folder.path());
        assert_eq!(found.len(), KEPT);
        assert_eq!(fs::read_to_string(&found[0].path).unwrap(), "crash 8");
        assert!(folder.path().join("express-help.log").exists());
    }

    #[test]
    fn only_reports_of_the_last_days_are_recent() {
        let folder = tempfile::tempdir().unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(1_795_167_005);
        let day = Duration::from_secs(24 * 60 * 60);
        for (name, written_at) in
            [("crash-1.txt", now - 15 * day), ("crash-2.txt", now - 13 * day), ("crash-3.txt", now + day)]
        {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified(written_at).unwrap();
        }
        fs::create_dir(folder.path().join("crash-4.txt")).unwrap();
        let names: Vec<_> = CrashReport::recent(folder.path(), now).iter().map(CrashReport::name).collect();
        assert_eq!(names, ["crash-3.txt", "crash-2.txt"]);
    }

    #[test]
    fn the_beginning_of_a_report_is_read_in_whole_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("crash-1.txt");
        let check = |content: &[u8], expected: &str| {
            fs::write(&path, content).unwrap();
            let report = CrashReport { path: path.clone(), written_at: UNIX_EPOCH };
            assert_eq!(report.text(), expected);
        };
        check(b"", "");
        check(b"one\r\n\n  two\x1b[31m\xff\n", "one\n  two[31m\u{fffd}");
        let long = "x".repeat(usize::try_from(LONGEST).unwrap());
        check(format!("first\n{long}").as_bytes(), "first");
        let many: Vec<_> = (0..MOST_LINES + 5).map(|number| format!("line {number}")).collect();
        check(many.join("\n").as_bytes(), &many[..MOST_LINES].join("\n"));
        let missing = CrashReport { path: folder.path().join("missing"), written_at: UNIX_EPOCH };
        assert_eq!(missing.text(), "");
    }
}
