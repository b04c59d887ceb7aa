//! Full-text search over articles: analyser, index, query analysis, ranking, sections and snippets.
//!
//! [`build_index`] turns [`Document`]s into a set of named byte strings (the files of an index); [`SearchIndex::open`]
//! opens such a set in place — static bytes stay where they are — and [`SearchIndex::search`] answers.
//!
//! What this crate does not do: it reads and writes no files, knows no windows, and has no idea of languages beyond the
//! script of a word: an index holds one language, but Latin words in it are treated as English.

pub mod analysis;
mod answer;
mod build;
mod directory;
mod document;
mod facets;
mod index;
mod keyboard;
mod rank;
mod rerank;
mod schema;
mod script;
mod snippet;
mod sound;
mod synonyms;
mod tokenizer;
mod vocabulary;

pub use answer::{Explanation, Hit, Request, Response, SectionHit};
pub use build::{BuildError, IndexFiles, build_index};
pub use document::{Document, Passage};
pub use facets::{Facet, FacetCount, Facets};
pub use index::{Bytes, OpenError, SearchError, SearchIndex};
pub use rank::Contribution;
pub use rerank::Bonus;
pub use snippet::Fragment;
pub use synonyms::SynonymList;
pub use tokenizer::{Token, tokens};
