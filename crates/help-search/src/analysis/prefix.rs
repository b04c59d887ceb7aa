//! The last word may be unfinished: it also stands for the most frequent words that begin with it.

use super::{Analysis, Step, Vocabulary};
use crate::tokenizer::stem;

/// How many continuations are tried.
const EXPANSIONS: usize = 12;
/// Weight of a continuation when the word as typed is no word of the corpus, and when it is.
/// Measured on eight help corpora: docs/search.md.
const WEIGHT_UNKNOWN: f32 = 1.0;
const WEIGHT_KNOWN: f32 = 0.35;
/// Weight of the continuation of a beginning with a typing error.
const WEIGHT_SIMILAR: f32 = 0.5;
/// Shortest beginning that may have a typing error, in letters.
const MIN_SIMILAR: usize = 4;

/// See the module.
pub(super) struct Prefix;

impl Step for Prefix {
    fn name(&self) -> &'static str {
        "prefix"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let word = analysis.unfinished.and_then(|index| analysis.words.get_mut(index));
        let Some(word) = word.filter(|word| word.surface.chars().count() > 1) else { return };
        let (mut found, mut weight) =
            (vocabulary.words_with_prefix(&word.surface, 4 * EXPANSIONS), WEIGHT_KNOWN);
        if word.is_unknown() {
            weight = WEIGHT_UNKNOWN;
            let is_typo = word.surface.chars().count() >= MIN_SIMILAR
                && vocabulary.similar_words(&word.surface, 1).is_empty();
            if found.is_empty() && is_typo {
                (found, weight) = (vocabulary.similar_beginnings(&word.surface), WEIGHT_SIMILAR);
            }
        }
        let mut added = Vec::new();
        for (continued, _) in found {
            let term = stem(&continued);
            if added.len() < EXPANSIONS && word.add(std::slice::from_ref(&term), weight) {
                added.push(term);
            }
        }
        if !added.is_empty() {
            word.mend();
            let change = format!("{}… → {}", word.surface, added.join(", "));
            analysis.note(self.name(), &[change]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, check_terms, check_without};
    use super::*;

    #[test]
    fn only_an_unfinished_last_word_is_continued() {
        check_terms("нет уведомле", &[&["нет"], &["уведомл", "уведомлен"]]);
        check_terms("увед ", &[&["увед"]]);
        check_terms("у", &[&["у"]]);
        check_terms("", &[]);
        // The word that is being typed stands earlier, too: the one after it is finished.
        check_terms("код увед код", &[&["код"], &["увед"]]);
        check_without("prefix", "нет уведомле", &[&["нет"], &["уведомл"]]);
    }

    #[test]
    fn what_is_a_word_already_is_continued_with_less_weight() {
        let weight = |query: &str| analysed(query).words[0].alternatives[1].weight;
        assert_eq!((weight("уве"), weight("видео")), (WEIGHT_UNKNOWN, WEIGHT_KNOWN));
    }
}
