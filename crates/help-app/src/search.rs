//! Answers of the index in the shape the window shows, with what the contents know of each article.

use std::collections::HashMap;
use std::time::Instant;

use help_content::Language;
use help_pack::{Contents, Pack};
use help_search::Fragment;
use serde::Serialize;

use crate::dto::{BestSection, Hit, SearchResponse};
use crate::error::{AppError, ErrorCode};

/// Where each article of a language stands in its contents: id → (section, article).
pub(crate) type Places = HashMap<String, (usize, usize)>;

/// Makes the table of places.
pub(crate) fn places(contents: &Contents) -> Places {
    let mut places = Places::new();
    for (section, entry) in contents.sections.iter().enumerate() {
        for (article, found) in entry.articles.iter().enumerate() {
            places.insert(found.id.to_string(), (section, article));
        }
    }
    places
}

/// Longest query that is looked at, in bytes; a pasted log is cut here.
const MAX_QUERY: usize = 2_000;

/// Answers a query.
/// # Errors
/// When the index is damaged.
pub(crate) fn search(
    pack: &Pack,
    places: &Places,
    language: Language,
    query: &str,
    limit: usize,
) -> Result<SearchResponse, AppError> {
    let start = Instant::now();
    let index = pack.search_index(language)?;
    let contents = pack.contents(language)?;
    let failed = |error: help_search::SearchError| AppError::new(ErrorCode::Pack, error.to_string());
    let response = index.search(cut(query), limit).map_err(failed)?;
    let hits = response.hits.into_iter().filter_map(|hit| {
        let &(section, article) = places.get(&hit.id)?;
        let section = contents.sections.get(section)?;
        let article = section.articles.get(article)?;
        Some(Hit {
            id: hit.id,
            title: hit.title,
            section_title: section.title.clone(),
            snippet: hit.snippet,
            best: hit.section.map(|section| BestSection { anchor: section.anchor, title: section.title }),
            audience: article.audience.clone(),
            platforms: article.platforms.clone(),
        })
    });
    let hits: Vec<Hit> = hits.collect();
    let total = u32::try_from(response.total).unwrap_or(u32::MAX);
    let micros = u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX);
    Ok(SearchResponse { query: query.to_owned(), total, hits, micros })
}

fn cut(query: &str) -> &str {
    let mut end = query.len().min(MAX_QUERY);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    &query[..end]
}

/// A hit for programs that read `--search TEXT --json`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlainHit {
    id: String,
    title: String,
    section: String,
    heading: Option<String>,
    snippet: String,
    address: String,
}

/// What `--search TEXT --json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct PlainResponse {
    query: String,
    language: Language,
    total: u32,
    hits: Vec<PlainHit>,
}

/// The same answer without marks.
pub(crate) fn plain(response: SearchResponse, language: Language) -> PlainResponse {
    let hits = response.hits.into_iter().map(|hit| {
        let anchor = hit.best.as_ref().map(|best| format!("#{}", best.anchor)).unwrap_or_default();
        PlainHit {
            address: format!("express-help://article/{}{anchor}", hit.id),
            id: hit.id,
            title: text(&hit.title),
            section: hit.section_title,
            heading: hit.best.map(|best| text(&best.title)),
            snippet: text(&hit.snippet),
        }
    });
    PlainResponse { hits: hits.collect(), query: response.query, language, total: response.total }
}

fn text(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}
