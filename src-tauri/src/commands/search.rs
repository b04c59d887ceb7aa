//! Searching.

use help_app::AppError;
use help_app::dto::{Language, SearchResponse};

use super::App;

#[tauri::command(async)]
pub(crate) fn search(
    app: App<'_>,
    language: Language,
    query: &str,
    limit: usize,
) -> Result<SearchResponse, AppError> {
    app.search(language, query, limit)
}
