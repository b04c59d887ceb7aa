//! The fields of the index and what a word in each is worth.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// The name under which the analyser is registered.
pub(crate) const TOKENIZER: &str = "script";

/// A field and the weight of a word found in it; the weights of title, headings, description and body were measured on
/// eight help corpora (docs/search.md).
const FIELDS: [(&str, f32); 7] = [
    ("title", 2.0),
    ("headings", 1.0),
    ("description", 0.5),
    ("body", 1.0),
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
}

impl Fields {
    /// The schema, and its fields.
    pub fn schema() -> (Schema, Self) {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(true);
        let options = TextOptions::default().set_indexing_options(indexing);
        let mut builder = Schema::builder();
        let [title, headings, description, body, keywords, errors, links] =
            FIELDS.map(|(name, _)| builder.add_text_field(name, options.clone()));
        (builder.build(), Self { title, headings, description, body, keywords, errors, links })
    }

    /// Every field with its weight.
    pub fn weighted(&self) -> [(Field, f32); 7] {
        let fields =
            [self.title, self.headings, self.description, self.body, self.keywords, self.errors, self.links];
        std::array::from_fn(|index| (fields[index], FIELDS[index].1))
    }
}
