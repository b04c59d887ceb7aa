//! «Возможно, вы искали»: what may have been meant where correcting would be presumptuous.
//!
//! A word the corpus has is never corrected, but a rare word one typing error from a common one is worth a question. So
//! is an unknown word for which two corrections are about as likely.

use super::cost::cost;
use super::{Analysis, Standing, Step, Vocabulary, Word};
use crate::tokenizer::stem;

/// A word in at most this many documents may be an error of the author or a rare coincidence.
const RARE: u32 = 2;
/// The common word is in this many times more documents.
const TIMES: u32 = 8;
/// Shortest word, in letters, and the most an error may cost.
const MIN_LETTERS: usize = 5;
const MAX_COST: f32 = 0.8;
/// How near the second correction has to be to the first.
const AS_LIKELY: f32 = 0.75;

/// See the module.
pub(super) struct Suggest;

impl Step for Suggest {
    fn name(&self) -> &'static str {
        "suggest"
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let found = analysis.words.iter().enumerate().find_map(|(index, word)| {
            let is_open = analysis.unfinished == Some(index);
            let other = if is_open { None } else { common_word(word, vocabulary) };
            other.or_else(|| word.second.clone()).map(|other| (index, other))
        });
        let Some((index, other)) = found else { return };
        let words = analysis.words.iter().enumerate();
        let text: Vec<&str> =
            words.map(|(at, word)| if at == index { &other } else { word.display() }).collect();
        let text = text.join(" ");
        analysis.note(self.name(), &[format!("perhaps {text}")]);
        analysis.suggestion = Some(text);
    }
}

/// The second of two corrections, if it is about as likely as the first.
pub(super) fn second(best: f32, other: &str, weight: f32) -> Option<String> {
    (weight >= AS_LIKELY * best).then(|| other.to_owned())
}

fn common_word(word: &Word, vocabulary: &dyn Vocabulary) -> Option<String> {
    let count = vocabulary.word_count(&word.surface).max(vocabulary.term_count(&stem(&word.surface)));
    let is_rare = word.standing == Standing::Known && (1..=RARE).contains(&count);
    if !is_rare || word.surface.chars().count() < MIN_LETTERS || vocabulary.synonyms().is_key(&word.surface) {
        return None;
    }
    let near = vocabulary.similar_words(&word.surface, 1).into_iter();
    let common = near.filter(|(other, others)| {
        *others >= TIMES * count
            && stem(other) != stem(&word.surface)
            && cost(&word.surface, other) <= MAX_COST
    });
    common.max_by_key(|(_, others)| *others).map(|(other, _)| other)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, analysed_without};

    #[test]
    fn a_rare_word_beside_a_common_one_is_asked_about() {
        assert_eq!(analysed("сервир звонок ").suggestion.as_deref(), Some("сервер звонок"));
        assert_eq!(analysed("сервир звонок ").corrected(), None);
        assert_eq!(analysed("сервер звонок ").suggestion, None);
        assert_eq!(analysed_without("сервир ", "suggest").suggestion, None);
    }
}
