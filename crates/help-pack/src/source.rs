//! Where the files of a pack come from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use help_search::Bytes;
use zip::CompressionMethod;

use crate::build::PackFiles;

/// Why a file of a pack could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file does not exist or cannot be read.
    #[error("cannot read the pack: {0}")]
    Io(#[from] io::Error),
    /// It is no ZIP, or a damaged one.
    #[error("this is not a help pack, or it is damaged: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// It is a ZIP that this program does not write.
    #[error("this is not a help pack: {0}")]
    Foreign(&'static str),
}

/// A tree of files with their bytes.
pub trait Source: Send + Sync {
    /// The bytes at a path; `None` when there is no such file.
    /// # Errors
    /// When the medium fails.
    fn read(&self, path: &str) -> Result<Option<Bytes>, SourceError>;
}

/// Files that are part of the program. The function is `get` of a rust-embed folder.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedSource(pub fn(&str) -> Option<Cow<'static, [u8]>>);

impl Source for EmbeddedSource {
    fn read(&self, path: &str) -> Result<Option<Bytes>, SourceError> {
        Ok((self.0)(path).map(|bytes| match bytes {
            Cow::Borrowed(bytes) => Bytes::new(bytes),
            Cow::Owned(bytes) => Bytes::new(bytes),
        }))
    }
}

/// Files just built.
#[derive(Clone, Debug)]
pub struct MemorySource(pub PackFiles);

impl Source for MemorySource {
    fn read(&self, path: &str) -> Result<Option<Bytes>, SourceError> {
        Ok(self.0.get(path).map(|bytes| Bytes::new(bytes.clone())))
    }
}

/// A `.helppack` file: a ZIP with stored entries, read piece by piece.
///
/// It is not memory-mapped: truncating a mapped file kills the process, and Windows will not replace one.
#[derive(Debug)]
pub struct ZipSource {
    file: Mutex<File>,
    length: u64,
    entries: BTreeMap<String, (u64, u64)>,
}

impl ZipSource {
    /// Reads the table of entries.
    /// # Errors
    /// When the file cannot be read, is no ZIP, or has compressed or encrypted entries.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut archive = zip::ZipArchive::new(file.try_clone()?)?;
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            if entry.is_dir() {
                continue;
            }
            if entry.compression() != CompressionMethod::Stored || entry.encrypted() {
                return Err(SourceError::Foreign("its entries are compressed; build it with helpkit"));
            }
            let start = entry.data_start().ok_or(SourceError::Foreign("an entry has no data"))?;
            let (name, size) = (entry.name()?.into_owned(), entry.size());
            entries.insert(name, (start, size));
        }
        check_manifest_crc(&mut archive)?;
        Ok(Self { file: Mutex::new(file), length, entries })
    }
}

/// The manifest has no hash of its own in the pack; the ZIP's checksum covers it against damage.
fn check_manifest_crc(archive: &mut zip::ZipArchive<File>) -> Result<(), SourceError> {
    match archive.by_name("manifest.json") {
        Ok(mut entry) => {
            io::copy(&mut entry, &mut io::sink())?;
            Ok(())
        }
        Err(zip::result::ZipError::FileNotFound) => Err(SourceError::Foreign("it has no manifest.json")),
        Err(error) => Err(error.into()),
    }
}

impl Source for ZipSource {
    fn read(&self, path: &str) -> Result<Option<Bytes>, SourceError> {
        let Some(&(start, size)) = self.entries.get(path) else { return Ok(None) };
        if start.checked_add(size).is_none_or(|end| end > self.length) {
            return Err(SourceError::Foreign("an entry lies outside the file"));
        }
        let mut bytes = vec![0; usize::try_from(size).map_err(io::Error::other)?];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(Some(Bytes::new(bytes)))
    }
}
