//! Stopping a running check from another thread.

use std::sync::Arc;

use tokio::sync::watch;

/// A handle that stops a check: every copy of it is the same handle.
#[derive(Debug, Clone)]
pub struct Cancellation {
    cancelled: Arc<watch::Sender<bool>>,
}

impl Default for Cancellation {
    fn default() -> Self {
        Self { cancelled: Arc::new(watch::Sender::new(false)) }
    }
}

impl Cancellation {
    /// Makes a handle that nobody has used yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the checks that run with this handle. Connections are closed at once, unfinished steps end as cancelled.
    pub fn cancel(&self) {
        self.cancelled.send_replace(true);
    }

    /// Tells whether [`Cancellation::cancel`] was called.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.cancelled.borrow()
    }

    /// Waits until [`Cancellation::cancel`] is called.
    pub(crate) async fn wait(&self) {
        let mut changes = self.cancelled.subscribe();
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = changes.wait_for(|cancelled| *cancelled).await;
    }
}
