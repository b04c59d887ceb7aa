//! Reading: contents, articles, bookmarks.

use std::time::SystemTime;

use help_app::AppError;
use help_app::dto::{ArticleView, Bookmark, Boot, Corpus, Language};

use super::App;

#[tauri::command(async)]
pub(crate) fn boot(app: App<'_>) -> Result<Boot, AppError> {
    app.boot(None)
}

#[tauri::command(async)]
pub(crate) fn get_corpus(app: App<'_>, language: Language) -> Result<Corpus, AppError> {
    app.corpus(language)
}

#[tauri::command(async)]
pub(crate) fn get_article(app: App<'_>, language: Language, id: &str) -> Result<ArticleView, AppError> {
    app.article(language, id)
}

#[tauri::command(async)]
pub(crate) fn list_bookmarks(app: App<'_>, language: Language) -> Result<Vec<Bookmark>, AppError> {
    app.bookmarks(language)
}

#[tauri::command(async)]
pub(crate) fn set_bookmark(app: App<'_>, id: &str, bookmarked: bool) -> Result<Vec<Bookmark>, AppError> {
    app.set_bookmark(id, bookmarked, SystemTime::now())
}
