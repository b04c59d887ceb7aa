//! An attachment that is replaced leaves nothing behind: neither in the list nor on the disk.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_store::{
    AttachmentLimits, Content, DraftId, NewAttachment, NewRequest, RequestId, Store, StoreError,
};

const LIMITS: AttachmentLimits = AttachmentLimits { count: 3, each: 300_000, total: 400_000 };

fn at(second: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005 + second)
}

fn file<'a>(name: &'a str, bytes: &'a [u8]) -> NewAttachment<'a> {
    NewAttachment { name, media_type: "image/png", bytes }
}

fn draft(store: &Store) -> DraftId {
    store.new_draft("problem", &Content::of("").unwrap(), at(0)).unwrap()
}

fn names(store: &Store, draft: DraftId) -> Vec<String> {
    let attachments = store.draft(draft).unwrap().unwrap().attachments;
    attachments.into_iter().map(|attachment| attachment.name).collect()
}

/// Bytes that stand nowhere else, over many pages of the file.
fn secret() -> Vec<u8> {
    (0..15_000_u32).flat_map(|number| format!("secret {number:08};").into_bytes()).collect()
}

/// How often the secret's parts stand in the file and what lies beside it.
fn left_on_disk(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let contents = files.map(|file| std::fs::read(file.path()).unwrap());
    contents.map(|content| content.windows(7).filter(|part| part == b"secret ").count()).sum()
}

#[test]
fn another_file_takes_the_place_under_a_new_id() {
    let store = Store::in_memory().unwrap();
    let draft = draft(&store);
    let [first, second] = ["a", "b"]
        .map(|name| store.add_attachment(draft, file(name, name.as_bytes()), LIMITS, at(1)).unwrap());
    let new = store.replace_attachment(draft, first, file("c.png", b"new"), LIMITS, at(2)).unwrap();
    assert_eq!(names(&store, draft), ["c.png", "b"]);
    assert_eq!(store.attachment_bytes(new).unwrap(), b"new");
    assert!(new != first && new != second);
    assert!(matches!(store.attachment_bytes(first), Err(StoreError::Missing { .. })));
    let listed = store.draft(draft).unwrap().unwrap();
    assert_eq!((listed.attachments[0].size, listed.changed_at), (3, at(2)));
    let again = store.replace_attachment(draft, first, file("d", b"d"), LIMITS, at(3));
    assert!(matches!(again, Err(StoreError::Missing { .. })));
}

#[test]
fn what_may_not_be_replaced_stays_as_it_is() {
    let store = Store::in_memory().unwrap();
    let (mine, other) = (draft(&store), draft(&store));
    let attached = store.add_attachment(mine, file("a", &[1; 200_000]), LIMITS, at(1)).unwrap();
    store.add_attachment(mine, file("b", &[1; 200_000]), LIMITS, at(1)).unwrap();
    let replace = |draft, size: usize| {
        store.replace_attachment(draft, attached, file("x", &vec![2; size]), LIMITS, at(2)).unwrap_err()
    };
    assert!(matches!(replace(mine, 200_001), StoreError::OverLimit { .. }));
    assert!(matches!(replace(other, 1), StoreError::Missing { .. }));
    assert_eq!(names(&store, mine), ["a", "b"]);
    assert_eq!(store.attachment_bytes(attached).unwrap(), [1; 200_000]);
    let (id, content) = (RequestId::new("r1"), Content::of("").unwrap());
    store.queue(mine, NewRequest { id: &id, content: &content, transport: "file" }, at(3)).unwrap();
    assert!(matches!(replace(mine, 1), StoreError::Missing { .. }));
    assert_eq!(store.attachment_bytes(attached).unwrap(), [1; 200_000]);
}

#[test]
fn the_replaced_bytes_are_nowhere_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("user.sqlite"), at(0)).unwrap().store;
    let draft = draft(&store);
    let secret = secret();
    for checkpointed_before in [false, true] {
        let attached = store.add_attachment(draft, file("a.png", &secret), LIMITS, at(1)).unwrap();
        if checkpointed_before {
            store.flush().unwrap();
        }
        assert!(left_on_disk(folder.path()) > 10_000, "the search for it does not work");
        let new =
            store.replace_attachment(draft, attached, file("a.png", b"covered"), LIMITS, at(2)).unwrap();
        assert_eq!(left_on_disk(folder.path()), 0, "checkpointed before: {checkpointed_before}");
        assert_eq!(store.attachment_bytes(new).unwrap(), b"covered");
    }
}
