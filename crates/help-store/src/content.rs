//! What a draft or a request contains, as JSON text. What it means is the caller's business.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// JSON text of the caller. Its `Debug` form says only how long it is: people write to support what belongs in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Content(String);

impl Content {
    /// Makes the JSON text of a value.
    ///
    /// # Errors
    /// [`StoreError::Encode`] for a type that JSON cannot hold.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, StoreError> {
        serde_json::to_string(value).map(Self).map_err(|source| StoreError::Encode { source })
    }

    /// Reads the value back.
    ///
    /// # Errors
    /// [`StoreError::Decode`] when the text is not of this type: another version of the program may have written it.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(&self.0)
            .map_err(|error| StoreError::Decode { line: error.line(), column: error.column() })
    }

    /// The JSON text.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Content({} bytes)", self.0.len())
    }
}

impl FromSql for Content {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Self)
    }
}

impl ToSql for Content {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_and_one_of_another_type_is_an_error_without_its_text() {
        let content = Content::of(&["my password is qwerty"]).unwrap();
        assert_eq!(content.decode::<Vec<String>>().unwrap(), ["my password is qwerty"]);
        assert_eq!(content.as_json(), r#"["my password is qwerty"]"#);
        let error = content.decode::<Vec<u8>>().unwrap_err();
        assert!(matches!(error, StoreError::Decode { line: 1, .. }), "{error}");
        for shown in [format!("{content:?}"), format!("{error:?}"), error.to_string()] {
            assert!(!shown.contains("qwerty"), "{shown}");
        }
    }

    #[test]
    fn a_value_without_json_form_is_refused() {
        let keys_are_pairs = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert!(matches!(Content::of(&keys_are_pairs).unwrap_err(), StoreError::Encode { .. }));
    }
}
