//! Tests: a full disk and a file that cannot be written any more, at every change a request goes through. These need
//! the connection, because SQLite has a limit for it that behaves like a full disk.

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use crate::{
    Attachment, AttachmentLimits, Attempt, Content, Courier, DraftId, NewAttachment, NewRequest, RequestId,
    RequestState, Store, StoreError,
};

const LIMITS: AttachmentLimits = AttachmentLimits { count: 9, each: 1 << 20, total: 1 << 20 };
/// Fits on no page that is free already.
const LONG: usize = 100_000;

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005)
}

/// A store with a draft that has one attachment, and a queued request that has one.
struct Scene {
    _folder: TempDir,
    path: PathBuf,
    store: Store,
    draft: DraftId,
    attached: Attachment,
    request: RequestId,
}

fn scene() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let store = Store::open(&path, now()).unwrap().store;
    let request = RequestId::new("r1");
    let earlier = draft(&store);
    queue(&store, earlier, &request, 1).unwrap();
    let draft = draft(&store);
    let attached = store.draft(draft).unwrap().unwrap().attachments.remove(0);
    Scene { _folder: folder, path, store, draft, attached, request }
}

fn draft(store: &Store) -> DraftId {
    let draft = store.new_draft("problem", &Content::of("mine").unwrap(), now()).unwrap();
    attach(store, draft, b"pixels").unwrap();
    draft
}

fn attach(store: &Store, draft: DraftId, bytes: &[u8]) -> Result<(), StoreError> {
    let attachment = NewAttachment { name: "screen.png", media_type: "image/png", bytes };
    store.add_attachment(draft, attachment, LIMITS, now()).map(drop)
}

fn long() -> Content {
    Content::of(&"x".repeat(LONG)).unwrap()
}

fn queue(store: &Store, draft: DraftId, id: &RequestId, length: usize) -> Result<(), StoreError> {
    let content = Content::of(&"x".repeat(length)).unwrap();
    store.queue(draft, NewRequest { id, content: &content, transport: "smtp" }, now())
}

/// What the user has, down to the bytes.
fn everything(store: &Store) -> String {
    let drafts = store.drafts().unwrap();
    let contents: Vec<_> = drafts.iter().map(|draft| draft.content.as_json()).collect();
    let outbox = store.outbox().unwrap();
    let attached = drafts.iter().flat_map(|draft| &draft.attachments);
    let attached = attached.chain(outbox.iter().flat_map(|entry| &entry.attachments));
    let bytes: Vec<_> = attached.map(|attachment| store.attachment_bytes(attachment.id).unwrap()).collect();
    format!("{drafts:?} {contents:?} {outbox:?} {bytes:?}")
}

/// No page can be added, as on a full disk.
fn full(store: &Store) {
    store
        .write("a test", |connection| connection.query_row("PRAGMA max_page_count = 1", [], |_| Ok(())))
        .unwrap();
}

/// As after a file system was mounted anew for reading only.
fn read_only(store: &Store) {
    store.write("a test", |connection| connection.pragma_update(None, "query_only", true)).unwrap();
}

/// Makes a change on a bad day: it is the error expected, and all is as before, also after the next start.
fn check(
    day: fn(&Store),
    name: &str,
    change: impl FnOnce(&Scene) -> Result<(), StoreError>,
    expected: fn(&StoreError) -> bool,
) {
    let scene = scene();
    let before = everything(&scene.store);
    day(&scene.store);
    let error = change(&scene).expect_err(name);
    assert!(expected(&error), "{name}: {error}");
    assert_eq!(everything(&scene.store), before, "{name}");
    drop(scene.store);
    let opened = Store::open(&scene.path, now()).unwrap();
    assert_eq!(opened.set_aside, None, "{name}");
    assert_eq!(everything(&opened.store), before, "{name}, after the next start");
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let check = |name, change: fn(&Scene) -> Result<(), StoreError>| {
        check(full, name, change, |error| matches!(error, StoreError::Full { .. }));
    };
    check("new draft", |scene| scene.store.new_draft("problem", &long(), now()).map(drop));
    check("save", |scene| scene.store.save_draft(scene.draft, &long(), now()));
    check("attach", |scene| attach(&scene.store, scene.draft, &[1; LONG]));
    check("queue", |scene| queue(&scene.store, scene.draft, &RequestId::new("r2"), LONG));
    check("setting", |scene| scene.store.set("theme", &long().as_json()));
}

#[test]
fn a_request_on_a_full_disk_can_still_be_delivered() {
    let Scene { store, request, path, .. } = &scene();
    full(store);
    let courier = store.courier().unwrap().unwrap();
    let attempt = courier.begin_attempt(request, now()).unwrap().unwrap();
    courier.sent(&attempt, Some("HELP-1"), now()).unwrap();
    drop(courier);
    let again = Store::open(path, now()).unwrap().store;
    assert_eq!(again.request(request).unwrap().unwrap().state, RequestState::Sent);
}

#[test]
fn a_file_that_became_read_only_is_said_and_loses_nothing() {
    let check = |name, change: fn(&Scene) -> Result<(), StoreError>| {
        check(read_only, name, change, |error| matches!(error, StoreError::Write { .. }));
    };
    check("new draft", |scene| scene.store.new_draft("problem", &long(), now()).map(drop));
    check("save", |scene| scene.store.save_draft(scene.draft, &long(), now()));
    check("delete", |scene| scene.store.delete_draft(scene.draft));
    check("attach", |scene| attach(&scene.store, scene.draft, b"more"));
    check("remove", |scene| scene.store.remove_attachment(scene.attached.id));
    check("reorder", |scene| scene.store.reorder_attachments(scene.draft, &[], now()));
    check("queue", |scene| queue(&scene.store, scene.draft, &RequestId::new("r2"), 1));
    check("retry", |scene| scene.store.retry(&scene.request, None, now()));
    check("cancel", |scene| scene.store.cancel(&scene.request, now()));
    check("edit", |scene| scene.store.edit(&scene.request, now()).map(drop));
    check("attempt", |scene| {
        let courier = scene.store.courier().unwrap().unwrap();
        courier.begin_attempt(&scene.request, now()).map(drop)
    });
}

/// The step that fails last in a change must take the earlier ones with it.
#[test]
fn a_change_that_fails_half_way_changes_nothing() {
    let check = |name, step, change: fn(&Scene) -> Result<(), StoreError>| {
        let scene = scene();
        let before = everything(&scene.store);
        let refuse =
            format!("CREATE TEMP TRIGGER refuse BEFORE {step} BEGIN SELECT raise(ABORT, 'refused'); END");
        scene.store.write("a test", |connection| connection.execute_batch(&refuse)).unwrap();
        let error = change(&scene).expect_err(name);
        assert!(error.to_string().contains("refused"), "{name}: {error}");
        assert_eq!(everything(&scene.store), before, "{name}");
    };
    let queue = |scene: &Scene| queue(&scene.store, scene.draft, &RequestId::new("r2"), 1);
    check("queue", "DELETE ON main.draft", queue);
    check("queue", "UPDATE ON main.attachment", queue);
    check("edit", "DELETE ON main.outbox", |scene| scene.store.edit(&scene.request, now()).map(drop));
    check("attach", "INSERT ON main.attachment_bytes", |scene| attach(&scene.store, scene.draft, b"more"));
}

/// Every change the user was told of is on the disk: the level of each is noted when it is made.
#[test]
fn what_the_user_was_told_outlives_a_power_cut() {
    let check = |name, change: fn(&Scene) -> Result<(), StoreError>| {
        let scene = scene();
        let table = "CREATE TEMP TABLE noted (level INTEGER)";
        scene.store.write("a test", |connection| connection.execute_batch(table)).unwrap();
        for (number, step) in ["INSERT", "UPDATE", "DELETE"].into_iter().enumerate() {
            for watched in ["draft", "outbox", "attachment"] {
                let trigger = format!(
                    "CREATE TEMP TRIGGER note_{watched}_{number} AFTER {step} ON main.{watched}
                     BEGIN INSERT INTO noted SELECT synchronous FROM pragma_synchronous; END"
                );
                scene.store.write("a test", |connection| connection.execute_batch(&trigger)).unwrap();
            }
        }
        change(&scene).unwrap_or_else(|error| panic!("{name}: {error}"));
        let first = "SELECT level FROM noted ORDER BY rowid LIMIT 1";
        let level: i64 = scene
            .store
            .read("a test", |connection| connection.query_row(first, [], |row| row.get(0)))
            .unwrap();
        assert_eq!(level, 2, "{name}: FULL is 2");
    };
    check("new draft", |scene| scene.store.new_draft("problem", &long(), now()).map(drop));
    check("save", |scene| scene.store.save_draft(scene.draft, &long(), now()));
    check("delete", |scene| scene.store.delete_draft(scene.draft));
    check("attach", |scene| attach(&scene.store, scene.draft, b"more"));
    check("remove", |scene| scene.store.remove_attachment(scene.attached.id));
    check("reorder", |scene| scene.store.reorder_attachments(scene.draft, &[], now()));
    check("queue", |scene| queue(&scene.store, scene.draft, &RequestId::new("r2"), 1));
    check("retry", |scene| scene.store.retry(&scene.request, None, now()));
    check("cancel", |scene| scene.store.cancel(&scene.request, now()));
    check("edit", |scene| scene.store.edit(&scene.request, now()).map(drop));
    check("attempt", |scene| {
        let courier = scene.store.courier().unwrap().unwrap();
        courier.begin_attempt(&scene.request, now()).map(drop)
    });
    check("forget", |scene| {
        scene.store.cancel(&scene.request, now())?;
        begin_noting(scene)?;
        scene.store.forget_request(&scene.request)
    });
    check("sent", |scene| end_noted(scene, |courier, attempt| courier.sent(attempt, None, now())));
    check("retry later", |scene| {
        end_noted(scene, |courier, attempt| courier.retry_later(attempt, now(), "421", now()))
    });
    check("failed", |scene| end_noted(scene, |courier, attempt| courier.failed(attempt, "550", now())));
    check("unknown", |scene| end_noted(scene, |courier, attempt| courier.unknown(attempt, "lost", now())));
    check("prepared", |scene| end_noted(scene, |courier, attempt| courier.prepared(attempt, None, now())));
    check("marked", |scene| end_noted(scene, |courier, attempt| courier.mark(attempt)));
    check("settled", |scene| {
        end_noted(scene, |courier, attempt| courier.prepared(attempt, None, now()))?;
        begin_noting(scene)?;
        scene.store.settle(&scene.request, now())
    });
}

fn begin_noting(scene: &Scene) -> Result<(), StoreError> {
    scene.store.write("a test", |connection| connection.execute_batch("DELETE FROM noted"))
}

/// Begins an attempt without noting it, then ends it.
fn end_noted(
    scene: &Scene,
    end: fn(&Courier<'_>, &Attempt) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let courier = scene.store.courier()?.unwrap();
    let attempt = courier.begin_attempt(&scene.request, now())?.unwrap();
    begin_noting(scene)?;
    end(&courier, &attempt)
}

/// What was removed is not in the file any more: it may have been a screenshot with a password.
#[test]
fn a_removed_attachment_leaves_no_bytes() {
    let Scene { store, draft, path, .. } = &scene();
    let secret = b"a-secret-in-a-picture".repeat(1000);
    attach(store, *draft, &secret).unwrap();
    let attached = store.draft(*draft).unwrap().unwrap().attachments[1].id;
    let found = || {
        store.flush().unwrap();
        std::fs::read(path).unwrap().windows(21).any(|bytes| bytes == b"a-secret-in-a-picture")
    };
    assert!(found());
    store.remove_attachment(attached).unwrap();
    assert!(!found());
}
