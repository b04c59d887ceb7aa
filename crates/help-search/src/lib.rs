//! Full-text search over articles: analyser, index, query analysis, ranking, sections and snippets.
//!
//! [`build_index`] turns [`Document`]s into a set of named byte strings (the files of an index); [`SearchIndex::open`]
//! opens such a set in place — static bytes stay where they are — and [`SearchIndex::search`] answers.
//!
//! What this crate does not do: it reads and writes no files, knows no windows, and has no idea of languages beyond the
//! script of a word: an index holds one language, but Latin words in it are treated as English.

pub mod analysis;
mod build;
mod directory;
mod document;
mod index;
mod query;
mod schema;
mod snippet;
mod tokenizer;

pub use build::{BuildError, IndexFiles, build_index};
pub use document::{Document, Passage};
pub use index::{Bytes, Hit, OpenError, Response, SearchError, SearchIndex, SectionHit};
pub use snippet::Fragment;
pub use tokenizer::{Token, tokens};
