//! What goes into the index, and what the index remembers of it to show a result.

use serde::{Deserialize, Serialize};

use crate::facets::Facets;

/// A stretch of a document's text under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Anchor to jump to; empty for the text before the first heading.
    #[serde(rename = "a")]
    pub anchor: String,
    /// The heading; empty for the text before the first heading.
    #[serde(rename = "t")]
    pub title: String,
    /// Byte offset into the document's text where the passage begins.
    #[serde(rename = "s")]
    pub start: usize,
    /// Byte offset where it ends.
    #[serde(rename = "e")]
    pub end: usize,
}

/// An article as the index sees it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Returned with every hit.
    pub id: String,
    /// Heading of the page.
    pub title: String,
    /// One sentence; shown when the text has no match to show.
    pub description: String,
    /// Words people type that the text does not contain.
    pub keywords: Vec<String>,
    /// Exact texts of error messages.
    pub errors: Vec<String>,
    /// What results can be narrowed down by.
    pub facets: Facets,
    /// Words of links that lead to this document from others.
    pub link_texts: Vec<String>,
    /// Plain text.
    pub text: String,
    /// The parts of `text`, in order and not overlapping.
    pub passages: Vec<Passage>,
}

/// What the index keeps of a document, in the order of tantivy's document numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub id: String,
    pub title: String,
    pub description: String,
    pub passages: Vec<Passage>,
    pub errors: Vec<String>,
    pub keywords: Vec<String>,
    pub facets: Facets,
    /// Byte range of the text in the file of texts.
    pub text: (usize, usize),
    /// Byte range of the word offsets in the file of offsets.
    pub offsets: (usize, usize),
}
