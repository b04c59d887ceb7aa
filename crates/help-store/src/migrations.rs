//! The schema, as the list of steps that led to it. A released step is never edited: append another.

use rusqlite::{Connection, TransactionBehavior};

/// Step `n` (from 1) leads from schema version `n - 1` to `n`.
const STEPS: &[&str] = &[
    "CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;",
    "CREATE TABLE bookmark (article_id TEXT PRIMARY KEY NOT NULL, created_at INTEGER NOT NULL) STRICT;",
    "CREATE TABLE recent_search (query TEXT PRIMARY KEY NOT NULL, searched_at INTEGER NOT NULL) STRICT;",
    // AUTOINCREMENT: an id that a window still holds must never come to mean something else. The bytes have a table
    // of their own, so that handing over and ordering attachments does not write them again.
    "CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL, content TEXT NOT NULL,
        created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT;
    CREATE TABLE outbox (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, request_id TEXT NOT NULL UNIQUE, form TEXT NOT NULL,
        content TEXT NOT NULL, draft_content TEXT, transport TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')),
        attempts INTEGER NOT NULL, next_attempt_at INTEGER, reference TEXT, reason TEXT,
        created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL) STRICT;
    CREATE TABLE attachment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft INTEGER REFERENCES draft (id) ON DELETE CASCADE,
        request INTEGER REFERENCES outbox (sequence) ON DELETE CASCADE,
        position INTEGER NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
        CHECK ((draft IS NULL) <> (request IS NULL))) STRICT;
    CREATE TABLE attachment_bytes (
        attachment INTEGER PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE, bytes BLOB NOT NULL) STRICT;
    CREATE INDEX attachment_of_draft ON attachment (draft);
    CREATE INDEX attachment_of_request ON attachment (request);",
    // Beside the state, whose CHECK cannot be widened without making the table anew. With 'failed': how the attempt ended
    // if it was not refused. With 'sending': from here on the receiver may have the request.
    "ALTER TABLE outbox ADD COLUMN ending TEXT CHECK (ending IN ('unknown', 'prepared'));",
];

/// Reads one row of every table: fails when the version number promises a table that is not there.
const PROBE: &str = "SELECT (SELECT 1 FROM setting LIMIT 1), (SELECT 1 FROM bookmark LIMIT 1),
    (SELECT 1 FROM recent_search LIMIT 1), (SELECT 1 FROM draft LIMIT 1), (SELECT ending FROM outbox LIMIT 1),
    (SELECT 1 FROM attachment LIMIT 1), (SELECT 1 FROM attachment_bytes LIMIT 1)";

/// The version of the schema after all steps.
pub(crate) const NEWEST: i64 = STEPS.len() as i64;

/// A step that failed, and why.
pub(crate) struct Failed {
    pub(crate) version: i64,
    pub(crate) source: rusqlite::Error,
}

/// Reads the schema version of an open file; 0 is an empty one.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the steps that are missing, each in a transaction of its own together with its version number.
pub(crate) fn apply(connection: &mut Connection) -> Result<(), Failed> {
    apply_up_to(connection, NEWEST)
}

/// Fails when a table of the newest schema is missing or unreadable.
pub(crate) fn probe(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row(PROBE, [], |_| Ok(()))
}

fn apply_up_to(connection: &mut Connection, target: i64) -> Result<(), Failed> {
    for (step, wanted) in STEPS.iter().zip(1..=target) {
        apply_step(connection, step, wanted).map_err(|source| Failed { version: wanted, source })?;
    }
    Ok(())
}

/// The version is read again inside the write transaction: another process may have done the step meanwhile.
fn apply_step(connection: &mut Connection, step: &str, wanted: i64) -> rusqlite::Result<()> {
    if version(connection)? >= wanted {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? < wanted {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", wanted)?;
    }
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: [&str; 10] = [
        "attachment",
        "attachment_bytes",
        "attachment_of_draft",
        "attachment_of_request",
        "bookmark",
        "draft",
        "outbox",
        "recent_search",
        "setting",
        "sqlite_sequence",
    ];

    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement =
            connection.prepare("SELECT name FROM sqlite_schema WHERE sql NOT NULL ORDER BY name").unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    #[test]
    fn every_earlier_version_reaches_the_newest_and_keeps_its_data() {
        for earlier in 0..=NEWEST {
            let mut connection = Connection::open_in_memory().unwrap();
            apply_up_to(&mut connection, earlier).ok().unwrap();
            if earlier >= 1 {
                connection.execute("INSERT INTO setting VALUES ('theme', '\"dark\"')", []).unwrap();
            }
            apply(&mut connection).ok().unwrap();
            assert_eq!(version(&connection).unwrap(), NEWEST, "from {earlier}");
            assert_eq!(schema(&connection), SCHEMA, "from {earlier}");
            probe(&connection).unwrap();
            let kept: i64 =
                connection.query_row("SELECT count(*) FROM setting", [], |row| row.get(0)).unwrap();
            assert_eq!(kept, i64::from(earlier >= 1), "from {earlier}");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE bookmark (other TEXT)").unwrap();
        let failed = apply(&mut connection).err().unwrap();
        assert_eq!(failed.version, 2);
        assert_eq!(version(&connection).unwrap(), 1);
    }

    #[test]
    fn a_missing_table_is_noticed() {
        for table in SCHEMA.into_iter().filter(|name| !name.contains("_of_") && !name.starts_with("sqlite_"))
        {
            let mut connection = Connection::open_in_memory().unwrap();
            apply(&mut connection).ok().unwrap();
            connection.execute_batch(&format!("DROP TABLE {table}")).unwrap();
            assert!(probe(&connection).is_err(), "{table}");
        }
    }
}
