//! Answers of the index in the shape the window shows, with what the contents know of each article.

use std::collections::HashMap;
use std::time::Instant;

use help_content::Language;
use help_pack::{Contents, Pack, facet};
use help_search::analysis::Without;
use help_search::{Facet, FacetCount, Fragment, Request};
use serde::Serialize;

use crate::dto::{
    BestSection, FilterCount, FilterCounts, Hit, SearchFilters, SearchRequest, SearchResponse, Settings,
};
use crate::error::AppError;
use crate::nearest;

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

/// Answers a query for a reader who prefers `audience` and `platform`.
/// # Errors
/// When the index is damaged.
pub(crate) fn search(
    pack: &Pack,
    places: &Places,
    language: Language,
    request: &SearchRequest,
    reader: &Settings,
) -> Result<SearchResponse, AppError> {
    let start = Instant::now();
    let index = pack.search_index(language)?;
    let contents = pack.contents(language)?;
    let (filters, preferred) = (chosen(&request.filters), preferred(reader));
    let response = index.answer(&Request {
        limit: usize::try_from(request.limit).unwrap_or(usize::MAX),
        filters: &filters,
        preferred: &preferred,
        ..question(&request.query, request.exact)
    })?;
    let hits: Vec<Hit> = response.hits.into_iter().filter_map(|hit| shown(hit, contents, places)).collect();
    let analysis = response.analysis;
    Ok(SearchResponse {
        query: request.query.clone(),
        corrected: analysis.corrected(),
        relaxed: analysis.is_relaxed(),
        suggestion: analysis.suggestion,
        total: u32::try_from(response.total).unwrap_or(u32::MAX),
        sections: if hits.is_empty() { nearest::sections(contents, &request.query) } else { Vec::new() },
        hits,
        filters: counts(&response.facets, contents),
        micros: u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX),
    })
}

/// The words of an article that a query finds, to be marked in it.
/// # Errors
/// When the index is damaged.
pub(crate) fn found_words(
    pack: &Pack,
    language: Language,
    id: &str,
    query: &str,
    exact: bool,
) -> Result<Vec<String>, AppError> {
    Ok(pack.search_index(language)?.found_words(&question(query, exact), id)?)
}

/// A query as the index takes it.
pub(crate) fn question(query: &str, exact: bool) -> Request<'_> {
    Request { without: Without { corrections: exact, ..Without::default() }, ..Request::new(query, 1) }
}

fn shown(hit: help_search::Hit, contents: &Contents, places: &Places) -> Option<Hit> {
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
}

fn value(name: &str, value: &str) -> Facet {
    Facet { name: name.to_owned(), value: value.to_owned() }
}

fn chosen(filters: &SearchFilters) -> Vec<Facet> {
    let audience = filters.audience.map(|audience| value(facet::AUDIENCE, audience.name()));
    let platform = filters.platform.map(|platform| value(facet::PLATFORM, platform.name()));
    let section = filters.section.as_deref().map(|section| value(facet::SECTION, section));
    [audience, platform, section].into_iter().flatten().collect()
}

fn preferred(reader: &Settings) -> Vec<Facet> {
    let platform = reader.platform.map(|platform| value(facet::PLATFORM, platform.name()));
    platform.into_iter().chain([value(facet::AUDIENCE, reader.audience.name())]).collect()
}

fn counts(facets: &[FacetCount], contents: &Contents) -> FilterCounts {
    let of = |name: &str| -> Vec<FilterCount> {
        let fitting = facets.iter().filter(|entry| entry.facet.name == name);
        let count = |entry: &FacetCount| FilterCount {
            value: entry.facet.value.clone(),
            count: u32::try_from(entry.count).unwrap_or(u32::MAX),
        };
        fitting.map(count).collect()
    };
    let mut section = of(facet::SECTION);
    let order = |id: &str| contents.sections.iter().position(|section| section.id == id);
    section.sort_by_key(|entry| order(&entry.value));
    FilterCounts { audience: of(facet::AUDIENCE), platform: of(facet::PLATFORM), section }
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
    corrected: Option<String>,
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
    PlainResponse {
        hits: hits.collect(),
        query: response.query,
        corrected: response.corrected,
        language,
        total: response.total,
    }
}

fn text(fragments: &[Fragment]) -> String {
    fragments.iter().map(|fragment| fragment.text.as_str()).collect()
}
