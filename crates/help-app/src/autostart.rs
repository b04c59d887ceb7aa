//! What the person is told where the system does not follow the setting `autostart`. How the system is made to follow it is the
//! shell's business.

use std::sync::{Mutex, PoisonError};

use crate::app::HelpApp;
use crate::dto::{Notice, NoticeCode};

/// The setting that says that the person was told of an obstacle that is still there.
const TOLD: &str = "autostart/told";

/// An obstacle that the next start of the page tells.
#[derive(Debug, Default)]
pub(crate) struct Unfollowed(Mutex<Option<Notice>>);

impl Unfollowed {
    pub(crate) fn take(&self) -> Option<Notice> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl HelpApp {
    /// Notes, before the page is made, that the system does not follow the setting. The page tells it once, and not again until
    /// the system has followed: with a folder that is never writable every start would say the same.
    pub fn autostart_failed(&self, cause: &str) {
        if self.store.get(TOLD).unwrap_or(false) {
            return;
        }
        // Told twice is better than not told.
        let _ = self.store.set(TOLD, &true);
        let message = "the system could not be told when to start the program".to_owned();
        let notice = Notice { code: NoticeCode::AutostartFailed, message, details: Some(cause.to_owned()) };
        *self.autostart.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(notice);
    }

    /// Notes that the system follows the setting: the next obstacle is a new one.
    pub fn autostart_followed(&self) {
        if self.store.get(TOLD).unwrap_or(false) {
            // At worst a new obstacle is not told.
            let _ = self.store.forget_setting(TOLD);
        }
    }
}
