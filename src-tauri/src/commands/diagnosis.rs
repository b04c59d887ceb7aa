//! The examination of the machine and the network, and what of it goes along with a draft.

use std::sync::Arc;
use std::time::SystemTime;

use help_app::dto::{DiagnosisEvent, DiagnosisScope, DiagnosisView, DiagnosticsLine};
use help_app::{AppError, ErrorCode};
use tauri::WebviewWindow;
use tauri::ipc::Channel;

use super::App;
use crate::examined;

/// Examines and tells every line as it comes. The check waits on a thread of its own kind: it must not hold one up that
/// other commands need, and it has a small runtime inside.
#[tauri::command]
pub(crate) async fn examine(
    app: App<'_>,
    window: WebviewWindow,
    run: u64,
    scope: DiagnosisScope,
    events: Channel<DiagnosisEvent>,
) -> Result<DiagnosisView, AppError> {
    let app = Arc::clone(&app);
    let examination = move || {
        let environment = |name: &str| std::env::var(name).ok();
        // A window that is gone hears nothing, and the answer has everything once more.
        let mut tell = |event| drop(events.send(event));
        let examined = examined::with_window(&window);
        app.examine(run, scope, &examined, &environment, SystemTime::now(), &mut tell)
    };
    tauri::async_runtime::spawn_blocking(examination).await.map_err(|error| {
        AppError::new(ErrorCode::Internal, "the check could not be made; try again").because(&error)
    })?
}

/// The newest report of a crash, to be looked at before it goes along with a draft.
#[tauri::command(async)]
pub(crate) fn get_crash_report(
    app: App<'_>,
    window: WebviewWindow,
) -> Result<Vec<DiagnosticsLine>, AppError> {
    app.crash_report(&examined::with_window(&window), SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn stop_examining(app: App<'_>, run: u64) {
    app.stop_examining(run);
}

#[tauri::command(async)]
pub(crate) fn set_diagnostics(app: App<'_>, draft: i32, lines: Vec<DiagnosticsLine>) -> Result<(), AppError> {
    app.set_diagnostics(draft.into(), lines, SystemTime::now())
}
