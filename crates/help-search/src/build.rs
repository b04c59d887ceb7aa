//! Documents → the files of an index: one tantivy segment, the texts, and a table from word numbers to byte offsets.
//!
//! The texts are not stored in tantivy (that triples the index); snippets are cut from the text by offsets. The table has
//! about one byte a word: the distance from the previous word's start as a variable-length number.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use tantivy::directory::{Directory, RamDirectory};
use tantivy::{Index, TantivyDocument};

use crate::document::{Document, Record};
use crate::schema::{Fields, tokenizers};
use crate::sound;
use crate::synonyms::SynonymList;
use crate::tokenizer::{Written, Yo, words};
use crate::vocabulary::KEY_END;

/// The files of an index: name → bytes.
pub type IndexFiles = BTreeMap<String, Vec<u8>>;

/// File of all texts, one after the other.
pub(crate) const TEXTS: &str = "texts.txt";
/// File of word offsets.
pub(crate) const OFFSETS: &str = "offsets.bin";
/// File of [`Record`]s.
pub(crate) const RECORDS: &str = "documents.json";
/// File of the [`SynonymList`].
pub(crate) const SYNONYMS: &str = "synonyms.json";

/// Why an index could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// tantivy failed.
    #[error("cannot build the search index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// A file of the finished index cannot be read back.
    #[error("cannot read the finished search index: {0}")]
    ReadBack(String),
}

/// Builds the index of one language.
///
/// The same documents in the same order give the same bytes: tantivy's random segment name is replaced by a fixed one.
/// # Errors
/// When tantivy fails, which means too little memory or a defect.
pub fn build_index(documents: &[Document], synonyms: &SynonymList) -> Result<IndexFiles, BuildError> {
    const MEMORY: usize = 256 << 20;
    let (schema, fields) = Fields::schema();
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .single_segment_index_writer::<TantivyDocument>(directory.clone(), MEMORY)?;
    let mut side = SideFiles::default();
    let mut sounds = Sounds::default();
    for document in documents {
        let text = words(&document.text, Yo::Folded);
        side.add(document, &text);
        writer.add_document(to_tantivy(document, vocabulary(document, text), &mut sounds, &fields))?;
    }
    let index = writer.finalize()?;
    let mut files = segment_files(&index, &directory)?;
    side.finish(&mut files)?;
    let synonyms = serde_json::to_vec(synonyms).map_err(|error| BuildError::ReadBack(error.to_string()))?;
    files.insert(SYNONYMS.to_owned(), synonyms);
    Ok(files)
}

fn to_tantivy(
    document: &Document,
    vocabulary: BTreeSet<String>,
    sounds: &mut Sounds,
    fields: &Fields,
) -> TantivyDocument {
    let mut entry = TantivyDocument::new();
    let values = [
        (fields.title, std::slice::from_ref(&document.title)),
        (fields.description, std::slice::from_ref(&document.description)),
        (fields.body, std::slice::from_ref(&document.text)),
        (fields.keywords, &document.keywords),
        (fields.errors, &document.errors),
        (fields.links, &document.link_texts),
    ];
    for (field, texts) in values {
        texts.iter().for_each(|text| entry.add_text(field, text));
    }
    for passage in document.passages.iter().filter(|passage| !passage.title.is_empty()) {
        entry.add_text(fields.headings, &passage.title);
    }
    let mut keyed = Vec::new();
    vocabulary.iter().for_each(|word| keyed.extend_from_slice(sounds.of(word)));
    entry.add_text(fields.sounds, keyed.join("\n"));
    entry.add_text(fields.words, vocabulary.into_iter().collect::<Vec<_>>().join("\n"));
    entry
}

/// Every word of the document as it is written; `text` has the ones of its text.
fn vocabulary(document: &Document, text: Vec<Written>) -> BTreeSet<String> {
    let single = [&document.title, &document.description];
    let several = [&document.keywords, &document.errors, &document.link_texts];
    let headings = document.passages.iter().map(|passage| &passage.title);
    let texts = single.into_iter().chain(several.into_iter().flatten()).chain(headings);
    let others = texts.flat_map(|text| words(text, Yo::Folded));
    text.into_iter().chain(others).map(|(_, _, word)| word).collect()
}

/// The entries of the field of sounds, worked out once a word: texts repeat their words.
#[derive(Default)]
struct Sounds {
    by_word: HashMap<String, Vec<String>>,
}

impl Sounds {
    fn of(&mut self, word: &str) -> &[String] {
        let keyed = || sound::keys(word).iter().map(|key| format!("{key}{KEY_END}{word}")).collect();
        self.by_word.entry(word.to_owned()).or_insert_with(keyed)
    }
}

/// Copies the files of the only segment, with a fixed name in place of tantivy's random one.
fn segment_files(index: &Index, directory: &RamDirectory) -> Result<IndexFiles, BuildError> {
    const META: &str = "meta.json";
    const FIXED: &str = "00000000-0000-4000-8000-000000000001";
    let read_back = |error: &dyn std::fmt::Display| BuildError::ReadBack(error.to_string());
    let meta = index.load_metas()?;
    let read = |path: &Path| directory.atomic_read(path).map_err(|error| read_back(&error));
    let text = String::from_utf8(read(Path::new(META))?).map_err(|error| read_back(&error))?;
    let mut renamed = text;
    let short = FIXED.replace('-', "");
    let mut files = IndexFiles::new();
    for segment in &meta.segments {
        let name = segment.id().uuid_string();
        renamed = renamed.replace(&hyphenated(&name), FIXED).replace(&name, &short);
    }
    for path in meta.list_segment_files() {
        if directory.exists(&path).map_err(|error| read_back(&error))? {
            let bytes = directory.open_read(&path).map_err(|error| read_back(&error))?;
            let bytes = bytes.read_bytes().map_err(|error| read_back(&error))?;
            let ending =
                path.extension().map_or_else(String::new, |ending| ending.to_string_lossy().into_owned());
            files.insert(format!("{short}.{ending}"), bytes.as_slice().to_vec());
        }
    }
    files.insert(META.to_owned(), renamed.into_bytes());
    Ok(files)
}

/// `0123…` with 32 digits → the usual form of a UUID.
fn hyphenated(uuid: &str) -> String {
    let cuts = [0, 8, 12, 16, 20, uuid.len()];
    let parts: Vec<&str> = cuts.windows(2).filter_map(|cut| uuid.get(cut[0]..cut[1])).collect();
    parts.join("-")
}

/// What lies beside tantivy's files.
#[derive(Default)]
struct SideFiles {
    records: Vec<Record>,
    texts: String,
    offsets: Vec<u8>,
}

impl SideFiles {
    fn add(&mut self, document: &Document, words: &[Written]) {
        let text = (self.texts.len(), self.texts.len() + document.text.len());
        self.texts.push_str(&document.text);
        let first = self.offsets.len();
        let mut previous = 0;
        for &(start, _, _) in words {
            push_number(&mut self.offsets, start - previous);
            previous = start;
        }
        self.records.push(Record {
            id: document.id.clone(),
            title: document.title.clone(),
            description: document.description.clone(),
            passages: document.passages.clone(),
            errors: document.errors.clone(),
            keywords: document.keywords.clone(),
            facets: document.facets.clone(),
            text,
            offsets: (first, self.offsets.len()),
        });
    }

    fn finish(self, files: &mut IndexFiles) -> Result<(), BuildError> {
        let records =
            serde_json::to_vec(&self.records).map_err(|error| BuildError::ReadBack(error.to_string()))?;
        files.insert(RECORDS.to_owned(), records);
        files.insert(TEXTS.to_owned(), self.texts.into_bytes());
        files.insert(OFFSETS.to_owned(), self.offsets);
        Ok(())
    }
}

/// Appends a number as LEB128: seven bits a byte, low ones first, the top bit set while more follow.
fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The absolute offsets encoded by [`push_number`] as distances.
pub(crate) fn read_offsets(bytes: &[u8]) -> Vec<usize> {
    let mut offsets = Vec::with_capacity(bytes.len());
    let (mut at, mut number, mut shift) = (0_usize, 0_usize, 0_u32);
    for &byte in bytes {
        number |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte & 0x80 == 0 {
            at = at.saturating_add(number);
            offsets.push(at);
            (number, shift) = (0, 0);
        } else {
            shift += 7;
        }
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, title: &str, text: &str) -> Document {
        Document { id: id.into(), title: title.into(), text: text.into(), ..Document::default() }
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let documents =
            [document("a", "Вход", "Откройте настройки."), document("b", "SMS", "Код не пришёл.")];
        assert_eq!(
            build_index(&documents, &SynonymList::default()).unwrap(),
            build_index(&documents, &SynonymList::default()).unwrap()
        );
    }

    #[test]
    fn offsets_survive_the_table() {
        let mut bytes = Vec::new();
        for distance in [0, 1, 127, 128, 300, 70_000] {
            push_number(&mut bytes, distance);
        }
        assert_eq!(read_offsets(&bytes), [0, 1, 128, 256, 556, 70_556]);
        assert_eq!(read_offsets(&[0xff; 40]), Vec::<usize>::new());
    }
}
