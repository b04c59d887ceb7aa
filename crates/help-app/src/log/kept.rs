//! How much the log and the reports of crashes are, and deleting them while the program runs.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use help_store::Amount;

use super::{CrashReport, LOG_NAME};

/// How many files there are, and their bytes. A folder that cannot be read has none.
pub(crate) fn amount(folder: &Path) -> Amount {
    let sizes = files(folder).into_iter().filter_map(|path| Some(fs::metadata(path).ok()?.len()));
    sizes.filter(|size| *size > 0).fold(Amount::default(), |amount, size| Amount {
        count: amount.count + 1,
        bytes: amount.bytes + size,
        ..amount
    })
}

/// Empties the log, which is open, and deletes its older parts and the reports of crashes.
///
/// # Errors
/// When a file cannot be changed; the others are.
pub(crate) fn clear(folder: &Path) -> io::Result<()> {
    let open_one = folder.join(LOG_NAME);
    let clear = |path: PathBuf| if path == open_one { empty(&path) } else { fs::remove_file(&path) };
    files(folder).into_iter().map(clear).fold(Ok(()), Result::and)
}

fn empty(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path).and_then(|file: File| file.set_len(0))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |name: &str| name == LOG_NAME || name.starts_with(&format!("{LOG_NAME}."));
    let parts = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_part));
    let parts = parts.map(|entry| entry.path());
    parts.chain(CrashReport::in_folder(folder).into_iter().map(|report| report.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_log_is_emptied_and_the_rest_deleted() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["express-help.log", "express-help.log.1", "crash-1.txt", "notes.txt"] {
            fs::write(folder.path().join(name), "12345").unwrap();
        }
        assert_eq!(amount(folder.path()), Amount { count: 3, bytes: 15, staying: 0 });
        clear(folder.path()).unwrap();
        assert_eq!(amount(folder.path()), Amount::default());
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut left: Vec<_> = left.collect();
        left.sort();
        assert_eq!(left, ["express-help.log", "notes.txt"]);
    }

    #[test]
    fn a_folder_that_is_not_there_has_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing");
        assert_eq!(amount(&missing), Amount::default());
        clear(&missing).unwrap();
    }
}
