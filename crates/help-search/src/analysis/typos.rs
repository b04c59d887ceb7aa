//! Typing errors: words the corpus does not have are compared with the ones it has.

use super::cost::cost;
use super::suggest::second;
use super::synonyms::expand;
use super::{Analysis, Step, Vocabulary, Word};
use crate::tokenizer::stem;

/// Words this long, in letters, may have two errors; shorter ones only when one error explains nothing.
const TWO_ERRORS: usize = 8;
const TWO_ERRORS_AT_ALL: usize = 6;
const ONE_ERROR: usize = 3;
/// What the errors may cost at most, by letter: two in six are too many unless they are likely ones.
const COST_BY_LETTER: f32 = 0.25;
/// How many words are taken.
const MOST: usize = 3;
/// What a document with the word is worth against an edit: rather the common word.
const FREQUENCY: f32 = 0.12;
/// Weight of the best word, and how fast it falls with the distance from the best.
const WEIGHT: f32 = 0.95;
const FALL: f32 = 1.2;

/// See the module.
pub(super) struct Typos;

impl Step for Typos {
    fn name(&self) -> &'static str {
        "typos"
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        for word in analysis.words.iter_mut().filter(|word| word.is_unknown()) {
            if let Some(meant) = correct(word, vocabulary) {
                changes.push(format!("{} → {}", word.surface, meant.join(", ")));
            }
        }
        analysis.note(self.name(), &changes);
    }
}

fn correct(word: &mut Word, vocabulary: &dyn Vocabulary) -> Option<Vec<String>> {
    let letters = word.surface.chars().count();
    if letters < ONE_ERROR || word.surface.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let mut found = candidates(&word.surface, 1, vocabulary);
    if letters >= TWO_ERRORS || found.is_empty() && letters >= TWO_ERRORS_AT_ALL {
        found.extend(candidates(&word.surface, 2, vocabulary));
    }
    let most = COST_BY_LETTER * letters as f32;
    let rank = |(other, count): (String, u32)| {
        let errors = cost(&word.surface, &other);
        (errors <= most).then(|| (other, errors - FREQUENCY * (1.0 + count as f32).ln()))
    };
    let mut ranked: Vec<(String, f32)> = found.into_iter().filter_map(rank).collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    let best = ranked.first()?.1;
    let mut taken = Vec::new();
    for (other, rank) in ranked {
        if taken.len() == MOST {
            break;
        }
        let weight = WEIGHT * (-(rank - best) * FALL).exp();
        if word.add(&[stem(&other)], weight) {
            if taken.len() == 1 {
                word.second = second(WEIGHT, &other, weight);
            }
            expand(word, &other, weight, vocabulary);
            taken.push(other);
        }
    }
    word.mend();
    word.shown = taken.first().cloned();
    Some(taken)
}

fn candidates(word: &str, distance: u8, vocabulary: &dyn Vocabulary) -> Vec<(String, u32)> {
    let mut found = vocabulary.similar_words(word, distance);
    found.extend(vocabulary.synonyms().keys_near(word, distance).map(|key| (key.to_owned(), 1)));
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, check_terms, check_without};

    #[test]
    fn unknown_words_stand_for_the_nearest_known_ones() {
        check_terms("уведамления ", &[&["уведамлен", "уведомлен"]]);
        check_terms("нстройка ", &[&["нстройк", "настройк", "настроек"]]);
        check_terms("ководд ", &[&["ководд"]]);
        check_without("typos", "нет уведамления ", &[&["нет"], &["уведамлен"]]);
    }

    #[test]
    fn two_errors_are_for_long_words() {
        check_terms("уведамлниея ", &[&["уведамлние", "уведомлен"]]);
        check_terms("кда ", &[&["кда"]]);
    }

    #[test]
    fn words_of_the_corpus_are_never_overruled() {
        for query in ["код ", "кода ", "снов ", "snow "] {
            assert!(analysed(query).applied.iter().all(|applied| applied.step != "typos"), "{query}");
        }
    }

    #[test]
    fn what_was_corrected_is_shown() {
        assert_eq!(analysed("нет уведамления ").corrected().as_deref(), Some("нет уведомления"));
        assert_eq!(analysed("нет уведомления ").corrected(), None);
    }
}
