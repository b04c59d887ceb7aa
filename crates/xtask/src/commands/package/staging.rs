//! Puts the files of a package into a folder, with modes and times of their own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, Result};

use super::{text, tool};

/// What a file holds.
#[derive(Clone)]
pub(crate) enum Content {
    /// A copy of this file.
    Copy(PathBuf),
    /// This text.
    Text(String),
    /// This text, compressed; `.gz` is added to the path.
    Gzip(String),
}

/// Who may do what with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Everybody runs it; also folders, which everybody enters.
    Program,
    /// Everybody reads it.
    Data,
}

/// A file of a package.
#[derive(Clone)]
pub(crate) struct Placed {
    /// Below the root, without a slash at the front.
    pub(crate) path: String,
    pub(crate) content: Content,
    pub(crate) mode: Mode,
}

impl Placed {
    /// The path the file has in the end.
    pub(crate) fn installed(&self) -> String {
        let ending = if matches!(self.content, Content::Gzip(_)) { ".gz" } else { "" };
        format!("{}{ending}", self.path)
    }
}

/// Writes the files below a folder.
pub(crate) fn stage(files: &[Placed], folder: &Path, epoch: u64) -> Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        match &file.content {
            Content::Copy(source) => {
                fs::copy(source, &path).with_context(|| format!("cannot copy {}", source.display()))?;
            }
            Content::Text(text) => fs::write(&path, text)?,
            Content::Gzip(content) => {
                fs::write(&path, content)?;
                tool("gzip", folder, epoch, &["-9n", text(&path)?])?;
            }
        }
        set_mode(&folder.join(file.installed()), file.mode)?;
    }
    settle(folder, epoch)
}

/// Gives every folder its mode and everything the time: contents first, because they change the time of their folder.
pub(super) fn settle(folder: &Path, epoch: u64) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            settle(&entry.path(), epoch)?;
        } else {
            touch(&entry.path(), epoch)?;
        }
    }
    set_mode(folder, Mode::Program)?;
    touch(folder, epoch)
}

/// Says who may do what with a file or folder; on systems without such modes no packages are made.
pub(super) fn set_mode(path: &Path, mode: Mode) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let bits = if mode == Mode::Program { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(bits))?;
    }
    let _ = (path, mode);
    Ok(())
}

fn touch(path: &Path, epoch: u64) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(file.set_modified(UNIX_EPOCH + Duration::from_secs(epoch))?)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn files_have_the_modes_and_the_time_asked_for() {
        let scratch = Scratch::new().unwrap();
        let file = |path: &str, content: Content, mode: Mode| Placed { path: path.into(), content, mode };
        let files = [
            file("usr/bin/program", Content::Text("x".into()), Mode::Program),
            file("usr/share/man/page.1", Content::Gzip("x".into()), Mode::Data),
        ];
        stage(&files, scratch.path(), 1_000).unwrap();
        for (path, mode) in [("usr/bin/program", 0o755), ("usr/share/man/page.1.gz", 0o644), ("usr", 0o755)] {
            let metadata = scratch.path().join(path).metadata().unwrap();
            assert_eq!(metadata.permissions().mode() & 0o7777, mode, "{path}");
            assert_eq!(metadata.modified().unwrap(), UNIX_EPOCH + Duration::from_secs(1_000), "{path}");
        }
    }
}
