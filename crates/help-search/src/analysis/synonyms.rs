//! Words that mean the same: «комп» for компьютер, «учётка» for учётная запись.

use super::{Analysis, Step, Vocabulary, Word};

/// Weight of a synonym when the corpus has the typed word itself, and when it has not.
const WEIGHT_KNOWN: f32 = 0.4;
const WEIGHT_UNKNOWN: f32 = 0.9;

/// See the module.
pub(super) struct Synonyms;

impl Step for Synonyms {
    fn name(&self) -> &'static str {
        "synonyms"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        let terms: Vec<String> =
            analysis.words.iter().map(|word| word.alternatives[0].terms[0].clone()).collect();
        for start in 0..terms.len() {
            for (length, target) in vocabulary.synonyms().at(&terms[start..]) {
                let span = start..start + length;
                let is_known = terms[span.clone()].iter().all(|term| vocabulary.term_count(term) > 0);
                let weight = if is_known { WEIGHT_KNOWN } else { WEIGHT_UNKNOWN };
                let mut is_new = false;
                for word in &mut analysis.words[span.clone()] {
                    is_new |= word.add(target, weight);
                    word.mend();
                }
                if is_new {
                    changes.push(format!("{} = {}", terms[span].join(" "), target.join(" ")));
                }
            }
        }
        analysis.note(self.name(), &changes);
    }
}

/// Adds the synonyms of `other`, which the word was corrected to.
pub(super) fn expand(word: &mut Word, other: &str, weight: f32, vocabulary: &dyn Vocabulary) {
    let term = crate::tokenizer::stem(other);
    let own = if vocabulary.term_count(&term) > 0 { WEIGHT_KNOWN } else { WEIGHT_UNKNOWN };
    for (_, target) in vocabulary.synonyms().at(std::slice::from_ref(&term)) {
        word.add(target, weight * own);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_terms, check_without};

    #[test]
    fn a_word_stands_for_its_synonyms() {
        check_terms("пуши ", &[&["пуш", "уведомлен"]]);
        check_terms("учетка ", &[&["учетк", "учетн зап"]]);
        check_terms("учётная запись ", &[&["учетн", "учетк", "аккаунт"], &["зап", "учетк", "аккаунт"]]);
        check_without("synonyms", "пуши ", &[&["пуш"]]);
    }
}
