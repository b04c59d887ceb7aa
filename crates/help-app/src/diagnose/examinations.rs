//! One examination at a time: a new one ends the one before it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use help_diagnostics::network::Cancellation;

/// Which examination of this program runs.
#[derive(Debug, Default)]
pub(crate) struct Examinations {
    /// Held while an examination runs.
    turn: Mutex<()>,
    /// The examination that was begun last, by the number its caller gave it.
    last: Mutex<Option<(u64, Cancellation)>>,
}

impl Examinations {
    /// Begins an examination: stops the one before and waits until it has ended. The next one may stop this one meanwhile.
    pub(super) fn begin(&self, run: u64) -> (MutexGuard<'_, ()>, Cancellation) {
        let cancellation = Cancellation::new();
        let before = lock(&self.last).replace((run, cancellation.clone()));
        if let Some((_, before)) = before {
            before.cancel();
        }
        (lock(&self.turn), cancellation)
    }

    /// Stops an examination; another one goes on.
    pub(super) fn stop(&self, run: u64) {
        if let Some((_, cancellation)) = lock(&self.last).as_ref().filter(|(last, _)| *last == run) {
            cancellation.cancel();
        }
    }

    /// Stops the examination that runs.
    pub(crate) fn stop_any(&self) {
        if let Some((_, cancellation)) = lock(&self.last).as_ref() {
            cancellation.cancel();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_that_is_meant_is_stopped() {
        let examinations = Examinations::default();
        let (turn, first) = examinations.begin(1);
        examinations.stop(2);
        assert!(!first.is_cancelled());
        drop(turn);
        let (_turn, second) = examinations.begin(2);
        examinations.stop(1);
        assert_eq!((first.is_cancelled(), second.is_cancelled()), (true, false));
        examinations.stop(2);
        assert!(second.is_cancelled());
    }

    #[test]
    fn a_new_one_ends_the_one_before_and_waits_for_it() {
        let examinations = Examinations::default();
        let (turn, first) = examinations.begin(1);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| examinations.begin(2).1.is_cancelled());
            while !first.is_cancelled() {
                std::thread::yield_now();
            }
            assert!(!second.is_finished());
            drop(turn);
            assert!(!second.join().unwrap());
        });
    }
}
