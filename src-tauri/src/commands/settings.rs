//! Settings.

use help_app::AppError;
use help_app::dto::{Settings, SettingsPatch};
use tauri::WebviewWindow;

use super::App;
use crate::window;

#[tauri::command(async)]
pub(crate) fn update_settings(
    app: App<'_>,
    window: WebviewWindow,
    patch: SettingsPatch,
) -> Result<Settings, AppError> {
    let result = app.update_settings(&patch);
    // What the user sees follows the choice even when it could not be written.
    window::apply_settings(&window, &app.settings());
    result
}
