//! The handle that the rest of the program shares: one connection behind a lock.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::courier::Delivering;
use crate::{StoreError, migrations, open};

/// The user's data. All threads may use it as it is; every call waits for the one before.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    /// The user's file; `None` in memory.
    pub(crate) path: Option<PathBuf>,
    /// The [`crate::Courier`]s of this store.
    pub(crate) delivering: Mutex<Delivering>,
}

/// What a change must outlive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// The program, however it ends: the system has the change.
    Crash,
    /// The power: the disk has the change, and with it every earlier one, because the log is one file.
    PowerCut,
}

impl Durability {
    /// SQLite refuses this inside a transaction.
    pub(crate) fn ask(self, connection: &Connection) -> rusqlite::Result<()> {
        let level = match self {
            Self::Crash => "NORMAL",
            Self::PowerCut => "FULL",
        };
        connection.pragma_update(None, "synchronous", level)
    }
}

/// Why a change was not made: SQLite failed, or the change makes no sense.
pub(crate) enum Refused {
    Sqlite(rusqlite::Error),
    Senseless(StoreError),
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Senseless(error)
    }
}

impl Store {
    /// Makes a store that forgets everything at the end: for when no file can be opened at all.
    ///
    /// # Errors
    /// [`StoreError::Open`] when there is no memory left.
    pub fn in_memory() -> Result<Self, StoreError> {
        let place = Path::new(":memory:");
        let opened = |source| StoreError::Open { path: place.to_path_buf(), source };
        let mut connection = Connection::open_in_memory().map_err(opened)?;
        open::configure(&connection).map_err(opened)?;
        migrations::apply(&mut connection)
            .map_err(|failed| StoreError::Migrate { version: failed.version, source: failed.source })?;
        Ok(Self::over(connection, None))
    }

    /// Moves everything from the write-ahead log into the main file, so that the next start finds it cleanly closed.
    ///
    /// Call it when the program ends: a process that simply exits runs no destructors. Nothing is lost without it.
    ///
    /// # Errors
    /// [`StoreError::Write`]; the log stays and the next start reads it.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.write("the user's data", |connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        })
    }

    pub(crate) fn over(connection: Connection, path: Option<PathBuf>) -> Self {
        Self { connection: Mutex::new(connection), path, delivering: Mutex::default() }
    }

    pub(crate) fn read<T>(
        &self,
        what: &'static str,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        query(&self.lock()).map_err(|source| StoreError::Read { what, source })
    }

    pub(crate) fn write(
        &self,
        what: &'static str,
        change: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        change(&self.lock()).map_err(|source| StoreError::write(what, source))
    }

    /// Makes several changes or none. What the change reads cannot be changed by another process meanwhile.
    pub(crate) fn change<T>(
        &self,
        what: &'static str,
        durability: Durability,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Refused>,
    ) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let changed = durability.ask(&connection).map_err(Refused::from).and_then(|()| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = change(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        });
        // Where this fails, later changes only take longer.
        let _ = Durability::Crash.ask(&connection);
        changed.map_err(|refused| match refused {
            Refused::Sqlite(source) => StoreError::write(what, source),
            Refused::Senseless(error) => error,
        })
    }

    /// A thread that panicked while it held the lock left no half-done work: SQLite rolls an open transaction back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since 1970; a clock set before that counts as 1970.
pub(crate) fn milliseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The time of so many milliseconds since 1970.
pub(crate) fn time(milliseconds: i64) -> SystemTime {
    let since = Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default());
    // Only a file that somebody wrote by hand has a time that the system cannot hold.
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_under_the_lock_does_not_spread() {
        fn usable_by_all_threads<T: Send + Sync>(_: &T) {}
        let store = Store::in_memory().unwrap();
        usable_by_all_threads(&store);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _ = store.read("nothing", |_| -> rusqlite::Result<()> { panic!("under the lock") });
        }));
        assert!(panicked.is_err());
        store.set("theme", &"dark").unwrap();
        assert_eq!(store.get::<String>("theme").as_deref(), Some("dark"));
    }

    #[test]
    fn a_change_is_as_durable_as_asked_for_and_the_next_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("help.sqlite"), UNIX_EPOCH).unwrap().store;
        let level = |connection: &Connection| {
            connection.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0))
        };
        let [normal, full] = [1, 2];
        let during = store.change("it", Durability::PowerCut, |transaction| Ok(level(transaction)?)).unwrap();
        assert_eq!((during, store.read("it", level).unwrap()), (full, normal));
        let during = store.change("it", Durability::Crash, |transaction| Ok(level(transaction)?)).unwrap();
        assert_eq!((during, store.read("it", level).unwrap()), (normal, normal));
        let refuse = |_: &Transaction<'_>| Err::<(), _>(StoreError::Missing { what: "it" }.into());
        store.change("it", Durability::PowerCut, refuse).unwrap_err();
        assert_eq!(store.read("it", level).unwrap(), normal);
    }

    #[test]
    fn times_come_back_and_strange_ones_do_no_harm() {
        let check = |given: SystemTime, expected: SystemTime| assert_eq!(time(milliseconds(given)), expected);
        let at = |milliseconds| UNIX_EPOCH + Duration::from_millis(milliseconds);
        check(at(1_795_167_005_123), at(1_795_167_005_123));
        check(UNIX_EPOCH - Duration::from_secs(1), UNIX_EPOCH);
        assert_eq!(time(-1), UNIX_EPOCH);
        assert!(time(i64::MAX) >= UNIX_EPOCH);
    }
}
