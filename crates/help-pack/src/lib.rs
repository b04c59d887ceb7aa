//! The compiled corpus: one tree of files, embedded in the program or in a `.helppack` file, opened by the same code.
//!
//! [`build`] makes the files of a pack from a corpus, [`write`] puts them into a folder or a ZIP with stored entries, and
//! [`Pack::open`] reads them back from any [`Source`]. Nothing is unpacked to disk. The built-in pack is trusted, because
//! it is part of the program; every other pack's files are compared with the manifest's SHA-256 before they are used.
//!
//! ```text
//! manifest.json              name, version, languages, dates, SHA-256 and size of every other file
//! ru/contents.json           home page, sections, titles
//! ru/articles/<id>.json      one article
//! ru/search/…                one search index a language
//! assets/…                   pictures
//! ```

mod build;
pub mod facet;
mod manifest;
mod pack;
mod source;
mod stored;
pub mod write;

pub use build::{BuildError, Identity, PackFiles, build};
pub use manifest::{FORMAT, FileEntry, Manifest};
pub use pack::{Origin, Pack, PackError};
pub use source::{EmbeddedSource, MemorySource, Source, SourceError, ZipSource};
pub use stored::{Contents, ContentsArticle, ContentsFinder, ContentsSection, StoredArticle, StoredHome};
