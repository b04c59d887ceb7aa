//! Opens the user's file: creates it, brings its schema up to date, sets a damaged one aside.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::damage::{self, Check, Look};
use crate::store::Durability;
use crate::{Store, StoreError, migrations, place};

/// How long the log may stay after its content went into the main file, in bytes.
const LOG_KEPT: i64 = 4 << 20;

/// An open store, and what happened to the file before it.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Where the previous file went because it was damaged; tell the user.
    pub set_aside: Option<PathBuf>,
}

/// Why a file did not become a store.
enum Refusal {
    Damaged(rusqlite::Error),
    Failed(StoreError),
}

impl Store {
    /// Opens the user's file, or makes one. Parent folders are made as needed; on Unix they get the mode 0700 and the
    /// file 0600.
    ///
    /// A damaged, truncated or foreign file is renamed with its `-wal` and `-shm` to `<name>.damaged-YYYYMMDD-HHMMSS`
    /// (UTC, from `now`), and an empty one takes its place. `<name>.lock` stays beside the file.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] when a newer program wrote the file, which is then left as it is; other variants
    /// when the place cannot be written. [`Store::in_memory`] lets the program run even then.
    pub fn open(path: &Path, now: SystemTime) -> Result<Opened, StoreError> {
        place::create_parents(path)?;
        let _lock = place::lock(path)?;
        match attempt(path) {
            Ok(connection) => {
                Ok(Opened { store: Self::over(connection, Some(path.to_path_buf())), set_aside: None })
            }
            Err(Refusal::Failed(error)) => Err(error),
            Err(Refusal::Damaged(_)) => begin_again(path, now),
        }
    }
}

/// Turns on what every connection needs: durable enough, tolerant of a second copy of the program.
///
/// With the log, `synchronous = NORMAL` loses nothing when the program crashes, and at most the last changes (never
/// the file) when the power fails; `Durability` asks for more where that is too little. `fullfsync` means something
/// on macOS alone: there a plain `fsync` leaves the data in the disk's own memory.
pub(crate) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "fullfsync", true)?;
    // A log that grew with an attachment is cut back when it is used again.
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_KEPT, |_| Ok(()))?;
    // What was removed from a draft, a screenshot perhaps, must not be readable in the file.
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    Durability::Crash.ask(connection)?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn begin_again(path: &Path, now: SystemTime) -> Result<Opened, StoreError> {
    let set_aside = Some(place::set_aside(path, now)?);
    match attempt(path) {
        Ok(connection) => Ok(Opened { store: Store::over(connection, Some(path.to_path_buf())), set_aside }),
        Err(Refusal::Failed(error)) => Err(error),
        Err(Refusal::Damaged(source)) => Err(StoreError::Open { path: path.to_path_buf(), source }),
    }
}

fn attempt(path: &Path) -> Result<Connection, Refusal> {
    let look = damage::look(path).map_err(|source| Refusal::Failed(place::failed(path, source)))?;
    match look {
        Look::Damaged => Err(Refusal::Damaged(corrupt("its beginning and its length do not fit".to_owned()))),
        Look::Newer(found) => Err(newer(path, found)),
        Look::Plausible(check) => existing(path, check),
        Look::Absent => created(path),
    }
}

fn existing(path: &Path, check: Check) -> Result<Connection, Refusal> {
    place::create_private(path).map_err(Refusal::Failed)?;
    connect(path, check)
}

/// An empty file that could not be filled (a full disk) is taken away again: the next start would call it damaged.
fn created(path: &Path) -> Result<Connection, Refusal> {
    place::create_private(path).map_err(Refusal::Failed)?;
    connect(path, Check::Skipped).inspect_err(|_| {
        if path.metadata().is_ok_and(|file| file.len() == 0) {
            let _ = std::fs::remove_file(path);
        }
    })
}

fn connect(path: &Path, check: Check) -> Result<Connection, Refusal> {
    let refused = |source| refuse(path, source);
    let mut connection = opened(path).map_err(refused)?;
    let found = migrations::version(&connection).map_err(refused)?;
    if found > migrations::NEWEST {
        return Err(newer(path, found));
    }
    if check == Check::Whole
        && let Some(finding) = damage::check_whole(&connection).map_err(refused)?
    {
        return Err(Refusal::Damaged(corrupt(finding)));
    }
    configure(&connection).map_err(refused)?;
    migrate(&mut connection)?;
    migrations::probe(&connection).map_err(|source| match damage::means_missing_table(&source) {
        true => Refusal::Damaged(source),
        false => refused(source),
    })?;
    keep_log_on_close(&connection, false).map_err(refused)?;
    Ok(connection)
}

/// Until the file is known to be ours and sound, closing it must not move the log into it.
fn opened(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(place::PATIENCE)?;
    keep_log_on_close(&connection, true)?;
    Ok(connection)
}

fn keep_log_on_close(connection: &Connection, keep: bool) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep).map(drop)
}

fn migrate(connection: &mut Connection) -> Result<(), Refusal> {
    migrations::apply(connection).map_err(|failed| {
        if damage::means_damage(&failed.source) {
            Refusal::Damaged(failed.source)
        } else {
            Refusal::Failed(StoreError::Migrate { version: failed.version, source: failed.source })
        }
    })
}

fn refuse(path: &Path, source: rusqlite::Error) -> Refusal {
    if damage::means_damage(&source) {
        Refusal::Damaged(source)
    } else {
        Refusal::Failed(StoreError::Open { path: path.to_path_buf(), source })
    }
}

fn newer(path: &Path, found: i64) -> Refusal {
    let supported = migrations::NEWEST;
    Refusal::Failed(StoreError::NewerSchema { path: path.to_path_buf(), found, supported })
}

fn corrupt(finding: String) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), Some(finding))
}
