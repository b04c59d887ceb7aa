//! A word of the query and what it stands for.

use super::Vocabulary;
use crate::tokenizer::stem;

/// Terms to look for in place of a typed word; a document needs all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Terms of the index, at least one.
    pub terms: Vec<String>,
    /// How much a match is worth against the word as typed (1).
    pub weight: f32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is a word of the corpus, or a form of one.
    Known,
    /// It is not, and nothing was found for it yet.
    Unknown,
    /// It is not, and a step has found what it may mean.
    Mended,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word, folded; steps may have changed it.
    pub surface: String,
    /// What to show in its place, where a step corrected it.
    pub shown: Option<String>,
    /// Another correction that is about as likely.
    pub second: Option<String>,
    /// How much the word counts against others, 1 as a rule.
    pub worth: f32,
    /// What is known of it.
    pub standing: Standing,
    /// What to look for; the first one is the word's own stem.
    pub alternatives: Vec<Alternative>,
}

impl Word {
    /// A word with its own stem as the only alternative.
    pub(super) fn new(surface: String, vocabulary: &dyn Vocabulary) -> Self {
        let standing = if vocabulary.knows(&surface) { Standing::Known } else { Standing::Unknown };
        let alternatives = vec![Alternative { terms: vec![stem(&surface)], weight: 1.0 }];
        Self { surface, shown: None, second: None, worth: 1.0, standing, alternatives }
    }

    /// The word as it is shown.
    pub fn display(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.surface)
    }

    /// Whether nothing has been found for it yet.
    pub(super) fn is_unknown(&self) -> bool {
        self.standing == Standing::Unknown
    }

    /// Something was found for it.
    pub(super) fn mend(&mut self) {
        if self.is_unknown() {
            self.standing = Standing::Mended;
        }
    }

    /// Adds an alternative; one that is there keeps the greater weight. Says whether it is new.
    pub(super) fn add(&mut self, terms: &[String], weight: f32) -> bool {
        if let Some(known) = self.alternatives.iter_mut().find(|known| known.terms == terms) {
            known.weight = known.weight.max(weight);
            return false;
        }
        self.alternatives.push(Alternative { terms: terms.to_vec(), weight });
        true
    }
}
