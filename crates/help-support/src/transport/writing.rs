//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::SupportError;
use crate::file_name::FileName;
use crate::request::Request;

use super::{Delivery, ReasonCode};

/// How many requests of one day with one subject a folder may hold.
const MOST_NUMBERS: u32 = 1000;

/// Writes a file under a temporary name, brings it to the disk and gives it its name; when that is taken, the name with a
/// number. What was there before stays.
pub(super) fn write_new(
    folder: &Path,
    name: &FileName,
    write: impl FnOnce(&mut File) -> Result<(), SupportError>,
) -> Result<PathBuf, SupportError> {
    let failed = |source| SupportError::WriteFile { path: folder.join(name.as_str()), source };
    fs::create_dir_all(folder).map_err(failed)?;
    // Dropping it deletes the file, so every way out but the last leaves nothing.
    let mut file = tempfile::Builder::new()
        .prefix(".express-help-")
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(failed)?;
    write(file.as_file_mut())?;
    file.as_file().sync_all().map_err(failed)?;
    for number in 1..=MOST_NUMBERS {
        let candidate = if number == 1 { name.clone() } else { name.numbered(number) };
        let path = folder.join(candidate.as_str());
        match file.persist_noclobber(&path) {
            Ok(_) => {
                sync_folder(folder);
                return Ok(path);
            }
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(failed(error.error)),
        }
    }
    Err(failed(io::ErrorKind::AlreadyExists.into()))
}

/// Makes a folder that was not there before.
pub(super) fn create_new_folder(parent: &Path, name: &FileName) -> Result<PathBuf, SupportError> {
    let failed = |source| SupportError::WriteFile { path: parent.join(name.as_str()), source };
    fs::create_dir_all(parent).map_err(failed)?;
    for number in 1..=MOST_NUMBERS {
        let candidate = if number == 1 { name.clone() } else { name.numbered(number) };
        let path = parent.join(candidate.as_str());
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err(failed(io::ErrorKind::AlreadyExists.into()))
}

pub(super) fn write_all(file: &mut File, path: &Path, content: &[u8]) -> Result<(), SupportError> {
    file.write_all(content).map_err(|source| SupportError::WriteFile { path: path.to_owned(), source })
}

/// The name of a request's file or folder: its local date and its subject.
pub(super) fn name_of(request: &Request, ending: &str) -> FileName {
    let date = request.created.local().strftime("%Y-%m-%d");
    let subject: String = request.subject.as_str().replace(['/', '\\', '.'], " ").chars().take(60).collect();
    FileName::new(&format!("{date} {}{ending}", subject.trim()))
}

/// A failure to write as the outcome of an attempt. A full disk can be helped, so it may be tried again.
pub(super) fn failed(error: &SupportError) -> Delivery {
    match io_error(error).map(io::Error::kind) {
        Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            Delivery::retry(ReasonCode::DiskFull, &error.to_string())
        }
        Some(_) => Delivery::rejected(ReasonCode::CannotWrite, &error.to_string()),
        None => Delivery::rejected(ReasonCode::Unwritable, &error.to_string()),
    }
}

fn io_error(error: &SupportError) -> Option<&io::Error> {
    match error {
        SupportError::WriteFile { source, .. } => Some(source),
        SupportError::WriteArchive { source: zip::result::ZipError::Io(source) } => Some(source),
        _ => None,
    }
}

/// A new name is safe only when the folder is on the disk too. Windows cannot open folders and needs no such step; a file
/// system that refuses it has done what it can.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = entries.collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let name = FileName::new("a.zip");
        for text in ["first", "second", "third"] {
            let path =
                write_new(folder.path(), &name, |file| write_all(file, Path::new("a"), text.as_bytes()))
                    .unwrap();
            assert_eq!(fs::read_to_string(path).unwrap(), text);
        }
        assert_eq!(names(folder.path()), ["a (2).zip", "a (3).zip", "a.zip"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.zip")).unwrap(), "first");
    }

    #[test]
    fn a_failure_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let result = write_new(folder.path(), &FileName::new("a.zip"), |file| {
            write_all(file, Path::new("a"), b"half")?;
            Err(SupportError::WriteFile { path: "a".into(), source: io::ErrorKind::StorageFull.into() })
        });
        let delivery = failed(&result.unwrap_err());
        assert!(
            matches!(&delivery, Delivery::RetryLater { reason, .. } if reason.code == ReasonCode::DiskFull),
            "{delivery:?}"
        );
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn a_folder_that_is_a_file_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = write_new(&file, &FileName::new("a.zip"), |_| Ok(())).unwrap_err();
        assert!(
            matches!(failed(&error), Delivery::Rejected { reason } if reason.code == ReasonCode::CannotWrite)
        );
    }
}
