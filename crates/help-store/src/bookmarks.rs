//! Bookmarked articles. An id whose article is gone is kept: it may come back with the next pack.

use std::time::SystemTime;

use rusqlite::params;

use crate::store::milliseconds;
use crate::{Store, StoreError};

/// Whether an article is to be bookmarked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bookmarked {
    /// Put the bookmark; an earlier one keeps its time.
    Yes,
    /// Take it away.
    No,
}

impl Store {
    /// Lists the ids of the bookmarked articles, newest first.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn bookmarks(&self) -> Result<Vec<String>, StoreError> {
        self.read("the bookmarks", |connection| {
            let sql = "SELECT article_id FROM bookmark ORDER BY created_at DESC, rowid DESC";
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// Puts or takes away the bookmark of an article; doing so twice is not an error.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn set_bookmark(
        &self,
        article_id: &str,
        bookmarked: Bookmarked,
        now: SystemTime,
    ) -> Result<(), StoreError> {
        self.write("the bookmark", |connection| {
            match bookmarked {
                Bookmarked::Yes => connection
                    .prepare_cached(
                        "INSERT OR IGNORE INTO bookmark (article_id, created_at) VALUES (?1, ?2)",
                    )?
                    .execute(params![article_id, milliseconds(now)]),
                Bookmarked::No => connection
                    .prepare_cached("DELETE FROM bookmark WHERE article_id = ?1")?
                    .execute([article_id]),
            }
            .map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn bookmarks_are_listed_newest_first() {
        let store = Store::in_memory().unwrap();
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        store.set_bookmark("login/qr-login", Bookmarked::Yes, at(20)).unwrap();
        store.set_bookmark("start/update", Bookmarked::Yes, at(10)).unwrap();
        store.set_bookmark("calls/no-sound", Bookmarked::Yes, at(20)).unwrap();
        store.set_bookmark("start/update", Bookmarked::Yes, at(99)).unwrap();
        assert_eq!(store.bookmarks().unwrap(), ["calls/no-sound", "login/qr-login", "start/update"]);
        store.set_bookmark("login/qr-login", Bookmarked::No, at(30)).unwrap();
        store.set_bookmark("never/there", Bookmarked::No, at(30)).unwrap();
        assert_eq!(store.bookmarks().unwrap(), ["calls/no-sound", "start/update"]);
    }
}
