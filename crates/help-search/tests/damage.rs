//! Damaged index files: opening and searching may fail, and must not panic, hang or read outside.
//!
//! Packs are compared with their hashes before the index is opened; this is the second line.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

mod corpus;

use std::collections::BTreeMap;

use corpus::{bytes, documents, index_of};
use help_search::{Bytes, IndexFiles, OpenError, SearchIndex};

/// Opens and searches; gives how often an error was reported.
fn errors(files: BTreeMap<String, Bytes>) -> usize {
    let index = match SearchIndex::open(files) {
        Ok(index) => index,
        Err(error) => {
            assert!(error.to_string().ends_with("get the pack again"), "{error}");
            return 1;
        }
    };
    let queries = ["sms код", "звонок уведомле", "сервер", "Слишком много попыток"];
    queries.into_iter().filter(|query| index.search(query, 10).is_err()).count()
}

/// Opens the index with one file replaced.
fn errors_with(files: &IndexFiles, name: &str, content: Vec<u8>) -> usize {
    let mut files = bytes(files);
    files.insert(name.to_owned(), Bytes::new(content));
    errors(files)
}

/// Keeps the texts of panics that are caught away from the output of the tests.
fn quietly(work: impl FnOnce()) {
    std::panic::set_hook(Box::new(|_| {}));
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    drop(std::panic::take_hook());
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn changed_and_cut_files_never_panic() {
    let files = index_of(&documents());
    assert_eq!(errors(bytes(&files)), 0);
    quietly(|| {
        let mut reported = 0;
        for (name, content) in &files {
            // Whole positions of small files, a few hundred of each.
            let stride = (content.len() / 300).max(1);
            for at in (0..content.len()).step_by(stride) {
                for change in [0x01, 0x80, 0xff] {
                    let mut changed = content.clone();
                    changed[at] ^= change;
                    reported += errors_with(&files, name, changed);
                }
                reported += errors_with(&files, name, content[..at].to_vec());
            }
            reported += errors_with(&files, name, [content.as_slice(), b"more"].concat());
        }
        assert!(reported > 500, "only {reported} of the changes were noticed");
    });
}

#[test]
fn missing_files_are_named() {
    let files = index_of(&documents());
    for name in files.keys() {
        let mut left = bytes(&files);
        left.remove(name);
        match SearchIndex::open(left) {
            Err(OpenError::Missing(missing)) => assert_eq!(missing, name),
            Err(OpenError::Damaged(what)) => {
                assert!(what.contains(name) || name.contains('.'), "{name}: {what}")
            }
            // tantivy opens these when they are first needed, if at all.
            Ok(_) => assert!(name.starts_with("0000"), "{name} is not missed"),
        }
    }
    assert!(matches!(SearchIndex::open(BTreeMap::new()), Err(OpenError::Missing(_))));
}

/// Offsets and ranges that fit the format but not the text: found words outside it, inside letters, backwards.
#[test]
fn tables_that_lie_do_not_lead_outside() {
    let files = index_of(&documents());
    let records = String::from_utf8(files["documents.json"].clone()).unwrap();
    quietly(|| {
        for (from, to) in [
            ("\"s\":0", "\"s\":99999999"),
            ("\"e\":", "\"e\":1"),
            ("\"text\":[0,", "\"text\":[7,"),
            ("\"text\":[", "\"text\":[9999999"),
            ("\"offsets\":[0,", "\"offsets\":[3,"),
        ] {
            let changed = records.replace(from, to);
            assert_ne!(changed, records, "{from}");
            errors_with(&files, "documents.json", changed.into_bytes());
        }
        for byte in [0x00, 0x01, 0x7f, 0xff] {
            errors_with(&files, "offsets.bin", vec![byte; files["offsets.bin"].len()]);
            errors_with(&files, "texts.txt", vec![byte; files["texts.txt"].len()]);
        }
    });
}
