//! From Markdown on disk to articles: front matter, the dialect of `docs/authoring.md`, links, pictures, checks.
//!
//! The way in is [`load`], which reads a content folder and returns a [`Corpus`] together with every [`Problem`] found.
//! Reading ([`tree`]) is the only part that touches the disk; everything after it is a pure function of the files' bytes,
//! so the same sources always give the same corpus.
//!
//! What this crate does not do: it builds no search index, writes no pack and knows nothing of windows.

mod check;
mod finder;
mod front_matter;
mod links;
mod load;
mod markdown;
mod model;
mod nesting;
mod picture;
mod problem;
mod sanitize;
mod synonyms;
mod translated;
mod tree;
mod yaml;

pub use finder::{Finder, FinderAnswer, FinderArticle, FinderLead, FinderStep, FinderTick};
pub use load::{LoadError, Options, Strictness, load};
pub use model::{
    Article, ArticleId, Audience, Corpus, Home, LabelledLink, Language, LanguageCorpus, Link, OutlineItem,
    PictureWords, Platform, Section, TextSection,
};
pub use problem::{Problem, Severity};
pub use sanitize::sanitize;
pub use synonyms::{Synonyms, general_synonyms};
