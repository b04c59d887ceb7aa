//! An opened index: its files in memory, and the questions the other modules ask of them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::{Index, InvertedIndexReader, ReloadPolicy, Searcher, SegmentReader, Term};

use crate::build::{OFFSETS, RECORDS, SYNONYMS, TEXTS};
use crate::directory::BytesDirectory;
use crate::document::Record;
use crate::rank::FieldStatistics;
use crate::schema::{Fields, tokenizers};
use crate::synonyms::{SynonymList, Synonyms};

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

/// An index of one language, opened in place.
pub struct SearchIndex {
    searcher: Searcher,
    pub(crate) fields: Fields,
    pub(crate) records: Vec<Record>,
    pub(crate) texts: Bytes,
    pub(crate) offsets: Bytes,
    synonym_list: SynonymList,
    synonyms: OnceLock<Synonyms>,
    statistics: OnceLock<Vec<FieldStatistics>>,
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
        let synonyms = files.remove(SYNONYMS).ok_or(OpenError::Missing(SYNONYMS))?;
        let synonym_list =
            serde_json::from_slice(&synonyms).map_err(|error| OpenError::Damaged(error.to_string()))?;
        let records: Vec<Record> =
            serde_json::from_slice(&records).map_err(|error| OpenError::Damaged(error.to_string()))?;
        let files = files.into_iter().map(|(name, bytes)| (PathBuf::from(name), bytes)).collect();
        let searcher = guarded(|| open_tantivy(BytesDirectory::new(files))).map_err(OpenError::Damaged)?;
        if searcher.num_docs() != records.len() as u64 || searcher.segment_readers().len() > 1 {
            return Err(OpenError::Damaged("the number of documents does not fit".into()));
        }
        let (_, fields) = Fields::schema();
        let (synonyms, statistics) = (OnceLock::new(), OnceLock::new());
        Ok(Self { searcher, fields, records, texts, offsets, synonym_list, synonyms, statistics })
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The only segment; an empty index has none.
    pub(crate) fn segment(&self) -> Option<&SegmentReader> {
        self.searcher.segment_readers().first()
    }

    /// The terms and postings of a field.
    pub(crate) fn inverted(&self, field: Field) -> Option<Arc<InvertedIndexReader>> {
        self.segment()?.inverted_index(field).ok()
    }

    /// The searched fields with what BM25 needs; read at the first query.
    pub(crate) fn statistics(&self) -> tantivy::Result<&[FieldStatistics]> {
        if let Some(known) = self.statistics.get() {
            return Ok(known);
        }
        let found = FieldStatistics::of(self)?;
        Ok(self.statistics.get_or_init(|| found))
    }

    /// The synonyms; the table is made at the first query.
    pub(crate) fn synonyms(&self) -> &Synonyms {
        self.synonyms.get_or_init(|| Synonyms::new(&self.synonym_list))
    }

    /// Number of documents with a term in a field.
    pub(crate) fn count_in(&self, field: Field, term: &str) -> u32 {
        self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or(0) as u32
    }

    /// Number of documents with a term in the searched field that has it most often.
    pub(crate) fn term_count(&self, term: &str) -> u32 {
        self.fields.searched().into_iter().map(|field| self.count_in(field, term)).max().unwrap_or(0)
    }
}

fn open_tantivy(directory: BytesDirectory) -> tantivy::Result<Searcher> {
    let mut index = Index::open(directory)?;
    index.set_tokenizers(tokenizers());
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let reader: tantivy::IndexReader = reader;
    Ok(reader.searcher())
}

/// Runs tantivy and turns its errors and panics into text.
pub(crate) fn guarded<T>(work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, String> {
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
