//! The thread that notices when the organisation changes its policy while the program runs.
//!
//! Whenever it is woken, and from the first time on every half a minute, policy is read as at a start and compared with the
//! one in force. Looking at times and sizes of files instead would miss changes within one tick of the clock; a few small
//! files cost nothing. What a change means is decided in `help-app`.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often a difference may turn into another one before the last one is taken.
const MOST_READINGS: usize = 20;

/// When policy is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    /// How often it is looked at by itself.
    pub(crate) period: Duration,
    /// How long a difference must stay as it is before it counts: a file that is just being written is invalid for a moment,
    /// and must not unlock what it locks.
    pub(crate) settled: Duration,
}

impl Pace {
    /// The pace of the program.
    pub(crate) const USUAL: Self =
        Self { period: Duration::from_secs(30), settled: Duration::from_millis(500) };
}

/// Wakes the thread.
pub(crate) struct PolicyWatch(Sender<()>);

impl PolicyWatch {
    /// Starts the thread, which waits to be woken. `current` is the policy in force, `read` reads that of the system, and
    /// `adopt` takes one over.
    pub(crate) fn start<P: Clone + PartialEq + Send + 'static>(
        pace: Pace,
        current: P,
        read: impl Fn() -> P + Send + 'static,
        adopt: impl Fn(P) + Send + 'static,
    ) -> Self {
        let (wake, woken) = channel();
        std::thread::spawn(move || watch(pace, current, &woken, &read, &adopt));
        Self(wake)
    }

    /// Has policy looked at now.
    pub(crate) fn wake(&self) {
        // The thread ends with the program.
        let _ = self.0.send(());
    }
}

fn watch<P: Clone + PartialEq>(
    pace: Pace,
    mut current: P,
    woken: &Receiver<()>,
    read: &dyn Fn() -> P,
    adopt: &dyn Fn(P),
) {
    let mut asked = woken.recv().map_err(|_| RecvTimeoutError::Disconnected);
    while asked != Err(RecvTimeoutError::Disconnected) {
        while woken.try_recv().is_ok() {}
        let found = settled(pace, &current, read);
        if found != current {
            adopt(found.clone());
            current = found;
        }
        asked = woken.recv_timeout(pace.period);
    }
}

/// What is there, once it stays as it is.
fn settled<P: PartialEq>(pace: Pace, current: &P, read: &dyn Fn() -> P) -> P {
    let mut found = read();
    for _ in 0..MOST_READINGS {
        if found == *current {
            break;
        }
        std::thread::sleep(pace.settled);
        let again = read();
        let is_settled = again == found;
        found = again;
        if is_settled {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);
    const NEVER: Duration = Duration::from_secs(86_400);
    const AT_ONCE: Duration = Duration::ZERO;

    #[test]
    fn a_change_is_noticed_by_itself_and_when_somebody_asks() {
        let (tell, adopted) = channel();
        let says = Arc::new(AtomicU32::new(1));
        let watched = |period| {
            let (says, tell) = (Arc::clone(&says), tell.clone());
            let pace = Pace { period, settled: AT_ONCE };
            let read = move || says.load(Ordering::Acquire);
            PolicyWatch::start(pace, 1, read, move |policy| tell.send(policy).unwrap())
        };
        let by_itself = watched(Duration::from_millis(1));
        by_itself.wake();
        says.store(2, Ordering::Release);
        assert_eq!(adopted.recv_timeout(PATIENCE), Ok(2));
        drop(by_itself);
        let asked = watched(NEVER);
        asked.wake();
        assert_eq!(adopted.recv_timeout(PATIENCE), Ok(2));
        says.store(3, Ordering::Release);
        asked.wake();
        assert_eq!(adopted.recv_timeout(PATIENCE), Ok(3));
    }

    /// Runs the thread once over a row of readings; what is adopted.
    fn adopted(current: u32, readings: &[u32]) -> Vec<u32> {
        let (wake, woken) = channel();
        wake.send(()).unwrap();
        drop(wake);
        let (next, adopted) = (Cell::new(0), RefCell::new(Vec::new()));
        let read = || {
            let at = next.replace(next.get() + 1);
            readings.get(at).or(readings.last()).copied().unwrap()
        };
        let pace = Pace { period: NEVER, settled: AT_ONCE };
        watch(pace, current, &woken, &read, &|policy| adopted.borrow_mut().push(policy));
        adopted.into_inner()
    }

    #[test]
    fn a_change_counts_once_it_stays() {
        for (readings, expected) in [
            (&[1][..], &[][..]),
            (&[2, 2], &[2]),
            // Half written, then whole.
            (&[9, 2, 2], &[2]),
            (&[9, 8, 2, 2], &[2]),
            // Taken back while it was looked at.
            (&[9, 1], &[]),
        ] {
            assert_eq!(adopted(1, readings), expected, "{readings:?}");
        }
        let restless: Vec<u32> = (2..1_000).collect();
        assert_eq!(adopted(1, &restless).len(), 1, "it does not wait for ever");
    }
}
