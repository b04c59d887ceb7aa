//! An opened pack.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use help_content::{Finder, Language, sanitize};
use help_search::{Bytes, SearchIndex};

use crate::build::{article_path, finder_path};
use crate::manifest::{FORMAT, FileEntry, Manifest, is_older};
use crate::source::{Source, SourceError};
use crate::stored::{Contents, StoredArticle};

/// Where a pack comes from, which decides how far it is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program: not hashed, so that opening costs nothing.
    BuiltIn,
    /// A file: every part is compared with the manifest before it is used, and HTML is sanitised again.
    File,
}

/// Why a pack, or a part of it, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The medium failed or is no pack.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file named in the manifest is not there.
    #[error("the pack is incomplete: {0} is missing; get it again")]
    Missing(String),
    /// A file is not what the manifest says.
    #[error("the pack is damaged: {0} is not what its manifest says; get it again")]
    Tampered(String),
    /// A file does not parse.
    #[error("the pack is damaged: {path}: {source}; get it again")]
    Json {
        /// Path in the pack.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The layout is of another version.
    #[error(
        "the pack has format {found}, this program reads {FORMAT}; update the program or get a fitting pack"
    )]
    Format {
        /// The format found.
        found: u32,
    },
    /// The pack needs a newer program.
    #[error("the pack needs version {minimum} of the program or newer; update the program")]
    TooNew {
        /// The oldest fitting version.
        minimum: String,
    },
    /// There is nothing in this language.
    #[error("the pack has no articles in the language {0}")]
    NoLanguage(Language),
    /// The search index cannot be opened.
    #[error(transparent)]
    Search(#[from] help_search::OpenError),
}

/// A pack, opened in place. Contents and indexes are read when first asked for.
pub struct Pack {
    source: Box<dyn Source>,
    origin: Origin,
    manifest: Manifest,
    contents: BTreeMap<Language, OnceLock<Contents>>,
    indexes: BTreeMap<Language, OnceLock<SearchIndex>>,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pack").field("name", &self.manifest.name).field("origin", &self.origin).finish()
    }
}

impl Pack {
    /// Reads the manifest and decides whether this program (`major.minor.patch`) can use the pack.
    /// # Errors
    /// When it is no pack, is damaged, or needs a newer program.
    pub fn open(source: Box<dyn Source>, origin: Origin, program: &str) -> Result<Self, PackError> {
        const PATH: &str = "manifest.json";
        let bytes = source.read(PATH)?.ok_or_else(|| PackError::Missing(PATH.to_owned()))?;
        let parse = |source| PackError::Json { path: PATH.to_owned(), source };
        // The format is read first: a later one may have other keys.
        let outline: serde_json::Value = serde_json::from_slice(&bytes).map_err(parse)?;
        let format = outline.get("format").and_then(serde_json::Value::as_u64).unwrap_or(0);
        if format != u64::from(FORMAT) {
            return Err(PackError::Format { found: u32::try_from(format).unwrap_or(u32::MAX) });
        }
        let manifest: Manifest = serde_json::from_value(outline).map_err(parse)?;
        if is_older(program, &manifest.minimum_program) {
            return Err(PackError::TooNew { minimum: manifest.minimum_program });
        }
        let languages = &manifest.languages;
        Ok(Self {
            contents: languages.iter().map(|&language| (language, OnceLock::new())).collect(),
            indexes: languages.iter().map(|&language| (language, OnceLock::new())).collect(),
            source,
            origin,
            manifest,
        })
    }

    /// What the pack says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The contents in one language.
    /// # Errors
    /// When the pack has no such language or is damaged.
    pub fn contents(&self, language: Language) -> Result<&Contents, PackError> {
        let cell = self.contents.get(&language).ok_or(PackError::NoLanguage(language))?;
        get_or_try_init(cell, || {
            let mut contents: Contents = self.json(&format!("{language}/contents.json"))?;
            if let Some(home) = contents.home.as_mut().filter(|_| self.origin == Origin::File) {
                home.html = sanitize(&home.html);
            }
            Ok(contents)
        })
    }

    /// One article; `None` when this language has no article of that id.
    /// # Errors
    /// When the pack is damaged.
    pub fn article(&self, language: Language, id: &str) -> Result<Option<StoredArticle>, PackError> {
        let path = article_path(language.tag(), id);
        if !self.manifest.files.contains_key(&path) {
            return Ok(None);
        }
        let mut article: StoredArticle = self.json(&path)?;
        if self.origin == Origin::File {
            article.html = sanitize(&article.html);
        }
        Ok(Some(article))
    }

    /// One decision tree; `None` when this language has none of that id.
    /// # Errors
    /// When the pack is damaged.
    pub fn finder(&self, language: Language, id: &str) -> Result<Option<Finder>, PackError> {
        let path = finder_path(language.tag(), id);
        if !self.manifest.files.contains_key(&path) {
            return Ok(None);
        }
        let mut finder: Finder = self.json(&path)?;
        if self.origin == Origin::File {
            for step in &mut finder.steps {
                step.note = sanitize(&step.note);
                step.ticks.iter_mut().for_each(|tick| tick.html = sanitize(&tick.html));
            }
        }
        Ok(Some(finder))
    }

    /// A picture by its path, `assets/…`; `None` for everything that is no picture of this pack.
    /// # Errors
    /// When the pack is damaged.
    pub fn asset(&self, path: &str) -> Result<Option<Bytes>, PackError> {
        if path.starts_with("assets/") && self.manifest.files.contains_key(path) {
            self.read(path).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The search index of one language, opened at the first call.
    /// # Errors
    /// When the pack has no such language or is damaged.
    pub fn search_index(&self, language: Language) -> Result<&SearchIndex, PackError> {
        let cell = self.indexes.get(&language).ok_or(PackError::NoLanguage(language))?;
        get_or_try_init(cell, || {
            let folder = format!("{language}/search/");
            let mut files = BTreeMap::new();
            for path in self.manifest.files.keys().filter(|path| path.starts_with(&folder)) {
                files.insert(path[folder.len()..].to_owned(), self.read(path)?);
            }
            Ok(SearchIndex::open(files)?)
        })
    }

    /// Reads and checks every file; the way to know that a pack is whole.
    /// # Errors
    /// The first part that is not what the manifest says.
    pub fn verify(&self) -> Result<(), PackError> {
        for (path, entry) in &self.manifest.files {
            check(path, entry, &self.read_unchecked(path)?)?;
        }
        for &language in &self.manifest.languages {
            self.contents(language)?;
            self.search_index(language)?;
        }
        Ok(())
    }

    fn json<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, PackError> {
        let bytes = self.read(path)?;
        serde_json::from_slice(&bytes).map_err(|source| PackError::Json { path: path.to_owned(), source })
    }

    fn read(&self, path: &str) -> Result<Bytes, PackError> {
        let bytes = self.read_unchecked(path)?;
        if self.origin == Origin::File {
            let entry = self.manifest.files.get(path).ok_or_else(|| PackError::Missing(path.to_owned()))?;
            check(path, entry, &bytes)?;
        }
        Ok(bytes)
    }

    fn read_unchecked(&self, path: &str) -> Result<Bytes, PackError> {
        self.source.read(path)?.ok_or_else(|| PackError::Missing(path.to_owned()))
    }
}

fn check(path: &str, entry: &FileEntry, bytes: &[u8]) -> Result<(), PackError> {
    if FileEntry::of(bytes) == *entry { Ok(()) } else { Err(PackError::Tampered(path.to_owned())) }
}

/// `OnceLock::get_or_try_init`, which is not stable yet. Two threads may both do the work; one result is kept.
fn get_or_try_init<T, E>(cell: &OnceLock<T>, work: impl FnOnce() -> Result<T, E>) -> Result<&T, E> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = work()?;
    Ok(cell.get_or_init(|| value))
}
