//! Settings.

use help_app::dto::{
    Details, FolderName, KeptEntry, KeptKind, Language, PolicyView, Settings, SettingsPatch,
};
use help_app::{AppError, ErrorCode};
use tauri::{Manager, State, WebviewWindow};

use super::App;
use crate::clipboard::Clipboard;
use crate::policy_watch::PolicyWatch;
use crate::{web_view, window};

#[tauri::command(async)]
pub(crate) fn update_settings(
    app: App<'_>,
    window: WebviewWindow,
    patch: SettingsPatch,
) -> Result<Settings, AppError> {
    let concerns_autostart = patch.autostart.is_some() || patch.reset.is_some();
    let result = app.update_settings(&patch);
    if concerns_autostart {
        window::agree_on_autostart(window.app_handle());
    }
    // What the user sees follows the choice even when it could not be written.
    window::apply_settings(&window, &app.settings());
    result
}

#[tauri::command(async)]
pub(crate) fn keep_place(app: App<'_>, address: &str) -> Result<(), AppError> {
    app.keep_place(address)
}

/// Looks for a change of policy now; the page is told of one.
#[tauri::command]
pub(crate) fn check_policy(watch: State<'_, PolicyWatch>) {
    watch.wake();
}

#[tauri::command(async)]
pub(crate) fn get_policy(app: App<'_>, language: Language) -> Result<PolicyView, AppError> {
    app.policy_page(language)
}

/// Copies what `--print-policy --json` prints.
#[tauri::command(async)]
pub(crate) fn copy_policy(app: App<'_>, clipboard: State<'_, Clipboard>) -> Result<(), AppError> {
    clipboard.set(&app.policy_page_json()?)
}

#[tauri::command(async)]
pub(crate) fn get_kept(app: App<'_>) -> Result<Vec<KeptEntry>, AppError> {
    app.kept()
}

#[tauri::command(async)]
pub(crate) fn forget_kept(app: App<'_>, kinds: Vec<KeptKind>) -> Result<Vec<KeptEntry>, AppError> {
    app.forget_kept(&kinds)
}

#[tauri::command(async)]
pub(crate) fn get_details(app: App<'_>) -> Details {
    Details { web_view: web_view::version().ok(), folders: app.folder_views() }
}

/// Opens one of the program's folders in the system's file manager. The window names it; it never gives a path.
#[tauri::command(async)]
pub(crate) fn open_folder(app: App<'_>, name: FolderName) -> Result<(), AppError> {
    let path = app.folder(name)?;
    if !path.is_dir() {
        return Err(AppError::new(
            ErrorCode::NotFound,
            "this folder is not there yet; nothing was kept in it",
        ));
    }
    open::that_detached(path).map_err(|error| {
        let message = "the file manager could not be started; copy the path and open it by hand";
        AppError::new(ErrorCode::Internal, message).because(&error)
    })
}
