//! From typed characters to weighted terms: a row of steps with one shape.
//!
//! [`analyse`] hands the query through the [`Step`]s in order. The first ones change the text (junk around an error, the
//! wrong keyboard layout); then the text is split into [`Word`]s, each with its own stem as the only alternative; the
//! others add alternatives with weights, or change words. Every step says what it did. New forgiveness is a new step in
//! [`TEXT_STEPS`] or [`WORD_STEPS`]; ranking never needs to know.

mod compounds;
mod cost;
mod forms;
mod junk;
mod layout;
mod lookalikes;
mod prefix;
mod questions;
mod relax;
mod suggest;
mod synonyms;
mod translit;
mod typos;
mod word;
mod yo;

use crate::snippet::floor_boundary;
use crate::synonyms::Synonyms;
use crate::tokenizer::{Yo, words};

pub(crate) use questions::{WORTH as SMALL_WORTH, is_small_word};
pub use word::{Alternative, Standing, Word};

/// What a step did, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Name of the step.
    pub step: &'static str,
    /// What became of what.
    pub change: String,
}

/// A query on its way to the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The query as typed.
    pub query: String,
    /// The query as the steps on the text left it.
    pub text: String,
    /// Its words, in order, each once.
    pub words: Vec<Word>,
    /// The word that the query ends with, unless a blank or a mark after it shows that it is finished.
    pub unfinished: Option<usize>,
    /// What the steps did.
    pub applied: Vec<Applied>,
    /// What may have been meant, where nothing was changed because it is not sure.
    pub suggestion: Option<String>,
}

impl Analysis {
    /// The query that was answered, if a correction made it another one than was typed.
    pub fn corrected(&self) -> Option<String> {
        let changed = self.did(layout::NAME);
        let mended = self.words.iter().any(|word| word.shown.is_some());
        if !changed && !mended {
            return None;
        }
        if !mended {
            return Some(self.text.trim().to_owned());
        }
        let words: Vec<&str> = self.words.iter().map(Word::display).collect();
        Some(words.join(" "))
    }

    /// Whether nothing fitted and the words only begin like the typed ones.
    pub fn is_relaxed(&self) -> bool {
        self.did(relax::NAME)
    }

    /// Whether a step changed something.
    fn did(&self, step: &str) -> bool {
        self.applied.iter().any(|applied| applied.step == step)
    }

    /// Records what a step did; nothing when it changed nothing.
    fn note(&mut self, step: &'static str, changes: &[String]) {
        if !changes.is_empty() {
            self.applied.push(Applied { step, change: changes.join(", ") });
        }
    }
}

/// What steps may ask the index. Words are folded, terms are stems.
pub trait Vocabulary {
    /// Number of documents with exactly this form of the word.
    fn word_count(&self, word: &str) -> u32;
    /// Number of documents with the term in the field that has it most often.
    fn term_count(&self, term: &str) -> u32;
    /// Up to `limit` words that begin with `prefix`, the ones in most documents first: (word, documents).
    fn words_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(String, u32)>;
    /// Words at most `distance` edits away; a swap of neighbours is one edit.
    fn similar_words(&self, word: &str, distance: u8) -> Vec<(String, u32)>;
    /// Words that begin with something at most one edit away from `beginning`.
    fn similar_beginnings(&self, beginning: &str) -> Vec<(String, u32)>;
    /// Words of both scripts with a sound key at most `distance` edits away.
    fn sounding_like(&self, key: &str, distance: u8) -> Vec<(String, u32)>;
    /// Words that mean the same.
    fn synonyms(&self) -> &Synonyms;

    /// Whether the word, or another form of it, is in a document.
    fn knows(&self, word: &str) -> bool {
        self.word_count(word) > 0
            || self.term_count(&crate::tokenizer::stem(word)) > 0
            || self.synonyms().is_key(word)
    }
}

/// One step of the analysis.
pub trait Step: Sync {
    /// Kebab-case name, by which the step can be switched off.
    fn name(&self) -> &'static str;
    /// Whether it puts other words in the place of what was typed: these steps are left out when somebody wants exactly
    /// what was typed.
    fn corrects(&self) -> bool {
        false
    }
    /// Changes the text, adds alternatives or changes words, and notes it when it did.
    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary);
}

/// Steps on the text, in their order.
pub const TEXT_STEPS: &[&dyn Step] = &[&junk::Junk, &layout::Layout];

/// Steps on the words, in their order.
pub const WORD_STEPS: &[&dyn Step] = &[
    &yo::Yo,
    &lookalikes::Lookalikes,
    &questions::Questions,
    &synonyms::Synonyms,
    &translit::Translit,
    &compounds::Compounds,
    &prefix::Prefix,
    &typos::Typos,
    &forms::Forms,
    &relax::Relax,
    &suggest::Suggest,
];

/// Longest query that is looked at, in words; pasted log files are cut off here.
const MAX_WORDS: usize = 32;

/// Which steps to leave out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Without<'a> {
    /// Names of steps.
    pub steps: &'a [&'a str],
    /// All that correct.
    pub corrections: bool,
}

impl Without<'_> {
    fn leaves(&self, step: &dyn Step) -> bool {
        !(self.steps.contains(&step.name()) || self.corrections && step.corrects())
    }
}

/// Analyses `query` with every step that `without` leaves.
pub fn analyse(query: &str, vocabulary: &dyn Vocabulary, without: Without<'_>) -> Analysis {
    let text = beginning(query).to_owned();
    let mut analysis = Analysis { query: query.to_owned(), text, ..Analysis::default() };
    for step in TEXT_STEPS.iter().filter(|step| without.leaves(**step)) {
        step.apply(&mut analysis, vocabulary);
    }
    split(&mut analysis, vocabulary);
    for step in WORD_STEPS.iter().filter(|step| without.leaves(**step)) {
        step.apply(&mut analysis, vocabulary);
    }
    analysis
}

/// The part of the query that is looked at: it holds more than [`MAX_WORDS`] words if the query does.
fn beginning(query: &str) -> &str {
    const MOST_BYTES: usize = 2_000;
    let query = &query[..floor_boundary(query, MOST_BYTES)];
    let blanks = query.match_indices(char::is_whitespace).nth(4 * MAX_WORDS);
    blanks.map_or(query, |(at, _)| &query[..at])
}

fn split(analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
    let found = words(&analysis.text, Yo::Kept);
    let is_open = analysis.text.chars().next_back().is_some_and(char::is_alphanumeric);
    let last = found.last().filter(|_| is_open && found.len() <= MAX_WORDS).map(|(_, _, word)| word.clone());
    for (_, _, word) in found.into_iter().take(MAX_WORDS) {
        if !analysis.words.iter().any(|known| known.surface == word) {
            analysis.words.push(Word::new(word, vocabulary));
        }
    }
    analysis.unfinished = last.and_then(|last| analysis.words.iter().position(|word| word.surface == last));
}

#[cfg(test)]
pub(crate) mod tests;
