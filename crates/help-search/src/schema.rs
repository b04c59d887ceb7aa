//! The fields of the index and what a word in each is worth.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;

use crate::tokenizer::{ListTokenizer, ScriptTokenizer};

/// The name under which the analyser is registered.
const SCRIPT: &str = "script";
/// The name under which the splitter of ready lists is registered.
const LIST: &str = "list";

/// Name of the field of texts.
pub(crate) const BODY: &str = "body";

/// A searched field and the weight of a word found in it: docs/search.md.
pub(crate) const SEARCHED: [(&str, f32); 7] = [
    ("title", 2.0),
    ("headings", 1.0),
    ("description", 0.7),
    (BODY, 1.4),
    ("keywords", 1.0),
    ("errors", 1.0),
    ("links", 0.5),
];

/// The fields of the index in the order of the schema.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub title: Field,
    pub headings: Field,
    pub description: Field,
    pub body: Field,
    pub keywords: Field,
    pub errors: Field,
    pub links: Field,
    /// Every word of the document as it is written, folded but not stemmed: the vocabulary of corrections.
    pub words: Field,
    /// `key NUL word` for every word: the vocabulary by sound, see [`crate::sound`].
    pub sounds: Field,
}

impl Fields {
    /// The schema, and its fields.
    pub fn schema() -> (Schema, Self) {
        let indexing = |tokenizer, record, lengths| {
            let options = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(lengths);
            TextOptions::default().set_indexing_options(options)
        };
        let searched = indexing(SCRIPT, IndexRecordOption::WithFreqsAndPositions, true);
        let listed = indexing(LIST, IndexRecordOption::Basic, false);
        let mut builder = Schema::builder();
        let [title, headings, description, body, keywords, errors, links] =
            SEARCHED.map(|(name, _)| builder.add_text_field(name, searched.clone()));
        let [words, sounds] = ["words", "sounds"].map(|name| builder.add_text_field(name, listed.clone()));
        let fields = Self { title, headings, description, body, keywords, errors, links, words, sounds };
        (builder.build(), fields)
    }

    /// The searched fields in the order of [`SEARCHED`].
    pub fn searched(&self) -> [Field; 7] {
        [self.title, self.headings, self.description, self.body, self.keywords, self.errors, self.links]
    }
}

/// The analysers by the names the schema uses.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(SCRIPT, ScriptTokenizer);
    tokenizers.register(LIST, ListTokenizer);
    tokenizers
}
