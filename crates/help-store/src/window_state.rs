//! Where the window was when it was last closed. Whether that place is still on a screen is the shell's business.

use serde::{Deserialize, Serialize};

use crate::{Store, StoreError};

const KEY: &str = "window";

/// Size and place of the window, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowState {
    /// Inner width.
    pub width: u32,
    /// Inner height.
    pub height: u32,
    /// Left edge of the frame; `None` lets the system choose.
    pub x: Option<i32>,
    /// Top edge of the frame; `None` lets the system choose.
    pub y: Option<i32>,
    /// Whether the window was maximised; the size and place are those before.
    pub maximized: bool,
}

impl Store {
    /// Reads the window state; `None` at the first start.
    #[must_use]
    pub fn window_state(&self) -> Option<WindowState> {
        self.get(KEY)
    }

    /// Saves the window state.
    ///
    /// # Errors
    /// [`StoreError::Write`].
    pub fn set_window_state(&self, state: &WindowState) -> Result<(), StoreError> {
        self.set(KEY, state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_state_comes_back() {
        let store = Store::in_memory().unwrap();
        assert_eq!(store.window_state(), None);
        let state = WindowState { width: 1100, height: 720, x: Some(-8), y: None, maximized: true };
        store.set_window_state(&state).unwrap();
        assert_eq!(store.window_state(), Some(state));
    }
}
