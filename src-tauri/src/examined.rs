//! What an examination has to be told of this machine.

use help_app::log::LOG_NAME;
use help_app::{Examined, Folders, Screen};
use tauri::WebviewWindow;

use crate::web_view;

/// What is known without a window.
pub(crate) fn without_window(folders: Option<&Folders>) -> Examined {
    Examined {
        data_folder: folders.map(|folders| folders.data.clone()).unwrap_or_default(),
        log_file: folders.map(|folders| folders.log.join(LOG_NAME)),
        owner: crate::owner(),
        ..Examined::default()
    }
}

/// What is known with a window: also the web view and the screens.
pub(crate) fn with_window(window: &WebviewWindow) -> Examined {
    let folders = Folders::from_environment(|name| std::env::var_os(name));
    let monitors = window.available_monitors().unwrap_or_default();
    let screen = |monitor: &tauri::Monitor| Screen {
        width: monitor.size().width,
        height: monitor.size().height,
        scale: monitor.scale_factor(),
    };
    Examined {
        web_view_version: web_view::version().ok(),
        screens: monitors.iter().map(screen).collect(),
        ..without_window(folders.as_ref())
    }
}
