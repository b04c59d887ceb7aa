//! Closes a window as a window manager does: by asking it.

use anyhow::{Context, Result, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask};

/// Asks every window of the program on this display to close (ICCCM, section 4.2.8.1).
pub(crate) fn ask(display: &str) -> Result<()> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection.setup().roots.get(screen).context("no screen")?.root;
    let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"]
        .map(|name| -> Result<u32> { Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom) });
    let (protocols, delete) = (protocols?, delete?);
    let mut asked = 0;
    for window in connection.query_tree(root)?.reply()?.children {
        let taken = connection.get_property(false, window, protocols, AtomEnum::ATOM, 0, 64)?.reply()?;
        let shown = connection.get_window_attributes(window)?.reply()?.map_state;
        let takes = taken.value32().is_some_and(|mut atoms| atoms.any(|atom| atom == delete));
        if takes && shown == x11rb::protocol::xproto::MapState::VIEWABLE {
            let event =
                ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
            connection.send_event(false, window, EventMask::NO_EVENT, event)?;
            asked += 1;
        }
    }
    connection.flush()?;
    // The connection must not end before the server has everything.
    connection.get_input_focus()?.reply()?;
    ensure!(asked > 0, "there is no window to close");
    Ok(())
}
