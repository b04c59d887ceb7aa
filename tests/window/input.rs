//! Keys and the mouse, as a person uses them.

use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions, MouseActions};

use crate::session::Session;

impl Session {
    /// Clicks the first element with this test id, with the mouse.
    pub(crate) fn click(&self, id: &str) -> Result<()> {
        self.click_css(&format!("[data-testid={id}]"))
    }

    /// Clicks the first element a selector finds, with the mouse.
    ///
    /// It is scrolled into sight first: the driver does so only when no part of it is there, and clicks its middle.
    pub(crate) fn click_css(&self, selector: &str) -> Result<()> {
        let into_sight =
            "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest' }); return true";
        self.js_with(into_sight, vec![selector.into()])?;
        let client = self.client()?;
        self.wait(async {
            let element = client.find(Locator::Css(selector)).await.with_context(|| selector.to_owned())?;
            element.click().await.with_context(|| format!("clicking {selector}"))
        })
    }

    /// Types into the element with this test id, or names the file it is to take.
    pub(crate) fn send_keys(&self, id: &str, keys: &str) -> Result<()> {
        let client = self.client()?;
        let selector = format!("[data-testid={id}]");
        self.wait(async { client.find(Locator::Css(&selector)).await?.send_keys(keys).await })
    }

    /// Types into whatever has the focus.
    pub(crate) fn type_text(&self, text: &str) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for character in text.chars() {
            keys = keys.then(KeyAction::Down { value: character }).then(KeyAction::Up { value: character });
        }
        self.perform(keys)
    }

    /// Presses keys together: all down in order, then up.
    pub(crate) fn press(&self, chord: &[char]) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for &value in chord {
            keys = keys.then(KeyAction::Down { value });
        }
        for &value in chord.iter().rev() {
            keys = keys.then(KeyAction::Up { value });
        }
        self.perform(keys)
    }

    fn perform(&self, keys: KeyActions) -> Result<()> {
        let client = self.client()?;
        self.wait(client.perform_actions(keys))
    }

    /// Does something with the mouse.
    pub(crate) fn mouse(&self, actions: MouseActions) -> Result<()> {
        let client = self.client()?;
        self.wait(client.perform_actions(actions))
    }
}
