//! Typed settings: JSON text under a key. What a key means is the caller's business.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Store, StoreError};

impl Store {
    /// Reads a setting. One that was never set, cannot be read or is not of this type is `None`: a default that works
    /// is worth more than a message about a preference.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let text: Option<String> = self
            .read("a setting", |connection| {
                let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
                statement.query_row([key], |row| row.get(0)).optional()
            })
            .ok()?;
        serde_json::from_str(&text?).ok()
    }

    /// Saves a setting, in place of an earlier value.
    ///
    /// # Errors
    /// [`StoreError::Write`], and [`StoreError::Serialize`] for a type that JSON cannot hold.
    pub fn set<T: Serialize + ?Sized>(&self, key: &str, value: &T) -> Result<(), StoreError> {
        let text = serde_json::to_string(value)
            .map_err(|source| StoreError::Serialize { key: key.to_owned(), source })?;
        self.write("a setting", |connection| {
            let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                       ON CONFLICT (key) DO UPDATE SET value = excluded.value";
            connection.prepare_cached(sql)?.execute(params![key, text]).map(drop)
        })
    }

    /// Forgets a setting; one that was never set is no error.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn forget_setting(&self, key: &str) -> Result<(), StoreError> {
        self.write("a setting", |connection| {
            connection.prepare_cached("DELETE FROM setting WHERE key = ?1")?.execute([key]).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_with_their_type() {
        let store = Store::in_memory().unwrap();
        store.set("zoom", &1.1).unwrap();
        store.set("zoom", &1.2).unwrap();
        store.set("platform", &None::<String>).unwrap();
        assert_eq!(store.get::<f64>("zoom"), Some(1.2));
        assert_eq!(store.get::<Option<String>>("platform"), Some(None));
        assert_eq!(store.get::<String>("absent"), None);
    }

    #[test]
    fn a_value_that_does_not_parse_is_none() {
        let store = Store::in_memory().unwrap();
        store.set("theme", &7).unwrap();
        assert_eq!(store.get::<String>("theme"), None);
        store
            .write("a setting", |connection| connection.execute_batch("UPDATE setting SET value = '{broken'"))
            .unwrap();
        assert_eq!(store.get::<u8>("theme"), None);
    }

    #[test]
    fn a_value_without_json_form_is_refused() {
        let store = Store::in_memory().unwrap();
        let keys_are_pairs = std::collections::BTreeMap::from([((1, 2), 3)]);
        let error = store.set("map", &keys_are_pairs).unwrap_err();
        assert!(matches!(error, StoreError::Serialize { .. }), "{error}");
    }
}
