//! The file on the disk, before SQLite sees it: folders, permissions, the opening lock, setting a file aside.
//!
//! Nothing here reads the file's content; that is `damage`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::StoreError;

/// How long to wait for another copy of the program that is opening the same file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the missing parent folders, readable by the user alone where the system knows that.
pub(crate) fn create_parents(path: &Path) -> Result<(), StoreError> {
    let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(parent).map_err(|source| failed(parent, source))
}

/// Makes an empty file when there is none, and takes all rights from everyone but its owner.
///
/// SQLite gives its `-wal` and `-shm` files the permissions of the main file, so this covers them as well.
pub(crate) fn create_private(path: &Path) -> Result<(), StoreError> {
    match open_private(path) {
        Ok(_) => Ok(()),
        Err(source) if source.kind() == ErrorKind::PermissionDenied && path.exists() => {
            Err(StoreError::ReadOnly { path: path.to_path_buf() })
        }
        Err(source) => Err(failed(path, source)),
    }
}

/// Holds `<name>.lock` while one copy of the program examines, sets aside or creates the file.
///
/// Without it a second copy could take a file that the first has only begun for a damaged one. Where the file system
/// has no locks the work goes on without: SQLite's own locking would fail there first.
pub(crate) fn lock(path: &Path) -> Result<File, StoreError> {
    let lock_path = with_suffix(path, ".lock");
    let file = open_private(&lock_path).map_err(|source| failed(&lock_path, source))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(source)) => return Err(failed(&lock_path, source)),
            Err(TryLockError::WouldBlock) if started.elapsed() > PATIENCE => {
                return Err(StoreError::Busy { path: path.to_path_buf() });
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Takes `<name>.outbox.lock`, the right to deliver requests; `None` when another process or thread has it.
///
/// The system lets go of it when its owner dies, however that happens. Where the file system has no locks the
/// answer is a file without one, as with [`lock`].
pub(crate) fn try_lock_outbox(path: &Path) -> Result<Option<File>, StoreError> {
    let lock_path = with_suffix(path, ".outbox.lock");
    let file = open_private(&lock_path).map_err(|source| failed(&lock_path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(Some(file)),
        Err(TryLockError::Error(source)) => Err(failed(&lock_path, source)),
    }
}

/// Renames the file and what SQLite keeps beside it to `<name>.damaged-YYYYMMDD-HHMMSS` (UTC); gives the new name.
pub(crate) fn set_aside(path: &Path, now: SystemTime) -> Result<PathBuf, StoreError> {
    let target = free_name(&with_suffix(path, &format!(".damaged-{}", stamp(now))));
    // The main file goes first: if that fails, everything is still together.
    fs::rename(path, &target).map_err(|source| StoreError::SetAside { path: path.to_path_buf(), source })?;
    for suffix in ["-wal", "-shm"] {
        let beside = with_suffix(path, suffix);
        match fs::rename(&beside, with_suffix(&target, suffix)) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                return Err(StoreError::SetAside { path: beside, source });
            }
            _ => {}
        }
    }
    Ok(target)
}

/// Appends to the last part of a path: `help.sqlite` and `-wal` give `help.sqlite-wal`.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Wraps what the system said about a file or folder.
pub(crate) fn failed(path: &Path, source: io::Error) -> StoreError {
    StoreError::Place { path: path.to_path_buf(), source }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    restrict(&file)?;
    Ok(file)
}

/// A file copied from elsewhere may be readable by others. Only the owner can change that, so a refusal is no error.
#[cfg(unix)]
fn restrict(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
    }
    Ok(())
}

fn free_name(wanted: &Path) -> PathBuf {
    let numbered = (2u32..).map(|number| with_suffix(wanted, &format!("-{number}")));
    std::iter::once(wanted.to_path_buf())
        .chain(numbered)
        .find(|name| !name.exists())
        .unwrap_or_else(|| wanted.to_path_buf())
}

/// Formats a time as `YYYYMMDD-HHMMSS` in UTC; times before 1970 count as 1970.
fn stamp(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = civil_from_days(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}")
}

/// Days since 1970-01-01 to year, month, day: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_utc_dates() {
        let check = |seconds: u64, expected: &str| {
            assert_eq!(stamp(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        };
        check(0, "19700101-000000");
        check(951_782_399, "20000228-235959");
        check(951_782_400, "20000229-000000");
        check(1_735_689_599, "20241231-235959");
        check(4_107_542_400, "21000301-000000");
    }

    #[test]
    fn files_set_aside_in_the_same_second_get_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("help.sqlite");
        let mut names = Vec::new();
        for _ in 0..3 {
            fs::write(&path, "x").unwrap();
            let target = set_aside(&path, UNIX_EPOCH).unwrap();
            names.push(target.file_name().unwrap().to_string_lossy().into_owned());
        }
        let first = "help.sqlite.damaged-19700101-000000";
        assert_eq!(names, [first.to_owned(), format!("{first}-2"), format!("{first}-3")]);
    }
}
