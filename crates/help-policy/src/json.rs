//! Policy in JSON files: a folder of them (Linux), or a single one (Windows, beside the program).

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use crate::bounded::{Bounded, Limits};
use crate::layer::{Layer, Source};
use crate::problem::{Problem, Reason, shown};
use crate::sources::{Findings, PolicySource, Setting};
use crate::trust::{Owner, TrustedFolder, unreadable};

/// The most files read from one folder.
const MOST_FILES: usize = 200;

/// All `*.json` files of a folder, merged in the order of their names: a later one counts more.
///
/// Files whose names begin with a dot are left alone: editors keep unfinished ones there.
#[derive(Clone, Debug)]
pub struct JsonFolder {
    folder: TrustedFolder,
    layer: Layer,
}

impl JsonFolder {
    /// Names the folder `below` a base. Every folder from the base down must belong to root.
    pub fn new(base: impl Into<PathBuf>, below: impl Into<PathBuf>, layer: Layer) -> Self {
        Self { folder: TrustedFolder::new(base, below), layer }
    }

    /// Trusts this user instead of root.
    #[must_use]
    pub fn owned_by(mut self, owner: Owner) -> Self {
        self.folder = self.folder.owned_by(owner);
        self
    }

    fn names(&self) -> Result<Vec<PathBuf>, Reason> {
        let entries = fs::read_dir(self.folder.path()).map_err(|error| unreadable(&error))?;
        let mut names = Vec::new();
        for entry in entries {
            let name = PathBuf::from(entry.map_err(|error| unreadable(&error))?.file_name());
            let hidden = name.as_os_str().as_encoded_bytes().starts_with(b".");
            if !hidden && name.extension() == Some(OsStr::new("json")) {
                names.push(name);
            }
            if names.len() > MOST_FILES {
                return Err(Reason::TooManyFiles { most: MOST_FILES });
            }
        }
        names.sort();
        Ok(names)
    }
}

impl PolicySource for JsonFolder {
    fn read(&self) -> Findings {
        let refused = |path: &Path, reason| {
            let source = Source::new(self.layer, path.to_string_lossy());
            Findings { problems: vec![Problem::of_source(source, reason)], ..Findings::default() }
        };
        match self.folder.examine() {
            Ok(true) => {}
            Ok(false) => return Findings::default(),
            Err((path, reason)) => return refused(&path, reason),
        }
        let names = match self.names() {
            Ok(names) => names,
            Err(reason) => return refused(&self.folder.path(), reason),
        };
        let mut findings = Findings::default();
        for name in names {
            findings.append(read_file(&self.folder, &name, self.layer));
        }
        findings
    }
}

/// One JSON file in a folder below a base.
#[derive(Clone, Debug)]
pub struct JsonFile {
    folder: TrustedFolder,
    name: PathBuf,
    layer: Layer,
}

impl JsonFile {
    /// Names the file `below` a base. Except on Windows every folder from the base down must belong to root; there the
    /// caller answers for a folder in which users cannot write.
    pub fn new(base: impl Into<PathBuf>, below: impl AsRef<Path>, layer: Layer) -> Self {
        let below = below.as_ref();
        let folder = below.parent().unwrap_or(Path::new(""));
        let name = below.file_name().unwrap_or_default().into();
        Self { folder: TrustedFolder::new(base, folder), name, layer }
    }

    /// Trusts this user instead of root.
    #[must_use]
    pub fn owned_by(mut self, owner: Owner) -> Self {
        self.folder = self.folder.owned_by(owner);
        self
    }
}

impl PolicySource for JsonFile {
    fn read(&self) -> Findings {
        if fs::symlink_metadata(self.folder.path().join(&self.name)).is_err() {
            return Findings::default();
        }
        match self.folder.examine() {
            Ok(_) => read_file(&self.folder, &self.name, self.layer),
            Err((path, reason)) => {
                let source = Source::new(self.layer, path.to_string_lossy());
                Findings { problems: vec![Problem::of_source(source, reason)], ..Findings::default() }
            }
        }
    }
}

fn read_file(folder: &TrustedFolder, name: &Path, layer: Layer) -> Findings {
    let source = Source::new(layer, folder.path().join(name).to_string_lossy());
    match folder.read(name).and_then(|bytes| parse_object(&bytes)) {
        Ok(object) => {
            let settings = object
                .into_iter()
                .map(|(name, value)| Setting { name, value, source: source.clone() })
                .collect();
            Findings { settings, problems: Vec::new() }
        }
        Err(reason) => Findings { problems: vec![Problem::of_source(source, reason)], ..Findings::default() },
    }
}

/// Parses one JSON object, in which no name may stand twice at any depth.
fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, Reason> {
    match parse_value(bytes)? {
        Value::Object(object) => Ok(object),
        _ => Err(Reason::NotAnObject),
    }
}

/// Parses one JSON value; in its objects no name may stand twice.
pub(crate) fn parse_value(bytes: &[u8]) -> Result<Value, Reason> {
    if bytes.starts_with(b"\xEF\xBB\xBF") || bytes.starts_with(b"\xFE\xFF") || bytes.starts_with(b"\xFF\xFE")
    {
        return Err(Reason::ByteOrderMark);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let limits = Limits::default();
    Bounded::new(&limits)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| match limits.duplicate() {
            Some(name) => Reason::DuplicateKey { name: shown(&name), line: error.line() },
            None => Reason::InvalidJson { line: error.line(), column: error.column() },
        })
}
