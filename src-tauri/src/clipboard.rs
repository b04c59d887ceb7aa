//! The clipboard, written from Rust: the web view refuses it without a gesture.

use help_app::{AppError, ErrorCode};

#[cfg(not(windows))]
use std::sync::{Mutex, PoisonError};

/// Keeps the clipboard open: under X11 its content belongs to the process that set it.
#[cfg(not(windows))]
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

/// Content belongs to the system here.
#[cfg(windows)]
#[derive(Default)]
pub(crate) struct Clipboard;

impl Clipboard {
    /// Puts text on the clipboard.
    #[cfg(not(windows))]
    pub fn set(&self, text: &str) -> Result<(), AppError> {
        let mut clipboard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clipboard.is_none() {
            *clipboard = Some(arboard::Clipboard::new().map_err(|error| failed(&error))?);
        }
        let set = clipboard.as_mut().map_or(Ok(()), |clipboard| clipboard.set_text(text));
        set.map_err(|error| failed(&error))
    }

    /// Puts text on the clipboard.
    #[cfg(windows)]
    pub fn set(&self, text: &str) -> Result<(), AppError> {
        crate::win32::copy(text).map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn std::fmt::Display) -> AppError {
    AppError::new(ErrorCode::Internal, "the text could not be copied; select it and copy it by hand")
        .because(error)
}
