//! Reports of crashes: a text file on this computer, which the person may add to a request.

use std::backtrace::Backtrace;
use std::fs;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use help_policy::Policy;

use super::options;
use crate::app::{BUILD, VERSION};
use crate::owner::Owner;
use crate::system;

/// How many reports are kept.
const KEPT: usize = 5;
const PREFIX: &str = "crash-";

/// A report of a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrashReport {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was written.
    pub written_at: SystemTime,
}

impl CrashReport {
    /// The reports in a folder, the newest first. A folder that cannot be read has none.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut reports: Vec<Self> = entries
            .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX)))
            .filter_map(|entry| {
                let written_at = entry.metadata().ok()?.modified().ok()?;
                Some(Self { path: entry.path(), written_at })
            })
            .collect();
        reports.sort_by(|left, right| (right.written_at, &right.path).cmp(&(left.written_at, &left.path)));
        reports
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
}
