//! Whether a file may set policy: it and every folder above it belong to root, and nobody else may write to them.
//!
//! The folders are examined from a base down; what lies above the base (`/etc`) is the system's own business. On Windows,
//! where rights are no nine bits, only the kind and the size are examined: the folder must be one where users cannot write.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::problem::Reason;

/// The largest file, in bytes.
pub(crate) const MOST_BYTES: u64 = 1 << 20;

/// The user whose files may set policy, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner(pub u32);

impl Owner {
    /// The administrator.
    pub const ROOT: Self = Self(0);
}

/// A folder below a base that may hold policy.
#[derive(Clone, Debug)]
pub(crate) struct TrustedFolder {
    base: PathBuf,
    below: PathBuf,
    owner: Owner,
}

impl TrustedFolder {
    pub(crate) fn new(base: impl Into<PathBuf>, below: impl Into<PathBuf>) -> Self {
        Self { base: base.into(), below: below.into(), owner: Owner::ROOT }
    }

    pub(crate) fn owned_by(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    pub(crate) fn path(&self) -> PathBuf {
        // Joining an empty path would add a slash at the end.
        if self.below.as_os_str().is_empty() { self.base.clone() } else { self.base.join(&self.below) }
    }

    /// Examines every folder from the base to the last one. `Ok(false)` when there is none; an error names the folder.
    pub(crate) fn examine(&self) -> Result<bool, (PathBuf, Reason)> {
        let mut folder = self.base.clone();
        let mut rest = self.below.components();
        loop {
            match self.examine_folder(&folder) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(reason) => return Err((folder, reason)),
            }
            match rest.next() {
                Some(name) => folder.push(name),
                None => return Ok(true),
            }
        }
    }

    fn examine_folder(&self, folder: &Path) -> Result<bool, Reason> {
        let metadata = match fs::symlink_metadata(folder) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(unreadable(&error)),
        };
        if metadata.is_symlink() {
            return Err(Reason::LinkedFolder);
        }
        if !metadata.is_dir() {
            return Err(Reason::NotAFolder);
        }
        self.examine_rights(&metadata).map(|()| true)
    }

    /// Reads a file of the folder, which has been examined. A link to another file of the folder is followed.
    pub(crate) fn read(&self, name: &Path) -> Result<Vec<u8>, Reason> {
        let folder = fs::canonicalize(self.path()).map_err(|error| unreadable(&error))?;
        let path = fs::canonicalize(folder.join(name)).map_err(|error| unreadable(&error))?;
        if path.parent() != Some(&folder) {
            return Err(Reason::LeadsOutside);
        }
        // Before opening: opening a named pipe would wait for somebody to write.
        if !fs::symlink_metadata(&path).map_err(|error| unreadable(&error))?.is_file() {
            return Err(Reason::NotAFile);
        }
        let file = File::open(&path).map_err(|error| unreadable(&error))?;
        // Of the open file, so that it cannot be exchanged between the look and the reading.
        self.examine_rights(&file.metadata().map_err(|error| unreadable(&error))?)?;
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Reason::TooLarge { most: MOST_BYTES });
        }
        Ok(bytes)
    }

    #[cfg(unix)]
    fn examine_rights(&self, metadata: &Metadata) -> Result<(), Reason> {
        use std::os::unix::fs::MetadataExt;
        if metadata.uid() != self.owner.0 {
            return Err(Reason::WrongOwner { owner: metadata.uid() });
        }
        // Rights given by an access control list show in the bits of the group, too.
        if metadata.mode() & 0o022 != 0 {
            return Err(Reason::WritableByOthers { mode: format!("{:o}", metadata.mode() & 0o7777) });
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn examine_rights(&self, _: &Metadata) -> Result<(), Reason> {
        Ok(())
    }
}

/// What the system said, as data.
pub(crate) fn unreadable(error: &io::Error) -> Reason {
    Reason::Unreadable { detail: error.to_string() }
}
