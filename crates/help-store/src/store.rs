//! The handle that the rest of the program shares: one connection behind a lock.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use crate::{StoreError, migrations, open};

/// The user's data. All threads may use it as it is; every call waits for the one before.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
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
        Ok(Self::over(connection))
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

    pub(crate) fn over(connection: Connection) -> Self {
        Self { connection: Mutex::new(connection) }
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
        change(&self.lock()).map_err(|source| StoreError::Write { what, source })
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
}
