//! Attempts and the waits between them. Where a request stands is kept by whoever stores it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The wait after the first failed attempt.
const FIRST_WAIT: Duration = Duration::from_secs(60);
/// The longest wait between two attempts of our own choice.
const LONGEST_WAIT: Duration = Duration::from_secs(4 * 60 * 60);
/// The longest wait that a receiver can impose.
const LONGEST_WISH: Duration = Duration::from_secs(24 * 60 * 60);

/// The number of an attempt, from 1. It is counted and stored before the attempt is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attempt(pub u32);

/// The wait after an attempt that may succeed later: what the receiver wished, within reason, and no less than
/// [`back_off`].
#[must_use]
pub fn wait(attempt: Attempt, wished: Option<Duration>, random: u64) -> Duration {
    back_off(attempt, random).max(wished.unwrap_or_default().min(LONGEST_WISH))
}

/// The wait after an attempt: doubled each time up to four hours, and of that a random part between half and all, so that
/// the PCs of an office do not come back together.
#[must_use]
pub fn back_off(attempt: Attempt, random: u64) -> Duration {
    let doublings = attempt.0.saturating_sub(1).min(16);
    let full = (FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT).as_secs();
    Duration::from_secs(full / 2 + random % (full - full / 2 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let waited = wait(Attempt(1), after.map(Duration::from_secs), 0);
            assert_eq!(waited, Duration::from_secs(expected));
        };
        check(None, 30);
        check(Some(5), 30);
        check(Some(600), 600);
        check(Some(u64::MAX), 86_400);
    }
}
