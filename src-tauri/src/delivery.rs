//! The thread that delivers requests to support, so that no window waits for a mail server.
//!
//! It looks at the outbox when it is woken, when the next attempt is due, and every few minutes. What is due and when to look
//! again is decided in `help-app`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use help_app::{HelpApp, Round, Watch};

/// How long the end of the program waits for an attempt under way: most servers need less. What takes longer is cut off, and
/// the next start finds out how far it came.
const GRACE: Duration = Duration::from_secs(2);

/// Wakes the thread and ends it.
pub(crate) struct Deliveries {
    wake: Sender<()>,
    progress: Arc<Progress>,
}

#[derive(Default)]
struct Progress {
    ending: AtomicBool,
    busy: Mutex<bool>,
    idle: Condvar,
}

impl Deliveries {
    /// Starts the thread, which waits to be woken; `changed` is called when the state of a request has changed.
    pub(crate) fn start(app: Arc<HelpApp>, changed: impl Fn() + Send + 'static) -> Self {
        let (wake, woken) = channel();
        let progress = Arc::new(Progress::default());
        let own = Arc::clone(&progress);
        std::thread::spawn(move || deliver(&app, &woken, &own, &changed));
        Self { wake, progress }
    }

    /// Has the outbox looked at now.
    pub(crate) fn wake(&self) {
        // The thread may have ended: then the program is ending.
        let _ = self.wake.send(());
    }

    /// Lets an attempt under way come to its end for a moment, and begins no other.
    pub(crate) fn end(&self) {
        self.progress.ending.store(true, Ordering::Release);
        self.wake();
        let busy = self.progress.busy.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.progress.idle.wait_timeout_while(busy, GRACE, |busy| *busy));
    }
}

impl Progress {
    fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }

    fn set_busy(&self, busy: bool) {
        *self.busy.lock().unwrap_or_else(PoisonError::into_inner) = busy;
        self.idle.notify_all();
    }
}

fn deliver(app: &HelpApp, woken: &Receiver<()>, progress: &Progress, changed: &dyn Fn()) {
    let watch = Watch { now: &SystemTime::now, ending: &|| progress.is_ending(), changed };
    let mut round = Round::Done(None);
    loop {
        if let Err(RecvTimeoutError::Disconnected) = woken.recv_timeout(round.pause(SystemTime::now())) {
            return;
        }
        while woken.try_recv().is_ok() {}
        progress.set_busy(true);
        let result = if progress.is_ending() { Ok(round) } else { app.deliver_due(&watch) };
        progress.set_busy(false);
        if progress.is_ending() {
            return;
        }
        round = result.unwrap_or_else(|error| {
            eprintln!("express-help: {error}");
            Round::Done(None)
        });
    }
}
