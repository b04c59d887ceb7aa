//! When nothing at all would be found: words that begin like the typed ones.

use super::{Analysis, Step, Vocabulary};
use crate::tokenizer::stem;

pub(super) const NAME: &str = "relax";

/// Shortest common beginning, in letters.
const MIN_LETTERS: usize = 4;
/// How many words are taken for a typed one.
const MOST: usize = 6;
const WEIGHT: f32 = 0.3;

/// See the module.
pub(super) struct Relax;

impl Step for Relax {
    fn name(&self) -> &'static str {
        NAME
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let finds = |terms: &[String]| terms.iter().all(|term| vocabulary.term_count(term) > 0);
        let is_hopeless = |word: &super::Word| !word.alternatives.iter().any(|found| finds(&found.terms));
        if !analysis.words.iter().all(is_hopeless) {
            return;
        }
        let mut changes = Vec::new();
        for word in &mut analysis.words {
            let letters: Vec<char> = word.surface.chars().collect();
            let beginnings = (MIN_LETTERS..letters.len()).rev();
            let found = beginnings
                .map(|end| vocabulary.words_with_prefix(&letters[..end].iter().collect::<String>(), MOST))
                .find(|found| !found.is_empty());
            for (other, _) in found.unwrap_or_default() {
                if word.add(&[stem(&other)], WEIGHT) {
                    changes.push(format!("{} ~ {other}", word.surface));
                }
            }
        }
        analysis.note(self.name(), &changes);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_terms, check_without};

    #[test]
    fn a_hopeless_word_stands_for_what_begins_like_it() {
        check_terms("настраиватель ", &[&["настраивател", "настройк", "настро", "настроек"]]);
        check_terms("настраиватель код ", &[&["настраивател"], &["код"]]);
        check_without("relax", "настраиватель ", &[&["настраивател"]]);
    }
}
