//! Puts the files of a pack on disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::PackFiles;

/// Writes the files below `folder`, which is emptied first.
/// # Errors
/// When the disk refuses.
pub fn to_folder(files: &PackFiles, folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Writes a `.helppack`: a ZIP with stored entries and fixed dates, complete or not at all.
/// # Errors
/// When the disk refuses; an existing file is then left as it was.
pub fn to_file(files: &PackFiles, path: &Path) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let temporary = Path::new(&temporary);
    let result = write_zip(files, temporary).and_then(|()| fs::rename(temporary, path));
    if result.is_err() {
        // The error of the write is the one to report.
        let _ = fs::remove_file(temporary);
    }
    result
}

fn write_zip(files: &PackFiles, path: &Path) -> io::Result<()> {
    let mut archive = ZipWriter::new(io::BufWriter::new(File::create(path)?));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    let mut file = archive.finish()?;
    file.flush()?;
    file.get_ref().sync_all()
}
