//! The last word may be unfinished: it also stands for the most frequent terms that begin with it.

use super::{Alternative, Analysis, Step, Vocabulary};

/// How many continuations are tried.
const EXPANSIONS: usize = 12;
/// Weight of a continuation when the word as typed is no word of the corpus, and when it is.
/// Measured on eight help corpora: docs/search.md.
const WEIGHT_UNKNOWN: f32 = 0.8;
const WEIGHT_KNOWN: f32 = 0.35;

/// See the module.
pub(super) struct Prefix;

impl Step for Prefix {
    fn name(&self) -> &'static str {
        "prefix"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let word = analysis.unfinished.and_then(|index| analysis.words.get_mut(index));
        let Some(word) = word.filter(|word| word.surface.chars().count() > 1) else { return };
        let own = &word.alternatives[0].term;
        let weight = if vocabulary.document_count(own) > 0 { WEIGHT_KNOWN } else { WEIGHT_UNKNOWN };
        let found = vocabulary.terms_with_prefix(&word.surface, EXPANSIONS);
        let mut added = Vec::new();
        for (term, _) in found {
            if word.alternatives.iter().all(|alternative| alternative.term != term) {
                added.push(term.clone());
                word.alternatives.push(Alternative { term, weight });
            }
        }
        if !added.is_empty() {
            analysis.applied.push((self.name(), format!("{}… → {}", word.surface, added.join(", "))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::*;

    struct Fixed;

    impl Vocabulary for Fixed {
        fn terms_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(String, u32)> {
            let terms = [("уведомлен", 9), ("настройк", 5), ("увед", 1)];
            let fits = terms.iter().filter(|(term, _)| term.starts_with(prefix));
            fits.take(limit).map(|&(term, count)| (term.to_owned(), count)).collect()
        }
        fn document_count(&self, term: &str) -> u32 {
            u32::from(["уведомлен", "настройк", "увед"].contains(&term))
        }
    }

    fn check(query: &str, expected: &[(&str, f32)]) {
        let analysis = analyse(query, &Fixed, &[]);
        let last = analysis.words.last().map(|word| word.alternatives.clone()).unwrap_or_default();
        let found: Vec<_> = last.iter().map(|a| (a.term.as_str(), a.weight)).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn only_an_unfinished_last_word_is_continued() {
        check("нет уведомле", &[("уведомл", 1.0), ("уведомлен", WEIGHT_UNKNOWN)]);
        check("увед", &[("увед", 1.0), ("уведомлен", WEIGHT_KNOWN)]);
        check("уведомле ", &[("уведомл", 1.0)]);
        check("у", &[("у", 1.0)]);
        check("", &[]);
        // The word that is being typed stands earlier, too: the one after it is finished.
        check("увед настройк увед", &[("настройк", 1.0)]);
    }

    #[test]
    fn can_be_switched_off() {
        assert!(analyse("уведомле", &Fixed, &["prefix"]).applied.is_empty());
    }
}
