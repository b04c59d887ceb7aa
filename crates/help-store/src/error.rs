//! What can go wrong with the user's file, in words for the person who reads them.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::{AttachmentLimit, RequestState};

/// A failed operation on the user's file. The message says what failed and then what the user can do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the file, the file itself or its lock could not be made or examined.
    #[error(
        "cannot create or read {}: {source}. Check that the disk is not full and that you may write to this folder",
        path.display()
    )]
    Place {
        /// The folder or file concerned.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// The file is there, but may not be written.
    #[error(
        "cannot write to {}: the file is read-only. Allow writing to it, or move it away and start the program again",
        path.display()
    )]
    ReadOnly {
        /// The user's file.
        path: PathBuf,
    },

    /// SQLite could not open the file, for a reason that is not damage.
    #[error(
        "cannot open {}: {source}. Close other copies of the program and check that the disk is not full",
        path.display()
    )]
    Open {
        /// The user's file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },

    /// Another copy of the program has been opening the file for too long.
    #[error("cannot open {}: another copy of the program is opening it. Close that copy and try again", path.display())]
    Busy {
        /// The user's file.
        path: PathBuf,
    },

    /// The file is damaged and could not be renamed.
    #[error(
        "{} is damaged and cannot be set aside: {source}. Close other copies of the program, or rename the file yourself",
        path.display()
    )]
    SetAside {
        /// The file that stayed where it was.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// A newer version of the program wrote the file. It was not changed.
    #[error(
        "{} was written by a newer version of the program (format {found}, this version knows {supported}). \
         Install the newer version again, or move the file away to start with an empty one",
        path.display()
    )]
    NewerSchema {
        /// The user's file.
        path: PathBuf,
        /// The schema version in the file.
        found: i64,
        /// The newest schema version this program knows.
        supported: i64,
    },

    /// A schema step failed; the file is as it was before this step.
    #[error("cannot update the user's data to format {version}: {source}. Check that the disk is not full")]
    Migrate {
        /// The schema version that was not reached.
        version: i64,
        /// What SQLite said.
        source: rusqlite::Error,
    },

    /// Reading failed.
    #[error("cannot read {what}: {source}. Start the program again")]
    Read {
        /// What was asked for, as a noun: "the bookmarks".
        what: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },

    /// Writing failed; the previous value is still there.
    #[error("cannot save {what}: {source}. Check that the disk is not full and try again")]
    Write {
        /// What was to be saved, as a noun: "a setting".
        what: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },

    /// A setting has no JSON form. This is a mistake in the program.
    #[error("cannot save the setting {key:?}: {source}. Please report this to support")]
    Serialize {
        /// The setting's key.
        key: String,
        /// Why there is no JSON form.
        source: serde_json::Error,
    },

    /// The disk, or the user's share of it, is full; the previous value is still there.
    #[error("cannot save {what}: the disk is full. Free some space and try again")]
    Full {
        /// What was to be saved, as a noun: "the draft".
        what: &'static str,
        /// What SQLite said.
        source: rusqlite::Error,
    },

    /// A draft or a request has no JSON form. This is a mistake in the program.
    #[error("cannot save what was entered: {source}. Please report this to support")]
    Encode {
        /// Why there is no JSON form.
        source: serde_json::Error,
    },

    /// A kept draft or request is not of the type asked for. The message of `serde_json` is left out, because it
    /// quotes what the user wrote.
    #[error(
        "cannot read what was entered: it does not fit at line {line}, column {column}. \
         Install the newest version of the program"
    )]
    Decode {
        /// Line in the JSON text, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },

    /// It was sent, deleted or moved meanwhile, perhaps by another copy of the program.
    #[error("{what} is not there any more. Look in the list of requests and drafts")]
    Missing {
        /// What was asked for, as a noun: "the draft".
        what: &'static str,
    },

    /// What was asked for is impossible in the request's state; nothing was changed.
    #[error("this cannot be done with a request that is {found}. Look at its state and try again later")]
    WrongState {
        /// The state it is in.
        found: RequestState,
    },

    /// An attachment would exceed a limit; nothing was added.
    #[error("cannot add the attachment: {limit}. Attach a smaller file or remove another")]
    OverLimit {
        /// The limit that would be exceeded.
        limit: AttachmentLimit,
    },
}

impl StoreError {
    /// Tells a full disk from everything else that can go wrong with writing.
    pub(crate) fn write(what: &'static str, source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { what, source },
            _ => Self::Write { what, source },
        }
    }
}
