//! The way of a request: draft, attachments, queue, attempts, and what the user may do in every state.

#![allow(clippy::unwrap_used, reason = "clippy knows only functions marked as tests, not what they call")]

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use help_store::{
    AttachmentLimit, AttachmentLimits, Attempt, Content, Courier, DraftId, NewAttachment, NewRequest,
    OutboxEntry, RequestId, RequestState, Store, StoreError,
};

const LIMITS: AttachmentLimits = AttachmentLimits { count: 3, each: 20, total: 40 };

fn at(second: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_167_005 + second)
}

fn text(text: &str) -> Content {
    Content::of(text).unwrap()
}

fn file<'a>(name: &'a str, bytes: &'a [u8]) -> NewAttachment<'a> {
    NewAttachment { name, media_type: "image/png", bytes }
}

/// A draft with one attachment becomes a queued request.
fn queue(store: &Store, id: &str) -> RequestId {
    let draft = store.new_draft("problem", &text(&format!("draft of {id}")), at(0)).unwrap();
    store.add_attachment(draft, file("screen.png", id.as_bytes()), LIMITS, at(0)).unwrap();
    queue_draft(store, draft, id).unwrap();
    RequestId::new(id)
}

fn queue_draft(store: &Store, draft: DraftId, id: &str) -> Result<(), StoreError> {
    let (id, content) = (RequestId::new(id), text("what is sent"));
    store.queue(draft, NewRequest { id: &id, content: &content, transport: "smtp" }, at(1))
}

fn courier(store: &Store) -> Courier<'_> {
    store.courier().unwrap().unwrap()
}

/// Brings a queued request into a state.
fn bring(store: &Store, id: &RequestId, state: RequestState) {
    let courier = courier(store);
    let begin = || courier.begin_attempt(id, at(2)).unwrap().unwrap();
    match state {
        RequestState::Queued => {}
        RequestState::Sending => drop(begin()),
        RequestState::Sent => courier.sent(&begin(), Some("HELP-1"), at(3)).unwrap(),
        RequestState::Prepared => courier.prepared(&begin(), Some("a letter"), at(3)).unwrap(),
        RequestState::Failed => courier.failed(&begin(), "550", at(3)).unwrap(),
        RequestState::Unknown => courier.unknown(&begin(), "connection lost", at(3)).unwrap(),
        RequestState::Cancelled => store.cancel(id, at(3)).unwrap(),
    }
}

fn entry(store: &Store, id: &RequestId) -> OutboxEntry {
    store.request(id).unwrap().unwrap()
}

fn names(entries: &[OutboxEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn attachments_are_kept_in_their_order_whatever_they_are_called() {
    let store = Store::in_memory().unwrap();
    let draft = store.new_draft("problem", &text(""), at(0)).unwrap();
    let limits = AttachmentLimits { total: 60, ..LIMITS };
    let hostile = ["../../etc/passwd", "nul\0in\r\nname.png", "\u{202e}gnp.exe"];
    let ids =
        hostile.map(|name| store.add_attachment(draft, file(name, name.as_bytes()), limits, at(1)).unwrap());
    let listed = |store: &Store| -> Vec<String> {
        let attachments = store.draft(draft).unwrap().unwrap().attachments;
        attachments.into_iter().map(|attachment| attachment.name).collect()
    };
    assert_eq!(listed(&store), hostile);
    for (id, name) in ids.into_iter().zip(hostile) {
        assert_eq!(store.attachment_bytes(id).unwrap(), name.as_bytes());
    }
    store.reorder_attachments(draft, &[ids[2]], at(2)).unwrap();
    assert_eq!(listed(&store), [hostile[2], hostile[0], hostile[1]]);
    store.remove_attachment(ids[0]).unwrap();
    assert_eq!(listed(&store), [hostile[2], hostile[1]]);
    assert!(matches!(store.remove_attachment(ids[0]), Err(StoreError::Missing { .. })));
    assert!(matches!(store.attachment_bytes(ids[0]), Err(StoreError::Missing { .. })));
    assert_eq!(store.draft(draft).unwrap().unwrap().changed_at, at(2));
}

#[test]
fn attachments_over_a_limit_are_refused() {
    let check = |sizes: &[usize], added: usize, expected: Option<AttachmentLimit>| {
        let store = Store::in_memory().unwrap();
        let draft = store.new_draft("problem", &text(""), at(0)).unwrap();
        for size in sizes {
            store.add_attachment(draft, file("present", &vec![1; *size]), LIMITS, at(0)).unwrap();
        }
        let answer = store.add_attachment(draft, file("added", &vec![1; added]), LIMITS, at(1));
        let limit = match answer {
            Ok(_) => None,
            Err(StoreError::OverLimit { limit }) => Some(limit),
            Err(error) => panic!("{sizes:?} + {added}: {error}"),
        };
        assert_eq!(limit, expected, "{sizes:?} + {added}");
        let present = store.draft(draft).unwrap().unwrap();
        assert_eq!(present.attachments.len(), sizes.len() + usize::from(expected.is_none()));
        let changed = if expected.is_none() { at(1) } else { at(0) };
        assert_eq!(present.changed_at, changed, "{sizes:?} + {added}");
    };
    check(&[], 0, None);
    check(&[], 20, None);
    check(&[], 21, Some(AttachmentLimit::Each(20)));
    check(&[20], 20, None);
    check(&[20, 1], 20, Some(AttachmentLimit::Total(40)));
    check(&[1, 1, 1], 1, Some(AttachmentLimit::Count(3)));
}

#[test]
fn a_queued_draft_is_a_request_with_the_same_attachments() {
    let store = Store::in_memory().unwrap();
    let draft = store.new_draft("problem", &text("mine"), at(0)).unwrap();
    let attached = store.add_attachment(draft, file("screen.png", b"pixels"), LIMITS, at(0)).unwrap();
    queue_draft(&store, draft, "r1").unwrap();
    assert_eq!(store.drafts().unwrap(), []);
    let request = entry(&store, &RequestId::new("r1"));
    assert_eq!((request.form.as_str(), request.transport.as_str()), ("problem", "smtp"));
    assert_eq!(
        (request.state, request.attempts, request.next_attempt_at),
        (RequestState::Queued, 0, Some(at(1)))
    );
    assert_eq!(request.content, text("what is sent"));
    assert_eq!((request.attachments.len(), request.attachments[0].id), (1, attached));
    assert_eq!(store.attachment_bytes(attached).unwrap(), b"pixels");
    let late = store.save_draft(draft, &text("too late"), at(2)).unwrap_err();
    assert!(matches!(late, StoreError::Missing { .. }), "{late}");
    let twice = queue_draft(&store, draft, "r2").unwrap_err();
    assert!(matches!(twice, StoreError::Missing { what: "the draft" }), "{twice}");
    assert!(matches!(store.remove_attachment(attached), Err(StoreError::Missing { .. })));
    assert_eq!(names(&store.outbox().unwrap()), ["r1"]);
}

#[test]
fn a_draft_stays_when_its_request_id_is_taken() {
    let store = Store::in_memory().unwrap();
    queue(&store, "r1");
    let draft = store.new_draft("problem", &text("mine"), at(0)).unwrap();
    store.add_attachment(draft, file("screen.png", b"pixels"), LIMITS, at(0)).unwrap();
    let error = queue_draft(&store, draft, "r1").unwrap_err();
    assert!(matches!(error, StoreError::Write { .. }), "{error}");
    assert_eq!(store.draft(draft).unwrap().unwrap().attachments.len(), 1);
}

#[test]
fn what_the_user_may_do_depends_on_the_state() {
    use RequestState::{Cancelled, Failed, Prepared, Queued, Sending, Sent, Unknown};
    type Action = fn(&Store, &RequestId) -> Result<(), StoreError>;
    let check = |name: &str, action: Action, allowed: &[(RequestState, Option<RequestState>)]| {
        for state in [Queued, Sending, Sent, Prepared, Failed, Unknown, Cancelled] {
            let store = Store::in_memory().unwrap();
            let id = queue(&store, "r1");
            bring(&store, &id, state);
            let answer = action(&store, &id);
            let after = store.request(&id).unwrap().map(|entry| entry.state);
            match allowed.iter().find(|(from, _)| *from == state) {
                Some((_, to)) => {
                    answer.unwrap_or_else(|error| panic!("{name} from {state}: {error}"));
                    assert_eq!(after, *to, "{name} from {state}");
                }
                None => {
                    let refused = matches!(answer, Err(StoreError::WrongState { found }) if found == state);
                    assert!(refused, "{name} from {state}: {answer:?}");
                    assert_eq!(after, Some(state), "{name} from {state}");
                }
            }
            let unknown = action(&store, &RequestId::new("unknown"));
            assert!(matches!(unknown, Err(StoreError::Missing { .. })), "{name}: {unknown:?}");
        }
    };
    let to = |state: Option<RequestState>| {
        [Queued, Failed, Cancelled, Prepared, Unknown].map(|from| (from, state))
    };
    check("retry", |store, id| store.retry(id, None, at(9)), &to(Some(Queued)));
    check("cancel", |store, id| store.cancel(id, at(9)), &to(Some(Cancelled)));
    check("edit", |store, id| store.edit(id, at(9)).map(drop), &to(None));
    check("settle", |store, id| store.settle(id, at(9)), &[Prepared, Unknown].map(|from| (from, Some(Sent))));
    check(
        "forget",
        Store::forget_request,
        &[Sent, Failed, Cancelled, Prepared, Unknown].map(|from| (from, None)),
    );
}

#[test]
fn an_edited_request_is_the_draft_it_was() {
    let store = Store::in_memory().unwrap();
    let id = queue(&store, "r1");
    bring(&store, &id, RequestState::Failed);
    let draft = store.edit(&id, at(9)).unwrap();
    let restored = store.draft(draft).unwrap().unwrap();
    assert_eq!((restored.form.as_str(), restored.content), ("problem", text("draft of r1")));
    assert_eq!(store.attachment_bytes(restored.attachments[0].id).unwrap(), b"r1");
    assert_eq!(store.outbox().unwrap(), []);
    queue_draft(&store, draft, "r2").unwrap();
    assert_eq!(entry(&store, &RequestId::new("r2")).attachments, restored.attachments);
}

#[test]
fn attempts_are_counted_before_they_are_made_and_each_ends_once() {
    let store = Store::in_memory().unwrap();
    let id = queue(&store, "r1");
    let courier = courier(&store);
    let first = courier.begin_attempt(&id, at(2)).unwrap().unwrap();
    assert_eq!((first.number(), entry(&store, &id).attempts), (1, 1));
    assert_eq!(courier.begin_attempt(&id, at(2)).unwrap(), None);
    courier.retry_later(&first, at(60), "421", at(3)).unwrap();
    let waiting = entry(&store, &id);
    assert_eq!((waiting.state, waiting.next_attempt_at), (RequestState::Queued, Some(at(60))));
    assert_eq!(waiting.reason.as_deref(), Some("421"));
    let second = courier.begin_attempt(&id, at(60)).unwrap().unwrap();
    let stale = courier.failed(&first, "550", at(61)).unwrap_err();
    assert!(matches!(stale, StoreError::WrongState { found: RequestState::Sending }), "{stale}");
    courier.sent(&second, Some("HELP-7"), at(62)).unwrap();
    let sent = entry(&store, &id);
    assert_eq!((sent.state, sent.attempts, sent.changed_at), (RequestState::Sent, 2, at(62)));
    assert_eq!((sent.reference.as_deref(), sent.reason), (Some("HELP-7"), None));
    assert_eq!(courier.begin_attempt(&id, at(63)).unwrap(), None);
    assert_eq!(courier.begin_attempt(&RequestId::new("unknown"), at(63)).unwrap(), None);
}

#[test]
fn attachments_stay_until_the_receiver_has_acknowledged() {
    use RequestState::{Cancelled, Failed, Prepared, Sending, Sent, Unknown};
    for state in [Sending, Prepared, Failed, Unknown, Cancelled, Sent] {
        let store = Store::in_memory().unwrap();
        let id = queue(&store, "r1");
        let attached = entry(&store, &id).attachments[0].id;
        bring(&store, &id, state);
        let kept = state != RequestState::Sent;
        assert_eq!(entry(&store, &id).attachments.len(), usize::from(kept), "{state}");
        assert_eq!(store.attachment_bytes(attached).is_ok(), kept, "{state}");
        if matches!(state, Prepared | Unknown) {
            let reference = entry(&store, &id).reference;
            store.settle(&id, at(9)).unwrap();
            let settled = entry(&store, &id);
            assert_eq!((settled.reference, settled.reason, settled.attachments.len()), (reference, None, 0));
            assert!(store.attachment_bytes(attached).is_err(), "{state}");
        }
    }
}

#[test]
fn what_is_due_depends_on_a_clock_that_may_be_set_back() {
    let store = Store::in_memory().unwrap();
    let id = queue(&store, "waits");
    let courier = courier(&store);
    let attempt = courier.begin_attempt(&id, at(1000)).unwrap().unwrap();
    courier.retry_later(&attempt, at(1060), "421", at(1000)).unwrap();
    let check = |now: u64, expected: &[&str]| {
        assert_eq!(names(&store.due(at(now)).unwrap()), expected, "at {now}");
    };
    check(1000, &[]);
    check(1059, &[]);
    check(1060, &["waits"]);
    check(999, &["waits"]);
    queue(&store, "new");
    check(1000, &["new"]);
    check(0, &["waits", "new"]);
    store.retry(&id, Some("mailto"), at(1001)).unwrap();
    check(1001, &["waits", "new"]);
    assert_eq!(entry(&store, &id).transport, "mailto");
    bring_all(&store, &courier, at(1002));
    check(2000, &[]);
    assert_eq!(names(&store.outbox().unwrap()), ["new", "waits"]);
}

fn bring_all(store: &Store, courier: &Courier<'_>, now: SystemTime) {
    for entry in store.due(now).unwrap() {
        let attempt = courier.begin_attempt(&entry.id, now).unwrap().unwrap();
        courier.sent(&attempt, None, now).unwrap();
    }
}

#[test]
fn two_hundred_sent_and_twenty_cancelled_requests_are_kept() {
    let store = Store::in_memory().unwrap();
    let first = queue(&store, "first");
    for number in 0..250 {
        bring(&store, &queue(&store, &format!("sent-{number}")), RequestState::Sent);
    }
    for number in 0..30 {
        bring(&store, &queue(&store, &format!("cancelled-{number}")), RequestState::Cancelled);
    }
    let failed = queue(&store, "failed");
    bring(&store, &failed, RequestState::Failed);
    // Queued before all others, and still not the one that is dropped when it is sent at last.
    bring(&store, &first, RequestState::Sent);
    let entries = store.outbox().unwrap();
    let count = |state| entries.iter().filter(|entry| entry.state == state).count();
    assert_eq!((count(RequestState::Sent), count(RequestState::Cancelled)), (200, 20));
    assert_eq!(count(RequestState::Failed), 1);
    let names = names(&entries);
    assert_eq!((names[0], names[1], names[20]), ("failed", "cancelled-29", "cancelled-10"));
    assert_eq!((names[21], names[219], names[220]), ("sent-249", "sent-51", "first"));
}

fn open(path: &Path) -> Store {
    Store::open(path, at(0)).unwrap().store
}

#[test]
fn one_courier_delivers_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let check = |first: &Store, second: &Store| {
        let courier = first.courier().unwrap().unwrap();
        assert!(second.courier().unwrap().is_none());
        assert!(first.courier().unwrap().is_none());
        drop(courier);
        drop(second.courier().unwrap().unwrap());
        drop(first.courier().unwrap().unwrap());
    };
    check(&open(&path), &open(&path));
    let memory = Store::in_memory().unwrap();
    check(&memory, &memory);
}

/// Two couriers, as on a file system without locks: one change still decides who sends.
#[cfg(unix)]
#[test]
fn an_attempt_is_begun_by_one_connection_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let stores = [(); 2].map(|()| open(&path));
    let ids: Vec<RequestId> = (0..50).map(|number| queue(&stores[0], &format!("r{number}"))).collect();
    let couriers = stores.each_ref().map(|store| {
        let courier = courier(store);
        std::fs::remove_file(folder.path().join("help.sqlite.outbox.lock")).unwrap();
        courier
    });
    let begun = std::thread::scope(|scope| {
        let ids = &ids;
        let threads = couriers.each_ref().map(|courier| {
            let begin = move |id: &RequestId| courier.begin_attempt(id, at(2)).unwrap();
            scope.spawn(move || ids.iter().filter_map(begin).collect::<Vec<_>>())
        });
        threads.map(|thread| thread.join().unwrap())
    });
    let begun = begun.concat();
    let mut all: Vec<_> = begun.iter().map(Attempt::request).collect();
    all.sort();
    let mut expected: Vec<_> = ids.iter().collect();
    expected.sort();
    assert_eq!(all, expected);
    // The other courier delivered it: that is written down, and the loser's word is refused.
    let attempt = &begun[0];
    couriers[0].sent(attempt, Some("HELP-1"), at(3)).unwrap();
    let late = couriers[1].failed(attempt, "550", at(3)).unwrap_err();
    assert!(matches!(late, StoreError::WrongState { found: RequestState::Sent }), "{late}");
}

#[test]
fn an_attempt_whose_process_died_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let store = open(&path);
    let [lost, marked, waiting] = ["lost", "marked", "waiting"].map(|id| queue(&store, id));
    bring(&store, &lost, RequestState::Sending);
    {
        let courier = courier(&store);
        let attempt = courier.begin_attempt(&marked, at(2)).unwrap().unwrap();
        courier.mark(&attempt).unwrap();
    }
    drop(store);
    let store = open(&path);
    let interrupted = courier(&store).interrupted().to_vec();
    let found: Vec<_> = interrupted.iter().map(|found| (found.request(), found.may_have_arrived())).collect();
    assert_eq!(found, [(&lost, false), (&marked, true)]);
    assert_eq!(names(&store.due(at(9)).unwrap()), [waiting.as_str()]);
    let courier = courier(&store);
    courier.retry_later(&interrupted[0], at(9), "unknown", at(9)).unwrap();
    courier.unknown(&interrupted[1], "ended", at(9)).unwrap();
    assert_eq!(courier.begin_attempt(&lost, at(9)).unwrap().unwrap().number(), 2);
    assert_eq!(entry(&store, &marked).state, RequestState::Unknown);
    assert!(matches!(courier.mark(&interrupted[1]), Err(StoreError::WrongState { .. })));
}

/// A file is saved while a slow server keeps the other courier waiting; its attempt is not taken for an interrupted one.
#[test]
fn couriers_of_one_program_work_beside_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("help.sqlite");
    let (store, other) = (open(&path), open(&path));
    let [slow, quick] = ["slow", "quick"].map(|id| queue(&store, id));
    let long = courier(&store);
    let attempt = long.begin_attempt(&slow, at(2)).unwrap().unwrap();
    let beside = store.courier_beside().unwrap().unwrap();
    assert_eq!(beside.interrupted(), []);
    beside.sent(&beside.begin_attempt(&quick, at(2)).unwrap().unwrap(), None, at(3)).unwrap();
    drop(long);
    assert!(other.courier().unwrap().is_none() && store.courier().unwrap().is_none());
    drop(beside);
    assert_eq!(courier(&other).interrupted(), [attempt]);
    let only = store.courier_beside().unwrap().unwrap();
    assert!(other.courier_beside().unwrap().is_none());
    assert_eq!(only.interrupted().len(), 1);
}

#[test]
fn the_next_attempt_that_is_due_is_known() {
    let store = Store::in_memory().unwrap();
    assert_eq!(store.next_due(at(0)).unwrap(), None);
    let [later, sooner, done] = ["later", "sooner", "done"].map(|id| queue(&store, id));
    bring(&store, &done, RequestState::Failed);
    let courier = courier(&store);
    for (id, due) in [(&later, 90), (&sooner, 60)] {
        let attempt = courier.begin_attempt(id, at(2)).unwrap().unwrap();
        courier.retry_later(&attempt, at(due), "421", at(3)).unwrap();
    }
    let expected = [(59, Some(at(60))), (60, Some(at(90))), (90, None)];
    for (now, next) in expected {
        assert_eq!(store.next_due(at(now)).unwrap(), next, "at {now}");
    }
    assert_eq!(names(&store.due(at(60)).unwrap()), ["sooner"]);
    assert_eq!(names(&store.waiting().unwrap()), ["later", "sooner"]);
}
