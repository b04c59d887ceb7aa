//! The end of the window: the page saves what is being typed before it goes.
//!
//! Closing is put off until the page says that all is saved, for a moment only: a page that hangs must not keep the window.
//! The end of the system's session and macOS' own "quit" do not ask; what the page has saved by itself is kept then.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::{AppHandle, CloseRequestApi, Emitter, Manager};

use crate::window::LABEL;

/// How long the page may take. A save takes a few milliseconds; a disk that hangs is not waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// What the page listens to.
const EVENT: &str = "closing";

/// Who waits for the page to have saved everything.
#[derive(Default)]
pub(crate) struct Closing(Mutex<State>);

#[derive(Default)]
enum State {
    #[default]
    Open,
    Asked(Sender<()>),
}

impl Closing {
    /// The page has saved everything.
    pub(crate) fn saved(&self) {
        if let State::Asked(waiting) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // Nobody waits any more when it took too long.
            let _ = waiting.send(());
        }
    }

    /// What to wait for; `None` when somebody waits already.
    fn begin(&self) -> Option<Receiver<()>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let State::Open = *state else { return None };
        let (sender, receiver) = channel();
        *state = State::Asked(sender);
        Some(receiver)
    }
}

/// Somebody closes the window: it goes once the page has saved everything.
pub(crate) fn requested(handle: &AppHandle, api: &CloseRequestApi) {
    api.prevent_close();
    let Some(saved) = handle.state::<Closing>().begin() else { return };
    let asked = handle.emit_to(LABEL, EVENT, ());
    let handle = handle.clone();
    std::thread::spawn(move || {
        if asked.is_ok() {
            let _ = saved.recv_timeout(PATIENCE);
        }
        if let Some(Err(error)) = handle.get_webview_window(LABEL).map(|window| window.destroy()) {
            eprintln!("express-help: {error}");
            handle.exit(0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_asked_once_and_may_answer_at_any_time() {
        let closing = Closing::default();
        closing.saved();
        let waiting = closing.begin().unwrap();
        assert!(waiting.try_recv().is_err(), "an answer before the question counts");
        assert!(closing.begin().is_none());
        closing.saved();
        closing.saved();
        assert!(waiting.try_recv().is_ok());
        drop(waiting);
        closing.saved();
    }
}
