//! Letters of the other script that look the same: «cмс» with a Latin c.

use super::{Analysis, Step, Vocabulary, Word};
use crate::script::{Script, of_letter};

/// Cyrillic letters and the Latin ones that look like them.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
];

/// See the module.
pub(super) struct Lookalikes;

impl Step for Lookalikes {
    fn name(&self) -> &'static str {
        "lookalikes"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        for word in analysis.words.iter_mut().filter(|word| word.is_unknown() && is_mixed(&word.surface)) {
            let readings = [Script::Cyrillic, Script::Latin].map(|script| spelled(&word.surface, script));
            if let Some(reading) = readings.into_iter().flatten().find(|word| vocabulary.knows(word)) {
                changes.push(format!("{} → {reading}", word.surface));
                *word = Word::new(reading, vocabulary);
            }
        }
        analysis.note(self.name(), &changes);
    }
}

fn is_mixed(word: &str) -> bool {
    let has = |wanted| word.chars().any(|letter| of_letter(letter) == Some(wanted));
    has(Script::Cyrillic) && has(Script::Latin)
}

/// The word with every letter in `script`; `None` when one has no counterpart there.
fn spelled(word: &str, script: Script) -> Option<String> {
    let other = |letter: char| match of_letter(letter) {
        Some(found) if found != script => ALIKE.iter().find_map(|&(cyrillic, latin)| match script {
            Script::Cyrillic if latin == letter => Some(cyrillic),
            Script::Latin if cyrillic == letter => Some(latin),
            _ => None,
        }),
        _ => Some(letter),
    };
    word.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_terms, check_without};

    #[test]
    fn letters_of_both_scripts_become_one_word() {
        check_terms("cмc ", &[&["смс", "sms"]]);
        check_terms("hоме ", &[&["hом"]]);
        check_without("lookalikes", "cмc ", &[&["cмc"]]);
    }
}
