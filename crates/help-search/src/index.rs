//! An opened index: answers queries from bytes in memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tantivy::collector::{Count, TopDocs};
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{DocId, DocSet, Index, ReloadPolicy, Searcher, Term};

use crate::analysis::{self, Analysis, Vocabulary};
use crate::build::{OFFSETS, RECORDS, TEXTS, read_offsets};
use crate::directory::BytesDirectory;
use crate::document::Record;
use crate::query;
use crate::schema::{Fields, TOKENIZER};
use crate::snippet::{self, Fragment, Match, Terms};
use crate::tokenizer::ScriptTokenizer;

pub use tantivy::directory::OwnedBytes as Bytes;

/// Why an index could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A file is not there.
    #[error("the search index is incomplete: {0} is missing; get the pack again")]
    Missing(&'static str),
    /// A file does not make sense.
    #[error("the search index is damaged: {0}; get the pack again")]
    Damaged(String),
}

/// Why a query could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// tantivy failed, which a damaged index can cause.
    #[error("the search failed: {0}; the search index may be damaged")]
    Failed(String),
}

/// A section of a hit worth jumping to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHit {
    /// Anchor of its heading.
    pub anchor: String,
    /// The heading with the found words marked.
    pub title: Vec<Fragment>,
}

/// A found document.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id given at build time.
    pub id: String,
    /// Relative to other hits of the same query only.
    pub score: f32,
    /// The title with the found words marked.
    pub title: Vec<Fragment>,
    /// The part of the text that answers; the description when nothing in the text does.
    pub snippet: Vec<Fragment>,
    /// The section the snippet is from, unless it is the text before the first heading.
    pub section: Option<SectionHit>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// How many documents hold any of the words.
    pub total: usize,
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// What the analysis made of the query.
    pub analysis: Analysis,
}

/// An index of one language, opened in place.
pub struct SearchIndex {
    searcher: Searcher,
    fields: Fields,
    records: Vec<Record>,
    texts: Bytes,
    offsets: Bytes,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SearchIndex({} documents)", self.records.len())
    }
}

impl SearchIndex {
    /// Opens the files of an index.
    ///
    /// tantivy panics on some damaged files, so the caller checks their hashes first where they come from outside; a
    /// panic is caught here all the same.
    /// # Errors
    /// When a file is missing or does not make sense.
    pub fn open(mut files: BTreeMap<String, Bytes>) -> Result<Self, OpenError> {
        let records = files.remove(RECORDS).ok_or(OpenError::Missing(RECORDS))?;
        let texts = files.remove(TEXTS).ok_or(OpenError::Missing(TEXTS))?;
        let offsets = files.remove(OFFSETS).ok_or(OpenError::Missing(OFFSETS))?;
        let records: Vec<Record> =
            serde_json::from_slice(&records).map_err(|error| OpenError::Damaged(error.to_string()))?;
        let files = files.into_iter().map(|(name, bytes)| (PathBuf::from(name), bytes)).collect();
        let searcher = guarded(|| open_tantivy(BytesDirectory::new(files))).map_err(OpenError::Damaged)?;
        if searcher.num_docs() != records.len() as u64 || searcher.segment_readers().len() > 1 {
            return Err(OpenError::Damaged("the number of documents does not fit".into()));
        }
        let (_, fields) = Fields::schema();
        Ok(Self { searcher, fields, records, texts, offsets })
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Answers `query` with at most `limit` hits.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn search(&self, query: &str, limit: usize) -> Result<Response, SearchError> {
        self.search_without(query, limit, &[])
    }

    /// [`SearchIndex::search`] with the named steps of the analysis switched off.
    /// # Errors
    /// When tantivy fails on damaged files.
    pub fn search_without(
        &self,
        query: &str,
        limit: usize,
        without: &[&str],
    ) -> Result<Response, SearchError> {
        guarded(|| self.answer(query, limit, without)).map_err(SearchError::Failed)
    }

    fn answer(&self, query: &str, limit: usize, without: &[&str]) -> tantivy::Result<Response> {
        let analysis = analysis::analyse(query, self, without);
        if analysis.words.is_empty() || limit == 0 {
            return Ok(Response { total: 0, hits: Vec::new(), analysis });
        }
        let compiled = query::compile(&analysis, &self.fields);
        // The collector sets aside room for as many hits as it is asked for.
        let limit = limit.min(self.records.len().max(1));
        let collector = (TopDocs::with_limit(limit).order_by_score(), Count);
        let (top, total) = self.searcher.search(&compiled, &collector)?;
        let documents: Vec<DocId> = top.iter().map(|(_, address)| address.doc_id).collect();
        let mut matches = self.matches(&analysis, &documents)?;
        let terms = terms(&analysis);
        let weights = self.weights(&analysis);
        let hits = top
            .iter()
            .filter_map(|(score, address)| {
                let record = self.records.get(address.doc_id as usize)?;
                let matches = matches.remove(&address.doc_id).unwrap_or_default();
                Some(self.hit(record, *score, &matches, &terms, &weights))
            })
            .collect();
        Ok(Response { total, hits, analysis })
    }

    fn hit(&self, record: &Record, score: f32, matches: &[Match], terms: &Terms, weights: &[f32]) -> Hit {
        let text = self.text(record);
        let passage = snippet::best_passage(record, matches, terms, weights);
        let range = passage.map_or(0..text.len(), |passage| passage.start..passage.end.min(text.len()));
        let nothing_to_show = matches.is_empty() && passage.is_none() && !record.description.is_empty();
        let snippet = match text.get(range.clone()) {
            Some(part) if !nothing_to_show && !part.trim().is_empty() => {
                snippet::cut(text, range, matches, weights)
            }
            _ => snippet::mark(&record.description, terms),
        };
        let section = passage.filter(|passage| !passage.anchor.is_empty());
        let section = section.map(|passage| SectionHit {
            anchor: passage.anchor.clone(),
            title: snippet::mark(&passage.title, terms),
        });
        Hit { id: record.id.clone(), score, title: snippet::mark(&record.title, terms), snippet, section }
    }

    fn text(&self, record: &Record) -> &str {
        let bytes = self.texts.get(record.text.0..record.text.1).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Where the words of the query stand in the texts of these documents, in order.
    ///
    /// tantivy knows the number of each word in the text; the table of offsets turns it into a place.
    fn matches(
        &self,
        analysis: &Analysis,
        documents: &[DocId],
    ) -> tantivy::Result<BTreeMap<DocId, Vec<Match>>> {
        let mut places: BTreeMap<DocId, Vec<(u32, usize)>> =
            documents.iter().map(|&document| (document, Vec::new())).collect();
        let Some(segment) = self.searcher.segment_readers().first() else { return Ok(BTreeMap::new()) };
        let inverted = segment.inverted_index(self.fields.body)?;
        let mut positions = Vec::new();
        for (word, alternatives) in analysis.words.iter().map(|word| &word.alternatives).enumerate() {
            for alternative in alternatives {
                let term = Term::from_field_text(self.fields.body, &alternative.term);
                let Some(mut postings) =
                    inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?
                else {
                    continue;
                };
                for (&document, found) in &mut places {
                    if postings.doc() < document && postings.seek(document) != document
                        || postings.doc() != document
                    {
                        continue;
                    }
                    postings.positions(&mut positions);
                    found.extend(positions.iter().map(|&position| (position, word)));
                }
            }
        }
        Ok(places.into_iter().map(|(document, found)| (document, self.to_offsets(document, found))).collect())
    }

    fn to_offsets(&self, document: DocId, mut found: Vec<(u32, usize)>) -> Vec<Match> {
        if found.is_empty() {
            return Vec::new();
        }
        found.sort_unstable();
        let record = &self.records[document as usize];
        let text_length = record.text.1.saturating_sub(record.text.0);
        let offsets = read_offsets(self.offsets.get(record.offsets.0..record.offsets.1).unwrap_or_default());
        let place = |(position, word): (u32, usize)| {
            let offset = *offsets.get(position as usize)?;
            (offset < text_length).then_some(Match { offset, word })
        };
        found.into_iter().filter_map(place).collect()
    }

    /// How much each word of the query says: the inverse document frequency, as in BM25.
    fn weights(&self, analysis: &Analysis) -> Vec<f32> {
        let documents = self.records.len() as f32;
        let weight = |word: &analysis::Word| {
            let found =
                word.alternatives.iter().map(|a| self.document_count(&a.term)).max().unwrap_or(0) as f32;
            (1.0 + (documents - found + 0.5).max(0.0) / (found + 0.5)).ln()
        };
        analysis.words.iter().map(weight).collect()
    }
}

impl Vocabulary for SearchIndex {
    fn terms_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(String, u32)> {
        let Some(segment) = self.searcher.segment_readers().first() else { return Vec::new() };
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        // Slang and titles have words that no text has.
        for (field, _) in self.fields.weighted() {
            let Ok(inverted) = segment.inverted_index(field) else { continue };
            let Ok(mut stream) = inverted.terms().range().ge(prefix).into_stream() else { continue };
            while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    let count = counts.entry(term.to_owned()).or_default();
                    *count = stream.value().doc_freq.max(*count);
                }
            }
        }
        let mut found: Vec<(String, u32)> = counts.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(limit);
        found
    }

    fn document_count(&self, term: &str) -> u32 {
        let fields = [self.fields.body, self.fields.title, self.fields.headings];
        let count = |field| self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or(0);
        fields.into_iter().map(count).max().unwrap_or(0) as u32
    }
}

/// The terms of the query's words; of two words with one term the earlier counts.
fn terms(analysis: &Analysis) -> Terms {
    let mut terms = Terms::new();
    for (index, word) in analysis.words.iter().enumerate() {
        for alternative in &word.alternatives {
            terms.entry(alternative.term.clone()).or_insert((index, alternative.weight));
        }
    }
    terms
}

fn open_tantivy(directory: BytesDirectory) -> tantivy::Result<Searcher> {
    let mut index = Index::open(directory)?;
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, ScriptTokenizer);
    index.set_tokenizers(tokenizers);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let reader: tantivy::IndexReader = reader;
    Ok(reader.searcher())
}

/// Runs tantivy and turns its errors and panics into text.
fn guarded<T>(work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "unknown panic".to_owned())),
    }
}
