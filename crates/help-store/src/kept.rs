//! How much the file keeps of each kind, and forgetting all of a kind at once.

use rusqlite::Connection;

use crate::store::Durability;
use crate::{Store, StoreError};

/// What the reader may want to forget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Records {
    /// Bookmarked articles.
    Bookmarks,
    /// Recent searches.
    Searches,
    /// Drafts with their files.
    Drafts,
    /// Requests with their files. Those that wait or are being sent are never forgotten at once.
    Requests,
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub count: u64,
    /// Bytes of their texts and files.
    pub bytes: u64,
    /// How many of them forgetting leaves.
    pub staying: u64,
}

impl Records {
    fn what(self) -> &'static str {
        match self {
            Self::Bookmarks => "the bookmarks",
            Self::Searches => "the recent searches",
            Self::Drafts => "the drafts",
            Self::Requests => "the requests",
        }
    }

    /// Count, bytes, and how many stay.
    fn count(self) -> &'static str {
        match self {
            Self::Bookmarks => "SELECT count(*), coalesce(sum(octet_length(article_id)), 0), 0 FROM bookmark",
            Self::Searches => "SELECT count(*), coalesce(sum(octet_length(query)), 0), 0 FROM recent_search",
            Self::Drafts => {
                "SELECT count(*), coalesce(sum(octet_length(content)), 0)
                    + (SELECT coalesce(sum(size), 0) FROM attachment WHERE draft IS NOT NULL), 0 FROM draft"
            }
            Self::Requests => {
                "SELECT count(*), coalesce(sum(octet_length(content) + coalesce(octet_length(draft_content), 0)), 0)
                    + (SELECT coalesce(sum(size), 0) FROM attachment WHERE request IS NOT NULL),
                    count(*) FILTER (WHERE state IN ('queued', 'sending')) FROM outbox"
            }
        }
    }

    fn delete(self) -> &'static str {
        match self {
            Self::Bookmarks => "DELETE FROM bookmark",
            Self::Searches => "DELETE FROM recent_search",
            Self::Drafts => "DELETE FROM draft",
            Self::Requests => "DELETE FROM outbox WHERE state NOT IN ('queued', 'sending')",
        }
    }
}

impl Store {
    /// Counts the records of a kind.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn amount(&self, records: Records) -> Result<Amount, StoreError> {
        self.read(records.what(), |connection| amount(connection, records.count(), []))
    }

    /// Forgets all records of a kind that may be forgotten; what waits to be sent stays.
    ///
    /// # Errors
    /// [`StoreError::Write`], [`StoreError::Full`]; nothing is forgotten then.
    pub fn forget_all(&self, records: Records) -> Result<(), StoreError> {
        self.change(records.what(), Durability::PowerCut, |transaction| {
            transaction.execute(records.delete(), [])?;
            Ok(())
        })
    }

    /// Counts the settings whose keys begin with `prefix`.
    ///
    /// # Errors
    /// [`StoreError::Read`].
    pub fn amount_of_settings(&self, prefix: &str) -> Result<Amount, StoreError> {
        let sql = "SELECT count(*), coalesce(sum(octet_length(value)), 0), 0 FROM setting
                   WHERE substr(key, 1, length(?1)) = ?1";
        self.read("the settings", |connection| amount(connection, sql, [prefix]))
    }

    /// Forgets the settings whose keys begin with `prefix`.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn forget_settings(&self, prefix: &str) -> Result<(), StoreError> {
        self.write("the settings", |connection| {
            let sql = "DELETE FROM setting WHERE substr(key, 1, length(?1)) = ?1";
            connection.prepare_cached(sql)?.execute([prefix]).map(drop)
        })
    }
}

fn amount(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> rusqlite::Result<Amount> {
    let number = |value: i64| u64::try_from(value).unwrap_or_default();
    connection.prepare_cached(sql)?.query_row(values, |row| {
        Ok(Amount { count: number(row.get(0)?), bytes: number(row.get(1)?), staying: number(row.get(2)?) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AttachmentLimits, Bookmarked, Content, NewAttachment, NewRequest, RequestId};
    use std::time::{Duration, UNIX_EPOCH};

    fn filled() -> Store {
        let store = Store::in_memory().unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(9);
        store.set_bookmark("login/звук", Bookmarked::Yes, now).unwrap();
        store.remember_search("звук", now).unwrap();
        let limits = AttachmentLimits { count: 9, each: 99, total: 99 };
        let content = Content::of("абв").unwrap();
        let draft = store.new_draft("problem", &content, now).unwrap();
        let file = NewAttachment { name: "a.txt", media_type: "text/plain", bytes: b"12345" };
        store.add_attachment(draft, file, limits, now).unwrap();
        for id in ["waits", "over"] {
            let draft = store.new_draft("problem", &content, now).unwrap();
            let (id, transport) = (RequestId::new(id), "file");
            store.queue(draft, NewRequest { id: &id, content: &content, transport }, now).unwrap();
        }
        store.cancel(&RequestId::new("over"), now).unwrap();
        store
    }

    #[test]
    fn records_are_counted_in_bytes_and_forgotten_kind_by_kind() {
        let store = filled();
        let all = [Records::Bookmarks, Records::Searches, Records::Drafts, Records::Requests];
        let check = |expected: [(u64, u64, u64); 4]| {
            for (records, (count, bytes, staying)) in all.into_iter().zip(expected) {
                assert_eq!(store.amount(records).unwrap(), Amount { count, bytes, staying }, "{records:?}");
            }
        };
        // The text and its quotes have eight bytes, a request keeps its draft's beside its own.
        check([(1, 14, 0), (1, 8, 0), (1, 13, 0), (2, 32, 1)]);
        store.forget_all(Records::Searches).unwrap();
        check([(1, 14, 0), (0, 0, 0), (1, 13, 0), (2, 32, 1)]);
        for records in all {
            store.forget_all(records).unwrap();
        }
        // What waits is still there.
        check([(0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 16, 1)]);
    }

    #[test]
    fn settings_are_forgotten_by_the_beginning_of_their_keys() {
        let store = Store::in_memory().unwrap();
        for key in ["finder/a", "finder/b", "finders", "zoom", "finder%"] {
            store.set(key, &1).unwrap();
        }
        assert_eq!(store.amount_of_settings("finder/").unwrap(), Amount { count: 2, bytes: 2, staying: 0 });
        store.forget_settings("finder/").unwrap();
        store.forget_setting("zoom").unwrap();
        store.forget_setting("finder").unwrap();
        let left =
            ["finder/a", "finder/b", "finders", "zoom", "finder%"].map(|key| store.get::<u8>(key).is_some());
        assert_eq!(left, [false, false, true, false, true]);
    }
}
