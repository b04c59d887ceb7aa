//! The clipboard, written from Rust: the web view refuses it without a gesture.

use std::sync::{Mutex, PoisonError};

use help_app::{AppError, ErrorCode};

/// Keeps the clipboard open: under X11 its content belongs to the process that set it.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// Puts text on the clipboard.
    pub fn set(&self, text: &str) -> Result<(), AppError> {
        let failed = |error: arboard::Error| {
            AppError::new(ErrorCode::Internal, "the text could not be copied; select it and copy it by hand")
                .because(&error)
        };
        let mut clipboard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clipboard.is_none() {
            *clipboard = Some(arboard::Clipboard::new().map_err(failed)?);
        }
        clipboard.as_mut().map_or(Ok(()), |clipboard| clipboard.set_text(text)).map_err(failed)
    }
}
