//! Problem finders.

use help_app::AppError;
use help_app::dto::{FinderProgress, FinderView, Language};

use super::App;

#[tauri::command(async)]
pub(crate) fn get_finder(app: App<'_>, language: Language, id: &str) -> Result<FinderView, AppError> {
    app.finder(language, id)
}

#[tauri::command(async)]
pub(crate) fn keep_finder_progress(app: App<'_>, id: &str, progress: FinderProgress) -> Result<(), AppError> {
    app.keep_finder_progress(id, &progress)
}
