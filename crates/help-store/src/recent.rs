//! What the reader searched for lately. It never leaves the machine and can be forgotten at any time.

use std::time::SystemTime;

use rusqlite::params;

use crate::store::milliseconds;
use crate::{Store, StoreError};

/// How many are kept.
const KEPT: u32 = 20;

impl Store {
    /// The searches that are kept, newest first.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn recent_searches(&self) -> Result<Vec<String>, StoreError> {
        self.read("the recent searches", |connection| {
            let sql = "SELECT query FROM recent_search ORDER BY searched_at DESC, rowid DESC";
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// Keeps a search; one that is there becomes the newest, and the oldest beyond twenty are dropped.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn remember_search(&self, query: &str, now: SystemTime) -> Result<(), StoreError> {
        self.write("the search", |connection| {
            connection
                .prepare_cached("INSERT OR REPLACE INTO recent_search (query, searched_at) VALUES (?1, ?2)")?
                .execute(params![query, milliseconds(now)])?;
            let sql = "DELETE FROM recent_search WHERE query NOT IN
                (SELECT query FROM recent_search ORDER BY searched_at DESC, rowid DESC LIMIT ?1)";
            connection.prepare_cached(sql)?.execute([KEPT]).map(drop)
        })
    }

    /// Forgets one search, or all of them.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn forget_searches(&self, query: Option<&str>) -> Result<(), StoreError> {
        self.write("the recent searches", |connection| {
            connection
                .prepare_cached("DELETE FROM recent_search WHERE ?1 IS NULL OR query = ?1")?
                .execute([query])
                .map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn searches_are_listed_newest_first_and_can_be_forgotten() {
        let store = Store::in_memory().unwrap();
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        for (second, query) in ["звук", "sms", "звук"].into_iter().enumerate() {
            store.remember_search(query, at(second as u64)).unwrap();
        }
        assert_eq!(store.recent_searches().unwrap(), ["звук", "sms"]);
        store.forget_searches(Some("звук")).unwrap();
        assert_eq!(store.recent_searches().unwrap(), ["sms"]);
        for second in 0..100 {
            store.remember_search(&format!("query {second}"), at(10 + second)).unwrap();
        }
        let kept = store.recent_searches().unwrap();
        assert_eq!((kept.len(), kept[0].as_str(), kept[19].as_str()), (20, "query 99", "query 80"));
        store.forget_searches(None).unwrap();
        assert!(store.recent_searches().unwrap().is_empty());
    }
}
