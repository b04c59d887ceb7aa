//! Forms of one word of which the stemmer makes two stems: «настройка, настроек» and «заметки, заметок» with their
//! fleeting vowels; «экран, экране», «канал, каналы» and «память, памяти», whose ends it takes for those of verbs.

use super::{Analysis, Step, Vocabulary};

/// An alternative this likely or more gets its other stem, too.
const LIKELY: f32 = 0.5;

/// Letters that the stemmer takes off after а and я, because verbs end so.
const VERBAL: &[char] = &['л', 'н', 'т'];
/// How many letters stand before the а at least: «план» and «плата» have nothing in common.
const MIN_HEAD: usize = 3;

/// See the module.
pub(super) struct Forms;

impl Step for Forms {
    fn name(&self) -> &'static str {
        "forms"
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        for word in &mut analysis.words {
            for alternative in word.alternatives.clone() {
                let ([term], true) = (alternative.terms.as_slice(), alternative.weight >= LIKELY) else {
                    continue;
                };
                for variant in variants(term) {
                    if vocabulary.term_count(&variant) > 0
                        && word.add(std::slice::from_ref(&variant), alternative.weight)
                    {
                        changes.push(format!("{term} = {variant}"));
                    }
                }
            }
        }
        analysis.note(self.name(), &changes);
    }
}

/// Stems that differ by a vowel before the last consonant.
fn variants(term: &str) -> Vec<String> {
    let letters: Vec<char> = term.chars().collect();
    let [head @ .., before, last] = letters.as_slice() else { return Vec::new() };
    if head.len() + 1 >= MIN_HEAD && matches!(last, 'а' | 'я') {
        return VERBAL.iter().map(|end| format!("{term}{end}")).collect();
    }
    let mut verbal = Vec::new();
    if head.len() >= MIN_HEAD && matches!(before, 'а' | 'я') && VERBAL.contains(last) {
        verbal.push(head.iter().chain([before]).collect());
    }
    if head.len() < 2 || !is_consonant(*last) {
        return verbal;
    }
    let with = |middle: &str| head.iter().collect::<String>() + middle + &last.to_string();
    match before {
        'й' | 'ь' => vec![with("е")],
        'о' => vec![with("")],
        'е' => vec![with(""), with("й"), with("ь")],
        before if is_consonant(*before) => vec![with(&format!("{before}о")), with(&format!("{before}е"))],
        _ => verbal,
    }
}

fn is_consonant(letter: char) -> bool {
    matches!(
        letter,
        'б' | 'в'
            | 'г'
            | 'д'
            | 'ж'
            | 'з'
            | 'к'
            | 'л'
            | 'м'
            | 'н'
            | 'п'
            | 'р'
            | 'с'
            | 'т'
            | 'ф'
            | 'х'
            | 'ц'
            | 'ч'
            | 'ш'
            | 'щ'
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_terms, check_without};

    #[test]
    fn two_stems_of_one_word_are_one_word() {
        check_terms("настроек ", &[&["настроек", "настройк"]]);
        check_terms("заметок ", &[&["заметок", "заметк"]]);
        check_terms("код ", &[&["код"]]);
        check_terms("экран ", &[&["экра", "экран"]]);
        check_terms("экране ", &[&["экран", "экра"]]);
        check_terms("памяти ", &[&["памят", "памя"]]);
        check_without("forms", "настроек ", &[&["настроек"]]);
    }
}
