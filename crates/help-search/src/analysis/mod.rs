//! From typed characters to weighted terms: a row of steps with one shape.
//!
//! [`analyse`] splits the query into [`Word`]s, each with its own stem as the only alternative, and hands it through the
//! [`Step`]s in order. A step may add alternatives with weights, or change words, and says what it did. New forgiveness
//! (layout, typos, synonyms…) is a new step in [`steps`]; ranking never needs to know.

mod prefix;

use crate::tokenizer::tokens;

/// A term to look for in place of a typed word.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// A term of the index.
    pub term: String,
    /// How much a match is worth against the word as typed (1).
    pub weight: f32,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word as typed, folded.
    pub surface: String,
    /// What to look for; the first one is the word's own stem.
    pub alternatives: Vec<Alternative>,
}

/// A query on its way to the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The query as typed.
    pub query: String,
    /// Its words, in order, each once.
    pub words: Vec<Word>,
    /// The word that the query ends with, unless a blank or a mark after it shows that it is finished.
    pub unfinished: Option<usize>,
    /// What the steps did, for people: (step, explanation).
    pub applied: Vec<(&'static str, String)>,
}

/// What steps may ask the index.
pub trait Vocabulary {
    /// Up to `limit` terms that begin with `prefix`, the ones in most documents first: (term, documents).
    fn terms_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(String, u32)>;
    /// Number of documents with the term in their text, title or headings.
    fn document_count(&self, term: &str) -> u32;
}

/// One step of the analysis.
pub trait Step: Sync {
    /// Kebab-case name, by which the step can be switched off.
    fn name(&self) -> &'static str;
    /// Adds alternatives or changes words, and appends to `applied` when it did.
    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary);
}

/// All steps in their order.
pub fn steps() -> &'static [&'static dyn Step] {
    &[&prefix::Prefix]
}

/// Longest query that is looked at, in words; pasted log files are cut off here.
const MAX_WORDS: usize = 32;

/// Analyses `query` with every step whose name is not in `without`.
pub fn analyse(query: &str, vocabulary: &dyn Vocabulary, without: &[&str]) -> Analysis {
    let mut analysis = Analysis { query: query.to_owned(), ..Analysis::default() };
    let found = tokens(query);
    let is_open = query.chars().next_back().is_some_and(char::is_alphanumeric);
    let last = found.last().filter(|_| is_open && found.len() <= MAX_WORDS).map(|token| token.word.clone());
    for token in found.into_iter().take(MAX_WORDS) {
        if !analysis.words.iter().any(|word| word.surface == token.word) {
            let alternatives = vec![Alternative { term: token.term, weight: 1.0 }];
            analysis.words.push(Word { surface: token.word, alternatives });
        }
    }
    analysis.unfinished = last.and_then(|last| analysis.words.iter().position(|word| word.surface == last));
    for step in steps().iter().filter(|step| !without.contains(&step.name())) {
        step.apply(&mut analysis, vocabulary);
    }
    analysis
}
