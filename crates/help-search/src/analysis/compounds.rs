//! Words run together or split: «неприходит», «смскод», «e mail».

use super::synonyms::expand;
use super::{Analysis, Step, Vocabulary, Word};

const NAME: &str = "compounds";

/// Words that are often written together with the next one by mistake.
const PARTICLES: &[&str] =
    &["не", "ни", "по", "на", "в", "с", "к", "из", "за", "от", "до", "без", "нет", "как", "и"];
/// Shortest part that is no particle, in letters.
const MIN_PART: usize = 3;
/// Weight of two words written as one, when they are known apart and when not.
const WEIGHT_JOINED: f32 = 0.5;
const WEIGHT_JOINED_UNKNOWN: f32 = 1.0;

/// See the module.
pub(super) struct Compounds;

impl Step for Compounds {
    fn name(&self) -> &'static str {
        NAME
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        join(analysis, vocabulary);
        split(analysis, vocabulary);
    }
}

/// Two words that the corpus has as one: each also stands for the one.
fn join(analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
    let mut changes = Vec::new();
    for index in 1..analysis.words.len() {
        let (first, second) = (&analysis.words[index - 1], &analysis.words[index]);
        let joined = format!("{}{}", first.surface, second.surface);
        if vocabulary.word_count(&joined) == 0 {
            continue;
        }
        let term = crate::tokenizer::stem(&joined);
        let unsure = first.is_unknown() || second.is_unknown() || first.surface.chars().count() == 1;
        let weight = if unsure { WEIGHT_JOINED_UNKNOWN } else { WEIGHT_JOINED };
        changes.push(format!("{} {} = {joined}", first.surface, second.surface));
        for word in &mut analysis.words[index - 1..=index] {
            word.add(std::slice::from_ref(&term), weight);
            word.mend();
        }
    }
    analysis.note(NAME, &changes);
}

/// One unknown word that is two known ones.
fn split(analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
    let mut changes = Vec::new();
    let mut index = 0;
    while index < analysis.words.len() {
        let word = &analysis.words[index];
        let is_open = analysis.unfinished == Some(index);
        let is_begun = is_open && !vocabulary.words_with_prefix(&word.surface, 1).is_empty();
        let parts =
            if word.is_unknown() && !is_begun { parts(&word.surface, is_open, vocabulary) } else { None };
        if let Some((left, right)) = parts {
            changes.push(format!("{} → {left} {right}", word.surface));
            let new = [left, right].map(|part| {
                let shown = Some(part.clone());
                let mut word = Word { shown, ..Word::new(part.clone(), vocabulary) };
                expand(&mut word, &part, 1.0, vocabulary);
                word
            });
            analysis.words.splice(index..=index, new);
            analysis.unfinished = analysis.unfinished.map(|last| if last >= index { last + 1 } else { last });
            index += 1;
        }
        index += 1;
    }
    analysis.note(NAME, &changes);
}

/// The best two known words that make up the word. Where a letter too few or too many explains it, it is a typing error
/// and no compound, unless the first part is a particle.
fn parts(word: &str, is_open: bool, vocabulary: &dyn Vocabulary) -> Option<(String, String)> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 + MIN_PART || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return None;
    }
    let count = |part: &str| vocabulary.word_count(part).max(u32::from(vocabulary.synonyms().is_key(part)));
    let mut best: Option<(u32, (String, String))> = None;
    for cut in 1..=letters.len() - MIN_PART {
        let left: String = letters[..cut].iter().collect();
        let right: String = letters[cut..].iter().collect();
        let is_particle = PARTICLES.contains(&left.as_str());
        if !is_particle && (cut < MIN_PART || count(&left) == 0) {
            continue;
        }
        let mut worth = count(&right);
        if worth == 0 && (vocabulary.knows(&right) || is_open && is_beginning(&right, vocabulary)) {
            worth = 1;
        }
        worth = if is_particle { worth } else { worth.min(count(&left)) };
        if worth > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((worth, (left, right)));
        }
    }
    let (_, (left, right)) = best?;
    let is_sure =
        PARTICLES.contains(&left.as_str()) && left.chars().count() > 1 && right.chars().count() > MIN_PART;
    (is_sure || vocabulary.similar_words(word, 1).is_empty()).then_some((left, right))
}

fn is_beginning(part: &str, vocabulary: &dyn Vocabulary) -> bool {
    part.chars().count() > MIN_PART && !vocabulary.words_with_prefix(part, 1).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_terms, check_without};

    #[test]
    fn words_run_together_are_split() {
        check_terms("неприходит ", &[&["не"], &["приход"]]);
        check_terms("смскод ", &[&["смс", "sms"], &["код"]]);
        check_without("compounds", "смскод ", &[&["смскод"]]);
    }

    #[test]
    fn a_split_word_also_stands_for_the_whole() {
        check_terms("e mail ", &[&["e", "email"], &["mail", "email"]]);
        check_terms("видео звонок ", &[&["виде", "видеозвонок"], &["звонок", "видеозвонок", "звонк"]]);
    }

    #[test]
    fn typing_errors_are_no_compounds() {
        check_terms("звоноок ", &[&["звоноок", "звонок", "звонк"]]);
        check_terms("кодд ", &[&["кодд", "код"]]);
    }
}
