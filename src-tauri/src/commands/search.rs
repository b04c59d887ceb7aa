//! Searching.

use std::time::SystemTime;

use help_app::AppError;
use help_app::dto::{Language, SearchRequest, SearchResponse};

use super::App;

#[tauri::command(async)]
pub(crate) fn search(
    app: App<'_>,
    language: Language,
    request: SearchRequest,
) -> Result<SearchResponse, AppError> {
    app.search(language, &request)
}

#[tauri::command(async)]
pub(crate) fn found_words(
    app: App<'_>,
    language: Language,
    id: &str,
    query: &str,
    exact: bool,
) -> Result<Vec<String>, AppError> {
    app.found_words(language, id, query, exact)
}

#[tauri::command(async)]
pub(crate) fn recent_searches(app: App<'_>) -> Result<Vec<String>, AppError> {
    app.recent_searches()
}

#[tauri::command(async)]
pub(crate) fn remember_search(app: App<'_>, query: &str) -> Result<Vec<String>, AppError> {
    app.remember_search(query, SystemTime::now())
}

#[tauri::command(async)]
pub(crate) fn forget_searches(app: App<'_>, query: Option<&str>) -> Result<Vec<String>, AppError> {
    app.forget_searches(query)
}
