//! ё is written as е in the index, so it is in the query.

use super::{Analysis, Step, Vocabulary, Word};

/// See the module.
pub(super) struct Yo;

impl Step for Yo {
    fn name(&self) -> &'static str {
        "yo"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        for word in analysis.words.iter_mut().filter(|word| word.surface.contains('ё')) {
            let folded = Word::new(word.surface.replace('ё', "е"), vocabulary);
            changes.push(format!("{} → {}", word.surface, folded.surface));
            *word = folded;
        }
        analysis.note(self.name(), &changes);
    }
}
