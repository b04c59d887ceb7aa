//! Words in the other alphabet: «зум» for Zoom, `uvedomleniya` for «уведомления».

use super::synonyms::expand;
use super::{Analysis, Step, Vocabulary, Word};
use crate::script::{Script, script};
use crate::sound;
use crate::tokenizer::stem;
use crate::vocabulary::most_frequent_first;

/// Weight of a word that sounds the same, when the typed one is unknown and when it is known.
const WEIGHT_SAME: f32 = 0.9;
const WEIGHT_KNOWN: f32 = 0.2;
/// Weight of a word that nearly sounds the same.
const WEIGHT_NEAR: f32 = 0.6;
/// Shortest key that is compared with a difference.
const MIN_NEAR: usize = 4;
/// How many words are taken.
const MOST: usize = 4;

/// See the module.
pub(super) struct Translit;

impl Step for Translit {
    fn name(&self) -> &'static str {
        "translit"
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let mut changes = Vec::new();
        for (index, word) in analysis.words.iter_mut().enumerate() {
            let is_open = analysis.unfinished == Some(index);
            let added = match script(&word.surface) {
                Some(Script::Cyrillic) => to_latin(word, is_open, vocabulary),
                Some(Script::Latin) if word.is_unknown() => to_cyrillic(word, is_open, vocabulary),
                _ => Vec::new(),
            };
            if !added.is_empty() {
                changes.push(format!("{} → {}", word.surface, added.join(", ")));
            }
        }
        analysis.note(self.name(), &changes);
    }
}

fn to_latin(word: &mut Word, is_open: bool, vocabulary: &dyn Vocabulary) -> Vec<String> {
    let keys: Vec<String> =
        [word.surface.clone(), stem(&word.surface)].iter().flat_map(|form| sound::keys(form)).collect();
    let found = sounding(&keys, 0, Script::Latin, vocabulary);
    if !word.is_unknown() {
        return take(word, found, WEIGHT_KNOWN, vocabulary);
    }
    if !found.is_empty() || is_open && !vocabulary.words_with_prefix(&word.surface, 1).is_empty() {
        return take(word, found, WEIGHT_SAME, vocabulary);
    }
    if !vocabulary.similar_words(&word.surface, 1).is_empty() {
        return Vec::new();
    }
    let near = sounding(&keys, 1, Script::Latin, vocabulary);
    take(word, near, WEIGHT_NEAR, vocabulary)
}

fn to_cyrillic(word: &mut Word, is_open: bool, vocabulary: &dyn Vocabulary) -> Vec<String> {
    if is_open && !vocabulary.words_with_prefix(&word.surface, 1).is_empty() {
        return Vec::new();
    }
    let readings = sound::to_cyrillic(&word.surface);
    let known = |reading: &String| {
        vocabulary.knows(reading).then(|| (reading.clone(), vocabulary.word_count(reading)))
    };
    let mut found: Vec<(String, u32)> = readings.iter().filter_map(known).collect();
    let keys: Vec<String> = readings.iter().flat_map(|reading| sound::keys(reading)).collect();
    found.extend(sounding(&keys, 0, Script::Cyrillic, vocabulary));
    let may_be_near = found.is_empty() && vocabulary.similar_words(&word.surface, 1).is_empty();
    if !may_be_near {
        return take(word, found, WEIGHT_SAME, vocabulary);
    }
    let Some(likeliest) = readings.first().filter(|reading| reading.chars().count() > MIN_NEAR) else {
        return Vec::new();
    };
    if is_open {
        let continued = vocabulary.words_with_prefix(likeliest, MOST);
        if !continued.is_empty() {
            return take(word, continued, WEIGHT_NEAR, vocabulary);
        }
    }
    take(word, vocabulary.similar_words(likeliest, 1), WEIGHT_NEAR, vocabulary)
}

/// Words of a script that sound like one of the keys; with a difference, the first sound is the same.
fn sounding(
    keys: &[String],
    distance: u8,
    wanted: Script,
    vocabulary: &dyn Vocabulary,
) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        if keys[..index].contains(key) || distance > 0 && key.len() < MIN_NEAR {
            continue;
        }
        let same_start =
            |word: &str| sound::keys(word).iter().any(|other| other.as_bytes()[0] == key.as_bytes()[0]);
        let near = vocabulary.sounding_like(key, distance);
        found.extend(
            near.into_iter()
                .filter(|(word, _)| script(word) == Some(wanted) && (distance == 0 || same_start(word))),
        );
    }
    found
}

/// Adds the most frequent of the found words and shows the first.
fn take(
    word: &mut Word,
    mut found: Vec<(String, u32)>,
    weight: f32,
    vocabulary: &dyn Vocabulary,
) -> Vec<String> {
    most_frequent_first(&mut found);
    found.dedup();
    let mut added = Vec::new();
    for (other, _) in found.into_iter().take(MOST) {
        if word.add(&[stem(&other)], weight) {
            expand(word, &other, weight, vocabulary);
            added.push(other);
        }
    }
    if word.is_unknown() && !added.is_empty() {
        word.mend();
        word.shown = added.first().cloned();
    }
    added
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, check_terms, check_without};

    #[test]
    fn foreign_names_are_found_as_they_are_heard() {
        check_terms("зум ", &[&["зум", "zoom"]]);
        check_terms("блютус ", &[&["блютус", "bluetooth"]]);
        check_without("translit", "зум ", &[&["зум"]]);
    }

    #[test]
    fn russian_in_latin_letters_is_read() {
        check_terms("uvedomleniya ", &[&["uvedomleniya", "уведомлен"]]);
        assert_eq!(analysed("uvedomleniya ").corrected().as_deref(), Some("уведомления"));
        check_terms("uvedomlenyia ", &[&["uvedomlenyia", "уведомлен"]]);
        check_without("translit", "uvedomleniya ", &[&["uvedomleniya"]]);
    }

    #[test]
    fn known_words_stay() {
        check_terms("sms ", &[&["sms", "смс"]]);
        check_terms("snow ", &[&["snow"]]);
    }
}
