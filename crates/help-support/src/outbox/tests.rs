use super::*;
use crate::request::Moment;
use crate::transport::ReasonCode;

const NOW: i64 = 1_795_167_005;

fn entry() -> Entry {
    let id = RequestId::new(Moment { unix_seconds: NOW, offset_minutes: 0 }, &[1; 10]);
    Entry::queue(id, TransportKind::Smtp, NOW)
}

fn begun() -> Entry {
    let mut entry = entry();
    entry.begin(NOW).unwrap();
    entry
}

fn reason() -> Reason {
    Reason::new(ReasonCode::TryLater, "451")
}

fn later(after: Option<u64>) -> Delivery {
    Delivery::RetryLater { after: after.map(Duration::from_secs), reason: reason() }
}

fn state(entry: &Entry) -> String {
    serde_json::to_value(entry).unwrap()["state"].as_str().unwrap().to_owned()
}

fn finished(delivery: Delivery) -> Entry {
    let mut entry = begun();
    entry.finish(delivery, NOW, 0).unwrap();
    entry
}

fn delivered() -> Delivery {
    Delivery::Delivered { reference: Reference::Issue("SD-1".to_owned()) }
}

fn prepared() -> Delivery {
    let handover = Handover {
        address: "mailto:".to_owned(),
        folder: None,
        completeness: crate::transport::Completeness::Whole,
    };
    Delivery::Prepared { handover }
}

#[test]
fn outcomes_lead_to_states() {
    let check = |delivery: Delivery, expected: &str, is_over: bool| {
        let entry = finished(delivery);
        assert_eq!((state(&entry).as_str(), entry.is_over()), (expected, is_over));
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<Entry>(&json).unwrap(), entry);
        assert_eq!(entry.attempts, Attempt(1));
    };
    check(delivered(), "sent", true);
    check(prepared(), "prepared", false);
    check(later(None), "queued", false);
    check(Delivery::Rejected { reason: reason() }, "failed", false);
    check(Delivery::Unknown { reason: reason() }, "unknown", false);
}

#[test]
fn the_attempt_is_counted_before_it_is_made() {
    let mut entry = entry();
    assert_eq!(entry.begin(NOW), Ok(Attempt(1)));
    assert_eq!(state(&entry), "sending");
    assert_eq!(entry.begin(NOW), Err(NotNow), "two attempts at once");
    entry.finish(later(None), NOW, 0).unwrap();
    assert_eq!(entry.begin(NOW), Err(NotNow), "too early");
    assert_eq!(entry.begin(NOW + 60), Ok(Attempt(2)));
    entry.finish(delivered(), NOW, 0).unwrap();
    assert_eq!(entry.finish(delivered(), NOW, 0), Err(NotNow));
}

#[test]
fn a_crash_while_sending_leaves_an_unknown_outcome() {
    let check = |lookup: Lookup, expected: &str| {
        let mut entry = begun();
        entry.recover();
        assert_eq!(entry.state, State::Unknown { reason: None });
        entry.resolve(lookup, NOW).unwrap();
        assert_eq!(state(&entry), expected);
        assert!(expected != "queued" || entry.is_due(NOW));
    };
    check(Lookup::Found(Reference::Issue("SD-1".to_owned())), "sent");
    check(Lookup::Absent, "queued");
    check(Lookup::Impossible, "unknown");
    check(Lookup::Failed(reason()), "unknown");
    let mut waiting = entry();
    waiting.recover();
    assert_eq!(waiting, entry(), "only sending is unknown");
    assert_eq!(waiting.resolve(Lookup::Absent, NOW), Err(NotNow));
}

#[test]
fn the_person_decides_what_is_allowed() {
    use Wish::{Cancel, Done, Retry};
    let check = |mut entry: Entry, wish: Wish, expected: Result<&str, NotNow>| {
        let outcome = entry.wish(wish, NOW).map(|()| state(&entry));
        assert_eq!(outcome.as_deref().map_err(|error| *error), expected);
    };
    let failed = || finished(Delivery::Rejected { reason: reason() });
    let unknown = || finished(Delivery::Unknown { reason: reason() });
    for wish in [Retry, Cancel, Done] {
        check(begun(), wish, Err(NotNow));
        check(finished(delivered()), wish, Err(NotNow));
    }
    check(entry(), Retry, Ok("queued"));
    check(entry(), Cancel, Ok("cancelled"));
    check(entry(), Done, Err(NotNow));
    check(failed(), Retry, Ok("queued"));
    check(failed(), Cancel, Ok("cancelled"));
    check(unknown(), Retry, Ok("queued"));
    check(unknown(), Done, Ok("sent"));
    check(finished(prepared()), Done, Ok("sent"));
    check(finished(prepared()), Retry, Ok("queued"));
    let mut waiting = finished(later(None));
    assert!(!waiting.is_due(NOW));
    waiting.wish(Retry, NOW).unwrap();
    assert!(waiting.is_due(NOW));
}

#[test]
fn a_clock_set_back_holds_nothing_up() {
    let check = |wait: u64, now: i64, expected: bool| {
        assert_eq!(Due { since: NOW, wait }.is_over(now), expected, "{wait} at {now}");
    };
    check(0, NOW, true);
    check(60, NOW + 59, false);
    check(60, NOW + 60, true);
    check(60, NOW - 1, true);
    check(60, NOW - 400 * 86_400, true);
    check(60, i64::MIN, true);
    check(60, i64::MAX, true);
    check(u64::MAX, i64::MAX, false);
}

#[test]
fn waits_double_and_spread() {
    let check = |attempt: u32, shortest: u64, longest: u64| {
        let waits: Vec<u64> =
            (0..longest * 2).map(|random| back_off(Attempt(attempt), random).as_secs()).collect();
        assert_eq!(waits.iter().min(), Some(&shortest), "attempt {attempt}");
        assert_eq!(waits.iter().max(), Some(&longest), "attempt {attempt}");
    };
    check(0, 30, 60);
    check(1, 30, 60);
    check(2, 60, 120);
    check(5, 480, 960);
    check(9, 7200, 14_400);
    check(u32::MAX, 7200, 14_400);
    assert!(back_off(Attempt(1), u64::MAX).as_secs() <= 60);
}

#[test]
fn the_receivers_wish_counts_within_reason() {
    let check = |after: Option<u64>, expected: u64| {
        let entry = finished(later(after));
        let State::Queued { due, .. } = entry.state else { panic!("{entry:?}") };
        assert_eq!(due, Due { since: NOW, wait: expected });
    };
    check(None, 30);
    check(Some(5), 30);
    check(Some(600), 600);
    check(Some(u64::MAX), 86_400);
}
