//! When delivery looks at the outbox again. The shell waits that long, or until something was queued.

use std::time::{Duration, SystemTime};

use super::delivery::Round;

/// The longest pause: the computer may have been asleep or its clock set back, and then the time to wait means nothing.
const LONGEST: Duration = Duration::from_secs(180);
/// The pause while another program is delivering.
const ELSEWHERE: Duration = Duration::from_secs(15);

impl Round {
    /// How long to wait after this round.
    #[must_use]
    pub fn pause(self, now: SystemTime) -> Duration {
        match self {
            Self::Elsewhere => ELSEWHERE,
            Self::Done(None) => LONGEST,
            // What has become due while the round ended is due at once.
            Self::Done(Some(next)) => next.duration_since(now).unwrap_or_default().min(LONGEST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    #[test]
    fn delivery_wakes_when_something_is_due_and_every_few_minutes() {
        let at = |second: u64| UNIX_EPOCH + Duration::from_secs(1_795_167_005 + second);
        let check =
            |round: Round, seconds: u64| assert_eq!(round.pause(at(100)).as_secs(), seconds, "{round:?}");
        check(Round::Done(None), 180);
        check(Round::Done(Some(at(160))), 60);
        check(Round::Done(Some(at(100))), 0);
        check(Round::Done(Some(at(40))), 0);
        check(Round::Done(Some(at(4 * 3600))), 180);
        // The clock was set back by a year.
        check(Round::Done(Some(at(31_536_000))), 180);
        check(Round::Elsewhere, 15);
    }
}
