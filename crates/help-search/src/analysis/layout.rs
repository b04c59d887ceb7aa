//! The wrong keyboard layout: «ghbdtn» for «привет», «сфдды» for calls.
//!
//! It looks at what stands between blanks, before punctuation is dropped, because `[ ] ; ' , .` are Russian letters.

use super::{Analysis, Step, Vocabulary};
use crate::keyboard::on_other_layout;
use crate::script::{Script, of_letter};
use crate::tokenizer::{Yo, words};

pub(super) const NAME: &str = "layout";

/// A word this long is no accident when the other layout makes a known word of it.
const SURE_LETTERS: usize = 4;
/// Shorter words need this much of the query to gain from the change.
const CLEAR_GAIN: f32 = 0.3;
/// Shortest word that is tried with a typing error on top.
const TYPO_LETTERS: usize = 5;
/// Shortest beginning of a word that counts as known while it is being typed.
const BEGINNING_LETTERS: usize = 3;

/// See the module.
pub(super) struct Layout;

/// What stands between two blanks.
struct Chunk {
    typed: String,
    letters: usize,
    script: Option<Script>,
    /// Whether the words in it are known as typed.
    known: bool,
    /// The same keys on the other layout.
    mapped: Option<String>,
    mapped_known: bool,
    switched: bool,
}

impl Step for Layout {
    fn name(&self) -> &'static str {
        NAME
    }

    fn corrects(&self) -> bool {
        true
    }

    fn apply(&self, analysis: &mut Analysis, vocabulary: &dyn Vocabulary) {
        let is_open = !analysis.text.ends_with(char::is_whitespace);
        let count = analysis.text.split_whitespace().count();
        let chunk = |(index, typed)| Chunk::new(typed, is_open && index + 1 == count, vocabulary);
        let mut chunks: Vec<Chunk> = analysis.text.split_whitespace().enumerate().map(chunk).collect();
        if chunks.iter().all(|chunk| chunk.known || chunk.script.is_none()) {
            return;
        }
        switch(&mut chunks, vocabulary);
        let changes: Vec<String> = chunks
            .iter()
            .filter(|chunk| chunk.switched)
            .map(|chunk| format!("{} → {}", chunk.typed, chunk.shown()))
            .collect();
        if !changes.is_empty() {
            let text: Vec<&str> = chunks.iter().map(Chunk::shown).collect();
            let end = if is_open { "" } else { " " };
            analysis.text = text.join(" ") + end;
            analysis.note(NAME, &changes);
        }
    }
}

fn switch(chunks: &mut [Chunk], vocabulary: &dyn Vocabulary) {
    let gains = |chunk: &Chunk| !chunk.known && chunk.mapped_known;
    let letters: usize = chunks.iter().map(|chunk| chunk.letters).sum();
    let gained: usize = chunks.iter().filter(|chunk| gains(chunk)).map(|chunk| chunk.letters).sum();
    let is_clear = gained as f32 > CLEAR_GAIN * letters as f32;
    for chunk in chunks.iter_mut() {
        chunk.switched = gains(chunk) && (chunk.letters >= SURE_LETTERS || is_clear);
    }
    if !chunks.iter().any(|chunk| chunk.switched) {
        for chunk in chunks.iter_mut().filter(|chunk| !chunk.known && chunk.letters >= TYPO_LETTERS) {
            chunk.switched = chunk.is_typo_in_other(vocabulary);
        }
    }
    // One word in the wrong layout says that its neighbours are, too, even if they have typing errors or are short
    // words that by accident mean something here.
    for script in [Script::Latin, Script::Cyrillic] {
        let share = |wanted: &dyn Fn(&Chunk) -> bool| -> usize {
            chunks.iter().filter(|c| c.script == Some(script) && wanted(c)).map(|c| c.letters).sum()
        };
        if 2 * share(&|chunk| chunk.switched) <= share(&|_| true) {
            continue;
        }
        for chunk in chunks.iter_mut().filter(|chunk| chunk.script == Some(script) && chunk.mapped.is_some())
        {
            let is_accident = chunk.letters < BEGINNING_LETTERS && chunk.mapped_known;
            chunk.switched |= !chunk.known || is_accident;
        }
    }
}

impl Chunk {
    fn new(typed: &str, is_last: bool, vocabulary: &dyn Vocabulary) -> Self {
        let lower = typed.to_lowercase();
        let script = lower.chars().find_map(of_letter);
        let mixed = lower.chars().filter_map(of_letter).any(|found| Some(found) != script);
        let known = is_known(typed, is_last, vocabulary);
        let mapped = script.filter(|_| !mixed && !known || typed.chars().count() < BEGINNING_LETTERS);
        let mapped = mapped.and_then(|script| other_layout(typed, script, is_last, vocabulary));
        let mapped_known = mapped.as_deref().is_some_and(|mapped| is_known(mapped, is_last, vocabulary));
        let letters = lower.chars().filter(|&letter| of_letter(letter).is_some()).count();
        Self { typed: typed.to_owned(), letters, script, known, mapped, mapped_known, switched: false }
    }

    fn shown(&self) -> &str {
        self.mapped.as_deref().filter(|_| self.switched).unwrap_or(&self.typed)
    }

    /// Whether a word of the other layout is one typing error away, and none of this one.
    fn is_typo_in_other(&self, vocabulary: &dyn Vocabulary) -> bool {
        let similar = |text: &str| {
            let words = words(text, Yo::Folded);
            matches!(words.as_slice(), [(_, _, word)] if !vocabulary.similar_words(word, 1).is_empty())
        };
        self.mapped.as_deref().is_some_and(similar) && !similar(&self.typed)
    }
}

/// Whether every word in the text is known; the beginning of a word is enough where it is still being typed.
fn is_known(text: &str, is_last: bool, vocabulary: &dyn Vocabulary) -> bool {
    let words = words(text, Yo::Folded);
    let is_open = is_last && text.ends_with(char::is_alphanumeric);
    let known = |index: usize, word: &str| {
        word.chars().all(|character| character.is_ascii_digit())
            || vocabulary.knows(word)
            || is_open
                && index + 1 == words.len()
                && word.chars().count() >= BEGINNING_LETTERS
                && !vocabulary.words_with_prefix(word, 1).is_empty()
    };
    !words.is_empty() && words.iter().enumerate().all(|(index, (_, _, word))| known(index, word))
}

/// The same keys on the other layout. Marks at the end may be letters or marks: what gives a known word wins.
fn other_layout(typed: &str, script: Script, is_last: bool, vocabulary: &dyn Vocabulary) -> Option<String> {
    let whole = mapped(typed, script)?;
    let marks = |text: &str| text.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len();
    let (core, tail) = typed.split_at(marks(typed));
    if tail.is_empty() || is_known(&whole, is_last, vocabulary) {
        return Some(whole);
    }
    let with_marks = format!("{}{tail}", mapped(core, script)?);
    Some(if is_known(&with_marks, is_last, vocabulary) { with_marks } else { whole })
}

fn mapped(text: &str, script: Script) -> Option<String> {
    let other = |letter| on_other_layout(letter, script).unwrap_or(letter);
    let text: String = text.chars().map(other).collect();
    // Words, and not a row of marks with a letter here and there: «ютуб» is no `.ne,`.
    let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count();
    (letters > 0 && 4 * letters >= 3 * text.chars().count()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{analysed, analysed_without};

    fn check(query: &str, expected: &str) {
        assert_eq!(analysed(query).text, expected, "{query}");
    }

    #[test]
    fn words_in_the_wrong_layout_are_switched() {
        check("edtljvktybz", "уведомления");
        check("yfcnhjqrb pdjyrf", "настройки звонка");
        check("ытщц", "snow");
        check("ytn pdjyrf", "нет звонка");
        check("Edtljvktybz", "Уведомления");
    }

    #[test]
    fn a_word_in_the_wrong_layout_among_others_is_switched() {
        check("как включить edtljvktybz", "как включить уведомления");
        check("sms edtljvktybz", "sms уведомления");
    }

    #[test]
    fn a_typing_error_on_top_is_no_obstacle() {
        check("edtljvktgbz", "уведомлепия");
    }

    #[test]
    fn what_is_being_typed_is_switched_as_soon_as_it_begins_a_word() {
        check("edtl", "увед");
    }

    #[test]
    fn marks_are_letters_where_that_makes_a_word() {
        check("ktuj,", "лего,");
        check(",eath", "буфер");
    }

    #[test]
    fn known_words_and_nonsense_stay() {
        for query in [
            "sms",
            "уведомления",
            "snow sms",
            "zzzzz",
            "яяяяя",
            "365",
            "?!",
            "",
            "cмc",
            "e mail ",
            "ютуб",
            "эдж",
            "юэсби",
        ] {
            check(query, query);
        }
    }

    #[test]
    fn can_be_switched_off() {
        assert_eq!(analysed_without("edtljvktybz", "layout").text, "edtljvktybz");
    }
}
