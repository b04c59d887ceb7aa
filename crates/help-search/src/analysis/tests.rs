//! A small fixed vocabulary, and what the tests of all steps ask of it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Analysis, Vocabulary, Without, analyse};
use crate::sound;
use crate::synonyms::{SynonymList, Synonyms};
use crate::tokenizer::stem;
use crate::vocabulary::nearness;

const WORDS: &[(&str, u32)] = &[
    ("уведомления", 9),
    ("уведомление", 5),
    ("настройка", 5),
    ("настройки", 8),
    ("настроек", 2),
    ("звонок", 4),
    ("звонка", 3),
    ("код", 9),
    ("нет", 9),
    ("не", 9),
    ("приходит", 3),
    ("смс", 4),
    ("sms", 5),
    ("email", 2),
    ("заметки", 3),
    ("сервер", 9),
    ("недоступен", 1),
    ("ошибка", 5),
    ("как", 9),
    ("включить", 4),
    ("запись", 3),
    ("учетная", 3),
    ("черный", 2),
    ("аккаунт", 1),
    ("zoom", 2),
    ("bluetooth", 2),
    ("snow", 1),
    ("видеозвонок", 2),
    ("видео", 3),
    ("буфер", 1),
    ("windows", 2),
    ("снова", 1),
    ("настроить", 3),
    ("hоме", 1),
    ("mail", 1),
    ("звонки", 3),
    ("сервир", 1),
    ("лего", 1),
    ("экран", 3),
    ("экране", 2),
    ("память", 2),
    ("памяти", 2),
    ("экран", 3),
    ("экране", 2),
    ("память", 2),
    ("памяти", 2),
];

struct Fixed {
    synonyms: Synonyms,
}

fn fixed() -> &'static Fixed {
    static FIXED: OnceLock<Fixed> = OnceLock::new();
    FIXED.get_or_init(|| {
        let same = vec![vec!["учётка".into(), "учётная запись".into()], vec!["смс".into(), "sms".into()]];
        let means = [("пуш", vec!["уведомление"]), ("учётная запись", vec!["аккаунт"])];
        let means = means
            .map(|(word, meanings)| (word.to_owned(), meanings.into_iter().map(str::to_owned).collect()));
        Fixed { synonyms: Synonyms::new(&SynonymList { same, means: BTreeMap::from(means) }) }
    })
}

fn chosen(fits: impl Fn(&str) -> bool) -> Vec<(String, u32)> {
    WORDS.iter().filter(|(word, _)| fits(word)).map(|&(word, count)| (word.to_owned(), count)).collect()
}

impl Vocabulary for Fixed {
    fn word_count(&self, word: &str) -> u32 {
        WORDS.iter().find(|(known, _)| *known == word).map_or(0, |&(_, count)| count)
    }
    fn term_count(&self, term: &str) -> u32 {
        WORDS.iter().filter(|(known, _)| stem(known) == term).map(|&(_, count)| count).max().unwrap_or(0)
    }
    fn words_with_prefix(&self, prefix: &str, limit: usize) -> Vec<(String, u32)> {
        let mut found = chosen(|word| word.starts_with(prefix));
        found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        found.truncate(limit);
        found
    }
    fn similar_words(&self, word: &str, distance: u8) -> Vec<(String, u32)> {
        let near = nearness(word, distance, false);
        chosen(|word| near.matches(word))
    }
    fn similar_beginnings(&self, beginning: &str) -> Vec<(String, u32)> {
        let near = nearness(beginning, 1, true);
        chosen(|word| near.matches(word))
    }
    fn sounding_like(&self, key: &str, distance: u8) -> Vec<(String, u32)> {
        let near = nearness(key, distance, false);
        chosen(|word| sound::keys(word).iter().any(|other| near.matches(other)))
    }
    fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }
}

/// The analysis with every step.
pub(crate) fn analysed(query: &str) -> Analysis {
    analyse(query, fixed(), Without::default())
}

/// The analysis without one step.
pub(crate) fn analysed_without(query: &str, step: &str) -> Analysis {
    analyse(query, fixed(), Without { steps: &[step], ..Without::default() })
}

/// Compares the terms of every word.
pub(crate) fn check_terms(query: &str, expected: &[&[&str]]) {
    assert_eq!(terms(&analysed(query)), expected, "{query}");
}

/// [`check_terms`] with one step left out: what the step adds is not there.
pub(crate) fn check_without(step: &str, query: &str, expected: &[&[&str]]) {
    assert_eq!(terms(&analysed_without(query, step)), expected, "{query} without {step}");
}

fn terms(analysis: &Analysis) -> Vec<Vec<String>> {
    let words = analysis.words.iter();
    words.map(|word| word.alternatives.iter().map(|found| found.terms.join(" ")).collect()).collect()
}

#[test]
fn yo_is_ye() {
    let surface = |analysis: Analysis| analysis.words[0].surface.clone();
    assert_eq!(surface(analysed("чёрный ")), "черный");
    assert_eq!(surface(analysed_without("чёрный ", "yo")), "чёрный");
}

#[test]
fn every_step_has_a_name_of_its_own_and_can_be_left_out() {
    let names: Vec<&str> =
        super::TEXT_STEPS.iter().chain(super::WORD_STEPS).map(|step| step.name()).collect();
    let unique: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), names.len());
    for query in ["ghbdtn смскод uvedomleniya зум 10:15:02 cмc настроек", "", "   ", "?!"] {
        let bare = analyse(query, fixed(), Without { steps: &names, corrections: true });
        assert!(bare.applied.is_empty() && bare.corrected().is_none(), "{query}: {bare:?}");
    }
}

#[test]
fn without_corrections_the_query_stays_as_typed() {
    for query in ["edtljvktybz", "уведамления ", "неприходит ", "uvedomleniya "] {
        let exact = analyse(query, fixed(), Without { corrections: true, ..Without::default() });
        assert_eq!((exact.corrected(), exact.text.as_str()), (None, query));
    }
}

#[test]
fn long_queries_are_cut() {
    let query: String = (0..100).map(|number| format!("слово{number} ")).collect();
    assert_eq!(analysed(&query).words.len(), super::MAX_WORDS);
}
