//! Looks at the user's file without touching it, for whoever wants to know whether it is sound.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::damage::{self, Look};
use crate::{Store, StoreError, place};

/// What a look at the user's file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// There is no file yet; the first start makes it.
    Absent,
    /// Every page is as it should be.
    Sound,
    /// The next start sets it aside and begins a new one.
    Damaged {
        /// What was found.
        finding: String,
    },
    /// A newer program wrote it; this one leaves it alone.
    Newer {
        /// The version of its schema.
        schema: i64,
    },
}

impl Store {
    /// Checks every page of the user's file. Nothing is created, renamed or brought up to date, and a running program is not
    /// disturbed.
    ///
    /// # Errors
    /// [`StoreError::Place`] when the file cannot be read, [`StoreError::Open`] when SQLite cannot open it for a reason that is
    /// not damage.
    pub fn examine(path: &Path) -> Result<Health, StoreError> {
        let damaged = |finding: &str| Health::Damaged { finding: finding.to_owned() };
        match damage::look(path).map_err(|source| place::failed(path, source))? {
            Look::Absent => Ok(Health::Absent),
            Look::Newer(schema) => Ok(Health::Newer { schema }),
            Look::Damaged => Ok(damaged("its beginning and its length do not fit")),
            Look::Plausible(_) => match checked(path) {
                Ok(None) => Ok(Health::Sound),
                Ok(Some(finding)) => Ok(damaged(&finding)),
                Err(error) if damage::means_damage(&error) => Ok(damaged(&error.to_string())),
                Err(source) => Err(StoreError::Open { path: path.to_path_buf(), source }),
            },
        }
    }
}

fn checked(path: &Path) -> rusqlite::Result<Option<String>> {
    // Who may write takes the log and its index away at the end; who may only read leaves a log alone that a crash or a running
    // program left, but would leave new empty ones behind.
    let has_log = place::with_suffix(path, "-wal").exists();
    let access = if has_log { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    let connection = Connection::open_with_flags(path, access)?;
    connection.busy_timeout(place::PATIENCE)?;
    damage::check_whole(&connection)
}
